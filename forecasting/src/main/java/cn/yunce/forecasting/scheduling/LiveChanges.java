package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.Replan.Change;
import cn.yunce.forecasting.Replan.Kind;
import cn.yunce.forecasting.Replan.Words;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares a re-plan with the plan before: what changed, why, and what it costs. */
final class LiveChanges {
    /** Reason of a trip until it is said. */
    static final String UNSAID = "-";

    private final LiveDay day;
    private final Map<String, LiveFleet> fleets;
    private final Map<String, Line> lines = new HashMap<>();
    private final LiveWords words;

    LiveChanges(LiveDay day, Map<String, LiveFleet> disturbed) {
        this.day = day;
        fleets = disturbed;
        words = new LiveWords(day);
        day.problem().network().lines().forEach(line -> lines.put(line.code(), line));
    }

    /** The same to those who load and drive it. */
    static boolean same(LiveTrip a, LiveTrip b) {
        return a.id().equals(b.id())
                && a.vehicle() == b.vehicle()
                && a.departure() == b.departure()
                && a.handling() == b.handling()
                && new HashSet<>(a.lines()).equals(new HashSet<>(b.lines()));
    }

    private static Set<String> lines(Trip trip) {
        Set<String> codes = new HashSet<>();
        trip.loads().forEach(load -> codes.add(load.line()));
        return codes;
    }

    /** @param trips all of the day; those that have left or are of other fleets as they were */
    Replan.Changed of(List<Trip> trips) {
        Map<String, Trip> before = new LinkedHashMap<>();
        day.plan().trips().forEach(trip -> before.put(trip.id(), trip));
        List<Trip> after = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        for (Trip trip : trips) {
            Optional<Trip> old = Optional.ofNullable(before.remove(trip.id()));
            Optional<Kind> kind = kind(old, trip);
            if (kind.isEmpty()) {
                after.add(withReason(trip, old.orElse(trip).reason()));
            } else {
                Words why = why(kind.get(), old, Optional.of(trip));
                Trip said = withReason(trip, why.chinese());
                after.add(said);
                changes.add(new Change(kind.get(), old, Optional.of(said), why));
            }
        }
        for (Trip gone : before.values()) {
            Words why = why(Kind.CANCELLED, Optional.of(gone), Optional.empty());
            changes.add(new Change(Kind.CANCELLED, Optional.of(gone), Optional.empty(), why));
        }
        after.sort(Comparator.comparingInt(Trip::departureMinute));
        return new Replan.Changed(
                new ShortHaulPlan(day.plan().date(), after, kpis(after)),
                changes,
                cost(day.plan().trips()),
                after.stream().filter(this::late).map(Trip::id).toList());
    }

    private static Trip withReason(Trip trip, String reason) {
        return new Trip(
                trip.id(),
                trip.fleet(),
                trip.loads(),
                trip.departureMinute(),
                trip.container(),
                trip.vehicle(),
                reason);
    }

    private boolean late(Trip trip) {
        return trip.loads().stream()
                .anyMatch(load -> trip.departureMinute() > line(load.line()).latestDepartureMinute());
    }

    private Line line(String code) {
        Line line = lines.get(code);
        if (line == null) {
            throw new IllegalArgumentException("line must be of the network, was " + code);
        }
        return line;
    }

    private static Optional<Kind> kind(Optional<Trip> before, Trip after) {
        if (before.isEmpty()) {
            return Optional.of(Kind.NEW);
        }
        Trip old = before.get();
        if (!old.vehicle().equals(after.vehicle())) {
            return Optional.of(after.vehicle().isEmpty() ? Kind.TO_EXTERNAL : Kind.VEHICLE);
        }
        if (!lines(old).equals(lines(after))) {
            return Optional.of(Kind.LINES);
        }
        boolean same = old.departureMinute() == after.departureMinute() && old.container() == after.container();
        return same ? Optional.empty() : Optional.of(Kind.DEPARTURE);
    }

    private Words why(Kind kind, Optional<Trip> before, Optional<Trip> after) {
        Words cause = cause(before, after).orElse(new Words("为承接其他变动", "so that other changes fit"));
        Words what = what(kind, after);
        return new Words(cause.chinese() + "：" + what.chinese(), cause.english() + ": " + what.english());
    }

    /** The event that alone makes the trip impossible as it was, or that brings the parcels of a new one; the last that became known. */
    private Optional<Words> cause(Optional<Trip> before, Optional<Trip> after) {
        Set<String> concerned = new HashSet<>();
        before.ifPresent(trip -> concerned.addAll(lines(trip)));
        after.ifPresent(trip -> concerned.addAll(lines(trip)));
        Optional<LiveFleet> fleet = before.or(() -> after).map(trip -> fleets.get(trip.fleet()));
        return day.events().stream()
                .sorted(Comparator.comparingInt(LiveEvent::knownMinute).reversed())
                .filter(event -> impossible(event, fleet, before) || brings(event.what(), concerned))
                .findFirst()
                .map(event -> words.of(event.what()));
    }

    private static boolean impossible(LiveEvent event, Optional<LiveFleet> fleet, Optional<Trip> before) {
        return before.isPresent()
                && fleet.isPresent()
                && fleet.get().alone(event, before.get().id());
    }

    private static boolean brings(Disturbance disturbance, Set<String> concerned) {
        return switch (disturbance) {
            case Disturbance.VolumeChange it -> it.lines().stream().anyMatch(concerned::contains);
            case Disturbance.LateVolume it -> it.lines().stream().anyMatch(concerned::contains);
            case Disturbance.Breakdown ignored -> false;
            case Disturbance.RoadClosure ignored -> false;
            case Disturbance.Lock ignored -> false;
            case Disturbance.Move ignored -> false;
        };
    }

    private Words what(Kind kind, Optional<Trip> after) {
        String vehicle = after.flatMap(Trip::vehicle).orElse("外部承运商");
        String vehicleEnglish = after.flatMap(Trip::vehicle).orElse("an external carrier");
        String time = words.time(after.map(Trip::departureMinute).orElse(0));
        String codes = String.join("+", after.map(LiveChanges::lines).orElse(Set.of()));
        return switch (kind) {
            case NEW ->
                new Words("新增班次，由" + vehicle + "于" + time + "发车", "new trip by " + vehicleEnglish + " at " + time);
            case CANCELLED -> new Words("取消，包裹由其他班次承运", "cancelled, other trips carry its parcels");
            case TO_EXTERNAL -> new Words("改由外部承运商于" + time + "发车", "goes external at " + time);
            case VEHICLE ->
                new Words("改由" + vehicle + "于" + time + "发车", "by " + vehicleEnglish + " instead, at " + time);
            case LINES -> new Words("改为承运" + codes, "carries " + codes + " instead");
            case DEPARTURE -> new Words("改为" + time + "发车", "leaves at " + time + " instead");
        };
    }

    /** The objective cannot fall below what is spent already: no trip takes anything off it. */
    private ShortHaulPlan.Kpis kpis(List<Trip> trips) {
        List<Trip> spent = trips.stream()
                .filter(trip -> trip.departureMinute() <= day.nowMinute())
                .toList();
        double bound = day.problem()
                .objective()
                .value(ShortHaulPlan.Kpis.of(day.problem().network(), spent, 0));
        return ShortHaulPlan.Kpis.of(day.problem().network(), trips, bound);
    }

    private double cost(List<Trip> trips) {
        return ShortHaulPlan.Kpis.of(day.problem().network(), trips, 0).totalCost();
    }
}
