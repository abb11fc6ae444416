package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;

/** One thread's simulated annealing over ruin and recreate. */
final class Search {
    /** First and last temperature in units of the mean leg's cost. */
    private static final double HOT = 1;

    private static final double COLD = 0.01;

    private final FlatProblem problem;
    private final Tours tours;
    private final Ruin ruin;
    private final Recreate recreate;
    private final SplittableRandom random;
    private double hot;
    private double temperature;
    private long cost;
    private long bestCost;
    private int[] best;

    Search(FlatProblem problem, long seed) {
        this.problem = problem;
        random = new SplittableRandom(seed);
        tours = new Tours(problem);
        ruin = new Ruin(problem, tours, random);
        recreate = new Recreate(problem, tours, random);
        tours.begin();
        recreate.run();
        cost = tours.cost;
        bestCost = cost;
        best = tours.snapshot();
        long lengths = 0;
        for (int u = 0; u < tours.usedCount; u++) {
            int r = tours.used[u];
            lengths += tours.length[r] * problem.unitCost[tours.type[r]];
        }
        int legs = problem.stops - tours.absentCount + tours.usedCount;
        hot = HOT * Math.max(1, (double) lengths / Math.max(1, legs));
        cool(0);
    }

    /** @param progress 0 at the start of the whole search, 1 at its end */
    void cool(double progress) {
        temperature = hot * Math.pow(COLD / HOT, progress);
    }

    void iterate() {
        tours.begin();
        ruin.run();
        recreate.run();
        if (tours.cost < cost - temperature * Math.log(random.nextDouble())) {
            cost = tours.cost;
            if (cost < bestCost) {
                bestCost = cost;
                best = tours.snapshot();
            }
        } else {
            tours.rollback();
        }
    }

    /** Goes on from a plan of another search. */
    void adopt(int[] snapshot) {
        tours.begin();
        tours.restore(snapshot);
        cost = tours.cost;
        if (cost < bestCost) {
            bestCost = cost;
            best = snapshot.clone();
        }
    }

    int[] current() {
        return tours.snapshot();
    }

    long cost() {
        return cost;
    }

    long bestCost() {
        return bestCost;
    }

    int[] best() {
        return best.clone();
    }

    boolean isTrivial() {
        return problem.stops == 0 || tours.usedCount == 0;
    }
}
