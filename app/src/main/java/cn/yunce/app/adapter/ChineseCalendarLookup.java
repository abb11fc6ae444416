package cn.yunce.app.adapter;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.forecasting.calendar.ChineseCalendar;
import cn.yunce.forecasting.calendar.DayKind;
import cn.yunce.forecasting.calendar.Festival;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The calendar that comes with forecasting. */
@Component
public final class ChineseCalendarLookup implements CalendarLookup {
    private final ChineseCalendar calendar = ChineseCalendar.bundled();

    @Override
    public boolean isDayOff(LocalDate date) {
        return calendar.isDayOff(date);
    }

    @Override
    public boolean isMakeUpWorkday(LocalDate date) {
        return calendar.dayKind(date) == DayKind.MAKEUP_WORKDAY;
    }

    @Override
    public Optional<String> findHoliday(LocalDate date) {
        return calendar.findHoliday(date);
    }

    @Override
    public Optional<LocalDate> findFestival(String festival, int year) {
        return calendar.listFestivals(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)).stream()
                .filter(occurrence -> occurrence.name().equals(festival))
                .map(Festival::from)
                .findFirst();
    }
}
