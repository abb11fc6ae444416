package cn.yunce.assistant.metric;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.metric.TimeReading.Period;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the time that a Chinese question names. Its conventions:
 *
 * <ul>
 *   <li>Weeks run Monday to Sunday; 上周 is the whole week before. 上个月, 上季度, 上半年 are whole calendar units.
 *   <li>近/最近/过去 N 天 are the N full days before the as-of date, N 周 7 N days, N 个月 N complete months.
 *   <li>本月至今 and 年初至今 include the as-of date, 截至昨天 does not; 截至昨天 alone begins with the month of that day.
 *   <li>上旬 is 1–10, 中旬 11–20, 下旬 the rest. 国庆, 春节 … are the official days off, 双十一 is 11-11, 618大促 06-01 to 06-18, 旺季 11-01 to
 *       12-12.
 *   <li>A unit without a year is the latest that has begun.
 *   <li>同比 compares with the same dates a year before, 环比 with the unit of the same kind before; festivals with the same festival of the
 *       year before.
 *   <li>Where no time is named, the last complete month.
 * </ul>
 */
public final class TimeGrammar {
    private static final Pattern YEAR_ON_YEAR = Pattern.compile(
            "(?:和|与|跟|同|比|较|对比|相比)*(?:去年|上年|上一年)(?:的)?(?:同期|同月|同日|同一时期|同时期)(?:相比|比较|对比|比)?|(?:跟|和|与|同)去年(?:相比|比较|对比|比)|比去年(?=[^\\d年一二三四五六七八九十双国春五端中全上下第])|同比|同期");
    private static final Pattern PREVIOUS = Pattern.compile(
            "环比|(?:和|与|跟|比|较|对比)(?:上一期|上期|前一期|上一周期|前一周期|前一天|前一日|前一周|前一个月|前一月|前一个?季度|上一个月|上一周|上一季度|上个?月的前一个?月)(?:相比|比较|对比|比)?");
    private static final Pattern AGAINST = Pattern.compile("(?:相比|相较于?|对比|比起|比|较|vs\\.?|VS)(?!例|率|重|较|值|多|少|高|低)");
    /** 和9月比 names the other period before the word. */
    private static final Pattern BESIDE = Pattern.compile("跟|和|与|同");

    private static final Pattern COMPARISON = Pattern.compile("对比|比较|相比|比一比|差多少|相差|^的|^各|^分别");
    private static final Pattern COMPARED = Pattern.compile("(?:的)?(?:相比|对比|比较|比)(?!例|率|重|值)");
    private static final Pattern WORKDAYS = Pattern.compile("工作日(?![前后])|上班日");
    private static final Pattern DAYS_OFF = Pattern.compile("休息日|节假日|非工作日");
    private static final Pattern MAKE_UP = Pattern.compile("调休(?:上班|补班)?|补班");
    private static final Pattern WEEKENDS = Pattern.compile("(?:每个|各个|所有|的|月|季度|年)周末|周末(?:两天)?(?=合计|平均|累计)");

    private final TimeRules rules;

    public TimeGrammar(CalendarLookup calendar) {
        this.rules = new TimeRules(new Festivals(calendar));
    }

    /** Never empty: without any time it is the last complete month before {@code asOf}. */
    public TimeReading read(String question, LocalDate asOf) {
        String text = plain(question);
        Matcher year = YEAR_ON_YEAR.matcher(text);
        boolean yearOnYear = year.find();
        text = yearOnYear ? year.replaceAll("，") : text;
        Matcher before = PREVIOUS.matcher(text);
        boolean previous = before.find();
        text = previous ? before.replaceAll("，") : text;
        return named(text, asOf, yearOnYear, previous);
    }

    /** The period that a text names, the coming one of what comes every year; empty where it names none or an unclear one. */
    public Optional<Period> findNamed(String text, LocalDate today) {
        return Stream.of(today, today.plusYears(1).minusDays(1))
                .map(asOf -> read(text, asOf))
                .filter(Period.class::isInstance)
                .map(Period.class::cast)
                .filter(Period::named)
                .filter(period -> !period.span().last().isBefore(today))
                .findFirst();
    }

    private TimeReading named(String text, LocalDate asOf, boolean yearOnYear, boolean previous) {
        Matcher against = AGAINST.matcher(text);
        while (!yearOnYear && !previous && against.find()) {
            String rest = text.substring(against.end());
            Optional<TimeRules.Hit> other = rules.first(rest, asOf);
            if (other.isPresent()
                    && other.get().start() == 0
                    && other.get().unclear().isEmpty()) {
                TimeReading main = period(
                        text.substring(0, against.start()) + "，"
                                + rest.substring(other.get().end()),
                        asOf);
                return main instanceof Period period
                        ? period.comparedWith(named(period, other.get().span()))
                        : main;
            }
        }
        Matcher beside = BESIDE.matcher(text);
        while (!yearOnYear && !previous && beside.find()) {
            String rest = text.substring(beside.end());
            Optional<TimeRules.Hit> other = rules.first(rest, asOf);
            if (other.isPresent()
                    && other.get().start() == 0
                    && other.get().unclear().isEmpty()
                    && isCompared(
                            text.substring(0, beside.start()),
                            rest.substring(other.get().end()),
                            asOf)) {
                TimeReading main = period(
                        text.substring(0, beside.start()) + "，"
                                + rest.substring(other.get().end()),
                        asOf);
                return main instanceof Period period
                        ? period.comparedWith(named(period, other.get().span()))
                        : main;
            }
        }
        TimeReading main = period(text, asOf);
        if (!(main instanceof Period period)) {
            return main;
        }
        if (yearOnYear) {
            return period.comparedWith(new Compare(Compare.Kind.YEAR_ON_YEAR, period.yearBefore()));
        }
        return previous ? period.comparedWith(new Compare(Compare.Kind.PREVIOUS, period.previous())) : period;
    }

    /** Whether the other period is compared with: 和9月比, 8月和9月的妥投率对比. */
    private boolean isCompared(String before, String after, LocalDate asOf) {
        return COMPARED.matcher(after).lookingAt()
                || (COMPARISON.matcher(after).find()
                        && rules.first(before, asOf)
                                .filter(hit -> hit.end() == before.length())
                                .isPresent());
    }

    private static Compare named(Period period, Span other) {
        // 比上个月高 without a time of its own: last month is what stands in for it.
        if (!period.named() && other.equals(period.span())) {
            return new Compare(Compare.Kind.PREVIOUS, period.previous());
        }
        if (other.equals(period.yearBefore())) {
            return new Compare(Compare.Kind.YEAR_ON_YEAR, other);
        }
        return new Compare(other.equals(period.previous()) ? Compare.Kind.PREVIOUS : Compare.Kind.NAMED, other);
    }

    private TimeReading period(String text, LocalDate asOf) {
        Optional<TimeRules.Hit> hit = rules.first(text, asOf);
        Days days = days(text);
        if (hit.isPresent() && hit.get().unclear().isPresent()) {
            return hit.get().unclear().get();
        }
        return hit.map(found -> new Period(
                        found.span(),
                        found.grain(),
                        days,
                        found.yearBefore(),
                        found.previous(),
                        Optional.empty(),
                        true,
                        found.phrase()))
                .orElseGet(() -> lastMonth(asOf, days));
    }

    private static Period lastMonth(LocalDate asOf, Days days) {
        LocalDate month = asOf.withDayOfMonth(1);
        Span span = new Span(month.minusMonths(1), month);
        return new Period(
                span,
                Grain.MONTH,
                days,
                span.yearBefore(),
                new Span(month.minusMonths(2), month.minusMonths(1)),
                Optional.empty(),
                false,
                "");
    }

    private static Days days(String text) {
        if (MAKE_UP.matcher(text).find()) {
            return Days.MAKE_UP_WORKDAYS;
        }
        if (DAYS_OFF.matcher(text).find()) {
            return Days.DAYS_OFF;
        }
        if (WORKDAYS.matcher(text).find()) {
            return Days.WORKDAYS;
        }
        return WEEKENDS.matcher(text).find() ? Days.WEEKENDS : Days.ALL;
    }

    /** No blanks, digits and signs of half width. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '０' && c <= '９') {
                plain.append((char) (c - '０' + '0'));
            } else if ("～〜—–－".indexOf(c) >= 0) {
                plain.append('-');
            } else if (!Character.isWhitespace(c) && c != '　') {
                plain.append(c);
            }
        }
        // 上周一共 is no Monday.
        return plain.toString().replace("一共", "总共");
    }
}
