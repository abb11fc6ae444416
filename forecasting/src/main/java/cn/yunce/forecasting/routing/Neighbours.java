package cn.yunce.forecasting.routing;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Which stops are near which. Never written after construction, and so shared by the threads of a search. */
final class Neighbours {
    private static final int RUIN = 150;
    private static final int INSERTION = 25;
    /** Whose best predecessors are its best successors too. */
    private static final int INSERTION_WITHOUT_WINDOWS = 60;
    /** What a unit of unavoidable waiting counts against one of distance when neighbours are ranked (Vidal and others, 2013). */
    private static final double WAITING = 0.2;

    /** Stops by distance, nearest first. */
    final int[][] near;
    /** Stops that a stop follows well, best first. */
    final int[][] before;
    /** Stops that follow a stop well, best first. */
    final int[][] after;
    /** Whether these are always those that it follows well. */
    final boolean same;

    /** Distances from those before, and to those after, beside each other in memory. */
    final int[][] wayFrom;

    final int[][] wayTo;

    Neighbours(FlatProblem problem) {
        int stops = problem.stops;
        near = new int[stops][];
        before = new int[stops][];
        after = new int[stops][];
        wayFrom = new int[stops][];
        wayTo = new int[stops][];
        same = !problem.windowed && problem.symmetric;
        int insertion = problem.windowed ? INSERTION : INSERTION_WITHOUT_WINDOWS;
        Nearest nearest = new Nearest(RUIN);
        for (int k = 0; k < stops; k++) {
            for (int v = 0; v < stops; v++) {
                nearest.offer(v == k ? -1 : problem.distance[k * problem.places + v], v);
            }
            near[k] = nearest.take(RUIN);
            for (int v = 0; v < stops; v++) {
                nearest.offer(v == k ? -1 : nearness(problem, v, k), v);
            }
            before[k] = nearest.take(insertion);
            wayFrom[k] = ways(problem.distanceTo, k * problem.places, before[k]);
            if (same) {
                after[k] = before[k];
                wayTo[k] = wayFrom[k];
                continue;
            }
            for (int v = 0; v < stops; v++) {
                nearest.offer(v == k ? -1 : nearness(problem, k, v), v);
            }
            after[k] = nearest.take(insertion);
            wayTo[k] = ways(problem.distance, k * problem.places, after[k]);
        }
    }

    private Neighbours(int stops, boolean same) {
        near = new int[stops][];
        before = new int[stops][];
        after = new int[stops][];
        wayFrom = new int[stops][];
        wayTo = new int[stops][];
        this.same = same;
    }

    /**
     * Those of some stops that are among them too.
     *
     * @param numbers by stop its number among them, or −1
     */
    Neighbours among(int[] stops, int[] numbers) {
        Neighbours own = new Neighbours(stops.length, same);
        for (int i = 0; i < stops.length; i++) {
            int k = stops[i];
            own.near[i] = renumbered(near[k], numbers);
            own.before[i] = renumbered(before[k], numbers);
            own.wayFrom[i] = kept(wayFrom[k], before[k], numbers);
            own.after[i] = same ? own.before[i] : renumbered(after[k], numbers);
            own.wayTo[i] = same ? own.wayFrom[i] : kept(wayTo[k], after[k], numbers);
        }
        return own;
    }

    private static int[] renumbered(int[] stops, int[] numbers) {
        return IntStream.of(stops)
                .map(stop -> numbers[stop])
                .filter(number -> number >= 0)
                .toArray();
    }

    private static int[] kept(int[] ways, int[] stops, int[] numbers) {
        return IntStream.range(0, stops.length)
                .filter(i -> numbers[stops[i]] >= 0)
                .map(i -> ways[i])
                .toArray();
    }

    private static int[] ways(int[] distances, int row, int[] stops) {
        int[] ways = new int[stops.length];
        for (int i = 0; i < stops.length; i++) {
            ways[i] = distances[row + stops[i]];
        }
        return ways;
    }

    /** Distance and unavoidable waiting from one stop to the next; negative when the next would always be late. */
    private static double nearness(FlatProblem problem, int from, int to) {
        int travel = problem.duration[from * problem.places + to];
        if ((long) problem.ready[from] + problem.service[from] + travel > problem.due[to]) {
            return -1;
        }
        long waiting = Math.max(0L, (long) problem.ready[to] - problem.service[from] - travel - problem.due[from]);
        return problem.distance[from * problem.places + to] + WAITING * waiting;
    }

    /** The nearest of those that were offered. */
    private static final class Nearest {
        private final double[] nearness;
        private final int[] stop;
        private int size;

        Nearest(int most) {
            nearness = new double[most];
            stop = new int[most];
        }

        /** A negative nearness is not taken. */
        void offer(double value, int k) {
            if (value < 0 || (size == stop.length && value >= nearness[size - 1])) {
                return;
            }
            int at = size < stop.length ? size++ : size - 1;
            while (at > 0 && nearness[at - 1] > value) {
                nearness[at] = nearness[at - 1];
                stop[at] = stop[at - 1];
                at--;
            }
            nearness[at] = value;
            stop[at] = k;
        }

        int[] take(int most) {
            int[] taken = Arrays.copyOf(stop, Math.min(most, size));
            size = 0;
            return taken;
        }
    }
}
