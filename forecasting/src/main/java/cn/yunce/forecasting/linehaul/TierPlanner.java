package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierEngine;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.TierProblem;

/** Plans from the hub outwards: line haul, then each park's feeders with what it brings, then each township's rounds. */
final class TierPlanner implements TierEngine {
    @Override
    public TierPlan plan(TierProblem problem) {
        return new TierDay(problem).plan();
    }
}
