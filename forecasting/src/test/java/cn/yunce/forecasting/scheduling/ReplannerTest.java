package cn.yunce.forecasting.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.Replan.Change;
import cn.yunce.forecasting.Replan.Kind;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplannerTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRandomDisturbanceIsMetByTheRulesOrNamesAMinimalConflict(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, Duration.ofMillis(400));
        ShortHaulPlan plan = ScheduleEngines.create().planShortHaul(problem);
        LiveDay day = new RandomDisturbances(seed, problem, plan).day(1 + (int) (seed % 5), seed % 2 == 0 ? 120 : 0);

        Replan replan = ReplanEngines.create().replan(day);

        switch (replan) {
            case Replan.Changed changed ->
                assertThat(LiveDayVerifier.violations(day, changed)).isEmpty();
            case Replan.Infeasible infeasible -> assertMinimal(day, infeasible);
        }
    }

    @ParameterizedTest
    @MethodSource("someSeeds")
    void aDayIsMendedAgainAndAgain(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, Duration.ofMillis(400));
        ShortHaulPlan plan = ScheduleEngines.create().planShortHaul(problem);
        List<LiveEvent> events = new ArrayList<>();
        for (int now = 50; now < 1000; now += 150) {
            LiveDay more = new RandomDisturbances(seed + now, problem, plan).day(2, 120, now);
            List<LiveEvent> all =
                    Stream.concat(events.stream(), more.events().stream()).toList();
            LiveDay day = new LiveDay(problem, plan, now, all, 120, LiveDay.DEFAULT_CHANGE_PENALTY);
            if (ReplanEngines.create().replan(day) instanceof Replan.Changed changed) {
                assertThat(LiveDayVerifier.violations(day, changed)).isEmpty();
                plan = changed.plan();
                events = all;
            }
        }
        assertThat(events).isNotEmpty();
    }

    static LongStream someSeeds() {
        return LongStream.range(0, 40);
    }

    private static void assertMinimal(LiveDay day, Replan.Infeasible infeasible) {
        List<Integer> events = infeasible.conflict().stream()
                .flatMap(rule -> rule.event().stream())
                .toList();
        assertThat(events).isNotEmpty();
        assertThat(ReplanEngines.create().replan(only(day, events))).isInstanceOf(Replan.Infeasible.class);
        for (Integer event : events) {
            List<Integer> others =
                    events.stream().filter(other -> !other.equals(event)).toList();
            LiveDay without = only(day, others);
            assertThat(ReplanEngines.create().replan(without))
                    .isInstanceOfSatisfying(
                            Replan.Changed.class,
                            changed -> assertThat(LiveDayVerifier.violations(without, changed))
                                    .isEmpty());
        }
    }

    private static LiveDay only(LiveDay day, List<Integer> events) {
        return new LiveDay(
                day.problem(),
                day.plan(),
                day.nowMinute(),
                events.stream().map(day.events()::get).toList(),
                day.lateMinutes(),
                day.changePenalty());
    }

    @Test
    void withoutADisturbanceNothingChanges() {
        LiveDay day = day(0);

        assertThat(replan(day).plan()).isEqualTo(withBound(day.plan(), replan(day)));
        assertThat(replan(day).changes()).isEmpty();
    }

    private static ShortHaulPlan withBound(ShortHaulPlan plan, Replan.Changed replan) {
        return new ShortHaulPlan(plan.date(), plan.trips(), replan.plan().kpis());
    }

    @Test
    void tripsOfABrokenVehicleGoByAnIdleOne() {
        Trip trip = day(0).plan().trips().getFirst();
        LiveDay day = day(0, new Disturbance.Breakdown(trip.vehicle().orElseThrow(), 0, 1440));

        Replan.Changed replan = replan(day);

        assertThat(LiveDayVerifier.violations(day, replan)).isEmpty();
        assertThat(replan.changes()).extracting(Change::kind).containsOnly(Kind.VEHICLE);
        assertThat(replan.changes().getFirst().why().chinese())
                .startsWith("车辆车队1-")
                .contains("停用：改由车队1-");
        assertThat(replan.plan().kpis().totalCost()).isEqualTo(replan.costBefore());
    }

    @Test
    void twiceTheParcelsTakeOneMoreTripEach() {
        LiveDay day = day(0, new Disturbance.VolumeChange(List.of("场地1 - 站点1 - 0600"), 2));

        Replan.Changed replan = replan(day);

        assertThat(LiveDayVerifier.violations(day, replan)).isEmpty();
        assertThat(replan.changes()).extracting(Change::kind).containsExactly(Kind.NEW);
    }

    @Test
    void aNewTripIsMadeByThePlansObjective() {
        Disturbance twice = new Disturbance.VolumeChange(List.of("场地1 - 站点1 - 0600"), 2);

        Replan.Changed cheapest = replan(day(Objective.COST, 300, 0, twice));
        Replan.Changed fewest = replan(day(Objective.FEWEST_EXTERNAL, 300, 0, twice));

        assertThat(cheapest.plan().trips()).allMatch(trip -> trip.vehicle().isEmpty());
        assertThat(fewest.plan().trips()).allMatch(trip -> trip.vehicle().isPresent());
    }

    @Test
    void lateParcelsLeaveLateWhereThatIsAllowed() {
        Disturbance late = new Disturbance.LateVolume(List.of("场地1 - 站点1 - 0600"), 30);
        LiveDay allowed = day(60, late);

        Replan.Changed replan = replan(allowed);

        assertThat(LiveDayVerifier.violations(allowed, replan)).isEmpty();
        assertThat(replan.lateTrips()).hasSize(1);
        assertThat(ReplanEngines.create().replan(day(0, late)))
                .isInstanceOfSatisfying(
                        Replan.Infeasible.class,
                        infeasible -> assertThat(infeasible.conflict())
                                .extracting(rule -> rule.words().chinese())
                                .containsExactly("场地1 - 站点1 - 0600的后续货量晚到30分钟", "各线路不得晚于最晚发车时刻发车"));
    }

    @Test
    void aLockedTripOfABrokenVehicleIsAConflictOfTheTwoAlone() {
        Trip trip = day(0).plan().trips().getFirst();
        Disturbance broken = new Disturbance.Breakdown(trip.vehicle().orElseThrow(), 0, 1440);
        Disturbance other = new Disturbance.VolumeChange(List.of("场地1 - 站点2 - 0600"), 2);

        Replan replan = ReplanEngines.create().replan(day(0, other, broken, new Disturbance.Lock(trip.id())));

        assertThat(replan)
                .isInstanceOfSatisfying(
                        Replan.Infeasible.class,
                        infeasible -> assertThat(infeasible.conflict())
                                .extracting(rule -> rule.event().orElse(-1))
                                .containsExactly(1, 2));
    }

    @Test
    void aMovedTripLeavesWhenAskedFor() {
        Trip trip = day(0).plan().trips().getFirst();
        LiveDay possible = day(0, new Disturbance.Move(trip.id(), 535));
        LiveDay past = LiveDay.of(
                possible.problem(), possible.plan(), 560, List.of(new Disturbance.Move(trip.id(), 570)), 0, 500);

        assertThat(LiveDayVerifier.violations(possible, replan(possible))).isEmpty();
        assertThat(ReplanEngines.create().replan(past))
                .isInstanceOfSatisfying(
                        Replan.Infeasible.class,
                        infeasible -> assertThat(infeasible.conflict())
                                .extracting(rule -> rule.words().english())
                                .anyMatch(words -> words.contains("cannot be changed")));
    }

    @Test
    void aVehicleThatTheDayDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> day(0, new Disturbance.Breakdown("车队9-1", 0, 10)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vehicle")
                .hasMessageContaining("车队9-1");
    }

    private static Replan.Changed replan(LiveDay day) {
        return (Replan.Changed) ReplanEngines.create().replan(day);
    }

    /** Three lines of 700 parcels that are there ten minutes before their latest departure, four vehicles. */
    private static LiveDay day(int lateMinutes, Disturbance... disturbances) {
        return day(Objective.COST, 50, lateMinutes, disturbances);
    }

    private static LiveDay day(Objective objective, double ownCost, int lateMinutes, Disturbance... disturbances) {
        List<Line> lines = LongStream.rangeClosed(1, 3)
                .mapToObj(site -> new Line(
                        "场地1 - 站点" + site + " - 0600", "场地1", "站点" + site, Wave.W0600, "车队1", 540, 30, ownCost, 200))
                .toList();
        double[] parcels = new double[Wave.W0600.slots()];
        parcels[parcels.length - 2] = 700;
        ShortHaulProblem problem = new ShortHaulProblem(
                new ShortHaulNetwork(lines, List.of(new Fleet("车队1", 4)), Set.of()),
                ServiceDate.parse("2024-12-11"),
                lines.stream().collect(Collectors.toMap(Line::code, line -> SlotProfile.of(Wave.W0600, parcels))),
                false,
                DepartureRule.COMPLETE,
                objective,
                LIMIT,
                1);
        ShortHaulPlan plan = ScheduleEngines.create().planShortHaul(problem);
        return LiveDay.of(problem, plan, 100, List.of(disturbances), lateMinutes, LiveDay.DEFAULT_CHANGE_PENALTY);
    }
}
