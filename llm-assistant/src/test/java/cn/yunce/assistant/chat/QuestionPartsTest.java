package cn.yunce.assistant.chat;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Route;
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
}
