package cn.yunce.assistant.tool;

import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What trips of a plan are put together by. */
public enum TripGroup {
    TRIP,
    FLEET,
    LINE,
    SITE,
    VEHICLE,
    WAVE,
    CARRIER,
    /** Of departure. */
    HOUR;

    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("HH:00", Locale.ROOT);
    private static final String BETWEEN = " - ";

    /** The groups that a trip is in, by name; a combined trip is in one of each of its lines. */
    Stream<String> of(PlannedTrip trip) {
        return switch (this) {
            case TRIP -> Stream.of(trip.id());
            case FLEET -> Stream.of(trip.fleet());
            case LINE -> trip.lines().stream();
            case SITE -> trip.lines().stream().map(line -> part(line, 1)).distinct();
            case VEHICLE -> Stream.of(trip.vehicle()).filter(vehicle -> !trip.external());
            case WAVE -> trip.lines().stream().map(line -> part(line, 2)).distinct();
            case CARRIER -> Stream.of(trip.external() ? "EXTERNAL" : "OWN");
            case HOUR -> Stream.of(HOURS.format(trip.departsAt()));
        };
    }

    /** Origin, site and wave of a line, as far as its code tells them. */
    private static String part(String line, int part) {
        List<String> parts = List.of(line.split(BETWEEN, -1));
        return part < parts.size() ? parts.get(part) : line;
    }
}
