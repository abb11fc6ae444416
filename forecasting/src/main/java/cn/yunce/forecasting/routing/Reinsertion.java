package cn.yunce.forecasting.routing;

/** Tries a stop, or a pair, at every place of a route, with every way of halting before and after it; what the search does at a few places only. */
final class Reinsertion {
    private static final int NOWHERE = Integer.MAX_VALUE;

    private final FlatProblem problem;
    private final Walk walk;
    private int[] best = new int[0];
    private long bestCost;
    /** What the best insertion does to later positions, as {@link Sorties#shift(int, int, int)} takes it. */
    int bestFrom;

    int bestBy;
    int bestAgainFrom;

    Reinsertion(FlatProblem problem, Walk walk) {
        this.problem = problem;
        this.walk = walk;
    }

    /** The cheapest row with the stop, and its mate, in it; empty when there is none. */
    int[] into(int[] row, int type, int k) {
        return into(row, type, k, 0);
    }

    /** The same from a position of the row on. */
    int[] into(int[] row, int type, int k, int first) {
        best = new int[0];
        bestCost = Long.MAX_VALUE;
        if ((problem.allowed[k] >> type & 1) == 0 && walk.counts(Rule.SKILLS)) {
            return best;
        }
        if (problem.mate[k] < 0) {
            for (int i = first; i <= row.length; i++) {
                withHalts(row, i, type, k);
            }
            walk.sorties.unshift();
            return best;
        }
        int pickup = problem.isPickup[k] ? k : problem.mate[k];
        int delivery = problem.mate[pickup];
        for (int i = first; i <= row.length; i++) {
            withHalts(row, i, type, pickup, delivery);
            for (int j = i + 1; j <= row.length; j++) {
                int[] between = new int[j - i + 2];
                between[0] = pickup;
                System.arraycopy(row, i, between, 1, j - i);
                between[between.length - 1] = delivery;
                walk.sorties.shift(i, 1, j);
                offer(with(row, i, j, between), type, i, 1, j);
            }
        }
        walk.sorties.unshift();
        return best;
    }

    /** Puts what is new into a row, alone and between halts. */
    private void withHalts(int[] row, int from, int type, int... fresh) {
        int[] halts = halts(type);
        walk.sorties.shift(from, fresh.length, NOWHERE);
        offer(with(row, from, from, fresh), type, from, fresh.length, NOWHERE);
        for (int head = -1; head < halts.length; head++) {
            for (int tail = -1; tail < halts.length; tail++) {
                if (head >= 0 || tail >= 0) {
                    int[] all = new int[fresh.length + (head < 0 ? 0 : 1) + (tail < 0 ? 0 : 1)];
                    int at = 0;
                    if (head >= 0) {
                        all[at++] = halts[head];
                    }
                    System.arraycopy(fresh, 0, all, at, fresh.length);
                    if (tail >= 0) {
                        all[at + fresh.length] = halts[tail];
                    }
                    walk.sorties.shift(from, all.length, NOWHERE);
                    offer(with(row, from, from, all), type, from, all.length, NOWHERE);
                }
            }
        }
    }

    private int[] halts(int type) {
        int reloads = problem.mostTrips[type] > 1 ? 1 : 0;
        int[] stations = problem.stations[type];
        int[] halts = new int[reloads + stations.length];
        if (reloads > 0) {
            halts[0] = problem.depot[type];
        }
        System.arraycopy(stations, 0, halts, reloads, stations.length);
        return halts;
    }

    private static int[] with(int[] row, int from, int to, int[] fresh) {
        int[] all = new int[row.length - (to - from) + fresh.length];
        System.arraycopy(row, 0, all, 0, from);
        System.arraycopy(fresh, 0, all, from, fresh.length);
        System.arraycopy(row, to, all, from + fresh.length, row.length - to);
        return all;
    }

    private void offer(int[] row, int type, int from, int by, int againFrom) {
        long cost = problem.way(row, row.length, type);
        if (cost < bestCost && walk.check(row, row.length, type) == Rule.NONE) {
            best = row;
            bestCost = cost;
            bestFrom = from;
            bestBy = by;
            bestAgainFrom = againFrom;
        }
    }
}
