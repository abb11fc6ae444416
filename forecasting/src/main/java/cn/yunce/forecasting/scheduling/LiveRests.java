package cn.yunce.forecasting.scheduling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Trips for what a live day's other trips have no room for: full ones, remainders aboard other trips or combined while that saves most,
 * and own vehicles between their trips where that is cheaper.
 */
final class LiveRests {
    private final LiveFleet fleet;
    private final LiveOptions options;
    private final List<LiveTrip> trips;

    private record Board(int trip, LiveTrip longer, double costs) {}

    private LiveRests(LiveFleet fleet, LiveOptions options, List<LiveTrip> trips) {
        this.fleet = fleet;
        this.options = options;
        this.trips = new ArrayList<>(trips);
    }

    /** All trips, those that were loaded and those for what is left. */
    static List<LiveTrip> carry(LiveFleet fleet, LiveOptions options, LiveLoads.Loaded loaded) {
        LiveRests rests = new LiveRests(fleet, options, loaded.trips());
        rests.carry(loaded.left());
        return rests.trips;
    }

    private void carry(List<Long> left) {
        long capacity = Handling.LOOSE.capacity();
        List<LiveTrip> fresh = new ArrayList<>();
        List<LiveTrip> remainders = new ArrayList<>();
        for (int line = 0; line < left.size(); line++) {
            for (long rest = left.get(line); rest > 0; rest -= capacity) {
                LiveTrip trip = external(List.of(line), List.of(Math.min(rest, capacity)));
                (rest < capacity ? remainders : fresh).add(trip);
            }
        }
        remainders.sort(Comparator.comparingLong(LiveTrip::amount));
        remainders.removeIf(this::board);
        while (merge(remainders)) {
            // one merge a round
        }
        fresh.addAll(remainders);
        fresh.sort(Comparator.comparingDouble(this::saving).reversed());
        fresh.forEach(trip -> trips.add(byOwn(trip).orElse(trip)));
    }

    private LiveTrip external(List<Integer> way, List<Long> loads) {
        int minute = fleet.lastExternal(way).orElse(fleet.latest(way));
        return new LiveTrip("", way, loads, Handling.LOOSE, minute, LiveTrip.EXTERNAL);
    }

    private double saving(LiveTrip trip) {
        return fleet.cost(trip.lines(), false) - fleet.cost(trip.lines(), true);
    }

    /** Puts a remainder aboard a trip that has room, where that costs less than a trip of its own. */
    private boolean board(LiveTrip rest) {
        double alone = fleet.cost(rest) + fleet.day().changePenalty();
        Optional<Board> best = Optional.empty();
        for (int trip = 0; trip < trips.size(); trip++) {
            Optional<Board> found = board(trip, rest);
            if (found.isPresent()
                    && found.get().costs() < best.map(Board::costs).orElse(alone)) {
                best = found;
            }
        }
        best.ifPresent(board -> trips.set(board.trip(), board.longer()));
        return best.isPresent();
    }

    private Optional<Board> board(int index, LiveTrip rest) {
        LiveTrip trip = trips.get(index);
        int line = rest.lines().getFirst();
        if (fleet.pinned(trip)
                || trip.amount() + rest.amount() > trip.handling().capacity()
                || !fleet.mayCombine(trip.lines(), line)) {
            return Optional.empty();
        }
        List<Integer> way = with(trip.lines(), line);
        OptionalInt minute =
                trip.own() ? OptionalInt.of(Math.max(trip.departure(), fleet.ready(way))) : fleet.lastExternal(way);
        if (minute.isEmpty()) {
            return Optional.empty();
        }
        LiveTrip longer = new LiveTrip(
                trip.id(), way, with(trip.loads(), rest.amount()), trip.handling(), minute.getAsInt(), trip.vehicle());
        List<LiveTrip> others =
                trips.stream().filter(other -> !other.equals(trip)).toList();
        if (longer.departure() < trip.departure()
                || !fleet.possible(longer)
                || !fleet.free(longer, others)
                || !options.free(longer)) {
            return Optional.empty();
        }
        boolean changed = trip.fresh() || fleet.open().stream().noneMatch(planned -> LiveChanges.same(planned, trip));
        return Optional.of(new Board(
                index,
                longer,
                fleet.cost(longer)
                        - fleet.cost(trip)
                        + (changed ? 0 : fleet.day().changePenalty())));
    }

    private static <T> List<T> with(List<T> some, T more) {
        List<T> all = new ArrayList<>(some);
        all.add(more);
        return all;
    }

    private boolean merge(List<LiveTrip> rests) {
        int first = -1;
        int second = -1;
        double best = 0;
        for (int i = 0; i < rests.size(); i++) {
            for (int j = i + 1; j < rests.size(); j++) {
                double saves = Math.min(fleet.cost(rests.get(i)), fleet.cost(rests.get(j)));
                if (saves > best && fit(rests.get(i), rests.get(j))) {
                    first = i;
                    second = j;
                    best = saves;
                }
            }
        }
        if (first < 0) {
            return false;
        }
        LiveTrip gone = rests.remove(second);
        LiveTrip stays = rests.get(first);
        List<Integer> way = new ArrayList<>(stays.lines());
        List<Long> loads = new ArrayList<>(stays.loads());
        way.addAll(gone.lines());
        loads.addAll(gone.loads());
        rests.set(first, external(way, loads));
        return true;
    }

    private boolean fit(LiveTrip a, LiveTrip b) {
        List<Integer> way = new ArrayList<>(a.lines());
        for (int line : b.lines()) {
            if (!fleet.mayCombine(way, line)) {
                return false;
            }
            way.add(line);
        }
        return a.amount() + b.amount() <= Handling.LOOSE.capacity()
                && fleet.lastExternal(way).isPresent();
    }

    /** By an own vehicle between the other trips, once all its parcels are there, where that is cheaper. */
    private Optional<LiveTrip> byOwn(LiveTrip trip) {
        if (saving(trip) <= 0) {
            return Optional.empty();
        }
        return options.byOwn(trip).stream()
                .filter(own -> own.departure() >= fleet.ready(own.lines())
                        && own.amount() <= own.handling().capacity())
                .filter(own -> fleet.free(own, trips))
                .findFirst();
    }
}
