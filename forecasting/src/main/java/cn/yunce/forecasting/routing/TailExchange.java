package cn.yunce.forecasting.routing;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Exchanges what follows two nodes of different routes (2-opt*, Potvin and Rousseau, 1995): where routes are long, strings that are taken out are too short for that. Times are judged in
 * constant time, loads by walking both heads. Only between routes of one depot and shift; with pairs, where both vehicles are empty.
 */
final class TailExchange {
    private final FlatProblem problem;
    private final Neighbours neighbours;
    private final Tours tours;
    private final Labels labels;
    private final SplittableRandom random;
    private final int places;
    private final int dimensions;
    /** Loads up to the two nodes. */
    private final int[] head;

    private final int[] otherHead;

    TailExchange(FlatProblem problem, Neighbours neighbours, Tours tours, SplittableRandom random) {
        this.problem = problem;
        this.neighbours = neighbours;
        this.tours = tours;
        this.random = random;
        labels = tours.labels;
        places = problem.places;
        dimensions = problem.dimensions;
        head = new int[dimensions];
        otherHead = new int[dimensions];
    }

    /** Where what follows a node can be judged without walking it, and go anywhere. */
    static boolean suits(FlatProblem problem) {
        return !problem.rich && !problem.live;
    }

    /** Lets a stop be followed by one that follows it well, both at random, if the plan's cost then grows by less than a limit; says whether it was done. */
    boolean run(double limit) {
        int i = tours.anyStop(random);
        int[] after = neighbours.after[i];
        if (tours.route[i] < 0 || after.length == 0) {
            return false;
        }
        int j = after[random.nextInt(after.length)];
        if (tours.route[j] < 0 || tours.route[j] == tours.route[i] || !mayExchange(i, tours.previous[j], limit)) {
            return false;
        }
        tours.begin();
        tours.exchangeTails(i, tours.previous[j]);
        return true;
    }

    private boolean mayExchange(int i, int p, double limit) {
        int r = tours.route[i];
        int s = tours.route[p];
        int t = tours.type[r];
        int u = tours.type[s];
        int a = tours.next[i];
        int j = tours.next[p];
        if (t != u && !areAlike(t, u)) {
            return false;
        }
        long in = problem.distance[i * places + j];
        long out = problem.distance[tours.place[p] * places + tours.place[a]];
        long saved = p >= problem.stops && a >= problem.stops ? problem.fixedCost[u] - tours.premium : 0;
        if (t == u && (in + out - tours.leg[i] - tours.leg[p]) * problem.unitCost[t] - saved >= limit) {
            return false;
        }
        if ((problem.timed && !keepTimes(i, j, p, a)) || !(problem.paired ? partNoPairs(i, p) : holdLoads(i, p))) {
            return false;
        }
        if (t == u && problem.maxDistance[t] == RoutingProblem.VehicleType.UNLIMITED) {
            return true;
        }
        long before = length(i);
        long otherBefore = length(p);
        long length = before + in + tours.length[s] - otherBefore - tours.leg[p];
        long otherLength = otherBefore + out + tours.length[r] - before - tours.leg[i];
        long more = (length - tours.length[r]) * problem.unitCost[t]
                + (otherLength - tours.length[s]) * problem.unitCost[u]
                - saved;
        return more < limit
                && length <= problem.maxDistance[t]
                && otherLength <= problem.maxDistance[u]
                && (t == u || (mayServe(u, a) && mayServe(t, j)));
    }

    private boolean areAlike(int t, int u) {
        return problem.depot[t] == problem.depot[u]
                && problem.open[t] == problem.open[u]
                && problem.close[t] == problem.close[u];
    }

    private boolean keepTimes(int i, int j, int p, int a) {
        int in = problem.duration[i * places + tours.place[j]];
        int out = problem.duration[tours.place[p] * places + tours.place[a]];
        return labels.earliest[i] + tours.service[i] + in <= labels.latest[j]
                && labels.earliest[p] + tours.service[p] + out <= labels.latest[a]
                && (!problem.limited
                        || (duration(i, j, in) <= problem.maxDuration[tours.type[tours.route[i]]]
                                && duration(p, a, out) <= problem.maxDuration[tours.type[tours.route[p]]]));
    }

    /** Least duration of a head and a tail joined (Vidal and others, 2013). */
    private int duration(int last, int first, int between) {
        int until = labels.headDuration[last] + between;
        int wait = Math.max(0, labels.tailEarliest[first] - until - labels.headLatest[last]);
        return until + wait + labels.tailDuration[first];
    }

    private boolean holdLoads(int i, int p) {
        int r = tours.route[i];
        int s = tours.route[p];
        sum(i, head);
        sum(p, otherHead);
        for (int d = 0; d < dimensions; d++) {
            int load = head[d] + tours.load[s * dimensions + d] - otherHead[d];
            int otherLoad = otherHead[d] + tours.load[r * dimensions + d] - head[d];
            if (load > problem.capacity[tours.type[r] * dimensions + d]
                    || otherLoad > problem.capacity[tours.type[s] * dimensions + d]) {
                return false;
            }
        }
        return true;
    }

    /** Nothing is on board at either node, so that vehicles of one type can take each other's tails. */
    private boolean partNoPairs(int i, int p) {
        return tours.type[tours.route[i]] == tours.type[tours.route[p]] && pairsOnBoard(i) == 0 && pairsOnBoard(p) == 0;
    }

    private int pairsOnBoard(int last) {
        int pairs = 0;
        for (int v = last; v < problem.stops; v = tours.previous[v]) {
            pairs += problem.isPickup[v] ? 1 : -1;
        }
        return pairs;
    }

    private void sum(int last, int[] loads) {
        Arrays.fill(loads, 0);
        for (int v = last; v < problem.stops; v = tours.previous[v]) {
            for (int d = 0; d < dimensions; d++) {
                loads[d] += problem.demand[v * dimensions + d];
            }
        }
    }

    /** From the depot to a node. */
    private long length(int last) {
        long sum = 0;
        for (int v = last; v < problem.stops; v = tours.previous[v]) {
            sum += tours.leg[tours.previous[v]];
        }
        return sum;
    }

    private boolean mayServe(int t, int first) {
        for (int v = first; v < problem.stops; v = tours.next[v]) {
            if ((problem.allowed[v] >> t & 1) == 0) {
                return false;
            }
        }
        return true;
    }
}
