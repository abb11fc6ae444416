package cn.yunce.forecasting.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TailExchangeTest {
    private static final int PROBLEMS = 200;
    private static final int TRIALS = 300;

    @Test
    void whateverTailsAreExchangedRulesAreKeptAndCostsAddUp() {
        long exchanged = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = new FlatProblem(RandomProblems.simple(new SplittableRandom(seed)), RunningPlan.NONE);
            if (TailExchange.suits(problem) && problem.stops > 1) {
                exchanged += exchange(problem, seed);
            }
        }
        assertThat(exchanged).isGreaterThan(1_000);
    }

    @Test
    void nothingIsExchangedThatCostsMoreThanTheLimit() {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = new FlatProblem(RandomProblems.simple(new SplittableRandom(seed)), RunningPlan.NONE);
            if (TailExchange.suits(problem) && problem.stops > 1) {
                SplittableRandom random = new SplittableRandom(seed);
                Neighbours neighbours = new Neighbours(problem);
                Tours tours = filled(problem, neighbours, random);
                TailExchange tails = new TailExchange(problem, neighbours, tours, random);
                for (int trial = 0; trial < TRIALS; trial++) {
                    long before = tours.cost;
                    assertThat(tails.run(0)).isEqualTo(tours.cost < before);
                }
            }
        }
    }

    private static long exchange(FlatProblem problem, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Neighbours neighbours = new Neighbours(problem);
        Tours tours = filled(problem, neighbours, random);
        TailExchange tails = new TailExchange(problem, neighbours, tours, random);
        long exchanged = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            if (tails.run(Double.MAX_VALUE)) {
                exchanged++;
                long cost = IntStream.range(0, tours.absent.count())
                        .mapToLong(i -> problem.penalty[tours.absent.get(i)])
                        .sum();
                for (int u = 0; u < tours.used.count(); u++) {
                    int r = tours.used.get(u);
                    int t = tours.type[r];
                    assertThat(tours.keepsRules(r))
                            .as("problem of seed " + seed)
                            .isTrue();
                    cost += problem.fixedCost[t] + problem.way(tours.row, tours.row(r), t) * problem.unitCost[t];
                }
                assertThat(tours.cost).as("cost with seed " + seed).isEqualTo(cost);
            }
        }
        return exchanged;
    }

    private static Tours filled(FlatProblem problem, Neighbours neighbours, SplittableRandom random) {
        Tours tours = new Tours(problem);
        tours.begin();
        new GranularInsertion(problem, neighbours, tours, random).run();
        return tours;
    }
}
