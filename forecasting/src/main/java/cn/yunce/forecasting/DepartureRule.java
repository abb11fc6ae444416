package cn.yunce.forecasting;

/** When a part-full or combined trip may leave. */
public enum DepartureRule {
    /** Once the last parcels of its lines' wave are there, not after the latest departure. */
    COMPLETE,
    /** Before, too, with what is there. */
    EARLY
}
