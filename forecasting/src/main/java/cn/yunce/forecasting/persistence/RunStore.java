package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.DailyRuns.Run;
import cn.yunce.forecasting.DailyRuns.StepName;
import cn.yunce.forecasting.DriftAlarms.DriftAlarm;
import cn.yunce.forecasting.HedgedPlan.Booking;
import cn.yunce.forecasting.LineForecast;
import cn.yunce.forecasting.PlanReview;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What daily runs leave behind. Every method is one transaction; saving twice leaves what was saved last; nothing of a run is
 * in force before {@link #publish}.
 */
public interface RunStore {

    /**
     * The latest run for the cut-off that is not done, its unfinished steps pending again; else a new run. Either is running
     * when this returns; any other run that was cut off is marked failed.
     */
    Run start(ServiceDate dataCutOff, String startedBy);

    Optional<Run> findRun(long id);

    /** Latest first. */
    List<Run> listRuns(int limit);

    /** Runs that say they are running; after a start of the service these are the ones that were cut off. Latest first. */
    List<Run> listRunning();

    void startStep(long runId, StepName step);

    /** @param detail what the step did */
    void finishStep(long runId, StepName step, String detail);

    /** Fails the step and the run. */
    void failStep(long runId, StepName step, String why);

    /**
     * Replaces the run's node forecasts.
     *
     * @param forecasts their ids are {@link NodeSeriesId}s, their instants midnights
     */
    void saveNodeForecasts(long runId, List<SeriesForecast> forecasts);

    /** The run's node forecasts, whether in force or not, in the order of their ids; of runs from before weights were kept, without. */
    List<SeriesForecast> listNodeForecasts(long runId);

    /** Replaces the run's line forecasts. */
    void saveLineForecasts(long runId, List<LineForecast> forecasts);

    /** The run's line forecasts for a day, in the order of their line's code. */
    List<LineForecast> listLineForecasts(long runId, ServiceDate date);

    /** Whole parcels by line code that the run forecast for a day: what its plan carries. */
    default Map<String, SlotProfile> listPlannedVolumes(long runId, ServiceDate date) {
        return listLineForecasts(runId, date).stream()
                .collect(Collectors.toMap(
                        LineForecast::line, forecast -> forecast.profile().wholeParcels()));
    }

    /** Replaces the alarms that the run raised. */
    void saveAlarms(long runId, List<DriftAlarm> alarms);

    /**
     * Replaces the run's plan for the plan's day.
     *
     * @param booking which external vehicles are booked ahead; empty when all are
     */
    void savePlan(long runId, PlanSettings settings, ShortHaulPlan plan, Optional<Booking> booking);

    /** Replaces the review of the review's day. */
    void saveReview(long runId, PlanReview review);

    /** Replaces the run's plan of the tiers for the plan's day. */
    void saveTiers(long runId, TierPlan.Planned plan);

    /** Puts the run in force in one stroke: marks its publish step and itself done. */
    void publish(long runId, String detail);

    /** Deletes the forecasts and plans of runs whose data ended before {@code first}; the runs themselves stay on record. */
    void forgetBefore(ServiceDate first);
}
