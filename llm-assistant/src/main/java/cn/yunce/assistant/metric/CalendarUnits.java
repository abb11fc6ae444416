package cn.yunce.assistant.metric;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Weeks, months, quarters and years as phrases name them, from the day on which they are said. */
final class CalendarUnits {
    private CalendarUnits() {}

    static Span isoWeek(int year, int number) {
        if (number < 1 || number > 53) {
            throw new IllegalArgumentException("week must be 1..53, was " + number);
        }
        LocalDate monday = monday(LocalDate.of(year, 1, 4)).plusWeeks(number - 1L);
        if (monday.get(IsoFields.WEEK_BASED_YEAR) != year) {
            throw new IllegalArgumentException(year + " has no week " + number);
        }
        return new Span(monday, monday.plusDays(7));
    }

    static int weekOffset(String word) {
        return switch (word) {
            case "上上" -> -2;
            case "上" -> -1;
            case "下" -> 1;
            case "下下" -> 2;
            default -> 0;
        };
    }

    static int weekday(String letter) {
        return "一二三四五六日".indexOf(letter.replace("天", "日"));
    }

    static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    static LocalDate quarter(LocalDate day) {
        return day.with(IsoFields.DAY_OF_QUARTER, 1);
    }

    static Span quarterOf(int year, int quarter) {
        LocalDate first = LocalDate.of(year, 3 * quarter - 2, 1);
        return new Span(first, first.plusMonths(3));
    }

    static Span half(int year, int firstMonth) {
        LocalDate first = LocalDate.of(year, firstMonth, 1);
        return new Span(first, first.plusMonths(6));
    }

    static Span month(int year, int month) {
        LocalDate first = LocalDate.of(year, month, 1);
        return new Span(first, first.plusMonths(1));
    }

    static LocalDate month(@Nullable String year, String name, LocalDate asOf) {
        LocalDate first = asOf.withDayOfMonth(1);
        if (name.startsWith("上上")) {
            return first.minusMonths(2);
        }
        if (name.startsWith("上")) {
            return first.minusMonths(1);
        }
        if (name.startsWith("下")) {
            return first.plusMonths(1);
        }
        if (name.startsWith("本") || name.startsWith("这") || name.startsWith("当")) {
            return first;
        }
        int number = Numerals.value(name.substring(0, name.indexOf('月')));
        return LocalDate.of(latest(year, asOf, y -> month(y, number)), number, 1);
    }

    static int leap(int year, int month, int day) {
        boolean shortened = month == 2 && day == 29 && !LocalDate.of(year, 1, 1).isLeapYear();
        return shortened ? 28 : day;
    }

    static int year(String name, LocalDate asOf) {
        return switch (name) {
            case "今年", "本年" -> asOf.getYear();
            case "去年", "上年" -> asOf.getYear() - 1;
            case "前年" -> asOf.getYear() - 2;
            case "大前年" -> asOf.getYear() - 3;
            case "明年" -> asOf.getYear() + 1;
            default -> Integer.parseInt(name.replace("年", ""));
        };
    }

    /** The year that is named, or the latest whose window has begun. */
    static int latest(@Nullable String name, LocalDate asOf, IntFunction<Span> window) {
        if (name != null) {
            return year(name, asOf);
        }
        int year = asOf.getYear();
        return window.apply(year).from().isAfter(asOf) ? year - 1 : year;
    }

    static int offset(String word) {
        return switch (word) {
            case "大前天" -> -3;
            case "前天", "前日" -> -2;
            case "昨天", "昨日", "昨晚", "昨夜", "昨儿" -> -1;
            case "明天", "明日", "明早", "明晚" -> 1;
            case "后天", "后日" -> 2;
            case "大后天" -> 3;
            default -> 0;
        };
    }
}
