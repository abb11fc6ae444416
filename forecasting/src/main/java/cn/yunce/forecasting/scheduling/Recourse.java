package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * One fleet's day as it is driven: commitments meet parcels. Full trips leave as their parcels are there; when lines are complete,
 * what is left is put on the remaining trips by a greatest flow, dearest lines first, and the rest on late extra trips.
 */
final class Recourse {
    private static final long CAPACITY = Handling.LOOSE.capacity();

    /** A trip that leaves when its lines are complete, and millionths of a parcel of each of its lines. */
    private static final class Slot {
        private final Commitment trip;
        private final int departure;
        private final Handling handling;
        private final long[] amounts;

        Slot(Commitment trip, int departure, Handling handling, long[] amounts) {
            this.trip = trip;
            this.departure = departure;
            this.handling = handling;
            this.amounts = amounts;
        }

        long room() {
            return handling.capacity() - Arrays.stream(amounts).sum();
        }
    }

    /**
     * A trip as driven.
     *
     * @param vehicle {@link Commitment#BOOKED} for an external one
     * @param extra beyond the plan
     */
    record Driven(List<Draft.Load> loads, Handling handling, int departure, int vehicle, boolean extra) {}

    private final Line[] lines;
    private final DepartureRule rule;
    private final boolean container;
    private final int vehicles;
    private final Integer[] dearestFirst;
    private double cost;
    private double unusedCost;
    private double extraCost;
    private int extraTrips;
    private int dropped;
    private final int[] extras;

    Recourse(List<Line> lines, int vehicles, boolean container, DepartureRule rule) {
        this.lines = lines.toArray(Line[]::new);
        this.vehicles = vehicles;
        this.container = container;
        this.rule = rule;
        extras = new int[this.lines.length];
        dearestFirst = new Integer[this.lines.length];
        Arrays.setAll(dearestFirst, line -> line);
        Arrays.sort(dearestFirst, (a, b) -> Double.compare(this.lines[b].externalCost(), this.lines[a].externalCost()));
    }

    Line[] lines() {
        return lines;
    }

    /** Variable cost of the last day driven. */
    double cost() {
        return cost;
    }

    double unusedCost() {
        return unusedCost;
    }

    double extraCost() {
        return extraCost;
    }

    int extraTrips() {
        return extraTrips;
    }

    int dropped() {
        return dropped;
    }

    /** Late extra trips of a line on the last day driven. */
    int extras(int line) {
        return extras[line];
    }

    /**
     * How far a plan's trips may wait, by trip.
     *
     * @param latest last minute at which it may leave for its vehicle to make its later trips
     * @param back minute at which its vehicle leaves again at the latest
     */
    @SuppressWarnings("ArrayRecordComponent") // of one plan, never compared
    record Limits(int[] latest, int[] back) {
        /** @param trips chronological */
        static Limits of(List<Commitment> trips, int vehicles) {
            int[] next = new int[vehicles];
            Arrays.fill(next, Integer.MAX_VALUE);
            int[] latest = new int[trips.size()];
            int[] back = new int[trips.size()];
            for (int i = trips.size() - 1; i >= 0; i--) {
                Commitment trip = trips.get(i);
                latest[i] = trip.latest;
                if (trip.own()) {
                    back[i] = next[trip.vehicle];
                    latest[i] = Math.min(trip.latest, back[i] - trip.turnMinutes(trip.handling));
                    next[trip.vehicle] = latest[i];
                }
            }
            return new Limits(latest, back);
        }
    }

    /**
     * Drives a day.
     *
     * @param trips chronological
     * @param limits of the trips
     * @param day parcels by line
     * @param log receives the trips driven
     */
    void drive(List<Commitment> trips, Limits limits, Demand[] day, List<Driven> log) {
        drive(trips, limits, day, false, log);
    }

    /** Drives a day with a parcel at least on every trip and for every line of it, where there is one. */
    void spread(List<Commitment> trips, Demand[] day, List<Driven> log) {
        drive(trips, Limits.of(trips, vehicles), day, true, log);
    }

    private void drive(List<Commitment> trips, Limits limits, Demand[] day, boolean spread, List<Driven> log) {
        cost = 0;
        unusedCost = 0;
        dropped = 0;
        long[] gone = new long[lines.length];
        int[] free = new int[vehicles];
        Arrays.fill(free, Integer.MIN_VALUE);
        int[] latest = limits.latest();
        int[] bound = limits.back();
        long[] planned = new long[lines.length];
        for (Commitment trip : trips) {
            if (trip.full) {
                planned[trip.lines[0]] += trip.handling.capacity();
            }
        }
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < trips.size(); i++) {
            Commitment trip = trips.get(i);
            if (!trip.own()) {
                slots.add(new Slot(trip, trip.latest, Handling.LOOSE, new long[trip.lines.length]));
                continue;
            }
            if (trip.full) {
                planned[trip.lines[0]] -= trip.handling.capacity();
            }
            boolean left = trip.full
                    && (leaveFull(trip, trip.lines[0], latest[i], bound[i], day, gone, free, log)
                            || substitute(trip, latest[i], bound[i], day, gone, planned, free, log));
            if (!left) {
                leaveLater(trip, latest[i], bound[i], day, gone, free, slots, log);
            }
        }
        long[] rest = new long[lines.length];
        for (int line = 0; line < rest.length; line++) {
            rest[line] = day[line].total() - gone[line];
        }
        share(slots, rest);
        if (spread) {
            spread(slots);
        }
        for (Slot slot : slots) {
            settle(slot, day, log);
        }
        addExtras(rest, day, log);
    }

    private boolean leaveFull(
            Commitment trip, int line, int latest, int bound, Demand[] day, long[] gone, int[] free, List<Driven> log) {
        long capacity = trip.handling.capacity();
        int there = day[line].readyMinute(gone[line] + capacity);
        int departure = Math.max(there, free[trip.vehicle]);
        int back = departure + trip.handling.turnMinutes(lines[line].transitMinutes());
        if (there == Integer.MAX_VALUE || departure > latest || back > bound) {
            return false;
        }
        gone[line] += capacity;
        free[trip.vehicle] = back;
        cost += lines[line].ownCost();
        log.add(new Driven(
                List.of(new Draft.Load(day[line], capacity)), trip.handling, departure, trip.vehicle, false));
        return true;
    }

    /** A trip whose line is short of parcels carries those of another one of the wave, that no planned full trip takes. */
    private boolean substitute(
            Commitment trip,
            int latest,
            int bound,
            Demand[] day,
            long[] gone,
            long[] planned,
            int[] free,
            List<Driven> log) {
        Wave wave = lines[trip.lines[0]].wave();
        int best = -1;
        double most = 0;
        for (int line = 0; line < lines.length; line++) {
            double saving = lines[line].externalCost() - lines[line].ownCost();
            if (saving > most
                    && lines[line].wave() == wave
                    && latest <= lines[line].latestDepartureMinute()
                    && day[line].accumulated(latest) - gone[line] >= trip.handling.capacity()
                    && day[line].total() - gone[line] - planned[line] >= trip.handling.capacity()
                    && latest + trip.handling.turnMinutes(lines[line].transitMinutes()) <= bound) {
                best = line;
                most = saving;
            }
        }
        return best >= 0 && leaveFull(trip, best, latest, bound, day, gone, free, log);
    }

    /** When its lines are complete, or under rule "early" as late as it may with what is there. */
    private void leaveLater(
            Commitment trip,
            int latest,
            int bound,
            Demand[] day,
            long[] gone,
            int[] free,
            List<Slot> slots,
            List<Driven> log) {
        int complete = 0;
        for (int line : trip.lines) {
            complete = Math.max(complete, day[line].total() == 0 ? 0 : day[line].readyMinute());
        }
        int departure = Math.max(complete, free[trip.vehicle]);
        Handling handling = trip.handling;
        if (departure <= latest) {
            if (departure + trip.turnMinutes(Handling.LOOSE) <= bound) {
                handling = Handling.LOOSE;
            }
            free[trip.vehicle] = departure + trip.turnMinutes(handling);
            slots.add(new Slot(trip, departure, handling, new long[trip.lines.length]));
            return;
        }
        if (rule == DepartureRule.COMPLETE || free[trip.vehicle] > latest) {
            dropped++;
            return;
        }
        long room = handling.capacity();
        long[] amounts = new long[trip.lines.length];
        for (int i = 0; i < amounts.length; i++) {
            int line = trip.lines[i];
            amounts[i] = Math.clamp(day[line].accumulated(latest) - gone[line], 0, room);
            gone[line] += amounts[i];
            room -= amounts[i];
        }
        free[trip.vehicle] = latest + trip.turnMinutes(handling);
        settle(new Slot(trip, latest, handling, amounts), day, log);
    }

    private void settle(Slot slot, Demand[] day, List<Driven> log) {
        double own = 0;
        double hired = 0;
        List<Draft.Load> loads = new ArrayList<>(slot.amounts.length);
        for (int i = 0; i < slot.amounts.length; i++) {
            int line = slot.trip.lines[i];
            hired = Math.max(hired, lines[line].externalCost());
            if (slot.amounts[i] > 0) {
                own = Math.max(own, lines[line].ownCost());
                loads.add(new Draft.Load(day[line], slot.amounts[i]));
            }
        }
        cost += slot.trip.own() ? own : hired;
        if (loads.isEmpty()) {
            dropped += slot.trip.own() ? 1 : 0;
            unusedCost += slot.trip.own() ? 0 : hired;
            return;
        }
        log.add(new Driven(loads, slot.handling, slot.departure, slot.trip.vehicle, false));
    }

    private void addExtras(long[] left, Demand[] day, List<Driven> log) {
        extraCost = 0;
        extraTrips = 0;
        for (int line = 0; line < left.length; line++) {
            extras[line] = (int) Math.ceilDiv(left[line], CAPACITY);
            extraTrips += extras[line];
            extraCost += extras[line] * lines[line].externalCost();
            for (long rest = left[line]; rest > 0; rest -= CAPACITY) {
                log.add(new Driven(
                        List.of(new Draft.Load(day[line], Math.min(rest, CAPACITY))),
                        Handling.LOOSE,
                        lines[line].latestDepartureMinute(),
                        Commitment.BOOKED,
                        true));
            }
        }
        cost += extraCost;
    }

    /** Takes from {@code left} what the slots hold; trips of one line first, as what they take stands in no other's way. */
    private void share(List<Slot> slots, long[] left) {
        List<Slot> several = new ArrayList<>();
        for (boolean own : new boolean[] {false, true}) {
            for (Slot slot : slots) {
                if (slot.trip.own() == own) {
                    if (slot.amounts.length == 1) {
                        int line = slot.trip.lines[0];
                        slot.amounts[0] = Math.min(left[line], slot.handling.capacity());
                        left[line] -= slot.amounts[0];
                    } else {
                        several.add(slot);
                    }
                }
            }
        }
        if (several.isEmpty()) {
            return;
        }
        long[] room = several.stream().mapToLong(Slot::room).toArray();
        int[][] slotsOfLine = new int[lines.length][0];
        for (int slot = 0; slot < room.length; slot++) {
            for (int line : several.get(slot).trip.lines) {
                slotsOfLine[line] = Arrays.copyOf(slotsOfLine[line], slotsOfLine[line].length + 1);
                slotsOfLine[line][slotsOfLine[line].length - 1] = slot;
            }
        }
        for (int line : dearestFirst) {
            while (left[line] > 0 && augment(line, several, slotsOfLine, room, left)) {
                // each round puts parcels of the line aboard, moving others' where that makes room
            }
        }
    }

    private static void spread(List<Slot> slots) {
        for (Slot slot : slots) {
            for (int i = 0; i < slot.amounts.length; i++) {
                int line = slot.trip.lines[i];
                if (slot.amounts[i] == 0 && slot.room() >= Demand.PARCEL) {
                    for (Slot other : slots) {
                        int at = other == slot ? -1 : find(other, line);
                        if (at >= 0 && other.amounts[at] > Demand.PARCEL) {
                            other.amounts[at] -= Demand.PARCEL;
                            slot.amounts[i] += Demand.PARCEL;
                            break;
                        }
                    }
                }
            }
        }
    }

    private static int find(Slot slot, int line) {
        for (int i = 0; i < slot.trip.lines.length; i++) {
            if (slot.trip.lines[i] == line) {
                return i;
            }
        }
        return -1;
    }

    private boolean augment(int from, List<Slot> slots, int[][] slotsOfLine, long[] room, long[] left) {
        int[] lineOfSlot = new int[room.length];
        int[] slotOfLine = new int[lines.length];
        Arrays.fill(lineOfSlot, -1);
        Arrays.fill(slotOfLine, -1);
        Deque<Integer> open = new ArrayDeque<>();
        open.add(from);
        while (!open.isEmpty()) {
            int line = open.remove();
            for (int slot : slotsOfLine[line]) {
                if (lineOfSlot[slot] >= 0) {
                    continue;
                }
                lineOfSlot[slot] = line;
                if (room[slot] > 0) {
                    push(from, slot, lineOfSlot, slotOfLine, slots, room, left);
                    return true;
                }
                Slot full = slots.get(slot);
                for (int i = 0; i < full.amounts.length; i++) {
                    int other = full.trip.lines[i];
                    if (other != from && slotOfLine[other] < 0 && full.amounts[i] > 0) {
                        slotOfLine[other] = slot;
                        open.add(other);
                    }
                }
            }
        }
        return false;
    }

    private static void push(
            int from, int last, int[] lineOfSlot, int[] slotOfLine, List<Slot> slots, long[] room, long[] left) {
        long amount = Math.min(room[last], left[from]);
        for (int line = lineOfSlot[last]; line != from; line = lineOfSlot[slotOfLine[line]]) {
            Slot slot = slots.get(slotOfLine[line]);
            amount = Math.min(amount, slot.amounts[find(slot, line)]);
        }
        room[last] -= amount;
        left[from] -= amount;
        int at = last;
        while (true) {
            int line = lineOfSlot[at];
            Slot slot = slots.get(at);
            slot.amounts[find(slot, line)] += amount;
            if (line == from) {
                return;
            }
            at = slotOfLine[line];
            Slot before = slots.get(at);
            before.amounts[find(before, line)] -= amount;
        }
    }

    /** Handling of a trip as driven: light trips take the container where there is one. */
    Handling handling(Driven trip) {
        long amount = trip.loads().stream().mapToLong(Draft.Load::amount).sum();
        return container && amount <= Handling.CONTAINER.capacity() ? Handling.CONTAINER : trip.handling();
    }
}
