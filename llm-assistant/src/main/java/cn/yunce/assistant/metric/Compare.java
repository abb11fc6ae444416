package cn.yunce.assistant.metric;

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

    public enum Kind {
        /** 同比. */
        YEAR_ON_YEAR,
        /** 环比: the unit of the same kind before. */
        PREVIOUS,
        /** A period that the question names itself. */
        NAMED
    }
}
