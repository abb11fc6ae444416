package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.Champions;
import cn.yunce.forecasting.Champions.Promotion;
import cn.yunce.forecasting.Champions.Score;
import cn.yunce.forecasting.Champions.SeriesGroup;
import cn.yunce.forecasting.Champions.Standing;
import cn.yunce.forecasting.DailyRuns.Run;
import cn.yunce.forecasting.DailyRuns.Status;
import cn.yunce.forecasting.DailyRuns.Step;
import cn.yunce.forecasting.DailyRuns.StepName;
import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.DriftAlarms;
import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.DriftAlarms.Kind;
import cn.yunce.forecasting.DriftAlarms.Side;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ForecastPoint;
import cn.yunce.forecasting.HedgedPlan.Booking;
import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.ModelWeight;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.PlanReview;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.PlanSettingsHistory;
import cn.yunce.forecasting.PolicyTargets;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.VehicleSchedules.PublishedTiers;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeForecasts.DayVolume;
import cn.yunce.forecasting.VolumeForecasts.NodeForecast;
import cn.yunce.forecasting.VolumeForecasts.PublishedRun;
import cn.yunce.forecasting.VolumeImports;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.domain.Wave;
import cn.yunce.forecasting.persistence.ChampionStore;
import cn.yunce.forecasting.persistence.EveForecasts;
import cn.yunce.forecasting.persistence.EveForecasts.Eve;
import cn.yunce.forecasting.persistence.RunInput;
import cn.yunce.forecasting.persistence.RunInputs;
import cn.yunce.forecasting.persistence.RunStore;
import cn.yunce.forecasting.persistence.VolumeHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class RunStoreIT extends DatabaseIT {
    private static final ServiceDate CUT_OFF = ServiceDate.parse("2024-03-10");
    private static final ServiceDate NEXT = CUT_OFF.plusDays(1);

    @TempDir
    Path folder;

    private AnnotationConfigApplicationContext beans;
    private RunStore store;

    @BeforeEach
    void loadASmallCity() throws IOException {
        jdbc().sql(
                        "TRUNCATE forecasting.run, forecasting.run_step, forecasting.forecast_day, forecasting.plan, "
                                + "forecasting.trip, forecasting.node_forecast, forecasting.line_forecast, forecasting.series_model, "
                                + "forecasting.run_input, forecasting.input_block, forecasting.drift_alarm, "
                                + "forecasting.champion, forecasting.run_champion, forecasting.challenger_forecast, forecasting.promotion, forecasting.tier_cost, forecasting.tier_trip CASCADE")
                .update();
        beans = PersistenceBeans.open(dataSource(), readOnlyDataSource());
        store = beans.getBean(RunStore.class);
        beans.getBean(VolumeHistory.class).registerFeed("made-up", true);
        Files.writeString(folder.resolve("nodes.csv"), """
                id,name,tier,parent_id,longitude,latitude
                C0,市,CITY,,116,39
                C1,甲县,COUNTY,C0,116,39
                C2,乙县,COUNTY,C0,116,39
                V1,村,VILLAGE,C1,116,39
                """);
        Files.writeString(folder.resolve("volumes.csv"), """
                node_id,date,direction,parcels
                V1,2024-03-08,PICKUP,5
                V1,2024-03-10,PICKUP,7
                C1,2024-03-10,PICKUP,2
                C2,2024-03-09,PICKUP,1
                """);
        Files.writeString(folder.resolve("targets.csv"), """
                id,name_zh,name_en,scope,unit,due,target,direction,paragraph
                late,迟,late,EACH_COUNTY,%,2026-12-31,5,AT_MOST,二
                cover,覆盖,cover,EACH_COUNTY,%,2025-12-31,90,AT_LEAST,一
                open,无,open,CITY,个,2027-12-31,1,AT_LEAST,三
                """);
        Files.writeString(folder.resolve("progress.csv"), """
                target_id,node_id,date,value
                cover,C1,2024-01-31,50
                cover,C1,2024-02-29,95
                cover,C2,2024-02-29,88
                late,C1,2024-02-29,4
                late,C2,2024-01-31,9
                """);
        assertThat(beans.getBean(VolumeImports.class)
                        .load("made-up", folder, false, line -> {})
                        .errors())
                .isEmpty();
    }

    @AfterEach
    void close() {
        beans.close();
    }

    @Test
    void aNodesSeriesIsTheSumOfItsOwnAndOfAllBelow() {
        List<VolumeSeries> series = beans.getBean(VolumeHistory.class).listNodeSeries(CUT_OFF.plusDays(-5), CUT_OFF);

        assertThat(series.stream().map(VolumeSeries::id))
                .containsExactly("C0/PICKUP", "C1/PICKUP", "C2/PICKUP", "V1/PICKUP");
        assertThat(series.get(0).toArray()).containsExactly(5, 1, 9);
        assertThat(series.get(1).toArray()).containsExactly(5, Double.NaN, 9);
        assertThat(series.get(2).toArray()).containsExactly(1, Double.NaN);
        assertThat(series.get(0).start())
                .isEqualTo(ServiceDate.parse("2024-03-08").date().atStartOfDay());
        assertThat(beans.getBean(VolumeForecasts.class).listHistory("C0", Direction.PICKUP, 2))
                .containsExactly(new DayVolume(CUT_OFF.plusDays(-1), 1), new DayVolume(CUT_OFF, 9));
        assertThat(beans.getBean(VolumeForecasts.class).listHistory("C2", Direction.PICKUP, 2))
                .containsExactly(new DayVolume(CUT_OFF.plusDays(-1), 1));
    }

    @Test
    void nothingIsInForceBeforeTheRunIsPublishedAndAllOfItAfter() {
        VolumeForecasts forecasts = beans.getBean(VolumeForecasts.class);
        VehicleSchedules schedules = beans.getBean(VehicleSchedules.class);
        Run run = store.start(CUT_OFF, "test");
        SeriesForecast county = forecast("C1/PICKUP", 9);
        store.saveNodeForecasts(run.id(), List.of(forecast("C2/PICKUP", 1), county, forecast("V1/PICKUP", 4)));
        store.saveNodeForecasts(run.id(), List.of(forecast("C2/PICKUP", 3), county));
        LineForecast line = line("场地\t1 \\ 站点", 2);
        store.saveLineForecasts(run.id(), List.of(line));
        store.savePlan(run.id(), PlanSettings.STANDARD, plan(), Optional.empty());

        assertThat(forecasts.findLatestRun()).isEmpty();
        assertThat(forecasts.listForecastDates()).isEmpty();
        assertThat(forecasts.listNodeForecasts("C1", Direction.PICKUP)).isEmpty();
        assertThat(schedules.findPlan(NEXT)).isEmpty();
        assertThat(store.listLineForecasts(run.id(), NEXT)).containsExactly(line);

        store.publish(run.id(), "published");
        assertThat(forecasts.findLatestRun()).contains(new PublishedRun(run.id(), CUT_OFF, PersistenceBeans.NOW, true));
        assertThat(forecasts.listForecastDates()).containsExactly(NEXT, NEXT.plusDays(1));
        assertThat(forecasts.listNodeForecasts(NetworkTier.COUNTY, Direction.PICKUP, NEXT))
                .containsExactly(node("C1", "甲县", NEXT, 9), node("C2", "乙县", NEXT, 3));
        assertThat(forecasts.listNodeForecasts("C1", Direction.PICKUP))
                .containsExactly(node("C1", "甲县", NEXT, 9), node("C1", "甲县", NEXT.plusDays(1), 9));
        assertThat(forecasts.listLineForecasts(NEXT, Optional.of(Wave.W1400))).containsExactly(line);
        assertThat(forecasts.listLineForecasts(NEXT, Optional.of(Wave.W0600))).isEmpty();
        assertThat(schedules.findPlan(NEXT))
                .contains(
                        new PublishedPlan(run.id(), CUT_OFF, true, 0, plan(), PlanSettings.STANDARD, Optional.empty()));
        assertThat(schedules.listPlannedDates()).containsExactly(NEXT);
    }

    @Test
    void aDayIsReviewedOnceAndTheLastReviewCounts() {
        VehicleSchedules schedules = beans.getBean(VehicleSchedules.class);
        Run run = store.start(CUT_OFF, "test");
        PlanReview review = new PlanReview(CUT_OFF, 100, 110.5, 104, 103, 2, 9, 1.5);
        store.saveReview(run.id(), new PlanReview(CUT_OFF, 1, 2, 3, 4, 5, 6, 7));
        store.saveReview(run.id(), review);

        assertThat(schedules.findReview(CUT_OFF)).contains(review);
        assertThat(schedules.listReviews(5)).containsExactly(review);
        assertThat(review.errorCost()).isEqualTo(6.5);
        assertThat(schedules.findReview(NEXT)).isEmpty();
    }

    @Test
    void aPlanKeepsTheSettingsItWasMadeByAndItsBookings() {
        PlanSettingsHistory history = beans.getBean(PlanSettingsHistory.class);
        assertThat(history.getCurrent()).isEqualTo(PlanSettings.STANDARD);
        PlanSettings early = new PlanSettings(true, DepartureRule.EARLY, new Objective(1.5, 25), 7, 30);
        Booking booking = new Booking(Set.of(plan().trips().getFirst().id()), 812.5, 900);
        Run run = store.start(CUT_OFF, "test");
        store.savePlan(run.id(), early, plan(), Optional.of(booking));
        store.publish(run.id(), "");

        assertThat(history.change(early, "planner").settings()).isEqualTo(early);
        history.change(PlanSettings.STANDARD, "other");

        assertThat(beans.getBean(VehicleSchedules.class).findPlan(NEXT))
                .contains(new PublishedPlan(run.id(), CUT_OFF, true, 0, plan(), early, Optional.of(booking)));
        assertThat(history.getCurrent()).isEqualTo(PlanSettings.STANDARD);
        assertThat(history.listChanges(5))
                .extracting(PlanSettingsHistory.Change::by)
                .containsExactly("other", "planner");
        assertThat(history.listChanges(1).getFirst().at()).isEqualTo(PersistenceBeans.NOW);
    }

    @Test
    void thePlanOfTheTiersComesBackAsItWasOnceItIsPublished() {
        VehicleSchedules schedules = beans.getBean(VehicleSchedules.class);
        TierPlan.Planned tiers = new TierPlan.Planned(
                NEXT,
                List.of(
                        tierTrip(TierPlan.Tier.LINE_HAUL, Optional.of(2), Optional.of("市电动-1")),
                        tierTrip(TierPlan.Tier.LAST_MILE, Optional.empty(), Optional.empty())),
                List.of(
                        new TierPlan.TierCost(TierPlan.Tier.LINE_HAUL, 5.5, 4.25, 1, 9),
                        new TierPlan.TierCost(TierPlan.Tier.LAST_MILE, 2, 2, 1, 9)));
        Run run = store.start(CUT_OFF, "test");
        store.saveTiers(run.id(), tiers);
        store.saveTiers(run.id(), tiers);

        assertThat(schedules.findTiers(NEXT)).isEmpty();
        store.publish(run.id(), "");
        assertThat(schedules.findTiers(NEXT)).contains(new PublishedTiers(run.id(), CUT_OFF, true, tiers));
        store.forgetBefore(NEXT);
        assertThat(rows("tier_trip") + rows("tier_cost")).isZero();
    }

    private static TierPlan.TierTrip tierTrip(TierPlan.Tier tier, Optional<Integer> company, Optional<String> vehicle) {
        return new TierPlan.TierTrip(
                tier,
                company,
                "电动",
                vehicle,
                "C0",
                List.of(new TierPlan.Stop("C1", 4), new TierPlan.Stop("C2", 5)),
                90,
                140,
                210,
                260,
                37.25,
                5.5);
    }

    @Test
    void ofTwoRunsTheOneThatKnewMoreDaysCountsWhicheverCameFirst() {
        publish(CUT_OFF, 5);
        publish(CUT_OFF.plusDays(-1), 1);
        VolumeForecasts forecasts = beans.getBean(VolumeForecasts.class);

        assertThat(forecasts.listNodeForecasts(NetworkTier.COUNTY, Direction.PICKUP, NEXT))
                .extracting(NodeForecast::mean)
                .containsExactly(5.0);
        publish(CUT_OFF, 6);
        assertThat(forecasts.listNodeForecasts(NetworkTier.COUNTY, Direction.PICKUP, NEXT))
                .extracting(NodeForecast::mean)
                .containsExactly(6.0);
    }

    @Test
    void aRunThatWasCutOffGoesOnAtItsUnfinishedStep() {
        Run first = store.start(CUT_OFF, "test");
        store.startStep(first.id(), StepName.IMPORT);
        store.finishStep(first.id(), StepName.IMPORT, "3 rows");
        store.startStep(first.id(), StepName.FORECAST);
        assertThat(store.listRunning()).hasSize(1);

        Run again = store.start(CUT_OFF, "after a restart");
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.steps().stream().map(Step::status))
                .containsExactly(Status.DONE, Status.PENDING, Status.PENDING, Status.PENDING);
        assertThat(again.steps().getFirst().detail()).isEqualTo("3 rows");

        store.failStep(first.id(), StepName.FORECAST, "no history");
        assertThat(store.findRun(first.id()).map(Run::status)).contains(Status.FAILED);
        assertThat(store.start(CUT_OFF, "once more").id()).isEqualTo(first.id());
        store.publish(first.id(), "done");
        assertThat(store.start(CUT_OFF, "anew").id()).isGreaterThan(first.id());
    }

    @Test
    void aRunForAnotherDayEndsTheOneThatWasCutOff() {
        Run old = store.start(CUT_OFF, "test");
        store.startStep(old.id(), StepName.IMPORT);
        Run next = store.start(NEXT, "test");

        assertThat(store.listRunning()).extracting(Run::id).containsExactly(next.id());
        Run ended = store.findRun(old.id()).orElseThrow();
        assertThat(ended.status()).isEqualTo(Status.FAILED);
        assertThat(ended.steps().getFirst().status()).isEqualTo(Status.FAILED);
        assertThat(store.listRuns(1)).extracting(Run::id).containsExactly(next.id());
    }

    @Test
    void aForecastComesBackFromTheStoreToTheLastBit() {
        Run run = store.start(CUT_OFF, "test");
        List<Interval> intervals = List.of(new Interval(80, -0.0, Math.nextUp(1.0)), new Interval(95, -1e-300, 1e17));
        ForecastParts parts = new ForecastParts(0.1 + 0.2, -0.0, 1e15, 123456789.0, -3, Math.PI, "双11");
        SeriesForecast forecast = new SeriesForecast(
                "C1/PICKUP",
                "ETS + CES",
                "ETS 60 %, \\ \"CES\" {40}\n%",
                List.of("gaps-filled", "a,b\\\"{}"),
                List.of(new ModelWeight("ETS", 0.1 + 0.5), new ModelWeight("CES, \"x\"", 1.0 / 3)),
                List.of(
                        new ForecastPoint(NEXT.date().atStartOfDay(), 1 / 3.0, intervals, parts),
                        new ForecastPoint(NEXT.plusDays(1).date().atStartOfDay(), Double.MIN_VALUE, intervals, parts)));
        store.saveNodeForecasts(run.id(), List.of(forecast));

        assertThat(store.listNodeForecasts(run.id())).containsExactly(forecast);
    }

    @Test
    void alarmsAreThoseOfTheRunInForceTheStrongestFirst() {
        DriftAlarm weak = new DriftAlarm(Kind.OUTLET, "C1/PICKUP", Side.ABOVE, CUT_OFF, NEXT, 1.25, 30.5, 8.1);
        DriftAlarm strong = new DriftAlarm(Kind.LINE, "a\tb", Side.BELOW, CUT_OFF, NEXT, -2, -7, 9);
        Run run = store.start(CUT_OFF, "test");
        store.saveAlarms(run.id(), List.of(strong));
        store.saveAlarms(run.id(), List.of(weak, strong));
        DriftAlarms alarms = beans.getBean(DriftAlarms.class);

        assertThat(alarms.listAlarms()).isEmpty();
        store.publish(run.id(), "");
        assertThat(alarms.listAlarms()).containsExactly(strong, weak);
    }

    @Test
    void aChallengerTakesTheChampionsPlaceAndTheRecordSaysWhy() {
        Champions champions = beans.getBean(Champions.class);
        ChampionStore runs = beans.getBean(ChampionStore.class);
        SeriesGroup villages = new SeriesGroup(NetworkTier.VILLAGE, Direction.DELIVERY);
        assertThat(champions.listStandings()).hasSize(8).allSatisfy(standing -> {
            assertThat(standing.champion()).isEqualTo(ModelPool.ALL);
            assertThat(standing.challenger()).isEmpty();
        });

        champions.decide(villages, ModelPool.ALL, Optional.of(ModelPool.OWN), "somebody");
        assertThat(champions.listPromotions()).isEmpty();
        Score score = new Score(20, 15, 0.25, 0.125);
        Run run = store.start(CUT_OFF, "test");
        List<Standing> used =
                List.of(new Standing(villages, ModelPool.ALL, Optional.of(ModelPool.OWN), Optional.of(score)));
        runs.saveStandings(run.id(), used);
        runs.saveStandings(run.id(), used);
        assertThat(runs.listChampions(run.id())).containsExactly(Map.entry(villages, ModelPool.ALL));
        store.publish(run.id(), "");
        assertThat(champions.listStandings()).containsAll(used);

        runs.promote(villages, score, "daily run");
        assertThat(champions.listStandings())
                .contains(new Standing(villages, ModelPool.OWN, Optional.of(ModelPool.ALL), Optional.empty()));
        assertThat(champions.listPromotions())
                .containsExactly(new Promotion(
                        villages, ModelPool.ALL, ModelPool.OWN, Optional.of(score), "daily run", PersistenceBeans.NOW));
        champions.decide(villages, ModelPool.ALL, Optional.empty(), "somebody");
        assertThat(champions.listPromotions()).hasSize(2).first().satisfies(last -> {
            assertThat(last.by()).isEqualTo("somebody");
            assertThat(last.score()).isEmpty();
        });
    }

    @Test
    void challengersForecastsAreKeptForTheNextDayByRunsInForce() {
        ChampionStore runs = beans.getBean(ChampionStore.class);
        Run run = store.start(CUT_OFF, "test");
        runs.saveChallengers(run.id(), Map.of(ModelPool.OWN, List.of(forecast("C1/PICKUP", 1))));
        runs.saveChallengers(run.id(), Map.of(ModelPool.OWN, List.of(forecast("C1/PICKUP", 7))));

        assertThat(runs.listChallengers(ModelPool.OWN, CUT_OFF, NEXT)).isEmpty();
        store.publish(run.id(), "");
        assertThat(runs.listChallengers(ModelPool.OWN, CUT_OFF, NEXT))
                .containsOnly(Map.entry("C1/PICKUP", List.of(new Eve(NEXT, 7, intervals(7)))));
        assertThat(runs.listChallengers(ModelPool.ALL, CUT_OFF, NEXT)).isEmpty();
    }

    @Test
    void theForecastOfTheEveningBeforeIsTheNextDaysOfTheLatestRunInForce() {
        publish(CUT_OFF.plusDays(-1), 1);
        publish(CUT_OFF, 5);
        publish(CUT_OFF, 6);
        store.saveNodeForecasts(store.start(NEXT, "not published").id(), List.of(forecast("C1/PICKUP", 9)));

        assertThat(beans.getBean(EveForecasts.class).listOutlets(CUT_OFF.plusDays(-5), NEXT))
                .containsOnly(
                        Map.entry("C1/PICKUP", List.of(new Eve(CUT_OFF, 1, List.of()), new Eve(NEXT, 6, List.of()))));
    }

    @Test
    void aRunsInputStaysWhatItWasAndSharesItsBlocksUntilTheLastRunIsForgotten() {
        RunInputs inputs = beans.getBean(RunInputs.class);
        VolumeHistory history = beans.getBean(VolumeHistory.class);
        List<VolumeSeries> series = history.listNodeSeries(CUT_OFF.plusDays(-5), CUT_OFF);
        RunInput input = new RunInput(14, List.of(), series, history.shortHaul(CUT_OFF, CUT_OFF));
        Run first = store.start(CUT_OFF, "test");
        inputs.save(first.id(), input);
        store.saveNodeForecasts(first.id(), List.of(forecast("C1/PICKUP", 1)));
        store.publish(first.id(), "");
        long blocks = rows("input_block");
        Run second = store.start(CUT_OFF, "test");
        inputs.save(second.id(), input);
        inputs.save(second.id(), input);

        assertThat(rows("input_block")).isEqualTo(blocks);
        RunInput found = inputs.find(second.id()).orElseThrow();
        assertThat(found.series()).hasSameSizeAs(series);
        for (int i = 0; i < series.size(); i++) {
            assertThat(found.series().get(i)).hasToString(series.get(i).toString());
            assertThat(found.series().get(i).toArray())
                    .containsExactly(series.get(i).toArray());
        }
        assertThat(found.lines()).isEqualTo(input.lines());
        assertThat(inputs.find(second.id() + 1)).isEmpty();

        store.forgetBefore(NEXT);
        assertThat(inputs.find(first.id())).isEmpty();
        assertThat(rows("series_model")).isZero();
        assertThat(inputs.find(second.id()))
                .as("not forgotten, it has no forecasts yet")
                .isPresent();
        store.saveNodeForecasts(second.id(), List.of(forecast("C1/PICKUP", 1)));
        store.forgetBefore(NEXT);
        assertThat(rows("input_block")).isZero();
    }

    @Test
    void aTargetStandsWhereItsWorstCountyDoes() {
        List<PolicyTargets.Target> targets = beans.getBean(PolicyTargets.class).listTargets();
        assertThat(targets).extracting(PolicyTargets.Target::id).containsExactly("cover", "late", "open");
        assertThat(targets)
                .extracting(PolicyTargets.Target::value)
                .containsExactly(Optional.of(88.0), Optional.of(9.0), Optional.empty());
    }

    @Test
    void whatIsOldIsForgottenButTheRunsStayOnRecord() {
        publish(CUT_OFF.plusDays(-1), 1);
        Run run = store.start(CUT_OFF, "test");
        store.saveLineForecasts(run.id(), List.of(line("a", 5)));
        store.savePlan(run.id(), PlanSettings.STANDARD, plan(), Optional.empty());
        store.publish(run.id(), "");

        store.forgetBefore(CUT_OFF);
        assertThat(rows("node_forecast")).isZero();
        assertThat(rows("line_forecast")).isEqualTo(1);
        assertThat(rows("trip")).isEqualTo(2);

        store.forgetBefore(NEXT);
        assertThat(List.of(rows("line_forecast"), rows("plan"), rows("trip"), rows("forecast_day")))
                .containsOnly(0L);
        assertThat(store.listRuns(10)).hasSize(2);
    }

    private long rows(String table) {
        return jdbc().sql("SELECT count(*) FROM forecasting." + table)
                .query(Long.class)
                .single();
    }

    private void publish(ServiceDate cutOff, double mean) {
        Run run = store.start(cutOff, "test");
        List<ForecastPoint> points = IntStream.range(1, 4)
                .mapToObj(
                        ahead -> new ForecastPoint(cutOff.plusDays(ahead).date().atStartOfDay(), mean, List.of()))
                .toList();
        store.saveNodeForecasts(run.id(), List.of(new SeriesForecast("C1/PICKUP", "m", "", List.of(), points)));
        store.publish(run.id(), "");
    }

    private static SeriesForecast forecast(String id, double mean) {
        List<ForecastPoint> points = IntStream.range(0, 2)
                .mapToObj(ahead -> new ForecastPoint(NEXT.plusDays(ahead).date().atStartOfDay(), mean, intervals(mean)))
                .toList();
        return new SeriesForecast(id, "ets", "why", List.of(), points);
    }

    private static List<Interval> intervals(double mean) {
        return List.of(new Interval(80, mean - 0.25, mean + 0.1), new Interval(95, 0, 1e7));
    }

    private static NodeForecast node(String id, String name, ServiceDate date, double mean) {
        return new NodeForecast(id, name, NetworkTier.COUNTY, Direction.PICKUP, date, mean, intervals(mean), "ets");
    }

    private static LineForecast line(String code, double parcels) {
        double[] profile = new double[Wave.W1400.slots()];
        profile[3] = parcels;
        return new LineForecast(
                code, NEXT, parcels, intervals(parcels), SlotProfile.of(Wave.W1400, profile), "pre-known 1 × 2");
    }

    private static ShortHaulPlan plan() {
        return new ShortHaulPlan(
                NEXT,
                List.of(
                        new Trip(
                                "T1",
                                "F",
                                List.of(new Trip.Load("a,{}\"", 800), new Trip.Load("b", 0.5)),
                                540,
                                true,
                                Optional.of("F-1"),
                                "combined"),
                        new Trip("T2", "F", List.of(new Trip.Load("a", 1000)), 600, false, Optional.empty(), "full")),
                new ShortHaulPlan.Kpis(1, 2, 3, 4, 5, 6, 7, 8, 9));
    }
}
