package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.Disturbance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What may become of each trip of a live day. Trips that cannot stay as they are may go by any vehicle at any minute at which something
 * ends or begins; all others may stay, go external, be cancelled, or take on a line that needs room. A wide search treats all
 * trips like the first.
 */
final class LiveOptions {
    private static final int STARTS = 8;
    private static final int WIDE_STARTS = 12;
    private static final int MANY_TRIPS = 12;
    private static final int FEW_VEHICLES = 6;
    private static final int MOST_NEW = 6;

    /** @param keep the trip as planned */
    record Option(LiveTrip trip, boolean keep) {}

    private record Busy(int from, int back) {}

    private final LiveFleet fleet;
    private final boolean wide;
    private final Map<Integer, List<Busy>> busy = new TreeMap<>();
    private final Map<Integer, List<Busy>> blocked = new TreeMap<>();
    private final Set<LiveTrip> forced = new LinkedHashSet<>();
    private final Set<Integer> shortLines = new LinkedHashSet<>();

    LiveOptions(LiveFleet fleet, boolean wide) {
        this.fleet = fleet;
        this.wide = wide;
        for (int vehicle = 0; vehicle < fleet.fleet().ownVehicles(); vehicle++) {
            busy.put(vehicle, new ArrayList<>());
            blocked.put(vehicle, new ArrayList<>());
        }
        fleet.departed().forEach(trip -> add(blocked, trip));
        for (LiveTrip trip : fleet.open()) {
            add(fleet.locked(trip) ? blocked : busy, trip);
            if (!fleet.locked(trip) && !mayStay(trip)) {
                forced.add(trip);
                shortLines.addAll(trip.lines());
            }
        }
        IntStream.range(0, fleet.lines().size()).filter(fleet::grown).forEach(shortLines::add);
    }

    private void add(Map<Integer, List<Busy>> where, LiveTrip trip) {
        if (trip.own()) {
            where.getOrDefault(trip.vehicle(), new ArrayList<>()).add(new Busy(trip.departure(), fleet.back(trip)));
        }
    }

    private boolean mayStay(LiveTrip trip) {
        if (!fleet.possible(trip)) {
            return false;
        }
        boolean mustBeFull = !fleet.early() && fleet.before(trip.lines(), trip.departure());
        return !mustBeFull
                || (fleet.full(trip) && thereInTurn(trip) >= trip.handling().capacity());
    }

    /** What is there of a full trip's line when it leaves, after the full trips before it. */
    private long thereInTurn(LiveTrip trip) {
        int line = trip.lines().getFirst();
        long there = fleet.arrivals(line).accumulated(trip.departure());
        for (LiveTrip other : fleet.open()) {
            if (other.equals(trip)) {
                return there;
            }
            if (other.lines().size() == 1 && other.lines().getFirst() == line) {
                there -= other.amount();
            }
        }
        return there;
    }

    /** Cannot stay as it is. */
    boolean forced(LiveTrip trip) {
        return forced.contains(trip);
    }

    /** Lines that need more room than the plan gives them. */
    Set<Integer> shortLines() {
        return shortLines;
    }

    /** Empty for a locked trip. Trips without any option must be cancelled. */
    List<Option> of(LiveTrip trip) {
        Set<LiveTrip> ways = new LinkedHashSet<>();
        if (fleet.locked(trip)) {
            return List.of();
        }
        boolean stays = mayStay(trip);
        OptionalInt wish = fleet.movedTo(trip);
        if (wide || !stays || wish.isPresent()) {
            for (List<Integer> way : wish.isPresent() ? List.of(trip.lines()) : parts(trip.lines())) {
                addAny(trip, way, wish, ways);
            }
        } else {
            addExternal(trip, trip.lines(), wish, ways);
        }
        if (wish.isEmpty()) {
            for (int line : shortLines) {
                if (fleet.mayCombine(trip.lines(), line)) {
                    extend(trip, line, ways);
                }
            }
        }
        ways.remove(trip);
        List<Option> options = new ArrayList<>();
        if (stays) {
            options.add(new Option(trip, true));
        }
        ways.forEach(way -> options.add(new Option(way, false)));
        return options;
    }

    /** Further trips by own or external vehicles of lines that have grown, a list of choices each. */
    List<List<Option>> fresh() {
        List<List<Option>> fresh = new ArrayList<>();
        for (int line : shortLines) {
            long capacity = Handling.LOOSE.capacity();
            int count = Math.toIntExact(Math.min(MOST_NEW, Math.ceilDiv(fleet.surplus(line), capacity)));
            for (int i = 0; i < count; i++) {
                LiveTrip blank = new LiveTrip(
                        "", List.of(line), List.of(0L), Handling.LOOSE, fleet.latest(List.of(line)), LiveTrip.EXTERNAL);
                Set<LiveTrip> ways = new LinkedHashSet<>();
                addAny(blank, blank.lines(), OptionalInt.empty(), ways);
                ways.removeIf(way -> !way.own());
                fresh.add(ways.stream().map(way -> new Option(way, false)).toList());
            }
        }
        return fresh;
    }

    /** Further external trips: lines alone, and those that need room together. */
    List<LiveTrip> external() {
        List<LiveTrip> trips = new ArrayList<>();
        for (int line = 0; line < fleet.lines().size(); line++) {
            if (fleet.arrivals(line).total() > 0) {
                addNewExternal(List.of(line), trips);
            }
        }
        for (int a : shortLines) {
            for (int b = 0; b < fleet.lines().size(); b++) {
                boolean twice = shortLines.contains(b) && b < a;
                if (!twice && fleet.arrivals(b).total() > 0 && fleet.mayCombine(List.of(a), b)) {
                    addNewExternal(List.of(a, b), trips);
                }
            }
        }
        return trips;
    }

    private void addNewExternal(List<Integer> way, List<LiveTrip> trips) {
        fleet.lastExternal(way)
                .ifPresent(minute -> trips.add(new LiveTrip(
                        "", way, way.stream().map(line -> 0L).toList(), Handling.LOOSE, minute, LiveTrip.EXTERNAL)));
    }

    private static List<List<Integer>> parts(List<Integer> lines) {
        List<List<Integer>> parts = new ArrayList<>();
        parts.add(lines);
        for (int subset = (1 << lines.size()) - 2; subset > 0; subset--) {
            List<Integer> part = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    part.add(lines.get(i));
                }
            }
            parts.add(List.copyOf(part));
        }
        return parts;
    }

    /** The trip by own vehicles at minutes that may matter, whatever other trips do that may still change. */
    List<LiveTrip> byOwn(LiveTrip trip) {
        Set<LiveTrip> ways = new LinkedHashSet<>();
        addAny(trip, trip.lines(), OptionalInt.empty(), ways);
        return ways.stream().filter(LiveTrip::own).toList();
    }

    private void extend(LiveTrip trip, int line, Set<LiveTrip> ways) {
        List<Integer> longer = new ArrayList<>(trip.lines());
        longer.add(line);
        int departure = fleet.early() ? trip.departure() : Math.max(trip.departure(), fleet.ready(longer));
        LiveTrip extended = trip.by(List.copyOf(longer), trip.handling(), departure, trip.vehicle());
        if (fleet.possible(extended) && free(extended)) {
            ways.add(extended);
        }
    }

    private void addExternal(LiveTrip trip, List<Integer> way, OptionalInt wish, Set<LiveTrip> ways) {
        OptionalInt minute = wish.isPresent() ? wish : fleet.lastExternal(way);
        if (minute.isPresent()) {
            addPossible(trip.by(way, Handling.LOOSE, minute.getAsInt(), LiveTrip.EXTERNAL), ways);
        }
        if (wish.isEmpty() && trip.departure() != minute.orElse(trip.departure())) {
            addPossible(trip.by(way, Handling.LOOSE, trip.departure(), LiveTrip.EXTERNAL), ways);
        }
    }

    private void addPossible(LiveTrip trip, Set<LiveTrip> ways) {
        if (fleet.possible(trip) && free(trip)) {
            ways.add(trip);
        }
    }

    private void addAny(LiveTrip trip, List<Integer> way, OptionalInt wish, Set<LiveTrip> ways) {
        addExternal(trip, way, wish, ways);
        for (int vehicle : vehicles(trip)) {
            for (Handling handling : fleet.handlings()) {
                for (int start : wish.isPresent() ? Set.of(wish.getAsInt()) : starts(trip, way, handling, vehicle)) {
                    addPossible(trip.by(way, handling, start, vehicle), ways);
                }
            }
        }
    }

    /** The trip's own vehicle first; where many trips must change, only those that have most time. */
    private List<Integer> vehicles(LiveTrip trip) {
        List<Integer> idlest = busy.keySet().stream()
                .sorted(Comparator.comparingInt((Integer vehicle) -> vehicle == trip.vehicle() ? 0 : 1)
                        .thenComparingInt(vehicle -> busy.getOrDefault(vehicle, List.of()).stream()
                                .mapToInt(span -> span.back() - span.from())
                                .sum()))
                .toList();
        boolean few = !wide && forced.size() > MANY_TRIPS;
        return few ? idlest.subList(0, Math.min(FEW_VEHICLES, idlest.size())) : idlest;
    }

    private List<Integer> starts(LiveTrip trip, List<Integer> way, Handling handling, int vehicle) {
        int turn = handling.turnMinutes(fleet.transit(way));
        int latest = fleet.latest(way);
        Set<Integer> starts = new TreeSet<>(List.of(trip.departure(), fleet.ready(way), latest));
        for (Map<Integer, List<Busy>> spans : List.of(busy, blocked)) {
            for (Busy span : spans.getOrDefault(vehicle, List.of())) {
                starts.add(span.back());
                starts.add(span.from() - turn);
            }
        }
        for (Disturbance disturbance : fleet.rules().disturbances()) {
            switch (disturbance) {
                case Disturbance.LateVolume late -> starts.add(trip.departure() + late.minutes());
                case Disturbance.Breakdown breakdown -> {
                    starts.add(breakdown.toMinute());
                    starts.add(breakdown.fromMinute() - turn);
                }
                case Disturbance.RoadClosure closure -> {
                    starts.add(closure.toMinute());
                    starts.add(closure.fromMinute() - turn);
                }
                case Disturbance.VolumeChange ignored -> {}
                case Disturbance.Lock ignored -> {}
                case Disturbance.Move ignored -> {}
            }
        }
        if (!fleet.early() && way.size() == 1) {
            Arrivals arrivals = fleet.arrivals(way.getFirst());
            for (long full = handling.capacity(); full <= arrivals.total(); full += handling.capacity()) {
                starts.add(arrivals.readyMinute(full));
            }
        }
        int earliest = fleet.day().nowMinute() + 1;
        if (!fleet.early() && way.size() > 1) {
            earliest = Math.max(earliest, fleet.ready(way));
        }
        int first = earliest;
        return starts.stream()
                .filter(start -> start >= first && start <= latest)
                .filter(start -> fleet.possible(way, handling, start, vehicle))
                .sorted(Comparator.comparingInt((Integer start) -> Math.abs(start - trip.departure())))
                .limit(wide ? WIDE_STARTS : STARTS)
                .toList();
    }

    /** No trip that stays for certain is in the way. */
    boolean free(LiveTrip trip) {
        int back = fleet.back(trip);
        return !trip.own()
                || blocked.getOrDefault(trip.vehicle(), List.of()).stream()
                        .noneMatch(span -> span.from() < back && span.back() > trip.departure());
    }

    /** All that is fixed or as planned, and, of what must change, each external and as full as it was: a plan to fall back on. */
    List<LiveTrip> fallback() {
        List<LiveTrip> trips = new ArrayList<>();
        for (LiveTrip trip : fleet.open()) {
            if (fleet.locked(trip) || !forced.contains(trip)) {
                trips.add(trip);
            } else {
                OptionalInt wish = fleet.movedTo(trip);
                OptionalInt minute = wish.isPresent() ? wish : fleet.lastExternal(trip.lines());
                minute.ifPresent(at -> trips.add(trip.by(trip.lines(), Handling.LOOSE, at, LiveTrip.EXTERNAL)));
            }
        }
        return trips;
    }

    /** Locked and moved trips alone. */
    List<LiveTrip> pinned() {
        List<LiveTrip> trips = new ArrayList<>();
        for (LiveTrip trip : fleet.open()) {
            if (fleet.locked(trip)) {
                trips.add(trip);
            } else {
                fleet.movedTo(trip)
                        .ifPresent(at -> trips.add(trip.by(trip.lines(), Handling.LOOSE, at, LiveTrip.EXTERNAL)));
            }
        }
        return trips;
    }
}
