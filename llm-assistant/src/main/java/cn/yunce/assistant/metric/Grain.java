package cn.yunce.assistant.metric;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** The unit that a period is made of. */
public enum Grain {
    DAY,
    WEEK,
    /** 旬: days 1–10, 11–20 and the rest of a month. */
    TEN_DAYS,
    MONTH,
    QUARTER,
    HALF_YEAR,
    YEAR;

    /** The first day of the unit that a day lies in. */
    LocalDate start(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(DayOfWeek.MONDAY);
            case TEN_DAYS -> day.withDayOfMonth(1 + 10 * Math.min(2, (day.getDayOfMonth() - 1) / 10));
            case MONTH -> day.withDayOfMonth(1);
            case QUARTER -> LocalDate.of(day.getYear(), 1 + 3 * ((day.getMonthValue() - 1) / 3), 1);
            case HALF_YEAR -> LocalDate.of(day.getYear(), day.getMonthValue() > 6 ? 7 : 1, 1);
            case YEAR -> day.withDayOfYear(1);
        };
    }
}
