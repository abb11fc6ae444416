package cn.yunce.forecasting.calendar;

/** What a day is by the official arrangement of days off. */
public enum DayKind {
    WORKDAY,
    WEEKEND,
    /** 放假: off by the arrangement, weekends inside it included. */
    HOLIDAY,
    /** 调休上班: a Saturday or Sunday that is worked. */
    MAKEUP_WORKDAY;

    public boolean isOff() {
        return this == WEEKEND || this == HOLIDAY;
    }
}
