package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.retrieval.Hit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SanctionsTest {
    private static final Hit RULE = hit("甲法", "第十八条", "应当自开办之日起20日内备案。");
    private static final Hit ANOTHER = hit("甲法", "第三十九条", "扣留快件的，处一万元以下罚款。");
    private static final Hit OF_RULE = hit("甲法", "第四十条", "违反本法第十八条规定，未备案的，处一万元以下罚款。");
    private static final Hit OF_ANOTHER_LAW = hit("乙法", "第五条", "未备案的，处二万元以下罚款。");

    private static Hit hit(String law, String number, String text) {
        return new Hit(
                new ArticleText(law + number, law, "2020-01-01", true, number, List.of(), text, false), 1, 1, 1, false);
    }

    private static Optional<Hit> find(String question, Hit cited, Hit... hits) {
        ArticleText article = cited.article();
        Citation citation =
                new Citation(article.id(), article.law(), article.version(), article.article(), article.text());
        return Sanctions.find(question, List.of(citation), List.of(hits));
    }

    @Test
    void theSanctionThatNamesTheRuleIsJoined() {
        assertThat(find("几天内备案，不备案罚多少？", RULE, RULE, ANOTHER, OF_RULE)).contains(OF_RULE);
    }

    @Test
    void whoDoesNotAskForASanctionGetsNone() {
        assertThat(find("几天内备案？", RULE, RULE, OF_RULE)).isEmpty();
    }

    @Test
    void aSanctionOfAnotherLawIsNotJoined() {
        assertThat(find("不备案罚多少？", RULE, RULE, OF_ANOTHER_LAW)).isEmpty();
    }

    @Test
    void whereASanctionIsCitedNoneIsJoined() {
        assertThat(find("不备案罚多少？", OF_RULE, OF_RULE, ANOTHER)).isEmpty();
    }
}
