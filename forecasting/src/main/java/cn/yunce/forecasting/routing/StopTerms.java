package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;

/**
 * What holds for a stop beside its place, load and windows.
 *
 * @param priority 1..9; where not all stops that must be visited can be, a stop of priority p counts as p stops
 * @param release when its goods are at the depot; the trip that carries them leaves no earlier
 * @param collected whether its goods ride from the stop to the depot, and not from the depot to the stop
 * @param divisible whether several visits may share its load
 * @param flown whether a drone may serve it
 */
public record StopTerms(int priority, int release, boolean collected, boolean divisible, boolean flown) {
    /** Nothing out of the ordinary. */
    public static final StopTerms ORDINARY = new StopTerms(1, 0, false, false, false);

    private static final int MOST_PRIORITY = 9;

    public StopTerms {
        Checks.inRange("priority", priority, 1, MOST_PRIORITY);
        Checks.inRange("release", release, 0, RoutingProblem.VehicleType.UNLIMITED);
        if (flown && (collected || divisible)) {
            throw new IllegalArgumentException("a stop that a drone may serve must be delivered whole");
        }
    }

    /** Whether a stop of such terms may be one of a pickup and delivery. */
    boolean isPairable() {
        return release == 0 && !collected && !divisible && !flown;
    }
}
