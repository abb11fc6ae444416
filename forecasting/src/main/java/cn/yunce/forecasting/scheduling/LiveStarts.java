package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * Plans of a live day that need no programme: the plan's own trips as far as they can stay, and the evening's search on what is to leave
 * now. What they come to depends on no clock.
 */
final class LiveStarts {
    /** Of a search by dispatching; more find hardly anything cheaper. */
    private static final int TRIES = 60;
    /** A wave of so few lines is solved to the end in a fraction of the limit. */
    private static final int FEW_LINES = 6;

    private static final Duration PROGRAMME = Duration.ofSeconds(1);
    private static final int PART = 3;
    private static final int SOME_VEHICLE = Integer.MAX_VALUE;

    private final LiveFleet fleet;
    private final LiveOptions options;

    LiveStarts(LiveFleet fleet) {
        this.fleet = fleet;
        options = new LiveOptions(fleet, false);
    }

    /** Trips that can stay, and the others at the minute and by the vehicle that cost least and are free. */
    List<LiveTrip> kept() {
        List<LiveTrip> kept = new ArrayList<>();
        List<LiveTrip> forced = new ArrayList<>();
        for (LiveTrip trip : fleet.open()) {
            if (fleet.locked(trip) || fleet.movedTo(trip).isEmpty()) {
                (options.forced(trip) ? forced : kept).add(trip);
            }
        }
        addMoved(kept);
        forced.forEach(trip -> place(trip, kept).ifPresent(kept::add));
        return kept;
    }

    private void addMoved(List<LiveTrip> trips) {
        for (LiveTrip trip : fleet.open()) {
            if (!fleet.locked(trip) && fleet.movedTo(trip).isPresent()) {
                int minute = fleet.movedTo(trip).orElse(trip.departure());
                trips.add(place(trip, trips)
                        .orElseGet(() -> trip.by(trip.lines(), Handling.LOOSE, minute, LiveTrip.EXTERNAL)));
            }
        }
    }

    /** All trips as planned, but by the vehicles that are alike, on which those go that save most. */
    List<LiveTrip> shared(LiveVehicles vehicles) {
        List<LiveTrip> trips = new ArrayList<>(fleet.open().stream()
                .filter(trip -> fleet.locked(trip) || fleet.movedTo(trip).isEmpty())
                .toList());
        addMoved(trips);
        return vehicles.choose(trips);
    }

    /** All trips by the vehicles they have, each as soon after its planned minute as its parcels and its vehicle are there; or external. */
    List<LiveTrip> delayed() {
        List<LiveTrip> delayed =
                new ArrayList<>(fleet.open().stream().filter(fleet::locked).toList());
        addMoved(delayed);
        for (LiveTrip trip : fleet.open()) {
            if (!fleet.pinned(trip)) {
                firstFrom(trip, delayed).or(() -> place(trip, delayed)).ifPresent(delayed::add);
            }
        }
        return delayed;
    }

    private Optional<LiveTrip> firstFrom(LiveTrip trip, List<LiveTrip> before) {
        return IntStream.rangeClosed(trip.departure(), fleet.latest(trip.lines()))
                .mapToObj(minute -> trip.by(trip.lines(), trip.handling(), minute, trip.vehicle()))
                .filter(later -> fleet.possible(later)
                        && fleet.free(later, before)
                        && options.free(later)
                        && there(later, before))
                .findFirst();
    }

    private Optional<LiveTrip> place(LiveTrip trip, List<LiveTrip> others) {
        return options.of(trip).stream()
                .map(LiveOptions.Option::trip)
                .filter(way -> Set.copyOf(way.lines()).equals(Set.copyOf(trip.lines())))
                .filter(way -> fleet.free(way, others) && there(way, others))
                .min(Comparator.comparingDouble((LiveTrip way) -> fleet.cost(way))
                        .thenComparingInt(way -> Math.abs(way.departure() - trip.departure())));
    }

    /** What the trip and the others that leave full before their line is complete take has come. */
    private boolean there(LiveTrip trip, List<LiveTrip> others) {
        if (!leavesFull(trip)) {
            return true;
        }
        if (trip.lines().size() > 1) {
            return false;
        }
        int line = trip.lines().getFirst();
        List<LiveTrip> early = new ArrayList<>(others.stream()
                .filter(other -> leavesFull(other) && other.lines().getFirst() == line)
                .toList());
        early.add(trip);
        early.sort(Comparator.comparingInt(LiveTrip::departure));
        long gone = 0;
        for (LiveTrip other : early) {
            gone += other.handling().capacity();
            if (gone > fleet.arrivals(line).accumulated(other.departure())) {
                return false;
            }
        }
        return true;
    }

    private boolean leavesFull(LiveTrip trip) {
        return !fleet.early() && fleet.before(trip.lines(), trip.departure());
    }

    /** Without trips whose parcels the others can take, of lines that have fewer than planned, where that is worth a change. */
    List<LiveTrip> fewer(List<LiveTrip> trips) {
        List<LiveTrip> fewer = trips;
        List<LiveTrip> dearest = trips.stream()
                .filter(trip ->
                        !fleet.pinned(trip) && fleet.cost(trip) > fleet.day().changePenalty())
                .filter(trip -> trip.lines().stream().anyMatch(fleet::shrunk))
                .sorted(Comparator.comparingDouble((LiveTrip trip) -> fleet.cost(trip))
                        .reversed())
                .toList();
        for (LiveTrip trip : dearest) {
            List<LiveTrip> others =
                    fewer.stream().filter(other -> !other.equals(trip)).toList();
            Optional<LiveLoads.Loaded> loaded = LiveLoads.of(fleet, others)
                    .filter(found -> found.left().stream().allMatch(left -> left == 0));
            if (loaded.isPresent()) {
                fewer = others;
            }
        }
        return fewer.equals(trips)
                ? trips
                : LiveLoads.of(fleet, fewer).orElseThrow().trips();
    }

    /**
     * The evening's search, on vehicles that are alike. Empty where trips have left or are pinned, or parcels come so late that the
     * evening would have had no plan.
     */
    Optional<List<LiveTrip>> fresh() {
        int vehicles = new LiveVehicles(fleet).count();
        if (!fleet.departed().isEmpty() || fleet.open().stream().anyMatch(fleet::pinned)) {
            return Optional.empty();
        }
        List<Draft> wanted = new ArrayList<>();
        for (Wave wave : Wave.values()) {
            List<Demand> demands = new ArrayList<>();
            for (int line = 0; line < fleet.lines().size(); line++) {
                if (fleet.lines().get(line).wave() == wave
                        && fleet.arrivals(line).total() > 0) {
                    Optional<Demand> demand = demand(line);
                    if (demand.isEmpty()) {
                        return Optional.empty();
                    }
                    demands.add(demand.get());
                }
            }
            if (!demands.isEmpty()) {
                wanted.addAll(search(demands, vehicles));
            }
        }
        return Optional.of(named(Duties.day(wanted, vehicles, fleet.early()).stream()
                .map(Duties.Assigned::trip)
                .toList()));
    }

    private List<Draft> search(List<Demand> demands, int vehicles) {
        WaveProblem problem = new WaveProblem(
                demands,
                vehicles,
                fleet.day().problem().container(),
                fleet.day().problem().network().combinable());
        long seed = fleet.day().problem().seed();
        List<Draft> found = DispatchSearch.searchPacked(problem, TRIES, Deadline.NEVER, seed);
        List<Draft> best = Duties.late(Duties.assign(Duties.choose(found, vehicles), vehicles, false));
        if (demands.size() > FEW_LINES) {
            return best;
        }
        WaveSearch programme = new WaveSearch(problem, Deadline.NEVER, seed);
        programme.prepare();
        programme.relax();
        programme.solve(PROGRAMME);
        return programme.cost() < Duties.cost(best) ? programme.best() : best;
    }

    /** Parcels that come between two slots' ends count as coming at the later. */
    private Optional<Demand> demand(int line) {
        Line priced = fleet.priced(line);
        Wave wave = priced.wave();
        Arrivals arrivals = fleet.arrivals(line);
        double[] parcels = new double[wave.slots()];
        long before = 0;
        for (int slot = 0; slot < parcels.length; slot++) {
            long come = arrivals.accumulated(wave.readyMinute(slot));
            parcels[slot] = (double) (come - before) / Demand.PARCEL;
            before = come;
            if (come == arrivals.total() && wave.readyMinute(slot) <= priced.latestDepartureMinute()) {
                return Optional.of(new Demand(priced, SlotProfile.of(wave, parcels)));
            }
        }
        return Optional.empty();
    }

    /** As trips of the day, each with the id of the planned trip that is most like it. */
    private List<LiveTrip> named(List<Draft> drafts) {
        List<LiveTrip> nameless =
                new ArrayList<>(drafts.stream().map(this::live).toList());
        List<LiveTrip> planned = new ArrayList<>(fleet.open());
        List<LiveTrip> named = new ArrayList<>();
        List<BiPredicate<LiveTrip, LiveTrip>> likeness = List.of(
                (a, b) -> sameLines(a, b)
                        && a.own() == b.own()
                        && a.departure() == b.departure()
                        && a.handling() == b.handling(),
                (a, b) -> sameLines(a, b) && a.own() == b.own(),
                LiveStarts::sameLines,
                (a, b) -> a.lines().stream().anyMatch(b.lines()::contains));
        for (BiPredicate<LiveTrip, LiveTrip> like : likeness) {
            nameless.removeIf(trip -> {
                Optional<LiveTrip> old =
                        planned.stream().filter(other -> like.test(trip, other)).findFirst();
                old.ifPresent(other -> {
                    planned.remove(other);
                    named.add(new LiveTrip(
                            other.id(),
                            trip.lines(),
                            trip.loads(),
                            trip.handling(),
                            trip.departure(),
                            trip.own() && other.own() ? other.vehicle() : trip.vehicle()));
                });
                return old.isPresent();
            });
        }
        named.addAll(nameless);
        return placed(named);
    }

    /** On vehicles as near to the plan's as can be, and external where a road or the time is in the way. */
    private List<LiveTrip> placed(List<LiveTrip> trips) {
        LiveVehicles vehicles = new LiveVehicles(fleet);
        List<LiveTrip> placed = new ArrayList<>(
                vehicles.assign(trips.stream().filter(LiveTrip::own).toList()));
        trips.stream().filter(trip -> !trip.own()).forEach(placed::add);
        List<LiveTrip> possible = new ArrayList<>();
        for (LiveTrip trip : placed) {
            if (fleet.possible(trip)) {
                possible.add(trip);
            } else {
                fleet.lastExternal(trip.lines())
                        .ifPresent(minute ->
                                possible.add(trip.by(trip.lines(), Handling.LOOSE, minute, LiveTrip.EXTERNAL)));
            }
        }
        return possible;
    }

    private static boolean sameLines(LiveTrip a, LiveTrip b) {
        return new HashSet<>(a.lines()).equals(new HashSet<>(b.lines()));
    }

    private LiveTrip live(Draft draft) {
        List<String> codes = fleet.lines().stream().map(Line::code).toList();
        return new LiveTrip(
                "",
                draft.loads().stream()
                        .map(load -> codes.indexOf(load.demand().line().code()))
                        .toList(),
                draft.loads().stream().map(Draft.Load::amount).toList(),
                draft.own() ? draft.handling() : Handling.LOOSE,
                draft.departure(),
                draft.own() ? SOME_VEHICLE : LiveTrip.EXTERNAL);
    }

    /** How many lines have other parcels than planned. */
    long changedLines() {
        return IntStream.range(0, fleet.lines().size()).filter(fleet::changed).count();
    }

    /** A good part of the lines have other parcels than planned. */
    boolean muchChanged() {
        long loaded = IntStream.range(0, fleet.lines().size())
                .filter(line -> fleet.arrivals(line).total() > 0)
                .count();
        return PART * changedLines() > loaded;
    }
}
