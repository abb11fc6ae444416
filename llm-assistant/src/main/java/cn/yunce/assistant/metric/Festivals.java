package cn.yunce.assistant.metric;

import cn.yunce.assistant.CalendarLookup;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Days off, festival days and shopping seasons by name and year. */
final class Festivals {
    static final String NAMES = "春节|过年|新年长假|元旦|清明节?|五一|劳动节|端午节?|中秋节?|国庆节?|十一(?!月|点|时|日|号|[条家个天])";
    static final String SHOPPING = "双十一|双11|双十二|双12|618|六一八";
    private static final int SEARCH_DAYS = 12;

    private final CalendarLookup calendar;

    Festivals(CalendarLookup calendar) {
        this.calendar = calendar;
    }

    /** The name that the calendar uses. */
    static String canonical(String name) {
        return switch (name) {
            case "春节", "过年", "新年长假" -> "春节";
            case "元旦" -> "元旦";
            case "清明", "清明节" -> "清明节";
            case "五一", "劳动节" -> "劳动节";
            case "端午", "端午节" -> "端午节";
            case "中秋", "中秋节" -> "中秋节";
            default -> "国庆节";
        };
    }

    /** The festival's own day; empty where the calendar does not know it. */
    Optional<LocalDate> day(String festival, int year) {
        return switch (festival) {
            case "元旦" -> Optional.of(LocalDate.of(year, 1, 1));
            case "清明节" -> Optional.of(LocalDate.of(year, 4, qingming(year)));
            case "劳动节" -> Optional.of(LocalDate.of(year, 5, 1));
            case "国庆节" -> Optional.of(LocalDate.of(year, 10, 1));
            default -> calendar.findFestival(festival, year);
        };
    }

    /** The official days off; of a festival inside another's holiday (中秋 in 国庆), that holiday. */
    Optional<Span> daysOff(String festival, int year) {
        return day(festival, year).flatMap(day -> {
            Optional<Span> own = block(festival, day);
            return own.isPresent() ? own : calendar.findHoliday(day).flatMap(name -> block(name, day));
        });
    }

    private Optional<Span> block(String name, LocalDate day) {
        List<LocalDate> off = new ArrayList<>();
        for (LocalDate date = day.minusDays(SEARCH_DAYS);
                !date.isAfter(day.plusDays(SEARCH_DAYS));
                date = date.plusDays(1)) {
            if (isOffFor(name, date)) {
                off.add(date);
            }
        }
        return off.isEmpty() ? Optional.empty() : Optional.of(Span.through(off.getFirst(), off.getLast()));
    }

    private boolean isOffFor(String name, LocalDate date) {
        return calendar.isDayOff(date)
                && calendar.findHoliday(date).filter(name::equals).isPresent();
    }

    /** From the first to the last weekend day that is worked for a holiday; empty when there is none. */
    Optional<Span> makeUpWorkdays(String festival, int year) {
        return day(festival, year).flatMap(day -> {
            List<LocalDate> worked = day.minusDays(2L * SEARCH_DAYS)
                    .datesUntil(day.plusDays(2L * SEARCH_DAYS))
                    .filter(calendar::isMakeUpWorkday)
                    .filter(date ->
                            calendar.findHoliday(date).filter(festival::equals).isPresent())
                    .toList();
            return worked.isEmpty() ? Optional.empty() : Optional.of(Span.through(worked.getFirst(), worked.getLast()));
        });
    }

    /** Solar longitude 15° after the usual rule for 2000 to 2099. */
    private static int qingming(int year) {
        int y = year % 100;
        return (int) (y * 0.2422 + 4.81) - y / 4;
    }
}
