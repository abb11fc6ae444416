package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricWishTest {
    @ParameterizedTest
    @CsvSource({
        "最低的N个,装载率垫底的那三个县,最低的3个",
        "最高的N个,收件最多的俩县,最高的2个",
        "最高的N个,谁家收得最多,最高的1个",
        "下降最多的N个,掉得最狠的前5名,下降最多的5个",
        "低于N的,比80还低的县,低于80的",
        "低于N的,装不到六成五的,低于65%的",
        "高于N的,一件花过3块5的县,高于3.5的",
        "高于N的,绿牌车过半的县,高于50的",
        "高于N的,投诉破百的县,高于100的",
        "高于N的,24小时准时率95%以上的县,高于95%的",
        "高于N的,丢了千分之三往上的县,高于0.3%的",
        "连续N个月下降,连着俩月走下坡,连续2个月下降",
        "连续N个月上升,一路往上走,连续3个月上升",
        "没达标的,还差着线的县,没达标的"
    })
    void aWishTakesTheNumberThatTheQuestionSays(String template, String question, String want) {
        assertThat(MetricWish.fill(template, question)).contains(want);
    }

    @Test
    void aBoundWithoutANumberIsNoWish() {
        assertThat(MetricWish.fill("高于N的", "哪些县高得离谱")).isEmpty();
    }

    @Test
    void aTemplateIsAWishWithoutItsNumber() {
        assertThat(MetricWish.template("高于3.5的")).isEqualTo("高于N的");
        assertThat(MetricWish.template("高于3.5%的")).isEqualTo("高于N的");
        assertThat(MetricWish.template("同比")).isEqualTo("同比");
    }

    @Test
    void timeAndPlacesBecomeOneWordEach() {
        assertThat(MetricWish.masked("上礼拜石桥跟松岭县谁低", "上礼拜", List.of("石桥县共配园区", "松岭县")))
                .isEqualTo("这时某地跟某地谁低");
        assertThat(MetricWish.masked("谁低", "", List.of())).isEqualTo("谁低");
    }

    @ParameterizedTest
    @CsvSource({
        "最低的N个,哪个县比例超过百分之三,高于3%的",
        "最高的N个,不到九成的是哪个县,低于90%的",
        "最低的N个,哪个县最差,最低的1个",
        "最低的N个,没超过三天的那个县,最低的1个",
        "同比,超过百分之三,同比",
    })
    void aBoundThatIsSaidIsNoRank(String guessed, String question, String meant) {
        assertThat(MetricWish.fill(guessed, question)).contains(meant);
    }

    @Test
    void theBestIsLeftToTheKpiToTell() {
        assertThat(MetricWish.ranked("三季度妥投率最低的1个月", "哪个月最好")).isEqualTo("三季度妥投率最好的1个月");
        assertThat(MetricWish.ranked("破损率最低的1个县", "哪个县最差")).isEqualTo("破损率最差的1个县");
        assertThat(MetricWish.ranked("妥投率最低的1个县", "哪个县最少")).isEqualTo("妥投率最低的1个县");
        assertThat(MetricWish.ranked("妥投率同比", "最好说说同比")).isEqualTo("妥投率同比");
    }
}
