package cn.yunce.forecasting;

/** Makes vehicle schedules in memory; deterministic for a seed unless the time limit cuts the search short. */
public interface ScheduleEngine {

    /** A feasible plan, always: what own vehicles cannot carry goes external. */
    ShortHaulPlan planShortHaul(ShortHaulProblem problem);
}
