package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ForecastEngine;
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
}
