package cn.yunce.assistant.metric;

import cn.yunce.assistant.CalendarLookup;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Optional;

/** Weekends, and one holiday from 10-01 to 10-07 of each year. */
final class OneHoliday implements CalendarLookup {
    @Override
    public boolean isDayOff(LocalDate date) {
        return date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0
                || findHoliday(date).isPresent();
    }

    @Override
    public boolean isMakeUpWorkday(LocalDate date) {
        return false;
    }

    @Override
    public Optional<String> findHoliday(LocalDate date) {
        return date.getMonthValue() == 10 && date.getDayOfMonth() <= 7 ? Optional.of("国庆节") : Optional.empty();
    }

    @Override
    public Optional<LocalDate> findFestival(String festival, int year) {
        return Optional.empty();
    }
}
