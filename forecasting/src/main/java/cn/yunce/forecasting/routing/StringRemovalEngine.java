package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Route;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Searches side by side that now and then go on from the best of them. */
final class StringRemovalEngine implements RoutingEngine {
    private static final int MEETINGS = 40;
    private static final int CLOCK_EVERY = 64;

    @Override
    public RoutingPlan plan(RoutingProblem problem, RoutingOptions options) {
        long start = System.nanoTime();
        FlatProblem flat = new FlatProblem(problem);
        List<Search> searches = LongStream.range(0, options.threads())
                .mapToObj(thread -> new Search(flat, options.seed() + thread * 0x9E3779B97F4A7C15L))
                .toList();
        long iterations = 0;
        if (!searches.getFirst().isTrivial()) {
            int meetings = searches.size() == 1 ? 1 : MEETINGS;
            for (int meeting = 1; meeting <= meetings; meeting++) {
                Limit limit = new Limit(start, options, iterations / searches.size(), (double) meeting / meetings);
                iterations += run(searches, limit);
                if (meeting < meetings) {
                    meet(searches);
                }
            }
        }
        Search best = searches.stream()
                .min(Comparator.comparingLong(Search::bestCost))
                .orElseThrow();
        return plan(problem, best.best(), iterations);
    }

    /** Side by side, each search on a thread of its own. */
    private static long run(List<Search> searches, Limit limit) {
        if (searches.size() == 1) {
            return limit.run(searches.getFirst());
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(searches.size())) {
            List<CompletableFuture<Long>> running = searches.stream()
                    .map(search -> CompletableFuture.supplyAsync(() -> limit.run(search), pool))
                    .toList();
            return running.stream().mapToLong(CompletableFuture::join).sum();
        }
    }

    /** The worse half goes on from where the best is. */
    private static void meet(List<Search> searches) {
        List<Search> ranked =
                searches.stream().sorted(Comparator.comparingLong(Search::cost)).toList();
        int[] leader = ranked.getFirst().current();
        ranked.subList((ranked.size() + 1) / 2, ranked.size()).forEach(search -> search.adopt(leader));
    }

    /** Until when a search runs before the next meeting. */
    private record Limit(long start, RoutingOptions options, long before, double share) {
        long run(Search search) {
            long done = 0;
            while (true) {
                if (done % CLOCK_EVERY == 0) {
                    double progress = progress(before + done);
                    if (progress >= share) {
                        return done;
                    }
                    search.cool(progress);
                }
                search.iterate();
                done++;
            }
        }

        private double progress(long iterations) {
            double byTime = (double) (System.nanoTime() - start)
                    / Math.max(1, options.timeLimit().toNanos());
            return Math.max(byTime, (double) iterations / Math.max(1, options.iterations()));
        }
    }

    private static RoutingPlan plan(RoutingProblem problem, int[] snapshot, long iterations) {
        List<Route> routes = new ArrayList<>();
        BitSet visited = new BitSet();
        long cost = 0;
        for (int read = 0; snapshot[read] != -1; ) {
            int type = -2 - snapshot[read++];
            int from = read;
            while (snapshot[read] >= 0) {
                visited.set(snapshot[read++]);
            }
            Route route = new Route(
                    type,
                    IntStream.range(from, read).map(i -> snapshot[i]).boxed().toList());
            routes.add(route);
            cost += cost(problem, route);
        }
        List<Integer> unassigned = IntStream.range(0, problem.stops().size())
                .filter(stop -> !visited.get(stop))
                .boxed()
                .toList();
        cost += unassigned.stream()
                .map(stop -> problem.stops().get(stop).penalty())
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .sum();
        return new RoutingPlan(routes, unassigned, cost, iterations);
    }

    private static long cost(RoutingProblem problem, Route route) {
        RoutingProblem.VehicleType type = problem.fleet().get(route.vehicleType());
        long length = 0;
        int at = type.depot();
        for (int stop : route.stops()) {
            int location = problem.stops().get(stop).location();
            length += problem.travel().distance(at, location);
            at = location;
        }
        length += problem.travel().distance(at, type.depot());
        return type.fixedCost() + length * type.costPerDistance();
    }
}
