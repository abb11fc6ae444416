package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Searches side by side that meet now and then, see {@link Crew}. */
final class StringRemovalEngine implements RoutingEngine {
    private static final int MEETINGS = 40;
    private static final int CLOCK_EVERY = 64;

    @Override
    public RoutingPlan plan(RoutingProblem problem, RoutingOptions options) {
        Division division = Division.of(problem);
        FlatProblem flat = new FlatProblem(division.problem(), RunningPlan.NONE, division.visit(), List.of());
        Found found = search(flat, RunningPlan.NONE, options);
        Assembly assembly = new Assembly(problem, division);
        List<Route> routes = found.rows().stream()
                .map(row -> assembly.route(flat, row.type, row.places, List.of()))
                .toList();
        return Drones.fly(problem, assembly.plan(routes, found.iterations()));
    }

    @Override
    public LivePlan replan(RoutingProblem problem, RunningPlan running, RoutingOptions options) {
        Division division = Division.of(problem, running);
        UnderWay underWay = UnderWay.of(division);
        FlatProblem flat = underWay.flat();
        Found found = search(flat, underWay.running(), options);
        List<Drones.Flown> flown = Drones.fly(flat, found.rows());
        Assembly assembly = new Assembly(problem, division);
        List<Route> routes = new ArrayList<>();
        List<Integer> vehicles = new ArrayList<>();
        SortedSet<Integer> moved = new TreeSet<>();
        for (int i = 0; i < flown.size(); i++) {
            Drones.Flown way = flown.get(i);
            Completion.Row row = found.rows().get(i);
            int vehicle = row.number < running.routes().size() ? row.number : -1;
            vehicles.add(vehicle);
            routes.add(assembly.route(flat, row.type, way.row, way.sorties)
                    .withVehicleType(underWay.types().get(row.type)));
            IntStream.concat(
                            IntStream.of(way.row).filter(place -> place < flat.stops),
                            way.sorties.stream().mapToInt(Sortie::stop))
                    .filter(k -> flat.live && flat.home[k] >= 0 && flat.home[k] != vehicle)
                    .forEach(k -> moved.add(division.whole().get(k)));
        }
        return new LivePlan(assembly.plan(routes, found.iterations()), vehicles, List.copyOf(moved));
    }

    private static Found search(FlatProblem flat, RunningPlan running, RoutingOptions options) {
        long start = options.clock().nanos(options.threads());
        Neighbours neighbours = new Neighbours(flat);
        List<Search> searches = LongStream.range(0, options.threads())
                .mapToObj(
                        thread -> new Search(flat, neighbours, running, options.seed() + thread * 0x9E3779B97F4A7C15L))
                .toList();
        Search first = searches.getFirst();
        if (searches.size() == 1 && Districts.suit(flat, first)) {
            Districts districts = new Districts(flat, neighbours, options.seed());
            long iterations = districts.search(
                    first, (search, before, share) -> new Limit(start, options, before, share).run(search));
            return new Found(
                    new Completion(flat).of(SwapStar.polished(flat, neighbours, districts.best())), iterations);
        }
        Crew crew = new Crew(flat, searches, options.seed());
        long iterations = 0;
        if (!first.isTrivial()) {
            int meetings = searches.size() == 1 ? 1 : MEETINGS;
            for (int meeting = 1; meeting <= meetings; meeting++) {
                double share = (double) meeting / meetings;
                iterations += run(searches, new Limit(start, options, iterations / searches.size(), share));
                if (meeting < meetings) {
                    crew.meet(share);
                }
            }
        }
        return new Found(new Completion(flat).of(SwapStar.polished(flat, neighbours, crew.best())), iterations);
    }

    private record Found(List<Completion.Row> rows, long iterations) {}

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
            double byTime = (double) (options.clock().nanos(options.threads()) - start)
                    / Math.max(1, options.timeLimit().toNanos());
            return Math.max(byTime, (double) iterations / Math.max(1, options.iterations()));
        }
    }
}
