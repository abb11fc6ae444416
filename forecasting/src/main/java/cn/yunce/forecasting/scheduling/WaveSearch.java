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
 * and parts of it; of a wave whose programme is too large, only dispatching and the bound. Keeps the best trips and the best bound
 * found. Not safe for concurrent use, but for {@link #prove} beside {@link #dispatch}.
 */
final class WaveSearch {
    /** Under rule "early" one part of so many goes to the bound. */
    private static final int EARLY_PROOF = 6;

    private static final int MAX_MOVES = 3000;
    private static final int SMALL = 1000;
    private static final int DISPATCH_TRIES = 2000;
    /** With containers one part of so many goes to dispatching from scratch, the rest to neighbourhoods. */
    private static final int FROM_SCRATCH = 8;

    private static final int DISPATCHED_AGAIN = 4;

    /** A bound of the programme on exact minutes is better than that of the relaxation, but not there before. */
    private static final Duration EXACT_PROOF = Duration.ofSeconds(16);

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
    private boolean early;
    private Moves moves;
    private Duration solved = Duration.ZERO;
    private List<TripModel.Cut> cuts = List.of();

    WaveSearch(WaveProblem problem, Deadline deadline, long seed) {
        this.problem = problem;
        this.deadline = deadline;
        this.seed = seed;
        random = new Random(seed);
        moves = Moves.NONE;
        best = choose(FirstPlan.of(problem));
        cost = Duties.cost(best);
        keepCheaper(DispatchSearch.search(problem, 0, deadline, seed));
        bound = simpleBound();
    }

    /** Makes ready for all that follows. */
    void prepare() {
        moves = Moves.of(problem);
    }

    /** Looks for cheaper trips without the programme, for at most {@code limit}; with containers by neighbourhoods, too. */
    void dispatch(Duration limit) {
        Deadline end = Deadline.in(shorter(limit, deadline.left()));
        boolean neighbourhoods = problem.container() || large();
        Deadline dispatched = neighbourhoods ? Deadline.in(end.left().dividedBy(FROM_SCRATCH)) : end;
        keepCheaper(DispatchSearch.searchPacked(problem, DISPATCH_TRIES, dispatched, seed));
        if (neighbourhoods) {
            searchTrips(end);
        }
    }

    private void searchTrips(Deadline end) {
        keepCheaper(TripSearch.search(problem, false, best, end, seed));
    }

    private void keepCheaper(List<Draft> found) {
        List<Draft> chosen = choose(found);
        if (Duties.cost(chosen) < cost) {
            best = chosen;
            cost = Duties.cost(chosen);
        }
    }

    /** Goes on under rule "early", for at most {@code limit}: what is proven so far no longer holds, the trips found do. */
    void leaveEarly(Duration limit) {
        Deadline end = Deadline.in(shorter(limit, deadline.left()));
        early = true;
        bound = simpleBound();
        if (deadline.passed()) {
            return;
        }
        Duration proof = end.left().dividedBy(EARLY_PROOF);
        keepCheaper(
                TripSearch.search(problem, true, best, Deadline.in(end.left().minus(proof)), seed));
        relax(Moves.relaxed(problem, true), end);
    }

    static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** The trips that own vehicles make, as late as they go. */
    private List<Draft> choose(List<Draft> trips) {
        List<Draft> chosen = Duties.choose(trips, problem.vehicles());
        return Duties.late(Duties.assign(chosen, problem.vehicles(), early));
    }

    private List<Draft> soon(List<Draft> trips) {
        return Duties.assign(trips, problem.vehicles(), early).stream()
                .map(Duties.Assigned::trip)
                .toList();
    }

    List<Draft> best() {
        return best;
    }

    synchronized double bound() {
        return Math.min(bound, cost);
    }

    double cost() {
        return cost;
    }

    double gap() {
        return cost - bound();
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
        cuts = relax(large() ? Moves.relaxed(problem, false) : moves, deadline);
    }

    /** Whether the programme is too large for trips to come from it. */
    boolean large() {
        return moves.list().size() > MAX_MOVES;
    }

    /** Whether the whole programme may be solved in a little time. */
    boolean small() {
        return moves.list().size() <= SMALL;
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
            solved = limit;
            solve(model, limit, PROOF_GAP).bound().ifPresent(this::raiseBound);
        } finally {
            model.close();
        }
    }

    /** Raises the bound, for at most {@code limit}: by the programme on exact minutes or, in little time, by the relaxation. */
    void prove(Duration limit) {
        prove(limit.compareTo(EXACT_PROOF) > 0 ? moves : Moves.relaxed(problem, false), limit);
    }

    private void prove(Moves moves, Duration limit) {
        TripModel model = new TripModel(problem, moves, TripModel.WHOLE_TRIPS);
        try {
            cuts.forEach(model::add);
            model.start(best);
            model.solve(limit, PROOF_GAP).bound().ifPresent(this::raiseBound);
        } finally {
            model.close();
        }
    }

    /**
     * Solves the whole programme for most of the time, unless it was tried for much longer before, then parts of it again and again, a
     * large neighbourhood search (Shaw 1998): the trips of some lines, now lines that hang together, now any; all else as it is.
     * Neighbourhoods grow while they are solved fast.
     */
    void improve(Duration limit) {
        Deadline end = Deadline.in(limit);
        if (problem.container()) {
            searchTrips(Deadline.in(limit.dividedBy(DISPATCHED_AGAIN)));
        }
        Duration whole = end.left().multipliedBy(3).dividedBy(4);
        if (whole.multipliedBy(2).compareTo(solved) > 0) {
            solve(whole);
        }
        Duration slice = limit.dividedBy(SLICES);
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
        List<Draft> chosen = choose(soon(Loading.load(problem, found)));
        double chosenCost = Duties.cost(chosen);
        if (chosenCost <= cost) {
            best = chosen;
            cost = chosenCost;
        }
    }

    @Override
    public String toString() {
        return problem.demands().size() + " lines, " + problem.listWays().size() + " ways, " + cuts.size()
                + " cuts, cost " + cost + ", bound " + bound;
    }
}
