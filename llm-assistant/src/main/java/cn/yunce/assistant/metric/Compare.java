package cn.yunce.assistant.metric;

import java.time.LocalDate;
import java.time.Period;
import java.util.Optional;

/**
 * What a period is compared with.
 *
 * @param days which days of it, where these are others than those of the period itself: weekends against workdays
 */
public record Compare(Kind kind, Span span, Optional<Days> days) {
    public Compare(Kind kind, Span span) {
        this(kind, span, Optional.empty());
    }

    /** Whether times that make rows are compared one by one, each with the one before or the same of the year before. */
    boolean isOfEach() {
        return kind != Kind.NAMED && days.isEmpty();
    }

    /** What the times of a span are compared with, one by one. */
    Span before(Span of, Grain grain) {
        Period step = step(grain);
        return new Span(of.from().minus(step), of.to().minus(step));
    }

    /** The time that one before is compared with. */
    LocalDate after(LocalDate bucket, Grain grain) {
        return bucket.plus(step(grain));
    }

    private Period step(Grain grain) {
        if (kind == Kind.YEAR_ON_YEAR) {
            // Weeks stay weeks.
            return grain == Grain.WEEK ? Period.ofWeeks(52) : Period.ofYears(1);
        }
        return switch (grain) {
            case DAY, TEN_DAYS -> Period.ofDays(1);
            case WEEK -> Period.ofWeeks(1);
            case MONTH -> Period.ofMonths(1);
            case QUARTER -> Period.ofMonths(3);
            case HALF_YEAR -> Period.ofMonths(6);
            case YEAR -> Period.ofYears(1);
        };
    }

    public enum Kind {
        /** 同比. */
        YEAR_ON_YEAR,
        /** 环比: the unit of the same kind before. */
        PREVIOUS,
        /** A period that the question names itself. */
        NAMED
    }
}
