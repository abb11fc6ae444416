package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Sorties of a vehicle's drone in their order, by positions in its row: −1 and the row's length, or {@link #END}, for the depot. */
final class Sorties {
    private static final int NOWHERE = Integer.MAX_VALUE;

    /** Position of the depot at the end of rows of any length. */
    static final int END = NOWHERE / 2;

    private int count;
    private boolean given;
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

    /** All of them, {@link #END} put as the row's length. */
    List<Sortie> of(int length) {
        return IntStream.range(0, count)
                .mapToObj(q -> new Sortie(stop[q], launch[q], Math.min(recover[q], length)))
                .toList();
    }

    void clear() {
        count = 0;
        given = false;
    }

    /** Those of a vehicle that have begun, unless others were added here. */
    void goOnWith(Sorties begun) {
        if (!given) {
            count = 0;
            for (int q = 0; q < begun.count; q++) {
                add(begun.stop[q], begun.launch[q], begun.recover[q]);
            }
            given = false;
        }
    }

    void add(int served, int from, int to) {
        given = true;
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
