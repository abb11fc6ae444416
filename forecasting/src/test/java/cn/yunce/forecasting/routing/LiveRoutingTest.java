package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.RoutingProblem.VehicleType.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.routing.RoutingPlan.Portion;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import cn.yunce.forecasting.routing.RunningPlan.RunningRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveRoutingTest {
    private static final int PROBLEMS = 500;
    private static final RoutingOptions SHORT = RoutingOptions.ofIterations(200, 1);

    private final RoutingEngine engine = RoutingEngines.create();

    @Test
    void noRuleIsBrokenWhenPlansAreDrivenOnFromAnyInstant() {
        int lockedStops = 0;
        int cancelled = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RoutingProblem problem = RandomProblems.simple(random);
            // Some stops are not known of yet, some are cancelled afterwards.
            RoutingProblem known = without(problem, random.nextInt(5));
            RunningPlan running = driven(known, engine.plan(known, SHORT), random);
            RoutingProblem changed = random.nextBoolean() ? problem : withoutLastUnlocked(known, running);
            cancelled += known.stops().size() > changed.stops().size() ? 1 : 0;
            RunningPlan carried = running.carriedOver(known, changed);
            LivePlan live = engine.replan(changed, carried, SHORT);
            assertThat(violations(changed, carried, live))
                    .as("problem of seed " + seed)
                    .isEmpty();
            lockedStops +=
                    carried.routes().stream().mapToInt(RunningRoute::locked).sum();
        }
        assertThat(lockedStops).isGreaterThan(PROBLEMS / 4);
        assertThat(cancelled).isPositive();
    }

    /** With trips, breaks, batteries, flights, divided stops and the rest: what was planned is driven for a while, then goes on; the plan under way is a problem that the verifier knows. */
    @Test
    void plansOfEveryRuleGoOnFromAnyInstant() {
        int wentOn = 0;
        int halts = 0;
        int flights = 0;
        int dividedStops = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            RoutingProblem problem = RandomProblems.any(random);
            RoutingPlan plan = engine.plan(problem, RoutingOptions.ofIterations(60, seed));
            List<Timetable> timetables = Timetables.of(problem, plan);
            List<RunningRoute> routes = new ArrayList<>();
            // Before any vehicle is done.
            int now = random.nextInt(1
                    + timetables.stream()
                            .mapToInt(timetable -> timetable.visits().getLast().end())
                            .min()
                            .orElse(0));
            for (int r = 0; r < timetables.size(); r++) {
                int locked = underWay(timetables.get(r), now);
                Route route = plan.routes().get(r);
                halts += locked > 0 ? route.halts().size() : 0;
                routes.add(new RunningRoute(
                        route.vehicleType(),
                        route.stops(),
                        route.halts(),
                        route.portions(),
                        route.sorties(),
                        locked,
                        timetables.get(r).departure()));
            }
            RunningPlan running = new RunningPlan(routes, now, 3);
            LivePlan live = engine.replan(problem, running, RoutingOptions.ofIterations(60, seed));
            // Each visit as a stop of its own, what is done as a fact.
            UnderWay underWay = UnderWay.of(Division.asVisited(problem, live.asRunning(running)));
            RoutingPlan asVisited = new Assembly(underWay.problem(), Division.none(underWay.problem()))
                    .plan(
                            underWay.running().routes().stream()
                                    .map(route -> new Route(
                                            route.vehicleType(),
                                            route.stops(),
                                            route.halts(),
                                            List.of(),
                                            route.sorties()))
                                    .toList(),
                            0);
            assertThat(RoutingVerifier.violations(underWay.problem(), asVisited))
                    .as("problem of seed " + seed)
                    .isEmpty();
            assertThat(asVisited.cost()).isEqualTo(live.plan().cost());
            assertThat(Timetables.underWay(problem, running, live))
                    .hasSameSizeAs(live.plan().routes());
            assertThat(live.plan().unassigned()).isEqualTo(notServedWholly(problem, live.plan()));
            for (int r = 0; r < routes.size(); r++) {
                RunningRoute route = routes.get(r);
                int locked = route.locked();
                if (locked > 0) {
                    wentOn++;
                    Route on = live.plan().routes().get(live.vehicles().indexOf(r));
                    assertThat(on.stops())
                            .startsWith(route.stops().subList(0, locked).toArray(Integer[]::new));
                    for (int i = 0; i < locked; i++) {
                        assertThat(load(problem, on.stops().get(i), on.portions(), i))
                                .isEqualTo(load(problem, route.stops().get(i), route.portions(), i));
                    }
                    assertThat(on.sorties().stream().map(Sortie::stop))
                            .containsAll(
                                    route.begun().stream().map(Sortie::stop).toList());
                    flights += route.begun().size();
                    dividedStops += route.portions().size();
                }
            }
        }
        assertThat(flights).isPositive();
        assertThat(dividedStops).isPositive();
        assertThat(wentOn).isGreaterThan(PROBLEMS / 4);
        assertThat(halts).isPositive();
    }

    private static List<Integer> load(RoutingProblem problem, int stop, List<Portion> portions, int at) {
        return portions.stream()
                .filter(portion -> portion.at() == at)
                .map(Portion::load)
                .findFirst()
                .orElse(problem.stops().get(stop).demand());
    }

    /** Stops of which something, or all, is left; none may get more than it wants. */
    private static List<Integer> notServedWholly(RoutingProblem problem, RoutingPlan plan) {
        int dimensions = problem.fleet().getFirst().capacity().size();
        int[][] got = new int[problem.stops().size()][0];
        for (Route route : plan.routes()) {
            for (int i = 0; i < route.stops().size(); i++) {
                int k = route.stops().get(i);
                List<Integer> load = load(problem, k, route.portions(), i);
                got[k] = got[k].length == 0 ? new int[dimensions] : got[k];
                for (int d = 0; d < dimensions; d++) {
                    got[k][d] += load.get(d);
                }
            }
            for (Sortie sortie : route.sorties()) {
                got[sortie.stop()] = problem.stops().get(sortie.stop()).demand().stream()
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
        return IntStream.range(0, got.length)
                .filter(k -> got[k].length == 0
                        || !IntStream.of(got[k])
                                .boxed()
                                .toList()
                                .equals(problem.stops().get(k).demand()))
                .boxed()
                .toList();
    }

    /** Stops that are served, or driven to: those whose way began by now. */
    private static int underWay(Timetable timetable, int now) {
        int left = timetable.departure();
        int locked = 0;
        for (Timetable.Visit visit : timetable.visits()) {
            locked += visit.kind() == Timetable.Kind.STOP && left <= now ? 1 : 0;
            left = visit.end();
        }
        return locked;
    }

    @Test
    void aFewLateJobsLeaveAlmostAllStopsOnTheirVehicles() {
        RoutingProblem problem = town(220);
        RoutingProblem known = without(problem, 10);
        RoutingPlan plan = engine.plan(known, RoutingOptions.ofIterations(3_000, 1));
        RunningPlan running = RunningPlan.notBegun(plan, 100);
        LivePlan live = engine.replan(problem, running, RoutingOptions.ofIterations(2_000, 1));
        assertThat(live.plan().unassigned()).isEmpty();
        assertThat(live.moved()).hasSizeLessThanOrEqualTo(11);
        RoutingPlan anew = engine.plan(problem, RoutingOptions.ofIterations(3_000, 1));
        assertThat(live.plan().cost()).isLessThan(anew.cost() * 105 / 100);
    }

    @Test
    void aDearChangeKeepsEveryStopOnItsVehicle() {
        RoutingProblem problem = town(60);
        RoutingPlan rough = engine.plan(problem, RoutingOptions.ofIterations(1, 1));
        LivePlan live =
                engine.replan(problem, RunningPlan.notBegun(rough, 1_000_000), RoutingOptions.ofIterations(2_000, 1));
        assertThat(live.moved()).isEmpty();
        LivePlan free = engine.replan(problem, RunningPlan.notBegun(rough, 0), RoutingOptions.ofIterations(2_000, 1));
        assertThat(free.moved()).isNotEmpty();
        assertThat(free.plan().cost()).isLessThanOrEqualTo(live.plan().cost());
    }

    @Test
    void whatIsLockedIsDrivenEvenWhenItIsLate() {
        RoutingProblem problem = line(stop("late", 1, 0, 5), stop("next", 2, 0, UNLIMITED));
        RunningPlan running = new RunningPlan(List.of(new RunningRoute(0, List.of(0), 1, 30)), 40, 0);
        LivePlan live = engine.replan(problem, running, SHORT);
        assertThat(live.plan().routes()).containsExactly(new Route(0, List.of(0, 1)));
    }

    @Test
    void aStopThatCanNoLongerBeReachedInTimeIsLeftOut() {
        RoutingProblem problem = line(stop("first", 1, 0, 100), stop("gone", 2, 0, 45));
        RunningPlan running = new RunningPlan(List.of(new RunningRoute(0, List.of(0, 1), 1, 0)), 40, 0);
        assertThat(engine.replan(problem, running, SHORT).plan().unassigned()).containsExactly(1);
    }

    @Test
    void lockedStopsThatNoVehicleCanDriveAreRefused() {
        RoutingProblem problem = line(stop("a", 1, 0, 100), stop("b", 2, 0, 100));
        RunningPlan running = new RunningPlan(List.of(new RunningRoute(0, List.of(0, 1), 2, 995)), 0, 0);
        assertThatThrownBy(() -> engine.replan(problem, running, SHORT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("locked stops of running route 0 must be such that its vehicle can drive them");
    }

    @Test
    void aVehicleMeetsItsDroneWhereThatWasToLand() {
        Stop flown = stop("flown", 2, 0, UNLIMITED).withTerms(new StopTerms(1, 0, false, false, true));
        Equipment.Drone drone = new Equipment.Drone(List.of(1), 100, 1, 1, 0, 0);
        RoutingProblem road = line(
                stop("first", 1, 0, UNLIMITED), flown, stop("meeting", 1, 0, UNLIMITED), stop("late", 1, 0, UNLIMITED));
        VehicleType van = road.fleet()
                .getFirst()
                .withEquipment(new Equipment(List.of(), Optional.empty(), Optional.empty(), Optional.of(drone)));
        RoutingProblem problem = new RoutingProblem(
                road.travel(),
                road.stops(),
                List.of(van),
                List.of(),
                new Conditions(new Speeds(List.of()), false, Optional.of(road.travel()), List.of()));
        Sortie inTheAir = new Sortie(1, -1, 1);
        RunningPlan running = new RunningPlan(
                List.of(new RunningRoute(0, List.of(0, 2), List.of(), List.of(), List.of(inTheAir), 1, 0)), 5, 0);
        Route route = engine.replan(problem, running, SHORT).plan().routes().getFirst();
        assertThat(route.stops()).startsWith(0, 2).contains(3);
        assertThat(route.sorties()).contains(inTheAir);
    }

    @Test
    void whatALockedVisitServesStaysWhileTheRestIsPlannedAnew() {
        Stop divisible = stop("large", 1, 0, UNLIMITED)
                .withDemand(List.of(12))
                .withTerms(new StopTerms(1, 0, false, true, false));
        RoutingProblem road = line(divisible, stop("other", 2, 0, UNLIMITED));
        RoutingProblem problem = new RoutingProblem(
                road.travel(), road.stops(), List.of(road.fleet().getFirst().withCount(3)), List.of());
        Portion locked = new Portion(0, List.of(4));
        RunningPlan running = new RunningPlan(
                List.of(
                        new RunningRoute(0, List.of(0), List.of(), List.of(locked), List.of(), 1, 0),
                        new RunningRoute(0, List.of(1), 0, 0)),
                5,
                0);
        LivePlan live = engine.replan(problem, running, SHORT);
        assertThat(live.plan().unassigned()).isEmpty();
        Route driven = live.plan().routes().get(live.vehicles().indexOf(0));
        assertThat(load(problem, 0, driven.portions(), 0)).containsExactly(4);
        assertThat(live.plan().routes()).hasSizeGreaterThan(1);
    }

    @Test
    void aWholeStopOnTwoRunningRoutesIsRefused() {
        assertThatThrownBy(() -> new RunningPlan(
                        List.of(new RunningRoute(0, List.of(7), 0, 0), new RunningRoute(0, List.of(7), 0, 0)), 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a stop must be on one running route, was on two: 7");
    }

    /** A depot at 0, stops 10 apart on a line, one van that is back by 1,000. */
    private static RoutingProblem line(Stop... stops) {
        int[] distance = new int[9];
        for (int i = 0; i < 9; i++) {
            distance[i] = 10 * Math.abs(i / 3 - i % 3);
        }
        VehicleType van = new VehicleType("van", 0, 1, List.of(9), 0, 1_000, UNLIMITED, UNLIMITED, 0, 1, Set.of());
        return new RoutingProblem(TravelMatrix.of(3, distance), List.of(stops), List.of(van), List.of());
    }

    private static Stop stop(String id, int location, int ready, int due) {
        return new Stop(id, location, List.of(1), ready, due, 0, OptionalLong.empty(), Set.of());
    }

    private static RoutingProblem town(int size) {
        SplittableRandom random = new SplittableRandom(3);
        double[][] xy = new double[size][];
        int[] distance = new int[size * size];
        for (int i = 0; i < size; i++) {
            xy[i] = new double[] {random.nextDouble() * 1_000, random.nextDouble() * 1_000};
        }
        for (int i = 0; i < size * size; i++) {
            distance[i] = (int) Math.hypot(xy[i / size][0] - xy[i % size][0], xy[i / size][1] - xy[i % size][1]);
        }
        List<Stop> stops = IntStream.range(1, size)
                .mapToObj(k -> stop("s" + k, k, 0, UNLIMITED))
                .toList();
        VehicleType van =
                new VehicleType("van", 0, 99, List.of(12), 0, UNLIMITED, UNLIMITED, UNLIMITED, 0, 1, Set.of());
        return new RoutingProblem(TravelMatrix.of(size, distance), stops, List.of(van), List.of());
    }

    /** The last stops not known yet, as far as they are in no pair. */
    private static RoutingProblem without(RoutingProblem problem, int last) {
        int keep = problem.stops().size();
        while (last-- > 0 && keep > 0 && isAlone(problem, keep - 1)) {
            keep--;
        }
        return new RoutingProblem(
                problem.travel(), problem.stops().subList(0, keep), problem.fleet(), problem.deliveries());
    }

    private static RoutingProblem withoutLastUnlocked(RoutingProblem problem, RunningPlan running) {
        int last = problem.stops().size() - 1;
        boolean locked = running.routes().stream()
                .anyMatch(route -> route.stops().subList(0, route.locked()).contains(last));
        return locked ? problem : without(problem, 1);
    }

    private static boolean isAlone(RoutingProblem problem, int k) {
        return problem.deliveries().stream().noneMatch(pair -> pair.pickup() == k || pair.delivery() == k);
    }

    /** Some vehicles on their way, as they are at an instant when each leaves as soon as its shift opens. */
    private static RunningPlan driven(RoutingProblem problem, RoutingPlan plan, SplittableRandom random) {
        List<RunningRoute> routes = new ArrayList<>();
        int now = random.nextInt(200);
        for (Route route : plan.routes()) {
            VehicleType type = problem.fleet().get(route.vehicleType());
            int locked = 0;
            if (type.maxDuration() >= UNLIMITED) {
                int time = type.open();
                int at = type.depot();
                for (int k : route.stops()) {
                    Stop stop = problem.stops().get(k);
                    if (time > now) {
                        break;
                    }
                    time = Math.max(stop.ready(), time + problem.travel().duration(at, stop.location()))
                            + stop.service();
                    at = stop.location();
                    locked++;
                }
            }
            routes.add(new RunningRoute(route.vehicleType(), route.stops(), locked, type.open()));
        }
        return new RunningPlan(routes, now, random.nextInt(3) * 20L);
    }

    private static List<String> violations(RoutingProblem problem, RunningPlan running, LivePlan live) {
        List<String> found = new ArrayList<>(RoutingVerifier.violations(problem, live.plan()));
        List<Integer> moved = new ArrayList<>();
        for (int r = 0; r < live.plan().routes().size(); r++) {
            Route route = live.plan().routes().get(r);
            int vehicle = live.vehicles().get(r);
            int locked = 0;
            int departure = running.now();
            VehicleType type = problem.fleet().get(route.vehicleType());
            if (vehicle >= 0) {
                RunningRoute before = running.routes().get(vehicle);
                locked = before.locked();
                departure = locked > 0 ? before.departure() : running.now();
                if (before.vehicleType() != route.vehicleType()) {
                    found.add("route " + r + " changed its type");
                }
                if (!route.stops().subList(0, locked).equals(before.stops().subList(0, locked))) {
                    found.add("locked stops of route " + r + " changed");
                }
            }
            int time = Math.max(departure, type.open());
            int at = type.depot();
            for (int i = 0; i < route.stops().size(); i++) {
                int k = route.stops().get(i);
                Stop stop = problem.stops().get(k);
                if (i == locked) {
                    time = Math.max(time, running.now());
                }
                time = Math.max(stop.ready(), time + problem.travel().duration(at, stop.location()));
                if (i >= locked && time > stop.due()) {
                    found.add("stop " + k + " is late");
                }
                time += stop.service();
                at = stop.location();
                int on = k;
                boolean hadAnother = IntStream.range(0, running.routes().size())
                        .anyMatch(other -> other != vehicle
                                && running.routes().get(other).stops().contains(on));
                if (hadAnother) {
                    moved.add(k);
                }
            }
            if (route.stops().size() == locked) {
                time = Math.max(time, running.now());
            }
            if (time + problem.travel().duration(at, type.depot()) > type.close()) {
                found.add("route " + r + " is back late");
            }
        }
        for (int vehicle = 0; vehicle < running.routes().size(); vehicle++) {
            if (running.routes().get(vehicle).locked() > 0 && !live.vehicles().contains(vehicle)) {
                found.add("vehicle " + vehicle + " is lost");
            }
        }
        if (!moved.stream().sorted().toList().equals(live.moved())) {
            found.add("moved must be " + moved + ", was " + live.moved());
        }
        return found;
    }
}
