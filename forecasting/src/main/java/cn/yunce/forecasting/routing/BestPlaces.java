package cn.yunce.forecasting.routing;

import java.util.Arrays;

/** The three best places of each stop in each route, kept until the route changes (Vidal, 2022): one of them is left when a stop there has gone with the places beside it. */
final class BestPlaces {
    static final int NONE = -1;
    private static final int KEPT = 3;
    private static final int[] NOT_YET = {};

    /** Node that the place found last is behind, or {@link #NONE}. */
    int behind;

    private final FlatProblem problem;
    private final Tours tours;
    private final Labels labels;
    private final int places;
    /** By route. */
    private final int[] state;

    /** By route and stop: the state of the route that its places are of; then, place by place, detours and nodes. */
    private final int[][] knownAt;

    private final int[][] detour;
    private final int[][] node;

    BestPlaces(FlatProblem problem, Tours tours) {
        this.problem = problem;
        this.tours = tours;
        labels = tours.labels;
        places = problem.places;
        int routes = tours.type.length;
        state = new int[routes];
        Arrays.fill(state, 1);
        knownAt = new int[routes][];
        detour = new int[routes][];
        node = new int[routes][];
        Arrays.fill(knownAt, NOT_YET);
        Arrays.fill(detour, NOT_YET);
        Arrays.fill(node, NOT_YET);
    }

    void routeChanged(int r) {
        state[r]++;
    }

    /** Grows whenever the route changes. */
    int state(int r) {
        return state[r];
    }

    /** What a route is shorter by without a stop of it. */
    int saved(int k) {
        int i = tours.previous[k];
        int j = tours.next[k];
        int joined = i == j ? 0 : problem.distance[tours.place[i] * places + tours.place[j]];
        return tours.leg[i] + tours.leg[k] - joined;
    }

    /** Least detour by way of a stop in another route as it is; nothing to go by where {@link #behind} is none. */
    int detour(int k, int r) {
        know(k, r);
        behind = node[r][k * KEPT];
        return detour[r][k * KEPT];
    }

    /** The same without one of the route's stops: in its place, or in the best of those that are not beside it. */
    int detourWithout(int out, int savedWithout, int k, int r) {
        know(k, r);
        int before = tours.previous[out];
        int after = tours.next[out];
        int least = Integer.MAX_VALUE;
        behind = NONE;
        if (fits(k, before, after)) {
            behind = before;
            least = wayOver(k, before, after) - (tours.leg[before] + tours.leg[out] - savedWithout);
        }
        for (int i = k * KEPT; i < (k + 1) * KEPT && detour[r][i] < least; i++) {
            if (node[r][i] != out && node[r][i] != before) {
                behind = node[r][i];
                return detour[r][i];
            }
        }
        return least;
    }

    private void know(int k, int r) {
        if (knownAt[r].length == 0) {
            knownAt[r] = new int[problem.stops];
            detour[r] = new int[problem.stops * KEPT];
            node[r] = new int[problem.stops * KEPT];
        }
        if (knownAt[r][k] != state[r]) {
            knownAt[r][k] = state[r];
            find(k, r, detour[r], node[r]);
        }
    }

    private void find(int k, int r, int[] detours, int[] nodes) {
        int first = k * KEPT;
        int last = first + KEPT - 1;
        Arrays.fill(detours, first, last + 1, Integer.MAX_VALUE);
        Arrays.fill(nodes, first, last + 1, NONE);
        int sentinel = tours.sentinel(r);
        int i = sentinel;
        do {
            int j = tours.next[i];
            int more = wayOver(k, i, j) - tours.leg[i];
            if (more < detours[last] && fits(k, i, j)) {
                int at = last;
                for (; at > first && detours[at - 1] > more; at--) {
                    detours[at] = detours[at - 1];
                    nodes[at] = nodes[at - 1];
                }
                detours[at] = more;
                nodes[at] = i;
            }
            i = j;
        } while (i != sentinel);
    }

    private int wayOver(int k, int before, int after) {
        return problem.distanceTo[k * places + tours.place[before]] + problem.distance[k * places + tours.place[after]];
    }

    /** Whether a stop between two nodes of a route lets it keep its windows. */
    private boolean fits(int k, int before, int after) {
        if (!problem.timed) {
            return true;
        }
        int in = problem.durationTo[k * places + tours.place[before]];
        int out = problem.duration[k * places + tours.place[after]];
        int start = Math.max(problem.ready[k], labels.earliest[before] + tours.service[before] + in);
        return start <= problem.due[k] && start + problem.service[k] + out <= labels.latest[after];
    }
}
