package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.ScheduleEngine;

/** Makes the schedule engines. */
public final class ScheduleEngines {
    private ScheduleEngines() {}

    /** The engine for short-haul plans: one exact model a fleet and wave, within the problem's time limit. */
    public static ScheduleEngine create() {
        return new ShortHaulPlanner();
    }
}
