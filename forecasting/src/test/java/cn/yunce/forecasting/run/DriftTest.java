package cn.yunce.forecasting.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.DriftAlarms.Kind;
import cn.yunce.forecasting.DriftAlarms.Side;
import cn.yunce.forecasting.domain.ServiceDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final ServiceDate FIRST = ServiceDate.parse("2026-01-01");
    /** Of a normal variable with standard deviation 10. */
    private static final double HALF_80 = 12.816;

    @Test
    void aVolumeTwoDeviationsAboveItsForecastAlarmsOnTheSixthDay() {
        // Each day adds 2 − 0.5: 1.5, 3, 4.5, 6, 7.5, 9 > 8.
        List<Drift.Day> days = errors(0, 0, 0, 20, 20, 20, 20, 20, 20);

        DriftAlarm alarm = Drift.lastAlarm(Kind.OUTLET, "N1/PICKUP", days).orElseThrow();
        assertThat(alarm.side()).isEqualTo(Side.ABOVE);
        assertThat(alarm.since()).isEqualTo(FIRST.plusDays(3));
        assertThat(alarm.raisedOn()).isEqualTo(FIRST.plusDays(8));
        assertThat(alarm.statistic()).isCloseTo(9, offset(1e-9));
        assertThat(alarm.meanError()).isEqualTo(20);
        assertThat(alarm.meanScaledError()).isCloseTo(2, offset(1e-9));
        assertThat(Drift.lastAlarm(Kind.OUTLET, "N1/PICKUP", days.subList(0, 8)))
                .isEmpty();
    }

    @Test
    void aVolumeBelowAlarmsTooAndAMissingDayChangesNothing() {
        List<Drift.Day> days = new ArrayList<>(errors(-20, -20, -20, Double.NaN, -20, -20, -20));

        DriftAlarm alarm = Drift.lastAlarm(Kind.LINE, "a", days).orElseThrow();
        assertThat(alarm.side()).isEqualTo(Side.BELOW);
        assertThat(alarm.since()).isEqualTo(FIRST);
        assertThat(alarm.meanScaledError()).isCloseTo(-2, offset(1e-9));
    }

    @Test
    void oneDayHoweverFarOffAndErrorsOfBothSidesAlarmNothing() {
        assertThat(Drift.lastAlarm(Kind.LINE, "a", errors(0, 1e9, 0, 0))).isEmpty();
        double[] both = IntStream.range(0, 60)
                .mapToDouble(day -> day % 2 == 0 ? 20 : -20)
                .toArray();
        assertThat(Drift.lastAlarm(Kind.LINE, "a", errors(both))).isEmpty();
    }

    @Test
    void byChanceAloneOneSeriesInThousandsOfDaysAlarms() {
        Random random = new Random(3);
        int alarms = 0;
        for (int series = 0; series < 2000; series++) {
            double[] errors = IntStream.range(0, 60)
                    .mapToDouble(day -> 10 * random.nextGaussian())
                    .toArray();
            alarms += Drift.lastAlarm(Kind.OUTLET, "x", errors(errors)).isPresent() ? 1 : 0;
        }
        // 120,000 days; the theory for a sum that has run for long says 12.6.
        assertThat(alarms).isBetween(3, 25);
    }

    private static List<Drift.Day> errors(double... errors) {
        return IntStream.range(0, errors.length)
                .mapToObj(day -> new Drift.Day(FIRST.plusDays(day), 100 + errors[day], 100, HALF_80))
                .toList();
    }
}
