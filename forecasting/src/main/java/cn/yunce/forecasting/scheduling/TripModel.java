package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.Moves.Load;
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
import java.util.NavigableMap;
import java.util.NavigableSet;
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
    /** Solvers of OR-Tools. GLOP does not come to an end on these relaxations; SCIP proves bounds also when time is up. */
    static final String RELAXATION = "CLP";

    static final String WHOLE_TRIPS = "SCIP";
    private static final double TOLERANCE = 1e-6;
    private static final int[] LOOSE_DIVISORS = {1000};
    private static final int[] MIXED_DIVISORS = {1000, 800, 600, 500, 400, 200};

    private final WaveProblem problem;
    private final Moves moves;
    private final MPSolver solver;
    private final boolean integer;
    private final Map<Move, MPVariable> own = new LinkedHashMap<>();
    private final Map<Way, MPVariable> external = new LinkedHashMap<>();
    private final Map<Demand, List<Term>> carriers = new HashMap<>();
    private final Map<Way, List<MPVariable>> ways = new HashMap<>();
    private final NavigableMap<Integer, MPVariable> atHand = new TreeMap<>();
    private final Map<Way, Map<Demand, MPVariable>> shares = new LinkedHashMap<>();

    private record Term(MPVariable trips, int capacity) {}

    /** @param solverName {@link #RELAXATION} or {@link #WHOLE_TRIPS} */
    TripModel(WaveProblem problem, Moves moves, String solverName) {
        this.problem = problem;
        this.moves = moves;
        solver = MPSolver.createSolver(solverName);
        integer = !RELAXATION.equals(solverName);
        solver.objective().setMinimization();
        for (Move move : moves.list()) {
            own.put(
                    move,
                    trips(
                            move.way(),
                            move.handling(),
                            move.load() == Load.FULL,
                            move.way().ownCost()));
        }
        for (Way way : problem.listWays()) {
            external.put(way, trips(way, Handling.LOOSE, false, way.externalCost()));
        }
        keepVehicles(moves);
        if (moves.relaxation()) {
            keepSpans(moves);
        }
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
            atHand.put(minute, before);
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

    /** Vehicles away from a minute on until the last one: no more than there are, for no longer than that. */
    private void keepSpans(Moves moves) {
        NavigableSet<Integer> minutes = moves.minutes();
        int end = minutes.last();
        for (int from : minutes.headSet(end)) {
            MPConstraint span =
                    solver.makeConstraint(-MPSolver.infinity(), problem.vehicles() * (double) (end - from), "");
            own.forEach((move, variable) -> {
                int minutesAway = moves.span(move, from, end);
                if (minutesAway > 0) {
                    span.setCoefficient(variable, minutesAway);
                }
            });
        }
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
                MPConstraint total = solver.makeConstraint(0, MPSolver.infinity(), "");
                Map<Demand, MPVariable> byDemand = new LinkedHashMap<>();
                way.demands().forEach(demand -> {
                    MPVariable share = solver.makeNumVar(0, demand.parcels(), "");
                    total.setCoefficient(share, -1);
                    constraint(carried, demand).setCoefficient(share, 1);
                    byDemand.put(demand, share);
                });
                room.put(way, total);
                shares.put(way, byDemand);
            }
        }
        own.forEach((move, variable) -> {
            if (move.load() != Load.PART) {
                target(carried, room, move.way())
                        .setCoefficient(variable, move.handling().parcels());
            }
        });
        carryParts(carried);
        external.forEach(
                (way, variable) -> target(carried, room, way).setCoefficient(variable, Handling.LOOSE.parcels()));
    }

    /** Trips that leave before their lines are complete hold together, at each minute, what is there of their lines at most. */
    private void carryParts(Map<Demand, MPConstraint> carried) {
        NavigableMap<Integer, List<Move>> parts = new TreeMap<>();
        own.keySet().stream()
                .filter(move -> move.load() == Load.PART)
                .forEach(move -> parts.computeIfAbsent(move.departure(), key -> new ArrayList<>())
                        .add(move));
        Map<Demand, List<MPVariable>> sofar = new LinkedHashMap<>();
        parts.forEach((minute, leaving) -> {
            MPConstraint held = solver.makeConstraint(0, MPSolver.infinity(), "");
            Map<Demand, MPConstraint> heldOf = new LinkedHashMap<>();
            for (Move move : leaving) {
                MPVariable trips = own.get(move);
                held.setCoefficient(trips, move.handling().parcels());
                for (Demand demand : move.way().demands()) {
                    heldOf.computeIfAbsent(demand, key -> solver.makeConstraint(0, MPSolver.infinity(), ""))
                            .setCoefficient(trips, move.handling().parcels());
                }
            }
            heldOf.forEach((demand, ofLine) -> {
                MPVariable part = solver.makeNumVar(0, demand.parcels(), "");
                held.setCoefficient(part, -1);
                ofLine.setCoefficient(part, -1);
                constraint(carried, demand).setCoefficient(part, 1);
                List<MPVariable> sum = sofar.computeIfAbsent(demand, key -> new ArrayList<>());
                sum.add(part);
                MPConstraint there = solver.makeConstraint(
                        -MPSolver.infinity(), (double) demand.accumulated(moves.latest(minute)) / Demand.PARCEL, "");
                sum.forEach(earlier -> there.setCoefficient(earlier, 1));
            });
        });
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
        own.keySet().stream().filter(move -> move.load() == Load.FULL).forEach(move -> {
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
                limit(sofar, unit, units);
                for (Handling handling : problem.container() ? problem.handlings() : List.<Handling>of()) {
                    int divisor = handling.parcels() / unit;
                    Long next = levels.higherKey(units);
                    if (units % divisor > 0 && (next == null || next / divisor > units / divisor)) {
                        limit(sofar, unit * divisor, (double) units / divisor);
                    }
                }
            });
        });
    }

    /** Trips together hold at most {@code units} times {@code unit} parcels, rounded (mixed-integer rounding). */
    private void limit(List<Move> trips, int unit, double units) {
        double whole = Math.floor(units);
        double part = units - whole;
        MPConstraint limit = solver.makeConstraint(-MPSolver.infinity(), whole, "");
        trips.forEach(move -> {
            double size = (double) move.handling().parcels() / unit;
            double rounded = Math.floor(size) + Math.max(0, (size - Math.floor(size) - part) / (1 - part));
            limit.setCoefficient(own.get(move), rounded);
        });
    }

    /**
     * Trips that touch the cluster, each counted with its handling's weight, add up to {@code atLeast} or more: the parcels'
     * inequality divided by {@code divisor} and rounded (mixed-integer rounding, Nemhauser and Wolsey 1990).
     */
    record Cut(Set<Demand> cluster, int divisor) {
        private double share() {
            return cluster.stream().mapToDouble(Demand::parcels).sum() / divisor;
        }

        double atLeast() {
            return Math.ceil(share() - TOLERANCE);
        }

        double weight(int capacity) {
            double over = Math.max(TOLERANCE, share() - atLeast() + 1);
            int whole = capacity / divisor;
            return whole + Math.min(1, (capacity % divisor) / (divisor * over));
        }
    }

    /** The cuts for clusters, one for each way of counting trips. */
    static List<Cut> cuts(WaveProblem problem, Collection<Set<Demand>> clusters) {
        List<Cut> cuts = new ArrayList<>();
        for (Set<Demand> cluster : clusters) {
            for (int divisor : problem.container() ? MIXED_DIVISORS : LOOSE_DIVISORS) {
                cuts.add(new Cut(cluster, divisor));
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
        for (Map.Entry<MPVariable, Double> term : touching(cut).entrySet()) {
            sum += term.getValue() * term.getKey().solutionValue();
        }
        return cut.atLeast() - sum;
    }

    private Map<MPVariable, Double> touching(Cut cut) {
        Map<MPVariable, Double> terms = new LinkedHashMap<>();
        for (Demand demand : cut.cluster()) {
            for (Term term : carriers.getOrDefault(demand, List.of())) {
                terms.put(term.trips(), cut.weight(term.capacity()));
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

    /** There are to be as many trips of the move. */
    void fix(Move move, int count) {
        MPVariable variable = own.get(move);
        if (variable != null) {
            variable.setBounds(count, count);
        }
    }

    private List<MPVariable> variables(Way way) {
        return ways.getOrDefault(way, List.of());
    }

    /** Starts the search from these trips. */
    void start(List<Draft> trips) {
        Map<MPVariable, Double> values = new LinkedHashMap<>();
        OwnTrips made = new OwnTrips(problem, trips, moves);
        TreeMap<Integer, Integer> away = new TreeMap<>();
        own.forEach((move, variable) -> {
            int count = made.count(move);
            values.put(variable, (double) count);
            away.merge(move.departure(), count, Integer::sum);
            away.merge(move.back(), -count, Integer::sum);
        });
        atHand.forEach((minute, variable) -> {
            int gone = away.headMap(minute, true).values().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            values.put(variable, (double) problem.vehicles() - gone);
        });
        external.forEach((way, variable) -> values.put(variable, (double) trips.stream()
                .filter(trip -> !trip.own() && problem.way(trip).equals(way))
                .count()));
        shares.values().forEach(byDemand -> byDemand.values().forEach(share -> values.put(share, 0.0)));
        for (Draft trip : trips) {
            Map<Demand, MPVariable> byDemand = shares.getOrDefault(problem.way(trip), Map.of());
            trip.loads().forEach(load -> {
                MPVariable share = byDemand.get(load.demand());
                if (share != null) {
                    values.merge(share, (double) load.amount() / Demand.PARCEL, Double::sum);
                }
            });
        }
        solver.setHint(
                values.keySet().toArray(MPVariable[]::new),
                values.values().stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * How a solve ended.
     *
     * @param finished there is no better solution, or none at all
     * @param bound no solution has a lower objective; empty when that was not proven
     */
    record Outcome(boolean solution, boolean finished, OptionalDouble bound) {}

    Outcome solve(Duration limit, double relativeGap) {
        solver.setTimeLimit(Math.max(1, limit.toMillis()));
        if (integer) {
            solver.setSolverSpecificParametersAsString("limits/gap = " + relativeGap);
        }
        MPSolver.ResultStatus status = solver.solve();
        boolean optimal = status == MPSolver.ResultStatus.OPTIMAL;
        boolean solution = optimal || status == MPSolver.ResultStatus.FEASIBLE;
        double bound = integer ? solver.objective().bestBound() : optimal ? objective() : Double.NEGATIVE_INFINITY;
        return new Outcome(
                solution,
                optimal || status == MPSolver.ResultStatus.INFEASIBLE,
                Double.isFinite(bound) && status != MPSolver.ResultStatus.INFEASIBLE
                        ? OptionalDouble.of(bound - TOLERANCE)
                        : OptionalDouble.empty());
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
