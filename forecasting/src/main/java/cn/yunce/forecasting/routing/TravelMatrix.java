package cn.yunce.forecasting.routing;

/**
 * Distances and times between locations 0..size − 1, from row to column; need not be symmetric. Units are the problem's, for example
 * metres and seconds.
 */
public final class TravelMatrix {
    private final int size;
    private final int[] distance;
    private final int[] duration;

    private final boolean oneMatrix;

    private TravelMatrix(int size, int[] distance, int[] duration, boolean oneMatrix) {
        this.size = size;
        this.distance = distance;
        this.duration = duration;
        this.oneMatrix = oneMatrix;
    }

    /**
     * A matrix from row-major arrays, which it takes over: they must not be written afterwards.
     *
     * @throws IllegalArgumentException when an array has not size × size entries of 0 or more
     */
    public static TravelMatrix of(int size, int[] distance, int[] duration) {
        check("distance", size, distance);
        check("duration", size, duration);
        return new TravelMatrix(size, distance, duration, false);
    }

    /** A matrix whose distances are the durations too. */
    public static TravelMatrix of(int size, int[] distance) {
        check("distance", size, distance);
        return new TravelMatrix(size, distance, distance, true);
    }

    private static void check(String name, int size, int[] entries) {
        if (size < 1 || entries.length != size * size) {
            throw new IllegalArgumentException(
                    name + " must have " + size + " × " + size + " entries, had " + entries.length);
        }
        for (int entry : entries) {
            if (entry < 0) {
                throw new IllegalArgumentException(name + " must not be negative, was " + entry);
            }
        }
    }

    public int size() {
        return size;
    }

    public int distance(int from, int to) {
        return distance[from * size + to];
    }

    public int duration(int from, int to) {
        return duration[from * size + to];
    }

    /** Whether distance and duration are the same numbers. */
    boolean isOneMatrix() {
        return oneMatrix;
    }
}
