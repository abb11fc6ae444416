package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Judges each place in constant time. */
final class GranularInsertion extends Recreate {
    private final Labels labels;
    private final int dimensions;

    /** Type that the route must change to for the stop; {@link #NONE} for none. */
    private int bestType;

    private final long leastUnitCost;
    /** Where the way there is longer than the leg that a stop goes into by so much, no place can be the best, as a detour is twice that by the triangle inequality. */
    private long reach;

    GranularInsertion(FlatProblem problem, Neighbours neighbours, Tours tours, SplittableRandom random) {
        super(problem, neighbours, tours, random);
        labels = tours.labels;
        dimensions = problem.dimensions;
        leastUnitCost = LongStream.of(problem.unitCost).min().orElse(0);
    }

    @Override
    void considerNear(int k, int mate, Neighbours neighbours) {
        if (!problem.symmetric) {
            super.considerNear(k, mate, neighbours);
            return;
        }
        limitReach();
        if (mate >= 0) {
            considerPairNear(k, mate, neighbours);
        } else if (neighbours.same) {
            considerBothSides(k, neighbours.before[k], neighbours.wayFrom[k]);
        } else {
            considerBehind(k, neighbours.before[k], neighbours.wayFrom[k]);
            considerBefore(k, neighbours.after[k], neighbours.wayTo[k]);
        }
    }

    private void considerPairNear(int pickup, int delivery, Neighbours neighbours) {
        int[] before = neighbours.before[pickup];
        int[] way = neighbours.wayFrom[pickup];
        for (int i = 0; i < before.length; i++) {
            int v = before[i];
            if (way[i] - tours.leg[v] < reach && tours.route[v] >= 0) {
                considerOnce(pickup, delivery, v, tours.route[v]);
            }
        }
        int[] after = neighbours.after[pickup];
        way = neighbours.wayTo[pickup];
        for (int i = 0; i < after.length; i++) {
            int behind = tours.previous[after[i]];
            if (way[i] - tours.leg[behind] < reach && tours.route[after[i]] >= 0) {
                considerOnce(pickup, delivery, behind, tours.route[after[i]]);
            }
        }
    }

    private void considerBothSides(int k, int[] near, int[] way) {
        int[] leg = tours.leg;
        int[] route = tours.route;
        int[] previous = tours.previous;
        for (int i = 0; i < near.length; i++) {
            int v = near[i];
            int behind = previous[v];
            if (way[i] - Math.max(leg[v], leg[behind]) < reach && route[v] >= 0 && mayHold(k, route[v])) {
                if (way[i] - leg[v] < reach) {
                    considerDetour(k, v, route[v], way[i], wayTo(k, tours.next[v]));
                }
                if (way[i] - leg[behind] < reach) {
                    considerDetour(k, behind, route[v], wayTo(k, behind), way[i]);
                }
            }
        }
    }

    private void considerBehind(int k, int[] before, int[] way) {
        int[] leg = tours.leg;
        int[] route = tours.route;
        for (int i = 0; i < before.length; i++) {
            int v = before[i];
            if (way[i] - leg[v] < reach && route[v] >= 0 && mayHold(k, route[v]) && isInTime(k, v)) {
                considerDetour(k, v, route[v], way[i], wayTo(k, tours.next[v]));
            }
        }
    }

    private void considerBefore(int k, int[] after, int[] way) {
        int[] leg = tours.leg;
        int[] route = tours.route;
        int[] previous = tours.previous;
        for (int i = 0; i < after.length; i++) {
            int v = after[i];
            int behind = previous[v];
            if (way[i] - leg[behind] < reach && route[v] >= 0 && mayHold(k, route[v]) && isInTime(k, behind)) {
                considerDetour(k, behind, route[v], wayTo(k, behind), way[i]);
            }
        }
    }

    private int wayTo(int k, int node) {
        return problem.distance[k * places + tours.place[node]];
    }

    /** Whether the route has room, or may get another vehicle. */
    private boolean mayHold(int k, int r) {
        return mixed || holds(tours.type[r], k, r);
    }

    /** False only where the windows alone rule a place out, whatever the ways. */
    private boolean isInTime(int k, int behind) {
        return !problem.timed
                || (labels.earliest[behind] <= problem.due[k] && labels.latest[tours.next[behind]] >= problem.ready[k]);
    }

    private void limitReach() {
        reach = leastUnitCost == 0 ? Long.MAX_VALUE : bestCost / (2 * leastUnitCost) + 1;
    }

    @Override
    void changeType(int r) {
        takeBestType(r);
        exchangeTypes(r);
    }

    /** A cheaper vehicle for a route that has changed, where one is left that may drive it. */
    private void takeBestType(int r) {
        if (tours.type[r] < 0) {
            return;
        }
        for (int t = 0; t < problem.types; t++) {
            int type = tours.type[r];
            if (t != type
                    && problem.fixedCost[t] + drivenBy(t, r) * problem.unitCost[t]
                            < problem.fixedCost[type] + tours.length[r] * problem.unitCost[type]
                    && tours.canChange(t)
                    && canDrive(t, r)) {
                tours.retype(r, t);
            }
        }
    }

    /** Exchanges vehicles with the routes for which that is cheaper, as where the longer has the dearer. */
    private void exchangeTypes(int r) {
        for (int u = 0; u < tours.used.count() && tours.type[r] >= 0; u++) {
            int other = tours.used.get(u);
            int type = tours.type[r];
            int t = tours.type[other];
            if (t != type
                    && (drivenBy(t, r) - tours.length[other]) * problem.unitCost[t]
                                    + (drivenBy(type, other) - tours.length[r]) * problem.unitCost[type]
                            < 0
                    && canDrive(t, r)
                    && canDrive(type, other)
                    && tours.retype(r, t)
                    && !tours.retype(other, type)) {
                tours.retype(r, type);
            }
        }
    }

    /** Length of a route from the depot of a type. */
    private long drivenBy(int t, int r) {
        int sentinel = tours.sentinel(r);
        int from = problem.depot[t];
        return tours.length[r]
                - tours.leg[sentinel]
                - tours.leg[tours.previous[sentinel]]
                + problem.distance[from * places + tours.next[sentinel]]
                + problem.distance[tours.previous[sentinel] * places + from];
    }

    @Override
    boolean canDrive(int t, int r) {
        return holdsLoad(t, r) && mayServe(t, r);
    }

    private boolean holdsLoad(int t, int r) {
        for (int d = 0; d < dimensions; d++) {
            int at = r * dimensions + d;
            if (tours.load[at] + labels.mostOnBoard[at] > problem.capacity[t * dimensions + d]) {
                return false;
            }
        }
        return true;
    }

    @Override
    void apply(int k, int mate, int behind, int r) {
        if (bestNewType == NONE && bestType != NONE) {
            tours.retype(r, bestType);
        }
        tours.insert(k, behind, r);
        if (mate >= 0) {
            tours.insert(mate, bestNewType == NONE ? bestMateBehind : k, r);
        }
    }

    @Override
    boolean mayTake(int k, int mate, int r) {
        return mate >= 0 || typeFor(k, r) >= 0;
    }

    @Override
    void considerTrips(int k, int mate) {
        // Who halts is walked.
    }

    @Override
    void consider(int k, int mate, int behind, int r) {
        if (mate < 0) {
            considerStop(k, behind, r);
        } else {
            considerPair(k, mate, behind, r);
        }
    }

    private void considerStop(int k, int behind, int r) {
        if (mayHold(k, r) && isInTime(k, behind)) {
            int from = problem.distanceTo[k * places + tours.place[behind]];
            considerDetour(k, behind, r, from, wayTo(k, tours.next[behind]));
        }
    }

    /**
     * In a route that may hold the stop.
     *
     * @param in way to the stop
     * @param out way from it
     */
    private void considerDetour(int k, int behind, int r, int in, int out) {
        int ahead = tours.next[behind];
        int type = tours.type[r];
        long more = (long) in + out - tours.leg[behind];
        long cost = more * problem.unitCost[type];
        if (problem.live) {
            cost += problem.changeCost(k, r);
            if (isSealed(ahead)) {
                return;
            }
        }
        if (cost >= bestCost) {
            return;
        }
        int changed = -1;
        if (mixed && !holds(type, k, r)) {
            changed = typeFor(k, r);
            if (changed < 0) {
                return;
            }
            cost += problem.fixedCost[changed]
                    - problem.fixedCost[type]
                    + (tours.length[r] + more) * (problem.unitCost[changed] - problem.unitCost[type]);
            if (cost >= bestCost) {
                return;
            }
            type = changed;
        }
        if (tours.length[r] + more > problem.maxDistance[type]
                || (problem.timed && !keepsTimes(k, behind, ahead, type))
                || blink.overlooks()) {
            return;
        }
        bestCost = cost;
        limitReach();
        bestRoute = r;
        bestBehind = behind;
        bestType = changed;
    }

    private boolean isSealed(int node) {
        return node < problem.stops && problem.sealed[node];
    }

    /** The route's type if it can hold the stop too, else the cheapest available of the same depot and shift that can; −1 for none. */
    private int typeFor(int k, int r) {
        int type = tours.type[r];
        if (holds(type, k, r)) {
            return type;
        }
        int best = -1;
        long bestCost = Long.MAX_VALUE;
        for (int t = 0; mixed && t < problem.types; t++) {
            long cost = problem.fixedCost[t] + tours.length[r] * problem.unitCost[t];
            if (cost < bestCost && tours.canChange(t) && isLike(t, type) && holds(t, k, r) && mayServe(t, r)) {
                best = t;
                bestCost = cost;
            }
        }
        return best;
    }

    private boolean isLike(int t, int other) {
        return problem.depot[t] == problem.depot[other]
                && problem.open[t] <= problem.open[other]
                && problem.close[t] >= problem.close[other]
                && problem.maxDuration[t] >= problem.maxDuration[other];
    }

    private boolean mayServe(int t, int r) {
        int sentinel = tours.sentinel(r);
        for (int v = tours.next[sentinel]; v != sentinel; v = tours.next[v]) {
            if ((problem.allowed[v] >> t & 1) == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean holds(int t, int k, int r) {
        if ((problem.allowed[k] >> t & 1) == 0) {
            return false;
        }
        for (int d = 0; d < dimensions; d++) {
            int at = r * dimensions + d;
            int more = problem.demand[k * dimensions + d];
            if (tours.load[at] + labels.mostOnBoard[at] + more > problem.capacity[t * dimensions + d]) {
                return false;
            }
        }
        return true;
    }

    private boolean keepsTimes(int k, int behind, int ahead, int type) {
        int in = problem.durationTo[k * places + tours.place[behind]];
        int out = problem.duration[k * places + tours.place[ahead]];
        int start = Math.max(problem.ready[k], labels.earliest[behind] + tours.service[behind] + in);
        if (start > problem.due[k] || start + problem.service[k] + out > labels.latest[ahead]) {
            return false;
        }
        return !problem.limited || duration(k, behind, ahead, in, out) <= problem.maxDuration[type];
    }

    /** Least duration of a route with a stop more: head, stop and tail joined (Vidal and others, 2013). */
    private int duration(int k, int behind, int ahead, int in, int out) {
        int until = labels.headDuration[behind] + in;
        int wait = Math.max(0, problem.ready[k] - until - labels.headLatest[behind]);
        int latest = Math.min(problem.due[k] - until, labels.headLatest[behind]);
        int all = until + wait + problem.service[k] + out;
        return all + Math.max(0, labels.tailEarliest[ahead] - all - latest) + labels.tailDuration[ahead];
    }

    @Override
    void considerOpening(int first, int mate) {
        int last = mate < 0 ? first : mate;
        for (int t = 0; t < problem.types; t++) {
            int depot = problem.depot[t];
            long length = (long) problem.distanceTo[first * places + depot]
                    + problem.distance[first * places + last]
                    + problem.distance[last * places + depot];
            long cost = problem.fixedCost[t]
                    - tours.premium
                    + length * problem.unitCost[t]
                    + problem.changeCost(first, mate, FlatProblem.NEW_ROUTE);
            if (cost < bestCost
                    && tours.canOpen(t)
                    && length <= problem.maxDistance[t]
                    && canServeAlone(t, first)
                    && canServeAlone(t, last)
                    && keepsTimesAlone(t, first, last)) {
                bestNewType = t;
                bestCost = cost;
            }
        }
    }

    private boolean canServeAlone(int t, int k) {
        if ((problem.allowed[k] >> t & 1) == 0) {
            return false;
        }
        for (int d = 0; d < dimensions; d++) {
            if (problem.demand[k * dimensions + d] > problem.capacity[t * dimensions + d]) {
                return false;
            }
        }
        return true;
    }

    private boolean keepsTimesAlone(int t, int first, int last) {
        if (!problem.timed) {
            return true;
        }
        int depot = problem.depot[t];
        int in = problem.durationTo[first * places + depot];
        int start = Math.max(problem.ready[first], problem.open[t] + in);
        if (start > problem.due[first]) {
            return false;
        }
        // As late as possible, for the duration.
        int left = Math.max(problem.open[t], problem.ready[first] - in);
        if (first != last) {
            int between = problem.service[first] + problem.duration[first * places + last];
            int wait = Math.max(0, problem.ready[last] - start - between);
            left += Math.min(wait, problem.due[first] - start);
            start = Math.max(problem.ready[last], start + between);
            if (start > problem.due[last]) {
                return false;
            }
        }
        int back = start + problem.service[last] + problem.duration[last * places + depot];
        return back <= problem.close[t] && back - left <= problem.maxDuration[t];
    }

    /** All places for the delivery when the pickup goes behind a node; linear in what follows. */
    private void considerPair(int pickup, int delivery, int behind, int r) {
        int type = tours.type[r];
        int ahead = tours.next[behind];
        if (!isInTime(pickup, behind)) {
            return;
        }
        long unit = problem.unitCost[type];
        long change = problem.changeCost(pickup, delivery, r);
        int in = problem.distanceTo[pickup * places + tours.place[behind]];
        long pickupMore = (long) in + problem.distance[pickup * places + tours.place[ahead]] - tours.leg[behind];
        if (pickupMore * unit + change >= bestCost
                || (problem.live && isSealed(ahead))
                || (problem.allowed[pickup] >> type & problem.allowed[delivery] >> type & 1) == 0
                || !takesOn(pickup, behind, r, type)) {
            return;
        }
        int start = 0;
        if (problem.timed) {
            start = Math.max(
                    problem.ready[pickup],
                    labels.earliest[behind]
                            + tours.service[behind]
                            + problem.durationTo[pickup * places + tours.place[behind]]);
            if (start > problem.due[pickup]) {
                return;
            }
        }
        int at = pickup;
        int following = ahead;
        while (true) {
            long more = at == pickup
                    ? (long) in
                            + problem.distance[pickup * places + delivery]
                            + problem.distance[delivery * places + tours.place[ahead]]
                            - tours.leg[behind]
                    : pickupMore
                            + problem.distance[at * places + delivery]
                            + problem.distance[delivery * places + tours.place[following]]
                            - tours.leg[at];
            if (more * unit + change < bestCost
                    && tours.length[r] + more <= problem.maxDistance[type]
                    && deliversInTime(delivery, at, start, following)
                    && (!problem.limited || pairDuration(pickup, delivery, behind, at, r) <= problem.maxDuration[type])
                    && !blink.overlooks()) {
                bestCost = more * unit + change;
                limitReach();
                bestRoute = r;
                bestBehind = behind;
                bestMateBehind = at;
                bestType = -1;
            }
            if (following >= problem.stops) {
                return;
            }
            if (problem.timed) {
                start = Math.max(
                        problem.ready[following],
                        start
                                + problem.service[at]
                                + (at == pickup || !problem.oneMatrix
                                        ? problem.duration[at * places + following]
                                        : tours.leg[at]));
                if (start > labels.latest[following] || start > problem.due[delivery]) {
                    return;
                }
            }
            if (!takesOn(pickup, following, r, type)) {
                return;
            }
            at = following;
            following = tours.next[at];
        }
    }

    /** Whether the load after a node leaves room for a pickup's. */
    private boolean takesOn(int pickup, int node, int r, int type) {
        for (int d = 0; d < dimensions; d++) {
            if (tours.load[r * dimensions + d]
                            + labels.onBoard[node * dimensions + d]
                            + problem.demand[pickup * dimensions + d]
                    > problem.capacity[type * dimensions + d]) {
                return false;
            }
        }
        return true;
    }

    private boolean deliversInTime(int delivery, int at, int start, int following) {
        if (!problem.timed) {
            return true;
        }
        int arrival = Math.max(
                problem.ready[delivery], start + problem.service[at] + problem.duration[at * places + delivery]);
        return arrival <= problem.due[delivery]
                && arrival + problem.service[delivery] + problem.duration[delivery * places + tours.place[following]]
                        <= labels.latest[following];
    }

    /** Least duration of the route with the pair in it, stop by stop. */
    private int pairDuration(int pickup, int delivery, int behind, int deliveryBehind, int r) {
        int sentinel = tours.sentinel(r);
        int duration = 0;
        int latest = problem.close[tours.type[r]];
        int node = sentinel;
        do {
            int following;
            if (node == behind) {
                following = pickup;
            } else if (node == pickup) {
                following = deliveryBehind == pickup ? delivery : tours.next[behind];
            } else if (node == delivery) {
                following = deliveryBehind == pickup ? tours.next[behind] : tours.next[deliveryBehind];
            } else {
                following = node == deliveryBehind ? delivery : tours.next[node];
            }
            duration += problem.duration[tours.place[node] * places + tours.place[following]];
            if (following != sentinel) {
                duration += Math.max(0, problem.ready[following] - duration - latest);
                latest = Math.min(problem.due[following] - duration, latest);
                duration += problem.service[following];
            }
            node = following;
        } while (node != sentinel);
        return duration;
    }
}
