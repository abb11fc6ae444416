package cn.yunce.forecasting.domain;

import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;

/** Spacing of a series' observations. */
public enum Frequency {
    TEN_MINUTES("10min"),
    HOURLY("H"),
    DAILY("D"),
    WEEKLY("W"),
    MONTHLY("M"),
    QUARTERLY("Q"),
    YEARLY("Y");

    private final String code;

    Frequency(String code) {
        this.code = code;
    }

    /** Throws {@link IllegalArgumentException} when no frequency has the code. */
    public static Frequency ofCode(String code) {
        for (Frequency frequency : values()) {
            if (frequency.code.equals(code)) {
                return frequency;
            }
        }
        throw new IllegalArgumentException("freq must be one of 10min H D W M Q Y, was " + code);
    }

    public String code() {
        return code;
    }

    /** The instant {@code steps} observations after {@code instant}; {@code steps} may be negative. */
    public LocalDateTime plus(LocalDateTime instant, long steps) {
        return switch (this) {
            case TEN_MINUTES -> instant.plusMinutes(10 * steps);
            case HOURLY -> instant.plusHours(steps);
            case DAILY -> instant.plusDays(steps);
            case WEEKLY -> instant.plusWeeks(steps);
            case MONTHLY -> plusMonths(instant, steps);
            case QUARTERLY -> plusMonths(instant, 3 * steps);
            case YEARLY -> plusMonths(instant, 12 * steps);
        };
    }

    /** A month's last day stays one. */
    private static LocalDateTime plusMonths(LocalDateTime instant, long months) {
        boolean last = instant.getDayOfMonth() == instant.toLocalDate().lengthOfMonth();
        LocalDateTime later = instant.plusMonths(months);
        return last ? later.with(TemporalAdjusters.lastDayOfMonth()) : later;
    }
}
