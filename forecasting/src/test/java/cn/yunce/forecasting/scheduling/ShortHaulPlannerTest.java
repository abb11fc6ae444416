package cn.yunce.forecasting.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShortHaulPlannerTest {
    private static final Duration LIMIT = Duration.ofSeconds(2);
    private static final ServiceDate DATE = ServiceDate.parse("2024-12-11");

    private final ScheduleEngine engine = ScheduleEngines.create();

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPlanOfARandomProblemKeepsAllRules(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, LIMIT);

        ShortHaulPlan plan = engine.planShortHaul(problem);

        assertThat(PlanVerifier.violations(problem, plan)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanWithoutTimeKeepsAllRulesToo(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, Duration.ZERO);

        ShortHaulPlan plan = engine.planShortHaul(problem);

        assertThat(PlanVerifier.violations(problem, plan)).isEmpty();
    }

    @Test
    void theSameProblemAndSeedGiveTheSamePlan() {
        ShortHaulProblem problem = RandomProblems.of(3, Duration.ofSeconds(20));

        assertThat(engine.planShortHaul(problem)).isEqualTo(engine.planShortHaul(problem));
    }

    @Test
    void aFullVehicleLeavesAsItsParcelsAreThereAndIsBackForTheRemainder() {
        Line line = line(1, 30, 50, 200);
        double[] parcels = new double[Wave.W0600.slots()];
        parcels[5] = 1000;
        parcels[53] = 300;

        ShortHaulPlan plan = engine.planShortHaul(problem(1, List.of(line), Set.of(), Map.of(line, parcels), false));

        assertThat(plan.trips())
                .extracting(Trip::departureMinute, Trip::parcels, Trip::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(60, 1000.0, "满载发车"),
                        org.assertj.core.groups.Tuple.tuple(540, 300.0, "尾量单独发车"));
        assertThat(plan.kpis().totalCost()).isEqualTo(100 + 50 + 50);
        assertThat(plan.kpis().lowerBound()).isBetween(199.9, 200.0);
        assertThat(plan.kpis().ownVehicleTurnover()).isEqualTo(2);
    }

    @Test
    void remaindersOfThreeCombinableLinesShareOneVehicle() {
        List<Line> lines = List.of(line(1, 30, 50, 200), line(2, 40, 60, 210), line(3, 50, 55, 150));
        Set<SitePair> pairs =
                Set.of(new SitePair("站点1", "站点2"), new SitePair("站点1", "站点3"), new SitePair("站点2", "站点3"));
        Map<Line, double[]> volumes = Map.of(lines.get(0), late(300), lines.get(1), late(300), lines.get(2), late(300));

        ShortHaulPlan plan = engine.planShortHaul(problem(5, lines, pairs, volumes, false));

        assertThat(plan.trips()).singleElement().satisfies(trip -> {
            assertThat(trip.loads()).hasSize(3);
            assertThat(trip.reason()).isEqualTo("尾量合并(3条线)");
        });
        assertThat(plan.kpis().totalCost()).isEqualTo(500 + 60);
    }

    @Test
    void aRemainderIsDividedWhereThatSavesAVehicle() {
        List<Line> lines = List.of(line(1, 30, 50, 200), line(2, 30, 50, 200), line(3, 30, 50, 200));
        Set<SitePair> pairs = Set.of(new SitePair("站点1", "站点2"), new SitePair("站点2", "站点3"));
        Map<Line, double[]> volumes = Map.of(lines.get(0), late(650), lines.get(1), late(650), lines.get(2), late(650));

        ShortHaulPlan plan = engine.planShortHaul(problem(5, lines, pairs, volumes, false));

        assertThat(plan.trips()).hasSize(2);
        assertThat(plan.kpis().totalCost()).isEqualTo(500 + 2 * 50);
    }

    @Test
    void theDearestExternalTripsGoToOwnVehiclesWhenAllAreNeededAtOnce() {
        List<Line> lines = List.of(line(1, 30, 50, 200), line(2, 30, 50, 300));
        Map<Line, double[]> volumes = Map.of(lines.get(0), late(900), lines.get(1), late(900));

        ShortHaulPlan plan = engine.planShortHaul(problem(1, lines, Set.of(), volumes, false));

        assertThat(plan.kpis().totalCost()).isEqualTo(100 + 50 + 200);
        assertThat(plan.trips())
                .filteredOn(trip -> trip.vehicle().isEmpty())
                .singleElement()
                .satisfies(trip -> {
                    assertThat(trip.loads().getFirst().line())
                            .isEqualTo(lines.getFirst().code());
                    assertThat(trip.reason()).isEqualTo("外部承运:该时段自有车均在途(尾量单独发车)");
                });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereFewestExternalTripsAreAskedForThereAreNoMoreOfThem(long seed) {
        ShortHaulProblem cheapest = RandomProblems.of(seed, LIMIT);
        ShortHaulProblem fewest = new ShortHaulProblem(
                cheapest.network(),
                cheapest.date(),
                cheapest.volumes(),
                cheapest.container(),
                cheapest.rule(),
                Objective.FEWEST_EXTERNAL,
                LIMIT,
                1);

        ShortHaulPlan plan = engine.planShortHaul(fewest);

        assertThat(PlanVerifier.violations(fewest, plan)).isEmpty();
        assertThat(plan.kpis().externalTrips())
                .isLessThanOrEqualTo(engine.planShortHaul(cheapest).kpis().externalTrips());
    }

    @Test
    void aBonusOfMoreThanAnOwnTripCostsIsRefused() {
        Objective objective = new Objective(51, 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.price(line(1, 30, 50, 200)))
                .withMessageContaining("was 51.0 where one of line");
    }

    @Test
    void anExternalTripIsAvoidedWhereItsPenaltyIsMoreThanThatCosts() {
        List<Line> lines = List.of(line(1, 30, 50, 40));
        ShortHaulProblem cheapest = problem(1, lines, Set.of(), Map.of(lines.getFirst(), late(300)), false);
        ShortHaulProblem weighted = new ShortHaulProblem(
                cheapest.network(),
                cheapest.date(),
                cheapest.volumes(),
                false,
                cheapest.rule(),
                new Objective(0, 11),
                LIMIT,
                1);

        assertThat(engine.planShortHaul(cheapest).kpis().externalTrips()).isEqualTo(1);
        assertThat(engine.planShortHaul(weighted).kpis().externalTrips()).isZero();
        assertThat(engine.planShortHaul(weighted).kpis().totalCost()).isEqualTo(150);
    }

    @Test
    void theContainerTurnsAVehicleOftener() {
        Line line = line(1, 30, 50, 500);
        double[] parcels = new double[Wave.W0600.slots()];
        parcels[43] = 800;
        parcels[53] = 800;
        Map<Line, double[]> volumes = Map.of(line, parcels);

        ShortHaulPlan without = engine.planShortHaul(problem(1, List.of(line), Set.of(), volumes, false));
        ShortHaulPlan with = engine.planShortHaul(problem(1, List.of(line), Set.of(), volumes, true));

        assertThat(without.kpis().totalCost()).isEqualTo(100 + 50 + 500);
        assertThat(with.kpis().totalCost()).isEqualTo(100 + 50 + 50);
        assertThat(with.trips()).allMatch(Trip::container);
    }

    @Test
    void underRuleEarlyAVehicleLeavesPartFullToBeBackForTheRest() {
        Line line = line(1, 30, 50, 500);
        double[] parcels = new double[Wave.W0600.slots()];
        parcels[5] = 600;
        parcels[53] = 900;
        ShortHaulProblem complete = problem(1, List.of(line), Set.of(), Map.of(line, parcels), false);
        ShortHaulProblem early = new ShortHaulProblem(
                complete.network(), DATE, complete.volumes(), false, DepartureRule.EARLY, LIMIT, 1);

        ShortHaulPlan plan = engine.planShortHaul(early);

        assertThat(engine.planShortHaul(complete).kpis().totalCost()).isEqualTo(100 + 50 + 500);
        assertThat(PlanVerifier.violations(early, plan)).isEmpty();
        assertThat(plan.kpis().totalCost()).isEqualTo(100 + 50 + 50);
    }

    @Test
    void parcelsThatComeAfterTheLatestDepartureAreNamed() {
        Line line = new Line("场地1 - 站点1 - 0600", "场地1", "站点1", Wave.W0600, "车队1", 500, 30, 50, 200);
        ShortHaulProblem problem = problem(1, List.of(line), Set.of(), Map.of(line, late(10)), false);

        assertThatThrownBy(() -> engine.planShortHaul(problem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("场地1 - 站点1 - 0600")
                .hasMessageContaining("500");
    }

    @Test
    void theVerifierFindsAVehicleThatLeavesBeforeItIsBack() {
        Line line = line(1, 30, 50, 500);
        double[] parcels = new double[Wave.W0600.slots()];
        parcels[43] = 1000;
        parcels[53] = 800;
        ShortHaulProblem problem = problem(1, List.of(line), Set.of(), Map.of(line, parcels), false);
        ShortHaulPlan plan = engine.planShortHaul(problem);
        List<Trip> wrong = plan.trips().stream()
                .map(trip -> new Trip(
                        trip.id(),
                        trip.fleet(),
                        trip.loads(),
                        trip.departureMinute(),
                        trip.container(),
                        java.util.Optional.of("车队1-1"),
                        trip.reason()))
                .toList();

        assertThat(PlanVerifier.violations(problem, new ShortHaulPlan(plan.date(), wrong, plan.kpis())))
                .anyMatch(violation -> violation.contains("车队1-1 is back at 690.0 only, leaves at 540"));
    }

    private static Line line(int site, double transit, double own, double external) {
        return new Line(
                "场地1 - 站点" + site + " - 0600", "场地1", "站点" + site, Wave.W0600, "车队1", 540, transit, own, external);
    }

    private static double[] late(double parcels) {
        double[] slots = new double[Wave.W0600.slots()];
        slots[slots.length - 1] = parcels;
        return slots;
    }

    private static ShortHaulProblem problem(
            int vehicles, List<Line> lines, Set<SitePair> pairs, Map<Line, double[]> volumes, boolean container) {
        return new ShortHaulProblem(
                new ShortHaulNetwork(lines, List.of(new Fleet("车队1", vehicles)), pairs),
                DATE,
                volumes.entrySet().stream()
                        .collect(java.util.stream.Collectors.toMap(
                                entry -> entry.getKey().code(),
                                entry -> SlotProfile.of(entry.getKey().wave(), entry.getValue()))),
                container,
                DepartureRule.COMPLETE,
                LIMIT,
                1);
    }
}
