package cn.yunce.assistant.chat;

import cn.yunce.assistant.guardrail.ChineseNumber;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads the day or days that a question names: 明天, 下周一, 11月25日, 2026-11-25, 未来三天. */
final class QuestionDates {
    private static final String NUMBER = "(\\d{1,2}|[一二两三四五六七八九十]{1,3})";
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})[日号]?");
    private static final Pattern MONTH_DAY = Pattern.compile(NUMBER + "月" + NUMBER + "[日号]?");
    private static final Pattern DAY = Pattern.compile("(?<![\\d月])(\\d{1,2})[号日](?!楼|线|车|站|内|起)");
    private static final Pattern WEEKDAY = Pattern.compile("(上上|下下|上|下|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天末])(?!均)");
    private static final String A_DAY =
            "(?:(?:上上|下下|上|下|本|这)?个?(?:周|星期|礼拜)[一二三四五六日天]|" + NUMBER + "月" + NUMBER + "[日号]?|大?[今明后]天|\\d{1,2}[号日])";
    private static final Pattern RANGE = Pattern.compile("(?<first>" + A_DAY + ")(?:到|至|-|—|~)(?<last>" + A_DAY + ")");
    private static final Pattern NEXT_DAY = Pattern.compile("^(?:的)?(?:[、和与及跟]|以及|还是)(?<day>" + A_DAY + ")");
    private static final Pattern WEEKEND = Pattern.compile("(?<!上)(?<!上个)(下|本|这)?个?周末");
    private static final Pattern NEXT_DAYS =
            Pattern.compile("(?:未来|接下来|今后|往后|后面|后续|之后|以后)的?这?(?:(半)个?月|" + NUMBER + "(天|个?周|个?星期|个?礼拜|个?月))");
    private static final Pattern NEXT_WEEK = Pattern.compile("下(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天末])");
    private static final Pattern DAYS_LATER = Pattern.compile(NUMBER + "天[后之]后?");
    private static final Pattern RELATIVE = Pattern.compile(
            "大后天|大前天|(?<!年[后前]的?)今天|今日|今晚|今早|今儿|(?<!双十[一二]|双1[12]|元旦|春节|国庆)当天|明天|明日|明早|明晚|明儿|后天|后日|昨天|昨日|昨晚|前天");
    private static final Pattern JOINED = Pattern.compile("[、和与及跟]|以及");
    private static final Pattern BARE_WEEKDAY = Pattern.compile("(?:周|星期|礼拜)[一二三四五六日天]");
    private static final int MAX_DAYS = 31;
    private static final int MONTH = 30;
    private static final int WEEK = 7;
    private static final int MONTHS_BACK = 6;

    private QuestionDates() {}

    /**
     * @param phrase as written
     * @param days in order; empty when the phrase names no day of the calendar
     */
    record Mention(String phrase, List<LocalDate> days) {
        Mention {
            days = List.copyOf(days);
        }
    }

    /** One day or more, and another that is joined to a single one: 这周日和下周一. */
    static Optional<Mention> find(String question, LocalDate today) {
        return findFirst(question, today).map(first -> {
            int end = question.indexOf(first.phrase()) + first.phrase().length();
            Matcher next = NEXT_DAY.matcher(question.substring(end));
            if (first.days().size() != 1 || !next.find()) {
                return first;
            }
            return findFirst(next.group("day"), today)
                    .filter(second -> second.days().size() == 1
                            && second.days().getFirst().isAfter(first.days().getFirst()))
                    .map(second -> new Mention(
                            first.phrase() + next.group(),
                            List.of(first.days().getFirst(), second.days().getFirst())))
                    .orElse(first);
        });
    }

    private static Optional<Mention> findFirst(String question, LocalDate today) {
        Optional<Mention> range = range(question, today);
        if (range.isPresent()) {
            return range;
        }
        Matcher iso = ISO.matcher(question);
        if (iso.find()) {
            return Optional.of(day(iso.group(), number(iso.group(1)), number(iso.group(2)), number(iso.group(3))));
        }
        Matcher monthDay = MONTH_DAY.matcher(question);
        if (monthDay.find()) {
            return Optional.of(nearestYear(monthDay, today));
        }
        Matcher next = NEXT_DAYS.matcher(question);
        if (next.find()) {
            return Optional.of(days(next.group(), today.plusDays(1), count(next)));
        }
        Matcher later = DAYS_LATER.matcher(question);
        if (later.find()) {
            return Optional.of(new Mention(later.group(), List.of(today.plusDays(number(later.group(1))))));
        }
        Matcher weekend = WEEKEND.matcher(question);
        if (weekend.find()) {
            LocalDate saturday = today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY))
                    .plusWeeks("下".equals(weekend.group(1)) ? 1 : 0);
            return Optional.of(days(weekend.group(), saturday, 2));
        }
        Matcher weekday = WEEKDAY.matcher(question);
        if (weekday.find()) {
            return Optional.of(new Mention(weekday.group(), List.of(weekday(weekday, today))));
        }
        Matcher week = NEXT_WEEK.matcher(question);
        if (week.find()) {
            LocalDate monday = today.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            return Optional.of(days(week.group(), monday, WEEK));
        }
        Matcher relative = RELATIVE.matcher(question);
        if (relative.find()) {
            List<LocalDate> days = new ArrayList<>(List.of(today.plusDays(offset(relative.group()))));
            int start = relative.start();
            int end = relative.end();
            while (relative.find()
                    && JOINED.matcher(question.substring(end, relative.start())).matches()) {
                days.add(today.plusDays(offset(relative.group())));
                end = relative.end();
            }
            return Optional.of(new Mention(question.substring(start, end), days));
        }
        Matcher dayOfMonth = DAY.matcher(question);
        if (dayOfMonth.find()) {
            return Optional.of(comingDay(dayOfMonth, today));
        }
        return Optional.empty();
    }

    /** From one day to another; the second lies in the week of the first where it names none: 下周一到周三. */
    private static Optional<Mention> range(String question, LocalDate today) {
        Matcher range = RANGE.matcher(question);
        if (!range.find()) {
            return Optional.empty();
        }
        String last = range.group("last");
        Optional<LocalDate> from = firstDay(range.group("first"), today);
        Optional<LocalDate> to =
                from.flatMap(day -> firstDay(last, BARE_WEEKDAY.matcher(last).matches() ? day : today));
        return from.isPresent() && to.isPresent() && to.get().isAfter(from.get())
                ? Optional.of(days(
                        range.group(), from.get(), Math.toIntExact(ChronoUnit.DAYS.between(from.get(), to.get()) + 1)))
                : Optional.empty();
    }

    private static Optional<LocalDate> firstDay(String phrase, LocalDate today) {
        return find(phrase, today).stream()
                .flatMap(mention -> mention.days().stream())
                .findFirst();
    }

    private static int offset(String word) {
        return switch (word.startsWith("大") ? word : word.substring(0, 1)) {
            case "大后天" -> 3;
            case "大前天" -> -3;
            case "明" -> 1;
            case "后" -> 2;
            case "昨" -> -1;
            case "前" -> -2;
            default -> 0;
        };
    }

    /** Weeks begin on Monday; a bare weekday is the next one, today included. */
    private static LocalDate weekday(Matcher match, LocalDate today) {
        int index = "一二三四五六日".indexOf(match.group(2).replace("天", "日").replace("末", "六"));
        DayOfWeek day = DayOfWeek.of(index + 1);
        if (match.group(1) == null) {
            return today.with(TemporalAdjusters.nextOrSame(day));
        }
        int weeks = switch (match.group(1)) {
            case "上上" -> -2;
            case "上" -> -1;
            case "下" -> 1;
            case "下下" -> 2;
            default -> 0;
        };
        return today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                .plusWeeks(weeks)
                .with(TemporalAdjusters.nextOrSame(day));
    }

    /** Without a year, the day that is at most half a year back, or the coming one. */
    private static Mention nearestYear(Matcher match, LocalDate today) {
        Mention thisYear = day(match.group(), today.getYear(), number(match.group(1)), number(match.group(2)));
        boolean longPast = thisYear.days().stream().anyMatch(day -> day.isBefore(today.minusMonths(MONTHS_BACK)));
        return longPast
                ? day(match.group(), today.getYear() + 1, number(match.group(1)), number(match.group(2)))
                : thisYear;
    }

    private static Mention comingDay(Matcher match, LocalDate today) {
        int number = number(match.group(1));
        LocalDate month = number < today.getDayOfMonth() ? today.plusMonths(1) : today;
        return day(match.group(), month.getYear(), month.getMonthValue(), number);
    }

    private static Mention days(String phrase, LocalDate from, int count) {
        return new Mention(
                phrase,
                IntStream.range(0, Math.clamp(count, 1, MAX_DAYS))
                        .mapToObj(from::plusDays)
                        .toList());
    }

    private static Mention day(String phrase, int year, int month, int day) {
        try {
            return new Mention(phrase, List.of(LocalDate.of(year, month, day)));
        } catch (DateTimeException e) {
            return new Mention(phrase, List.of());
        }
    }

    private static int count(Matcher next) {
        if (next.group(1) != null) {
            return MONTH / 2;
        }
        String unit = next.group(3);
        return number(next.group(2)) * (unit.endsWith("天") ? 1 : unit.endsWith("月") ? MONTH : WEEK);
    }

    private static int number(String text) {
        return numeral(text).orElse(0);
    }

    static OptionalInt numeral(String text) {
        if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return OptionalInt.of(Integer.parseInt(text));
        }
        return ChineseNumber.parse(text).stream().mapToInt(Long::intValue).findFirst();
    }
}
