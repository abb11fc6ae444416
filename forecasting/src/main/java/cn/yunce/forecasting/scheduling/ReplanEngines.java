package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.ReplanEngine;

/** Makes the engine that mends disturbed plans. */
public final class ReplanEngines {
    private ReplanEngines() {}

    /** One exact model of choices a fleet, within the problem's time limit. */
    public static ReplanEngine create() {
        return new Replanner();
    }
}
