package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.Moves.Move;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The search for one wave's trips of one fleet: a first plan by dispatching, then the relaxation with its cuts, then the programme
 * and parts of it. Keeps the best trips and the best bound found. Not safe for concurrent use, but for {@link #prove} beside all
 * else.
 */
final class WaveSearch {
    /** Under rule "early" one part of so many goes to the bound. */
    private static final int EARLY_PROOF = 6;

    private static final int MAX_MOVES = 3000;
    private static final int SMALL = 1000;
    private static final int[] GRIDS = {1, 5, 10};
    private static final int DISPATCH_TRIES = 2000;
    private static final int CLUSTER_SIZE = 3;
    private static final int CUTS_A_ROUND = 60;
    private static final int ROUNDS = 20;
    private static final double FIRST_NEIGHBOURHOOD = 12;
    private static final double SMALLEST_NEIGHBOURHOOD = 4;
    private static final double GROWTH = 1.1;
    private static final double SHRINKAGE = 0.8;
    private static final int SLICES = 15;
    private static final double LEAST_IMPROVEMENT = 2e-5;
    private static final double PROOF_GAP = 1e-6;
    private static final double TOLERANCE = 1e-6;
    static final double GAP_TOLERANCE = 1e-2;

    private final WaveProblem problem;
    private final Deadline deadline;
    private final long seed;
    private final Random random;
    private volatile List<Draft> best;
    private volatile double cost;
    private double bound;
    private List<Draft> kept = List.of();
    private double keptCost = Double.POSITIVE_INFINITY;
    private boolean early;
    private int grid = 1;
    private Moves moves;
    private List<TripModel.Cut> cuts = List.of();

    WaveSearch(WaveProblem problem, Deadline deadline, long seed) {
        this.problem = problem;
        this.deadline = deadline;
        this.seed = seed;
        random = new Random(seed);
        moves = Moves.NONE;
        best = choose(FirstPlan.of(problem));
        cost = Duties.cost(best);
        keepCheaper(DispatchSearch.search(problem, grid, 0, deadline, seed));
        bound = simpleBound();
    }

    /** Makes ready for all that follows, on the finest grid that the programme can stand. */
    void prepare() {
        moves = finest();
        if (grid > 1) {
            keep();
            best = choose(soon(best));
            cost = Duties.cost(best);
        }
    }

    /** Looks for cheaper trips without the programme, for at most {@code limit}; with containers by neighbourhoods, too. */
    void dispatch(Duration limit) {
        Deadline end = Deadline.in(shorter(limit, deadline.left()));
        Deadline dispatched = problem.container() ? Deadline.in(end.left().dividedBy(2)) : end;
        keepCheaper(DispatchSearch.searchPacked(problem, grid, DISPATCH_TRIES, dispatched, seed));
        if (problem.container()) {
            keepCheaper(TripSearch.search(problem, false, grid, best, end, seed));
        }
    }

    private void keepCheaper(List<Draft> found) {
        List<Draft> chosen = choose(found);
        if (Duties.cost(chosen) < cost) {
            best = chosen;
            cost = Duties.cost(chosen);
        }
    }

    /** Moves on the finest grid that the programme can stand. */
    private Moves finest() {
        grid = GRIDS[0];
        Moves found = Moves.of(problem, grid);
        for (int i = 1; i < GRIDS.length && found.list().size() > MAX_MOVES; i++) {
            grid = GRIDS[i];
            found = Moves.of(problem, grid);
        }
        return found;
    }

    /** Goes on under rule "early", for at most {@code limit}: what is proven so far no longer holds, the trips found do. */
    void leaveEarly(Duration limit) {
        Deadline end = Deadline.in(shorter(limit, deadline.left()));
        keep();
        early = true;
        grid = 1;
        bound = simpleBound();
        if (deadline.passed()) {
            return;
        }
        Duration proof = end.left().dividedBy(EARLY_PROOF);
        keepCheaper(TripSearch.search(
                problem, true, grid, best(), Deadline.in(end.left().minus(proof)), seed));
        relax(Moves.relaxed(problem, true), end);
    }

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Remembers the best trips before a change that may make them dearer. */
    private void keep() {
        if (Duties.cost(best()) < keptCost) {
            kept = best();
            keptCost = Duties.cost(kept);
        }
    }

    /** The trips that own vehicles make, as late as they go. */
    private List<Draft> choose(List<Draft> trips) {
        List<Draft> onGrid = trips.stream().map(trip -> trip.on(grid)).toList();
        List<Draft> chosen = Duties.choose(onGrid, problem.vehicles());
        return Duties.late(Duties.assign(chosen, problem.vehicles(), early));
    }

    private List<Draft> soon(List<Draft> trips) {
        return Duties.assign(trips, problem.vehicles(), early).stream()
                .map(Duties.Assigned::trip)
                .toList();
    }

    /** Goes on with a finer grid; false when there is none. */
    boolean refine() {
        if (grid == 1) {
            return false;
        }
        int next = 0;
        while (GRIDS[next + 1] < grid) {
            next++;
        }
        keep();
        grid = GRIDS[next];
        moves = Moves.of(problem, grid);
        best = choose(soon(best));
        cost = Duties.cost(best);
        return true;
    }

    List<Draft> best() {
        return keptCost < cost ? kept : best;
    }

    synchronized double bound() {
        return Math.min(bound, Math.min(cost, keptCost));
    }

    double cost() {
        return Math.min(cost, keptCost);
    }

    double gap() {
        return Math.min(cost, keptCost) - bound();
    }

    /**
     * Each parcel its share of a full vehicle on its line's cheapest way: a trip costs no less than the dearest of its lines, and so no
     * less than their mean by parcels. Or, whole trips, all of them on the cheapest way of all.
     */
    private double simpleBound() {
        double parcels = 0;
        double shares = 0;
        double cheapest = Double.POSITIVE_INFINITY;
        for (Demand demand : problem.demands()) {
            double cost = Math.min(demand.line().ownCost(), demand.line().externalCost());
            parcels += demand.parcels();
            shares += demand.parcels() / Handling.LOOSE.parcels() * cost;
            cheapest = Math.min(cheapest, cost);
        }
        return Math.max(shares - TOLERANCE, Math.ceil(parcels / Handling.LOOSE.parcels() - TOLERANCE) * cheapest);
    }

    /** Finds the cuts, and a bound from the relaxation. */
    void relax() {
        cuts = relax(relaxation(), deadline);
    }

    private Moves relaxation() {
        return exact() ? moves : Moves.relaxed(problem, false);
    }

    /** Whether the whole programme may be solved in a little time. */
    boolean small() {
        return moves.list().size() <= SMALL;
    }

    /** Whether a bound of the programme is one of the problem. */
    private boolean exact() {
        return grid == 1;
    }

    private List<TripModel.Cut> relax(Moves moves, Deadline end) {
        List<TripModel.Cut> all = TripModel.cuts(problem, problem.clusters(CLUSTER_SIZE));
        List<TripModel.Cut> added = new ArrayList<>();
        Set<TripModel.Cut> known = new HashSet<>();
        TripModel model = new TripModel(problem, moves, TripModel.RELAXATION);
        try {
            for (TripModel.Cut cut : all) {
                if (cut.cluster().size() == 1) {
                    model.add(cut);
                    known.add(cut);
                    added.add(cut);
                }
            }
            for (int round = 0; round < ROUNDS && !end.passed(); round++) {
                TripModel.Outcome outcome = model.solve(end.left(), 0);
                if (!outcome.finished()) {
                    break;
                }
                outcome.bound().ifPresent(this::raiseBound);
                List<TripModel.Cut> broken = all.stream()
                        .filter(cut -> !known.contains(cut) && model.shortfall(cut) > 1e-4)
                        .sorted(Comparator.comparingDouble(model::shortfall).reversed())
                        .limit(CUTS_A_ROUND)
                        .toList();
                if (broken.isEmpty()) {
                    return added.stream()
                            .filter(cut -> model.shortfall(cut) > -1e-6)
                            .toList();
                }
                broken.forEach(model::add);
                known.addAll(broken);
                added.addAll(broken);
            }
            return added;
        } finally {
            model.close();
        }
    }

    /** Solves the whole programme, for at most {@code limit}. */
    void solve(Duration limit) {
        TripModel model = new TripModel(problem, moves, TripModel.WHOLE_TRIPS);
        try {
            TripModel.Outcome outcome = solve(model, limit, PROOF_GAP);
            if (exact()) {
                outcome.bound().ifPresent(this::raiseBound);
            }
        } finally {
            model.close();
        }
    }

    /** Whether {@link #prove} may find a bound that {@link #solve} does not; both may run at the same time. */
    boolean provable() {
        return !exact();
    }

    /** Raises the bound, for at most {@code limit}. */
    void prove(Duration limit) {
        TripModel model = new TripModel(problem, Moves.relaxed(problem, false), TripModel.WHOLE_TRIPS);
        try {
            cuts.forEach(model::add);
            model.start(best);
            model.solve(limit, PROOF_GAP).bound().ifPresent(this::raiseBound);
        } finally {
            model.close();
        }
    }

    /**
     * Solves the whole programme for most of the time, then parts of it again and again, a large neighbourhood search (Shaw 1998): the
     * trips of some lines, now lines that hang together, now any; all else as it is. Neighbourhoods grow while they are solved
     * fast. A coarse grid gives way to a finer one after a while.
     */
    void improve(Duration limit) {
        Deadline end = Deadline.in(limit);
        solve(small() ? limit.dividedBy(2) : limit.multipliedBy(3).dividedBy(4));
        Duration slice = limit.dividedBy(SLICES);
        while (refine(Deadline.in(end.left().dividedBy(2)), slice)) {
            // each round goes on with a finer grid
        }
        refine(end, slice);
    }

    private boolean refine(Deadline end, Duration slice) {
        double[] sizes = {FIRST_NEIGHBOURHOOD, FIRST_NEIGHBOURHOOD};
        for (int round = 0; !end.passed() && gap() > GAP_TOLERANCE; round++) {
            int kind = round % sizes.length;
            Duration most = shorter(slice, end.left());
            Deadline sliceEnd = Deadline.in(most);
            boolean finished = improve(neighbourhood((int) sizes[kind], kind == 0), most);
            boolean fast = finished && sliceEnd.left().compareTo(most.dividedBy(2)) > 0;
            double size = sizes[kind] * (fast ? GROWTH : finished ? 1 : SHRINKAGE);
            sizes[kind] = Math.min(
                    Math.max(size, SMALLEST_NEIGHBOURHOOD), problem.demands().size());
        }
        return gap() > GAP_TOLERANCE && refine();
    }

    private boolean improve(Set<Demand> open, Duration limit) {
        OwnTrips made = new OwnTrips(problem, best, moves);
        Map<Way, Integer> trips = new HashMap<>();
        best.forEach(trip -> trips.merge(problem.way(trip), 1, Integer::sum));
        Predicate<Move> inside = move -> open.containsAll(move.way().demands());
        Predicate<Move> last = move -> move.departure() == move.way().latestDeparture();
        Moves some = moves.only(move ->
                inside.test(move) || made.count(move) > 0 || (last.test(move) && trips.containsKey(move.way())));
        TripModel model = new TripModel(problem, some, TripModel.WHOLE_TRIPS);
        try {
            some.list().stream()
                    .filter(move -> !inside.test(move) && !last.test(move))
                    .forEach(move -> model.fix(move, made.count(move)));
            for (Way way : problem.listWays()) {
                if (!open.containsAll(way.demands())) {
                    model.fix(way, trips.getOrDefault(way, 0));
                }
            }
            return solve(model, limit, LEAST_IMPROVEMENT).finished();
        } finally {
            model.close();
        }
    }

    private TripModel.Outcome solve(TripModel model, Duration limit, double relativeGap) {
        cuts.forEach(model::add);
        model.start(best);
        TripModel.Outcome outcome = model.solve(limit, relativeGap);
        if (outcome.solution()) {
            take(model.counts());
        }
        return outcome;
    }

    /** Lines around a random one, if {@code together} each combinable with one before it, as far as there are. */
    private Set<Demand> neighbourhood(int size, boolean together) {
        List<Demand> all = problem.demands();
        Set<Demand> open = new LinkedHashSet<>();
        open.add(all.get(random.nextInt(all.size())));
        while (open.size() < Math.min(size, all.size())) {
            List<Demand> next = all.stream()
                    .filter(demand -> !open.contains(demand))
                    .filter(demand -> !together || open.stream().anyMatch(member -> problem.mayCombine(member, demand)))
                    .toList();
            if (next.isEmpty()) {
                next = all.stream().filter(demand -> !open.contains(demand)).toList();
            }
            open.add(next.get(random.nextInt(next.size())));
        }
        return open;
    }

    private synchronized void raiseBound(double proven) {
        bound = Math.max(bound, proven);
    }

    private void take(TripCounts found) {
        List<Draft> loaded =
                Loading.load(problem, found).stream().map(trip -> trip.on(grid)).toList();
        List<Draft> chosen = choose(soon(loaded));
        double chosenCost = Duties.cost(chosen);
        if (chosenCost <= cost) {
            best = chosen;
            cost = chosenCost;
        }
    }

    @Override
    public String toString() {
        return problem.demands().size() + " lines, " + problem.listWays().size() + " ways, grid " + grid + ", "
                + cuts.size() + " cuts, cost " + cost + ", bound " + bound;
    }
}
