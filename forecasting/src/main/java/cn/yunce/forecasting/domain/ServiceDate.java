package cn.yunce.forecasting.domain;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;

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
