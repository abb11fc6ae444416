package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dispatches a fleet's vehicles while a wave's parcels come (a rolling horizon): at a minute it knows what has come, expects of the
 * rest what the forecast says in proportion to that, and betters the trips that it wanted until then.
 */
final class WaveDispatch {
    /** Parcels by which a line's ratio of actual to forecast volume is drawn to one, early in a wave. */
    private static final double PULL = 300 * (double) Demand.PARCEL;

    /**
     * A trip that is wanted.
     *
     * @param lines of the fleet
     * @param parcels millionths of a parcel of each
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Trip(int[] lines, long[] parcels, Handling handling, int minute) {}

    private final Recourse fleet;
    private final Demand[] forecast;
    private final Demand[] actual;
    /** The wave's lines with parcels, forecast or come. */
    private final int[] some;

    private final int[] indexOf;
    private final boolean[][] combinable;
    private final List<LastTrips.Slot> booked = new ArrayList<>();
    private List<LastTrips.Load> last = new ArrayList<>();
    private List<Trip> wanted = new ArrayList<>();

    /** @param plan the wave's trips */
    WaveDispatch(Recourse fleet, Wave wave, List<Commitment> plan, Demand[] forecast, Demand[] actual) {
        this.fleet = fleet;
        this.forecast = forecast;
        this.actual = actual;
        Line[] lines = fleet.lines();
        some = IntStream.range(0, lines.length)
                .filter(line -> lines[line].wave() == wave && forecast[line].total() + actual[line].total() > 0)
                .toArray();
        indexOf = new int[lines.length];
        combinable = new boolean[some.length][some.length];
        for (int a = 0; a < some.length; a++) {
            indexOf[some[a]] = a;
            for (int b = 0; b < some.length; b++) {
                combinable[a][b] = fleet.mayCombine(some[a], some[b]);
            }
        }
        takeOver(plan);
    }

    /**
     * A vehicle's last trip waits for the wave's end if it is not full or not back by then, its others are wanted when they are planned.
     */
    private void takeOver(List<Commitment> plan) {
        int end = Arrays.stream(some)
                .map(line -> fleet.lines()[line].latestDepartureMinute())
                .max()
                .orElse(0);
        for (int vehicle = 0; vehicle < fleet.vehicles(); vehicle++) {
            LastTrips.Load load = LastTrips.Load.NONE;
            int of = vehicle;
            List<Commitment> duty =
                    plan.stream().filter(trip -> trip.vehicle == of).toList();
            for (Commitment trip : duty) {
                if (trip == duty.getLast() && (!trip.full || back(trip) > end)) {
                    load = new LastTrips.Load(indices(trip.lines), trip.parcels);
                } else {
                    wanted.add(new Trip(trip.lines, trip.parcels, trip.handling, trip.departure));
                }
            }
            last.add(load);
        }
        last.sort(Comparator.comparingInt(this::due));
        for (Commitment trip : plan) {
            if (!trip.own()) {
                booked.add(LastTrips.Slot.booked(trip.externalCost));
                last.add(new LastTrips.Load(indices(trip.lines), trip.parcels));
            }
        }
    }

    private int back(Commitment trip) {
        double transit = Arrays.stream(trip.lines)
                .mapToDouble(line -> fleet.lines()[line].transitMinutes())
                .max()
                .orElseThrow();
        return trip.departure + trip.handling.turnMinutes(transit);
    }

    private int[] indices(int[] lines) {
        return Arrays.stream(lines).map(line -> indexOf[line]).toArray();
    }

    /**
     * Plans the trips that leave from the minute on.
     *
     * @param free minute from which each vehicle may leave
     * @param gone millionths of a parcel that have left, by line
     */
    void plan(int minute, int[] free, long[] gone, Recourse.Effort effort, long seed) {
        List<Demand> rest = Arrays.stream(some)
                .mapToObj(line -> new Demand(fleet.lines()[line], rest(line, minute, gone)))
                .toList();
        if (rest.stream().allMatch(demand -> demand.total() == 0)) {
            return;
        }
        int[] ready = rest.stream().mapToInt(Demand::readyMinute).toArray();
        Line[] lines = rest.stream().map(Demand::line).toArray(Line[]::new);
        TripSearch.Outlook outlook = TripSearch.goOn(
                fleet.problem(rest),
                fleet.early(),
                minute,
                free,
                wanted.stream().map(trip -> draft(trip, rest, minute)).toList(),
                (left, freeAtEnd, start, seedOfPacking) -> {
                    List<LastTrips.Slot> slots = LastTrips.Slot.own(freeAtEnd);
                    slots.addAll(booked);
                    LastTrips packed =
                            new LastTrips(lines, left, ready, combinable, fleet.container(), slots, seedOfPacking);
                    packed.start(start);
                    return packed;
                },
                last,
                effort,
                seed);
        wanted = new ArrayList<>();
        for (Draft trip : outlook.trips()) {
            wanted.add(new Trip(
                    trip.loads().stream()
                            .mapToInt(load -> some[rest.indexOf(load.demand())])
                            .toArray(),
                    trip.loads().stream().mapToLong(Draft.Load::amount).toArray(),
                    trip.handling(),
                    trip.departure()));
        }
        last = outlook.last();
    }

    private Draft draft(Trip trip, List<Demand> rest, int minute) {
        List<Draft.Load> loads = new ArrayList<>();
        for (int i = 0; i < trip.lines().length; i++) {
            loads.add(new Draft.Load(rest.get(indexOf[trip.lines()[i]]), trip.parcels()[i]));
        }
        return new Draft(
                new Way(loads.stream().map(Draft.Load::demand).toList()),
                loads,
                trip.handling(),
                Math.max(minute, trip.minute()),
                true);
    }

    /** What of a line has come and not left, and what is expected to come, whole parcels more or fewer than forecast. */
    private SlotProfile rest(int line, int now, long[] gone) {
        Wave wave = fleet.lines()[line].wave();
        double[] rest = new double[wave.slots()];
        int next = (now - wave.fromMinute()) / Wave.SLOT_MINUTES;
        long come = actual[line].accumulated(now);
        long expected = forecast[line].accumulated(now);
        if (come > gone[line]) {
            int last = (actual[line].readyMinute(come) - wave.fromMinute()) / Wave.SLOT_MINUTES - 1;
            rest[last] = (double) (come - gone[line]) / Demand.PARCEL;
        }
        double ratio = (come + PULL) / (expected + PULL);
        long before = 0;
        for (int slot = next; slot < rest.length; slot++) {
            long more = forecast[line].accumulated(wave.readyMinute(slot)) - expected;
            long upTo = Math.max(before, more + Math.round((ratio - 1) * more / Demand.PARCEL) * Demand.PARCEL);
            rest[slot] = (double) (upTo - before) / Demand.PARCEL;
            before = upTo;
        }
        return SlotProfile.of(wave, rest);
    }

    /** Takes the wanted trips that leave before the minute, by departure. */
    List<Trip> take(int before) {
        List<Trip> due = wanted.stream()
                .filter(trip -> trip.minute() < before)
                .sorted(Comparator.comparingInt(Trip::minute))
                .toList();
        wanted.removeIf(trip -> trip.minute() < before);
        return due;
    }

    /** Wants a trip later that could not leave. */
    void putBack(Trip trip) {
        wanted.add(trip);
    }

    /** What own vehicles, those first that are free first, and booked ones are to carry at the wave's end. */
    List<LastTrips.Load> lastLoads() {
        List<LastTrips.Load> loads = new ArrayList<>(last);
        loads.subList(0, fleet.vehicles()).sort(Comparator.comparingInt(this::due));
        return loads.stream()
                .map(load -> new LastTrips.Load(
                        Arrays.stream(load.lines()).map(line -> some[line]).toArray(), load.parcels()))
                .toList();
    }

    private int due(LastTrips.Load load) {
        return Arrays.stream(load.lines())
                .map(line -> fleet.lines()[some[line]].latestDepartureMinute())
                .min()
                .orElse(Integer.MAX_VALUE);
    }
}
