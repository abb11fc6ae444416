package cn.yunce.forecasting;

/** Makes forecasts of a {@link Hierarchy} add up. Immutable, deterministic. */
public interface Reconciler {

    /** How forecasts of all levels become forecasts that add up. */
    enum Method {
        /** Sums of the leaves' own forecasts. */
        BOTTOM_UP,
        /** The forecast of the total of all leaves, shared out as the leaves' forecasts. */
        TOP_DOWN,
        /** Least squares: the nearest forecasts that add up. */
        OLS,
        /** Least squares, an error's variance being the number of its leaves. */
        WLS_LEAVES,
        /** Least squares weighted by each series' error variance. */
        WLS_VARIANCE,
        /** Minimum trace with the errors' covariance, shrunk to its diagonal (Wickramasuriya et al., 2019; Schäfer, Strimmer, 2005). */
        MIN_TRACE,
        /**
         * Each leaf as the mean of what its own forecast and every total above it, shared out by the leaves' forecasts, say of it, twice; then all
         * leaves scaled to the forecast of the total of all, if there is one, so that it stands (Hollyman, Petropoulos, Tipping, 2021; Di Fonzo,
         * Girolimetto, 2024).
         */
        LEVELS
    }

    /**
     * Forecasts that add up.
     *
     * @param base a forecast of each series of the hierarchy, in its order
     * @throws IllegalArgumentException when their number is another, or one is not finite
     */
    double[] reconcile(double[] base);
}
