package cn.yunce.forecasting.model;

/** The first observations of a series without gaps, and what is known of coming ones. A view: the arrays are shared and never written. */
final class Past {
    /** Values that are known ahead, a column each; reach {@code horizon} beyond the series' end. */
    final double[][] known;

    /** Of a series that is not daily. */
    static final long NOT_DAILY = Long.MIN_VALUE;

    final double[] values;
    final int size;
    final int season;
    /** Day of the first value, counted as {@link java.time.LocalDate#toEpochDay()} does. */
    final long firstDay;

    Past(double[] values, int size, int season, double[][] known) {
        this(values, size, season, known, NOT_DAILY);
    }

    Past(double[] values, int size, int season, double[][] known, long firstDay) {
        this.values = values;
        this.size = size;
        this.season = season;
        this.firstDay = firstDay;
        this.known = known;
    }

    /** The same series as it was known at an earlier time. */
    Past until(int earlier) {
        return new Past(values, earlier, season, known, firstDay);
    }

    boolean isSeasonal() {
        return season > 1 && size >= 2 * season;
    }

    /** Mean of the values {@code from} until before {@code to}. */
    double mean(int from, int to) {
        double sum = 0;
        for (int t = from; t < to; t++) {
            sum += values[t];
        }
        return sum / (to - from);
    }

    /** The same past with other values known ahead. */
    Past knowing(double[][] others) {
        return new Past(values, size, season, others, firstDay);
    }

    /** The same times with other values. */
    Past with(double[] others) {
        return new Past(others, size, season, known, firstDay);
    }
}
