package cn.yunce.forecasting.scheduling;

import java.time.Duration;

/** The end of a search. */
record Deadline(long nanos) {
    /** Of a search that only its tries end. */
    static final Deadline NEVER = in(Duration.ofDays(365));

    static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
    }

    boolean passed() {
        return nanos - System.nanoTime() <= 0;
    }
}
