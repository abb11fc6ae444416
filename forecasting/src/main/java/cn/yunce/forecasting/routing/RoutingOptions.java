package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import java.time.Duration;

/**
 * How long and how to search; whichever limit is reached first ends it.
 *
 * @param timeLimit by the clock
 * @param iterations of each thread
 * @param threads that search side by side, 1..64
 * @param seed of the random choices
 */
public record RoutingOptions(Duration timeLimit, long iterations, int threads, long seed) {
    public RoutingOptions {
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("timeLimit must not be negative, was " + timeLimit);
        }
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations must not be negative, was " + iterations);
        }
        Checks.inRange("threads", threads, 1, 64);
    }

    /** Until a time is over. */
    public static RoutingOptions within(Duration timeLimit, int threads, long seed) {
        return new RoutingOptions(timeLimit, Long.MAX_VALUE, threads, seed);
    }

    /** Until a number of iterations is done, on one thread: the same plan every time. */
    public static RoutingOptions ofIterations(long iterations, long seed) {
        return new RoutingOptions(Duration.ofDays(365), iterations, 1, seed);
    }
}
