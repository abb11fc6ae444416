package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.security.AccountRole;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The catalogue edited through REST while questions and reports are asked. */
class KpiCatalogueIT extends ServiceIT {
    private static final String ON_TIME = "/api/v1/kpis/onTimeRate";

    @BeforeAll
    void facts() {
        jdbc().sql("INSERT INTO forecasting.feed (name, synthetic) VALUES ('test', true)")
                .update();
        jdbc().sql("INSERT INTO forecasting.node (id, name, tier, parent_id, longitude, latitude, feed_id) VALUES"
                        + " ('C0', '市中心', 'CITY', NULL, 0, 0, 1), ('K1', '锦河区共配园区', 'COUNTY', 'C0', 0, 0, 1)")
                .update();
        jdbc().sql(
                        "INSERT INTO forecasting.kpi_daily (kpi, node_id, date, numerator, denominator, feed_id) VALUES"
                                + " ('onTimeRate', 'K1', '2026-10-01', 970, 1000, 1), ('complaintRatePerTenThousand', 'K1', '2026-10-01', 3, 20000, 1)")
                .update();
    }

    private String ask(AccountRole role, String question) {
        return json(post(role, "/api/v1/ask", "{\"question\":\"" + question + "\",\"asOf\":\"2026-11-25\"}"))
                .get("answer")
                .asString();
    }

    private long changes() {
        return jdbc().sql("SELECT count(*) FROM assistant.kpi_change")
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @EnumSource(AccountRole.class)
    void onlyAdministratorsChangeTheCatalogueAndEveryoneReadsIt(AccountRole role) {
        boolean may = role == AccountRole.ADMIN;
        assertThat(put(role, "/api/v1/kpis/returnRate", "{\"decimals\":2}").statusCode())
                .isEqualTo(may ? 200 : 403);
        assertThat(get(role, "/api/v1/kpis/changes").statusCode()).isEqualTo(may ? 200 : 403);
        assertThat(post(role, "/api/v1/kpis/changes/999/revert", "").statusCode())
                .isEqualTo(may ? 404 : 403);
        assertThat(get(role, "/api/v1/kpis/revenue").statusCode())
                .isEqualTo(role == AccountRole.DISPATCHER || role == AccountRole.SCHEDULER ? 404 : 200);
        assertThat(json(get(role, "/api/v1/kpis"))).hasSizeGreaterThan(40);
    }

    @Test
    void aTargetCountsAtOnceInQuestionsAndReportsAndIsTakenBack() {
        assertThat(ask(AccountRole.MANAGER, "上个月准时率")).contains("已达标");
        JsonNode changed = json(put(
                AccountRole.ADMIN,
                ON_TIME,
                "{\"target\":{\"value\":98.5,\"paragraph\":\"年度考核办法三\"},\"synonyms\":[\"准时率\",\"守时度\"]}"));
        assertThat(changed.get("edited").valueStream().map(JsonNode::asString)).containsExactly("synonyms", "target");
        assertThat(ask(AccountRole.MANAGER, "上个月守时度")).contains("未达标，低于目标 98.50%", "年度考核办法三");
        assertThat(get(AccountRole.MANAGER, "/api/v1/reports/monthly?month=2026-10")
                        .body())
                .contains("\"target\":98.5");

        JsonNode change = json(get(AccountRole.ADMIN, "/api/v1/kpis/changes?kpi=onTimeRate"))
                .get(0);
        assertThat(change.get("by").asString()).isEqualTo("test");
        assertThat(change.get("before").get("target").get("value").asInt()).isEqualTo(96);
        assertThat(change.get("after").get("target").get("value").asDouble()).isEqualTo(98.5);

        JsonNode reverted = json(post(
                AccountRole.ADMIN, "/api/v1/kpis/changes/" + change.get("id").asLong() + "/revert", ""));
        assertThat(reverted.get("edited")).isEmpty();
        assertThat(ask(AccountRole.MANAGER, "上个月准时率")).contains("已达标");
        assertThat(json(get(AccountRole.ADMIN, "/api/v1/kpis/changes?limit=1"))
                        .get(0)
                        .get("reverts")
                        .asLong())
                .isEqualTo(change.get("id").asLong());
        assertThat(jdbc().sql("SELECT count(*) FROM app.audit WHERE action = 'PUT " + ON_TIME + "'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void aTargetMayBeTakenAway() {
        assertThat(json(put(AccountRole.ADMIN, "/api/v1/kpis/jointDistributionRate", "{\"target\":null}"))
                        .has("target"))
                .isFalse();
    }

    @Test
    void badEditsAreNamedInOneLineAndChangeNothing() {
        long before = changes();
        JsonNode standing = json(get(AccountRole.ADMIN, ON_TIME));
        for (String bad : List.of(
                "{\"decimals\":9}",
                "{\"decimals\":\"two\"}",
                "{\"zh\":\"投诉率\"}",
                "{\"zh\":\"上个月\"}",
                "{\"zh\":null}",
                "{\"synonyms\":[\"件\"]}",
                "{\"synonyms\":\"准时\"}",
                "{\"synonyms\":[\"守时度\",7]}",
                "{\"roles\":[]}",
                "{\"roles\":[\"KING\"]}",
                "{\"target\":{\"value\":\"high\",\"paragraph\":\"一\"}}",
                "{\"target\":{\"value\":1e999,\"paragraph\":\"一\"}}",
                "{\"target\":{\"value\":96,\"paragraph\":\"一\",\"due\":\"2026-02-30\"}}",
                "{\"smallSample\":-1}",
                "{\"fact\":\"x; DROP TABLE forecasting.kpi_daily\"}",
                "{\"definition\":\"好\",\"scale\":7}",
                "{\"spoken\":[\"(a+)+\"]}",
                "[]",
                "{")) {
            HttpResponse<String> refused = put(AccountRole.ADMIN, ON_TIME, bad);
            assertThat(refused.statusCode()).as(bad).isEqualTo(400);
            assertThat(json(refused).get("detail").asString())
                    .as(bad)
                    .isNotBlank()
                    .doesNotContain("\n");
        }
        assertThat(put(AccountRole.ADMIN, "/api/v1/kpis/none", "{\"decimals\":1}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(changes()).isEqualTo(before);
        assertThat(json(get(AccountRole.ADMIN, ON_TIME))).isEqualTo(standing);
    }

    @Test
    void ofTwoKpisThatWantOneNameAtOnceOnlyOneGetsIt() throws Exception {
        List<String> ids = List.of("appeals", "complaints", "trips", "cost");
        try (ExecutorService four = Executors.newFixedThreadPool(ids.size())) {
            List<Callable<Integer>> wishes = ids.stream()
                    .<Callable<Integer>>map(
                            id -> () -> put(AccountRole.ADMIN, "/api/v1/kpis/" + id, "{\"zh\":\"同名指标\"}")
                                    .statusCode())
                    .toList();
            int got = 0;
            for (Future<Integer> status : four.invokeAll(wishes)) {
                got += status.get() == 200 ? 1 : 0;
            }
            assertThat(got).isEqualTo(1);
        }
        long named = json(get(AccountRole.ADMIN, "/api/v1/kpis"))
                .valueStream()
                .filter(kpi -> kpi.get("zh").asString().equals("同名指标"))
                .count();
        assertThat(named).isEqualTo(1);
    }

    @Test
    void anAnswersQueryIsAskedAnewAndExported() {
        JsonNode answer =
                json(post(AccountRole.MANAGER, "/api/v1/ask", "{\"question\":\"上个月各县准时率\",\"asOf\":\"2026-11-25\"}"));
        String body = "{\"asOf\":\"2026-11-25\",\"query\":" + answer.get("query") + "}";
        JsonNode again = json(post(AccountRole.MANAGER, "/api/v1/kpis/query", body));
        assertThat(again.get("answer")).isEqualTo(answer.get("answer"));
        assertThat(again.get("query").get("chart").get("type").asString()).isEqualTo("bar");
        assertThat(again.get("query").get("basis").get("scope").asString()).isEqualTo("全市");
        HttpResponse<String> book = send(as(AccountRole.MANAGER, "/api/v1/kpis/query.xlsx")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(book.statusCode()).isEqualTo(200);
        assertThat(book.body()).startsWith("PK");
        assertThat(book.headers().firstValue("Content-Disposition").orElse("")).contains("yunce-kpis.xlsx");
        for (String bad : List.of(
                "{}",
                "{\"query\":{\"metrics\":7}}",
                "{\"query\":{\"metrics\":[\"onTimeRate\"],\"time\":{\"from\":\"a\",\"to\":\"b\"}}}")) {
            assertThat(post(AccountRole.MANAGER, "/api/v1/kpis/query", bad).statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }
}
