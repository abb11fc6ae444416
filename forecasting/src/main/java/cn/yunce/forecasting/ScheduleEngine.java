package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.SlotProfile;
import java.util.List;
import java.util.Map;

/** Makes vehicle schedules in memory; deterministic for a seed unless the time limit cuts the search short. */
public interface ScheduleEngine {

    /** A feasible plan, always: what own vehicles cannot carry goes external. */
    ShortHaulPlan planShortHaul(ShortHaulProblem problem);

    /**
     * Own trips and booked external vehicles of least expected cost over scenarios, each as likely: a two-stage programme by sample
     * average approximation (Kleywegt, Shapiro and Homem-de-Mello 2002). Costs are those of {@link #meet}.
     *
     * @param forecast the volumes that the plan carries as they are
     * @param scenarios parcels by line code, one map a scenario
     * @throws IllegalArgumentException when there is no scenario
     */
    HedgedPlan planUnderUncertainty(ShortHaulProblem forecast, List<Map<String, SlotProfile>> scenarios);

    /**
     * Drives a plan made on a forecast when other volumes come. Own vehicles keep the order of their trips and wait for parcels as long
     * as their next trips allow; a trip that would not leave in time, or has nothing to carry, is dropped. Booked external
     * vehicles are paid, used or not. All else leaves by late extra external trips, each of one line at the line's external cost.
     */
    PlanOutcome meet(ShortHaulPlan plan, ShortHaulProblem actual);
}
