package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;

/** Takes strings of stops out of routes that are near each other (Christiaens and Vanden Berghe, 2020). */
final class Ruin {
    private static final double MEAN_REMOVED = 10;
    private static final double LONGEST_STRING = 10;
    private static final double SPLIT_SHARE = 0.5;
    private static final double SPLIT_DEPTH = 0.01;

    private final FlatProblem problem;
    private final Neighbours neighbours;
    private final Tours tours;
    private final SplittableRandom random;
    private final int[] ruinedIn;
    private final int[] string;
    private int round;

    Ruin(FlatProblem problem, Neighbours neighbours, Tours tours, SplittableRandom random) {
        this.problem = problem;
        this.neighbours = neighbours;
        this.tours = tours;
        this.random = random;
        ruinedIn = new int[tours.type.length];
        string = new int[problem.stops];
    }

    void run() {
        run(tours.anyStop(random));
    }

    /** Makes room near one of the absent stops. */
    void runWhereStopsAreAbsent() {
        int[] near = neighbours.near[tours.absent.get(random.nextInt(tours.absent.count()))];
        double far = random.nextDouble();
        run(near.length == 0 ? random.nextInt(problem.stops) : near[(int) (far * far * near.length)]);
    }

    private void run(int seed) {
        round++;
        double meanSize = (double) (tours.stopsHere() - tours.absent.count()) / Math.max(1, tours.used.count());
        double longest = Math.min(LONGEST_STRING, Math.max(1, meanSize));
        double mostStrings = Math.max(1, 4 * MEAN_REMOVED / (1 + longest) - 1);
        int strings = (int) (1 + random.nextDouble() * mostStrings);
        strings -= ruin(seed, longest);
        int[] near = neighbours.near[seed];
        for (int i = 0; i < near.length && strings > 0; i++) {
            strings -= ruin(near[i], longest);
        }
    }

    /** Takes a string around a stop out of its route, unless that has lost one; says how many were taken. */
    private int ruin(int stop, double longest) {
        int r = tours.route[stop];
        if (r < 0 || ruinedIn[r] == round) {
            return 0;
        }
        ruinedIn[r] = round;
        int size = tours.size[r];
        int removed = Math.min(size, (int) (1 + random.nextDouble() * Math.min(size, longest)));
        int kept = 0;
        if (removed > 1 && removed < size && random.nextDouble() < SPLIT_SHARE) {
            kept = 1;
            while (removed + kept < size && random.nextDouble() < SPLIT_DEPTH) {
                kept++;
            }
        }
        int sentinel = tours.sentinel(r);
        int at = 0;
        int i = 0;
        for (int v = tours.next[sentinel]; v != sentinel; v = tours.next[v]) {
            if (v == stop) {
                at = i;
            }
            if (v < problem.stops) {
                string[i++] = v;
            }
        }
        int span = removed + kept;
        int first = Math.max(0, at - span + 1);
        int from = first + random.nextInt(Math.min(at, size - span) - first + 1);
        // What is kept lies inside of the string.
        int keptFrom = from + 1 + (kept > 0 && removed > 2 ? random.nextInt(removed - 1) : 0);
        for (int s = from; s < from + span; s++) {
            if (s < keptFrom || s >= keptFrom + kept) {
                remove(string[s]);
            }
        }
        tours.settle(r);
        return 1;
    }

    private void remove(int stop) {
        if (tours.route[stop] >= 0 && !(problem.live && problem.fixed[stop])) {
            tours.remove(stop);
            int mate = problem.mate[stop];
            if (mate >= 0) {
                tours.remove(mate);
            }
        }
    }
}
