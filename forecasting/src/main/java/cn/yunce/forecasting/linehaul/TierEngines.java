package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierEngine;

/** Makes the engine that plans the tiers. */
public final class TierEngines {
    private TierEngines() {}

    public static TierEngine create() {
        return new TierPlanner();
    }
}
