package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** Plans to search from, and what a plan costs when everything of it is added up. */
final class PricedAnew {
    private PricedAnew() {}

    static long cost(Tours tours) {
        FlatProblem problem = tours.problem;
        long cost = LongStream.range(0, tours.absent.count())
                .map(i -> problem.penalty[tours.absent.get((int) i)])
                .sum();
        for (int u = 0; u < tours.used.count(); u++) {
            int r = tours.used.get(u);
            int t = tours.type[r];
            cost += problem.fixedCost[t] + problem.way(tours.row, tours.row(r), t) * problem.unitCost[t];
        }
        return cost;
    }

    static Tours filled(FlatProblem problem, Neighbours neighbours, SplittableRandom random) {
        Tours tours = new Tours(problem);
        tours.begin();
        new GranularInsertion(problem, neighbours, tours, random).run();
        return tours;
    }
}
