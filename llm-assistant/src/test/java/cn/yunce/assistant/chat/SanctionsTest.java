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

    @Test
    void aSanctionOfSomethingElseIsNotJoined() {
        assertThat(find("不备案罚多少？", RULE, RULE, ANOTHER)).isEmpty();
    }

    @Test
    void aRuleWithoutASanctionIsSearchedByItsOwnWordsWhereAConsequenceIsAskedFor() {
        Hit inspection = hit("甲法", "第六十三条", "监督检查人员不得少于二人。对依法进行的监督检查，有关单位和个人应当配合，不得拒绝、阻碍。");
        Hit sanction = hit("甲法", "第七十七条", "拒绝、阻碍依法实施的监督检查的，依法给予治安管理处罚。");
        Citation cited = new Citation(
                "甲法第六十三条", "甲法", "2020-01-01", "第六十三条", inspection.article().text());
        String rule = Sanctions.rule("来检查，我拒绝会怎样", List.of(cited)).orElseThrow();
        assertThat(rule).isEqualTo("对依法进行的监督检查，有关单位和个人应当配合，不得拒绝、阻碍。");
        assertThat(Sanctions.of(rule, cited, List.of(inspection, ANOTHER, sanction)))
                .contains(sanction);
        assertThat(Sanctions.rule("检查人员要几个人", List.of(cited))).isEmpty();
    }
}
