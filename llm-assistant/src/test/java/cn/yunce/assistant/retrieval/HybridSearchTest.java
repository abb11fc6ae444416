package cn.yunce.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.assistant.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HybridSearchTest {
    private static final LocalDate OLD = LocalDate.of(2019, 3, 2);
    private static final LocalDate NEW = LocalDate.of(2025, 6, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 1);
    private static ArticleSearch search;

    private static StoredArticle article(
            String law, LocalDate from, Optional<LocalDate> until, int number, String text) {
        String id = law + "@" + from + "#" + number;
        return new StoredArticle(
                id,
                law,
                from.toString(),
                from,
                until,
                String.valueOf(number),
                "第" + number + "条",
                List.of(),
                text,
                false,
                law.startsWith("内部") ? Set.of(Role.MANAGER) : Set.of());
    }

    @BeforeAll
    static void smallCorpus() {
        List<StoredArticle> articles = List.of(
                article("快递暂行条例", OLD, Optional.of(NEW), 27, "快件丢失的，对未保价的快件依照民事法律确定赔偿责任。"),
                article("快递暂行条例", NEW, Optional.empty(), 27, "快件丢失的，对未保价的快件按照实际损失确定赔偿责任。"),
                article("快递暂行条例", NEW, Optional.empty(), 28, "企业可以根据业务需要开办快递末端网点，并备案快递末端服务设施。"),
                article("山东省邮政条例", OLD, Optional.empty(), 9, "快件丢失的，对未保价的快件按照实际损失确定赔偿责任。"),
                article("民法典", OLD, Optional.empty(), 584, "损失赔偿额应当相当于因违约所造成的损失。"),
                article("内部赔付办法", OLD, Optional.empty(), 3, "快件丢失的，网点先行赔付。"),
                article("甲公司报销手册", OLD, Optional.empty(), 4, "司机的过路费凭票报销，每月五日前交到财务室。"),
                article("道路交通安全法", OLD, Optional.empty(), 36, "机动车、非机动车、行人实行分道通行。"));
        BgeSmallEmbedder embedder = new BgeSmallEmbedder();
        search = new HybridSearch(
                new MemoryIndex(
                        articles,
                        embedder.embedPassages(
                                articles.stream().map(StoredArticle::searchText).toList())),
                embedder,
                new TunedEncoder());
    }

    private static List<String> ids(String query, LocalDate asOf) {
        return search.search(query, asOf, Role.DISPATCHER, 10).hits().stream()
                .map(hit -> hit.article().id())
                .toList();
    }

    @Test
    void onlyTheVersionInForceOnTheDayIsFound() {
        assertThat(ids("快件丢失怎么赔", TODAY)).startsWith("快递暂行条例@2025-06-01#27").doesNotContain("快递暂行条例@2019-03-02#27");
        assertThat(ids("快件丢失怎么赔", NEW.minusDays(1)))
                .startsWith("快递暂行条例@2019-03-02#27")
                .doesNotContain("快递暂行条例@2025-06-01#27", "快递暂行条例@2025-06-01#28");
        assertThat(ids("快件丢失怎么赔", LocalDate.of(2000, 1, 1))).isEmpty();
    }

    @Test
    void theNamedArticleComesFirst() {
        Hit first = search.search("民法典第五百八十四条和快件丢失", TODAY, Role.DISPATCHER, 5)
                .hits()
                .getFirst();
        assertThat(first.article().id()).isEqualTo("民法典@2019-03-02#584");
        assertThat(first.named()).isTrue();
    }

    @Test
    void aLocalRuleComesFirstOnlyWhereItsPlaceIsNamed() {
        assertThat(ids("快件丢失未保价怎么赔", TODAY)).startsWith("快递暂行条例@2025-06-01#27");
        assertThat(ids("在山东快件丢失未保价怎么赔", TODAY)).startsWith("山东省邮政条例@2019-03-02#9");
    }

    @Test
    void layWordsReachTheLegalOnes() {
        assertThat(ids("驿站", TODAY)).startsWith("快递暂行条例@2025-06-01#28");
    }

    @Test
    void theResultTellsHowLikelyTheFirstArticleAnswers() {
        SearchResult near = search.search("快件丢失的赔偿责任", TODAY, Role.DISPATCHER, 3);
        SearchResult far = search.search("今天股票能买吗", TODAY, Role.DISPATCHER, 3);
        assertThat(near.certainty()).isBetween(far.certainty() + 0.2, 1.0);
        assertThat(search.search("什么", LocalDate.of(2000, 1, 1), Role.DISPATCHER, 3)
                        .certainty())
                .isZero();
    }

    @Test
    void aDocumentThatNobodyHasWrittenQuestionsForAnswersByMeaningAndWords() {
        SearchResult found = search.search("司机的过路费怎么报销", TODAY, Role.DISPATCHER, 3);
        assertThat(found.hits().getFirst().article().law()).isEqualTo("甲公司报销手册");
        assertThat(found.certainty()).isEqualTo(1);
        assertThat(found.other()).isEmpty();
        assertThat(found.foreign()).isFalse();
        assertThat(search.search("今天股票能买吗", TODAY, Role.DISPATCHER, 3).certainty())
                .isLessThan(0.25);
    }

    @Test
    void aQuestionOfALawThatIsNotThereNamesIt() {
        assertThat(search.search("试用期最长能约定多久", TODAY, Role.DISPATCHER, 3).other())
                .contains("劳动合同法");
        assertThat(search.search("快件丢失的赔偿责任", TODAY, Role.DISPATCHER, 3).other())
                .isEmpty();
    }

    @Test
    void aQuestionOfNoLawIsForeign() {
        assertThat(search.search("周末有什么好看的电影推荐", TODAY, Role.DISPATCHER, 3).foreign())
                .isTrue();
        assertThat(search.search("快件丢失的赔偿责任", TODAY, Role.DISPATCHER, 3).foreign())
                .isFalse();
    }

    @Test
    void aDocumentKeptFromARoleIsAsIfItWereNotThere() {
        String query = "内部赔付办法第3条";
        SearchResult kept = search.search(query, TODAY, Role.DISPATCHER, 10);
        assertThat(kept.hits()).noneMatch(hit -> hit.article().law().equals("内部赔付办法"));
        assertThat(kept.missing()).isEmpty();
        for (Role reader : List.of(Role.MANAGER, Role.ADMIN)) {
            assertThat(search.search(query, TODAY, reader, 1).hits().getFirst().named())
                    .isTrue();
        }
    }

    @Test
    void aLimitOutOfRangeIsRefused() {
        assertThatThrownBy(() -> search.search("快件", TODAY, Role.DISPATCHER, 0))
                .hasMessageContaining("limit must be 1..100, was 0");
    }
}
