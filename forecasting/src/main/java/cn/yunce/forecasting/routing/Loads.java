package cn.yunce.forecasting.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a vehicle has on board, trip by trip, its battery and distance, and all else of a row that does not hang on the time. */
final class Loads {
    /** When the goods of a trip are there, by its first position; written by {@link #check}. */
    final int[] releases;

    /** How long charging takes, by position; written by {@link #check}. */
    final int[] charged;

    private final FlatProblem problem;
    private final Sorties sorties;
    private final Set<Rule> ignored;
    private final int places;
    private final int dimensions;
    private final int[] tripOf;
    private int stamp;

    /** @param ignored rules that do not count, as it changes */
    Loads(FlatProblem problem, Sorties sorties, Set<Rule> ignored) {
        this.problem = problem;
        this.sorties = sorties;
        this.ignored = ignored;
        places = problem.places;
        dimensions = problem.dimensions;
        tripOf = new int[problem.stops];
        releases = new int[problem.longestRow];
        charged = new int[problem.longestRow];
    }

    private boolean counts(Rule rule) {
        return !ignored.contains(rule);
    }

    /**
     * The first rule that a row breaks, whatever the times.
     *
     * @param charging whether batteries take time to charge
     */
    Rule check(int[] row, int length, int t, boolean charging) {
        long way = 0;
        long used = 0;
        int depot = problem.depot[t];
        int at = depot;
        for (int i = 0; i <= length; i++) {
            int to = i < length ? row[i] : depot;
            int leg = problem.distance[at * places + to];
            way += leg;
            used += leg;
            if (used > problem.range[t] && counts(Rule.RANGE)) {
                return Rule.RANGE;
            }
            if (i < length && to >= problem.stops + problem.depots) {
                if (!problem.charges(t, to)) {
                    return Rule.RANGE;
                }
                charged[i] = charging ? (int) Math.ceilDiv(problem.fullCharge[t] * used, problem.range[t]) : 0;
                used = 0;
            }
            if (i < length && to < problem.stops && (problem.allowed[to] >> t & 1) == 0 && counts(Rule.SKILLS)) {
                return Rule.SKILLS;
            }
            at = to;
        }
        if (way > problem.maxDistance[t] && counts(Rule.DISTANCE)) {
            return Rule.DISTANCE;
        }
        int trips = 0;
        for (int from = 0; from <= length; ) {
            int to = tripEnd(row, from, length);
            Rule broken = trip(row, from, to, t);
            if (broken != Rule.NONE) {
                return broken;
            }
            trips++;
            from = to + 1;
        }
        return trips > problem.mostTrips[t] && counts(Rule.TRIPS) ? Rule.TRIPS : Rule.NONE;
    }

    private int tripEnd(int[] row, int from, int length) {
        int to = from;
        while (to < length && !problem.isDepot(row[to])) {
            to++;
        }
        return to;
    }

    /** From a place to before another; keeps the release of what the trip carries. */
    private Rule trip(int[] row, int from, int to, int t) {
        stamp++;
        int open = 0;
        boolean collecting = false;
        int release = 0;
        for (int i = from; i < to; i++) {
            int k = row[i];
            if (k >= problem.stops) {
                continue;
            }
            release = Math.max(release, problem.release[k]);
            int mate = problem.mate[k];
            if (mate >= 0) {
                open += problem.isPickup[k] ? 1 : -1;
                if (!problem.isPickup[k] && tripOf[mate] != stamp && counts(Rule.PAIR)) {
                    return Rule.PAIR;
                }
                tripOf[k] = stamp;
            }
            if (problem.conditions.collectedLast() && mate < 0) {
                if (collecting && !problem.collected[k] && counts(Rule.COLLECTED_LAST)) {
                    return Rule.COLLECTED_LAST;
                }
                collecting |= problem.collected[k];
            }
        }
        for (int q = 0; q < sorties.count(); q++) {
            if (sorties.isOfTrip(q, from, to)) {
                release = Math.max(release, problem.release[sorties.stop(q)]);
            }
        }
        releases[from] = counts(Rule.RELEASE) ? release : 0;
        if (open != 0 && counts(Rule.PAIR)) {
            return Rule.PAIR;
        }
        for (int d = 0; d < dimensions && counts(Rule.CAPACITY); d++) {
            if (mostOnBoard(row, from, to, d) > problem.capacity[t * dimensions + d]) {
                return Rule.CAPACITY;
            }
        }
        return Rule.NONE;
    }

    /** What a drone takes counts as on board for the whole trip. */
    private long mostOnBoard(int[] row, int from, int to, int d) {
        long load = 0;
        for (int i = from; i < to; i++) {
            int k = row[i];
            if (k < problem.stops && problem.mate[k] < 0 && !problem.collected[k]) {
                load += problem.demand[k * dimensions + d];
            }
        }
        for (int q = 0; q < sorties.count(); q++) {
            if (sorties.isOfTrip(q, from, to)) {
                load += problem.demand[sorties.stop(q) * dimensions + d];
            }
        }
        long most = load;
        for (int i = from; i < to; i++) {
            int k = row[i];
            if (k < problem.stops) {
                boolean leaves = problem.mate[k] < 0 && !problem.collected[k];
                load += leaves ? -problem.demand[k * dimensions + d] : problem.demand[k * dimensions + d];
                most = Math.max(most, load);
            }
        }
        return most;
    }

    /** Capacity that is free at the fullest moment of any trip, in each dimension. */
    List<Integer> free(int[] row, int length, int t) {
        List<Integer> free = new ArrayList<>();
        for (int d = 0; d < dimensions; d++) {
            long most = 0;
            for (int from = 0; from <= length; ) {
                int to = tripEnd(row, from, length);
                most = Math.max(most, mostOnBoard(row, from, to, d));
                from = to + 1;
            }
            free.add((int) (problem.capacity[t * dimensions + d] - most));
        }
        return free;
    }
}
