package cn.yunce.forecasting.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SwapStarTest {
    private static final int PROBLEMS = 1_000;
    /** Up to so many stops all routes lie beside each other. */
    private static final int ALL_NEAR = 11;

    @Test
    void eachExchangeSavesWhatItIsPricedAtAndKeepsRules() {
        int[] exchanged = {0};
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = new FlatProblem(RandomProblems.simple(new SplittableRandom(seed)), RunningPlan.NONE);
            if (SwapStar.suits(problem) && problem.stops > 1) {
                Neighbours neighbours = new Neighbours(problem);
                Tours tours = PricedAnew.filled(problem, neighbours, new SplittableRandom(seed));
                SwapStar swaps = new SwapStar(problem, neighbours, tours);
                long[] cost = {PricedAnew.cost(tours)};
                String name = "problem of seed " + seed;
                swaps.run(() -> {
                    exchanged[0]++;
                    assertThat(swaps.bestMore).as(name).isNegative();
                    cost[0] += swaps.bestMore;
                    assertThat(PricedAnew.cost(tours)).as(name).isEqualTo(cost[0]);
                    assertThat(tours.cost).as(name).isEqualTo(cost[0]);
                    for (int u = 0; u < tours.used.count(); u++) {
                        assertThat(tours.keepsRules(tours.used.get(u))).as(name).isTrue();
                    }
                });
            }
        }
        assertThat(exchanged[0]).isGreaterThan(500);
    }

    @Test
    void afterwardsNoStopsTakeEachOthersPlacesForLess() {
        int tried = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = new FlatProblem(RandomProblems.simple(new SplittableRandom(seed)), RunningPlan.NONE);
            if (SwapStar.suits(problem) && problem.stops <= ALL_NEAR) {
                Neighbours neighbours = new Neighbours(problem);
                Tours tours = PricedAnew.filled(problem, neighbours, new SplittableRandom(seed));
                long before = tours.cost;
                int[] polished = SwapStar.polished(problem, neighbours, tours.snapshot());
                assertThat(SwapStar.polished(problem, neighbours, tours.snapshot()))
                        .isEqualTo(polished);
                tours.restore(polished);
                assertThat(tours.cost).isLessThanOrEqualTo(before);
                for (int k = 0; k < problem.stops; k++) {
                    for (int v = 0; v < k; v++) {
                        if (tours.route[k] >= 0 && tours.route[v] >= 0 && tours.route[k] != tours.route[v]) {
                            tried++;
                            assertThat(exchangedInPlace(tours, k, v))
                                    .as("problem of seed %d, stops %d and %d", seed, k, v)
                                    .isGreaterThanOrEqualTo(tours.cost);
                        }
                    }
                }
            }
        }
        assertThat(tried).isGreaterThan(1_000);
    }

    /** Cost of the plan with two stops in each other's places; without bound where that breaks a rule. */
    private static long exchangedInPlace(Tours tours, int k, int v) {
        long more = rowMore(tours, k, v);
        long otherMore = rowMore(tours, v, k);
        return more == Long.MAX_VALUE || otherMore == Long.MAX_VALUE ? Long.MAX_VALUE : tours.cost + more + otherMore;
    }

    private static long rowMore(Tours tours, int out, int in) {
        FlatProblem problem = tours.problem;
        int r = tours.route[out];
        int t = tours.type[r];
        int length = tours.row(r);
        long before = problem.way(tours.row, length, t);
        for (int i = 0; i < length; i++) {
            tours.row[i] = tours.row[i] == out ? in : tours.row[i];
        }
        boolean keeps = tours.walk.check(tours.row, length, t) == Rule.NONE;
        return keeps ? (problem.way(tours.row, length, t) - before) * problem.unitCost[t] : Long.MAX_VALUE;
    }
}
