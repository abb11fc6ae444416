package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.app.security.AccountRole;
import cn.yunce.forecasting.domain.Wave;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Past forecasts against what came, runs beside one another, and scenarios, through REST. */
class ForecastReviewIT extends ServiceIT {
    private static final String SCENARIOS = "/api/v1/forecasts/scenarios";

    @BeforeAll
    void aCityWithThreeRuns() {
        jdbc().sql("INSERT INTO forecasting.feed (name, synthetic) VALUES ('test', true)")
                .update();
        jdbc().sql("INSERT INTO forecasting.node (id, name, tier, parent_id, longitude, latitude, feed_id) VALUES"
                        + " ('C0', '市', 'CITY', NULL, 0, 0, 1), ('K1', '甲县', 'COUNTY', 'C0', 0, 0, 1),"
                        + " ('K2', '乙县', 'COUNTY', 'C0', 0, 0, 1), ('V1', '村', 'VILLAGE', 'K1', 0, 0, 1)")
                .update();
        jdbc().sql("CREATE TABLE forecasting.node_volume_2026_11 PARTITION OF forecasting.node_volume"
                        + " FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')")
                .update();
        jdbc().sql("INSERT INTO forecasting.node_volume (node_id, date, direction, parcels, feed_id) VALUES"
                        + " ('K1', '2026-11-20', 'DELIVERY', 90, 1), ('K1', '2026-11-21', 'DELIVERY', 100, 1),"
                        + " ('K1', '2026-11-22', 'DELIVERY', 110, 1)")
                .update();
        jdbc().sql("INSERT INTO forecasting.volume_span VALUES ('node_volume', '2026-11-20', '2026-11-22')")
                .update();
        jdbc().sql("INSERT INTO forecasting.run (data_cut_off, started_by, status, started_at, published_at, synthetic)"
                        + " VALUES ('2026-11-20', 't', 'DONE', now(), now(), true),"
                        + " ('2026-11-21', 't', 'DONE', now(), now(), true),"
                        + " ('2026-11-21', 't', 'DONE', now(), NULL, true),"
                        + " ('2026-11-22', 't', 'DONE', now(), now(), true)")
                .update();
        jdbc().sql("INSERT INTO forecasting.forecast_day (run_id, kind, date)"
                        + " VALUES (1, 'NODES', '2026-11-21'), (2, 'NODES', '2026-11-22'), (4, 'NODES', '2026-11-23')")
                .update();
        forecast(1, "K1", "2026-11-21", 90);
        forecast(1, "K1", "2026-11-22", 90);
        forecast(2, "K1", "2026-11-22", 120);
        forecast(3, "K1", "2026-11-22", 999);
        forecast(4, "C0", "2026-11-23", 300);
        forecast(4, "K1", "2026-11-23", 100);
        forecast(4, "K2", "2026-11-23", 200);
        forecast(4, "V1", "2026-11-23", 10);
        aLineWithTwoDaysThatCame();
    }

    private void aLineWithTwoDaysThatCame() {
        jdbc().sql("INSERT INTO forecasting.fleet (id, own_vehicles, feed_id) VALUES ('F', 1, 1)")
                .update();
        jdbc().sql(
                        "INSERT INTO forecasting.line (code, origin, site, wave, fleet_id, latest_departure_minute, transit_minutes,"
                                + " own_cost, external_cost, feed_id) VALUES ('甲/乙 - 0600', '甲', '乙', '0600', 'F', 540, 30, 1, 2, 1)")
                .update();
        jdbc().sql("CREATE TABLE forecasting.slot_volume_2026_11 PARTITION OF forecasting.slot_volume"
                        + " FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')")
                .update();
        jdbc().sql("INSERT INTO forecasting.slot_volume (line, date, slot, parcels, feed_id) VALUES"
                        + " ('甲/乙 - 0600', '2026-11-21', 3, 40, 1), ('甲/乙 - 0600', '2026-11-21', 4, 60, 1),"
                        + " ('甲/乙 - 0600', '2026-11-22', 3, 200, 1)")
                .update();
        jdbc().sql("INSERT INTO forecasting.volume_span VALUES ('slot_volume', '2026-11-21', '2026-11-22')")
                .update();
        jdbc().sql("INSERT INTO forecasting.preknown (line, date, parcels, feed_id) VALUES"
                        + " ('甲/乙 - 0600', '2026-11-19', 1, 1), ('甲/乙 - 0600', '2026-11-23', 150, 1)")
                .update();
    }

    private void forecast(String line, long run, String date, double parcels) {
        jdbc().sql(
                        "INSERT INTO forecasting.line_forecast (run_id, line, date, wave, parcels, levels, lo, hi, profile, basis)"
                                + " VALUES (?, ?, ?::date, '0600', ?, '{80}', ?, ?, ?, 'b')")
                .params(
                        run,
                        line,
                        date,
                        parcels,
                        List.of(parcels - 10).toArray(Double[]::new),
                        List.of(parcels + 10).toArray(Double[]::new),
                        Collections.nCopies(Wave.W0600.slots(), parcels / Wave.W0600.slots())
                                .toArray(Double[]::new))
                .update();
    }

    @Test
    void aLineHasItsHistoryItsAnnouncedVolumesAndItsPastForecasts() {
        jdbc().sql("INSERT INTO forecasting.forecast_day (run_id, kind, date) VALUES (4, 'LINES', '2026-11-23')")
                .update();
        forecast("甲/乙 - 0600", 1, "2026-11-21", 90);
        forecast("甲/乙 - 0600", 1, "2026-11-22", 190);
        forecast("甲/乙 - 0600", 2, "2026-11-22", 230);
        forecast("甲/乙 - 0600", 4, "2026-11-23", 160);
        String line = "?line=" + URLEncoder.encode("甲/乙 - 0600", StandardCharsets.UTF_8);

        JsonNode series = json(get(AccountRole.DISPATCHER, "/api/v1/forecasts/line" + line));
        assertThat(series.get("history")
                        .valueStream()
                        .map(day -> day.get("parcels").asDouble()))
                .containsExactly(100.0, 200.0);
        assertThat(series.get("announced")
                        .valueStream()
                        .map(day -> day.get("parcels").asDouble()))
                .containsExactly(150.0);
        assertThat(series.get("forecast").get(0).get("parcels").asDouble()).isCloseTo(160, within(1e-9));

        JsonNode past = json(get(AccountRole.DISPATCHER, "/api/v1/forecasts/line/past" + line));
        assertThat(past.get("all").get("forecasts").asInt()).isEqualTo(3);
        // |90-100| + |190-200| + |230-200| of 500; the first two within ±10
        assertThat(past.get("all").get("wapePercent").asDouble()).isCloseTo(10, within(1e-9));
        assertThat(past.get("all").get("coverage80Percent").asDouble()).isCloseTo(100 * 2 / 3.0, within(1e-9));
        assertThat(get(AccountRole.DISPATCHER, "/api/v1/forecasts/line?line=x").statusCode())
                .isEqualTo(404);
    }

    private void forecast(long run, String node, String date, double mean) {
        jdbc().sql(
                        "INSERT INTO forecasting.node_forecast (run_id, node_id, direction, date, mean, levels, lo, hi, model)"
                                + " VALUES (?, ?, 'DELIVERY', ?::date, ?, '{80}', ?, ?, 'm')")
                .params(
                        run,
                        node,
                        date,
                        mean,
                        List.of(mean - 10).toArray(Double[]::new),
                        List.of(mean + 10).toArray(Double[]::new))
                .update();
    }

    @Test
    void pastForecastsAreJudgedByLeadAndUnpublishedRunsDoNotCount() {
        JsonNode past = json(get(AccountRole.MANAGER, "/api/v1/forecasts/nodes/K1/past?direction=DELIVERY"));

        assertThat(past.get("days").valueStream().map(day -> day.get("mean").asDouble()))
                .containsExactly(90.0, 90.0, 120.0);
        JsonNode eve = past.get("byLead").get(0);
        assertThat(eve.get("leadDays").asInt()).isEqualTo(1);
        assertThat(eve.get("forecasts").asInt()).isEqualTo(2);
        // |90-100| + |120-110| of 210; errors cancel out; both within ±10
        assertThat(eve.get("wapePercent").asDouble()).isCloseTo(100 * 20.0 / 210, within(1e-9));
        assertThat(eve.get("biasPercent").asDouble()).isCloseTo(0, within(1e-9));
        assertThat(eve.get("coverage80Percent").asDouble()).isEqualTo(100);
        JsonNode two = past.get("byLead").get(1);
        assertThat(two.get("biasPercent").asDouble()).isCloseTo(-100 * 20.0 / 110, within(1e-9));
        assertThat(two.get("coverage80Percent").asDouble()).isZero();
        assertThat(past.get("all").get("forecasts").asInt()).isEqualTo(3);
    }

    @Test
    void aNodeWithoutPastForecastsIsToldSo() {
        JsonNode past = json(get(AccountRole.MANAGER, "/api/v1/forecasts/nodes/V1/past?direction=PICKUP"));
        assertThat(past.get("days")).isEmpty();
        assertThat(past.get("all").isNull()).isTrue();
    }

    @Test
    void runsStandBesideOneAnother() {
        JsonNode runs = json(get(AccountRole.MANAGER, "/api/v1/forecasts/runs"));
        assertThat(runs.valueStream().map(run -> run.get("runId").asLong())).containsExactly(4L, 2L, 1L);
        assertThat(json(get(AccountRole.MANAGER, "/api/v1/forecasts/nodes/K1/runs/1?direction=DELIVERY")))
                .hasSize(2);
        assertThat(get(AccountRole.MANAGER, "/api/v1/forecasts/nodes/K1/runs/3?direction=DELIVERY")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theComingDayStandsInOneAnswerWithEachParksBusiestDay() {
        jdbc().sql("SELECT forecasting.sum_county_volume('-infinity', 'infinity')")
                .query()
                .singleRow();

        JsonNode outlook = json(get(AccountRole.DISPATCHER, "/api/v1/outlook"));

        assertThat(outlook.get("day").asString()).startsWith("2026-11-");
        assertThat(outlook.get("plan").isNull()).isTrue();
        JsonNode park = outlook.get("parks")
                .valueStream()
                .filter(each -> each.get("point").get("nodeId").asString().equals("K1"))
                .findFirst()
                .orElseThrow();
        assertThat(park.get("busiest").get("date").asString()).isEqualTo("2026-11-22");
        assertThat(park.get("busiest").get("parcels").asDouble()).isEqualTo(110);
    }

    private JsonNode day(long scenario, String node) {
        return json(get(AccountRole.MANAGER, SCENARIOS + "/" + scenario + "/nodes/" + node + "?direction=DELIVERY"))
                .get(0);
    }

    @Test
    void aPromotionMovesItsNodeWhatIsBelowItAndWhatIsAbove() {
        long id = json(post(
                        AccountRole.MANAGER,
                        SCENARIOS,
                        "{\"name\":\"双12\",\"changes\":[{\"nodeId\":\"K1\",\"from\":\"2026-11-23\",\"to\":\"2026-11-24\",\"factor\":1.5}]}"))
                .get("id")
                .asLong();

        assertThat(day(id, "K1").get("mean").asDouble()).isEqualTo(150);
        assertThat(day(id, "K1").get("forecast").asDouble()).isEqualTo(100);
        assertThat(day(id, "K1").get("intervals").get(0).get("lo").asDouble()).isEqualTo(135);
        assertThat(day(id, "V1").get("mean").asDouble()).isEqualTo(15);
        assertThat(day(id, "C0").get("mean").asDouble()).isEqualTo(350);
        assertThat(day(id, "K2").get("mean").asDouble()).isEqualTo(200);
        assertThat(get(AccountRole.DISPATCHER, SCENARIOS).body()).contains("双12");
    }

    @Test
    void aClosedOutletsParcelsMoveToAnother() {
        long id = json(post(
                        AccountRole.SCHEDULER,
                        SCENARIOS,
                        "{\"name\":\"村停业\",\"changes\":[{\"nodeId\":\"V1\",\"from\":\"2026-11-23\",\"factor\":0,\"movesTo\":\"K2\"}]}"))
                .get("id")
                .asLong();

        assertThat(day(id, "V1").get("mean").asDouble()).isZero();
        assertThat(day(id, "K1").get("mean").asDouble()).isEqualTo(90);
        assertThat(day(id, "K2").get("mean").asDouble()).isEqualTo(210);
        assertThat(day(id, "C0").get("mean").asDouble()).isEqualTo(300);
        assertThat(send(as(AccountRole.ADMIN, SCENARIOS + "/" + id).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(send(as(AccountRole.ADMIN, SCENARIOS + "/" + id).DELETE()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void badScenariosAreRefusedInOneLine() {
        String change = "{\"nodeId\":\"K1\",\"from\":\"2026-11-23\",\"factor\":1.2}";
        assertThat(post(AccountRole.MANAGER, SCENARIOS, "{\"name\":\"同名\",\"changes\":[" + change + "]}")
                        .statusCode())
                .isEqualTo(201);
        assertThat(post(AccountRole.MANAGER, SCENARIOS, "{\"name\":\"同名\",\"changes\":[" + change + "]}")
                        .statusCode())
                .isEqualTo(409);
        for (String bad : List.of(
                "{\"name\":\"x\",\"changes\":[]}",
                "{\"name\":\" \",\"changes\":[" + change + "]}",
                "{\"name\":\"x\"}",
                "{\"name\":\"x\",\"changes\":[{\"nodeId\":\"无\",\"from\":\"2026-11-23\",\"factor\":1.2}]}",
                "{\"name\":\"x\",\"changes\":[{\"nodeId\":\"K1\",\"from\":\"2026-11-23\",\"factor\":-1}]}",
                "{\"name\":\"x\",\"changes\":[{\"nodeId\":\"K1\",\"from\":\"2026-11-23\",\"to\":\"2026-11-22\",\"factor\":1}]}",
                "{\"name\":\"x\",\"changes\":[{\"nodeId\":\"K1\",\"from\":\"2026-11-23\",\"factor\":0,\"movesTo\":\"K1\"}]}")) {
            assertThat(post(AccountRole.MANAGER, SCENARIOS, bad).statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
    }
}
