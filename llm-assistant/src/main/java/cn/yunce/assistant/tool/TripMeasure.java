package cn.yunce.assistant.tool;

import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may be asked of trips of a plan. */
public enum TripMeasure {
    TRIPS,
    /** Own vehicles, and external ones, of which each makes one trip. */
    VEHICLES,
    PARCELS,
    /** Of the trips; own vehicles' fixed cost is the whole plan's. */
    COST,
    /** Parcels ÷ parcels that the vehicles hold, percent. */
    LOAD,
    /** Trips' cost ÷ parcels. */
    COST_PER_PARCEL,
    PARCELS_PER_TRIP,
    /** Trips' cost ÷ trips. */
    COST_PER_TRIP,
    /** Trips of own vehicles ÷ own vehicles that make some. */
    TRIPS_PER_VEHICLE,
    /** Trips by external carriers ÷ trips, percent. */
    EXTERNAL_SHARE,
    /** Of the earliest trip, seconds of the epoch. */
    DEPARTURE,
    /** Of the first trip that arrives, seconds of the epoch. */
    ARRIVAL,
    /** When the first own vehicle may leave again, seconds of the epoch. */
    RETURN,
    /** From an own vehicle's first departure until it may leave again after its last trip, hours; of several vehicles the longest. */
    HOURS;

    private static final int PERCENT = 100;
    private static final double MINUTES = 60;

    /** Empty of no trips, and where the network knows a trip's lines no more. */
    public OptionalDouble of(List<PlannedTrip> trips) {
        if (trips.isEmpty()) {
            return this == TRIPS || this == VEHICLES || this == PARCELS ? OptionalDouble.of(0) : OptionalDouble.empty();
        }
        return switch (this) {
            case TRIPS -> OptionalDouble.of(trips.size());
            case VEHICLES -> OptionalDouble.of((double) (ownVehicles(trips) + externalTrips(trips)));
            case PARCELS ->
                OptionalDouble.of(
                        trips.stream().mapToDouble(PlannedTrip::parcels).sum());
            case COST ->
                trips.stream().allMatch(trip -> trip.cost().isPresent())
                        ? OptionalDouble.of(trips.stream()
                                .flatMapToDouble(trip -> trip.cost().stream())
                                .sum())
                        : OptionalDouble.empty();
            case LOAD ->
                OptionalDouble.of(PERCENT
                        * trips.stream().mapToDouble(PlannedTrip::parcels).sum()
                        / trips.stream().mapToInt(PlannedTrip::capacity).sum());
            case COST_PER_PARCEL -> {
                OptionalDouble cost = COST.of(trips);
                double parcels = PARCELS.of(trips).orElse(0);
                yield cost.isPresent() && parcels > 0
                        ? OptionalDouble.of(cost.getAsDouble() / parcels)
                        : OptionalDouble.empty();
            }
            case COST_PER_TRIP -> {
                OptionalDouble cost = COST.of(trips);
                yield cost.isPresent() ? OptionalDouble.of(cost.getAsDouble() / trips.size()) : OptionalDouble.empty();
            }
            case TRIPS_PER_VEHICLE ->
                OptionalDouble.of((double) (trips.size() - externalTrips(trips)) / Math.max(1, ownVehicles(trips)));
            case PARCELS_PER_TRIP -> OptionalDouble.of(PARCELS.of(trips).orElse(0) / trips.size());
            case EXTERNAL_SHARE -> OptionalDouble.of(PERCENT * (double) externalTrips(trips) / trips.size());
            case DEPARTURE -> first(trips.stream().map(PlannedTrip::departsAt));
            case ARRIVAL -> first(trips.stream().flatMap(trip -> trip.arrivesAt().stream()));
            case RETURN -> first(trips.stream().flatMap(trip -> trip.freeAt().stream()));
            case HOURS ->
                trips.stream()
                        .filter(trip -> !trip.external())
                        .collect(Collectors.groupingBy(PlannedTrip::vehicle))
                        .values()
                        .stream()
                        .mapToDouble(TripMeasure::hours)
                        .max();
        };
    }

    public static long ownVehicles(List<PlannedTrip> trips) {
        return trips.stream()
                .filter(trip -> !trip.external())
                .map(PlannedTrip::vehicle)
                .distinct()
                .count();
    }

    public static long externalTrips(List<PlannedTrip> trips) {
        return trips.stream().filter(PlannedTrip::external).count();
    }

    private static double hours(List<PlannedTrip> ofVehicle) {
        LocalDateTime from = ofVehicle.stream()
                .map(PlannedTrip::departsAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return ofVehicle.stream()
                .flatMap(trip -> trip.freeAt().stream())
                .mapToDouble(free -> Duration.between(from, free).toMinutes() / MINUTES)
                .max()
                .orElse(0);
    }

    private static OptionalDouble first(Stream<LocalDateTime> times) {
        return times.mapToDouble(time -> (double) time.toEpochSecond(ZoneOffset.UTC))
                .min();
    }
}
