package cn.yunce.assistant.metric;

/** Which days of a period count. */
public enum Days {
    ALL,
    /** Workdays, make-up workdays among them. */
    WORKDAYS,
    /** Official holidays and weekends that are not worked. */
    DAYS_OFF,
    WEEKENDS,
    MAKE_UP_WORKDAYS
}
