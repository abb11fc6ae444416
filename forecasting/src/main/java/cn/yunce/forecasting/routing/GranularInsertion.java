package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;

/**
 * Judges each place in constant time, now and then overlooking one. Only places beside a stop's neighbours are tried; all places only where none of these
 * serves.
 */
final class GranularInsertion implements Recreate {
    private final FlatProblem problem;
    private final Neighbours neighbours;
    private final Tours tours;
    private final Labels labels;
    private final Blink blink;
    private final int places;
    private final int dimensions;
    private final boolean mixed;
    private final Order order;

    private long bestCost;
    private int bestRoute;
    private int bestBehind;
    /** Type that the route must change to for the stop; −1 for none. */
    private int bestType;
    /** Node that the delivery of a pair goes behind; the pickup itself when that is next. */
    private int bestMateBehind;

    GranularInsertion(FlatProblem problem, Neighbours neighbours, Tours tours, SplittableRandom random) {
        this.problem = problem;
        this.neighbours = neighbours;
        this.tours = tours;
        labels = tours.labels;
        blink = new Blink(random);
        places = problem.places;
        dimensions = problem.dimensions;
        mixed = problem.types > 1 && !problem.live;
        order = new Order(problem, random);
    }

    @Override
    public void run() {
        int count = order.of(tours);
        for (int i = 0; i < count; i++) {
            int k = order.get(i);
            if (problem.mate[k] < 0) {
                insert(k);
            } else if (problem.isPickup[k]) {
                insertPair(k, problem.mate[k]);
            }
        }
        if (mixed) {
            for (int i = 0; i < tours.touchedCount(); i++) {
                takeBestType(tours.touched(i));
                exchangeTypes(tours.touched(i));
            }
        }
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
                    && holdsLoad(t, r)
                    && mayServe(t, r)) {
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
                    && holdsLoad(t, r)
                    && holdsLoad(type, other)
                    && mayServe(t, r)
                    && mayServe(type, other)
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

    private boolean holdsLoad(int t, int r) {
        for (int d = 0; d < dimensions; d++) {
            int at = r * dimensions + d;
            if (tours.load[at] + labels.mostOnBoard[at] > problem.capacity[t * dimensions + d]) {
                return false;
            }
        }
        return true;
    }

    private void insert(int k) {
        bestCost = problem.penalty[k];
        bestRoute = -1;
        for (int v : neighbours.before[k]) {
            if (tours.route[v] >= 0) {
                consider(k, v, tours.route[v]);
            }
        }
        for (int v : neighbours.after[k]) {
            if (tours.route[v] >= 0) {
                consider(k, tours.previous[v], tours.route[v]);
            }
        }
        if (bestRoute < 0) {
            for (int u = 0; u < tours.used.count(); u++) {
                considerAll(k, tours.used.get(u));
            }
        }
        int opened = bestOpening(k, k);
        if (opened >= 0) {
            int r = tours.open(opened);
            tours.insert(k, tours.sentinel(r), r);
        } else if (bestRoute >= 0) {
            if (bestType >= 0) {
                tours.retype(bestRoute, bestType);
            }
            tours.insert(k, bestBehind, bestRoute);
        }
    }

    private void considerAll(int k, int r) {
        if (typeFor(k, r) < 0) {
            return;
        }
        int behind = tours.sentinel(r);
        do {
            consider(k, behind, r);
            behind = tours.next[behind];
        } while (behind < problem.stops);
    }

    private void consider(int k, int behind, int r) {
        int ahead = tours.next[behind];
        long more = (long) problem.distanceTo[k * places + tours.place[behind]]
                + problem.distance[k * places + tours.place[ahead]]
                - tours.leg[behind];
        int type = tours.type[r];
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
        if (!holds(type, k, r)) {
            changed = mixed ? typeFor(k, r) : -1;
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

    /** The type whose new route for the stop, or the pair, costs less than what was found; −1 for none. */
    private int bestOpening(int first, int last) {
        int best = -1;
        for (int t = 0; t < problem.types; t++) {
            int depot = problem.depot[t];
            long length = (long) problem.distanceTo[first * places + depot]
                    + problem.distance[first * places + last]
                    + problem.distance[last * places + depot];
            long cost = problem.fixedCost[t]
                    + length * problem.unitCost[t]
                    + problem.changeCost(first, first == last ? -1 : last, FlatProblem.NEW_ROUTE);
            if (cost < bestCost
                    && tours.canOpen(t)
                    && length <= problem.maxDistance[t]
                    && canServeAlone(t, first)
                    && canServeAlone(t, last)
                    && keepsTimesAlone(t, first, last)) {
                best = t;
                bestCost = cost;
            }
        }
        return best;
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

    private void insertPair(int pickup, int delivery) {
        bestCost = problem.penalty[pickup] + problem.penalty[delivery];
        bestRoute = -1;
        for (int v : neighbours.before[pickup]) {
            if (tours.route[v] >= 0) {
                considerPair(pickup, delivery, v, tours.route[v]);
            }
        }
        for (int v : neighbours.after[pickup]) {
            if (tours.route[v] >= 0) {
                considerPair(pickup, delivery, tours.previous[v], tours.route[v]);
            }
        }
        if (bestRoute < 0) {
            for (int u = 0; u < tours.used.count(); u++) {
                int r = tours.used.get(u);
                int behind = tours.sentinel(r);
                do {
                    considerPair(pickup, delivery, behind, r);
                    behind = tours.next[behind];
                } while (behind < problem.stops);
            }
        }
        int opened = bestOpening(pickup, delivery);
        if (opened >= 0) {
            int r = tours.open(opened);
            tours.insert(pickup, tours.sentinel(r), r);
            tours.insert(delivery, pickup, r);
        } else if (bestRoute >= 0) {
            tours.insert(pickup, bestBehind, bestRoute);
            tours.insert(delivery, bestMateBehind, bestRoute);
        }
    }

    /** All places for the delivery when the pickup goes behind a node; linear in what follows. */
    private void considerPair(int pickup, int delivery, int behind, int r) {
        int type = tours.type[r];
        int ahead = tours.next[behind];
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
                        start + problem.service[at] + problem.duration[at * places + following]);
                if (start > labels.latest[following]) {
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
