package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;

/** A span of time, both ends in it. */
public record Window(int from, int to) {
    public Window {
        Checks.inRange("from of a window", from, 0, RoutingProblem.VehicleType.UNLIMITED);
        if (to < from) {
            throw new IllegalArgumentException("to of a window must be at least its from " + from + ", was " + to);
        }
    }
}
