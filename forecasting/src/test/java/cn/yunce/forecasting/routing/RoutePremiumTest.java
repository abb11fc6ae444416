package cn.yunce.forecasting.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoutePremiumTest {
    private static final int PROBLEMS = 100;
    private static final long ABOVE_EVERY_WAY = FlatProblem.MUST / 2;

    @Test
    void aPremiumOpensMoreRoutesATollFewerAndNeitherIsPartOfTheCost() {
        long without = 0;
        long with = 0;
        long underToll = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = new FlatProblem(RandomProblems.simple(new SplittableRandom(seed)), RunningPlan.NONE);
            if (!problem.rich) {
                without += filled(problem, 0, seed).used.count();
                Tours tours = filled(problem, ABOVE_EVERY_WAY, seed);
                with += tours.used.count();
                assertThat(tours.cost).as("cost with seed " + seed).isEqualTo(PricedAnew.cost(tours));
                Tours few = filled(problem, -ABOVE_EVERY_WAY, seed);
                underToll += few.used.count();
                assertThat(few.cost).as("cost under toll with seed " + seed).isEqualTo(PricedAnew.cost(few));
            }
        }
        assertThat(with).isGreaterThan(3 * without / 2);
        assertThat(underToll).isLessThan(without);
    }

    @Test
    void tailsDoNotJoinRoutesForLessThanThePremium() {
        long joined = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = new FlatProblem(RandomProblems.simple(new SplittableRandom(seed)), RunningPlan.NONE);
            if (TailExchange.suits(problem) && problem.stops > 1) {
                joined += joined(problem, 0, seed);
                assertThat(joined(problem, ABOVE_EVERY_WAY, seed))
                        .as("joined with seed " + seed)
                        .isZero();
            }
        }
        assertThat(joined).isPositive();
    }

    /** By how many routes tails make a plan shorter that has too many. */
    private static int joined(FlatProblem problem, long premium, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tours tours = filled(problem, ABOVE_EVERY_WAY, seed);
        tours.premium = premium;
        int before = tours.used.count();
        TailExchange tails = new TailExchange(problem, new Neighbours(problem), tours, random);
        for (int trial = 0; trial < 300; trial++) {
            tails.run(0);
        }
        return before - tours.used.count();
    }

    private static Tours filled(FlatProblem problem, long premium, long seed) {
        Tours tours = new Tours(problem);
        tours.premium = premium;
        tours.begin();
        new GranularInsertion(problem, new Neighbours(problem), tours, new SplittableRandom(seed)).run();
        return tours;
    }
}
