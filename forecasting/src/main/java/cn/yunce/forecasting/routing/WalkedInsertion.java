package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;

/**
 * Judges each place that would be cheap enough by {@linkplain Walk walking} the route with the stop in it; where a rule is broken, also with halts before or
 * after the stop. Linear in the route for each place.
 */
final class WalkedInsertion extends Recreate {
    private final Walk walk;
    private final int[] row;
    /** What is inserted: the stop, or the pair, and halts. */
    private final int[] chain = new int[8];

    private int chained;

    /** With the delivery of a pair in it where {@link #bestMateBehind} is {@link #NONE}. */
    private final int[] bestChain = new int[8];

    private int bestChained;

    WalkedInsertion(FlatProblem problem, Neighbours neighbours, Tours tours, SplittableRandom random) {
        super(problem, neighbours, tours, random);
        walk = tours.walk;
        row = new int[problem.longestRow];
    }

    @Override
    void changeType(int r) {
        for (int t = 0; t < problem.types && tours.type[r] >= 0; t++) {
            int was = tours.type[r];
            long cost = tours.cost;
            if (t != was && tours.canChange(t) && tours.retype(r, t) && tours.cost >= cost) {
                tours.retype(r, was);
            }
        }
    }

    @Override
    boolean canDrive(int t, int r) {
        return true;
    }

    @Override
    void apply(int k, int mate, int behind, int r) {
        int node = behind;
        for (int i = 0; i < bestChained; i++) {
            int at = bestChain[i];
            if (at < problem.stops) {
                tours.insert(at, node, r);
                node = at;
            } else {
                node = tours.insertHalt(at, node, r);
            }
        }
        if (bestMateBehind != NONE) {
            tours.insert(mate, bestMateBehind, r);
        }
    }

    @Override
    boolean mayTake(int k, int mate, int r) {
        return true;
    }

    /** Whether what lies behind a node is done. */
    private boolean isLocked(int behind) {
        if (!problem.live) {
            return false;
        }
        int v = tours.next[behind];
        while (tours.isHalt(v)) {
            v = tours.next[v];
        }
        return v < problem.stops && problem.sealed[v];
    }

    @Override
    void consider(int k, int mate, int behind, int r) {
        if (isLocked(behind)) {
            return;
        }
        if (mate >= 0) {
            considerPair(k, mate, behind, r);
            return;
        }
        Rule broken = tryChain(r, behind, NONE, NONE, k, NONE, NONE, NONE);
        int type = tours.type[r];
        boolean reloads = problem.mostTrips[type] > 1;
        boolean charges = problem.stations[type].length > 0;
        if (broken == Rule.NONE
                || broken == Rule.SKILLS
                || broken == Rule.DISTANCE
                || !(reloads || charges)
                || !tours.canHalt(4)) {
            return;
        }
        int depot = problem.depot[type];
        int before = charges ? station(type, tours.place[behind], k) : NONE;
        int after = charges ? station(type, k, tours.place[tours.next[behind]]) : NONE;
        int atDepot = charges && reloads ? station(type, depot, depot) : NONE;
        boolean chargesAtDepot = atDepot != NONE && problem.distance[depot * places + atDepot] == 0;
        for (int head = 0; head < 4; head++) {
            for (int tail = 0; tail < 4; tail++) {
                int h1 = head == 1 || head == 3 ? depot : head == 2 ? before : NONE;
                int t1 = tail == 1 || tail == 3 ? depot : tail == 2 ? after : NONE;
                if (head + tail == 0
                        || ((head & 1) + (tail & 1) > 0 && !reloads)
                        || ((head == 2 || tail == 2) && !charges)
                        || ((head == 3 || tail == 3) && !chargesAtDepot)) {
                    continue;
                }
                tryChain(r, behind, h1, head == 3 ? atDepot : NONE, k, NONE, t1, tail == 3 ? atDepot : NONE);
            }
        }
    }

    /** The station with the shortest detour between two places, among those of a type. */
    private int station(int type, int from, int to) {
        int best = NONE;
        long shortest = Long.MAX_VALUE;
        for (int station : problem.stations[type]) {
            long way = (long) problem.distance[from * places + station] + problem.distance[station * places + to];
            if (way < shortest) {
                shortest = way;
                best = station;
            }
        }
        return best;
    }

    /** Trips of its own for a stop, or a pair: before the first, after the last, and between. */
    @Override
    void considerTrips(int first, int second) {
        for (int u = 0; u < tours.used.count(); u++) {
            considerTrips(first, second, tours.used.get(u));
        }
    }

    private void considerTrips(int first, int second, int r) {
        int type = tours.type[r];
        if (problem.mostTrips[type] <= 1 || !tours.canHalt(2)) {
            return;
        }
        int depot = problem.depot[type];
        int sentinel = tours.sentinel(r);
        tryChain(r, tours.previous[sentinel], depot, NONE, first, second, NONE, NONE);
        int behind = sentinel;
        do {
            if ((behind == sentinel || (tours.isHalt(behind) && tours.place[behind] == depot)) && !isLocked(behind)) {
                tryChain(r, behind, NONE, NONE, first, second, depot, NONE);
            }
            behind = tours.next[behind];
        } while (behind != sentinel);
    }

    /** The first rule that is broken with places in a row behind a node; {@link Rule#NONE} also where it costs too much to look. */
    private Rule tryChain(int r, int behind, int h1, int h2, int first, int second, int t1, int t2) {
        chained = 0;
        add(h1);
        add(h2);
        add(first);
        add(second);
        add(t1);
        add(t2);
        long way = -tours.leg[behind];
        int at = tours.place[behind];
        for (int i = 0; i < chained; i++) {
            way += problem.distance[at * places + chain[i]];
            at = chain[i];
        }
        way += problem.distance[at * places + tours.place[tours.next[behind]]];
        int type = tours.type[r];
        long cost = way * problem.unitCost[type] + problem.changeCost(first, second, r);
        if (cost >= bestCost) {
            return Rule.NONE;
        }
        Rule broken = walk.check(row, rowWith(r, behind, NONE, NONE), type);
        if (broken == Rule.NONE && !blink.overlooks()) {
            bestRoute = r;
            bestBehind = behind;
            keep(cost, NONE);
        }
        return broken;
    }

    private void keep(long cost, int mateBehind) {
        bestCost = cost;
        bestMateBehind = mateBehind;
        System.arraycopy(chain, 0, bestChain, 0, chained);
        bestChained = chained;
    }

    private void add(int place) {
        if (place != NONE) {
            chain[chained++] = place;
        }
    }

    /** The route with the chain behind a node, and the delivery of a pair behind another if that is not {@link #NONE}. */
    private int rowWith(int r, int behind, int mateBehind, int delivery) {
        int sentinel = tours.sentinel(r);
        int length = 0;
        int v = sentinel;
        do {
            if (v != sentinel) {
                row[length++] = tours.place[v];
            }
            if (v == behind) {
                System.arraycopy(chain, 0, row, length, chained);
                length += chained;
            } else if (v == mateBehind) {
                row[length++] = delivery;
            }
            v = tours.next[v];
        } while (v != sentinel);
        return length;
    }

    @Override
    void considerOpening(int first, int second) {
        for (int t = 0; t < problem.types; t++) {
            if (!tours.canOpen(t)) {
                continue;
            }
            Rule broken = tryNew(t, NONE, first, second, NONE);
            if (broken == Rule.RANGE && problem.stations[t].length > 0 && tours.canHalt(2)) {
                int last = second == NONE ? first : second;
                int before = station(t, problem.depot[t], first);
                int after = station(t, last, problem.depot[t]);
                tryNew(t, before, first, second, NONE);
                tryNew(t, NONE, first, second, after);
                tryNew(t, before, first, second, after);
            }
        }
    }

    private Rule tryNew(int t, int head, int first, int second, int tail) {
        chained = 0;
        add(head);
        add(first);
        add(second);
        add(tail);
        long cost = problem.fixedCost[t]
                + problem.way(chain, chained, t) * problem.unitCost[t]
                + problem.changeCost(first, second, FlatProblem.NEW_ROUTE);
        if (cost >= bestCost) {
            return Rule.NONE;
        }
        Rule broken = walk.check(chain, chained, t);
        if (broken == Rule.NONE) {
            bestNewType = t;
            keep(cost, NONE);
        }
        return broken;
    }

    /** All places for the delivery in the same trip when the pickup goes behind a node. */
    private void considerPair(int pickup, int delivery, int behind, int r) {
        tryChain(r, behind, NONE, NONE, pickup, delivery, NONE, NONE);
        int type = tours.type[r];
        int ahead = tours.next[behind];
        long in = (long) problem.distance[tours.place[behind] * places + pickup]
                + problem.distance[pickup * places + tours.place[ahead]]
                - tours.leg[behind];
        long change = problem.changeCost(pickup, delivery, r);
        chained = 0;
        add(pickup);
        int sentinel = tours.sentinel(r);
        for (int at = ahead; at != sentinel && tours.place[at] != problem.depot[type]; at = tours.next[at]) {
            long more = in
                    + problem.distance[tours.place[at] * places + delivery]
                    + problem.distance[delivery * places + tours.place[tours.next[at]]]
                    - tours.leg[at];
            long cost = more * problem.unitCost[type] + change;
            if (cost < bestCost
                    && walk.check(row, rowWith(r, behind, at, delivery), type) == Rule.NONE
                    && !blink.overlooks()) {
                bestRoute = r;
                bestBehind = behind;
                keep(cost, at);
            }
        }
    }
}
