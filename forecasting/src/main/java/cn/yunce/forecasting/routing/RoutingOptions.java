package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * How long and how to search; whichever limit is reached first ends it.
 *
 * @param timeLimit of each thread
 * @param iterations of each thread
 * @param threads that search side by side, 1..64
 * @param seed of the random choices
 * @param clock by which the time limit is told
 */
public record RoutingOptions(Duration timeLimit, long iterations, int threads, long seed, Clock clock) {
    /** What counts as time. */
    public enum Clock {
        /** Time as it passes. */
        WALL,
        /** The processor time of the whole process, its compiler and garbage collector included, in equal shares for the threads; as much work under any load. */
        CPU;

        long nanos(int threads) {
            return this == WALL
                    ? System.nanoTime()
                    : ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class)
                                    .getProcessCpuTime()
                            / threads;
        }
    }

    public RoutingOptions {
        if (timeLimit.isNegative()) {
            throw new IllegalArgumentException("timeLimit must not be negative, was " + timeLimit);
        }
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations must not be negative, was " + iterations);
        }
        Checks.inRange("threads", threads, 1, 64);
    }

    /** By the wall clock. */
    public RoutingOptions(Duration timeLimit, long iterations, int threads, long seed) {
        this(timeLimit, iterations, threads, seed, Clock.WALL);
    }

    /** Until a time is over. */
    public static RoutingOptions within(Duration timeLimit, int threads, long seed) {
        return new RoutingOptions(timeLimit, Long.MAX_VALUE, threads, seed);
    }

    /** The same options, by another clock. */
    public RoutingOptions withClock(Clock other) {
        return new RoutingOptions(timeLimit, iterations, threads, seed, other);
    }

    /** Until a number of iterations is done, on one thread: the same plan every time. */
    public static RoutingOptions ofIterations(long iterations, long seed) {
        return new RoutingOptions(Duration.ofDays(365), iterations, 1, seed);
    }
}
