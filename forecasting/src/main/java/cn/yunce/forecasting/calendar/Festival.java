package cn.yunce.forecasting.calendar;

import java.time.LocalDate;

/**
 * One occurrence of a festival or event.
 *
 * @param name what recurs, for example {@code 春节}, {@code 双11}; the same in every year
 * @param from first day, from which days before and after are counted
 * @param to last day, {@code from} for a single day
 */
public record Festival(String name, LocalDate from, LocalDate to) {
    public static final String SPRING_FESTIVAL = "春节";
    public static final String DRAGON_BOAT = "端午节";
    public static final String MID_AUTUMN = "中秋节";
    public static final String SHOPPING_618 = "618";
    public static final String SHOPPING_1111 = "双11";
    public static final String SHOPPING_1212 = "双12";
    public static final String NEW_YEAR_GOODS = "年货节";

    public Festival {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to must not be before from, was " + from + " … " + to);
        }
    }

    public boolean contains(LocalDate date) {
        return !date.isBefore(from) && !date.isAfter(to);
    }
}
