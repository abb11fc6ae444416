package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The trips that leave at a wave's end, when all parcels are there: which lines share a vehicle, what goes by own vehicles, by
 * booked ones, and by late extra trips of one line.
 *
 * <p>Simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) over the lines of each vehicle's trip. Parcels are put aboard by a
 * greatest flow that is kept from one change to the next: a change only takes its own trip's parcels off and lets the lines that
 * have some left look for room again.
 */
final class LastTrips {
    static final double HOT = 40;
    private static final double LAST_TEMPERATURE = 0.5;
    /** Cost of a thousand parcels without room, beside their extra trips: leads to trips that hold a little more. */
    private static final double GUIDE = 15;

    private static final long CAPACITY = Handling.LOOSE.capacity();
    private static final int MOST_LINES = 3;
    private static final int NOT_SEEN = -1;
    private static final int FIRST = -2;

    /**
     * A vehicle that may make one trip.
     *
     * @param vehicle of the fleet's own, or {@link Commitment#BOOKED}
     * @param free first minute at which it may leave
     * @param back last minute by which it must be back
     * @param price paid for a booked one at least, used or not
     */
    record Slot(int vehicle, int free, int back, double price) {
        static Slot booked(double price) {
            return new Slot(Commitment.BOOKED, Integer.MIN_VALUE, Integer.MAX_VALUE, price);
        }

        /** Own vehicles, free from these minutes on. */
        static List<Slot> own(int[] free) {
            List<Slot> slots = new ArrayList<>();
            for (int vehicle = 0; vehicle < free.length; vehicle++) {
                slots.add(new Slot(vehicle, free[vehicle], Integer.MAX_VALUE, 0));
            }
            return slots;
        }

        boolean own() {
            return vehicle != Commitment.BOOKED;
        }
    }

    private final Line[] lines;
    private final int[] ready;
    private final boolean[][] combinable;
    private final boolean container;
    private final List<Slot> slots;
    private final Random random;

    private final int[][] way;
    private final int[] size;
    private final long[][] aboard;
    private final long[] room;
    private final long[] left;
    private final int[][] slotsOfLine;
    private final int[] slotCount;

    /** By slot, the line from which it was reached; by line, the slot, or {@link #FIRST}: marks of {@link #augment}. */
    private final int[] lineOfSlot;

    private final int[] slotOfLine;
    private final int[] seenSlots;
    private final int[] open;

    private final int[] active;
    private final double[] costOfSlot;
    private double cost;
    private double guided;

    /** What was before the changes since {@link #keep}, of the slots touched. */
    private final boolean[] isTouched;

    private final int[] touched;
    private int touchedCount;
    private final int[][] wayBefore;
    private final long[][] aboardBefore;
    private final int[] sizeBefore;
    private final long[] roomBefore;
    private final double[] costOfSlotBefore;
    private double costBefore;
    private double guidedBefore;

    /**
     * @param rest millionths of a parcel by line, that are to leave
     * @param ready minute at which each line's last parcels are there
     * @param combinable of each two lines, whether they may share a trip
     */
    LastTrips(
            Line[] lines,
            long[] rest,
            int[] ready,
            boolean[][] combinable,
            boolean container,
            List<Slot> slots,
            long seed) {
        this.lines = lines;
        this.ready = ready;
        this.combinable = combinable;
        this.container = container;
        this.slots = List.copyOf(slots);
        random = new Random(seed);
        int n = slots.size();
        way = new int[n][MOST_LINES];
        size = new int[n];
        aboard = new long[n][MOST_LINES];
        room = new long[n];
        left = rest.clone();
        slotsOfLine = new int[lines.length][n];
        slotCount = new int[lines.length];
        isTouched = new boolean[n];
        touched = new int[n];
        wayBefore = new int[n][MOST_LINES];
        aboardBefore = new long[n][MOST_LINES];
        sizeBefore = new int[n];
        roomBefore = new long[n];
        costOfSlot = new double[n];
        costOfSlotBefore = new double[n];
        seenSlots = new int[n];
        lineOfSlot = new int[n];
        slotOfLine = new int[lines.length];
        open = new int[lines.length + 1];
        active = IntStream.range(0, lines.length)
                .filter(line -> rest[line] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(lines[b].externalCost(), lines[a].externalCost()))
                .mapToInt(line -> line)
                .toArray();
        for (int slot = 0; slot < n; slot++) {
            costOfSlot[slot] = cost(slot);
        }
        measure();
    }

    double cost() {
        return cost;
    }

    /** What each vehicle carries. */
    List<Load> loads() {
        List<Load> loads = new ArrayList<>();
        for (int slot = 0; slot < size.length; slot++) {
            loads.add(new Load(Arrays.copyOf(way[slot], size[slot]), Arrays.copyOf(aboard[slot], size[slot])));
        }
        return loads;
    }

    /** How the vehicle is loaded. */
    Handling handling(int slot) {
        long held = room[slot] + Arrays.stream(aboard[slot]).sum();
        return held > Handling.CONTAINER.capacity() ? Handling.LOOSE : Handling.CONTAINER;
    }

    /** What late extra trips carry, by line. */
    long[] left() {
        return left.clone();
    }

    /** How the vehicle is loaded for a trip to these lines; 0 where it cannot make it. */
    private long capacity(Slot slot, int[] some, int count) {
        int due = Integer.MAX_VALUE;
        int last = slot.free();
        double transit = 0;
        for (int i = 0; i < count; i++) {
            due = Math.min(due, lines[some[i]].latestDepartureMinute());
            last = Math.max(last, ready[some[i]]);
            transit = Math.max(transit, lines[some[i]].transitMinutes());
        }
        if (last > due) {
            return 0;
        }
        if (!slot.own() || last + Handling.LOOSE.turnMinutes(transit) <= slot.back()) {
            return Handling.LOOSE.capacity();
        }
        return container && last + Handling.CONTAINER.turnMinutes(transit) <= slot.back()
                ? Handling.CONTAINER.capacity()
                : 0;
    }

    /** A vehicle's trip: its lines, and millionths of a parcel of each. */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Load(int[] lines, long[] parcels) {
        static final Load NONE = new Load(new int[0], new long[0]);
    }

    /** Gives vehicles, in order, their trips, as far as they can make them and lines have parcels. */
    void start(List<Load> loads) {
        for (int slot = 0; slot < loads.size(); slot++) {
            Load load = loads.get(slot);
            int[] some = new int[MOST_LINES];
            int count = 0;
            for (int line : load.lines()) {
                if (left[line] > 0) {
                    some[count++] = line;
                }
            }
            if (give(slot, some, count)) {
                for (int i = 0; i < load.lines().length; i++) {
                    int line = load.lines()[i];
                    long amount = Math.min(Math.min(load.parcels()[i], left[line]), room[slot]);
                    if (amount > 0) {
                        aboard[slot][at(slot, line)] = amount;
                        left[line] -= amount;
                        room[slot] -= amount;
                    }
                }
            }
        }
        fill();
        measure();
    }

    private boolean give(int slot, int[] some, int count) {
        touch(slot);
        long capacity = count == 0 ? 0 : capacity(slots.get(slot), some, count);
        if (capacity == 0) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            way[slot][i] = some[i];
            aboard[slot][i] = 0;
            slotsOfLine[some[i]][slotCount[some[i]]++] = slot;
        }
        size[slot] = count;
        room[slot] = capacity;
        return true;
    }

    private void clear(int slot) {
        touch(slot);
        for (int i = 0; i < size[slot]; i++) {
            int line = way[slot][i];
            left[line] += aboard[slot][i];
            aboard[slot][i] = 0;
            int[] of = slotsOfLine[line];
            int last = --slotCount[line];
            for (int j = 0; j <= last; j++) {
                if (of[j] == slot) {
                    of[j] = of[last];
                    break;
                }
            }
        }
        size[slot] = 0;
        room[slot] = 0;
    }

    private void fill() {
        Arrays.fill(lineOfSlot, NOT_SEEN);
        Arrays.fill(slotOfLine, NOT_SEEN);
        for (int line : active) {
            while (left[line] > 0 && slotOfLine[line] == NOT_SEEN && augment(line)) {
                // each round puts parcels of the line aboard, moving others' where that makes room
            }
        }
    }

    /**
     * Looks breadth-first for a vehicle with room. Where there is none, what was seen stays marked: no parcels that come there find
     * room later, as nothing is moved through it.
     */
    private boolean augment(int from) {
        int head = 0;
        int tail = 0;
        int seen = 0;
        open[tail++] = from;
        slotOfLine[from] = FIRST;
        while (head < tail) {
            int line = open[head++];
            for (int i = 0; i < slotCount[line]; i++) {
                int slot = slotsOfLine[line][i];
                if (lineOfSlot[slot] != NOT_SEEN) {
                    continue;
                }
                lineOfSlot[slot] = line;
                seenSlots[seen++] = slot;
                if (room[slot] > 0) {
                    push(from, slot);
                    for (int j = 0; j < tail; j++) {
                        slotOfLine[open[j]] = NOT_SEEN;
                    }
                    for (int j = 0; j < seen; j++) {
                        lineOfSlot[seenSlots[j]] = NOT_SEEN;
                    }
                    return true;
                }
                for (int j = 0; j < size[slot]; j++) {
                    int other = way[slot][j];
                    if (slotOfLine[other] == NOT_SEEN && aboard[slot][j] > 0) {
                        slotOfLine[other] = slot;
                        open[tail++] = other;
                    }
                }
            }
        }
        return false;
    }

    private void push(int from, int last) {
        long amount = Math.min(room[last], left[from]);
        for (int line = lineOfSlot[last]; line != from; line = lineOfSlot[slotOfLine[line]]) {
            amount = Math.min(amount, aboard[slotOfLine[line]][at(slotOfLine[line], line)]);
        }
        touch(last);
        room[last] -= amount;
        left[from] -= amount;
        int slot = last;
        while (true) {
            int line = lineOfSlot[slot];
            aboard[slot][at(slot, line)] += amount;
            if (line == from) {
                return;
            }
            slot = slotOfLine[line];
            touch(slot);
            aboard[slot][at(slot, line)] -= amount;
        }
    }

    private int at(int slot, int line) {
        for (int i = 0; i < size[slot]; i++) {
            if (way[slot][i] == line) {
                return i;
            }
        }
        throw new IllegalStateException("no line " + line + " aboard " + slot);
    }

    private void measure() {
        double sum = 0;
        double guide = 0;
        for (int i = 0; i < touchedCount; i++) {
            costOfSlot[touched[i]] = cost(touched[i]);
        }
        for (double slot : costOfSlot) {
            sum += slot;
        }
        for (int line : active) {
            if (left[line] > 0) {
                sum += Math.ceilDiv(left[line], CAPACITY) * lines[line].externalCost();
                guide += left[line] % CAPACITY;
            }
        }
        cost = sum;
        guided = sum + GUIDE * guide / CAPACITY;
    }

    private double cost(int slot) {
        Slot of = slots.get(slot);
        double dear = of.own() ? 0 : of.price();
        for (int i = 0; i < size[slot]; i++) {
            if (aboard[slot][i] > 0) {
                Line line = lines[way[slot][i]];
                dear = Math.max(dear, of.own() ? line.ownCost() : line.externalCost());
            }
        }
        return dear;
    }

    /** Keeps a slot as it is before its first change since {@link #keep}. */
    private void touch(int slot) {
        if (isTouched[slot]) {
            return;
        }
        isTouched[slot] = true;
        touched[touchedCount++] = slot;
        System.arraycopy(way[slot], 0, wayBefore[slot], 0, MOST_LINES);
        System.arraycopy(aboard[slot], 0, aboardBefore[slot], 0, MOST_LINES);
        sizeBefore[slot] = size[slot];
        roomBefore[slot] = room[slot];
        costOfSlotBefore[slot] = costOfSlot[slot];
    }

    private void keep() {
        for (int i = 0; i < touchedCount; i++) {
            isTouched[touched[i]] = false;
        }
        touchedCount = 0;
        costBefore = cost;
        guidedBefore = guided;
    }

    /** Undoes all changes since {@link #keep}. */
    private void undo() {
        for (int i = 0; i < touchedCount; i++) {
            clear(touched[i]);
        }
        for (int i = 0; i < touchedCount; i++) {
            int slot = touched[i];
            for (int j = 0; j < sizeBefore[slot]; j++) {
                int line = wayBefore[slot][j];
                way[slot][j] = line;
                aboard[slot][j] = aboardBefore[slot][j];
                left[line] -= aboard[slot][j];
                slotsOfLine[line][slotCount[line]++] = slot;
            }
            size[slot] = sizeBefore[slot];
            room[slot] = roomBefore[slot];
            costOfSlot[slot] = costOfSlotBefore[slot];
        }
        cost = costBefore;
        guided = guidedBefore;
        keep();
    }

    /** Looks for cheaper trips; leaves the best ones found. */
    void search(int tries, double firstTemperature, Deadline deadline) {
        if (active.length == 0 || size.length == 0) {
            return;
        }
        keep();
        double bestCost = cost;
        List<Load> best = loads();
        for (int round = 0; round < tries && ((round & 63) > 0 || !deadline.passed()); round++) {
            double temperature =
                    firstTemperature * Math.pow(LAST_TEMPERATURE / firstTemperature, (double) round / tries);
            double was = guided;
            if (change()) {
                fill();
                measure();
                if (guided <= was - temperature * Math.log(1 - random.nextDouble())) {
                    if (cost < bestCost) {
                        best = loads();
                        bestCost = cost;
                    }
                    keep();
                    continue;
                }
            }
            undo();
        }
        if (cost > bestCost) {
            for (int slot = 0; slot < size.length; slot++) {
                clear(slot);
            }
            start(best);
        }
    }

    /** False when nothing could be changed; the state may be half changed then. */
    private boolean change() {
        int slot = random.nextInt(size.length);
        int[] some = Arrays.copyOf(way[slot], MOST_LINES);
        int count = size[slot];
        switch (random.nextInt(6)) {
            case 0 -> {
                int other = random.nextInt(size.length);
                int[] theirs = Arrays.copyOf(way[other], MOST_LINES);
                int theirCount = size[other];
                if (other == slot || (count == 0 && theirCount == 0)) {
                    return false;
                }
                clear(slot);
                clear(other);
                return (theirCount == 0 || give(slot, theirs, theirCount)) && (count == 0 || give(other, some, count));
            }
            case 1 -> {
                if (count == 0) {
                    return false;
                }
                some[random.nextInt(count)] = some[count - 1];
                count--;
            }
            case 2 -> {
                if (count == 0) {
                    return false;
                }
                some[random.nextInt(count)] = some[count - 1];
                count = add(some, count - 1);
            }
            case 3 -> {
                count = 0;
                for (int i = 1 + random.nextInt(MOST_LINES); i > 0; i--) {
                    count = add(some, count);
                }
            }
            default -> {
                int more = add(some, count);
                if (more == count) {
                    return false;
                }
                count = more;
            }
        }
        clear(slot);
        return count == 0 || give(slot, some, count);
    }

    /** Adds a line that may go with the others, sooner one that has parcels left. */
    private int add(int[] some, int count) {
        if (count == MOST_LINES) {
            return count;
        }
        for (int tries = 0; tries < 12; tries++) {
            int line = active[random.nextInt(active.length)];
            boolean fits = tries >= 6 || left[line] > 0 || random.nextInt(4) == 0;
            for (int i = 0; i < count && fits; i++) {
                fits = some[i] != line && combinable[some[i]][line];
            }
            if (fits) {
                some[count] = line;
                return count + 1;
            }
        }
        return count;
    }
}
