package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Route;
import java.util.ArrayList;
import java.util.Arrays;
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
        Found found = search(problem, RunningPlan.NONE, options);
        return plan(problem, found.routes(), found.iterations());
    }

    @Override
    public LivePlan replan(RoutingProblem problem, RunningPlan running, RoutingOptions options) {
        UnderWay underWay = UnderWay.of(problem, running);
        Found found = search(underWay.problem(), underWay.running(), options);
        int[] home = new int[problem.stops().size()];
        Arrays.fill(home, -1);
        for (int r = 0; r < running.routes().size(); r++) {
            for (int k : running.routes().get(r).stops()) {
                home[k] = r;
            }
        }
        List<Numbered> routes = found.routes().stream()
                .map(route -> new Numbered(
                        route.number() < running.routes().size() ? route.number() : -1,
                        new Route(
                                underWay.types().get(route.route().vehicleType()),
                                route.route().stops())))
                .toList();
        List<Integer> moved = routes.stream()
                .flatMap(route -> route.route().stops().stream().filter(k -> home[k] >= 0 && home[k] != route.number()))
                .sorted()
                .toList();
        return new LivePlan(
                plan(problem, routes, found.iterations()),
                routes.stream().map(Numbered::number).toList(),
                moved);
    }

    private static Found search(RoutingProblem problem, RunningPlan running, RoutingOptions options) {
        long start = System.nanoTime();
        FlatProblem flat = new FlatProblem(problem, running);
        List<Search> searches = LongStream.range(0, options.threads())
                .mapToObj(thread -> new Search(flat, running, options.seed() + thread * 0x9E3779B97F4A7C15L))
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
        return new Found(routes(best.best(), problem.fleet().size()), iterations);
    }

    private record Found(List<Numbered> routes, long iterations) {}

    /** A route and the number of its vehicle. */
    private record Numbered(int number, Route route) {}

    private static List<Numbered> routes(int[] snapshot, int types) {
        List<Numbered> routes = new ArrayList<>();
        for (int read = 0; snapshot[read] != -1; ) {
            int header = -2 - snapshot[read++];
            int from = read;
            while (snapshot[read] >= 0) {
                read++;
            }
            List<Integer> stops =
                    IntStream.range(from, read).map(i -> snapshot[i]).boxed().toList();
            routes.add(new Numbered(header / types, new Route(header % types, stops)));
        }
        return routes;
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

    private static RoutingPlan plan(RoutingProblem problem, List<Numbered> numbered, long iterations) {
        List<Route> routes = numbered.stream().map(Numbered::route).toList();
        BitSet visited = new BitSet();
        routes.forEach(route -> route.stops().forEach(visited::set));
        long cost = routes.stream().mapToLong(route -> cost(problem, route)).sum();
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
