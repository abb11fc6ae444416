package cn.yunce.forecasting.model;

/** A way to forecast one series. Stateless and safe for concurrent use; deterministic. */
interface Forecaster {
    String name();

    /** Whether what it forecasts depends on {@link Past#known}. */
    default boolean looksAhead() {
        return false;
    }

    /** Whether it can forecast a series with this past; where it was trained on others, theirs must be laid out alike. */
    default boolean suits(Past past) {
        return true;
    }

    /** Learns from the past alone; may also be asked about the same series later in time. */
    Fitted fit(Past past);

    /** What was learnt. */
    interface Fitted {
        /** Writes the observations that follow {@code past} to {@code out}, as many as it holds; all finite. */
        void forecast(Past past, double[] out);
    }
}
