package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.List;

/**
 * The forecast of one line on one planning day.
 *
 * @param parcels expected parcels of the day
 * @param profile the same by 10-minute slot; adds up to {@code parcels}
 * @param basis what it rests on, for example {@code pre-known 180 × ratio 1.31}
 */
public record LineForecast(
        String line, ServiceDate date, double parcels, List<Interval> intervals, SlotProfile profile, String basis) {
    public LineForecast {
        intervals = List.copyOf(intervals);
    }
}
