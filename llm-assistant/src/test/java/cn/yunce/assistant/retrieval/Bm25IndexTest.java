package cn.yunce.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class Bm25IndexTest {
    private static final List<String> TEXTS = List.of("快件丢失的赔偿", "邮件丢失", "行人过马路", "快件延误 GB18030");

    private static List<Integer> found(String query) {
        return new Bm25Index(TEXTS)
                .search(query, d -> true, 10).stream()
                        .map(Bm25Index.Scored::document)
                        .toList();
    }

    @Test
    void tokensAreCharactersPairsAndWords() {
        assertThat(Tokens.of("快件，GB18030丢")).containsExactly("快", "件", "快件", "gb18030", "丢");
    }

    @Test
    void theDocumentWithMoreAndRarerTermsComesFirst() {
        assertThat(found("快件丢失")).startsWith(0).doesNotContain(2);
        assertThat(found("gb18030")).containsExactly(3);
        assertThat(found("月亮")).isEmpty();
    }

    @Test
    void theScoreIsOkapis() {
        Bm25Index index = new Bm25Index(List.of("甲", "乙"));
        assertThat(index.search("甲", d -> true, 1).getFirst().score())
                .isCloseTo(Math.log(1 + 1.5 / 1.5), org.assertj.core.api.Assertions.within(1e-6));
    }

    @Test
    void whatIsNotAllowedIsNotFound() {
        assertThat(new Bm25Index(TEXTS).search("快件丢失", d -> d != 0, 10))
                .extracting(Bm25Index.Scored::document)
                .containsExactlyInAnyOrder(1, 3);
    }

    @Test
    void aTermOfFewDocumentsIsRarerThanOneOfMany() {
        Bm25Index index = new Bm25Index(TEXTS);
        assertThat(index.rarity("月亮")).isGreaterThan(index.rarity("行人"));
        assertThat(index.rarity("行人")).isGreaterThan(index.rarity("快件"));
    }
}
