package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.CalendarUnits.half;
import static cn.yunce.assistant.metric.CalendarUnits.isoWeek;
import static cn.yunce.assistant.metric.CalendarUnits.latest;
import static cn.yunce.assistant.metric.CalendarUnits.leap;
import static cn.yunce.assistant.metric.CalendarUnits.monday;
import static cn.yunce.assistant.metric.CalendarUnits.month;
import static cn.yunce.assistant.metric.CalendarUnits.offset;
import static cn.yunce.assistant.metric.CalendarUnits.quarter;
import static cn.yunce.assistant.metric.CalendarUnits.quarterOf;
import static cn.yunce.assistant.metric.CalendarUnits.weekOffset;
import static cn.yunce.assistant.metric.CalendarUnits.weekday;
import static cn.yunce.assistant.metric.CalendarUnits.year;
import static cn.yunce.assistant.metric.Found.before;
import static cn.yunce.assistant.metric.Found.days;
import static cn.yunce.assistant.metric.Found.months;
import static cn.yunce.assistant.metric.Found.shifted;
import static cn.yunce.assistant.metric.Found.toDate;
import static cn.yunce.assistant.metric.Found.whole;
import static cn.yunce.assistant.metric.Found.yearly;
import static cn.yunce.assistant.metric.Numerals.NUMBER;

import cn.yunce.assistant.metric.TimeReading.Unclear;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The patterns of {@link TimeGrammar}, the more specific before the more general. */
final class TimeRules {
    private static final String YEAR = "(?:(今年|本年|去年|上年|前年|大前年|明年|\\d{4}年?)(?:的)?)?";
    private static final String MONTH = "(上上个?月|上个?月|本月|这个?月|当月|下个?月|(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?)";
    private static final String FESTIVAL = "(" + Festivals.NAMES + "|" + Festivals.SHOPPING + "|旺季|年货节|元宵节?|除夕)";
    private static final String TO = "(?:到|至|-|~)";
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,2}|[一二三四五六七八九十]{1,2}");
    private static final Period WEEK = Period.ofDays(7);

    private final Festivals festivals;
    private final List<Rule> rules = new ArrayList<>();

    /**
     * A time found in the text.
     *
     * @param unclear what to ask back; the spans mean nothing then
     */
    record Hit(
            int start,
            int end,
            String phrase,
            Span span,
            Grain grain,
            Span yearBefore,
            Span previous,
            Optional<Unclear> unclear) {}

    private record Rule(Pattern pattern, BiFunction<Matcher, LocalDate, Optional<Found>> reader) {}

    /** Thrown by a reader whose phrase has no one meaning. */
    private static final class Ambiguous extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Unclear unclear;

        Ambiguous(String phrase, String reason, String... choices) {
            super(reason, null, false, false);
            unclear = new Unclear(phrase, reason, List.of(choices));
        }
    }

    TimeRules(Festivals festivals) {
        this.festivals = festivals;
        ranges();
        running();
        lastDays();
        seasons();
        parts();
        weeks();
        dates();
        units();
        vague();
    }

    /** The first rule that finds something in the text. */
    Optional<Hit> first(String text, LocalDate asOf) {
        for (Rule rule : rules) {
            Matcher match = rule.pattern().matcher(text);
            while (match.find()) {
                try {
                    Optional<Found> found = rule.reader().apply(match, asOf);
                    if (found.isPresent()) {
                        Found period = found.get();
                        return Optional.of(new Hit(
                                match.start(),
                                match.end(),
                                match.group(),
                                period.span(),
                                period.grain(),
                                period.yearBefore(),
                                period.previous(),
                                Optional.empty()));
                    }
                } catch (Ambiguous e) {
                    return Optional.of(unclear(match, asOf, e.unclear));
                } catch (DateTimeException | IllegalArgumentException e) {
                    return Optional.of(unclear(
                            match,
                            asOf,
                            new Unclear(match.group(), "“" + match.group() + "”不是日历上的日期", List.of("昨天", "上个月"))));
                }
            }
        }
        return Optional.empty();
    }

    private static Hit unclear(Matcher match, LocalDate asOf, Unclear unclear) {
        Span day = Span.day(asOf);
        return new Hit(match.start(), match.end(), match.group(), day, Grain.DAY, day, day, Optional.of(unclear));
    }

    private void rule(String pattern, BiFunction<Matcher, LocalDate, Optional<Found>> reader) {
        rules.add(new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), reader));
    }

    private void ranges() {
        String day =
                "(?<![\\d/.-])(?:(\\d{4})[-/.年]|(今年|去年|前年)?)(\\d{1,2}|[一二三四五六七八九十]{1,3})[-/.月](\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?";
        rule(
                "(?:从|自)?" + day + TO
                        + "(?:(\\d{4})[-/.年])?(?:(\\d{1,2}|[一二三四五六七八九十]{1,3})[-/.月])?(\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]?(?![月年\\d])",
                (m, d) -> {
                    LocalDate first = date(m, 1, d);
                    int month = m.group(6) == null ? first.getMonthValue() : Numerals.value(m.group(6));
                    int year = m.group(5) == null ? first.getYear() : Integer.parseInt(m.group(5));
                    LocalDate last = LocalDate.of(year, month, Numerals.value(m.group(7)));
                    return days(Span.through(first, last.isBefore(first) ? last.plusYears(1) : last));
                });
        rule(
                "(?:从|自)?" + YEAR + "(\\d{1,2}|[一二三四五六七八九十]{1,2})月?份?" + TO + YEAR
                        + "(\\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?!\\d)",
                (m, d) -> {
                    int first = Numerals.value(m.group(2));
                    int last = Numerals.value(m.group(4));
                    int year =
                            latest(m.group(1), d, y -> new Span(LocalDate.of(y, first, 1), LocalDate.of(y + 1, 1, 1)));
                    int end = m.group(3) == null ? year + (last < first ? 1 : 0) : year(m.group(3), d);
                    return whole(
                            new Span(
                                    LocalDate.of(year, first, 1),
                                    LocalDate.of(end, last, 1).plusMonths(1)),
                            Grain.MONTH);
                });
        String number = "(?:\\d{1,2}|[一二三四五六七八九十]{1,2})";
        rule(YEAR + "((?:" + number + "(?:月份?)?[、，,和跟与及])+" + number + "月份?)", (m, d) -> {
            List<Integer> numbers = numbers(m.group(2));
            int last = numbers.getLast();
            int year = latest(m.group(1), d, y -> month(y, numbers.getFirst()));
            return consecutive(numbers) && numbers.size() > 2 && last <= 12
                    ? whole(
                            new Span(
                                    month(year, numbers.getFirst()).from(),
                                    month(year, last).to()),
                            Grain.MONTH)
                    : Optional.empty();
        });
        rule(YEAR + "((?:第?[一二三四1-4](?:季度?)?[、，,和跟与及])+第?[一二三四1-4]季度?)", (m, d) -> {
            List<Integer> numbers = numbers(m.group(2));
            int year = latest(m.group(1), d, y -> quarterOf(y, numbers.getFirst()));
            return consecutive(numbers) && numbers.size() > 2
                    ? whole(
                            new Span(
                                    quarterOf(year, numbers.getFirst()).from(),
                                    quarterOf(year, numbers.getLast()).to()),
                            Grain.QUARTER)
                    : Optional.empty();
        });
        rule(
                "(\\d{4})年?" + TO + "(\\d{4})年",
                (m, d) -> whole(
                        new Span(
                                LocalDate.of(Integer.parseInt(m.group(1)), 1, 1),
                                LocalDate.of(Integer.parseInt(m.group(2)) + 1, 1, 1)),
                        Grain.YEAR));
        rule("(上|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天])" + TO + "(?:周|星期|礼拜)?([一二三四五六日天])", (m, d) -> {
            if (m.group(1) == null) {
                throw weekAmbiguous(m.group());
            }
            LocalDate monday = monday(d).minusDays("上".equals(m.group(1)) ? 7 : 0);
            Span span = Span.through(monday.plusDays(weekday(m.group(2))), monday.plusDays(weekday(m.group(3))));
            return shifted(span, Grain.DAY, WEEK);
        });
    }

    private static List<Integer> numbers(String list) {
        return NUMBERS.matcher(list)
                .results()
                .map(match -> Numerals.value(match.group()))
                .toList();
    }

    private static boolean consecutive(List<Integer> numbers) {
        return IntStream.range(1, numbers.size()).allMatch(i -> numbers.get(i) == numbers.get(i - 1) + 1);
    }

    private void running() {
        rule(YEAR + FESTIVAL + "(?:以来|至今|到目前|到现在|到今天|截至目前|截至今天)(?:为止)?", (m, d) -> {
            String name = m.group(2);
            int year = latest(m.group(1), d, y -> season(name, y, ""));
            return toDate(season(name, year, "").from(), d, Period.ofYears(1));
        });
        String upTo = "(?:截至|截止到?|到|至)(昨天|昨日|今天|今日|目前|现在|当前|上个?月底|上月末)(?:为止)?";
        rule(
                "(今年以?来?|年初|年初以来|今年年初|本月|月初|这个?月|本周|这周|周初|本季度|这个?季度|季初|本年)?(?:以来)?" + upTo,
                (m, d) -> running(m.group(1) == null ? "" : m.group(1), m.group(2), d));
        rule(YEAR + "(?:截至|截止到?|(?<=年)到)(\\d{1,2})月底?(?:为止)?", (m, d) -> {
            int month = Integer.parseInt(m.group(2));
            int year = latest(m.group(1), d, y -> month(y, month));
            return whole(new Span(LocalDate.of(year, 1, 1), month(year, month).to()), Grain.MONTH);
        });
        rule("(本月|月初|这个?月)(?:以来|至今|到现在|累计)|MTD", (m, d) -> running("本月", "今天", d));
        rule("(年初|今年|本年|年)(?:以来|至今|到现在|度?累计)|YTD", (m, d) -> running("今年", "今天", d));
        rule("(本周|周初|这周)(?:以来|至今|到现在|累计)|WTD", (m, d) -> running("本周", "今天", d));
        rule("(本季度?|季初|这个?季度)(?:以来|至今|到现在|累计)|QTD", (m, d) -> running("本季度", "今天", d));
        rule(YEAR + "(\\d{1,2}|[一二三四五六七八九十]{1,2})月份?(?:以来|至今)", (m, d) -> {
            int month = Numerals.value(m.group(2));
            int year = latest(m.group(1), d, y -> month(y, month));
            return toDate(LocalDate.of(year, month, 1), d, Period.ofYears(1));
        });
        rule(
                "(去年|前年|\\d{4}年)(?:以来|至今)",
                (m, d) -> toDate(LocalDate.of(year(m.group(1), d), 1, 1), d, Period.ofYears(1)));
    }

    private static Optional<Found> running(String since, String until, LocalDate asOf) {
        LocalDate last = switch (until) {
            case "昨天", "昨日" -> asOf.minusDays(1);
            case "今天", "今日", "目前", "现在", "当前" -> asOf;
            default -> asOf.withDayOfMonth(1).minusDays(1);
        };
        String unit = since.isEmpty() && until.startsWith("上") ? "年" : since;
        if (unit.contains("年")) {
            return toDate(last.withDayOfYear(1), last, Period.ofYears(1));
        }
        if (unit.contains("季")) {
            return toDate(quarter(last), last, Period.ofMonths(3));
        }
        if (unit.contains("周")) {
            return toDate(monday(last), last, WEEK);
        }
        return toDate(last.withDayOfMonth(1), last, Period.ofMonths(1));
    }

    private void lastDays() {
        String last = "(?:近|最近|过去|刚过去|此前|这)(?:的)?";
        rule(
                last + NUMBER + "(?:天|日)(?:\\(?含今[天日]\\)?|包括今[天日])",
                (m, d) -> days(Span.through(d.minusDays(Numerals.value(m.group(1)) - 1L), d)));
        rule(
                last + NUMBER + "(?:天|日)|(?<![国秋午明一节旦季年])(?<!\\d[月])前" + NUMBER + "天",
                (m, d) -> before(d, Numerals.value(m.group(1) == null ? m.group(2) : m.group(1))));
        rule(last + NUMBER + "个?(?:周|星期|礼拜)", (m, d) -> before(d, 7 * Numerals.value(m.group(1))));
        rule(last + NUMBER + "个?月", (m, d) -> months(d, Numerals.value(m.group(1)), Grain.MONTH));
        rule(last + "半个月", (m, d) -> before(d, 15));
        rule(last + "(?:半年|半个年)", (m, d) -> months(d, 6, Grain.MONTH));
        rule(last + NUMBER + "个?季度?", (m, d) -> {
            LocalDate to = quarter(d);
            return whole(new Span(to.minusMonths(3L * Numerals.value(m.group(1))), to), Grain.QUARTER);
        });
        rule(last + NUMBER + "年", (m, d) -> months(d, 12 * Numerals.value(m.group(1)), Grain.MONTH));
        rule("(?:未来|接下来|今后|往后|后面)(?:的)?" + NUMBER + "(天|日|个?周|个?星期|个?月)", (m, d) -> {
            int count = Numerals.value(m.group(1));
            LocalDate first = d.plusDays(1);
            if (m.group(2).endsWith("月")) {
                LocalDate month = d.withDayOfMonth(1).plusMonths(1);
                return whole(new Span(month, month.plusMonths(count)), Grain.MONTH);
            }
            int length = m.group(2).endsWith("天") || m.group(2).endsWith("日") ? count : 7 * count;
            return days(new Span(first, first.plusDays(length)));
        });
    }

    private void seasons() {
        rule(YEAR + "(" + Festivals.NAMES + ")(?:的)?(?:调休|补班)(?:上班日?|日)?", (m, d) -> {
            String name = Festivals.canonical(m.group(2));
            int year = latest(m.group(1), d, y -> season(m.group(2), y, ""));
            Span span = festivals
                    .makeUpWorkdays(name, year)
                    .orElseThrow(() -> new Ambiguous(m.group(), year + "年" + name + "没有调休上班日", name + "期间"));
            Span before = festivals.makeUpWorkdays(name, year - 1).orElseGet(span::yearBefore);
            return Optional.of(new Found(span, Grain.DAY, before, before));
        });
        rule(YEAR + FESTIVAL + "(期间|假期|当天|当日|那天|那一天)?前后(?:各)?" + NUMBER + "(天|日|个?周|个?星期)", (m, d) -> {
            int count = length(m.group(4), m.group(5));
            return festive(m.group(1), d, y -> {
                Span season = season(m.group(2), y, m.group(3) == null ? "" : m.group(3));
                return new Span(season.from().minusDays(count), season.to().plusDays(count));
            });
        });
        rule(YEAR + FESTIVAL + "(期间|假期|当天|当日|那天|那一天)?前后", (m, d) -> {
            throw new Ambiguous(m.group(), "“" + m.group() + "”没有说明前后几天", m.group() + "3天", m.group() + "7天");
        });
        rule(
                YEAR + FESTIVAL + "(期间|假期|长假|小长假|放假|黄金周|大促|活动|高峰|当天|当日|那天|那一天)?(?:的)?(?:之)?(前|后)(?:的)?(?:" + NUMBER
                        + "(天|日|个?周|个?星期|个?月)|(半个月))",
                (m, d) -> {
                    int count = m.group(7) != null ? 15 : length(m.group(5), m.group(6));
                    boolean ahead = "前".equals(m.group(4));
                    IntFunction<Span> window = y -> {
                        Span season = season(m.group(2), y, m.group(3) == null ? "" : m.group(3));
                        return ahead
                                ? new Span(season.from().minusDays(count), season.from())
                                : new Span(season.to(), season.to().plusDays(count));
                    };
                    return festive(m.group(1), d, window);
                });
        rule(
                YEAR + FESTIVAL + "(期间|假期|长假|小长假|放假|黄金周|节)?(?:的)?(?:(?:之|以|过)?后|过?完了?)(?:的)?(?:头一?|第一)个?(天|周|星期|礼拜|月)",
                (m, d) -> {
                    int count = length("1", m.group(4));
                    return festive(m.group(1), d, y -> {
                        Span season = season(m.group(2), y, "");
                        return new Span(season.to(), season.to().plusDays(count));
                    });
                });
        rule(YEAR + FESTIVAL + "(?:的)?(?:所在的?)?[那这当]一?个?(?:周|星期|礼拜)([一二三四五六日天])?(?!末)", (m, d) -> {
            return festive(m.group(1), d, y -> {
                LocalDate monday = monday(season(m.group(2), y, "").from());
                return m.group(3) == null
                        ? new Span(monday, monday.plusDays(7))
                        : Span.day(monday.plusDays(weekday(m.group(3))));
            });
        });
        rule("(?:节|假期?)(前|后)" + NUMBER + "(天|日|个?周|个?星期)(?:的)?" + YEAR + FESTIVAL, (m, d) -> {
            int count = length(m.group(2), m.group(3));
            boolean ahead = "前".equals(m.group(1));
            return festive(m.group(4), d, y -> {
                Span season = season(m.group(5), y, "");
                return ahead
                        ? new Span(season.from().minusDays(count), season.from())
                        : new Span(season.to(), season.to().plusDays(count));
            });
        });
        rule(YEAR + FESTIVAL + "(期间|假期|长假|小长假|放假|黄金周|大促期间|大促|活动|高峰|当天|当日|那天|那一天)?(?!前|后|之前|之后)", (m, d) -> {
            String how = m.group(3) == null ? "" : m.group(3);
            boolean eleven = m.group(2).startsWith("双");
            if (eleven && !how.isEmpty() && !how.startsWith("当") && !how.startsWith("那")) {
                String year = m.group(1) == null ? "" : m.group(1);
                throw new Ambiguous(
                        m.group(), "“" + m.group() + "”可以指当天，也可以指整个旺季", year + m.group(2) + "当天", year + "旺季");
            }
            return festive(m.group(1), d, y -> season(m.group(2), y, how));
        });
        rule(
                YEAR + "(?:正月|农历正月)初([一二三四五六七八九十])",
                (m, d) ->
                        festive(m.group(1), d, y -> Span.day(day("春节", y).plusDays(Numerals.value(m.group(2)) - 1L))));
        rule("节前|节后|(?<!寒|暑)假期(?!间)|长假|放假期间|(?<!6)大促|双节|两节|节日期间|暑假|寒假|暑期", (m, d) -> {
            throw new Ambiguous(m.group(), "“" + m.group() + "”没有说明是哪一个", "春节期间", "国庆期间", "双十一当天");
        });
    }

    private static int length(String number, String unit) {
        int count = Numerals.value(number);
        if (unit.endsWith("月")) {
            return 30 * count;
        }
        return unit.endsWith("周") || unit.endsWith("星期") || unit.endsWith("礼拜") ? 7 * count : count;
    }

    private Optional<Found> festive(String year, LocalDate asOf, IntFunction<Span> window) {
        int found = latest(year, asOf, window);
        Span before = window.apply(found - 1);
        return Optional.of(new Found(window.apply(found), Grain.DAY, before, before));
    }

    private Span season(String name, int year, String how) {
        boolean oneDay = how.startsWith("当") || how.startsWith("那");
        return switch (name) {
            case "双十一", "双11" -> Span.day(LocalDate.of(year, 11, 11));
            case "双十二", "双12" -> Span.day(LocalDate.of(year, 12, 12));
            case "618", "六一八" ->
                how.isEmpty() || oneDay
                        ? Span.day(LocalDate.of(year, 6, 18))
                        : Span.through(LocalDate.of(year, 6, 1), LocalDate.of(year, 6, 18));
            case "旺季" -> Span.through(LocalDate.of(year, 11, 1), LocalDate.of(year, 12, 12));
            case "年货节" ->
                new Span(day("春节", year).minusDays(28), day("春节", year).minusDays(14));
            case "元宵", "元宵节" -> Span.day(day("春节", year).plusDays(14));
            case "除夕" -> Span.day(day("春节", year).minusDays(1));
            default -> holiday(Festivals.canonical(name), year, oneDay);
        };
    }

    private Span holiday(String festival, int year, boolean oneDay) {
        return oneDay
                ? Span.day(day(festival, year))
                : festivals
                        .daysOff(festival, year)
                        .orElseThrow(() -> new Ambiguous(
                                festival, "日历没有" + year + "年" + festival + "的放假安排", "去年" + festival + "期间"));
    }

    private LocalDate day(String festival, int year) {
        return festivals
                .day(festival, year)
                .orElseThrow(() -> new Ambiguous(festival, "日历没有" + year + "年的" + festival, "去年" + festival));
    }

    private void parts() {
        rule(YEAR + MONTH + "?(?:的)?(上旬|中旬|下旬)", (m, d) -> {
            int from = "上旬".equals(m.group(3)) ? 1 : "中旬".equals(m.group(3)) ? 11 : 21;
            LocalDate month = m.group(2) == null
                    ? (d.getDayOfMonth() < from ? d.minusMonths(1) : d).withDayOfMonth(1)
                    : month(m.group(1), m.group(2), d);
            LocalDate first = month.plusDays(from - 1L);
            LocalDate to = from == 21 ? month.plusMonths(1) : first.plusDays(10);
            Span previous = from == 1
                    ? new Span(month.minusMonths(1).plusDays(20), month)
                    : new Span(first.minusDays(10), first);
            LocalDate lastYear = first.minusYears(1);
            Span yearBefore =
                    new Span(lastYear, from == 21 ? lastYear.withDayOfMonth(1).plusMonths(1) : lastYear.plusDays(10));
            return Optional.of(new Found(new Span(first, to), Grain.TEN_DAYS, yearBefore, previous));
        });
        rule(YEAR + MONTH + "(?:的)?(?:(上|前)|(下|后))半个?月", (m, d) -> {
            LocalDate month = month(m.group(1), m.group(2), d);
            LocalDate middle = month.plusDays(15);
            return days(m.group(3) == null ? new Span(middle, month.plusMonths(1)) : new Span(month, middle));
        });
        rule(YEAR + MONTH + "(?:的)?(初|末|底)", (m, d) -> {
            String part = "初".equals(m.group(3)) ? "上旬" : "下旬";
            String month = m.group().substring(0, m.group().length() - 1);
            throw new Ambiguous(
                    m.group(),
                    "“" + m.group() + "”可以指一天，也可以指一旬",
                    month + part,
                    month + ("初".equals(m.group(3)) ? "1日" : "最后一天"));
        });
        rule(YEAR + MONTH + "(?:的)?最后" + NUMBER + "天", (m, d) -> {
            LocalDate end = month(m.group(1), m.group(2), d).plusMonths(1);
            return days(new Span(end.minusDays(Numerals.value(m.group(3))), end));
        });
        rule(YEAR + MONTH + "(?:的)?(?:第|前|头)" + NUMBER + "(周|天)", (m, d) -> {
            LocalDate first = month(m.group(1), m.group(2), d);
            int number = Numerals.value(m.group(3));
            if ("周".equals(m.group(4))) {
                String month = m.group(2);
                throw new Ambiguous(
                        m.group(),
                        "“" + m.group() + "”可以按自然周，也可以按每七天算",
                        month + (7 * number - 6) + "日至" + Math.min(7 * number, first.lengthOfMonth()) + "日",
                        month + "上旬");
            }
            return m.group().contains("第")
                    ? days(Span.day(first.plusDays(number - 1L)))
                    : days(new Span(first, first.plusDays(number)));
        });
        rule(YEAR + "[前头]" + NUMBER + "个?(?:季度|季)", (m, d) -> {
            int count = Numerals.value(m.group(2));
            int year = latest(m.group(1), d, y -> new Span(LocalDate.of(y, 1, 1), LocalDate.of(y + 1, 1, 1)));
            LocalDate first = LocalDate.of(year, 1, 1);
            return yearly(new Span(first, first.plusMonths(3L * count)), Grain.QUARTER);
        });
        rule("(?:(今年|本年|去年|上年|前年|\\d{4}年)(?:的)?[前头]|(?<![里后前])头)(?:" + NUMBER + "个|(仨))月", (m, d) -> {
            int year = m.group(1) == null ? d.getYear() : year(m.group(1), d);
            LocalDate first = LocalDate.of(year, 1, 1);
            int count = m.group(2) == null ? 3 : Numerals.value(m.group(2));
            return yearly(new Span(first, first.plusMonths(count)), Grain.MONTH);
        });
    }

    private void weeks() {
        String week = "(?:周|星期|礼拜)";
        rule("(上上|上|本|这|下下|下)一?个?" + week + "末", (m, d) -> {
            LocalDate monday = monday(d).plusWeeks(weekOffset(m.group(1)));
            return shifted(new Span(monday.plusDays(5), monday.plusDays(7)), Grain.DAY, WEEK);
        });
        rule("(上上|上|本|这|下下|下)一?个?" + week + "([一二三四五六日天])(?!天|均)", (m, d) -> {
            LocalDate day = monday(d).plusWeeks(weekOffset(m.group(1))).plusDays(weekday(m.group(2)));
            return Optional.of(
                    new Found(Span.day(day), Grain.DAY, Span.day(day.minusYears(1)), Span.day(day.minusDays(1))));
        });
        rule(YEAR + "(?<![月后前])第" + NUMBER + week, (m, d) -> {
            int number = Numerals.value(m.group(2));
            int year = latest(m.group(1), d, y -> isoWeek(y, number));
            return shifted(isoWeek(year, number), Grain.WEEK, WEEK);
        });
        rule("(上上|上|本|这|当|下下|下)一?个?" + week + "(?!年|(?:的)?同一?[天日])", (m, d) -> {
            LocalDate monday = monday(d).plusWeeks(weekOffset(m.group(1)));
            return shifted(new Span(monday, monday.plusDays(7)), Grain.WEEK, WEEK);
        });
        rule(NUMBER + "个?" + week + "[之以]?前", (m, d) -> {
            LocalDate monday = monday(d).minusWeeks(Numerals.value(m.group(1)));
            return shifted(new Span(monday, monday.plusDays(7)), Grain.WEEK, WEEK);
        });
    }

    private void dates() {
        rule(NUMBER + "年[之以]?(前|后)(?:的)?(?:今天|今日)", (m, d) -> {
            int years = Numerals.value(m.group(1));
            return days(Span.day(d.plusYears("前".equals(m.group(2)) ? -years : years)));
        });
        rule(
                "(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})[日号]?",
                (m, d) -> days(Span.day(LocalDate.of(
                        Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))));
        rule(
                "(?<!\\d)(20\\d{2})(\\d{2})(\\d{2})(?!\\d)",
                (m, d) -> days(Span.day(LocalDate.of(
                        Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), Integer.parseInt(m.group(3))))));
        rule(
                YEAR + "(?<![\\d.])(\\d{1,2}|[一二三四五六七八九十]{1,2})[月/](\\d{1,2}|[一二三四五六七八九十]{1,3})(?:[日号]|(?![\\d个月.旬%]))",
                (m, d) -> {
                    int month = Numerals.value(m.group(2));
                    int day = Numerals.value(m.group(3));
                    int year = latest(m.group(1), d, y -> Span.day(LocalDate.of(y, month, leap(y, month, day))));
                    return days(Span.day(LocalDate.of(year, month, day)));
                });
        rule(
                "(上上个?月|上个?月|本月|这个?月|当月|下个?月)(?:的)?" + NUMBER + "[日号]",
                (m, d) -> days(Span.day(month(null, m.group(1), d).withDayOfMonth(Numerals.value(m.group(2))))));
        rule("(上上个?月|上个?月|本月|这个?月|\\d{1,2}月)(?:的)?最后一天", (m, d) -> {
            LocalDate month = month(null, m.group(1), d);
            return days(Span.day(month.plusMonths(1).minusDays(1)));
        });
        rule("上个?(?:周|星期|礼拜)(?:的)?(?:同一天|同日|同天|的?今天)", (m, d) -> days(Span.day(d.minusDays(7))));
        rule("(去年|前年)(?:的)?(今天|今日)", (m, d) -> days(Span.day(d.minusYears("去年".equals(m.group(1)) ? 1 : 2))));
        rule(
                "大前天|大后天|前天|前日|昨天|昨日|昨晚|昨夜|昨儿|今天|今日|今早|今晚|今儿|明天|明日|明早|明晚|后天|后日",
                (m, d) -> days(Span.day(d.plusDays(offset(m.group())))));
        rule(NUMBER + "天[之以]?(前|后)", (m, d) -> {
            int count = Numerals.value(m.group(1));
            return days(Span.day(d.plusDays("前".equals(m.group(2)) ? -count : count)));
        });
        rule("(?<![\\d月.第一二三四五六七八九十])(\\d{1,2}|[一二三四五六七八九十]{1,3})[日号](?!楼|线|车|站|均|常|处|达)", (m, d) -> {
            int number = Numerals.value(m.group(1));
            LocalDate month = (number > d.getDayOfMonth() ? d.minusMonths(1) : d).withDayOfMonth(1);
            return days(Span.day(month.withDayOfMonth(number)));
        });
    }

    private void units() {
        rule(YEAR + "(?:(?:的)?第?([一二三四1-4])季度?|Q([1-4]))(?!天)", (m, d) -> {
            int quarter = Numerals.value(m.group(2) == null ? m.group(3) : m.group(2));
            int year = latest(m.group(1), d, y -> quarterOf(y, quarter));
            return whole(quarterOf(year, quarter), Grain.QUARTER);
        });
        rule("(上上|上|本|这|当|下)一?个?季度?", (m, d) -> {
            LocalDate first = quarter(d).plusMonths(3L * weekOffset(m.group(1)));
            return whole(new Span(first, first.plusMonths(3)), Grain.QUARTER);
        });
        rule("上一?个半年", (m, d) -> {
            LocalDate to = LocalDate.of(d.getYear(), d.getMonthValue() > 6 ? 7 : 1, 1);
            return whole(new Span(to.minusMonths(6), to), Grain.HALF_YEAR);
        });
        rule(YEAR + "(上半年|下半年|H1|H2)", (m, d) -> {
            int first = m.group(2).startsWith("上") || m.group(2).endsWith("1") ? 1 : 7;
            int year = latest(m.group(1), d, y -> half(y, first));
            return whole(half(year, first), Grain.HALF_YEAR);
        });
        rule(
                "(\\d{4})[-/.](\\d{1,2})(?![\\d%])",
                (m, d) -> whole(month(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2))), Grain.MONTH));
        rule(YEAR + "(?<![近\\d第])(?<!(?<![那这])个)" + MONTH + "(?!内|均|度|台|报)", (m, d) -> {
            LocalDate first = month(m.group(1), m.group(2), d);
            return whole(new Span(first, first.plusMonths(1)), Grain.MONTH);
        });
        rule(NUMBER + "年[之以]?(前|后)", (m, d) -> {
            int years = Numerals.value(m.group(1));
            int year = d.getYear() + ("前".equals(m.group(2)) ? -years : years);
            return whole(new Span(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)), Grain.YEAR);
        });
        rule(NUMBER + "个月[之以]?前", (m, d) -> {
            LocalDate first = d.withDayOfMonth(1).minusMonths(Numerals.value(m.group(1)));
            return whole(new Span(first, first.plusMonths(1)), Grain.MONTH);
        });
        rule("月报|上月度", (m, d) -> {
            LocalDate to = d.withDayOfMonth(1);
            return whole(new Span(to.minusMonths(1), to), Grain.MONTH);
        });
        rule(
                "(今年|本年度?|去年|上年度?|前年|大前年|明年|\\d{4}年)(?:全年|度|整年)?",
                (m, d) -> {
                    int year = year(m.group(1).replace("度", ""), d);
                    return whole(new Span(LocalDate.of(year, 1, 1), LocalDate.of(year + 1, 1, 1)), Grain.YEAR);
                });
    }

    private void vague() {
        rule("(?:最近|上)一次(?=[^，。？?]*(?:[高低]于|超过|跌破|突破|达标|不到|以[上下]))", (m, d) -> {
            throw new Ambiguous(m.group(), "“" + m.group() + "”没有说明在多长时间里找", "近30天", "今年");
        });
        rule("最近|近期|近来|前几天|这几天|前些天|前段时间|这段时间|这阵子|前阵子|过去一段时间|前一阵|近几天|这几个月|近几个月|前几个月|近些年|近几年|往年|以往", (m, d) -> {
            throw new Ambiguous(m.group(), "“" + m.group() + "”没有说明是多长时间", "近7天", "近30天", "上个月");
        });
        rule("(?:周|星期|礼拜)[一二三四五六日天末](?!天)", (m, d) -> {
            throw weekAmbiguous(m.group());
        });
        rule("(?<!到|至)年底(?!前|之前|[^，,。？?]{0,8}(?:能|可以|行|够|会|完成|达到))|年末|年初|岁末|季末|季初|月初|月底|月末", (m, d) -> {
            String unit = m.group().substring(0, 1);
            throw new Ambiguous(
                    m.group(),
                    "“" + m.group() + "”没有说明是哪些天",
                    "年".equals(unit) || "岁".equals(unit) ? "年初至今" : "季".equals(unit) ? "上季度" : "本月上旬",
                    "月".equals(unit) ? "上月下旬" : "去年12月");
        });
    }

    private static Ambiguous weekAmbiguous(String phrase) {
        return new Ambiguous(phrase, "“" + phrase + "”没有说明是哪一周", "上" + phrase, "本" + phrase);
    }

    private static LocalDate date(Matcher match, int group, LocalDate asOf) {
        int month = Numerals.value(match.group(group + 2));
        int day = Numerals.value(match.group(group + 3));
        String year = match.group(group) == null ? match.group(group + 1) : match.group(group);
        return LocalDate.of(latest(year, asOf, y -> Span.day(LocalDate.of(y, month, leap(y, month, day)))), month, day);
    }
}
