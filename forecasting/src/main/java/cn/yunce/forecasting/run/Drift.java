package cn.yunce.forecasting.run;

import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.DriftAlarms.Kind;
import cn.yunce.forecasting.DriftAlarms.Side;
import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;
import java.util.Optional;

/**
 * A two-sided cumulative sum over the errors of forecasts made the evening before, each divided by the standard deviation that its
 * 80 % interval tells. With an allowance of half a deviation and a limit of eight, a series that errs by chance alone raises one alarm in
 * some 9,500 days; one that moved by two deviations is found within a week. An error counts at most four, so that no single day alarms.
 *
 * <p>Page (1954), Continuous inspection schemes, Biometrika 41; Siegmund (1985), Sequential Analysis, for the run length.
 */
final class Drift {
    private static final double ALLOWANCE = 0.5;
    private static final double LIMIT = 8;
    private static final double FARTHEST = 4;
    /** Standard deviations of a normal variable in half of its 80 % interval. */
    private static final double HALF_OF_80 = 1.2816;

    private static final double LEAST_DEVIATION = 0.5;

    private Drift() {}

    /**
     * A day as it was forecast the evening before, and as it came.
     *
     * @param half80 half of the width of the 80 % interval
     */
    record Day(ServiceDate date, double actual, double forecast, double half80) {
        double error() {
            return actual - forecast;
        }

        double scaled() {
            double deviation = Math.max(LEAST_DEVIATION, half80 / HALF_OF_80);
            return Math.clamp(error() / deviation, -FARTHEST, FARTHEST);
        }
    }

    /**
     * The last alarm of the series; after one the sums start anew. Days without an actual volume, NaN, are passed over.
     *
     * @param days ascending
     */
    static Optional<DriftAlarm> lastAlarm(Kind kind, String series, List<Day> days) {
        Optional<DriftAlarm> last = Optional.empty();
        double above = 0;
        double below = 0;
        int fromAbove = 0;
        int fromBelow = 0;
        for (int t = 0; t < days.size(); t++) {
            double error = days.get(t).scaled();
            if (Double.isNaN(error)) {
                continue;
            }
            fromAbove = above == 0 ? t : fromAbove;
            fromBelow = below == 0 ? t : fromBelow;
            above = Math.max(0, above + error - ALLOWANCE);
            below = Math.max(0, below - error - ALLOWANCE);
            if (above > LIMIT || below > LIMIT) {
                boolean up = above > LIMIT;
                last = Optional.of(alarm(
                        kind, series, up, days.subList(up ? fromAbove : fromBelow, t + 1), Math.max(above, below)));
                above = 0;
                below = 0;
            }
        }
        return last;
    }

    private static DriftAlarm alarm(Kind kind, String series, boolean up, List<Day> stretch, double statistic) {
        List<Day> known =
                stretch.stream().filter(day -> !Double.isNaN(day.error())).toList();
        return new DriftAlarm(
                kind,
                series,
                up ? Side.ABOVE : Side.BELOW,
                known.getFirst().date(),
                known.getLast().date(),
                known.stream().mapToDouble(Day::scaled).average().orElse(0),
                known.stream().mapToDouble(Day::error).average().orElse(0),
                statistic);
    }
}
