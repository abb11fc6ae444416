package cn.yunce.forecasting.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
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
                Tours tours = PricedAnew.filled(problem, neighbours, random);
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
        Tours tours = PricedAnew.filled(problem, neighbours, random);
        TailExchange tails = new TailExchange(problem, neighbours, tours, random);
        long exchanged = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            if (tails.run(Double.MAX_VALUE)) {
                exchanged++;
                for (int u = 0; u < tours.used.count(); u++) {
                    assertThat(tours.keepsRules(tours.used.get(u)))
                            .as("problem of seed " + seed)
                            .isTrue();
                }
                assertThat(tours.cost).as("cost with seed " + seed).isEqualTo(PricedAnew.cost(tours));
            }
        }
        return exchanged;
    }
}
