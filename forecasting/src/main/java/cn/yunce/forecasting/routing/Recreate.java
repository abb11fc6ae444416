package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;

/**
 * Inserts the absent stops one after the other where that costs least (Christiaens and Vanden Berghe, 2020), now and then overlooking a place. Only places beside a stop's neighbours are
 * tried; all places only where none of these serves.
 */
abstract class Recreate {
    static final int NONE = -1;
    private static final int[] NO_COUNTS = {};
    /** Share of the routes with something taken out that get a vehicle of another type, where it can drive what is left. */
    private static final double OTHER_TYPE = 0.2;

    final FlatProblem problem;
    final Tours tours;
    final Blink blink;
    final int places;
    /** Whether a vehicle of another type may take a route over. */
    final boolean mixed;

    /** The best insertion of the stop, or pair, at hand; {@link #NONE} where there is none. */
    long bestCost;

    int bestRoute;
    int bestBehind;
    /** Node that the delivery of a pair goes behind. */
    int bestMateBehind;
    /** Type of a route to be opened instead. */
    int bestNewType;

    private final Neighbours neighbours;
    /** By node: the insertion for which the place behind it was considered last. */
    private final long[] consideredIn;

    private long insertion;
    private final Order order;
    private final SplittableRandom random;

    Recreate(FlatProblem problem, Neighbours neighbours, Tours tours, SplittableRandom random) {
        this.problem = problem;
        this.neighbours = neighbours;
        this.tours = tours;
        this.random = random;
        places = problem.places;
        mixed = problem.types > 1 && !problem.live;
        consideredIn = new long[tours.next.length];
        blink = new Blink(random);
        order = new Order(problem, random);
    }

    final void run() {
        run(NO_COUNTS);
    }

    /** @param leftOver as {@link Order#of} takes it */
    final void run(int[] leftOver) {
        int ruined = tours.touchedCount();
        // A route that breaks a rule could not take its own type back.
        for (int i = 0; mixed && !tours.broken && i < ruined; i++) {
            if (tours.type[tours.touched(i)] >= 0 && random.nextDouble() < OTHER_TYPE) {
                drawType(tours.touched(i));
            }
        }
        int count = order.of(tours, leftOver);
        for (int i = 0; i < count; i++) {
            int k = order.get(i);
            int mate = problem.mate[k];
            if (mate < 0 || problem.isPickup[k]) {
                insert(k, mate);
            }
        }
        for (int i = 0; mixed && i < tours.touchedCount(); i++) {
            changeType(tours.touched(i));
        }
    }

    /** Gives a route a type at random: a vehicle that is left, or else that of another route, which takes its own. */
    private void drawType(int r) {
        int was = tours.type[r];
        int t = random.nextInt(problem.types);
        if (t == was || !canDrive(t, r)) {
            return;
        }
        if (tours.canChange(t)) {
            tours.retype(r, t);
            return;
        }
        int first = random.nextInt(tours.used.count());
        for (int u = 0; u < tours.used.count(); u++) {
            int other = tours.used.get((first + u) % tours.used.count());
            if (tours.type[other] == t && canDrive(was, other)) {
                if (tours.retype(r, t) && !tours.retype(other, was)) {
                    tours.retype(r, was);
                }
                return;
            }
        }
    }

    /** @param mate the delivery of a pair; {@link #NONE} of a stop alone */
    private void insert(int k, int mate) {
        bestCost = problem.penalty[k] + (mate < 0 ? 0 : problem.penalty[mate]);
        bestRoute = NONE;
        bestMateBehind = NONE;
        bestNewType = NONE;
        insertion++;
        considerNear(k, mate, neighbours);
        considerTrips(k, mate);
        if (bestRoute == NONE) {
            for (int u = 0; u < tours.used.count(); u++) {
                considerAll(k, mate, tours.used.get(u));
            }
        }
        considerOpening(k, mate);
        if (bestNewType != NONE) {
            int r = tours.open(bestNewType);
            apply(k, mate, tours.sentinel(r), r);
        } else if (bestRoute != NONE) {
            apply(k, mate, bestBehind, bestRoute);
        }
    }

    /** Takes the best place beside a stop's neighbours for the best if it is. */
    void considerNear(int k, int mate, Neighbours neighbours) {
        for (int v : neighbours.before[k]) {
            if (tours.route[v] >= 0) {
                considerOnce(k, mate, v, tours.route[v]);
            }
        }
        for (int v : neighbours.after[k]) {
            if (tours.route[v] >= 0) {
                considerOnce(k, mate, tours.previous[v], tours.route[v]);
            }
        }
    }

    private void considerAll(int k, int mate, int r) {
        if (mayTake(k, mate, r)) {
            int sentinel = tours.sentinel(r);
            int behind = sentinel;
            do {
                considerOnce(k, mate, behind, r);
                behind = tours.next[behind];
            } while (behind != sentinel);
        }
    }

    /** A stop alone is considered faster than it is found out whether it was. */
    final void considerOnce(int k, int mate, int behind, int r) {
        if (mate < 0) {
            consider(k, mate, behind, r);
        } else if (consideredIn[behind] != insertion) {
            consideredIn[behind] = insertion;
            consider(k, mate, behind, r);
        }
    }

    /** Takes it for the best if it is: a stop behind a node, or a pair with its delivery at any place after that. */
    abstract void consider(int k, int mate, int behind, int r);

    /** The same with trips of their own. */
    abstract void considerTrips(int k, int mate);

    /** The same with a vehicle more. */
    abstract void considerOpening(int k, int mate);

    /** False only where no place of a route can be right. */
    abstract boolean mayTake(int k, int mate, int r);

    /** Puts the best where it belongs. */
    abstract void apply(int k, int mate, int behind, int r);

    /** False only where a vehicle of a type cannot drive a route as it is. */
    abstract boolean canDrive(int t, int r);

    /** Finds a cheaper vehicle for a route that has changed. */
    abstract void changeType(int r);
}
