package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;
import java.util.Map;

/** What the runs in force forecast of the day after their data cut-off: forecasts of one day ahead. */
public interface EveForecasts {

    /** Of outlets, by series id, then day ascending; of cut-offs {@code from..upTo}. */
    Map<String, List<Eve>> listOutlets(ServiceDate from, ServiceDate upTo);

    /** Of lines, by code, then day ascending; of cut-offs {@code from..upTo}. */
    Map<String, List<Eve>> listLines(ServiceDate from, ServiceDate upTo);

    /** The forecast of a day, made the evening before. */
    record Eve(ServiceDate date, double mean, List<Interval> intervals) {
        public Eve {
            intervals = List.copyOf(intervals);
        }
    }
}
