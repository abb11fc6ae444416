package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One fleet on a live day under some of its disturbances and rules: what has left, what is still to leave, when parcels come,
 * and what a trip may do.
 */
final class LiveFleet {
    private static final double TOLERANCE = 1e-6;

    private final LiveDay day;
    private final LiveRules rules;
    private final Fleet fleet;
    private final List<Line> lines;
    private final List<Line> priced;
    private final Map<String, Integer> lineIndex = new HashMap<>();
    private final Arrivals[] planned;
    private final Arrivals[] arrivals;
    private final int[] latest;
    private final List<LiveTrip> departed = new ArrayList<>();
    private final List<LiveTrip> open = new ArrayList<>();
    private final Map<String, LiveEvent> moves = new HashMap<>();
    private final Set<String> locks = new HashSet<>();
    private final Set<LiveTrip> planSet = new HashSet<>();
    private boolean contradictory;

    LiveFleet(LiveDay day, Fleet fleet, LiveRules rules) {
        this.day = day;
        this.fleet = fleet;
        this.rules = rules;
        lines = day.problem().network().lines().stream()
                .filter(line -> line.fleet().equals(fleet.id()))
                .toList();
        priced = lines.stream().map(day.problem().objective()::price).toList();
        planned = new Arrivals[lines.size()];
        for (int line = 0; line < lines.size(); line++) {
            lineIndex.put(lines.get(line).code(), line);
            Wave wave = lines.get(line).wave();
            planned[line] = Arrivals.of(day.problem()
                    .volumes()
                    .getOrDefault(lines.get(line).code(), SlotProfile.of(wave, new double[wave.slots()])));
        }
        arrivals = planned.clone();
        rules.events().stream()
                .filter(event -> event.knownMinute() < day.nowMinute())
                .forEach(this::apply);
        System.arraycopy(arrivals, 0, planned, 0, planned.length);
        rules.events().stream()
                .filter(event -> event.knownMinute() >= day.nowMinute())
                .forEach(this::apply);
        for (Trip trip : day.plan().trips()) {
            if (trip.fleet().equals(fleet.id())) {
                (trip.departureMinute() <= day.nowMinute() ? departed : open).add(live(trip));
            }
        }
        planSet.addAll(open);
        open.sort(Comparator.comparingInt(LiveTrip::departure));
        departed.forEach(this::take);
        latest = new int[lines.size()];
        for (int line = 0; line < latest.length; line++) {
            latest[line] = latest(line);
        }
    }

    private void apply(LiveEvent event) {
        int known = event.knownMinute();
        switch (event.what()) {
            case Disturbance.VolumeChange change ->
                change.lines()
                        .forEach(code -> findLine(code)
                                .ifPresent(line -> arrivals[line] = arrivals[line].scaled(change.factor(), known)));
            case Disturbance.LateVolume late ->
                late.lines()
                        .forEach(code -> findLine(code)
                                .ifPresent(line -> arrivals[line] = arrivals[line].later(late.minutes(), known)));
            case Disturbance.Lock lock -> locks.add(lock.trip());
            case Disturbance.Move move -> {
                LiveEvent other = moves.put(move.trip(), event);
                contradictory |= other != null && other.knownMinute() == known && !other.equals(event);
            }
            case Disturbance.Breakdown ignored -> {}
            case Disturbance.RoadClosure ignored -> {}
        }
    }

    private OptionalInt findLine(String code) {
        Integer line = lineIndex.get(code);
        return line == null ? OptionalInt.empty() : OptionalInt.of(line);
    }

    private LiveTrip live(Trip trip) {
        List<Integer> onLines = trip.loads().stream()
                .map(load -> findLine(load.line())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "line of trip " + trip.id() + " must be of " + fleet.id() + ", was " + load.line())))
                .toList();
        int vehicle = trip.vehicle().map(this::vehicle).orElse(LiveTrip.EXTERNAL);
        return new LiveTrip(
                trip.id(),
                onLines,
                trip.loads().stream()
                        .map(load -> Math.round(load.parcels() * Demand.PARCEL))
                        .toList(),
                trip.container() ? Handling.CONTAINER : Handling.LOOSE,
                trip.departureMinute(),
                vehicle);
    }

    private int vehicle(String id) {
        int vehicle = fleet.listVehicleIds().indexOf(id);
        if (vehicle < 0) {
            throw new IllegalArgumentException("vehicle must be of " + fleet.id() + ", was " + id);
        }
        return vehicle;
    }

    private void take(LiveTrip trip) {
        for (int i = 0; i < trip.lines().size(); i++) {
            int line = trip.lines().get(i);
            arrivals[line] = arrivals[line].less(trip.loads().get(i));
            planned[line] = planned[line].less(trip.loads().get(i));
        }
    }

    /**
     * The minute by which the line's parcels must leave: its latest departure, or, where its parcels or its road come later, the first
     * minute at which they may, within what is allowed.
     */
    private int latest(int line) {
        int stated = lines.get(line).latestDepartureMinute();
        int first = firstOpen(line, Math.max(arrivals[line].readyMinute(), day.nowMinute() + 1));
        if (first <= stated) {
            int minute = stated;
            while (closed(List.of(line), minute, Handling.LOOSE, false)) {
                minute--;
            }
            return minute;
        }
        boolean allowed = !rules.holds(LiveRules.Base.LATEST_DEPARTURE) || first <= stated + day.lateMinutes();
        return allowed ? first : stated;
    }

    private int firstOpen(int line, int from) {
        int minute = from;
        while (minute <= Disturbance.LAST_MINUTE + 1440 && closed(List.of(line), minute, Handling.LOOSE, false)) {
            minute++;
        }
        return minute;
    }

    LiveDay day() {
        return day;
    }

    Fleet fleet() {
        return fleet;
    }

    List<Line> lines() {
        return lines;
    }

    /** The line with its costs by the plan's objective. */
    Line priced(int line) {
        return priced.get(line);
    }

    /** Still to leave, of one line. */
    Arrivals arrivals(int line) {
        return arrivals[line];
    }

    /** More of the line comes than was planned. */
    boolean grown(int line) {
        return arrivals[line].total() > planned[line].total();
    }

    /** What comes of the line is not what was planned. */
    boolean changed(int line) {
        return arrivals[line].total() != planned[line].total();
    }

    boolean shrunk(int line) {
        return arrivals[line].total() < planned[line].total();
    }

    long surplus(int line) {
        return Math.max(0, arrivals[line].total() - planned[line].total());
    }

    List<LiveTrip> departed() {
        return departed;
    }

    /** Chronological. */
    List<LiveTrip> open() {
        return open;
    }

    boolean locked(LiveTrip trip) {
        return locks.contains(trip.id());
    }

    /** Locked, or moved by a wish. */
    boolean pinned(LiveTrip trip) {
        return locked(trip) || movedTo(trip).isPresent();
    }

    OptionalInt movedTo(LiveTrip trip) {
        LiveEvent event = moves.get(trip.id());
        return event != null && event.what() instanceof Disturbance.Move move
                ? OptionalInt.of(move.departureMinute())
                : OptionalInt.empty();
    }

    boolean early() {
        return day.problem().rule() == DepartureRule.EARLY || !rules.holds(LiveRules.Base.COMPLETE);
    }

    LiveRules rules() {
        return rules;
    }

    List<Handling> handlings() {
        return day.problem().container() ? List.of(Handling.LOOSE, Handling.CONTAINER) : List.of(Handling.LOOSE);
    }

    int ready(List<Integer> way) {
        return way.stream().mapToInt(line -> arrivals[line].readyMinute()).max().orElseThrow();
    }

    int latest(List<Integer> way) {
        return way.stream().mapToInt(line -> latest[line]).min().orElseThrow();
    }

    double transit(List<Integer> way) {
        return way.stream()
                .mapToDouble(line -> lines.get(line).transitMinutes())
                .max()
                .orElseThrow();
    }

    /** By the plan's objective. */
    double cost(List<Integer> way, boolean own) {
        return way.stream()
                .mapToDouble(line ->
                        own ? priced.get(line).ownCost() : priced.get(line).externalCost())
                .max()
                .orElseThrow();
    }

    double cost(LiveTrip trip) {
        return cost(trip.lines(), trip.own());
    }

    /** First minute at which the trip's vehicle may leave again. */
    int back(List<Integer> way, Handling handling, int departure) {
        return departure + handling.turnMinutes(transit(way));
    }

    int back(LiveTrip trip) {
        return back(trip.lines(), trip.handling(), trip.departure());
    }

    /** None of the others is made by the trip's vehicle while that is away on the trip. */
    boolean free(LiveTrip trip, List<LiveTrip> others) {
        return !trip.own()
                || others.stream()
                        .noneMatch(other -> other.vehicle() == trip.vehicle()
                                && other.departure() < back(trip)
                                && trip.departure() < back(other));
    }

    boolean mayCombine(List<Integer> way, int line) {
        return way.size() < 3
                && way.stream()
                        .allMatch(other ->
                                other != line && day.problem().network().mayCombine(lines.get(other), lines.get(line)));
    }

    /** The road of one of the way's lines is closed while the trip would be on it. */
    boolean closed(List<Integer> way, int departure, Handling handling, boolean own) {
        double transit = transit(way);
        double returns = departure + handling.turnMinutes(transit) - 1 - transit;
        for (Disturbance disturbance : rules.disturbances()) {
            if (disturbance instanceof Disturbance.RoadClosure closure
                    && way.stream()
                            .anyMatch(line -> lines.get(line).origin().equals(closure.origin())
                                    && lines.get(line).site().equals(closure.site()))) {
                boolean out = departure < closure.toMinute() && departure + transit > closure.fromMinute();
                boolean in = own && returns < closure.toMinute() && returns + transit > closure.fromMinute();
                if (out || in) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean broken(int vehicle, int departure, int back) {
        for (Disturbance disturbance : rules.disturbances()) {
            if (vehicle != LiveTrip.EXTERNAL
                    && disturbance instanceof Disturbance.Breakdown breakdown
                    && breakdown.vehicle().equals(fleet.vehicleId(vehicle + 1))
                    && departure < breakdown.toMinute()
                    && back > breakdown.fromMinute()) {
                return true;
            }
        }
        return false;
    }

    /** Leaves before its lines are complete, which under rule "complete" only a full vehicle of one line may. */
    boolean before(List<Integer> way, int departure) {
        return departure < ready(way);
    }

    /** Whether a trip may be made so, whatever else is; whether parcels for it are there at {@code departure} is another matter. */
    boolean possible(List<Integer> way, Handling handling, int departure, int vehicle) {
        boolean own = vehicle != LiveTrip.EXTERNAL;
        return (!rules.holds(LiveRules.Base.NOT_PAST) || departure > day.nowMinute())
                && (!rules.holds(LiveRules.Base.LATEST_DEPARTURE) || departure <= latest(way))
                && (early() || way.size() == 1 || !before(way, departure))
                && !broken(vehicle, departure, back(way, handling, departure))
                && !closed(way, departure, handling, own);
    }

    boolean possible(LiveTrip trip) {
        return possible(trip.lines(), trip.handling(), trip.departure(), trip.vehicle())
                && movedTo(trip).orElse(trip.departure()) == trip.departure();
    }

    /** Last minute at which an external vehicle may leave with all parcels of the way; empty when there is none. */
    OptionalInt lastExternal(List<Integer> way) {
        for (int minute = latest(way); minute > day.nowMinute() && minute >= ready(way); minute--) {
            if (!closed(way, minute, Handling.LOOSE, false)) {
                return OptionalInt.of(minute);
            }
        }
        return OptionalInt.empty();
    }

    /** No two wishes for one trip contradict each other. */
    boolean consistent() {
        return !contradictory;
    }

    /** One event alone makes a trip of the plan impossible as it was. */
    boolean alone(LiveEvent event, String tripId) {
        LiveFleet with = new LiveFleet(day, fleet, LiveRules.all(List.of(event)));
        return with.open.stream().anyMatch(trip -> trip.id().equals(tripId) && !with.possible(trip));
    }

    /** The trip goes on as planned, or a wish wants it on all its lines: it carries something of each. */
    boolean stays(LiveTrip trip) {
        return planSet.contains(trip) || movedTo(trip).isPresent();
    }

    boolean full(LiveTrip trip) {
        return trip.lines().size() == 1 && trip.amount() >= trip.handling().capacity() - TOLERANCE * Demand.PARCEL;
    }
}
