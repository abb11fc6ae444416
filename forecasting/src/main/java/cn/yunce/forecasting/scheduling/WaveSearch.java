package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.Moves.Rounding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
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

    private final WaveProblem problem;
    private final boolean early;
    private final Deadline deadline;
    private List<Draft> best;
    private double cost;
    private double bound;
    private int grid;
    private List<TripModel.Cut> cuts = List.of();

    WaveSearch(WaveProblem problem, boolean early, Deadline deadline) {
        this.problem = problem;
        this.early = early;
        this.deadline = deadline;
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
        for (int minutes : GRIDS) {
            grid = minutes;
            if (new Moves(problem, grid, Rounding.UP, false).list().size() <= MAX_MOVES) {
                break;
            }
        }
        cuts = relax(new Moves(problem, grid, Rounding.UP, false), grid == 1 && !early);
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
                TripModel.Outcome outcome = model.solve(deadline.left());
                if (!outcome.optimal()) {
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

    /** Searches for at most {@code limit}. */
    void improve(Duration limit) {
        TripModel model = new TripModel(problem, new Moves(problem, grid, Rounding.UP, false), "HIGHS");
        try {
            cuts.forEach(model::add);
            TripModel.Outcome outcome = model.solve(limit);
            if (outcome.solution()) {
                model.counts().ifPresent(counts -> take(Loading.load(problem, counts)));
            }
            // The solver's word on its bound is taken only where it does not contradict a plan in hand.
            if (grid == 1
                    && !early
                    && outcome.bound().isPresent()
                    && outcome.bound().getAsDouble() <= cost + 1e-6) {
                bound = Math.max(bound, outcome.bound().getAsDouble() - 1e-4);
            }
        } finally {
            model.close();
        }
    }

    private void raiseBound(double proven) {
        bound = Math.max(bound, proven);
    }

    private void take(List<Draft> trips) {
        List<Draft> assigned = Duties.assign(trips, problem.vehicles()).stream()
                .map(Duties.Assigned::trip)
                .toList();
        List<Draft> chosen = Duties.choose(assigned, problem.vehicles());
        double chosenCost = Duties.cost(chosen);
        if (chosenCost < cost) {
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
