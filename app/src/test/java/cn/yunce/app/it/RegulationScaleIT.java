package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.yunce.assistant.Corpus;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.retrieval.ArticleSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many articles: the statutes, and variants of them under other titles whose vectors are moved at random, until there are {@code -Dyunce.scale}
 * of them. Prints how fast they come in, how large the index is, how often it finds what comparing all finds, and how long searches take.
 */
@EnabledIfSystemProperty(named = "yunce.scale", matches = "\\d+")
class RegulationScaleIT extends DatabaseIT {
    private static final Path STATUTES = Path.of("../../shared/regulations");
    private static final Path QUESTIONS = Path.of("../training-data/questions/regulations.develop.jsonl");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final int PROBES = 100;
    private static final int FIRST = 10;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @BeforeAll
    void assistant() {
        context.registerBean("dataSource", DataSource.class, this::dataSource);
        context.registerBean("readOnlyDataSource", DataSource.class, this::dataSource);
        context.registerBean(Clock.class, () -> Clock.fixed(Instant.parse("2026-11-24T00:00:00Z"), ZoneOffset.UTC));
        context.scan("cn.yunce.assistant.corpus", "cn.yunce.assistant.retrieval", "cn.yunce.assistant.persistence");
        context.refresh();
    }

    @AfterAll
    void close() {
        context.close();
    }

    @Test
    void manyArticlesAreFoundAsFewAre() throws IOException {
        assumeTrue(Files.isDirectory(STATUTES), STATUTES + " is not there");
        int wanted = Integer.getInteger("yunce.scale", 0);
        long start = System.nanoTime();
        int read = context.getBean(Corpus.class)
                .ingest(STATUTES, Set.of(), line -> {})
                .articles();
        print(String.format(Locale.ROOT, "%d articles read, embedded and stored in %.1f s", read, seconds(start)));
        start = System.nanoTime();
        for (int variant = 1; count() + read <= wanted; variant++) {
            jdbc().sql(
                            "INSERT INTO assistant.document (law, version, effective_from, file, sha256, pipeline, preface, synthetic, readers) "
                                    + "SELECT law || :variant, version, effective_from, file, sha256 || :variant, pipeline, preface, synthetic, readers "
                                    + "FROM assistant.document WHERE law NOT LIKE '%之变%'")
                    .param("variant", "之变" + variant)
                    .update();
            jdbc().sql(
                            "INSERT INTO assistant.article (id, document_id, position, number, label, heading, text, embedding) "
                                    + "SELECT a.id || :variant, n.id, a.position, a.number, a.label, a.heading, a.text, "
                                    + "l2_normalize(a.embedding + (SELECT array_agg((random() - 0.5) * 0.06) FROM generate_series(1, 512) "
                                    + "WHERE a.id <> '')::vector) FROM assistant.article a JOIN assistant.document d ON d.id = a.document_id "
                                    + "JOIN assistant.document n ON n.law = d.law || :variant AND n.version IS NOT DISTINCT FROM d.version")
                    .param("variant", "之变" + variant)
                    .update();
        }
        jdbc().sql("UPDATE assistant.corpus_state SET generation = generation + 1")
                .update();
        print(String.format(
                Locale.ROOT, "%d articles, the rest stored and indexed in %.1f s", count(), seconds(start)));
        print(String.format(
                Locale.ROOT,
                "index of vectors %.0f MiB, articles with all indexes %.0f MiB",
                mebibytes("SELECT pg_relation_size('assistant.article_embedding')"),
                mebibytes("SELECT pg_total_relation_size('assistant.article')")));

        double recall = recall();
        print(String.format(
                Locale.ROOT, "the index finds %.4f of the nearest %d that comparing all finds", recall, FIRST));
        searches();
        assertThat(recall).isGreaterThan(0.9);
    }

    private long count() {
        return jdbc().sql("SELECT count(*) FROM assistant.article")
                .query(Long.class)
                .single();
    }

    private double mebibytes(String size) {
        return jdbc().sql(size).query(Long.class).single() / 1048576.0;
    }

    private double recall() {
        List<String> probes = jdbc().sql("SELECT id FROM assistant.article ORDER BY md5(id) LIMIT " + PROBES)
                .query(String.class)
                .list();
        int same = 0;
        for (String probe : probes) {
            List<String> indexed = nearest(probe, "SET LOCAL enable_seqscan = off");
            List<String> exact = nearest(probe, "SET LOCAL enable_indexscan = off");
            same += (int) indexed.stream().filter(exact::contains).count();
        }
        return same / (double) (FIRST * probes.size());
    }

    private List<String> nearest(String probe, String plan) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource()));
        return transaction.execute(status -> {
            JdbcTemplate jdbc = new JdbcTemplate(dataSource());
            jdbc.execute(plan);
            jdbc.execute("SET LOCAL hnsw.ef_search = 200");
            return jdbc.queryForList(
                    "SELECT id FROM assistant.article ORDER BY embedding <=> (SELECT embedding FROM assistant.article WHERE id = ?) LIMIT "
                            + FIRST,
                    String.class,
                    probe);
        });
    }

    private void searches() throws IOException {
        ArticleSearch search = context.getBean(ArticleSearch.class);
        long start = System.nanoTime();
        search.search("快件丢失怎么赔", TODAY, Role.DISPATCHER, FIRST);
        print(String.format(Locale.ROOT, "first search, with the postings built: %.1f s", seconds(start)));
        List<Double> millis = new ArrayList<>();
        for (String line : Files.readAllLines(QUESTIONS)) {
            JsonNode question = JsonMapper.shared().readTree(line);
            long asked = System.nanoTime();
            search.search(question.get("question").asString(), TODAY, Role.DISPATCHER, FIRST);
            millis.add(1000 * seconds(asked));
        }
        List<Double> sorted = millis.stream().sorted().toList();
        print(String.format(
                Locale.ROOT,
                "%d searches one after another: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms",
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() * 99 / 100)));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
