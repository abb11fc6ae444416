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

    private final int[] lineOfSlot;
    private final int[] slotOfLine;
    private final int[] open;

    private final int[] active;
    private double cost;
    private double guided;

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
        lineOfSlot = new int[n];
        slotOfLine = new int[lines.length];
        open = new int[lines.length + 1];
        active = IntStream.range(0, lines.length)
                .filter(line -> rest[line] > 0)
                .boxed()
                .sorted((a, b) -> Double.compare(lines[b].externalCost(), lines[a].externalCost()))
                .mapToInt(line -> line)
                .toArray();
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
        for (int line : active) {
            while (left[line] > 0 && augment(line)) {
                // each round puts parcels of the line aboard, moving others' where that makes room
            }
        }
    }

    private boolean augment(int from) {
        Arrays.fill(lineOfSlot, -1);
        Arrays.fill(slotOfLine, -1);
        int head = 0;
        int tail = 0;
        open[tail++] = from;
        while (head < tail) {
            int line = open[head++];
            for (int i = 0; i < slotCount[line]; i++) {
                int slot = slotsOfLine[line][i];
                if (lineOfSlot[slot] >= 0) {
                    continue;
                }
                lineOfSlot[slot] = line;
                if (room[slot] > 0) {
                    push(from, slot);
                    return true;
                }
                for (int j = 0; j < size[slot]; j++) {
                    int other = way[slot][j];
                    if (other != from && slotOfLine[other] < 0 && aboard[slot][j] > 0) {
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
        for (int slot = 0; slot < size.length; slot++) {
            sum += cost(slot);
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

    /** Copies of the state that a change may touch. */
    private final class Memory {
        private final int[][] ways = new int[size.length][MOST_LINES];
        private final long[][] loads = new long[size.length][MOST_LINES];
        private final int[] sizes = new int[size.length];
        private final long[] rooms = new long[size.length];
        private final long[] lefts = new long[left.length];
        private final int[][] of = new int[left.length][size.length];
        private final int[] counts = new int[left.length];
        private double costs;
        private double guideds;

        void store() {
            for (int slot = 0; slot < size.length; slot++) {
                System.arraycopy(way[slot], 0, ways[slot], 0, MOST_LINES);
                System.arraycopy(aboard[slot], 0, loads[slot], 0, MOST_LINES);
            }
            System.arraycopy(size, 0, sizes, 0, size.length);
            System.arraycopy(room, 0, rooms, 0, size.length);
            System.arraycopy(left, 0, lefts, 0, left.length);
            System.arraycopy(slotCount, 0, counts, 0, left.length);
            for (int line : active) {
                System.arraycopy(slotsOfLine[line], 0, of[line], 0, slotCount[line]);
            }
            costs = cost;
            guideds = guided;
        }

        void restore() {
            for (int slot = 0; slot < size.length; slot++) {
                System.arraycopy(ways[slot], 0, way[slot], 0, MOST_LINES);
                System.arraycopy(loads[slot], 0, aboard[slot], 0, MOST_LINES);
            }
            System.arraycopy(sizes, 0, size, 0, size.length);
            System.arraycopy(rooms, 0, room, 0, size.length);
            System.arraycopy(lefts, 0, left, 0, left.length);
            System.arraycopy(counts, 0, slotCount, 0, left.length);
            for (int line : active) {
                System.arraycopy(of[line], 0, slotsOfLine[line], 0, slotCount[line]);
            }
            cost = costs;
            guided = guideds;
        }
    }

    /** Looks for cheaper trips; leaves the best ones found. */
    void search(int tries, double firstTemperature, Deadline deadline) {
        if (active.length == 0 || size.length == 0) {
            return;
        }
        Memory before = new Memory();
        Memory best = new Memory();
        before.store();
        best.store();
        for (int round = 0; round < tries && ((round & 63) > 0 || !deadline.passed()); round++) {
            double temperature =
                    firstTemperature * Math.pow(LAST_TEMPERATURE / firstTemperature, (double) round / tries);
            double was = guided;
            if (change()) {
                fill();
                measure();
                if (guided <= was - temperature * Math.log(1 - random.nextDouble())) {
                    before.store();
                    if (cost < best.costs) {
                        best.store();
                    }
                    continue;
                }
            }
            before.restore();
        }
        best.restore();
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
