package cn.yunce.assistant;

import java.time.LocalDate;
import java.util.Optional;

/** Port: official days off, make-up workdays and festivals of China, as the assistant needs them. */
public interface CalendarLookup {

    boolean isDayOff(LocalDate date);

    /** A weekend day that is worked for a holiday. */
    boolean isMakeUpWorkday(LocalDate date);

    /** Name of the holiday that a day is off or worked for, for example 国庆节. */
    Optional<String> findHoliday(LocalDate date);

    /**
     * First day of a festival that moves by the lunar calendar.
     *
     * @param festival 春节, 端午节 or 中秋节
     */
    Optional<LocalDate> findFestival(String festival, int year);
}
