package cn.yunce.app.it;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.app.security.AccountRole;
import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VolumeImports;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import cn.yunce.forecasting.persistence.RunStore;
import cn.yunce.forecasting.persistence.VolumeHistory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LiveSchedulesIT extends ServiceIT {
    private static final ServiceDate CUT_OFF = ServiceDate.parse("2024-03-10");
    private static final ServiceDate DATE = CUT_OFF.plusDays(1);
    private static final String DRAFTS = "/api/v1/schedules/2024-03-11/drafts";

    @TempDir
    private Path folder;

    private ShortHaulPlan plan = plan(List.of());

    /** Three lines of 700 parcels that are there ten minutes before their latest departure, four vehicles. */
    @BeforeEach
    void publishAPlan() throws IOException {
        Files.writeString(folder.resolve("lines.csv"), """
                线路编码,起始场地,目的场地,发运节点,车队编码,在途时长,自有变动成本,外部承运商成本
                场地1 - 站点1 - 0600,场地1,站点1,06:00:00,车队1,0.5,50,200
                场地1 - 站点2 - 0600,场地1,站点2,06:00:00,车队1,0.5,50,200
                场地1 - 站点3 - 0600,场地1,站点3,06:00:00,车队1,0.5,50,200
                """);
        Files.writeString(folder.resolve("fleets.csv"), "车队编码,自有车数量\n车队1,4\n");
        bean(VolumeHistory.class).registerFeed("made-up", true);
        assertThat(bean(VolumeImports.class)
                        .load("made-up", folder, false, line -> {})
                        .errors())
                .isEmpty();
        ShortHaulNetwork network =
                bean(VolumeHistory.class).shortHaul(CUT_OFF, CUT_OFF).network();
        double[] parcels = new double[Wave.W0600.slots()];
        parcels[parcels.length - 2] = 700;
        SlotProfile profile = SlotProfile.of(Wave.W0600, parcels);
        plan = bean(ScheduleEngine.class)
                .planShortHaul(new ShortHaulProblem(
                        network,
                        DATE,
                        network.lines().stream().collect(Collectors.toMap(Line::code, line -> profile)),
                        false,
                        DepartureRule.COMPLETE,
                        Duration.ofSeconds(1),
                        1));
        RunStore runs = bean(RunStore.class);
        long run = runs.start(CUT_OFF, "test").id();
        runs.saveLineForecasts(
                run,
                network.lines().stream()
                        .map(line -> new LineForecast(line.code(), DATE, 700, List.of(), profile, "test"))
                        .toList());
        runs.savePlan(run, PlanSettings.STANDARD, plan, Optional.empty());
        runs.saveTiers(
                run,
                new TierPlan.Planned(
                        DATE,
                        List.of(tierTrip(TierPlan.Tier.LINE_HAUL), tierTrip(TierPlan.Tier.FEEDER)),
                        List.of(new TierPlan.TierCost(TierPlan.Tier.LINE_HAUL, 50, 40, 1, 7))));
        runs.publish(run, "");
    }

    private static TierPlan.TierTrip tierTrip(TierPlan.Tier tier) {
        return new TierPlan.TierTrip(
                tier,
                Optional.empty(),
                "电动",
                Optional.empty(),
                "C",
                List.of(new TierPlan.Stop("K", 7)),
                90,
                120,
                170,
                170,
                30,
                50);
    }

    @Test
    void aPlanIsExplainedTripByTripUntilItIsChangedOnItsDay() {
        JsonNode why = json(get(
                AccountRole.MANAGER,
                "/api/v1/schedules/2024-03-11/explanation?trip="
                        + plan.trips().getFirst().id()));

        assertThat(why.path("trips")).hasSize(1);
        assertThat(why.at("/trips/0/english").asString()).startsWith("before 05:50 the parcels of 场地1 - 站点");
        assertThat(why.at("/fleets/0/oneFewerCosts").asDouble()).isZero();
        assertThat(why.at("/fleets/0/oneMoreSaves").asDouble()).isZero();
        assertThat(why.path("lines")).hasSize(3);
        assertThat(get(AccountRole.MANAGER, "/api/v1/schedules/2024-03-12/explanation")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void linesAreShownWithTheTimesOfTheirVehicles() {
        JsonNode network = json(get(AccountRole.MANAGER, "/api/v1/schedules/network"));

        assertThat(network.at("/fleets/0/vehicles").toString()).isEqualTo("[\"车队1-1\",\"车队1-2\",\"车队1-3\",\"车队1-4\"]");
        assertThat(network.at("/lines/0/site").asString()).isEqualTo("站点1");
        assertThat(network.at("/lines/0/latestDepartureMinute").asInt()).isEqualTo(540);
        assertThat(network.at("/lines/0/transitMinutes").asDouble()).isEqualTo(30);
        assertThat(network.at("/lines/0/turnMinutes").asInt()).isEqualTo(151);
        assertThat(network.at("/lines/0/containerTurnMinutes").asInt()).isEqualTo(81);
    }

    @Test
    void otherSettingsAreTriedOnTheDaysVolumesAndNothingIsKept() {
        String trials = "/api/v1/schedules/2024-03-11/trials";
        String settings = get(AccountRole.ADMIN, "/api/v1/schedules/settings").body();
        JsonNode trial = json(post(AccountRole.DISPATCHER, trials, "{\"container\":true}"));

        assertThat(trial.at("/before/settings/container").asBoolean()).isFalse();
        assertThat(trial.at("/after/settings/container").asBoolean()).isTrue();
        assertThat(trial.at("/before/kpis/totalCost").asDouble())
                .isEqualTo(plan.kpis().totalCost());
        assertThat(trial.at("/after/kpis/totalCost").asDouble())
                .isLessThanOrEqualTo(trial.at("/before/kpis/totalCost").asDouble());
        assertThat(get(AccountRole.ADMIN, "/api/v1/schedules/settings").body()).isEqualTo(settings);
        assertThat(post(AccountRole.MANAGER, trials, "{}").statusCode()).isEqualTo(403);
        assertThat(post(AccountRole.ADMIN, trials, "{\"rule\":\"LATE\"}").statusCode())
                .isEqualTo(400);
        assertThat(post(
                                AccountRole.ADMIN,
                                trials,
                                "{\"objective\":{\"ownTripBonus\":100000,\"externalTripPenalty\":0}}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(AccountRole.ADMIN, "/api/v1/schedules/2019-01-01/trials", "{}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void tiersAreShownWithTheirBoundAndTripsOfOneTier() {
        JsonNode tiers = json(get(AccountRole.MANAGER, "/api/v1/schedules/2024-03-11/tiers?tier=FEEDER"));

        assertThat(tiers.at("/totalCost").asDouble()).isEqualTo(50);
        assertThat(tiers.at("/lowerBound").asDouble()).isEqualTo(40);
        assertThat(tiers.at("/trips").size()).isEqualTo(1);
        assertThat(tiers.at("/trips/0/departure").asString()).isEqualTo("2024-03-10T22:30:00");
        assertThat(tiers.at("/trips/0/stops/0/parcels").asLong()).isEqualTo(7);
        assertThat(get(AccountRole.MANAGER, "/api/v1/schedules/2019-01-01/tiers")
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(AccountRole.MANAGER, "/api/v1/schedules/2024-03-11/tiers?tier=SEA")
                        .statusCode())
                .isEqualTo(400);
    }

    private static ShortHaulPlan plan(List<Trip> trips) {
        return new ShortHaulPlan(DATE, trips, new ShortHaulPlan.Kpis(0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void aDraftChangesNothingUntilItIsConfirmedAndIsTheNextVersionThen() {
        Trip trip = plan.trips().getFirst();

        JsonNode draft = created(breakdown(trip.vehicle().orElseThrow()));
        assertThat(draft.at("/status").asString()).isEqualTo("DRAFT");
        assertThat(draft.at("/costChange").asDouble()).isZero();
        assertThat(draft.at("/changes/0/kind").asString()).isEqualTo("VEHICLE");
        assertThat(draft.at("/changes/0/before/vehicle").asString())
                .isEqualTo(trip.vehicle().orElseThrow());
        assertThat(draft.at("/changes/0/chinese").asString()).contains("停用");
        assertThat(schedule().at("/version").asInt()).isZero();

        JsonNode confirmed = json(decide(draft, "/confirm"));
        assertThat(confirmed.at("/version").asInt()).isEqualTo(1);
        JsonNode now = schedule();
        assertThat(now.at("/version").asInt()).isEqualTo(1);
        assertThat(now.at("/trips").toString())
                .doesNotContain("\"" + trip.vehicle().orElseThrow() + "\"");
        assertThat(json(get(AccountRole.MANAGER, "/api/v1/schedules/2024-03-11/versions"))
                        .at("/0/decidedBy")
                        .asString())
                .isEqualTo("test");
        assertThat(jdbc().sql("SELECT count(*) FROM app.audit WHERE action LIKE '%/confirm'")
                        .query(Long.class)
                        .single())
                .isPositive();

        HttpResponse<String> again = decide(draft, "/confirm");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again).at("/detail").asString()).contains("must be DRAFT");
    }

    @Test
    void ofTwoDraftsOfOneVersionOnlyOneIsConfirmed() {
        JsonNode first = created(move(plan.trips().getFirst(), "05:55"));
        JsonNode second = created(move(plan.trips().getLast(), "05:55"));

        assertThat(decide(second, "/confirm").statusCode()).isEqualTo(200);
        HttpResponse<String> stale = decide(first, "/confirm");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(json(stale).at("/detail").asString()).contains("must still be 0", "was 1");
        assertThat(json(send(as(AccountRole.DISPATCHER, path(first)).DELETE()))
                        .at("/status")
                        .asString())
                .isEqualTo("DISCARDED");
    }

    @Test
    void whatWasLockedStaysLockedUntilItIsReleased() {
        Trip trip = plan.trips().getFirst();
        String lock = "{\"kind\":\"LOCK\",\"trip\":\"" + trip.id() + "\"}";
        assertThat(decide(created(lock), "/confirm").statusCode()).isEqualTo(200);

        HttpResponse<String> refused = draft(breakdown(trip.vehicle().orElseThrow()), "");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(json(refused).at("/conflict/0/chinese").asString()).contains(trip.id(), "已锁定");
        assertThat(json(refused).at("/conflict/0/disturbance").isNull()).isTrue();
        assertThat(json(refused).at("/conflict/1/disturbance").asInt()).isZero();

        assertThat(draft(breakdown(trip.vehicle().orElseThrow()), ",\"released\":[\"" + trip.id() + "\"]")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void onlyThoseWhoRunTheDayChangeIt() {
        String body = "{\"now\":\"22:40\",\"disturbances\":[]}";
        assertThat(post(AccountRole.MANAGER, DRAFTS, body).statusCode()).isEqualTo(403);
        assertThat(post(AccountRole.SCHEDULER, DRAFTS, body).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"BREAKDOWN\",\"from\":\"22:40\"}",
                "{\"kind\":\"BREAKDOWN\",\"vehicle\":\"车队1-9\",\"from\":\"22:40\"}",
                "{\"kind\":\"MOVE\",\"trip\":\"none\",\"departure\":\"05:40\"}",
                "{\"kind\":\"VOLUME_CHANGE\",\"lines\":[],\"factor\":2}",
                "{\"kind\":\"VOLUME_CHANGE\",\"lines\":[\"场地1 - 站点1 - 0600\"],\"factor\":-1}",
                "{\"kind\":\"LATE_VOLUME\",\"lines\":[\"场地1 - 站点1 - 0600\"]}",
                "{\"kind\":\"ROAD_CLOSURE\",\"origin\":\"场地1\",\"site\":\"站点1\",\"from\":\"25:00\"}",
                "{\"kind\":\"NONE\"}",
                "null",
            })
    void aDisturbanceThatIsNoneIsAProblem(String disturbance) {
        HttpResponse<String> response = draft(disturbance, "");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(json(response).at("/detail").asString()).isNotBlank();
    }

    @Test
    void aDayWithoutPlanOrThatIsOverIsAProblem() {
        HttpResponse<String> none = post(AccountRole.DISPATCHER, "/api/v1/schedules/2019-01-01/drafts", "{}");
        assertThat(none.statusCode()).as(none.body()).isEqualTo(404);
        HttpResponse<String> over = post(AccountRole.DISPATCHER, DRAFTS, "{}");
        assertThat(over.statusCode()).isEqualTo(400);
        assertThat(json(over).at("/detail").asString()).contains("not over");
        assertThat(post(AccountRole.DISPATCHER, DRAFTS + "/999999/confirm", "").statusCode())
                .isEqualTo(404);
    }

    private static String breakdown(String vehicle) {
        return "{\"kind\":\"BREAKDOWN\",\"vehicle\":\"" + vehicle + "\",\"from\":\"22:40\"}";
    }

    private static String move(Trip trip, String departure) {
        return "{\"kind\":\"MOVE\",\"trip\":\"" + trip.id() + "\",\"departure\":\"" + departure + "\"}";
    }

    private HttpResponse<String> draft(String disturbance, String more) {
        return post(
                AccountRole.DISPATCHER,
                DRAFTS,
                "{\"now\":\"22:40\",\"disturbances\":[" + disturbance + "]" + more + "}");
    }

    private JsonNode created(String disturbance) {
        HttpResponse<String> response = draft(disturbance, "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return json(response);
    }

    private HttpResponse<String> decide(JsonNode draft, String decision) {
        return post(AccountRole.DISPATCHER, path(draft) + decision, "");
    }

    private static String path(JsonNode draft) {
        return DRAFTS + "/" + draft.at("/id").asLong();
    }

    private JsonNode schedule() {
        return json(get(AccountRole.MANAGER, "/api/v1/schedules/2024-03-11"));
    }
}
