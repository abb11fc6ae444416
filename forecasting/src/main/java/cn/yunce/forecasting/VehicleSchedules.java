package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;
import java.util.Optional;

/** Published vehicle schedules. */
public interface VehicleSchedules {

    /** The plan in force for a day; empty when none was published. */
    Optional<PublishedPlan> findPlan(ServiceDate date);

    /** Days that have a plan in force, latest first. */
    List<ServiceDate> listPlannedDates();

    /** What a day's plan came to; empty before the run of that evening. */
    Optional<PlanReview> findReview(ServiceDate date);

    /** Latest first. */
    List<PlanReview> listReviews(int limit);

    /** The tiers' plan in force for a day; empty when none was published. */
    Optional<PublishedTiers> findTiers(ServiceDate date);

    /**
     * A plan of the tiers with the run that published it.
     *
     * @param dataCutOff the last complete planning day that the run knew
     */
    record PublishedTiers(long runId, ServiceDate dataCutOff, boolean synthetic, TierPlan.Planned plan) {}

    /**
     * A plan with the run that published it.
     *
     * @param dataCutOff the last complete planning day that the run knew
     * @param version 0 as the run made it, 1 and up as confirmed on its day
     * @param settings that the run planned by
     * @param booking which external vehicles are booked ahead; empty when all are
     */
    record PublishedPlan(
            long runId,
            ServiceDate dataCutOff,
            boolean synthetic,
            int version,
            ShortHaulPlan plan,
            PlanSettings settings,
            Optional<HedgedPlan.Booking> booking) {}
}
