package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.retrieval.RetrievalTraining;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionPartsTest {

    @ParameterizedTest
    @CsvSource({"司机太累了还能不能让他出来跑,SCHEDULE", "我们的车想从对面绕一下，行不？,SCHEDULE", "网点4月1日开张，最晚哪天前要备案？,FORECAST"})
    void whatMayBeDoneIsAskedOfTheLawWhereNoPlanOrForecastIsSpokenOf(String question, Route taken) {
        assertThat(QuestionParts.asksRule(question, taken)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "明天的车能不能少派两辆,SCHEDULE",
        "12月1日的运输计划能不能看一下,SCHEDULE",
        "12月1日的预测能不能给个区间,FORECAST",
        "后天能不能收得完,FORECAST",
        "司机今天跑哪条线,SCHEDULE",
        "这项指标能不能看,KPI"
    })
    void plansForecastsAndIndicatorsStayWhatTheyWereTakenFor(String question, Route taken) {
        assertThat(QuestionParts.asksRule(question, taken)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "上周积压几件；积压了不送要承担什么法律责任,KPI POLICY",
        "明天预计来多少件，外头的车要叫几台,FORECAST SCHEDULE",
        "上个月的投诉率是多少，下个月预计能来多少件,KPI FORECAST",
        "货车核载3吨拉了4吨半，超载要罚多少,''",
        "用户6月3日投诉，到6月15日才处理，超期几天,''",
        "司机没一点错，行人受伤，保险赔完还差12万，我们这边最多掏多少,''",
        "商品价款166元，商家欺诈，三倍赔偿不到500，最后拿多少,''",
        "直播活动今年搞了多少场，年底1000场能不能完成,''",
        "锦河上个月的投诉率，还有去年同期的,''"
    })
    void whatIsAskedOfMoreThanOneKindIsToldPartByPart(String question, String routes) {
        TextEmbedder embedder = RetrievalTraining.embedder();
        QuestionParts parts = new QuestionParts(
                Metrics.none(),
                new LearnedRouter(embedder, QuestionClassifier.load("route-classifier.bin")),
                KpiGuess.load(embedder));
        Asked asked =
                new Asked(question, LocalDate.of(2026, 11, 26), Caller.of(Role.MANAGER), GroundedAssistant.SILENT);
        assertThat(parts.read(asked).stream().map(part -> part.route().name()).collect(Collectors.joining(" ")))
                .isEqualTo(routes);
    }
}
