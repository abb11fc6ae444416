package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.List;
import java.util.Map;

/** Makes vehicle schedules in memory; deterministic for a seed unless the time limit cuts the search short. */
public interface ScheduleEngine {

    /**
     * A plan that keeps all rules: what own vehicles cannot carry goes external.
     *
     * @throws InfeasiblePlanException naming the rules that conflict, when none can keep all
     */
    ShortHaulPlan planShortHaul(ShortHaulProblem problem);

    /**
     * A plan of the forecast, and which of its external trips to book so that the expected cost over scenarios, each as likely, is least:
     * a two-stage programme by sample average approximation (Kleywegt, Shapiro and Homem-de-Mello 2002). Costs are those of {@link
     * #meet}.
     *
     * @param forecast the volumes that the plan carries as they are
     * @param scenarios parcels by line code, one map a scenario
     * @throws IllegalArgumentException when there is no scenario
     */
    HedgedPlan planUnderUncertainty(ShortHaulProblem forecast, List<Map<String, SlotProfile>> scenarios);

    /**
     * Drives a plan made on a forecast when other volumes come. Its external trips are vehicles booked, paid at what they were booked
     * for at least, used or not. Own vehicles' trips are planned anew every ten minutes, from what has come by then and the forecast
     * of the rest. What is left at a wave's end goes by own and booked vehicles, their lines chosen anew,
     * and by late extra external trips, each of one line at the line's external cost.
     *
     * @param settled own trips and booked external ones
     * @param forecast the problem that the plan was made for
     * @param actual parcels by line code
     */
    PlanOutcome meet(ShortHaulPlan settled, ShortHaulProblem forecast, Map<String, SlotProfile> actual);

    /**
     * Why a plan is as it is; O(trips² × vehicles).
     *
     * @param problem that the plan was made for
     * @throws IllegalArgumentException when a trip has a line or vehicle that the problem has not
     */
    PlanExplanation explain(ShortHaulProblem problem, ShortHaulPlan plan);

    /** Whole minutes from an own vehicle's departure on a line to the first minute at which it may leave again. */
    int turnMinutes(Line line, boolean container);

    /** Parcels that a vehicle holds, loose or in a standard container. */
    int capacityParcels(boolean container);
}
