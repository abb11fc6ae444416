package cn.yunce.forecasting;

/** Plans the vehicles of a day through all tiers of a city, in memory. */
public interface TierEngine {

    /** The same problem gives the same plan. */
    TierPlan plan(TierProblem problem);
}
