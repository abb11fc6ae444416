package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.LiveOptions.Option;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import com.google.ortools.linearsolver.MPVariable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which option each trip of a live day takes, as a mixed-integer programme: least cost plus penalty for each changed trip, such that no
 * vehicle makes two trips at once and all parcels are carried.
 */
final class LiveModel {
    private static final double GAP = 3e-4;
    private static final double MINUTE_COST = 1e-3;
    private static final double PARCEL = Demand.PARCEL;

    private record Choice(Option option, MPVariable taken) {}

    private record Part(int departure, MPVariable variable, double factor) {}

    private final LiveFleet fleet;
    private final double penalty;
    private final MPSolver solver = MPSolver.createSolver(TripModel.WHOLE_TRIPS);
    private final List<List<Choice>> trips = new ArrayList<>();
    private final Map<LiveTrip, MPVariable> external = new LinkedHashMap<>();
    private final List<MPConstraint> balances = new ArrayList<>();
    private final List<List<Part>> parts = new ArrayList<>();

    LiveModel(LiveFleet fleet, LiveOptions options, double penalty) {
        this.fleet = fleet;
        this.penalty = penalty;
        solver.objective().setMinimization();
        for (int line = 0; line < fleet.lines().size(); line++) {
            double toCarry = fleet.arrivals(line).total() / PARCEL - lockedBy(line, Integer.MAX_VALUE);
            balances.add(solver.makeConstraint(toCarry, toCarry));
            parts.add(new ArrayList<>());
        }
        for (LiveTrip trip : fleet.open()) {
            if (!fleet.locked(trip)) {
                addTrip(trip, options.of(trip));
            }
        }
        options.fresh().forEach(choices -> addChoices(choices, 0, false));
        options.external().forEach(this::addExternal);
        keepVehicles();
        keepPrefixes();
    }

    private double lockedBy(int line, int minute) {
        double sum = 0;
        for (LiveTrip trip : fleet.open()) {
            if (fleet.locked(trip) && trip.departure() <= minute) {
                sum += trip.load(line) / PARCEL;
            }
        }
        return sum;
    }

    private void addTrip(LiveTrip trip, List<Option> options) {
        addChoices(options, fleet.movedTo(trip).isPresent() ? 1 : 0, true);
    }

    /** @param planned a trip that is cancelled unless it takes an option, which is a change too */
    private void addChoices(List<Option> options, int least, boolean planned) {
        List<Choice> choices = new ArrayList<>();
        MPConstraint one = solver.makeConstraint(least, 1);
        for (Option option : options) {
            MPVariable taken = solver.makeBoolVar("");
            one.setCoefficient(taken, 1);
            double cost = fleet.cost(option.trip()) + (option.keep() ? 0 : penalty) - (planned ? penalty : 0);
            solver.objective().setCoefficient(taken, cost + shift(option));
            choices.add(new Choice(option, taken));
        }
        trips.add(choices);
        carry(choices);
    }

    private double shift(Option option) {
        return option.keep() || option.trip().fresh()
                ? 0
                : MINUTE_COST
                        * Math.abs(option.trip().departure()
                                - planned(option.trip().id()));
    }

    private int planned(String id) {
        for (LiveTrip trip : fleet.open()) {
            if (trip.id().equals(id)) {
                return trip.departure();
            }
        }
        throw new IllegalStateException("trip must be of the plan, was " + id);
    }

    private void carry(List<Choice> choices) {
        MPConstraint room = solver.makeConstraint(-MPSolver.infinity(), 0, "");
        for (Choice choice : choices) {
            if (!mustBeFull(choice.option().trip())) {
                room.setCoefficient(
                        choice.taken(), -choice.option().trip().handling().parcels());
            }
        }
        Set<Integer> lines = new LinkedHashSet<>();
        choices.forEach(choice -> lines.addAll(choice.option().trip().lines()));
        for (int line : lines) {
            carry(choices, line, room);
        }
    }

    private boolean mustBeFull(LiveTrip trip) {
        return !fleet.early() && fleet.before(trip.lines(), trip.departure());
    }

    /** Parcels of a line aboard one trip: those that leave before the line is complete are told by when they leave. */
    private void carry(List<Choice> choices, int line, MPConstraint room) {
        MPVariable late = solver.makeNumVar(0, Handling.LOOSE.parcels(), "");
        MPConstraint lateOnly = solver.makeConstraint(-MPSolver.infinity(), 0, "");
        lateOnly.setCoefficient(late, 1);
        room.setCoefficient(late, 1);
        balances.get(line).setCoefficient(late, 1);
        int ready = fleet.arrivals(line).readyMinute();
        for (Choice choice : choices) {
            LiveTrip trip = choice.option().trip();
            if (!trip.lines().contains(line)) {
                continue;
            }
            int parcels = trip.handling().parcels();
            MPVariable aboard = late;
            if (trip.departure() >= ready) {
                lateOnly.setCoefficient(choice.taken(), -parcels);
            } else if (mustBeFull(trip)) {
                balances.get(line).setCoefficient(choice.taken(), parcels);
                parts.get(line).add(new Part(trip.departure(), choice.taken(), parcels));
                continue;
            } else {
                aboard = early(choice, line, parcels);
                room.setCoefficient(aboard, 1);
            }
            if (fleet.stays(trip)) {
                MPConstraint some = solver.makeConstraint(0, MPSolver.infinity(), "");
                some.setCoefficient(aboard, 1);
                some.setCoefficient(choice.taken(), -Math.min(1, trip.load(line) / PARCEL));
            }
        }
    }

    private MPVariable early(Choice choice, int line, int parcels) {
        MPVariable aboard = solver.makeNumVar(0, parcels, "");
        MPConstraint taken = solver.makeConstraint(-MPSolver.infinity(), 0, "");
        taken.setCoefficient(aboard, 1);
        taken.setCoefficient(choice.taken(), -parcels);
        balances.get(line).setCoefficient(aboard, 1);
        parts.get(line).add(new Part(choice.option().trip().departure(), aboard, 1));
        return aboard;
    }

    private void addExternal(LiveTrip trip) {
        double parcels = trip.lines().stream()
                .mapToDouble(line -> fleet.arrivals(line).total() / PARCEL)
                .sum();
        MPVariable count =
                solver.makeIntVar(0, Math.ceil(parcels / trip.handling().parcels()), "");
        solver.objective().setCoefficient(count, fleet.cost(trip) + penalty);
        external.put(trip, count);
        MPConstraint room = solver.makeConstraint(-MPSolver.infinity(), 0, "");
        room.setCoefficient(count, -trip.handling().parcels());
        for (int line : trip.lines()) {
            MPVariable aboard = solver.makeNumVar(0, MPSolver.infinity(), "");
            room.setCoefficient(aboard, 1);
            balances.get(line).setCoefficient(aboard, 1);
        }
    }

    /** At every minute at which a trip may begin, its vehicle makes one at most. */
    private void keepVehicles() {
        Map<Integer, List<Choice>> byVehicle = new TreeMap<>();
        for (List<Choice> choices : trips) {
            for (Choice choice : choices) {
                if (choice.option().trip().own()) {
                    byVehicle
                            .computeIfAbsent(choice.option().trip().vehicle(), key -> new ArrayList<>())
                            .add(choice);
                }
            }
        }
        for (List<Choice> choices : byVehicle.values()) {
            Set<Integer> begins = new TreeSet<>();
            choices.forEach(choice -> begins.add(choice.option().trip().departure()));
            for (int begin : begins) {
                List<Choice> under = choices.stream()
                        .filter(choice -> choice.option().trip().departure() <= begin
                                && fleet.back(choice.option().trip()) > begin)
                        .toList();
                if (under.size() > 1) {
                    MPConstraint one = solver.makeConstraint(0, 1);
                    under.forEach(choice -> one.setCoefficient(choice.taken(), 1));
                }
            }
        }
    }

    /** What leaves early by a minute has come by then. */
    private void keepPrefixes() {
        for (int line = 0; line < parts.size(); line++) {
            Set<Integer> minutes = new TreeSet<>();
            parts.get(line).forEach(part -> minutes.add(part.departure()));
            for (LiveTrip trip : fleet.open()) {
                if (fleet.locked(trip) && trip.load(line) > 0) {
                    minutes.add(trip.departure());
                }
            }
            for (int minute : minutes) {
                double there = fleet.arrivals(line).accumulated(minute) / PARCEL - lockedBy(line, minute);
                MPConstraint prefix = solver.makeConstraint(-MPSolver.infinity(), there, "");
                for (Part part : parts.get(line)) {
                    if (part.departure() <= minute) {
                        prefix.setCoefficient(part.variable(), part.factor());
                    }
                }
            }
        }
    }

    /** The trips of the best plan found, their parcels still those of the plan before; empty when none was found in time. */
    Optional<List<LiveTrip>> solve(Duration limit) {
        solver.setTimeLimit(Math.max(1, limit.toMillis()));
        MPSolverParameters parameters = new MPSolverParameters();
        parameters.setDoubleParam(MPSolverParameters.DoubleParam.RELATIVE_MIP_GAP, GAP);
        MPSolver.ResultStatus status = solver.solve(parameters);
        Optional<List<LiveTrip>> found =
                status == MPSolver.ResultStatus.OPTIMAL || status == MPSolver.ResultStatus.FEASIBLE
                        ? Optional.of(chosen())
                        : Optional.empty();
        solver.delete();
        return found;
    }

    private List<LiveTrip> chosen() {
        List<LiveTrip> chosen = new ArrayList<>();
        for (LiveTrip trip : fleet.open()) {
            if (fleet.locked(trip)) {
                chosen.add(trip);
            }
        }
        for (List<Choice> choices : trips) {
            for (Choice choice : choices) {
                if (choice.taken().solutionValue() > 0.5) {
                    chosen.add(choice.option().trip());
                }
            }
        }
        external.forEach((trip, count) -> {
            for (long i = Math.round(count.solutionValue()); i > 0; i--) {
                chosen.add(trip);
            }
        });
        return chosen;
    }
}
