package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A problem in which divisible stops are cut into parts beforehand (Chen, Golden, Wang and Wasil, 2017), each of at most a quarter of the smallest vehicle, so
 * that all else need not know of division.
 *
 * @param whole for each stop of the problem the stop of the given one
 */
record Division(RoutingProblem problem, List<Integer> whole) {
    Division {
        whole = List.copyOf(whole);
    }

    private static final int PARTS_OF_A_VEHICLE = 4;
    private static final int MOST_PARTS = 200;

    static Division of(RoutingProblem problem) {
        int given = problem.stops().size();
        List<Stop> stops = new ArrayList<>(problem.stops());
        List<Integer> whole = new ArrayList<>(IntStream.range(0, given).boxed().toList());
        for (int k = 0; k < given; k++) {
            Stop stop = problem.stops().get(k);
            int parts = stop.terms().divisible() ? parts(stop, problem.fleet()) : 1;
            for (int part = 0; parts > 1 && part < parts; part++) {
                Stop cut = stop.withDemand(part(stop.demand(), part, parts));
                if (part == 0) {
                    stops.set(k, cut);
                } else {
                    stops.add(cut);
                    whole.add(k);
                }
            }
        }
        return new Division(stops.size() == given ? problem : problem.withStops(stops), whole);
    }

    /** Every stop whole. */
    static Division none(RoutingProblem problem) {
        return new Division(
                problem, IntStream.range(0, problem.stops().size()).boxed().toList());
    }

    private static int parts(Stop stop, List<VehicleType> fleet) {
        long parts = 1;
        for (int d = 0; d < stop.demand().size(); d++) {
            int dimension = d;
            int smallest = fleet.stream()
                    .filter(type -> type.count() > 0)
                    .mapToInt(type -> type.capacity().get(dimension))
                    .filter(capacity -> capacity > 0)
                    .min()
                    .orElse(Integer.MAX_VALUE);
            parts = Math.max(
                    parts,
                    Math.ceilDiv((long) PARTS_OF_A_VEHICLE * stop.demand().get(d), smallest));
        }
        int most = stop.demand().stream().mapToInt(Integer::intValue).max().orElse(0);
        return (int) Math.min(parts, Math.min(MOST_PARTS, most));
    }

    private static List<Integer> part(List<Integer> demand, int part, int parts) {
        return demand.stream()
                .map(all -> (int) ((long) all * (part + 1) / parts - (long) all * part / parts))
                .toList();
    }
}
