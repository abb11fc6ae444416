package cn.yunce.assistant.metric;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** Days {@code from} until before {@code to}; at least one. */
public record Span(LocalDate from, LocalDate to) {
    public Span {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from must be before to, was " + from + " .. " + to);
        }
    }

    static Span day(LocalDate day) {
        return new Span(day, day.plusDays(1));
    }

    /** Both days included. */
    static Span through(LocalDate first, LocalDate last) {
        return new Span(first, last.plusDays(1));
    }

    public LocalDate last() {
        return to.minusDays(1);
    }

    public long days() {
        return ChronoUnit.DAYS.between(from, to);
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    /** The same dates a year before; whole months stay whole, 02-29 becomes 02-28. */
    Span yearBefore() {
        boolean wholeMonths = from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1;
        return wholeMonths
                ? new Span(from.minusYears(1), to.minusYears(1))
                : through(from.minusYears(1), last().minusYears(1));
    }
}
