package cn.yunce.forecasting.routing;

/**
 * What is kept by node of {@link Tours} so that an insertion is judged in constant time: earliest and latest starts, loads on board, and the durations of the parts of
 * a route before and after a node (Vidal and others, 2013). Nothing where whole routes are driven through in thought.
 */
final class Labels {
    final int[] earliest;
    final int[] latest;

    /** Load of pickups on board after a node; only where the problem has pairs. */
    final int[] onBoard;

    /** Most of it on a route, by route. */
    final int[] mostOnBoard;

    /**
     * Least duration of the route up to and from a node, the latest start of the former and the earliest of the latter; only where
     * durations are limited.
     */
    final int[] headDuration;

    final int[] headLatest;
    final int[] tailDuration;
    final int[] tailEarliest;

    private final FlatProblem problem;
    private final int stops;
    private final int places;
    private final int dimensions;
    private final int[] next;
    private final int[] previous;
    private final int[] place;
    private final int[] leg;
    private final int[] service;
    private final int[] type;

    /** @param tours whose nodes and routes exist already */
    Labels(Tours tours) {
        problem = tours.problem;
        stops = problem.stops;
        places = problem.places;
        dimensions = problem.dimensions;
        next = tours.next;
        previous = tours.previous;
        place = tours.place;
        leg = tours.leg;
        service = tours.service;
        type = tours.type;
        int nodes = next.length;
        earliest = new int[nodes];
        latest = new int[nodes];
        onBoard = new int[problem.paired ? nodes * dimensions : 0];
        mostOnBoard = new int[type.length * dimensions];
        int segments = problem.limited ? nodes : 0;
        headDuration = new int[segments];
        headLatest = new int[segments];
        tailDuration = new int[segments];
        tailEarliest = new int[segments];
    }

    /** After a stop was put on a route. */
    void inserted(int k, int r) {
        if (problem.limited) {
            refresh(r);
            return;
        }
        if (problem.paired) {
            refreshOnBoard(r, stops + r);
        }
        if (problem.timed) {
            int behind = previous[k];
            int ahead = next[k];
            earliest[k] = Math.max(
                    problem.ready[k],
                    earliest[behind] + service[behind] + problem.durationTo[k * places + place[behind]]);
            latest[k] = latestAt(k);
            forward(ahead);
            backward(behind);
        }
    }

    /** Of a whole route. */
    void refresh(int r) {
        int sentinel = stops + r;
        if (problem.timed) {
            earliest[sentinel] = problem.open[type[r]];
            latest[sentinel] = problem.close[type[r]];
            for (int j = next[sentinel]; j != sentinel; j = next[j]) {
                earliest[j] = earliestAt(j);
            }
            for (int i = previous[sentinel]; i != sentinel; i = previous[i]) {
                latest[i] = latestAt(i);
            }
        }
        if (problem.limited) {
            refreshSegments(sentinel, type[r]);
        }
        if (problem.paired) {
            refreshOnBoard(r, sentinel);
        }
    }

    boolean keepTimes(int r) {
        int sentinel = stops + r;
        for (int v = next[sentinel]; problem.timed && v != sentinel; v = next[v]) {
            if (earliest[v] > latest[v]) {
                return false;
            }
        }
        return keepDuration(r);
    }

    /** The latest starts allow for all that follows, so where these are right the first stop's decides. */
    boolean keepTimesFromTheStart(int r) {
        int first = next[stops + r];
        return !problem.timed || (earliest[first] <= latest[first] && keepDuration(r));
    }

    private boolean keepDuration(int r) {
        int sentinel = stops + r;
        int last = previous[sentinel];
        return !problem.limited
                || headDuration[last] + problem.duration[place[last] * places + place[sentinel]]
                        <= problem.maxDuration[type[r]];
    }

    private void refreshOnBoard(int r, int sentinel) {
        for (int d = 0; d < dimensions; d++) {
            int board = 0;
            int most = 0;
            for (int j = next[sentinel]; j != sentinel; j = next[j]) {
                board += problem.mate[j] < 0 ? 0 : problem.demand[j * dimensions + d];
                onBoard[j * dimensions + d] = board;
                most = Math.max(most, board);
            }
            mostOnBoard[r * dimensions + d] = most;
        }
    }

    private int earliestAt(int j) {
        int i = previous[j];
        int way = problem.oneMatrix ? leg[i] : problem.duration[place[i] * places + j];
        return Math.max(problem.ready[j], earliest[i] + service[i] + way);
    }

    private int latestAt(int i) {
        int j = next[i];
        int way = problem.oneMatrix ? leg[i] : problem.duration[i * places + place[j]];
        return Math.min(problem.due[i], latest[j] - service[i] - way);
    }

    private void forward(int from) {
        for (int j = from; j < stops; j = next[j]) {
            int start = earliestAt(j);
            if (start == earliest[j]) {
                return;
            }
            earliest[j] = start;
        }
    }

    private void backward(int from) {
        for (int i = from; i < stops; i = previous[i]) {
            int start = latestAt(i);
            if (start == latest[i]) {
                return;
            }
            latest[i] = start;
        }
    }

    private void refreshSegments(int sentinel, int t) {
        headDuration[sentinel] = 0;
        headLatest[sentinel] = problem.close[t];
        for (int i = sentinel, j = next[sentinel]; j != sentinel; i = j, j = next[j]) {
            int until = headDuration[i] + problem.duration[place[i] * places + j];
            int wait = Math.max(0, problem.ready[j] - until - headLatest[i]);
            headDuration[j] = until + wait + service[j];
            headLatest[j] = Math.min(problem.due[j] - until, headLatest[i]);
        }
        tailDuration[sentinel] = 0;
        tailEarliest[sentinel] = problem.open[t];
        for (int j = sentinel, i = previous[sentinel]; i != sentinel; j = i, i = previous[i]) {
            int until = service[i] + problem.duration[i * places + place[j]];
            int wait = Math.max(0, tailEarliest[j] - until - problem.due[i]);
            tailDuration[i] = until + wait + tailDuration[j];
            tailEarliest[i] = Math.max(tailEarliest[j] - until, problem.ready[i]) - wait;
        }
    }
}
