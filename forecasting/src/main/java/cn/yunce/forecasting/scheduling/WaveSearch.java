package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.Moves.Rounding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The search for one wave's trips of one fleet: a first plan, then the relaxation with its cuts, then the programme. Keeps the
 * best trips and the best bound found. Not safe for concurrent use.
 */
final class WaveSearch {
    private static final int MAX_MOVES = 3000;
    private static final int[] GRIDS = {1, 2, 5, 10, 30, 60};
    private static final int CLUSTER_SIZE = 3;
    private static final int CUTS_A_ROUND = 60;
    private static final int ROUNDS = 20;
    private static final double FIRST_NEIGHBOURHOOD = 12;
    private static final double SMALLEST_NEIGHBOURHOOD = 4;
    private static final int IDLE_BEFORE_DEPARTURES = 8;
    private static final double LEAST_IMPROVEMENT = 2e-5;
    private static final double PROOF_GAP = 1e-6;
    static final double GAP_TOLERANCE = 1e-2;

    private final WaveProblem problem;
    private final boolean early;
    private final Deadline deadline;
    private final Random random;
    private List<Draft> best;
    private Optional<TripCounts> counts = Optional.empty();
    private double cost;
    private double bound;
    private int grid;
    private Moves moves;
    private List<TripModel.Cut> cuts = List.of();

    WaveSearch(WaveProblem problem, boolean early, Deadline deadline, long seed) {
        this.problem = problem;
        this.early = early;
        this.deadline = deadline;
        random = new Random(seed);
        grid = GRIDS[0];
        moves = new Moves(problem, grid, Rounding.UP, false);
        best = Duties.choose(FirstPlan.of(problem), problem.vehicles());
        cost = Duties.cost(best);
        bound = simpleBound();
    }

    List<Draft> best() {
        return best;
    }

    double bound() {
        return Math.min(bound, cost);
    }

    double gap() {
        return Math.max(0, cost - bound);
    }

    /** All parcels in full vehicles on the cheapest way. */
    private double simpleBound() {
        double parcels = problem.demands().stream().mapToDouble(Demand::parcels).sum();
        double cheapest = problem.demands().stream()
                .mapToDouble(demand ->
                        Math.min(demand.line().ownCost(), demand.line().externalCost()))
                .min()
                .orElse(0);
        return Math.ceil(parcels / Handling.LOOSE.parcels() - 1e-6) * cheapest;
    }

    /** Finds a grid that the programme can stand, the cuts, and a bound from the relaxation. */
    void relax() {
        for (int i = 1; i < GRIDS.length && moves.list().size() > MAX_MOVES; i++) {
            grid = GRIDS[i];
            moves = new Moves(problem, grid, Rounding.UP, false);
        }
        cuts = relax(moves, grid == 1 && !early);
        if (early) {
            relax(new Moves(problem, Math.max(grid, 10), Rounding.DOWN, true), true);
        } else if (grid > 1) {
            relax(new Moves(problem, grid, Rounding.DOWN, false), true);
        }
    }

    private List<TripModel.Cut> relax(Moves moves, boolean bounds) {
        List<TripModel.Cut> all = TripModel.cuts(problem, problem.clusters(CLUSTER_SIZE));
        List<TripModel.Cut> added = new ArrayList<>();
        Set<TripModel.Cut> known = new HashSet<>();
        TripModel model = new TripModel(problem, moves, "GLOP");
        try {
            for (TripModel.Cut cut : all) {
                if (cut.cluster().size() == 1) {
                    model.add(cut);
                    known.add(cut);
                    added.add(cut);
                }
            }
            for (int round = 0; round < ROUNDS && !deadline.passed(); round++) {
                TripModel.Outcome outcome = model.solve(deadline.left(), 0);
                if (!outcome.finished()) {
                    break;
                }
                if (bounds) {
                    outcome.bound().ifPresent(this::raiseBound);
                }
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
        TripModel model = new TripModel(problem, moves, "HIGHS");
        try {
            TripModel.Outcome outcome = solve(model, limit, PROOF_GAP);
            if (grid == 1 && !early) {
                outcome.bound().ifPresent(this::raiseBound);
            }
        } finally {
            model.close();
        }
    }

    /**
     * Solves parts of the programme again and again for at most {@code limit}, a large neighbourhood search (Shaw 1998): now the
     * combined trips of some lines that hang together, all else as it is; now all departures and vehicles, the combined trips
     * as they are. Neighbourhoods grow while they are solved fast.
     */
    void improve(Duration limit, Duration slices) {
        Deadline end = Deadline.in(limit);
        double size = FIRST_NEIGHBOURHOOD;
        boolean stale = true;
        int idle = 0;
        while (!end.passed() && gap() > GAP_TOLERANCE) {
            boolean combine = counts.isPresent() && !(stale && idle >= IDLE_BEFORE_DEPARTURES);
            double before = cost;
            Deadline slice = Deadline.in(slices);
            Duration most = slice.left().compareTo(end.left()) < 0 ? slice.left() : end.left();
            TripModel model = new TripModel(problem, moves, "HIGHS");
            try {
                fix(model, combine ? neighbourhood((int) size) : Set.of(), combine);
                if (counts.isPresent()) {
                    model.atMost(cost * (1 - LEAST_IMPROVEMENT));
                }
                TripModel.Outcome outcome = solve(model, most, LEAST_IMPROVEMENT);
                if (combine) {
                    boolean fast = outcome.finished()
                            && slice.left().compareTo(slices.multipliedBy(3).dividedBy(4)) > 0;
                    size = Math.clamp(
                            size + (fast ? 0.5 : outcome.finished() ? 0 : -1),
                            SMALLEST_NEIGHBOURHOOD,
                            problem.demands().size());
                    stale |= cost < before;
                    idle = cost < before ? 0 : idle + 1;
                } else {
                    stale = false;
                    idle = 0;
                    if (counts.isEmpty()) {
                        return; // not even these are found in the time there is
                    }
                }
            } finally {
                model.close();
            }
        }
    }

    private void fix(TripModel model, Set<Demand> open, boolean early) {
        if (early) {
            model.fixEarly(counts.orElseThrow().own());
        }
        Map<Set<Demand>, Integer> trips = new HashMap<>();
        best.forEach(trip -> trips.merge(Set.copyOf(trip.way().demands()), 1, Integer::sum));
        for (Way way : problem.listWays()) {
            if ((early || !way.single()) && !open.containsAll(way.demands())) {
                model.fix(way, trips.getOrDefault(Set.copyOf(way.demands()), 0));
            }
        }
    }

    private TripModel.Outcome solve(TripModel model, Duration limit, double relativeGap) {
        cuts.forEach(model::add);
        TripModel.Outcome outcome = model.solve(limit, relativeGap);
        if (outcome.solution()) {
            take(model.counts());
        }
        return outcome;
    }

    /** Lines around a random one, each combinable with one before it, as far as there are. */
    private Set<Demand> neighbourhood(int size) {
        List<Demand> all = problem.demands();
        Set<Demand> open = new LinkedHashSet<>();
        open.add(all.get(random.nextInt(all.size())));
        while (open.size() < Math.min(size, all.size())) {
            List<Demand> next = all.stream()
                    .filter(demand -> !open.contains(demand))
                    .filter(demand -> open.stream().anyMatch(member -> problem.mayCombine(member, demand)))
                    .toList();
            if (next.isEmpty()) {
                next = all.stream().filter(demand -> !open.contains(demand)).toList();
            }
            open.add(next.get(random.nextInt(next.size())));
        }
        return open;
    }

    private void raiseBound(double proven) {
        bound = Math.max(bound, proven);
    }

    private void take(TripCounts found) {
        List<Draft> assigned = Duties.assign(Loading.load(problem, found), problem.vehicles()).stream()
                .map(Duties.Assigned::trip)
                .toList();
        List<Draft> chosen = Duties.choose(assigned, problem.vehicles());
        double chosenCost = Duties.cost(chosen);
        if (chosenCost <= cost) {
            best = chosen;
            counts = Optional.of(found);
            cost = chosenCost;
        }
    }

    @Override
    public String toString() {
        return problem.demands().size() + " lines, " + problem.listWays().size() + " ways, grid " + grid + ", "
                + cuts.size() + " cuts, cost " + cost + ", bound " + bound;
    }
}
