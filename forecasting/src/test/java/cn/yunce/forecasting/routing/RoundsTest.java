package cn.yunce.forecasting.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final int STEPS = 1_000;

    private final FlatProblem problem =
            new FlatProblem(RandomProblems.simple(new SplittableRandom(1)), RunningPlan.NONE);

    @Test
    void aShortSearchIsOneRound() {
        assertThat(beginnings(new Rounds(problem, false, false), 14_000)).isEmpty();
    }

    @Test
    void aLongSearchWarmsItsBestFourTimesInItsSecondHalf() {
        assertThat(beginnings(new Rounds(problem, false, false), 16_000)).containsExactly(0.5, 0.625, 0.75, 0.875);
    }

    @Test
    void twoTrialsComeBeforeTheFirstRound() {
        assertThat(beginnings(new Rounds(problem, false, true), 14_000)).containsExactly(0.1, 0.2);
        assertThat(beginnings(new Rounds(problem, false, true), 16_000))
                .containsExactly(0.1, 0.2, 0.5, 0.625, 0.75, 0.875);
    }

    @Test
    void trialsAreNotLedByOtherSearches() {
        Rounds rounds = new Rounds(problem, false, true);
        assertThat(rounds.isAnew()).isTrue();
        assertThat(rounds.next(0.1, 1)).isTrue();
        assertThat(rounds.isSecondTrial()).isTrue();
        assertThat(rounds.isAnew()).isTrue();
        assertThat(rounds.next(0.2, 2)).isTrue();
        assertThat(rounds.isAfterTrials()).isTrue();
        assertThat(rounds.isAnew()).isFalse();
    }

    @Test
    void aPartOfAPlanIsSearchedWithoutTrials() {
        Rounds rounds = new Rounds(problem, false, true);
        rounds.skipTrials();
        assertThat(beginnings(rounds, 14_000)).isEmpty();
    }

    @Test
    void whereVehiclesAreToBeSavedTheFirstHalfStartsAnewAndTheSecondGoesOnFromTheBest() {
        Rounds rounds = new Rounds(problem, true, false);
        List<Double> beginnings = beginnings(rounds, 4_000);
        assertThat(beginnings).hasSizeGreaterThan(2).last().isEqualTo(0.5);
        assertThat(rounds.isFromBest()).isTrue();
    }

    /** When rounds after the first begin, in a search of so many iterations a stop. */
    private List<Double> beginnings(Rounds rounds, long iterationsAStop) {
        List<Double> beginnings = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            double progress = (double) step / STEPS;
            if (rounds.next(progress, step * iterationsAStop * problem.stops / STEPS)) {
                beginnings.add(progress);
            }
        }
        return beginnings;
    }
}
