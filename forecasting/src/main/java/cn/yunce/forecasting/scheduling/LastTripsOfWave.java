package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Line;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Packs what is left at a wave's end into its last trips: external vehicles are hired as needed. */
final class LastTripsOfWave {
    private final WaveProblem problem;
    private final List<Demand> demands;
    private final Line[] lines;
    private final int[] ready;
    private final boolean[][] combinable;
    private final List<LastTrips.Slot> hired;

    LastTripsOfWave(WaveProblem problem) {
        this.problem = problem;
        demands = problem.demands();
        lines = demands.stream().map(Demand::line).toArray(Line[]::new);
        ready = demands.stream().mapToInt(Demand::readyMinute).toArray();
        combinable = new boolean[lines.length][lines.length];
        for (int a = 0; a < lines.length; a++) {
            for (int b = 0; b < lines.length; b++) {
                combinable[a][b] = a != b && problem.mayCombine(demands.get(a), demands.get(b));
            }
        }
        hired = Collections.nCopies(demands.size() / 2 + 1, LastTrips.Slot.booked(0));
    }

    /**
     * Last trips to look for cheaper ones from.
     *
     * @param left millionths of a parcel by line
     * @param free minutes from which own vehicles may leave
     * @param start loads of vehicles to begin with
     */
    LastTrips pack(long[] left, int[] free, List<LastTrips.Load> start, long seed) {
        List<LastTrips.Slot> slots = LastTrips.Slot.own(free);
        slots.addAll(hired);
        LastTrips packed = new LastTrips(lines, left, ready, combinable, problem.container(), slots, seed);
        packed.start(start);
        return packed;
    }

    /** The trips at their latest departure; what no vehicle has room for goes by trips of one line. */
    List<Draft> drafts(LastTrips packed) {
        List<Draft> trips = new ArrayList<>();
        for (LastTrips.Load load : packed.loads()) {
            List<Draft.Load> loads = new ArrayList<>();
            for (int i = 0; i < load.lines().length; i++) {
                if (load.parcels()[i] > 0) {
                    loads.add(new Draft.Load(demands.get(load.lines()[i]), load.parcels()[i]));
                }
            }
            if (!loads.isEmpty()) {
                trips.add(last(loads));
            }
        }
        trips.addAll(single(packed.left()));
        return trips;
    }

    /** Trips of one line each at its latest departure, for parcels left by line. */
    List<Draft> single(long[] left) {
        List<Draft> trips = new ArrayList<>();
        long capacity = Handling.LOOSE.capacity();
        for (int line = 0; line < left.length; line++) {
            for (long rest = left[line]; rest > 0; rest -= capacity) {
                trips.add(last(List.of(new Draft.Load(demands.get(line), Math.min(rest, capacity)))));
            }
        }
        return trips;
    }

    Draft last(List<Draft.Load> loads) {
        Draft draft = Draft.of(loads, problem.container(), 0, true);
        return draft.at(draft.way().latestDeparture());
    }
}
