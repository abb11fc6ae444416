package cn.yunce.assistant.metric;

/** The unit that a period is made of. */
public enum Grain {
    DAY,
    WEEK,
    /** 旬: days 1–10, 11–20 and the rest of a month. */
    TEN_DAYS,
    MONTH,
    QUARTER,
    HALF_YEAR,
    YEAR
}
