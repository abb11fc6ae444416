package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.calendar.ChineseCalendar;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static Trials trials(int seed) {
        Random random = new Random(seed);
        double[] values = IntStream.range(0, 200)
                .mapToDouble(t -> 100 + 10 * random.nextGaussian())
                .toArray();
        VolumeSeries series = VolumeSeries.of("s" + seed, Frequency.DAILY, LocalDateTime.of(2023, 1, 2, 0, 0), values);
        Trials trials = new Trials(Prepared.of(series, 7, 14, new KnownAhead(ChineseCalendar.bundled())), 14, true);
        trials.run(new SeasonalNaive());
        trials.run(always("truth", 100));
        trials.run(always("far off", 250));
        return trials;
    }

    private static Forecaster always(String name, double value) {
        return new Forecaster() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Fitted fit(Past past) {
                return (now, out) -> Arrays.fill(out, value);
            }
        };
    }

    @Test
    void theWeightGoesToTheModelThatWasRightAndNoneToTheOneThatIsFarOff() {
        List<Trials> panel = IntStream.range(0, 10).mapToObj(ChoiceTest::trials).toList();
        List<Choice> choices = Choice.choose(panel, Choice.learn(panel), true);
        assertThat(choices).allSatisfy(choice -> {
            assertThat(choice.chosen.name).startsWith("truth").doesNotContain("far off");
            assertThat(Arrays.stream(choice.chosen.next).average().orElse(0)).isBetween(95.0, 106.0);
            assertThat(choice.why).contains("rolling origins of this series and those like it");
        });
    }
}
