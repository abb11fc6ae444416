package cn.yunce.assistant.metric;

/** What a period is compared with, and the days of that. */
public record Compare(Kind kind, Span span) {

    public enum Kind {
        /** 同比. */
        YEAR_ON_YEAR,
        /** 环比: the unit of the same kind before. */
        PREVIOUS,
        /** A period that the question names itself. */
        NAMED
    }
}
