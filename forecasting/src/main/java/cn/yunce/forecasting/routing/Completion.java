package cn.yunce.forecasting.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tries the stops that a search has left out once more, each at every place of every route, so that none is left out that could simply be put in. */
final class Completion {
    private static final long MOST_STEPS = 200_000_000;

    /** A route as a row of places, and the number of its vehicle. */
    static final class Row {
        final int number;
        final int type;
        final int[] places;

        Row(int number, int type, int[] places) {
            this.number = number;
            this.type = type;
            this.places = places;
        }
    }

    private final FlatProblem problem;
    private final Reinsertion reinsertion;
    private final List<Row> rows = new ArrayList<>();
    private final int[] used;
    private long steps;
    private int fresh;

    Completion(FlatProblem problem) {
        this.problem = problem;
        reinsertion = new Reinsertion(problem, new Walk(problem));
        used = new int[problem.types];
    }

    /** @param snapshot of the search's {@link Tours} */
    List<Row> of(int[] snapshot) {
        boolean[] visited = new boolean[problem.stops];
        for (int read = 0; snapshot[read] != -1; ) {
            int header = -2 - snapshot[read++];
            int from = read;
            while (snapshot[read] >= 0) {
                if (snapshot[read] < problem.stops) {
                    visited[snapshot[read]] = true;
                }
                read++;
            }
            int[] places = IntStream.range(from, read).map(i -> snapshot[i]).toArray();
            rows.add(new Row(header / problem.types, header % problem.types, places));
            used[header % problem.types]++;
            fresh = Math.max(fresh, header / problem.types + 1);
        }
        fresh = Math.max(fresh, problem.homeType.length);
        int[] absent = IntStream.range(0, problem.stops)
                .filter(k -> !visited[k] && (problem.mate[k] < 0 || problem.isPickup[k]))
                .boxed()
                .sorted((a, b) -> Long.compare(problem.penalty[b], problem.penalty[a]))
                .mapToInt(Integer::intValue)
                .toArray();
        boolean found = true;
        while (found) {
            found = false;
            for (int i = 0; i < absent.length; i++) {
                if (absent[i] >= 0 && steps < MOST_STEPS && insert(absent[i])) {
                    absent[i] = -1;
                    found = true;
                }
            }
        }
        return rows;
    }

    private boolean insert(int k) {
        int mate = problem.mate[k];
        long least = problem.penalty[k] + (mate < 0 ? 0 : problem.penalty[mate]);
        int bestAt = -1;
        Row best = new Row(0, 0, new int[0]);
        for (int r = 0; r < rows.size(); r++) {
            Row row = rows.get(r);
            steps += (long) row.places.length * row.places.length;
            int[] with = reinsertion.into(row.places, row.type, k, firstOpen(row));
            if (with.length > 0) {
                long more =
                        problem.way(with, with.length, row.type) - problem.way(row.places, row.places.length, row.type);
                long cost = more * problem.unitCost[row.type] + problem.changeCost(k, mate, row.number);
                if (cost < least) {
                    least = cost;
                    bestAt = r;
                    best = new Row(row.number, row.type, with);
                }
            }
        }
        for (int t = 0; t < problem.types; t++) {
            if (used[t] < problem.count[t]) {
                int[] alone = reinsertion.into(new int[0], t, k);
                if (alone.length > 0) {
                    long cost = problem.fixedCost[t]
                            + problem.way(alone, alone.length, t) * problem.unitCost[t]
                            + problem.changeCost(k, mate, FlatProblem.NEW_ROUTE);
                    if (cost < least) {
                        least = cost;
                        bestAt = rows.size();
                        best = new Row(fresh, t, alone);
                    }
                }
            }
        }
        if (bestAt < 0) {
            return false;
        }
        if (bestAt == rows.size()) {
            rows.add(best);
            used[best.type]++;
            fresh++;
        } else {
            rows.set(bestAt, best);
        }
        return true;
    }

    private int firstOpen(Row row) {
        int first = 0;
        for (int i = 0; problem.live && i < row.places.length; i++) {
            int k = row.places[i];
            if (k < problem.stops && problem.sealed[k]) {
                first = i + 1;
            }
        }
        return first;
    }
}
