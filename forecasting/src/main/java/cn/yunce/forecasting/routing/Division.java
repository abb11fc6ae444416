package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import cn.yunce.forecasting.routing.RunningPlan.RunningRoute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A problem in which divisible stops are cut into parts beforehand (Chen, Golden, Wang and Wasil, 2017), each of at most a quarter of the smallest vehicle, so
 * that all else need not know of division. What a running plan's locked visits serve are parts as they are.
 *
 * @param running the running plan with parts for stops
 * @param whole for each stop of the problem the stop of the given one
 * @param visit for each stop the first of those that make one visit with it where they follow each other: parts of the same, but not what is locked
 */
record Division(RoutingProblem problem, RunningPlan running, List<Integer> whole, List<Integer> visit) {
    Division {
        whole = List.copyOf(whole);
        visit = List.copyOf(visit);
    }

    private static final int PARTS_OF_A_VEHICLE = 4;
    private static final int MOST_PARTS = 200;

    static Division of(RoutingProblem problem) {
        return of(problem, RunningPlan.NONE);
    }

    static Division of(RoutingProblem problem, RunningPlan running) {
        return new Cutting(problem, true).of(running);
    }

    /** Each visit of a running plan as one part, and what is left of a divisible stop as another. */
    static Division asVisited(RoutingProblem problem, RunningPlan running) {
        return new Cutting(problem, false).of(running);
    }

    /** Every stop whole. */
    static Division none(RoutingProblem problem) {
        List<Integer> same = IntStream.range(0, problem.stops().size()).boxed().toList();
        return new Division(problem, RunningPlan.NONE, same, same);
    }

    /** The parts so far. */
    private static final class Cutting {
        private final RoutingProblem problem;
        private final boolean small;
        private final List<Stop> stops;
        private final List<Integer> whole;
        private final List<Integer> visit;
        private final boolean[] taken;
        private final int[] firstUnlocked;
        private final int[][] left;

        /** @param small whether what is not locked is cut into small parts */
        Cutting(RoutingProblem problem, boolean small) {
            this.problem = problem;
            this.small = small;
            int count = problem.stops().size();
            stops = new ArrayList<>(problem.stops());
            whole = new ArrayList<>(IntStream.range(0, count).boxed().toList());
            visit = new ArrayList<>(whole);
            taken = new boolean[count];
            firstUnlocked = new int[count];
            Arrays.fill(firstUnlocked, -1);
            left = stops.stream()
                    .map(stop ->
                            stop.demand().stream().mapToInt(Integer::intValue).toArray())
                    .toArray(int[][]::new);
        }

        Division of(RunningPlan running) {
            List<RunningRoute> routes =
                    running.routes().stream().map(this::route).toList();
            for (int k = 0; k < left.length; k++) {
                if (problem.stops().get(k).terms().divisible()
                        && (!taken[k] || IntStream.of(left[k]).anyMatch(rest -> rest > 0))) {
                    cut(k, IntStream.of(left[k]).boxed().toList());
                }
            }
            return new Division(
                    stops.equals(problem.stops()) ? problem : problem.withStops(stops),
                    new RunningPlan(routes, running.now(), running.costPerChange()),
                    whole,
                    visit);
        }

        private RunningRoute route(RunningRoute route) {
            List<Integer> parts = new ArrayList<>();
            int[] first = new int[route.stops().size() + 1];
            for (int i = 0; i < route.stops().size(); i++) {
                first[i] = parts.size();
                int k = route.stops().get(i);
                if (problem.stops().get(k).terms().divisible()) {
                    List<Integer> load = take(k, route, i);
                    if (i < route.locked()) {
                        parts.add(add(k, load, true));
                    } else {
                        parts.addAll(cut(k, load));
                    }
                } else {
                    parts.add(k);
                }
            }
            first[route.stops().size()] = parts.size();
            return new RunningRoute(
                    route.vehicleType(),
                    parts,
                    route.halts().stream()
                            .map(halt -> new Halt(halt.kind(), first[halt.before()], halt.location()))
                            .toList(),
                    List.of(),
                    route.sorties().stream()
                            .map(sortie -> new Sortie(
                                    sortie.stop(),
                                    first[sortie.launch() + 1] - 1,
                                    sortie.recover() == route.stops().size()
                                            ? parts.size()
                                            : first[sortie.recover() + 1] - 1))
                            .toList(),
                    route.locked(),
                    route.departure());
        }

        /** What a visit serves, at most what is left. */
        private List<Integer> take(int k, RunningRoute route, int at) {
            int[] rest = left[k];
            List<Integer> load = IntStream.range(0, rest.length)
                    .mapToObj(d -> route.portion(at)
                            .map(portion -> Math.min(portion.load().get(d), rest[d]))
                            .orElse(rest[d]))
                    .toList();
            for (int d = 0; d < rest.length; d++) {
                rest[d] -= load.get(d);
            }
            return load;
        }

        private List<Integer> cut(int k, List<Integer> load) {
            if (taken[k] && load.stream().allMatch(part -> part == 0)) {
                return List.of();
            }
            int count = small ? parts(load, problem.fleet()) : 1;
            return IntStream.range(0, count)
                    .mapToObj(part -> add(k, part(load, part, count), false))
                    .toList();
        }

        private int add(int k, List<Integer> load, boolean locked) {
            Stop part = problem.stops().get(k).withDemand(load);
            int index = taken[k] ? stops.size() : k;
            if (taken[k]) {
                stops.add(part);
                whole.add(k);
                visit.add(index);
            } else {
                taken[k] = true;
                stops.set(k, part);
            }
            if (!locked) {
                firstUnlocked[k] = firstUnlocked[k] < 0 ? index : firstUnlocked[k];
                visit.set(index, firstUnlocked[k]);
            }
            return index;
        }
    }

    private static int parts(List<Integer> load, List<VehicleType> fleet) {
        long parts = 1;
        for (int d = 0; d < load.size(); d++) {
            int dimension = d;
            int smallest = fleet.stream()
                    .filter(type -> type.count() > 0)
                    .mapToInt(type -> type.capacity().get(dimension))
                    .filter(capacity -> capacity > 0)
                    .min()
                    .orElse(Integer.MAX_VALUE);
            parts = Math.max(parts, Math.ceilDiv((long) PARTS_OF_A_VEHICLE * load.get(d), smallest));
        }
        int most = load.stream().mapToInt(Integer::intValue).max().orElse(0);
        return (int) Math.max(1, Math.min(parts, Math.min(MOST_PARTS, most)));
    }

    private static List<Integer> part(List<Integer> demand, int part, int parts) {
        return demand.stream()
                .map(all -> (int) ((long) all * (part + 1) / parts - (long) all * part / parts))
                .toList();
    }
}
