package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.BestPlaces.NONE;

import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.Arrays;

/**
 * Exchanges two stops of different routes, each going to the best place of the other's route rather than to the other's place, or moves one alone (SWAP*, Vidal, 2022). Only between routes that
 * lie beside each other: where a stop of one is among the nearest of a stop of the other.
 */
final class SwapStar {
    private static final int NEAREST = 10;
    private static final int[] NOT_YET = {};

    /** What the last exchange costs; negative. */
    long bestMore;

    private int bestOne;
    private int bestOneBehind;
    private int bestOther;
    private int bestOtherBehind;

    private final FlatProblem problem;
    private final Neighbours neighbours;
    private final Tours tours;
    private final BestPlaces best;
    private final int places;
    private final int dimensions;
    /** Routes that changed since they were last tried with all beside them. */
    private final Members waiting;

    private final boolean[] isWaiting;
    /** By two routes: the sum of their states at which nothing was found. As either only grows, the same sum is the same states. */
    private final int[][] triedAt;

    private final int[] beside;
    /** By route: the search for routes beside another that it was found in last. */
    private final int[] foundIn;

    private int searchBeside;

    SwapStar(FlatProblem problem, Neighbours neighbours, Tours tours) {
        this.problem = problem;
        this.neighbours = neighbours;
        this.tours = tours;
        best = new BestPlaces(problem, tours);
        places = problem.places;
        dimensions = problem.dimensions;
        int routes = tours.type.length;
        waiting = new Members(routes);
        isWaiting = new boolean[routes];
        triedAt = new int[routes][];
        Arrays.fill(triedAt, NOT_YET);
        beside = new int[routes];
        foundIn = new int[routes];
        for (int r = 0; r < routes; r++) {
            change(r);
        }
    }

    /** Where times are kept by node, and any stop may go anywhere. */
    static boolean suits(FlatProblem problem) {
        return !problem.rich && !problem.live && !problem.paired;
    }

    /** A plan, as {@link Tours#snapshot} writes it, that no exchange makes cheaper. */
    static int[] polished(FlatProblem problem, Neighbours neighbours, int[] plan) {
        if (!suits(problem)) {
            return plan;
        }
        Tours tours = new Tours(problem);
        tours.begin();
        tours.restore(plan);
        new SwapStar(problem, neighbours, tours).run(() -> {});
        return tours.snapshot();
    }

    private void change(int r) {
        best.routeChanged(r);
        if (!isWaiting[r]) {
            isWaiting[r] = true;
            waiting.add(r);
        }
    }

    /** Exchanges as long as that makes the plan cheaper; says so after each. */
    void run(Runnable exchanged) {
        while (waiting.count() > 0) {
            int r = waiting.get(waiting.count() - 1);
            waiting.remove(r);
            isWaiting[r] = false;
            int count = tours.type[r] < 0 ? 0 : routesBeside(r);
            for (int i = 0; i < count; i++) {
                while (findBest(r, beside[i])) {
                    exchange();
                    exchanged.run();
                }
            }
        }
    }

    private int routesBeside(int r) {
        searchBeside++;
        foundIn[r] = searchBeside;
        int count = 0;
        for (int k = tours.next[tours.sentinel(r)]; k < problem.stops; k = tours.next[k]) {
            int[] near = neighbours.near[k];
            for (int i = 0; i < Math.min(NEAREST, near.length); i++) {
                int s = tours.route[near[i]];
                if (s >= 0 && foundIn[s] != searchBeside) {
                    foundIn[s] = searchBeside;
                    beside[count++] = s;
                }
            }
        }
        return count;
    }

    private boolean findBest(int r, int s) {
        int low = Math.min(r, s);
        int high = Math.max(r, s);
        if (triedAt[low].length == 0) {
            triedAt[low] = new int[isWaiting.length];
        }
        int states = best.state(r) + best.state(s);
        if (triedAt[low][high] == states) {
            return false;
        }
        bestMore = 0;
        considerMoves(r, s);
        considerMoves(s, r);
        considerExchanges(r, s);
        if (bestMore == 0) {
            triedAt[low][high] = states;
        }
        return bestMore < 0;
    }

    private void considerMoves(int r, int s) {
        for (int k = tours.next[tours.sentinel(r)]; k < problem.stops && tours.size[r] > 1; k = tours.next[k]) {
            long more = best.detour(k, s) * unitCost(s) - best.saved(k) * unitCost(r);
            if (more < bestMore
                    && best.behind != NONE
                    && holds(s, k, NONE)
                    && keepsRules(s, NONE, k, best.behind)
                    && keepsRules(r, k, NONE, NONE)) {
                take(more, k, best.behind, NONE, NONE);
            }
        }
    }

    private void considerExchanges(int r, int s) {
        for (int k = tours.next[tours.sentinel(r)]; k < problem.stops; k = tours.next[k]) {
            int saved = best.saved(k);
            for (int v = tours.next[tours.sentinel(s)]; v < problem.stops; v = tours.next[v]) {
                int otherSaved = best.saved(v);
                long more = -saved * unitCost(r) - otherSaved * unitCost(s);
                if (more < bestMore && holds(s, k, v) && holds(r, v, k)) {
                    considerExchange(k, saved, r, v, otherSaved, s, more);
                }
            }
        }
    }

    private void considerExchange(int k, int saved, int r, int v, int otherSaved, int s, long without) {
        long more = without + best.detourWithout(v, otherSaved, k, s) * unitCost(s);
        int behind = best.behind;
        if (more >= bestMore || behind == NONE) {
            return;
        }
        more += best.detourWithout(k, saved, v, r) * unitCost(r);
        int otherBehind = best.behind;
        if (more < bestMore && otherBehind != NONE && keepsRules(s, v, k, behind) && keepsRules(r, k, v, otherBehind)) {
            take(more, k, behind, v, otherBehind);
        }
    }

    private void take(long more, int one, int oneBehind, int other, int otherBehind) {
        bestMore = more;
        bestOne = one;
        bestOneBehind = oneBehind;
        bestOther = other;
        bestOtherBehind = otherBehind;
    }

    private long unitCost(int r) {
        return problem.unitCost[tours.type[r]];
    }

    /** Whether a route may and can take a stop on, one of its own gone or {@link BestPlaces#NONE}. */
    private boolean holds(int r, int in, int out) {
        int t = tours.type[r];
        if ((problem.allowed[in] >> t & 1) == 0) {
            return false;
        }
        for (int d = 0; d < dimensions; d++) {
            int gone = out == NONE ? 0 : problem.demand[out * dimensions + d];
            if (tours.load[r * dimensions + d] + problem.demand[in * dimensions + d] - gone
                    > problem.capacity[t * dimensions + d]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a route keeps times and lengths with one stop out and another in, either of which may be {@link BestPlaces#NONE}. Driven through, as few exchanges come so far. */
    private boolean keepsRules(int r, int out, int in, int behind) {
        int t = tours.type[r];
        if (!problem.timed && problem.maxDistance[t] == VehicleType.UNLIMITED) {
            return true;
        }
        int sentinel = tours.sentinel(r);
        long length = 0;
        int start = problem.open[t];
        int duration = 0;
        int latest = problem.close[t];
        int from = sentinel;
        int passed = sentinel;
        do {
            int to = in;
            if (passed != behind || from == in) {
                passed = tours.next[passed] == out ? tours.next[out] : tours.next[passed];
                to = passed;
            }
            int leg = tours.place[from] * places + tours.place[to];
            length += problem.distance[leg];
            if (problem.timed) {
                start += tours.service[from] + problem.duration[leg];
                duration += problem.duration[leg];
                if (to == sentinel) {
                    return start <= problem.close[t]
                            && duration <= problem.maxDuration[t]
                            && length <= problem.maxDistance[t];
                }
                start = Math.max(start, problem.ready[to]);
                if (start > problem.due[to]) {
                    return false;
                }
                duration += Math.max(0, problem.ready[to] - duration - latest);
                latest = Math.min(problem.due[to] - duration, latest);
                duration += problem.service[to];
            }
            from = to;
        } while (from != sentinel);
        return length <= problem.maxDistance[t];
    }

    private void exchange() {
        int r = tours.route[bestOne];
        int s = tours.route[bestOneBehind];
        tours.begin();
        tours.remove(bestOne);
        if (bestOther == NONE) {
            tours.insert(bestOne, bestOneBehind, s);
        } else {
            tours.remove(bestOther);
            tours.insert(bestOne, bestOneBehind, s);
            tours.insert(bestOther, bestOtherBehind, r);
        }
        tours.settle(r);
        tours.settle(s);
        change(r);
        change(s);
    }
}
