package cn.yunce.forecasting.model;

/** The first observations of a series without gaps, and what is known of coming ones. A view: the arrays are shared and never written. */
final class Past {
    /** Values that are known ahead, a column each; reach {@code horizon} beyond the series' end. */
    final double[][] known;

    final double[] values;
    final int size;
    final int season;

    Past(double[] values, int size, int season, double[][] known) {
        this.values = values;
        this.size = size;
        this.season = season;
        this.known = known;
    }

    /** The same series as it was known at an earlier time. */
    Past until(int earlier) {
        return new Past(values, earlier, season, known);
    }

    boolean isSeasonal() {
        return season > 1 && size >= 2 * season;
    }
}
