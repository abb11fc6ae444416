package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;

/** Series whose volumes have left their forecasts for days on end, always to the same side. */
public interface DriftAlarms {

    /** Alarms of the run in force that knew most days, the strongest first; empty before the first run. */
    List<DriftAlarm> listAlarms();

    /**
     * A series' volumes came out above, or below, what was forecast the evening before, for longer than chance lets expect.
     *
     * @param series id of an outlet's series, {@code N0101/PICKUP}, or a line's code
     * @param since first day of the stretch
     * @param raisedOn day on which the errors had added up to an alarm
     * @param meanScaledError mean of (actual − forecast) / standard deviation that the forecast's interval tells, over the stretch
     * @param meanError mean of actual − forecast over the stretch, in parcels
     * @param statistic what the errors have added up to, in standard deviations
     */
    record DriftAlarm(
            Kind kind,
            String series,
            Side side,
            ServiceDate since,
            ServiceDate raisedOn,
            double meanScaledError,
            double meanError,
            double statistic) {
        public DriftAlarm {
            Checks.notBlank("series", series);
        }
    }

    /** What a series is of. */
    enum Kind {
        OUTLET,
        LINE
    }

    /** Where the volumes lie. */
    enum Side {
        ABOVE,
        BELOW
    }
}
