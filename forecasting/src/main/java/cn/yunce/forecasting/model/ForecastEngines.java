package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.Hierarchy;
import cn.yunce.forecasting.Reconciler;
import cn.yunce.forecasting.calendar.ChineseCalendar;

/** Makes forecast engines. */
public final class ForecastEngines {
    private ForecastEngines() {}

    /** An engine with the bundled calendar. The same seed, histories and machine give the same forecasts to the bit. */
    public static ForecastEngine create(long seed) {
        return create(seed, ChineseCalendar.bundled());
    }

    /** An engine with a calendar of one's own, for example with days off or events added. */
    public static ForecastEngine create(long seed, ChineseCalendar calendar) {
        return new RollingOriginEngine(calendar, seed);
    }

    /**
     * Makes forecasts of any origin add up.
     *
     * @param errors by series of the hierarchy, in its order, past errors of the base forecasts at common instants; NaN where unknown.
     *     Only {@link Reconciler.Method#WLS_VARIANCE} and {@link Reconciler.Method#MIN_TRACE} look at them
     * @param nonNegative leaves, and so totals, are not below zero
     * @throws IllegalArgumentException when errors are needed and are not there for each series, with at least two instants
     */
    public static Reconciler reconciler(
            Hierarchy hierarchy, Reconciler.Method method, double[][] errors, boolean nonNegative) {
        return Reconcilers.create(hierarchy, method, errors, nonNegative);
    }
}
