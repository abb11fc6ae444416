package cn.yunce.assistant.metric;

import cn.yunce.assistant.CalendarLookup;
import java.time.LocalDate;

/**
 * A query with all that its answer depends on.
 *
 * @param lastDay with data
 * @param cityWide false for callers who must not see sums over other counties
 */
record MetricAsked(
        MetricQuery query,
        MetricStore store,
        CalendarLookup calendar,
        LocalDate asOf,
        LocalDate lastDay,
        boolean cityWide,
        MetricReading.Beside beside,
        MetricWords words) {
    Kpi main() {
        return query.metrics().getFirst();
    }
}
