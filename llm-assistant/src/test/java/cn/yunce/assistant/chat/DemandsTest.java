package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemandsTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final String TIMES = "处违法所得一倍以上五倍以下罚款。";
    private static final String RANGE = "没收违法所得，并处一万元以上五万元以下罚款。";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8月20号接到投诉，最晚哪天处理完？",
                "昨天接到投诉，最晚哪天处理完？",
                "下午3点起飞，最晚几点报告？",
                "货装到4.5米高，超了多少？",
                "扣了7分，还能扣几分？",
                "限速80，开到125公里，超了百分之几？",
                "最大起飞重量20千克，算哪一类？",
                "投诉和申诉加起来最多多少天？",
                "投诉接了4天，还有几天时间处理？",
                "一件48公斤的包裹超没超重？",
                "连续开了5小时，超出来多长时间？",
                "2026年6月被吊了本，最早哪年能重新考？",
                "醉驾营运车比醉驾普通车，禁止重新取证的年限多几年？",
                "按顶格的五倍罚，最多罚多少？",
                "注册资本80万够不够？"
            })
    void whatFollowsFromTheQuestionsOwnNumbersMustBeComputed(String question) {
        assertThat(Demands.computed(question, RANGE, TODAY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "泄露用户信息罚多少？",
                "投诉几天内处理？",
                "有一点破损什么时候能赔？",
                "3个人执法可以吗？",
                "第四十条罚多少？",
                "2016年时日志要留存几年？",
                "3月1日起网点几天内备案？"
            })
    void whatAnArticleItselfSaysNeedsNoComputation(String question) {
        assertThat(Demands.computed(question, RANGE, TODAY)).isFalse();
    }

    @Test
    void aNumberOfTheQuestionThatPlaysNoPartMakesTheAnswerOneToSomethingElse() {
        assertThat(Demands.leavesOut("扣了9分又扣6分，加一块多少？", TODAY, RANGE, "")).isTrue();
        assertThat(Demands.leavesOut("安全员年收入18万元，罚多少？", TODAY, "处三十万元以上一百万元以下的罚款。", ""))
                .isTrue();
        assertThat(Demands.leavesOut("10个人的站点，安全员要几个？", TODAY, "从业人员在一百人以下的，应当配备。", ""))
                .isFalse();
        assertThat(Demands.leavesOut("违法所得40万，按十倍罚多少？", TODAY, TIMES, "400000元 × 10倍 = 4000000元。"))
                .isFalse();
        assertThat(Demands.leavesOut("公司200人，要不要买保险？", TODAY, RANGE, "")).isFalse();
    }

    @Test
    void anArticleThatTellsNothingOfAnIncomeDoesNotAnswerWhatIsOfIt() {
        assertThat(Demands.computed("上一年年收入30万元，罚多少？", RANGE, TODAY)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"两家企业共用商标，最高罚多少？", "3个人执法，最少要几个人？"})
    void theMostOrLeastThatIsAskedForIsNoDifference(String question) {
        assertThat(Demands.computed(question, RANGE, TODAY)).isFalse();
    }

    @Test
    void moneyIsComputedWhereTheArticleTellsAMultiple() {
        assertThat(Demands.computed("违法所得3万元，罚多少？", TIMES, TODAY)).isTrue();
        assertThat(Demands.computed("违法所得3万元，罚多少？", RANGE, TODAY)).isFalse();
    }

    @Test
    void theMeasureThatIsAskedForIsTold() {
        assertThat(Demands.units("扣留的车几天内要处理？")).anyMatch(units -> units.contains("日"));
        assertThat(Demands.units("没实名要罚多少钱？")).anyMatch(units -> units.contains("元"));
        assertThat(Demands.units("处理几岁以下孩子的信息要家长同意？")).anyMatch(units -> units.contains("岁"));
        assertThat(Demands.units("快件丢了怎么赔？")).isEmpty();
    }
}
