package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.yunce.assistant.Corpus;
import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.Corpus.DocumentInfo;
import cn.yunce.assistant.Corpus.IngestReport;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.retrieval.ArticleSearch;
import cn.yunce.assistant.retrieval.Hit;
import cn.yunce.assistant.retrieval.SearchResult;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RegulationCorpusIT extends DatabaseIT {
    private static final Path STATUTES = Path.of("../../shared/regulations");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private Corpus corpus;
    private ArticleSearch search;

    @TempDir
    private Path folder;

    @BeforeAll
    void assistant() {
        context.registerBean("dataSource", DataSource.class, this::dataSource);
        context.registerBean("readOnlyDataSource", DataSource.class, this::dataSource);
        context.registerBean(Clock.class, () -> Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC));
        context.scan("cn.yunce.assistant.corpus", "cn.yunce.assistant.retrieval", "cn.yunce.assistant.persistence");
        context.refresh();
        corpus = context.getBean(Corpus.class);
        search = context.getBean(ArticleSearch.class);
    }

    @AfterAll
    void close() {
        context.close();
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(folder.resolve(name), String.join("\n", lines));
    }

    private IngestReport ingest() {
        return corpus.ingest(folder, Set.of(), line -> {});
    }

    private DocumentInfo document(String law, String version) {
        return corpus.listDocuments(Role.DISPATCHER).stream()
                .filter(d -> d.law().equals(law) && d.version().equals(version))
                .findFirst()
                .orElseThrow();
    }

    private ArticleText text(String id) {
        return corpus.findArticle(id, Role.DISPATCHER).orElseThrow();
    }

    private long generation() {
        return jdbc().sql("SELECT generation FROM assistant.corpus_state")
                .query(Long.class)
                .single();
    }

    @Test
    void anUnchangedFileIsLeftAloneAndAChangedOneReplacesItsArticles() throws IOException {
        write("甲办法(2020-01-02).md", "第一条 旧的甲。", "第二条 旧的乙。", "第三条 旧的丙。");
        assertThat(ingest()).isEqualTo(new IngestReport(1, 0, 0, 3, List.of()));
        long before = generation();
        assertThat(ingest()).isEqualTo(new IngestReport(0, 0, 1, 0, List.of()));
        assertThat(generation()).isEqualTo(before);

        write("甲办法(2020-01-02).md", "第一条 新的甲。", "第二条 新的乙。");
        assertThat(ingest()).isEqualTo(new IngestReport(0, 1, 0, 2, List.of()));
        assertThat(text("甲办法@2020-01-02#1").text()).isEqualTo("新的甲。");
        assertThat(corpus.findArticle("甲办法@2020-01-02#3", Role.DISPATCHER)).isEmpty();
        assertThat(search.search("甲办法第一条", TODAY, Role.DISPATCHER, 1)
                        .hits()
                        .getFirst()
                        .article()
                        .text())
                .isEqualTo("新的甲。");
    }

    @Test
    void anUnchangedFileIsReadAgainWhenItsTypicalQuestionsHaveChangedAndKeepsItsReaders() throws IOException {
        write("快递暂行条例(2019-03-02).md", "第二十七条 快件延误、丢失、损毁或者内件短少的，按照约定赔偿。", "第二十八条 乙。");
        corpus.ingest(folder, Set.of(Role.MANAGER), line -> {});
        int asked = typicalQuestions();
        assertThat(asked).isPositive();
        assertThat(ingest().unchanged()).isEqualTo(1);

        // As an earlier edition of the product left it, which knew none.
        jdbc().sql("DELETE FROM assistant.article_question WHERE article_id LIKE '快递暂行条例@2019-03-02#%'")
                .update();
        jdbc().sql("UPDATE assistant.document SET questions = '' WHERE law = '快递暂行条例'")
                .update();
        assertThat(ingest()).isEqualTo(new IngestReport(0, 1, 0, 2, List.of()));
        assertThat(typicalQuestions()).isEqualTo(asked);
        assertThat(corpus.findArticle("快递暂行条例@2019-03-02#27", Role.DISPATCHER)).isEmpty();
        assertThat(corpus.findArticle("快递暂行条例@2019-03-02#27", Role.MANAGER)).isPresent();
        assertThat(ingest().unchanged()).isEqualTo(1);
    }

    private int typicalQuestions() {
        return jdbc().sql("SELECT count(*) FROM assistant.article_question WHERE article_id LIKE '快递暂行条例@2019-03-02#%'")
                .query(Integer.class)
                .single();
    }

    @Test
    void aLaterVersionSupersedesFromTheDayItTakesEffect() throws IOException {
        write("乙规定(2024-05-01).md", "第一条 后来。", "第二条 本规定自2024年7月1日起施行。");
        write("乙规定(2010-01-01).md", "第一条 从前。", "第二条 乙。");
        assertThat(ingest().added()).isEqualTo(2);
        assertThat(document("乙规定", "2010-01-01").inForce()).isFalse();
        assertThat(document("乙规定", "2024-05-01").inForce()).isTrue();
        assertThat(named("乙规定第一条", LocalDate.of(2024, 6, 30))).isEqualTo("从前。");
        assertThat(named("乙规定第一条", LocalDate.of(2024, 7, 1))).isEqualTo("后来。");
        assertThat(search.search("乙规定第一条", LocalDate.of(2009, 1, 1), Role.DISPATCHER, 1)
                        .hits())
                .noneMatch(Hit::named);
    }

    private String named(String query, LocalDate asOf) {
        Hit hit = search.search(query, asOf, Role.DISPATCHER, 1).hits().getFirst();
        assertThat(hit.named()).isTrue();
        return hit.article().text();
    }

    @Test
    void aDocumentIsReadByThoseWhomItOrItsIngestionNames() throws IOException {
        write("庚办法(2020-01-02).md", "readers: MANAGER, SCHEDULER", "", "第一条 庚的甲。", "第二条 庚的乙。");
        write("辛办法(2020-01-02).md", "第一条 辛的甲。", "第二条 辛的乙。");
        ingest();
        String own = "庚办法@2020-01-02#1";
        String open = "辛办法@2020-01-02#1";
        assertThat(corpus.findArticle(own, Role.DISPATCHER)).isEmpty();
        assertThat(corpus.findArticle(own, Role.SCHEDULER)).isPresent();
        assertThat(corpus.listDocuments(Role.DISPATCHER))
                .noneMatch(document -> document.law().equals("庚办法"));
        assertThat(search.search("庚办法第一条", TODAY, Role.DISPATCHER, 5).hits()).noneMatch(Hit::named);
        assertThat(search.search("庚办法第一条", TODAY, Role.ADMIN, 5)
                        .hits()
                        .getFirst()
                        .named())
                .isTrue();

        assertThat(corpus.findArticle(open, Role.DISPATCHER)).isPresent();
        IngestReport again = corpus.ingest(folder.resolve("辛办法(2020-01-02).md"), Set.of(Role.MANAGER), line -> {});
        assertThat(again).isEqualTo(new IngestReport(0, 1, 0, 0, List.of()));
        assertThat(corpus.findArticle(open, Role.DISPATCHER)).isEmpty();
        assertThat(search.search("辛办法第一条", TODAY, Role.DISPATCHER, 5).hits()).noneMatch(Hit::named);
    }

    @Test
    void referencesLeadToTheArticlesInForceThatTheReaderMaySee() throws IOException {
        write("壬法(2020-01-02).md", "第一条 壬的甲。", "第二条 违反本法第一条，依照《癸条例》第二条和《未收录法》第三条处罚。");
        write("癸条例(2010-01-01).md", "第一条 旧甲。", "第二条 旧乙。");
        write("癸条例(2021-01-01).md", "第一条 新甲。", "第二条 新乙。");
        ingest();
        ArticleText article = text("壬法@2020-01-02#2");
        assertThat(corpus.listReferences(article, Role.DISPATCHER))
                .extracting(reference ->
                        article.text().substring(reference.start(), reference.end()) + "→" + reference.articleId())
                .containsExactly("本法第一条→壬法@2020-01-02#1", "《癸条例》第二条→癸条例@2021-01-01#2");
    }

    @Test
    void aBadFileIsReportedAndTheOthersAreKept() throws IOException {
        write("丙法(2020-01-02).md", "第一条 甲。", "第二条 乙。");
        write("丁法(2020-99-02).md", "第一条 甲。", "第二条 乙。");
        write("戊法(2020-01-02).md", "");
        Files.write(folder.resolve("己法(2020-01-02).txt"), new byte[] {0, 1, 2, (byte) 0xff});
        write("README.md", "第一条 说明。", "第二条 说明。");
        IngestReport report = ingest();
        assertThat(report.added()).isEqualTo(1);
        assertThat(report.errors())
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("丁法", "2020-99-02"),
                        line -> assertThat(line).contains("戊法", "found nothing to cite"),
                        line -> assertThat(line).contains("己法", "UTF-8 or GB18030"));
        assertThatThrownBy(() -> corpus.ingest(folder.resolve("none"), Set.of(), line -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none");
    }

    @Test
    void aPaperInGb18030WithoutAVersionIsMarkedAsUnknownAndSynthetic() throws IOException {
        Files.write(
                folder.resolve("庚方案.txt"), "synthetic: true\n一、目标\n到2026年建成十个。".getBytes(Charset.forName("GB18030")));
        assertThat(ingest().added()).isEqualTo(1);
        DocumentInfo paper = document("庚方案", Corpus.UNKNOWN_VERSION);
        assertThat(paper.synthetic()).isTrue();
        assertThat(paper.inForce()).isTrue();
        assertThat(text("庚方案@未知#一、"))
                .extracting(ArticleText::heading, ArticleText::text, ArticleText::synthetic)
                .containsExactly(List.of("一、目标"), "到2026年建成十个。", true);
        ingest();
        assertThat(corpus.listDocuments(Role.DISPATCHER))
                .filteredOn(d -> d.law().equals("庚方案"))
                .hasSize(1);
    }

    @Test
    void theArticlesThatReallySayItAreAmongTheFirstFive() throws IOException {
        assumeTrue(Files.isDirectory(STATUTES) || "true".equals(System.getenv("CI")));
        boolean all = Boolean.getBoolean("yunce.slow") || "true".equals(System.getenv("CI"));
        try (var files = Files.list(STATUTES)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (all || name.matches("(快递|邮政法|个人信息|网络安全|山东).*")) {
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
        List<String> progress = new ArrayList<>();
        long start = System.nanoTime();
        IngestReport report = corpus.ingest(folder, Set.of(), progress::add);
        System.out.printf(
                "%d documents, %d articles in %.1f s%n",
                report.added(), report.articles(), (System.nanoTime() - start) / 1e9);
        assertThat(report.errors()).isEmpty();
        assertThat(progress).hasSizeGreaterThanOrEqualTo(report.added());

        SearchResult result = search.search("快件丢失未保价怎么赔？", TODAY, Role.DISPATCHER, 5);
        assertThat(result.hits())
                .extracting(hit -> hit.article().id())
                .startsWith("快递暂行条例@2019-03-02#27")
                .contains("邮政法@2015-04-24#47");
        assertThat(search.search("网络安全法第二十一条", TODAY, Role.DISPATCHER, 3)
                        .hits()
                        .getFirst()
                        .article()
                        .version())
                .isEqualTo("2025-10-28");
        assertThat(search.search("网络安全法第二十一条", LocalDate.of(2020, 1, 1), Role.DISPATCHER, 3)
                        .hits()
                        .getFirst()
                        .article()
                        .version())
                .isEqualTo("2016-11-07");
        assertThat(result.certainty())
                .isGreaterThan(
                        search.search("今天股票能买吗？", TODAY, Role.DISPATCHER, 5).certainty() + 0.2);

        theVectorIndexFindsWhatComparingAllFinds();
    }

    private void theVectorIndexFindsWhatComparingAllFinds() {
        List<String> probes = jdbc().sql("SELECT id FROM assistant.article ORDER BY md5(id) LIMIT 50")
                .query(String.class)
                .list();
        int same = 0;
        for (String probe : probes) {
            List<String> indexed = nearest(probe, "SET LOCAL enable_seqscan = off");
            List<String> exact = nearest(probe, "SET LOCAL enable_indexscan = off");
            same += (int) indexed.stream().filter(exact::contains).count();
        }
        assertThat(same / (10.0 * probes.size())).isGreaterThan(0.97);
    }

    private List<String> nearest(String probe, String plan) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource()));
        return transaction.execute(status -> {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource());
            jdbc.execute(plan);
            jdbc.execute("SET LOCAL hnsw.ef_search = 200");
            return jdbc.queryForList(
                    "SELECT id FROM assistant.article ORDER BY embedding <=> (SELECT embedding FROM assistant.article WHERE id = ?) LIMIT 10",
                    String.class,
                    probe);
        });
    }
}
