package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.forecasting.calendar.ChineseCalendar;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventProfilesTest {
    private static final long START = LocalDate.of(2021, 6, 25).toEpochDay();
    private static final int SIZE = 800;
    private static final int HORIZON = 120;
    private static final KnownAhead AHEAD = new KnownAhead(ChineseCalendar.bundled());

    private static int day(int year, int month, int day) {
        return (int) (LocalDate.of(year, month, day).toEpochDay() - START);
    }

    /** Series with a week and noise, times what {@code event} says of each day. */
    private static List<Past> panel(IntToDoubleFunction event) {
        return IntStream.range(0, 12)
                .mapToObj(i -> {
                    Random random = new Random(i);
                    double[] values = IntStream.range(0, SIZE)
                            .mapToDouble(t -> (100 + 40 * i)
                                    * (1 + 0.2 * Math.sin(t * 2 * Math.PI / 7))
                                    * Math.exp(0.08 * random.nextGaussian())
                                    * event.applyAsDouble(t))
                            .toArray();
                    return new Past(values, SIZE, 7, new double[0][], START);
                })
                .toList();
    }

    private static double[] factors(List<Past> panel, Past series, int length) {
        return EventProfiles.learn(
                        panel.stream()
                                .map(past -> EventProfiles.Surprises.of(past, AHEAD))
                                .toList(),
                        AHEAD)
                .factors(EventProfiles.Surprises.of(series, AHEAD), length);
    }

    @Test
    void aPeakThatCameInBothYearsIsExpectedAgainAndTakenOffThePast() {
        List<Past> panel = panel(t -> t == day(2021, 11, 11) || t == day(2022, 11, 11) ? 3 : 1);
        double[] factors = factors(panel, panel.getFirst(), SIZE + HORIZON);
        assertThat(factors[day(2023, 11, 11)]).isCloseTo(3, within(0.3));
        assertThat(factors[day(2022, 11, 11)]).isEqualTo(factors[day(2023, 11, 11)]);
        assertThat(factors[day(2023, 9, 11)]).isEqualTo(1);
    }

    @Test
    void christmasIsAnEventOnlyWhereThePanelMovesWithIt() {
        List<Past> moved = panel(t -> t == day(2021, 12, 25) ? 0.3 : 1);
        assertThat(factors(moved, moved.getFirst(), SIZE + HORIZON)[day(2023, 12, 25)])
                .isBetween(0.3, 0.42);
        List<Past> still = panel(t -> 1);
        double[] factors = factors(still, still.getFirst(), SIZE + HORIZON);
        assertThat(factors[day(2023, 12, 25)]).isCloseTo(1, within(0.02));
    }

    @Test
    void newYearReachesBackIntoTheYearBefore() {
        assertThat(AHEAD.event(LocalDate.of(2023, 12, 31).toEpochDay())).isEqualTo(new KnownAhead.EventDay("元旦", -1));
        assertThat(AHEAD.event(LocalDate.of(2024, 1, 2).toEpochDay())).isEqualTo(new KnownAhead.EventDay("元旦", 1));
        assertThat(AHEAD.event(LocalDate.of(2024, 1, 5).toEpochDay()).isOrdinary())
                .isTrue();
    }

    @Test
    void aPeakThatCameOnceIsExpectedALittleLower() {
        List<Past> panel = panel(t -> t == day(2022, 6, 18) ? 3 : 1).stream()
                .map(past -> past.until(500))
                .toList();
        double[] factors = factors(panel, panel.getFirst(), SIZE);
        assertThat(factors[day(2022, 6, 18)]).isBetween(2.0, 2.9);
        assertThat(factors[day(2023, 6, 18)]).isEqualTo(factors[day(2022, 6, 18)]);
    }

    @Test
    void anEventThatHasNotComeYetIsExpectedLikeItsKinWithMoreDoubt() {
        List<Past> panel = panel(t -> t == day(2022, 6, 18) ? 3 : 1).stream()
                .map(past -> new Past(Arrays.copyOfRange(past.values, 200, 500), 300, 7, new double[0][], START + 200))
                .toList();
        EventProfiles profiles = EventProfiles.learn(
                panel.stream()
                        .map(past -> EventProfiles.Surprises.of(past, AHEAD))
                        .toList(),
                AHEAD);
        double[] factors = profiles.factors(EventProfiles.Surprises.of(panel.getFirst(), AHEAD), 600);
        double[] doubts = profiles.doubts(panel.getFirst(), factors);
        int kin = day(2022, 6, 18) - 200;
        int unseen = day(2022, 11, 11) - 200;
        assertThat(factors[unseen]).isBetween(2.0, 2.9);
        assertThat(doubts[unseen]).isGreaterThan(1.5 * doubts[kin]);
        assertThat(doubts[unseen - 40]).isZero();
    }

    @Test
    void aDayNearAPeakIsDoubtedTooForThePeakMayComeEarlier() {
        List<Past> panel = panel(t -> t == day(2021, 11, 11) || t == day(2022, 11, 11) ? 3 : 1);
        EventProfiles profiles = EventProfiles.learn(
                panel.stream()
                        .map(past -> EventProfiles.Surprises.of(past, AHEAD))
                        .toList(),
                AHEAD);
        double[] factors = profiles.factors(EventProfiles.Surprises.of(panel.getFirst(), AHEAD), SIZE + HORIZON);
        double[] doubts = profiles.doubts(panel.getFirst(), factors);
        int peak = day(2023, 11, 11);
        assertThat(doubts[peak - 2]).isBetween(0.5 * doubts[peak], 0.9 * doubts[peak]);
        assertThat(doubts[peak - 6]).isBetween(0.05 * doubts[peak], 0.3 * doubts[peak]);
        assertThat(doubts[day(2022, 11, 11)]).as("what is past is known").isZero();
    }

    @Test
    void yearsThatDisagreeGiveNoEffect() {
        List<Past> panel = panel(t -> t == day(2021, 11, 11) ? 2 : t == day(2022, 11, 11) ? 0.5 : 1);
        double[] factors = factors(panel, panel.getFirst(), SIZE + HORIZON);
        assertThat(factors[day(2023, 11, 11)]).isCloseTo(1, within(0.05));
    }

    @Test
    void aSeriesThatTheEventDoesNotMoveIsDrawnTowardsItsOwn() {
        List<Past> moved = panel(t -> t == day(2021, 11, 11) || t == day(2022, 11, 11) ? 4 : 1);
        Past still = panel(t -> 1).getFirst();
        double[] factors = factors(moved, still, SIZE + HORIZON);
        assertThat(factors[day(2023, 11, 11)]).isLessThan(1.3);
    }

    @Test
    void seriesThatAreNotDailyAreLeftAlone() {
        Past monthly = new Past(new double[100], 100, 12, new double[0][]);
        assertThat(factors(List.of(monthly), monthly, 112)).containsOnly(1);
    }

    @Test
    void aDeclaredEventReachesThreeDaysAroundIt() {
        KnownAhead ahead =
                new KnownAhead(ChineseCalendar.bundled().with("from,to,kind,name\n2022-04-20,2022-04-21,FESTIVAL,店庆"));
        assertThat(ahead.event(LocalDate.of(2022, 4, 17).toEpochDay())).isEqualTo(new KnownAhead.EventDay("店庆", -3));
        assertThat(ahead.event(LocalDate.of(2022, 4, 24).toEpochDay())).isEqualTo(new KnownAhead.EventDay("店庆", 4));
        assertThat(ahead.event(LocalDate.of(2022, 4, 25).toEpochDay())).isEqualTo(KnownAhead.EventDay.NONE);
    }
}
