package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.RoutingProblem.VehicleType.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.routing.Explanation.Kind;
import cn.yunce.forecasting.routing.Explanation.Obstacle;
import cn.yunce.forecasting.routing.Explanation.RouteRoom;
import cn.yunce.forecasting.routing.Explanation.Unserved;
import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.HaltKind;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class RoutingReasonsTest {
    /** More with {@code -Dyunce.problems=1000}. */
    private static final int PROBLEMS = Integer.getInteger("yunce.problems", 90);

    private final RoutingEngine engine = RoutingEngines.create();
    private int checked;

    @Test
    void everyReasonIsTrue() {
        Set<Rule> seen = EnumSet.noneOf(Rule.class);
        for (int seed = 0; seed < PROBLEMS; seed++) {
            RoutingProblem problem = RandomProblems.any(new SplittableRandom(seed));
            RoutingPlan plan = engine.plan(problem, RoutingOptions.ofIterations(60, seed));
            for (Unserved unserved :
                    Explanations.of(problem, plan, Integer.MAX_VALUE).unserved()) {
                for (Obstacle obstacle : unserved.obstacles()) {
                    check(problem, plan, unserved.stop(), obstacle, seed);
                    seen.addAll(obstacle.rules());
                }
            }
        }
        assertThat(checked).isGreaterThan(300);
        assertThat(seen)
                .contains(
                        Rule.SKILLS,
                        Rule.CAPACITY,
                        Rule.WINDOWS,
                        Rule.RANGE,
                        Rule.DISTANCE,
                        Rule.DURATION,
                        Rule.SHIFT,
                        Rule.TRIPS,
                        Rule.RELEASE,
                        Rule.COLLECTED_LAST);
    }

    /** That it is blocked, that lifting what is named unblocks it, and that what is not named is not enough. */
    private void check(RoutingProblem problem, RoutingPlan plan, int stop, Obstacle obstacle, int seed) {
        String what = "problem " + seed + ", stop " + stop + ", " + obstacle;
        VehicleType type = problem.fleet().get(obstacle.vehicleType());
        Optional<Route> route = obstacle.route().isEmpty()
                ? Optional.empty()
                : Optional.of(plan.routes().get(obstacle.route().getAsInt()));
        if (problem.stops().get(stop).terms().divisible()
                || route.stream()
                        .anyMatch(r -> !r.portions().isEmpty() || !r.sorties().isEmpty())) {
            return;
        }
        checked++;
        if (obstacle.kind() == Kind.NO_VEHICLE) {
            assertThat(plan.routes().stream().filter(r -> r.vehicleType() == obstacle.vehicleType()))
                    .as(what)
                    .hasSize(type.count());
            return;
        }
        List<Integer> row = route.map(RoutingReasonsTest::row).orElse(List.of());
        boolean fits = fits(problem, obstacle.vehicleType(), row, stop);
        assertThat(fits).as(what).isEqualTo(obstacle.kind() == Kind.COST);
        if (obstacle.kind() == Kind.COST) {
            long penalty = problem.stops().get(stop).penalty().orElse(Long.MAX_VALUE);
            for (PickupDelivery pair : problem.deliveries()) {
                if (pair.pickup() == stop || pair.delivery() == stop) {
                    penalty = problem.stops().get(pair.pickup()).penalty().orElse(1L << 40)
                            + problem.stops().get(pair.delivery()).penalty().orElse(1L << 40);
                }
            }
            assertThat(obstacle.cost().orElseThrow()).as(what).isGreaterThanOrEqualTo(penalty);
        } else {
            for (Rule rule : EnumSet.complementOf(EnumSet.of(Rule.NONE, Rule.PAIR))) {
                boolean named =
                        obstacle.kind() == Kind.ANY_RULE && obstacle.rules().contains(rule);
                assertThat(fits(without(problem, Set.of(rule)), obstacle.vehicleType(), row, stop))
                        .as(what + " without " + rule)
                        .isEqualTo(named);
            }
            if (obstacle.kind() == Kind.ALL_RULES) {
                assertThat(fits(without(problem, obstacle.rules()), obstacle.vehicleType(), row, stop))
                        .as(what)
                        .isTrue();
            }
        }
    }

    private static List<Integer> row(Route route) {
        List<Integer> row = new ArrayList<>();
        for (int i = 0; i <= route.stops().size(); i++) {
            for (Halt halt : route.halts()) {
                if (halt.before() == i) {
                    row.add(halt.kind() == HaltKind.RELOAD ? DrivingOracle.RELOAD : -2 - halt.location());
                }
            }
            if (i < route.stops().size()) {
                row.add(route.stops().get(i));
            }
        }
        return row;
    }

    /** At any place, between any halts. */
    private static boolean fits(RoutingProblem problem, int type, List<Integer> row, int stop) {
        DrivingOracle oracle = new DrivingOracle(problem, type);
        Equipment equipment = problem.fleet().get(type).equipment();
        List<Integer> halts = new ArrayList<>();
        equipment.reload().ifPresent(reload -> halts.add(DrivingOracle.RELOAD));
        equipment.battery().ifPresent(battery -> battery.stations().forEach(at -> halts.add(-2 - at)));
        List<Integer> fresh = new ArrayList<>(List.of(stop));
        for (PickupDelivery pair : problem.deliveries()) {
            if (pair.pickup() == stop || pair.delivery() == stop) {
                fresh = new ArrayList<>(List.of(pair.pickup(), pair.delivery()));
            }
        }
        Predicate<List<Integer>> can = oracle::canDrive;
        for (int i = 0; i <= row.size(); i++) {
            for (int head = -1; head < halts.size(); head++) {
                for (int tail = -1; tail < halts.size(); tail++) {
                    List<Integer> with = new ArrayList<>(row);
                    if (tail >= 0) {
                        with.add(i, halts.get(tail));
                    }
                    with.addAll(i, fresh);
                    if (head >= 0) {
                        with.add(i, halts.get(head));
                    }
                    if (can.test(with)) {
                        return true;
                    }
                }
            }
            for (int j = i + 1; fresh.size() > 1 && j <= row.size(); j++) {
                List<Integer> with = new ArrayList<>(row);
                with.add(j, fresh.get(1));
                with.add(i, fresh.get(0));
                if (can.test(with)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static RoutingProblem without(RoutingProblem problem, Set<Rule> rules) {
        List<Stop> stops = problem.stops().stream()
                .map(stop -> new Stop(
                        stop.id(),
                        stop.location(),
                        stop.demand(),
                        rules.contains(Rule.WINDOWS) ? List.of(new Window(0, UNLIMITED)) : stop.windows(),
                        stop.service(),
                        stop.penalty(),
                        rules.contains(Rule.SKILLS) ? Set.of() : stop.skills(),
                        new StopTerms(
                                1,
                                rules.contains(Rule.RELEASE) ? 0 : stop.terms().release(),
                                stop.terms().collected(),
                                stop.terms().divisible(),
                                stop.terms().flown())))
                .toList();
        List<VehicleType> fleet = problem.fleet().stream()
                .map(type -> new VehicleType(
                        type.id(),
                        type.depot(),
                        type.count(),
                        rules.contains(Rule.CAPACITY)
                                ? type.capacity().stream().map(c -> 1_000_000).toList()
                                : type.capacity(),
                        rules.contains(Rule.SHIFT) ? 0 : type.open(),
                        rules.contains(Rule.SHIFT) ? UNLIMITED : type.close(),
                        rules.contains(Rule.DURATION) ? UNLIMITED : type.maxDuration(),
                        rules.contains(Rule.DISTANCE) ? UNLIMITED : type.maxDistance(),
                        type.fixedCost(),
                        type.costPerDistance(),
                        type.skills(),
                        new Equipment(
                                rules.contains(Rule.BREAKS)
                                        ? List.of()
                                        : type.equipment().breaks(),
                                type.equipment()
                                        .reload()
                                        .map(reload -> rules.contains(Rule.TRIPS)
                                                ? new Equipment.Reload(99, reload.duration())
                                                : reload),
                                type.equipment()
                                        .battery()
                                        .map(battery -> rules.contains(Rule.RANGE)
                                                ? new Equipment.Battery(UNLIMITED, 0, battery.stations())
                                                : battery),
                                Optional.empty())))
                .toList();
        return new RoutingProblem(
                problem.travel(),
                stops,
                fleet,
                problem.deliveries(),
                new Conditions(
                        problem.conditions().speeds(),
                        problem.conditions().collectedLast() && !rules.contains(Rule.COLLECTED_LAST),
                        Optional.empty(),
                        List.of()));
    }

    @Test
    void aRouteSaysWhatItCostsAndWhereItHasRoom() {
        int[] distance = {0, 10, 10, 0};
        Stop stop = new Stop("s", 1, List.of(3), 0, 25, 5, OptionalLong.empty(), Set.of());
        VehicleType van = new VehicleType("van", 0, 1, List.of(8), 0, 100, UNLIMITED, 50, 7, 2, Set.of());
        RoutingProblem problem =
                new RoutingProblem(TravelMatrix.of(2, distance), List.of(stop), List.of(van), List.of());
        RoutingPlan plan = engine.plan(problem, RoutingOptions.ofIterations(10, 1));
        assertThat(Explanations.of(problem, plan, 9).routes())
                .containsExactly(new RouteRoom(47, 20, List.of(5), 15, 30));
    }

    @Test
    void aStopSaysWhichRuleKeepsItOffWhichVehicle() {
        int[] distance = {0, 10, 10, 0};
        Stop heavy = new Stop("s", 1, List.of(9), 0, 25, 5, OptionalLong.empty(), Set.of());
        VehicleType van = new VehicleType("van", 0, 1, List.of(8), 0, 100, UNLIMITED, 50, 7, 2, Set.of());
        VehicleType none = new VehicleType("truck", 0, 0, List.of(80), 0, 100, UNLIMITED, 50, 7, 2, Set.of());
        RoutingProblem problem =
                new RoutingProblem(TravelMatrix.of(2, distance), List.of(heavy), List.of(van, none), List.of());
        RoutingPlan plan = engine.plan(problem, RoutingOptions.ofIterations(10, 1));
        assertThat(Explanations.of(problem, plan, 9).unserved())
                .containsExactly(new Unserved(
                        0,
                        List.of(
                                new Obstacle(
                                        0,
                                        OptionalInt.empty(),
                                        Kind.ANY_RULE,
                                        Set.of(Rule.CAPACITY),
                                        OptionalLong.empty()),
                                new Obstacle(
                                        1, OptionalInt.empty(), Kind.NO_VEHICLE, Set.of(), OptionalLong.empty()))));
    }
}
