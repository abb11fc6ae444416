package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;

/**
 * 计划复盘: what a day's plan came to when the actual volumes came, against the plan of those volumes.
 *
 * @param plannedCost of the plan on its forecast
 * @param drivenCost of the same plan on the actual volumes ({@link ScheduleEngine#meet})
 * @param knownCost of a plan made on the actual volumes
 * @param knownLowerBound that no such plan can be below, by the objective it was made for
 * @param lateExtraTrips external trips beyond the plan, one line each
 * @param unusedExternalCost booked external vehicles, paid but not needed
 */
public record PlanReview(
        ServiceDate date,
        double plannedCost,
        double drivenCost,
        double knownCost,
        double knownLowerBound,
        int lateExtraTrips,
        double lateExtraCost,
        double unusedExternalCost) {

    /** What the forecast's error cost. */
    public double errorCost() {
        return drivenCost - knownCost;
    }
}
