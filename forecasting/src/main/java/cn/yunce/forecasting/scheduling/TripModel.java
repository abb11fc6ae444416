package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.Moves.Move;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which trips a fleet makes in a wave, as a mixed-integer programme: how many own trips of each {@link Move}, how many external
 * ones of each way, such that own vehicles at hand never fall below none and all parcels are carried.
 *
 * <p>Its linear relaxation is weak only because trips are whole. Any set Q of lines takes at least ⌈parcels(Q) / capacity⌉ trips
 * that touch it; these cuts over sets that hang together by combinable pairs, added where the relaxation breaks them, close most
 * of the gap (they are the rounded Hall conditions of the transport of parcels to trips).
 */
final class TripModel {
    private static final double TOLERANCE = 1e-6;

    private final WaveProblem problem;
    private final MPSolver solver;
    private final boolean integer;
    private final Map<Move, MPVariable> own = new LinkedHashMap<>();
    private final Map<Way, MPVariable> external = new LinkedHashMap<>();
    private final Map<Demand, List<Term>> carriers = new HashMap<>();
    private final Map<Way, List<MPVariable>> ways = new HashMap<>();

    private record Term(MPVariable trips, int capacity) {}

    /** @param solverName of OR-Tools: GLOP for the relaxation, HIGHS for whole trips */
    TripModel(WaveProblem problem, Moves moves, String solverName) {
        this.problem = problem;
        solver = MPSolver.createSolver(solverName);
        integer = !"GLOP".equals(solverName);
        solver.objective().setMinimization();
        for (Move move : moves.list()) {
            own.put(
                    move,
                    trips(move.way(), move.handling(), move.full(), move.way().ownCost()));
        }
        for (Way way : problem.listWays()) {
            external.put(way, trips(way, Handling.LOOSE, false, way.externalCost()));
        }
        keepVehicles(moves);
        carryAll();
        accumulate();
    }

    private MPVariable trips(Way way, Handling handling, boolean full, double cost) {
        double most = way.parcels() / handling.parcels();
        double limit = full ? Math.floor(most + TOLERANCE) : Math.ceil(most - TOLERANCE);
        MPVariable variable = integer ? solver.makeIntVar(0, limit, "") : solver.makeNumVar(0, limit, "");
        solver.objective().setCoefficient(variable, cost);
        ways.computeIfAbsent(way, key -> new ArrayList<>()).add(variable);
        way.demands()
                .forEach(demand -> carriers.computeIfAbsent(demand, key -> new ArrayList<>())
                        .add(new Term(variable, handling.parcels())));
        return variable;
    }

    /** Vehicles at hand from one minute to the next: those before, plus those back, less those that leave. */
    private void keepVehicles(Moves moves) {
        TreeMap<Integer, MPConstraint> balances = new TreeMap<>();
        MPVariable before = null;
        for (int minute : moves.minutes()) {
            MPConstraint balance = solver.makeConstraint(
                    before == null ? -problem.vehicles() : 0, before == null ? -problem.vehicles() : 0);
            if (before != null) {
                balance.setCoefficient(before, 1);
            }
            before = solver.makeNumVar(0, problem.vehicles(), "");
            balance.setCoefficient(before, -1);
            balances.put(minute, balance);
        }
        own.forEach((move, variable) -> {
            MPConstraint leaves = balances.get(move.departure());
            Map.Entry<Integer, MPConstraint> back = balances.ceilingEntry(move.back());
            if (leaves != null) {
                leaves.setCoefficient(variable, -1);
            }
            if (back != null) {
                back.getValue().setCoefficient(variable, 1);
            }
        });
    }

    /** Trips of one line bring their whole capacity; combined ones share theirs out among their lines. */
    private void carryAll() {
        Map<Demand, MPConstraint> carried = new LinkedHashMap<>();
        problem.demands()
                .forEach(demand ->
                        carried.put(demand, solver.makeConstraint(demand.parcels(), MPSolver.infinity(), "")));
        Map<Way, MPConstraint> room = new HashMap<>();
        for (Way way : problem.listWays()) {
            if (!way.single()) {
                MPConstraint shares = solver.makeConstraint(0, MPSolver.infinity(), "");
                way.demands().forEach(demand -> {
                    MPVariable share = solver.makeNumVar(0, demand.parcels(), "");
                    shares.setCoefficient(share, -1);
                    constraint(carried, demand).setCoefficient(share, 1);
                });
                room.put(way, shares);
            }
        }
        own.forEach((move, variable) -> target(carried, room, move.way())
                .setCoefficient(variable, move.handling().parcels()));
        external.forEach(
                (way, variable) -> target(carried, room, way).setCoefficient(variable, Handling.LOOSE.parcels()));
    }

    private static MPConstraint target(Map<Demand, MPConstraint> carried, Map<Way, MPConstraint> room, Way way) {
        return way.single() ? constraint(carried, way.demands().getFirst()) : constraint(room, way);
    }

    private static <K> MPConstraint constraint(Map<K, MPConstraint> constraints, K key) {
        MPConstraint constraint = constraints.get(key);
        if (constraint == null) {
            throw new IllegalStateException("no constraint for " + key);
        }
        return constraint;
    }

    /** Trips that leave before their line is complete carry no more than has accumulated by then. */
    private void accumulate() {
        int unit = problem.container() ? Handling.UNIT : Handling.LOOSE.parcels();
        Map<Demand, TreeMap<Long, List<Move>>> byDemand = new LinkedHashMap<>();
        own.keySet().stream().filter(Move::full).forEach(move -> {
            Demand demand = move.way().demands().getFirst();
            long units = demand.accumulated(move.departure()) / (unit * Demand.PARCEL);
            byDemand.computeIfAbsent(demand, key -> new TreeMap<>())
                    .computeIfAbsent(units, key -> new ArrayList<>())
                    .add(move);
        });
        byDemand.values().forEach(levels -> {
            List<Move> sofar = new ArrayList<>();
            levels.forEach((units, moves) -> {
                sofar.addAll(moves);
                MPConstraint limit = solver.makeConstraint(0, units, "");
                sofar.forEach(move -> limit.setCoefficient(
                        own.get(move), (double) move.handling().parcels() / unit));
            });
        });
    }

    /** Trips that touch the cluster, each counted as its capacity in {@code unit}s, add up to {@code atLeast} or more. */
    record Cut(Set<Demand> cluster, int unit, double atLeast) {}

    /** The cuts for clusters, one for each way of counting trips. */
    static List<Cut> cuts(WaveProblem problem, Collection<Set<Demand>> clusters) {
        List<Cut> cuts = new ArrayList<>();
        for (Set<Demand> cluster : clusters) {
            double parcels = cluster.stream().mapToDouble(Demand::parcels).sum();
            cuts.add(new Cut(
                    cluster, Handling.LOOSE.parcels(), Math.ceil(parcels / Handling.LOOSE.parcels() - TOLERANCE)));
            if (problem.container()) {
                cuts.add(new Cut(cluster, Handling.UNIT, Math.ceil(parcels / Handling.UNIT - TOLERANCE)));
            }
        }
        return cuts;
    }

    void add(Cut cut) {
        MPConstraint constraint = solver.makeConstraint(cut.atLeast(), MPSolver.infinity(), "");
        touching(cut).forEach((variable, weight) -> constraint.setCoefficient(variable, weight));
    }

    /** By how much the current solution falls short of the cut; negative when it has more. */
    double shortfall(Cut cut) {
        double sum = 0;
        for (Map.Entry<MPVariable, Integer> term : touching(cut).entrySet()) {
            sum += term.getValue() * term.getKey().solutionValue();
        }
        return cut.atLeast() - sum;
    }

    private Map<MPVariable, Integer> touching(Cut cut) {
        Map<MPVariable, Integer> terms = new LinkedHashMap<>();
        for (Demand demand : cut.cluster()) {
            for (Term term : carriers.getOrDefault(demand, List.of())) {
                terms.put(term.trips(), Math.max(1, term.capacity() / cut.unit()));
            }
        }
        return terms;
    }

    /**
     * The total trips of a way, own and external at all departures, are to stay as many.
     *
     * <p>Which of them own vehicles make, and when, stays open.
     */
    void fix(Way way, int count) {
        if (count == 0) {
            variables(way).forEach(variable -> variable.setUb(0));
            return;
        }
        MPConstraint constraint = solver.makeConstraint(count, count, "");
        variables(way).forEach(variable -> constraint.setCoefficient(variable, 1));
    }

    /** Trips before their way's latest departure are to stay those of {@code counts}. */
    void fixEarly(Map<Move, Integer> counts) {
        own.forEach((move, variable) -> {
            if (move.departure() < move.way().latestDeparture()) {
                int count = counts.getOrDefault(move, 0);
                variable.setBounds(count, count);
            }
        });
    }

    /** Only solutions that cost at most {@code limit} count. */
    void atMost(double limit) {
        MPConstraint constraint = solver.makeConstraint(-MPSolver.infinity(), limit, "");
        own.forEach((move, variable) ->
                constraint.setCoefficient(variable, move.way().ownCost()));
        external.forEach((way, variable) -> constraint.setCoefficient(variable, way.externalCost()));
    }

    private List<MPVariable> variables(Way way) {
        return ways.getOrDefault(way, List.of());
    }

    /**
     * How a solve ended.
     *
     * @param finished there is no better solution, or none at all
     * @param bound no solution has a lower objective; empty when that was not proven. HiGHS, as OR-Tools calls it, reports its
     *     best objective as its bound when the time is up, so its word counts at the optimum only.
     */
    record Outcome(boolean solution, boolean finished, OptionalDouble bound) {}

    Outcome solve(Duration limit, double relativeGap) {
        solver.setTimeLimit(Math.max(1, limit.toMillis()));
        if (integer) {
            solver.setSolverSpecificParametersAsString(
                    "output_flag=false,threads=1,mip_rel_gap=" + relativeGap + ",mip_abs_gap=" + TOLERANCE);
        }
        MPSolver.ResultStatus status;
        try {
            status = solver.solve();
        } catch (IllegalArgumentException e) {
            // OR-Tools 9.15 has no name for the status 99 that HiGHS ends with when the time is up and nothing was
            // found.
            return new Outcome(false, false, OptionalDouble.empty());
        }
        boolean optimal = status == MPSolver.ResultStatus.OPTIMAL;
        if (!optimal && status != MPSolver.ResultStatus.FEASIBLE) {
            return new Outcome(false, status == MPSolver.ResultStatus.INFEASIBLE, OptionalDouble.empty());
        }
        double bound = objective() * (1 - relativeGap) - TOLERANCE;
        return new Outcome(true, optimal, optimal ? OptionalDouble.of(bound) : OptionalDouble.empty());
    }

    double objective() {
        return solver.objective().value();
    }

    /** Whole numbers of trips of the current solution, own by move and external by way; only those above none. */
    TripCounts counts() {
        Map<Move, Integer> moves = new LinkedHashMap<>();
        own.forEach((move, variable) -> {
            int count = (int) Math.round(variable.solutionValue());
            if (count > 0) {
                moves.put(move, count);
            }
        });
        Map<Way, Integer> hired = new LinkedHashMap<>();
        external.forEach((way, variable) -> {
            int count = (int) Math.round(variable.solutionValue());
            if (count > 0) {
                hired.put(way, count);
            }
        });
        return new TripCounts(moves, hired);
    }

    void close() {
        solver.delete();
    }
}
