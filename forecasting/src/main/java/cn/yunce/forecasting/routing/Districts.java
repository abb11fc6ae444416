package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One thread's search of a plan that is too large for the caches: part by part, other parts in each round, each as a problem of its own with a matrix of its own, at the temperature that the whole would
 * have. Plans are written as {@link Tours#snapshot} does.
 */
final class Districts {
    /** Below, the whole is searched as fast as its parts. */
    static final int LEAST_STOPS = 2_000;

    private static final int STOPS_A_DISTRICT = 1_000;
    private static final int ROUNDS = 20;

    private final FlatProblem flat;
    private final Neighbours neighbours;
    private final int count;
    private final Parting parting;
    private final SplittableRandom seeds;
    /** By stop its number in a district, or −1. */
    private final int[] local;

    private int[] best;
    private long bestCost;

    Districts(FlatProblem flat, Neighbours neighbours, long seed) {
        this.flat = flat;
        this.neighbours = neighbours;
        count = count(flat);
        parting = new Parting(flat, seed);
        seeds = new SplittableRandom(seed);
        local = new int[flat.stops];
        best = new int[0];
    }

    /** @param whole that has searched for nothing yet but a first plan */
    static boolean suit(FlatProblem flat, Search whole) {
        return flat.stops >= LEAST_STOPS
                && !flat.rich
                && whole.canShare()
                && new Parting(flat, 0).suits(whole.current(), count(flat));
    }

    private static int count(FlatProblem flat) {
        return Math.max(2, Math.round((float) flat.stops / STOPS_A_DISTRICT));
    }

    /** Lets a search run until a share of all is done. */
    interface Stretch {
        /**
         * @param before iterations of all searches so far
         * @return iterations of this one
         */
        long run(Search search, long before, double share);
    }

    /** Searches from the first plan of the whole; says how many iterations that took. */
    long search(Search whole, Stretch stretch) {
        int[] plan = whole.current();
        best = whole.best();
        bestCost = whole.bestCost();
        long iterations = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<int[]> ends = new ArrayList<>();
            List<int[]> bests = new ArrayList<>();
            long cost = 0;
            List<Parting.Part> parts = parting.part(plan, count);
            for (int p = 0; p < count; p++) {
                int[] stops = stopsOf(parts.get(p), plan);
                if (stops.length > 0) {
                    Search search = district(parts.get(p), stops, whole);
                    iterations += stretch.run(search, iterations, (round + (p + 1.0) / count) / ROUNDS);
                    ends.add(inWhole(search.current(), stops));
                    bests.add(inWhole(search.best(), stops));
                    cost += search.bestCost();
                }
            }
            // Parts that were best at different times make a plan all the same.
            if (cost < bestCost) {
                bestCost = cost;
                best = parting.join(bests);
            }
            plan = parting.join(ends);
        }
        return iterations;
    }

    int[] best() {
        return best;
    }

    private int[] stopsOf(Parting.Part part, int[] plan) {
        IntStream planned = IntStream.of(part.routes).filter(entry -> entry >= 0);
        if (!part.withAbsent) {
            return planned.sorted().toArray();
        }
        boolean[] there = new boolean[flat.stops];
        IntStream.of(plan).filter(entry -> entry >= 0).forEach(k -> there[k] = true);
        return IntStream.concat(planned, IntStream.range(0, flat.stops).filter(k -> !there[k]))
                .sorted()
                .toArray();
    }

    private Search district(Parting.Part part, int[] stops, Search whole) {
        Arrays.fill(local, -1);
        for (int i = 0; i < stops.length; i++) {
            local[stops[i]] = i;
        }
        RoutingProblem problem = flat.source;
        RoutingProblem own = new RoutingProblem(
                problem.travel(),
                IntStream.of(stops).mapToObj(problem.stops()::get).toList(),
                problem.fleet(),
                IntStream.of(stops)
                        .filter(k -> flat.isPickup[k])
                        .mapToObj(k -> new PickupDelivery(local[k], local[flat.mate[k]]))
                        .toList(),
                problem.conditions());
        Search search = new Search(
                new FlatProblem(own, RunningPlan.NONE),
                neighbours.among(stops, local),
                RunningPlan.NONE,
                seeds.nextLong());
        search.annealLike(whole);
        Parting.Part inDistrict = part.renumbered(renumbered(part.routes));
        search.takePart(inDistrict, inDistrict.routes);
        return search;
    }

    private int[] renumbered(int[] routes) {
        int[] renumbered = new int[routes.length];
        int r = 0;
        for (int i = 0; i < routes.length; i++) {
            int entry = routes[i];
            if (entry >= 0) {
                renumbered[i] = local[entry];
            } else {
                renumbered[i] = entry == -1 ? -1 : -2 - r++ * flat.types - (-2 - entry) % flat.types;
            }
        }
        return renumbered;
    }

    private static int[] inWhole(int[] plan, int[] stops) {
        return IntStream.of(plan).map(entry -> entry < 0 ? entry : stops[entry]).toArray();
    }
}
