package cn.yunce.assistant.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DataMatchTest {
    /** A Thursday. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    private static DataMatch match(Map<String, Object> query, List<ToolCall> calls, String text) {
        return new DataMatch(
                new Answer(text, false, Route.KPI, List.of(), List.of(), calls, query, List.of(), 1), TODAY);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private static DataMatch counties() {
        return match(
                Map.of(
                        "metrics",
                        List.of("onTimeRate"),
                        "by",
                        "COUNTY",
                        "bucket",
                        "NONE",
                        "places",
                        List.of("青岚县共配园区"),
                        "time",
                        Map.of("from", "2026-10-01", "to", "2026-11-01", "days", "ALL"),
                        "order",
                        "BEST_FIRST",
                        "conditions",
                        List.of(),
                        "withinCounty",
                        false,
                        "show",
                        "VALUES",
                        "perDay",
                        false),
                List.of(),
                "");
    }

    @Test
    void aPlanIsRightWhereAllItsFieldsAre() {
        assertThat(
                        counties()
                                .fault(
                                        json(
                                                "{'metrics':['onTimeRate'],'by':'COUNTY','places':['青岚县'],'from':'2026-10-01','order':['HIGH_FIRST','BEST_FIRST']}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'metrics':['onTimeRate'],'by':'COUNTY','places':['青岚县']}",
                "{'metrics':['onTimeRate'],'by':'COUNTY','order':'BEST_FIRST'}",
                "{'metrics':['onTimeRate'],'by':'COUNTY','places':['青岚县'],'order':'BEST_FIRST','limit':3}",
                "{'metrics':['lossRate']}"
            })
    void whatAPlanLeavesOutMustBeAtItsDefault(String plan) {
        assertThat(counties().fault(json(plan))).isNotEmpty();
    }

    @Test
    void callsMayNameDaysFromToday() {
        DataMatch tomorrow = match(
                Map.of(),
                List.of(new ToolCall("forecast_volume", Map.of("date", "2026-12-02", "tier", "CITY", "top", 1))),
                "");
        assertThat(tomorrow.fault(
                        json("{'calls':[{'tool':'forecast_volume','arguments':{'date':'W1-3','tier':'CITY'}}]}")))
                .isEmpty();
        assertThat(tomorrow.fault(
                        json("{'calls':[{'tool':'forecast_volume','arguments':{'date':'+6','tier':'CITY'}}]}")))
                .isEmpty();
        assertThat(tomorrow.fault(
                        json("{'calls':[{'tool':'forecast_volume','arguments':{'date':'+5','tier':'CITY'}}]}")))
                .isNotEmpty();
    }

    @Test
    void rowsCountInTheirOrderWhereItMatters() {
        DataMatch rows = match(
                Map.of("rows", List.of(Map.of("place", "青岚县", "x", 2.0), Map.of("place", "白鹭县", "x", 1.0))),
                List.of(),
                "共 2 个区县");
        assertThat(rows.isResult(json("{'rows':[{'place':'白鹭县','x':1},{'place':'青岚县','x':2}],'say':['2 个区县']}")))
                .isTrue();
        assertThat(rows.isResult(json("{'rows':[{'place':'白鹭县','x':1},{'place':'青岚县','x':2}],'ordered':true}")))
                .isFalse();
        assertThat(rows.isResult(json("{'rows':[{'place':'白鹭县','x':1.01},{'place':'青岚县','x':2}]}")))
                .isFalse();
        assertThat(rows.isResult(json("{'rows':[{'place':'白鹭县','x':1}]}"))).isFalse();
        assertThat(rows.isResult(json("{'say':['3 个区县']}"))).isFalse();
        assertThat(rows.hiddenRows(List.of("白鹭"))).isEqualTo(1);
    }
}
