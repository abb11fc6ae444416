package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.security.AccountRole;
import cn.yunce.forecasting.DailyRuns;
import cn.yunce.forecasting.DailyRuns.Run;
import cn.yunce.forecasting.DailyRuns.Status;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.RunRebuilds;
import cn.yunce.forecasting.RunRebuilds.Rebuild;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.persistence.RunStore;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A panel large enough for all models, the network among them. */
class RunRebuildIT extends ServiceIT {
    private static final LocalDate CUT_OFF = LocalDate.of(2026, 3, 31);
    private static final int DAYS = 380;

    @BeforeAll
    void loadVolumes() {
        StringBuilder nodes =
                new StringBuilder("id,name,tier,parent_id,longitude,latitude\nC,测试市分拨中心,CITY,,106.2,31.4\n");
        StringBuilder volumes = new StringBuilder("node_id,date,direction,parcels\n");
        Random random = new Random(5);
        for (int county = 1; county <= 12; county++) {
            nodes.append("K").append(county).append(",县").append(county).append(",COUNTY,C,106.3,31.5\n");
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = CUT_OFF.minusDays(day);
                for (String direction : List.of("PICKUP", "DELIVERY")) {
                    double usual = 100 * county * (date.getDayOfWeek().getValue() > 5 ? 0.7 : 1);
                    volumes.append('K')
                            .append(county)
                            .append(',')
                            .append(date)
                            .append(',')
                            .append(direction)
                            .append(',')
                            .append(Math.round(usual * Math.exp(0.1 * random.nextGaussian())))
                            .append('\n');
                }
            }
        }
        load("nodes.csv", nodes);
        load("volumes.csv", volumes);
        load("fleet.csv", "车队编码,自有车数量\nF,2\n");
        load("costs.csv", """
                线路编码,起始场地,目的场地,发运节点,车队编码,在途时长,自有变动成本,外部承运商成本
                a,O,S1,06:00:00,F,1.02,62,207
                b,O,S2,14:00:00,F,0.5,40,90
                """);
        load("pairs.csv", "站点编号1,站点编号2\nS2,S1\n");
        StringBuilder slots = new StringBuilder("line,date,time,parcels\n");
        StringBuilder preknown = new StringBuilder("line,date,parcels\n");
        for (int day = 0; day < 12; day++) {
            LocalDate date = CUT_OFF.minusDays(day);
            slots.append("a,")
                    .append(date)
                    .append(",05:50:00,")
                    .append(700 + day)
                    .append('\n');
            slots.append("b,")
                    .append(date)
                    .append(",13:50:00,")
                    .append(300.5 + day)
                    .append('\n');
            preknown.append("a,")
                    .append(date.plusDays(1))
                    .append(',')
                    .append(500 + day)
                    .append('\n');
        }
        load("slots.csv", slots);
        load("known.csv", preknown);
    }

    @Test
    void aRunIsMadeAgainToTheLastBitWhateverCameLater() throws InterruptedException {
        Run first = run();
        assertThat(first.steps().get(1).detail()).endsWith("; 0 drift alarms");
        HttpResponse<String> county = get(AccountRole.DISPATCHER, "/api/v1/forecasts/nodes/K1?direction=PICKUP");
        JsonNode weights = json(county).get("model").get("weights");
        assertThat(weights.valueStream()
                        .mapToDouble(weight -> weight.get("weight").asDouble())
                        .sum())
                .isBetween(1 - 1e-9, 1 + 1e-9);
        assertThat(weights.findValuesAsString("model")).contains("boosted trees", "dense network");

        load(
                "late.csv",
                "node_id,date,direction,parcels\nK1," + CUT_OFF + ",PICKUP,9999\nK2," + CUT_OFF.minusYears(2)
                        + ",PICKUP,50\n");
        load("later.csv", "line,date,time,parcels\na," + CUT_OFF + ",05:40:00,400\n");
        load("moved.csv", "id,name,tier,parent_id,longitude,latitude\nK13,县13,COUNTY,C,106.3,31.5\n");
        Run second = run();
        assertThat(second.id()).isGreaterThan(first.id());

        Rebuild again = rebuild(first);
        assertThat(again.differences()).isEmpty();
        assertThat(again.nodes())
                .hasSize(26)
                .allSatisfy(series -> assertThat(series.points()).hasSize(14));
        assertThat(again.lines()).hasSize(4);
        Rebuild other = rebuild(second);
        assertThat(other.differences()).isEmpty();
        assertThat(mean(other, "C/PICKUP")).isNotEqualTo(mean(again, "C/PICKUP"));
        assertThat(other.lines())
                .extracting(LineForecast::parcels)
                .isNotEqualTo(again.lines().stream().map(LineForecast::parcels).toList());
    }

    @Test
    void aChangedBitIsFoundAndSaysWhere() throws InterruptedException {
        Run run = run();
        RunStore store = bean(RunStore.class);
        List<SeriesForecast> forecasts = new ArrayList<>(store.listNodeForecasts(run.id()));
        double stored = forecasts.getFirst().points().getFirst().mean();
        jdbc().sql(
                        "UPDATE forecasting.node_forecast SET mean = ? WHERE run_id = ? AND node_id || '/' || direction = ? AND mean = ?")
                .params(Math.nextUp(stored), run.id(), forecasts.getFirst().id(), stored)
                .update();

        assertThat(rebuild(run).differences())
                .singleElement()
                .asString()
                .startsWith(forecasts.getFirst().id() + ": stored");
    }

    @Test
    void aChallengerIsTriedBesideAndAChampionPublishedAndMadeAgain() throws InterruptedException {
        String county = "/api/v1/monitor/champions/COUNTY/PICKUP";
        assertThat(put(AccountRole.ADMIN, county, "{\"champion\":\"ALL\",\"challenger\":\"OWN\"}")
                        .statusCode())
                .isEqualTo(200);
        Run tried = run();
        assertThat(modelsOf("K1")).contains("boosted trees");
        assertThat(jdbc().sql(
                                "SELECT count(*) FROM forecasting.challenger_forecast WHERE run_id = ? AND direction = 'PICKUP' AND pool = 'OWN'")
                        .param(tried.id())
                        .query(Long.class)
                        .single())
                .isEqualTo(12);
        double challenger = jdbc().sql(
                        "SELECT mean FROM forecasting.challenger_forecast WHERE run_id = ? AND node_id = 'K1'")
                .param(tried.id())
                .query(Double.class)
                .single();

        assertThat(put(AccountRole.ADMIN, county, "{\"champion\":\"OWN\"}").statusCode())
                .isEqualTo(200);
        Run decided = run();
        assertThat(modelsOf("K1")).contains("CES").doesNotContain("boosted trees", "dense network");
        Rebuild again = rebuild(decided);
        assertThat(again.differences()).isEmpty();
        assertThat(mean(again, "K1/PICKUP")).isEqualTo(challenger);
        JsonNode promotion =
                json(get(AccountRole.DISPATCHER, "/api/v1/monitor/promotions")).get(0);
        assertThat(promotion.get("from").asString()).isEqualTo("ALL");
        assertThat(promotion.get("to").asString()).isEqualTo("OWN");
        assertThat(put(AccountRole.ADMIN, county, "{\"champion\":\"ALL\"}").statusCode())
                .isEqualTo(200);
    }

    private List<String> modelsOf(String node) {
        return json(get(AccountRole.DISPATCHER, "/api/v1/forecasts/nodes/" + node + "?direction=PICKUP"))
                .get("model")
                .get("weights")
                .findValuesAsString("model");
    }

    @Test
    void aRunWithoutInputIsNotMadeAgain() {
        assertThat(bean(RunRebuilds.class).rebuild(1_000_000, line -> {})).isEmpty();
    }

    private Rebuild rebuild(Run run) {
        return bean(RunRebuilds.class).rebuild(run.id(), line -> {}).orElseThrow();
    }

    private static double mean(Rebuild rebuild, String id) {
        return rebuild.nodes().stream()
                .filter(series -> series.id().equals(id))
                .findFirst()
                .orElseThrow()
                .points()
                .getFirst()
                .mean();
    }

    private Run run() throws InterruptedException {
        HttpResponse<String> started =
                post(AccountRole.SCHEDULER, "/api/v1/runs", "{\"dataCutOff\":\"" + CUT_OFF + "\"}");
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        long id = json(started).get("id").asLong();
        DailyRuns runs = bean(DailyRuns.class);
        Run run = runs.findRun(id).orElseThrow();
        while (run.status() == Status.RUNNING) {
            Thread.sleep(200);
            run = runs.findRun(id).orElseThrow();
        }
        assertThat(run.status()).as(run.toString()).isEqualTo(Status.DONE);
        return run;
    }

    private void load(String name, CharSequence content) {
        HttpResponse<String> response =
                upload(AccountRole.SCHEDULER, name, content.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
