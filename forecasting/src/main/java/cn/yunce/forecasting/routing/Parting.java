package cn.yunce.forecasting.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Parts the routes of a plan among several searches, and joins them again: each gets those that lie on its side of a cut between two stops far from each other, another cut each time, with
 * about as many stops as the others. Plans are written as {@link Tours#snapshot} does.
 */
final class Parting {
    /** For each search; a part with fewer leaves too little to exchange. */
    private static final int LEAST_ROUTES = 8;

    private final FlatProblem problem;
    private final SplittableRandom random;

    Parting(FlatProblem problem, long seed) {
        this.problem = problem;
        random = new SplittableRandom(seed);
    }

    /** Some routes of a plan, for one search. */
    static final class Part {
        final int[] routes;
        /** Vehicles of each type. */
        final int[] most;
        /** Whether stops that the plan leaves out are tried on these routes. */
        final boolean withAbsent;

        private Part(int[] routes, int[] most, boolean withAbsent) {
            this.routes = routes;
            this.most = most;
            this.withAbsent = withAbsent;
        }

        /** The same routes with other numbers. */
        Part renumbered(int[] numbers) {
            return new Part(numbers, most, withAbsent);
        }
    }

    /** Whether a plan has routes enough to be parted. */
    boolean suits(int[] plan, int parts) {
        return IntStream.of(plan).filter(entry -> entry <= -2).count() >= (long) parts * LEAST_ROUTES;
    }

    /** As many parts as there are searches. */
    List<Part> part(int[] plan, int parts) {
        List<Route> routes = routes(plan);
        routes.sort(Comparator.comparingDouble(Route::side));
        long stops = routes.stream().mapToLong(Route::size).sum();
        int withAbsent = random.nextInt(parts);
        int[] left = problem.count.clone();
        routes.forEach(route -> left[route.type()]--);
        List<Part> all = new ArrayList<>();
        int from = 0;
        long taken = 0;
        for (int p = 0; p < parts; p++) {
            int to = from;
            // Each of the parts that follow gets a route at least.
            while (to < routes.size() - (parts - 1 - p) && (to == from || taken < stops * (p + 1) / parts)) {
                taken += routes.get(to++).size();
            }
            all.add(of(plan, routes.subList(from, to), share(left, p, parts), p == withAbsent));
            from = to;
        }
        return all;
    }

    private static Part of(int[] plan, List<Route> routes, int[] most, boolean withAbsent) {
        IntStream entries = routes.stream().flatMapToInt(route -> IntStream.range(route.from(), route.to()));
        int[] own =
                IntStream.concat(entries.map(at -> plan[at]), IntStream.of(-1)).toArray();
        routes.forEach(route -> most[route.type()]++);
        return new Part(own, most, withAbsent);
    }

    /** Of the vehicles that no route has. */
    private static int[] share(int[] left, int p, int parts) {
        return IntStream.of(left)
                .map(vehicles -> vehicles / parts + (p < vehicles % parts ? 1 : 0))
                .toArray();
    }

    /** The plan of all parts; routes are numbered anew. */
    int[] join(List<int[]> parts) {
        int[] plan = IntStream.concat(
                        parts.stream().flatMapToInt(part -> IntStream.of(part).limit(part.length - 1L)),
                        IntStream.of(-1))
                .toArray();
        int r = 0;
        for (int at = 0; plan[at] != -1; at++) {
            if (plan[at] <= -2) {
                plan[at] = -2 - r++ * problem.types - typeOf(plan[at]);
            }
        }
        return plan;
    }

    private int typeOf(int header) {
        return (-2 - header) % problem.types;
    }

    /** Part of a written plan, and how far it lies to one side. */
    private record Route(int from, int to, int type, double side) {
        int size() {
            return to - from - 1;
        }
    }

    private List<Route> routes(int[] plan) {
        int one = random.nextInt(problem.stops);
        int other = random.nextInt(problem.stops);
        // From a circle around the one to a line between both.
        double weight = random.nextDouble();
        List<Route> routes = new ArrayList<>();
        for (int from = 0; plan[from] != -1; ) {
            int to = from + 1;
            double side = 0;
            for (; plan[to] >= 0; to++) {
                side += problem.distance[plan[to] * problem.places + one]
                        - weight * problem.distance[plan[to] * problem.places + other];
            }
            routes.add(new Route(from, to, typeOf(plan[from]), side / (to - from - 1)));
            from = to;
        }
        return routes;
    }
}
