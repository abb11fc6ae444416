package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.scheduling.Duties.Assigned;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One fleet's lines, vehicles and parcels, and its trips as commitments and back. */
final class FleetDay {
    private static final double TOLERANCE = 1e-6;

    private final ShortHaulProblem problem;
    private final Fleet fleet;
    private final List<Line> lines;
    private final Map<String, Integer> lineIndex = new HashMap<>();
    private final Map<String, Integer> vehicleIndex = new HashMap<>();

    FleetDay(ShortHaulProblem problem, Fleet fleet) {
        this.problem = problem;
        this.fleet = fleet;
        lines = problem.network().lines().stream()
                .filter(line -> line.fleet().equals(fleet.id()))
                .toList();
        for (int line = 0; line < lines.size(); line++) {
            lineIndex.put(lines.get(line).code(), line);
        }
        fleet.listVehicleIds().forEach(id -> vehicleIndex.put(id, vehicleIndex.size()));
    }

    Fleet fleet() {
        return fleet;
    }

    Recourse recourse() {
        return new Recourse(problem, lines, fleet.ownVehicles());
    }

    /** Parcels by line. */
    Demand[] demands(Map<String, SlotProfile> volumes) {
        return lines.stream()
                .map(line -> new Demand(
                        line,
                        volumes.getOrDefault(
                                line.code(),
                                SlotProfile.of(
                                        line.wave(), new double[line.wave().slots()]))))
                .toArray(Demand[]::new);
    }

    /** The fleet's trips among some, chronological. */
    List<Commitment> commitments(List<Trip> trips) {
        List<Commitment> commitments = new ArrayList<>();
        for (Trip trip : trips) {
            if (trip.fleet().equals(fleet.id())) {
                commitments.add(commitment(trip));
            }
        }
        commitments.sort(Commitment.CHRONOLOGICAL);
        return commitments;
    }

    /** @throws IllegalArgumentException for a line or vehicle that the fleet has not */
    private Commitment commitment(Trip trip) {
        int[] way = trip.loads().stream()
                .mapToInt(load -> index(lineIndex, "line", load.line()))
                .toArray();
        int vehicle =
                trip.vehicle().map(id -> index(vehicleIndex, "vehicle", id)).orElse(Commitment.BOOKED);
        Handling handling = trip.container() ? Handling.CONTAINER : Handling.LOOSE;
        boolean full = way.length == 1
                && vehicle != Commitment.BOOKED
                && trip.parcels() >= handling.parcels() - TOLERANCE
                && trip.departureMinute() < lines.get(way[0]).latestDepartureMinute();
        long[] parcels = trip.loads().stream()
                .mapToLong(load -> Math.round(load.parcels() * Demand.PARCEL))
                .toArray();
        return new Commitment(
                way, parcels, handling, trip.departureMinute(), vehicle, full, lines.toArray(Line[]::new));
    }

    private int index(Map<String, Integer> indices, String what, String id) {
        Integer index = indices.get(id);
        if (index == null) {
            throw new IllegalArgumentException(what + " of a trip must be of " + fleet.id() + ", was " + id);
        }
        return index;
    }

    /** Trips as they were driven, chronological. */
    List<Assigned> assigned(List<Recourse.Driven> driven, Function<Recourse.Driven, Handling> handling) {
        return driven.stream()
                .map(trip -> new Assigned(
                        new Draft(
                                new Way(trip.loads().stream()
                                        .map(Draft.Load::demand)
                                        .toList()),
                                trip.loads(),
                                handling.apply(trip),
                                trip.departure(),
                                trip.vehicle() != Commitment.BOOKED),
                        trip.vehicle()))
                .sorted(Comparator.comparingInt(duty -> duty.trip().departure()))
                .toList();
    }
}
