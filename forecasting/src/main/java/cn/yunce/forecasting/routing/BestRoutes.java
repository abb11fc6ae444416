package cn.yunce.forecasting.routing;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The best plan of a search, kept route by route, so that a new best costs only what has changed since the last. */
final class BestRoutes {
    private final Tours tours;
    private final int types;
    private final int[][] rows;
    private final int[] type;
    private final boolean[] changed;
    private final int[] changes;
    private int changeCount;

    BestRoutes(Tours tours) {
        this.tours = tours;
        types = tours.problem.types;
        int routes = tours.type.length;
        rows = new int[routes][0];
        type = new int[routes];
        changed = new boolean[routes];
        changes = new int[routes];
        everythingChanged();
        keep();
    }

    /** Of the search's plan, by what was done since {@link Tours#begin}. */
    void routesChanged() {
        for (int i = 0; i < tours.touchedCount(); i++) {
            change(tours.touched(i));
        }
    }

    void everythingChanged() {
        for (int r = 0; r < rows.length; r++) {
            change(r);
        }
    }

    private void change(int r) {
        if (!changed[r]) {
            changed[r] = true;
            changes[changeCount++] = r;
        }
    }

    /** Takes the search's plan for the best. */
    void keep() {
        while (changeCount > 0) {
            int r = changes[--changeCount];
            changed[r] = false;
            type[r] = tours.type[r];
            if (type[r] >= 0) {
                int length = tours.row(r);
                if (rows[r].length != length) {
                    rows[r] = new int[length];
                }
                System.arraycopy(tours.row, 0, rows[r], 0, length);
            }
        }
    }

    /** How many there are. */
    int routes() {
        return (int) IntStream.of(type).filter(t -> t >= 0).count();
    }

    /** As {@link Tours#snapshot} writes them. */
    int[] snapshot() {
        int length = 1;
        for (int r = 0; r < rows.length; r++) {
            length += type[r] < 0 ? 0 : 1 + rows[r].length;
        }
        int[] all = new int[length];
        int written = 0;
        for (int r = 0; r < rows.length; r++) {
            if (type[r] >= 0) {
                all[written++] = -2 - r * types - type[r];
                System.arraycopy(rows[r], 0, all, written, rows[r].length);
                written += rows[r].length;
            }
        }
        Arrays.fill(all, written, length, -1);
        return all;
    }
}
