package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.RoutingProblem.VehicleType.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.HaltKind;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import cn.yunce.forecasting.routing.Timetable.Kind;
import cn.yunce.forecasting.routing.Timetable.Visit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each rule alone, on a road with a depot at 0 and a place every 10. */
class RoutingRulesTest {
    private static final int PLACES = 12;

    private final RoutingEngine engine = RoutingEngines.create();

    @Test
    void aVehicleReloadsWhereItsCapacityIsTooSmallForOneTrip() {
        VehicleType van = van(1, 2).withEquipment(reload(3, 5));
        RoutingProblem problem = problem(List.of(stop(1, 2), stop(2, 2), stop(3, 2)), van);
        RoutingPlan plan = plan(problem);
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.routes()).hasSize(1);
        assertThat(plan.routes().getFirst().halts()).hasSize(2);
        assertThat(plan.cost()).isEqualTo(20 + 40 + 60);
        assertThat(plan(problem.withFleet(List.of(van(1, 2).withEquipment(reload(2, 5)))))
                        .unassigned())
                .hasSize(1);
    }

    @Test
    void aTripLeavesWhenItsGoodsAreThere() {
        Stop late = stop(1, 1).withTerms(new StopTerms(1, 500, false, false, false));
        Timetable timetable = timetable(problem(List.of(late), van(1, 9)));
        assertThat(timetable.departure()).isEqualTo(500);
        Stop early = stop(2, 1).withWindows(List.of(new Window(0, 30)));
        assertThat(plan(problem(List.of(late, early), van(1, 9))).unassigned()).hasSize(1);
        RoutingProblem reloading = problem(List.of(late, early), van(1, 9).withEquipment(reload(2, 0)));
        assertThat(plan(reloading).routes())
                .containsExactly(
                        new Route(0, List.of(1, 0), List.of(new Halt(HaltKind.RELOAD, 1, 0)), List.of(), List.of()));
    }

    @Test
    void serviceStartsInOneOfSeveralWindows() {
        Stop stop = stop(5, 1).withWindows(List.of(new Window(0, 40), new Window(70, 80)));
        Visit visit = timetable(problem(List.of(stop), van(1, 9))).visits().getFirst();
        assertThat(visit.arrival()).isEqualTo(50);
        assertThat(visit.start()).isEqualTo(70);
        assertThat(plan(problem(List.of(stop.withWindows(List.of(new Window(0, 40)))), van(1, 9)))
                        .unassigned())
                .containsExactly(0);
    }

    @Test
    void aBreakIsTakenByWhoIsUnderWay() {
        VehicleType resting = van(1, 9)
                .withEquipment(new Equipment(
                        List.of(new Equipment.Break(60, 100, 30)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        Timetable timetable = timetable(problem(List.of(stop(8, 1)), resting));
        assertThat(timetable.visits()).extracting(Visit::kind).containsExactly(Kind.BREAK, Kind.STOP);
        assertThat(timetable.returned()).isEqualTo(80 + 30 + 80);
        assertThat(timetable(problem(List.of(stop(4, 1)), resting)).returned()).isEqualTo(80);
        Stop tight = stop(8, 1).withWindows(List.of(new Window(80, 105)));
        assertThat(timetable(problem(List.of(tight), resting)).visits())
                .extracting(Visit::kind)
                .containsExactly(Kind.STOP, Kind.BREAK);
    }

    @Test
    void aVehicleRechargesWhereItsBatteryIsTooSmall() {
        VehicleType electric = van(1, 9)
                .withEquipment(new Equipment(
                        List.of(),
                        Optional.empty(),
                        Optional.of(new Equipment.Battery(100, 50, List.of(4))),
                        Optional.empty()));
        RoutingProblem problem = problem(List.of(stop(7, 1)), electric);
        RoutingPlan plan = plan(problem);
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.routes().getFirst().halts()).containsOnly(new Halt(HaltKind.RECHARGE, 0, 4));
        assertThat(timetable(problem).returned()).isEqualTo(140 + 20);
        assertThat(plan(problem(List.of(stop(11, 1)), electric)).unassigned()).containsExactly(0);
    }

    @Test
    void whatIsCollectedFindsRoomThatDeliveriesLeave() {
        Stop collected = stop(2, 5).withTerms(new StopTerms(1, 0, true, false, false));
        RoutingPlan plan = plan(problem(List.of(stop(1, 5), collected), van(1, 5)));
        assertThat(plan.routes()).containsExactly(new Route(0, List.of(0, 1)));
        RoutingPlan turned = plan(problem(List.of(stop(2, 5), stop(1, 1), collected), van(1, 6)));
        assertThat(turned.unassigned()).isEmpty();
        assertThat(turned.routes().getFirst().stops()).containsSubsequence(0, 2);
    }

    @Test
    void collectingCanBeAskedToComeLast() {
        Stop collected =
                stop(1, 1).withTerms(new StopTerms(1, 0, true, false, false)).withWindows(List.of(new Window(0, 15)));
        List<Stop> stops = List.of(collected, stop(2, 1));
        assertThat(plan(problem(stops, van(1, 9))).unassigned()).isEmpty();
        RoutingProblem last = new RoutingProblem(
                road(),
                stops,
                List.of(van(1, 9)),
                List.of(),
                new Conditions(Speeds.EVEN, true, Optional.empty(), List.of()));
        assertThat(plan(last).unassigned()).hasSize(1);
    }

    @Test
    void aDivisibleStopIsServedBySeveralVehicles() {
        Stop large = stop(3, 20).withTerms(new StopTerms(1, 0, false, true, false));
        RoutingPlan plan = plan(problem(List.of(large), van(3, 8)));
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.routes()).hasSize(3);
        assertThat(plan.routes().stream()
                        .flatMap(route -> route.portions().stream())
                        .mapToInt(portion -> portion.load().getFirst())
                        .sum())
                .isEqualTo(20);
        assertThat(plan(problem(List.of(large), van(2, 8))).unassigned()).containsExactly(0);
    }

    @Test
    void priorityDecidesWhoIsLeftOut() {
        Stop first = stop(1, 5);
        Stop dear = stop(9, 5).withTerms(new StopTerms(2, 0, false, false, false));
        assertThat(plan(problem(List.of(first, dear), van(1, 5))).unassigned()).containsExactly(0);
    }

    @Test
    void roadsAreSlowerInRushHours() {
        RoutingProblem problem = new RoutingProblem(
                road(),
                List.of(stop(5, 1)),
                List.of(van(1, 9)),
                List.of(),
                new Conditions(
                        new Speeds(List.of(new Speeds.Period(20, 50), new Speeds.Period(60, 100))),
                        false,
                        Optional.empty(),
                        List.of()));
        Timetable timetable = timetable(problem);
        assertThat(timetable.visits().getFirst().arrival()).isEqualTo(20 + 40 + 10);
        assertThat(timetable.returned()).isEqualTo(70 + 50);
    }

    @Test
    void aDroneServesWhatIsOffTheRoadIfThatSaves() {
        Stop remote = stop(9, 1).withTerms(new StopTerms(1, 0, false, false, true));
        RoutingProblem problem = flying(List.of(stop(3, 1), remote), List.of(), 200);
        RoutingPlan plan = plan(problem);
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.routes().getFirst().sorties()).hasSize(1);
        assertThat(plan.cost()).isEqualTo(60 + 7 + 60);
        assertThat(plan(flying(List.of(stop(3, 1), remote), List.of(), 50)).cost())
                .isEqualTo(180);
    }

    @Test
    void noDroneIsInTheAirWhenNoneMay() {
        Stop remote =
                stop(9, 1).withTerms(new StopTerms(1, 0, false, false, true)).withWindows(List.of(new Window(0, 300)));
        RoutingPlan plan = plan(flying(List.of(stop(3, 1), remote), List.of(new Window(0, 1_000)), 200));
        assertThat(plan.routes().getFirst().sorties()).isEmpty();
        assertThat(plan.cost()).isEqualTo(180);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new StopTerms(0, 0, false, false, false))
                .hasMessageContaining("priority must be 1..9, was 0");
        assertThatThrownBy(() -> stop(1, 1).withWindows(List.of(new Window(0, 9), new Window(9, 12))))
                .hasMessageContaining("windows of stop s1 must be ascending and apart");
        assertThatThrownBy(() -> problem(
                        List.of(stop(1, 1)),
                        van(1, 1)
                                .withEquipment(new Equipment(
                                        List.of(),
                                        Optional.empty(),
                                        Optional.of(new Equipment.Battery(1, 1, List.of(99))),
                                        Optional.empty()))))
                .hasMessageContaining("station of vehicle type van must be 0..11, was 99");
    }

    private RoutingPlan plan(RoutingProblem problem) {
        RoutingPlan plan = engine.plan(problem, RoutingOptions.ofIterations(500, 1));
        assertThat(RoutingVerifier.violations(problem, plan)).isEmpty();
        return plan;
    }

    private Timetable timetable(RoutingProblem problem) {
        return Timetables.of(problem, plan(problem)).getFirst();
    }

    /** Flight is as long as the road and twice as fast; 7 a flight and 1 for 2 of distance. */
    private static RoutingProblem flying(List<Stop> stops, List<Window> noFly, int range) {
        int[] distance = new int[PLACES * PLACES];
        int[] duration = new int[PLACES * PLACES];
        for (int i = 0; i < distance.length; i++) {
            distance[i] = 5 * Math.abs(i / PLACES - i % PLACES);
            duration[i] = distance[i];
        }
        VehicleType carrier = van(1, 9)
                .withEquipment(new Equipment(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(new Equipment.Drone(List.of(2), range, 1, 1, 7, 1))));
        return new RoutingProblem(
                road(),
                stops,
                List.of(carrier),
                List.of(),
                new Conditions(Speeds.EVEN, false, Optional.of(TravelMatrix.of(PLACES, distance, duration)), noFly));
    }

    private static Equipment reload(int mostTrips, int duration) {
        return new Equipment(
                List.of(), Optional.of(new Equipment.Reload(mostTrips, duration)), Optional.empty(), Optional.empty());
    }

    private static RoutingProblem problem(List<Stop> stops, VehicleType type) {
        return new RoutingProblem(road(), stops, List.of(type), List.of());
    }

    private static TravelMatrix road() {
        int[] distance = new int[PLACES * PLACES];
        for (int i = 0; i < distance.length; i++) {
            distance[i] = 10 * Math.abs(i / PLACES - i % PLACES);
        }
        return TravelMatrix.of(PLACES, distance);
    }

    private static Stop stop(int location, int demand) {
        return new Stop("s" + location, location, List.of(demand), 0, UNLIMITED, 0, OptionalLong.empty(), Set.of());
    }

    private static VehicleType van(int count, int capacity) {
        return new VehicleType("van", 0, count, List.of(capacity), 0, UNLIMITED, UNLIMITED, UNLIMITED, 0, 1, Set.of());
    }
}
