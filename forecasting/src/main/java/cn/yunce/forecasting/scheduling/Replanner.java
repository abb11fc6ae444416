package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ReplanEngine;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import com.google.ortools.Loader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Re-plans the fleets that something happens to, each on its own; all others go on as planned. First few trips may change; where time is
 * left, all may.
 */
final class Replanner implements ReplanEngine {
    private static final Duration RESERVE = Duration.ofMillis(200);
    private static final Duration NARROW = Duration.ofSeconds(4);
    private static final Duration WORTH_IT = Duration.ofSeconds(5);

    /** Where more of a fleet's lines have other parcels than planned, the programme is not solved in little time. */
    private static final int MANY_LINES = 6;

    /** By less, and with a day's trips all to come, too many plans are as good for the programme to be solved in little time. */
    private static final double LEAST_PENALTY = 10;

    @Override
    public Replan replan(LiveDay day) {
        Loader.loadNativeLibraries();
        Deadline deadline = Deadline.in(day.problem().timeLimit().minus(RESERVE));
        List<Fleet> disturbed = day.problem().network().fleets().stream()
                .filter(fleet -> touched(day, fleet))
                .toList();
        for (Fleet fleet : disturbed) {
            List<Replan.Rule> conflict = new LiveConflicts(day, fleet).find();
            if (!conflict.isEmpty()) {
                return new Replan.Infeasible(conflict);
            }
        }
        Map<String, List<Trip>> changed = new TreeMap<>();
        Map<String, LiveFleet> fleets = new TreeMap<>();
        int left = disturbed.size();
        for (Fleet fleet : disturbed) {
            LiveFleet live = new LiveFleet(day, fleet, LiveRules.all(day.events()));
            fleets.put(fleet.id(), live);
            changed.put(fleet.id(), replan(live, Deadline.in(deadline.left().dividedBy(left--))));
        }
        List<Trip> trips = new ArrayList<>();
        for (Trip trip : day.plan().trips()) {
            if (!changed.containsKey(trip.fleet()) || trip.departureMinute() <= day.nowMinute()) {
                trips.add(trip);
            }
        }
        changed.values().forEach(trips::addAll);
        return new LiveChanges(day, fleets).of(trips);
    }

    private static boolean touched(LiveDay day, Fleet fleet) {
        Set<String> lines = day.problem().network().lines().stream()
                .filter(line -> line.fleet().equals(fleet.id()))
                .map(line -> line.code())
                .collect(Collectors.toSet());
        Set<String> roads = day.problem().network().lines().stream()
                .filter(line -> line.fleet().equals(fleet.id()))
                .map(line -> line.origin() + " - " + line.site())
                .collect(Collectors.toSet());
        Set<String> trips = day.plan().trips().stream()
                .filter(trip -> trip.fleet().equals(fleet.id()))
                .map(Trip::id)
                .collect(Collectors.toSet());
        return day.events().stream().anyMatch(event -> switch (event.what()) {
            case Disturbance.Breakdown it -> fleet.listVehicleIds().contains(it.vehicle());
            case Disturbance.VolumeChange it -> it.lines().stream().anyMatch(lines::contains);
            case Disturbance.LateVolume it -> it.lines().stream().anyMatch(lines::contains);
            case Disturbance.RoadClosure it -> roads.contains(it.origin() + " - " + it.site());
            case Disturbance.Lock it -> trips.contains(it.trip());
            case Disturbance.Move it -> trips.contains(it.trip());
        });
    }

    /** The fleet's trips still to leave: the best of the plan kept, one from nothing where much has changed, and what a programme finds. */
    private static List<Trip> replan(LiveFleet fleet, Deadline deadline) {
        LiveStarts starts = new LiveStarts(fleet);
        LiveVehicles vehicles = new LiveVehicles(fleet);
        boolean many = starts.changedLines() > MANY_LINES;
        boolean time = deadline.left().compareTo(WORTH_IT) > 0;
        List<List<LiveTrip>> found = new ArrayList<>();
        found.add(load(fleet, Optional.of(starts.kept())));
        found.add(load(fleet, Optional.of(starts.delayed())));
        found.add(load(fleet, Optional.of(starts.shared(vehicles))));
        if (starts.muchChanged()) {
            starts.fresh().ifPresent(trips -> found.add(load(fleet, Optional.of(trips))));
        }
        if (!many || time) {
            double penalty = fleet.day().changePenalty();
            boolean free = penalty < LEAST_PENALTY && fleet.departed().isEmpty();
            double solvable = free ? LiveDay.DEFAULT_CHANGE_PENALTY : penalty;
            found.add(load(fleet, solve(fleet, false, solvable, shorter(NARROW, deadline.left()))));
        }
        if (time) {
            found.add(load(fleet, solve(fleet, true, fleet.day().changePenalty(), deadline.left())));
        }
        List<LiveTrip> best = found.stream()
                .flatMap(trips -> many ? Stream.of(trips) : Stream.of(trips, starts.fewer(trips)))
                .flatMap(trips -> Stream.of(trips, vehicles.choose(trips)))
                .min(Comparator.comparing(
                                (List<LiveTrip> trips) -> !trips.stream().allMatch(fleet::possible))
                        .thenComparingDouble(trips -> objective(fleet, trips)))
                .orElseThrow();
        return named(fleet, best);
    }

    private static Optional<List<LiveTrip>> solve(LiveFleet fleet, boolean wide, double penalty, Duration limit) {
        LiveOptions options = new LiveOptions(fleet, wide);
        return new LiveModel(fleet, options, penalty).solve(limit);
    }

    /** The trips with parcels aboard, and further ones for what they leave. */
    private static List<LiveTrip> load(LiveFleet fleet, Optional<List<LiveTrip>> found) {
        LiveOptions options = new LiveOptions(fleet, false);
        LiveLoads.Loaded loaded = found.flatMap(trips -> LiveLoads.of(fleet, trips))
                .or(() -> LiveLoads.of(fleet, options.fallback()))
                .or(() -> LiveLoads.of(fleet, options.pinned()))
                .orElseThrow(() -> new IllegalStateException(
                        "what is locked or moved must be possible once no conflict was found, was not"));
        return LiveRests.carry(fleet, options, loaded);
    }

    private static double objective(LiveFleet fleet, List<LiveTrip> trips) {
        double cost = trips.stream().mapToDouble(fleet::cost).sum();
        long same = fleet.open().stream()
                .filter(trip -> trips.stream().anyMatch(other -> LiveChanges.same(trip, other)))
                .count();
        long gone = fleet.open().stream()
                .filter(trip -> trips.stream().noneMatch(other -> trip.id().equals(other.id())))
                .count();
        return cost + fleet.day().changePenalty() * (trips.size() - same + gone);
    }

    private static List<Trip> named(LiveFleet fleet, List<LiveTrip> trips) {
        Set<String> taken = fleet.day().plan().trips().stream().map(Trip::id).collect(Collectors.toSet());
        List<Trip> named = new ArrayList<>();
        int number = 0;
        for (LiveTrip trip : trips) {
            if (fleet.locked(trip)) {
                fleet.day().plan().trips().stream()
                        .filter(planned -> planned.id().equals(trip.id()))
                        .forEach(named::add);
                continue;
            }
            String id = trip.id();
            while (id.isBlank() || (trip.fresh() && taken.contains(id))) {
                id = fleet.fleet().id() + "-R" + ++number;
            }
            named.add(trip(fleet, trip, id));
        }
        return named;
    }

    private static Trip trip(LiveFleet fleet, LiveTrip trip, String id) {
        List<Trip.Load> loads = new ArrayList<>();
        for (int i = 0; i < trip.lines().size(); i++) {
            loads.add(new Trip.Load(
                    fleet.lines().get(trip.lines().get(i)).code(),
                    (double) trip.loads().get(i) / Demand.PARCEL));
        }
        return new Trip(
                id,
                fleet.fleet().id(),
                loads,
                trip.departure(),
                trip.own() && trip.handling() == Handling.CONTAINER,
                trip.own() ? Optional.of(fleet.fleet().vehicleId(trip.vehicle() + 1)) : Optional.empty(),
                LiveChanges.UNSAID);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
