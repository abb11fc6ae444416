package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.PlanExplanation.FleetWorth;
import cn.yunce.forecasting.PlanExplanation.TripReasons;
import cn.yunce.forecasting.PlanExplanation.WhyExternal;
import cn.yunce.forecasting.PlanExplanation.WhyNotEarlier;
import cn.yunce.forecasting.Replan.Words;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Explains one fleet's trips by putting each in elsewhere. Each external trip is tried with every vehicle at every minute that may matter. */
final class Explainer {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

    private record Planned(Trip trip, Draft draft) {
        double saving() {
            return draft.saving();
        }
    }

    private final ShortHaulProblem problem;
    private final Fleet fleet;
    private final Map<String, Demand> demands = new HashMap<>();
    private final List<Planned> trips = new ArrayList<>();
    private final Map<String, List<Planned>> duties = new HashMap<>();
    private final Map<Demand, List<Planned>> carriers = new HashMap<>();

    /** @param plan all trips of a plan of the problem, by departure */
    Explainer(ShortHaulProblem problem, Fleet fleet, List<Trip> plan) {
        this.problem = problem;
        this.fleet = fleet;
        for (Line line : problem.network().lines()) {
            if (line.fleet().equals(fleet.id()) && problem.volumes().containsKey(line.code())) {
                demands.put(line.code(), new Demand(line, problem.volumes().get(line.code())));
            }
        }
        fleet.listVehicleIds().forEach(id -> duties.put(id, new ArrayList<>()));
        for (Trip trip : plan) {
            if (trip.fleet().equals(fleet.id())) {
                Planned planned = new Planned(trip, draft(trip));
                trips.add(planned);
                planned.draft()
                        .loads()
                        .forEach(load -> carriers.computeIfAbsent(load.demand(), key -> new ArrayList<>())
                                .add(planned));
                trip.vehicle().ifPresent(id -> duty(id).add(planned));
            }
        }
    }

    private Draft draft(Trip trip) {
        List<Draft.Load> loads = trip.loads().stream()
                .map(load -> new Draft.Load(demand(load.line()), Math.round(load.parcels() * Demand.PARCEL)))
                .toList();
        return new Draft(
                new Way(loads.stream().map(Draft.Load::demand).toList()),
                loads,
                trip.container() ? Handling.CONTAINER : Handling.LOOSE,
                trip.departureMinute(),
                trip.vehicle().isPresent());
    }

    private Demand demand(String line) {
        Demand demand = demands.get(line);
        if (demand == null) {
            throw new IllegalArgumentException(
                    "lines of trips must have volumes in the problem's fleet " + fleet.id() + ", was " + line);
        }
        return demand;
    }

    private List<Planned> duty(String vehicle) {
        List<Planned> duty = duties.get(vehicle);
        if (duty == null) {
            throw new IllegalArgumentException("vehicles of trips must be of fleet " + fleet.id() + ", was " + vehicle);
        }
        return duty;
    }

    List<TripReasons> trips() {
        return trips.stream().map(this::reasons).toList();
    }

    private TripReasons reasons(Planned planned) {
        Optional<WhyExternal> external = planned.draft().own() ? Optional.empty() : Optional.of(whyExternal(planned));
        Optional<Double> apart = planned.draft().way().single() ? Optional.empty() : Optional.of(apartCosts(planned));
        WhyNotEarlier notEarlier = whyNotEarlier(planned);
        List<Words> words = new ArrayList<>();
        external.ifPresent(why -> words.add(words(why)));
        apart.ifPresent(costs -> words.add(new Words(
                "合并" + planned.draft().loads().size() + "条线：分开发车多花 " + money(costs),
                planned.draft().loads().size() + " lines combined: apart they would cost " + money(costs) + " more")));
        words.add(words(planned, notEarlier));
        return new TripReasons(planned.trip().id(), external, apart, notEarlier, joined(words));
    }

    private static Words joined(List<Words> words) {
        return new Words(
                String.join("；", words.stream().map(Words::chinese).toList()),
                String.join("; ", words.stream().map(Words::english).toList()));
    }

    private WhyExternal whyExternal(Planned planned) {
        if (duties.isEmpty()) {
            return new WhyExternal.NoOwnVehicles();
        }
        if (planned.saving() <= 0) {
            return new WhyExternal.NotCheaper();
        }
        return findInsertion(planned, planned.draft(), "")
                .orElseThrow(() -> new IllegalStateException(
                        "trip " + planned.trip().id() + " must be able to leave at its latest departure, was not"));
    }

    /** The own vehicle and minute at which a load would displace least; empty where the only vehicle is {@code notBy}. */
    private Optional<WhyExternal.VehiclesAway> findInsertion(Planned out, Draft load, String notBy) {
        Draft own = lightest(load);
        WhyExternal.VehiclesAway best = null;
        for (int minute : minutes(own)) {
            if (!mayLeave(out, own, minute)) {
                continue;
            }
            Draft at = own.at(minute);
            for (String vehicle : fleet.listVehicleIds()) {
                if (vehicle.equals(notBy)) {
                    continue;
                }
                List<Planned> displaced = duty(vehicle).stream()
                        .filter(other -> other.draft().departure() < at.back()
                                && minute < other.draft().back())
                        .toList();
                double costs = displaced.stream().mapToDouble(Planned::saving).sum() - own.saving();
                if (best == null || costs < best.costs()) {
                    best = new WhyExternal.VehiclesAway(
                            vehicle,
                            minute,
                            displaced.stream().map(other -> other.trip().id()).toList(),
                            costs);
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** As an own vehicle would take it: with the container where it fits. */
    private Draft lightest(Draft load) {
        return Draft.of(load.loads(), problem.container(), load.departure(), true);
    }

    /** Latest minutes before another trip, first ones after it, and the latest departure: between them nothing changes for the better. */
    private Set<Integer> minutes(Draft own) {
        TreeSet<Integer> minutes = new TreeSet<>();
        int latest = own.way().latestDeparture();
        int turn = own.back() - own.departure();
        minutes.add(latest);
        duties.values().stream().flatMap(List::stream).forEach(other -> {
            minutes.add(other.draft().back());
            minutes.add(other.draft().departure() - turn);
        });
        own.loads().forEach(load -> {
            for (int slot = 0; slot < load.demand().line().wave().slots(); slot++) {
                minutes.add(load.demand().line().wave().readyMinute(slot));
            }
        });
        minutes.removeIf(minute -> minute > latest);
        return minutes;
    }

    /** Whether the rules let the load leave at the minute when {@code out} is taken from the plan; vehicles apart. */
    private boolean mayLeave(Planned out, Draft load, int minute) {
        return load.loads().stream().allMatch(part -> mayLeave(out, load, part, minute));
    }

    /** The same of one line's part of the load: its line is complete where it must be, and later trips have what they carry. */
    private boolean mayLeave(Planned out, Draft load, Draft.Load part, int minute) {
        Demand demand = part.demand();
        if (!load.full() && problem.rule() == DepartureRule.COMPLETE && minute < demand.readyMinute()) {
            return false;
        }
        List<Planned> others = carriers.getOrDefault(demand, List.of()).stream()
                .filter(trip -> !trip.equals(out))
                .toList();
        return IntStream.concat(
                        IntStream.of(minute),
                        others.stream().mapToInt(trip -> trip.draft().departure()))
                .filter(at -> at >= minute)
                .allMatch(at -> part.amount() + gone(others, demand, at) <= demand.accumulated(at));
    }

    private static long gone(List<Planned> trips, Demand demand, int minute) {
        return trips.stream()
                .filter(trip -> trip.draft().departure() <= minute)
                .mapToLong(trip -> amount(trip, demand))
                .sum();
    }

    private static long amount(Planned trip, Demand demand) {
        return trip.draft().loads().stream()
                .filter(load -> load.demand().equals(demand))
                .mapToLong(Draft.Load::amount)
                .sum();
    }

    /** One of the lines keeps the vehicle; the others go by own vehicles that are free for them anyway, or external. */
    private double apartCosts(Planned planned) {
        double best = Double.POSITIVE_INFINITY;
        for (Draft.Load keeper : planned.draft().loads()) {
            Line line = keeper.demand().line();
            double sum = planned.draft().own() ? line.ownCost() : line.externalCost();
            boolean freeUsed = false;
            for (Draft.Load other : planned.draft().loads()) {
                if (!other.equals(keeper)) {
                    boolean free = !freeUsed && isFree(planned, other);
                    freeUsed |= free;
                    Line alone = other.demand().line();
                    sum += free ? Math.min(alone.ownCost(), alone.externalCost()) : alone.externalCost();
                }
            }
            best = Math.min(best, sum);
        }
        return best - planned.draft().cost();
    }

    private boolean isFree(Planned planned, Draft.Load alone) {
        if (duties.isEmpty()) {
            return false;
        }
        Draft load = Draft.of(List.of(alone), problem.container(), 0, true);
        return findInsertion(planned, load, planned.trip().vehicle().orElse(""))
                .filter(insertion -> insertion.displaced().isEmpty())
                .isPresent();
    }

    private WhyNotEarlier whyNotEarlier(Planned planned) {
        Draft draft = planned.draft();
        int before = draft.departure() - 1;
        for (Draft.Load load : draft.loads()) {
            if (!mayLeave(planned, draft, load, before)) {
                return new WhyNotEarlier.ParcelsNotThere(load.demand().line().code());
            }
        }
        return planned.trip().vehicle().map(this::duty).orElse(List.of()).stream()
                .filter(other -> !other.equals(planned)
                        && other.draft().departure() < draft.departure()
                        && other.draft().back() > before)
                .max(Comparator.comparingInt(other -> other.draft().back()))
                .<WhyNotEarlier>map(
                        other -> new WhyNotEarlier.VehicleAway(other.trip().id()))
                .orElse(new WhyNotEarlier.NoNeed());
    }

    FleetWorth worth() {
        List<Draft> all = trips.stream().map(Planned::draft).toList();
        int vehicles = fleet.ownVehicles();
        double now = Duties.cost(Duties.choose(all, vehicles));
        double more = now - Duties.cost(Duties.choose(all, vehicles + 1));
        Optional<Double> fewer =
                vehicles == 0 ? Optional.empty() : Optional.of(Duties.cost(Duties.choose(all, vehicles - 1)) - now);
        return new FleetWorth(
                fleet.id(),
                vehicles,
                more,
                fewer,
                new Words(
                        fleet.id() + "：多一辆自有车至少省 " + money(more)
                                + fewer.map(costs -> "，少一辆至多多花 " + money(costs)).orElse("") + "（未计每车固定成本）",
                        fleet.id() + ": one more own vehicle saves at least " + money(more)
                                + fewer.map(costs -> ", one fewer costs at most " + money(costs))
                                        .orElse("")
                                + " (fixed cost of a vehicle left out)"));
    }

    private Words words(WhyExternal why) {
        return switch (why) {
            case WhyExternal.NoOwnVehicles none -> new Words("外部承运：车队无自有车", "external: the fleet has no own vehicles");
            case WhyExternal.NotCheaper none ->
                new Words("外部承运：自有车不更便宜", "external: an own vehicle would be no cheaper");
            case WhyExternal.VehiclesAway away
            when away.displaced().isEmpty() ->
                new Words(
                        "外部承运：" + away.vehicle() + " " + clock(away.minute()) + " 可以承运，省 " + money(-away.costs()),
                        "external: " + away.vehicle() + " could make it at " + clock(away.minute()) + ", saving "
                                + money(-away.costs()));
            case WhyExternal.VehiclesAway away ->
                new Words(
                        "外部承运：自有车无空档；若由 " + away.vehicle() + " " + clock(away.minute()) + " 承运，"
                                + String.join("、", away.displaced()) + " 须改外部，"
                                + (away.costs() < 0 ? "省 " + money(-away.costs()) : "多花 " + money(away.costs())),
                        "external: no own vehicle is free; by " + away.vehicle() + " at " + clock(away.minute()) + ", "
                                + String.join(", ", away.displaced()) + " would be external, "
                                + (away.costs() < 0
                                        ? "saving " + money(-away.costs())
                                        : "costing " + money(away.costs()) + " more"));
        };
    }

    private Words words(Planned planned, WhyNotEarlier why) {
        String departure = clock(planned.draft().departure());
        return switch (why) {
            case WhyNotEarlier.ParcelsNotThere parcels ->
                new Words(
                        departure + " 前 " + parcels.line() + " 的货未到"
                                + (planned.draft().full() ? "满" : "齐"),
                        "before " + departure + " the parcels of " + parcels.line() + " are not all there");
            case WhyNotEarlier.VehicleAway away ->
                new Words(
                        departure + " 前车辆在途（" + away.tripBefore() + "）",
                        "before " + departure + " its vehicle is away (" + away.tripBefore() + ")");
            case WhyNotEarlier.NoNeed none ->
                new Words(
                        "可以早于 " + departure + " 发车，不省成本", "could leave before " + departure + ", which saves nothing");
        };
    }

    private String clock(int minute) {
        return CLOCK.format(problem.date().at(minute));
    }

    private static String money(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }
}
