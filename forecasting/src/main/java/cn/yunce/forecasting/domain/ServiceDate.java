package cn.yunce.forecasting.domain;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * 统计日: the planning day that runs from 21:00 of the day before until 21:00 of {@code date}, Asia/Shanghai. All minutes of a
 * plan count from its start.
 */
public record ServiceDate(LocalDate date) implements Comparable<ServiceDate> {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final LocalTime CUT_OFF = LocalTime.of(21, 0);

    /** The last planning day that is complete at the clock's instant. */
    public static ServiceDate lastComplete(Clock clock) {
        LocalDateTime now = LocalDateTime.now(clock.withZone(ZONE));
        LocalDate today = now.toLocalDate();
        return new ServiceDate(now.toLocalTime().isBefore(CUT_OFF) ? today.minusDays(1) : today);
    }

    public static ServiceDate parse(String isoDate) {
        return new ServiceDate(LocalDate.parse(isoDate));
    }

    /** The planning day that the instant belongs to. */
    public static ServiceDate of(LocalDateTime instant) {
        LocalDate day = instant.toLocalDate();
        return new ServiceDate(instant.toLocalTime().isBefore(CUT_OFF) ? day : day.plusDays(1));
    }

    public LocalDateTime start() {
        return date.minusDays(1).atTime(CUT_OFF);
    }

    public LocalDateTime at(int minute) {
        return start().plusMinutes(minute);
    }

    /** Minute of this planning day at an instant, which may be of another day; seconds are dropped. */
    public long minuteOf(LocalDateTime instant) {
        return Math.floorDiv(ChronoUnit.SECONDS.between(start(), instant), 60L);
    }

    /**
     * Minute of a time of this planning day, such as {@code 05:40}, or of an instant such as {@code 2024-12-11T05:40}.
     *
     * @throws IllegalArgumentException when it is neither, or further than a week off
     */
    public int parseMinute(String name, String text) {
        try {
            long minute = text.length() <= 8
                    ? Math.floorMod(minuteOf(date.atTime(LocalTime.parse(text))), 1440L)
                    : minuteOf(LocalDateTime.parse(text.replace(' ', 'T')));
            return Math.toIntExact(Checks.inRange(name, minute, -7 * 1440L, 7 * 1440L));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    name + " must be a time such as 05:40 or " + date + "T05:40, was " + text, e);
        }
    }

    public ServiceDate plusDays(long days) {
        return new ServiceDate(date.plusDays(days));
    }

    @Override
    public int compareTo(ServiceDate other) {
        return date.compareTo(other.date);
    }

    @Override
    public String toString() {
        return date.toString();
    }
}
