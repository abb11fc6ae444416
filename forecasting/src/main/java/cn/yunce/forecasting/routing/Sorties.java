package cn.yunce.forecasting.routing;

import java.util.Arrays;

/** Sorties of a vehicle's drone in their order, by positions in its row: −1 and the row's length for the depot. */
final class Sorties {
    private static final int NOWHERE = Integer.MAX_VALUE;

    private int count;
    private int[] stop = new int[8];
    private int[] launch = new int[8];
    private int[] recover = new int[8];

    private int shiftFrom = NOWHERE;
    private int shiftBy;
    private int shiftAgainFrom = NOWHERE;

    int count() {
        return count;
    }

    int stop(int q) {
        return stop[q];
    }

    int launch(int q) {
        return shifted(launch[q]);
    }

    int recover(int q) {
        return shifted(recover[q]);
    }

    /** Whether a sortie starts on the trip from a position to before another. */
    boolean isOfTrip(int q, int from, int to) {
        return launch(q) >= from - 1 && launch(q) < to;
    }

    void clear() {
        count = 0;
    }

    void add(int served, int from, int to) {
        if (count == stop.length) {
            stop = Arrays.copyOf(stop, 2 * count);
            launch = Arrays.copyOf(launch, 2 * count);
            recover = Arrays.copyOf(recover, 2 * count);
        }
        stop[count] = served;
        launch[count] = from;
        recover[count++] = to;
    }

    /** For rows with so many places more from a position on, and one more from another on, which may be nowhere. */
    void shift(int from, int by, int againFrom) {
        shiftFrom = from;
        shiftBy = by;
        shiftAgainFrom = againFrom;
    }

    void shift(int from, int by) {
        shift(from, by, NOWHERE);
    }

    void unshift() {
        shift(NOWHERE, 0, NOWHERE);
    }

    int shifted(int position) {
        return position + (position >= shiftFrom ? shiftBy : 0) + (position >= shiftAgainFrom ? 1 : 0);
    }
}
