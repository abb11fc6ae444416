package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.Disturbance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Own vehicles of a live day that are alike: free from now on, not broken, without a trip that is locked or moved. */
final class LiveVehicles {
    /** Of two sets of trips that save the same, that of the plan. */
    private static final double AS_PLANNED = 2e-3;

    private final LiveFleet fleet;
    private final List<Integer> alike;

    LiveVehicles(LiveFleet fleet) {
        this.fleet = fleet;
        int now = fleet.day().nowMinute();
        alike = IntStream.range(0, fleet.fleet().ownVehicles())
                .filter(vehicle -> !fleet.broken(vehicle, now + 1, Disturbance.LAST_MINUTE))
                .filter(vehicle -> fleet.departed().stream()
                        .noneMatch(trip -> trip.vehicle() == vehicle && fleet.back(trip) > now + 1))
                .filter(vehicle ->
                        fleet.open().stream().noneMatch(trip -> trip.vehicle() == vehicle && fleet.pinned(trip)))
                .boxed()
                .toList();
    }

    private LiveVehicles(LiveFleet fleet, List<Integer> alike) {
        this.fleet = fleet;
        this.alike = alike;
    }

    int count() {
        return alike.size();
    }

    /**
     * The trips with those on alike vehicles that save most, at the departures they have; the others of them go external. Trips that are
     * pinned, or by other vehicles that they may go by, stay.
     */
    List<LiveTrip> choose(List<LiveTrip> trips) {
        List<Integer> others = alike.stream()
                .filter(vehicle -> trips.stream().noneMatch(trip -> trip.vehicle() == vehicle && fleet.pinned(trip)))
                .toList();
        return new LiveVehicles(fleet, others).chooseOf(trips);
    }

    private List<LiveTrip> chooseOf(List<LiveTrip> trips) {
        List<LiveTrip> kept = new ArrayList<>();
        List<LiveTrip> loose = new ArrayList<>();
        for (LiveTrip trip : trips) {
            boolean elsewhere = trip.own() && !alike.contains(trip.vehicle()) && fleet.possible(trip);
            (fleet.pinned(trip) || elsewhere ? kept : loose).add(trip);
        }
        boolean[] own = Duties.mostSaving(loose.stream().map(this::span).toList(), count());
        List<LiveTrip> chosen = new ArrayList<>();
        for (int i = 0; i < own.length; i++) {
            LiveTrip trip = loose.get(i);
            if (own[i]) {
                chosen.add(trip);
            } else {
                kept.add(trip.own() || !fleet.possible(trip) ? external(trip) : trip);
            }
        }
        kept.addAll(assign(chosen));
        return kept;
    }

    private Duties.Span span(LiveTrip trip) {
        boolean may =
                !alike.isEmpty() && fleet.possible(trip.lines(), trip.handling(), trip.departure(), alike.getFirst());
        double saving = fleet.cost(trip.lines(), false) - fleet.cost(trip.lines(), true);
        double planned = trip.own() ? AS_PLANNED : 0;
        return new Duties.Span(trip.departure(), fleet.back(trip), may ? saving + planned : 0);
    }

    private LiveTrip external(LiveTrip trip) {
        int minute = fleet.lastExternal(trip.lines()).orElse(trip.departure());
        return trip.by(trip.lines(), Handling.LOOSE, minute, LiveTrip.EXTERNAL);
    }

    /**
     * Gives each trip an alike vehicle, its own as far as that goes.
     *
     * @param trips of which no more are away at any minute than there are such vehicles
     */
    List<LiveTrip> assign(List<LiveTrip> trips) {
        List<LiveTrip> ordered = trips.stream()
                .sorted(Comparator.comparingInt(LiveTrip::departure))
                .toList();
        return inGaps(ordered).orElseGet(() -> inTurn(ordered));
    }

    /** All that have an alike vehicle keep it; empty where the others do not fit between. */
    private Optional<List<LiveTrip>> inGaps(List<LiveTrip> trips) {
        List<LiveTrip> assigned = new ArrayList<>();
        List<LiveTrip> others = new ArrayList<>();
        for (LiveTrip trip : trips) {
            boolean keeps = alike.contains(trip.vehicle()) && free(trip.vehicle(), trip, assigned);
            (keeps ? assigned : others).add(trip);
        }
        for (LiveTrip trip : others) {
            Optional<Integer> vehicle =
                    alike.stream().filter(it -> free(it, trip, assigned)).findFirst();
            if (vehicle.isEmpty()) {
                return Optional.empty();
            }
            assigned.add(by(trip, vehicle.get()));
        }
        return Optional.of(assigned);
    }

    /** One after the other: by its own vehicle if that is there, or by one whose next trip, as planned, is late enough, or by any. */
    private List<LiveTrip> inTurn(List<LiveTrip> trips) {
        List<LiveTrip> assigned = new ArrayList<>();
        for (LiveTrip trip : trips) {
            int vehicle = alike.stream()
                    .filter(it -> free(it, trip, assigned))
                    .max(Comparator.comparingInt((Integer it) -> it == trip.vehicle() ? 1 : 0)
                            .thenComparingInt(it -> Math.min(next(it, trip, trips), fleet.back(trip))))
                    .orElseThrow(
                            () -> new IllegalStateException("a vehicle must be free for each trip chosen, was none"));
            assigned.add(by(trip, vehicle));
        }
        return assigned;
    }

    private static int next(int vehicle, LiveTrip trip, List<LiveTrip> trips) {
        return trips.stream()
                .filter(other -> other.vehicle() == vehicle && other.departure() >= trip.departure())
                .mapToInt(LiveTrip::departure)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    private boolean free(int vehicle, LiveTrip trip, List<LiveTrip> assigned) {
        return fleet.free(by(trip, vehicle), assigned);
    }

    private static LiveTrip by(LiveTrip trip, int vehicle) {
        return trip.by(trip.lines(), trip.handling(), trip.departure(), vehicle);
    }
}
