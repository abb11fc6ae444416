package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;

/**
 * A disturbance with when it became known: a change or delay of volumes is of what comes after that.
 *
 * @param knownMinute of the planning day
 */
public record LiveEvent(int knownMinute, Disturbance what) {
    public LiveEvent {
        Checks.inRange("knownMinute", knownMinute, -1, Disturbance.LAST_MINUTE);
    }
}
