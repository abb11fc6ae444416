package cn.yunce.forecasting.linehaul;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Parcels accumulated over the minutes of a day: a step function that never falls. */
final class Curve {
    static final int SLOT = 10;

    private final NavigableMap<Integer, Long> steps = new TreeMap<>();

    /** From the parcels that come at each minute. */
    static Curve of(Map<Integer, Long> coming) {
        Curve curve = new Curve();
        long sum = 0;
        for (Map.Entry<Integer, Long> entry : new TreeMap<>(coming).entrySet()) {
            sum += entry.getValue();
            curve.steps.put(entry.getKey(), sum);
        }
        return curve;
    }

    /** Comes at once. */
    static Curve at(int minute, long parcels) {
        return of(Map.of(minute, parcels));
    }

    long by(int minute) {
        Map.Entry<Integer, Long> step = steps.floorEntry(minute);
        return step == null ? 0 : step.getValue();
    }

    long total() {
        return steps.isEmpty() ? 0 : steps.lastEntry().getValue();
    }

    /**
     * What has been sorted: in every 10 minutes from {@code openMinute} on at most {@code rate} of what had come by their start; it is
     * there at their end.
     */
    Curve sorted(long rate, int openMinute) {
        Curve sorted = new Curve();
        long done = 0;
        for (int start = openMinute; done < total(); start += SLOT) {
            long more = Math.min(rate, by(start) - done);
            if (more > 0) {
                done += more;
                sorted.steps.put(start + SLOT, done);
            }
        }
        return sorted;
    }

    /** A destination's part of what is there, in whole parcels that add up to {@code part} in the end. */
    Curve part(long part) {
        Curve curve = new Curve();
        steps.forEach((minute, sum) -> curve.steps.put(minute, floorPart(sum, part, total())));
        return curve;
    }

    /** {@code part} of {@code whole} of what {@code sum} is. */
    static long floorPart(long sum, long part, long whole) {
        return whole == 0 ? 0 : Math.floorDiv(Math.multiplyExact(sum, part), whole);
    }
}
