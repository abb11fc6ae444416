package cn.yunce.assistant.metric;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.metric.TimeReading.Period;
import java.time.LocalDate;
import java.util.List;
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
            "(?:和|与|跟|同|比|较|对比|相比)*(?:去年|上年|上一年)(?:的)?(?:同期|同月|同日|同一时期|同时期|同一(?:周|天|月|季度?|时段))(?:相比|比较|对比|比)?|(?:跟|和|与|同)去年(?:相比|比较|对比|比)|比去年(?=[^\\d年一二三四五六七八九十双国春五端中全上下第])|同比|同期");
    private static final Pattern PREVIOUS = Pattern.compile(
            "环比|(?:和|与|跟|比|较|对比)(?:上一期|上期|前一期|上一周期|前一周期|前一天|前一日|前一周|前一个月|前一月|前一个?季度|上一个月|上一周|上一季度|上个?月的前一个?月)(?:相比|比较|对比|比)?");
    private static final Pattern AGAINST = Pattern.compile(
            "(?:相比|相较于?|对比|比起|(?<!占)比|较|vs\\.?|VS)(?!例|率|重|较|值|多|少|高|低)|(?:是|为|相当于)(?=[^，,。？?]{2,14}(?:几|多少|[\\d.]+|[一二两三四五六七八九十]+)倍)");
    /** 和9月比 names the other period before the word. */
    private static final Pattern BESIDE = Pattern.compile("跟|和|与|同");

    private static final Pattern WEIGHED = Pattern.compile("对比|比较|相比|比一比|差多少|相差|哪一?[个年月周季次]|谁[多少高低大小]");
    private static final Pattern USUALLY = Pattern.compile("(?<=[比跟和与同])(?:平时|平常|往常|平日|正常(?:时候|日子|情况)?|非节假日)");
    /** 三季度呢 after another period: both are meant. */
    private static final Pattern THEN = Pattern.compile("[，,；;。？?](?:那么?|而|那)?");

    private static final Pattern THEN_END = Pattern.compile("(?:的)?(?:又?(?:是|有)?多少|呢|怎么样|如何|又?是?几[件个%])*[？?。！]*");
    /** 上个月同期: the days of the unit before that have gone by of this one. */
    private static final Pattern UNIT_BEFORE = Pattern.compile(
            "(?:和|与|跟|同|比|较|对比|相比|相较)*(上个?月|上个?(?:周|星期|礼拜)|上个?季度?)(?:的)?(?:同期|同样天数|同一时期|同时期|同一?[天日])(?:相比|比较|对比|比)?");
    /** 去年10月多少，今年同期呢. */
    private static final Pattern THIS_YEAR = Pattern.compile("(?:今年|本年)(?:的)?(?:同期|同月|同时期|这个时候)(?:相比|比较|对比|比)?");
    /** A period of its own where nothing is compared: 去年同期的准时率是多少. */
    private static final Pattern YEAR_BEFORE =
            Pattern.compile("(?<![和与跟同比较]|对比|相比|[和与跟同比较]了)(?:去年|上年|上一年)(?:的)?(?:同期|同月|同时期)(?!相比|比|对|增|上升|下降|减)");

    private static final Pattern ASKED = Pattern.compile("多少|几|哪|谁|排|^的?[^，？?]{2,}[率量本数入比]是?[？?。]*$|什么水平");
    private static final Pattern CHANGED =
            Pattern.compile("同比|环比|相比|对比|比较|变化|[增升涨提高多]了|[降跌减少低]了|增长|下降|上升|怎么样|怎样|如何|[高低多少]多少");
    /** What a change is put down to is no time that it is asked of: 2月同比下降是因为春节吗. */
    private static final Pattern CAUSE =
            Pattern.compile("(?:是不是|是否|是)?(?:因为|由于|受(?!理)|受到)[^，,？?]{2,12}?(?=吗|么|影响|导致|造成|的原因|引起|[，,？?]|$)");
    /** 11月20号以来; whole months, years and festivals have rules of their own. */
    private static final Pattern SINCE = Pattern.compile("(?:以来|开始到现在|到现在|至今|到今天|到目前|到昨[天日]|至昨[天日]|截至昨[天日])(?:为止)?");

    private static final Pattern DAY_OR_WEEK = Pattern.compile(".*[日号周天期拜季].*|.*半年|\\d{4}[-/.].*[-/.].*");
    private static final Pattern COMPARED = Pattern.compile("(?:的)?(?:相比|对比|比较|比)(?!例|率|重|值)");
    private static final Pattern WORKDAYS = Pattern.compile("工作日(?![前后])|上班日");
    private static final Pattern DAYS_OFF = Pattern.compile("休息日|节假日|非工作日");
    private static final Pattern MAKE_UP = Pattern.compile("调休(?:上班|补班)?|补班");
    private static final Pattern WEEKENDS = Pattern.compile("(?:每个|各个|所有|的|月|季度|年)周末|周末(?:两天)?(?=合计|平均|累计)");

    /** 8月9月10月 as 8月、9月、10月. */
    private static final Pattern MONTHS =
            Pattern.compile("(\\d{1,2}月|[一二三四五六七八九十]{1,2}月)(?=\\d{1,2}月|[一二三四五六七八九十]{1,2}月)");

    /** 跟前年同期比. */
    private static final Pattern YEAR_BEFORE_LAST =
            Pattern.compile("(?:和|与|跟|同|比|较|对比|相比)+前年的?(?:同期|同月|同日|同时期)(?:相比|比较|对比|比)?");

    private static final Pattern OF_MONTH = Pattern.compile("(.*月份?)(?:的)?(?:[上中下]旬|[\\d一二三四五六七八九十]{1,3}[日号])");
    private static final Pattern PART_OF_MONTH = Pattern.compile("[上中下]旬|[\\d一二三四五六七八九十]{1,3}[日号]");
    private static final Pattern OF_YEAR = Pattern.compile("((?:去|前|上)年|\\d{4}年)(?:的)?.+");
    private static final Pattern PART_OF_YEAR =
            Pattern.compile("(?:\\d{1,2}|[一二三四五六七八九十]{1,2})月份?|第?[一二三四1-4]季度?|[上下]半年");
    private static final Pattern TWO_YEARS = Pattern.compile("((?:去|前|今|\\d{4})年)(?:的)?[和与跟、比]((?:去|前|今|\\d{4})年)");

    private final TimeRules rules;

    /**
     * Days of two kinds that a question weighs: 周末的投递量比工作日低多少.
     *
     * @param rest the text without them
     */
    private record DayKinds(Days first, Days second, String rest) {
        private static final Pattern KIND = Pattern.compile("(工作日|上班日|平日|周中)|(休息日|非工作日|节假日|放假日)|(周末|双休日|周六日)");
        private static final Pattern WEIGHED = Pattern.compile("[比和与跟、及]|还是|哪个|谁");

        static Optional<DayKinds> read(String text) {
            Matcher match = KIND.matcher(text);
            if (!match.find()) {
                return Optional.empty();
            }
            Days first = kind(match);
            int end = match.end();
            while (match.find()) {
                if (kind(match) != first && WEIGHED.matcher(text.substring(end)).find()) {
                    Days second = kind(match);
                    return Optional.of(new DayKinds(
                            first, second, KIND.matcher(text).replaceAll("").replaceAll("(?<=[和与跟比])[和与跟比]", "")));
                }
            }
            return Optional.empty();
        }

        private static Days kind(Matcher match) {
            return match.group(1) != null ? Days.WORKDAYS : match.group(2) != null ? Days.DAYS_OFF : Days.WEEKENDS;
        }

        Period of(Period period) {
            return new Period(
                    period.span(),
                    period.grain(),
                    first,
                    period.yearBefore(),
                    period.previous(),
                    Optional.of(new Compare(Compare.Kind.NAMED, period.span(), Optional.of(second))),
                    period.named(),
                    period.phrase());
        }
    }

    public TimeGrammar(CalendarLookup calendar) {
        this.rules = new TimeRules(new Festivals(calendar));
    }

    /** Never empty: without any time it is the last complete month before {@code asOf}. */
    public TimeReading read(String question, LocalDate asOf) {
        String text = sharedOut(CAUSE.matcher(plain(question)).replaceAll("，"), asOf);
        Optional<DayKinds> kinds = DayKinds.read(text);
        if (kinds.isPresent()) {
            return named(kinds.get().rest(), asOf, false, false) instanceof Period period
                    ? kinds.get().of(period)
                    : named(kinds.get().rest(), asOf, false, false);
        }
        Matcher usually = USUALLY.matcher(text);
        if (usually.find()) {
            String phrase = usually.group();
            return new TimeReading.Unclear(phrase, "“" + phrase + "”没有说明是哪些天", List.of("去年同期", "上个月"));
        }
        Matcher unit = UNIT_BEFORE.matcher(text);
        if (unit.find()) {
            return against(unit, asOf);
        }
        Matcher thisYear = THIS_YEAR.matcher(text);
        if (thisYear.find() && period(thisYear.replaceAll("，"), asOf) instanceof Period period && period.named()) {
            return period.comparedWith(named(period, aYearOn(period.span(), asOf)));
        }
        Matcher lastYear = YEAR_BEFORE.matcher(text);
        if (lastYear.find()) {
            String phrase = lastYear.group();
            String rest = text.replace(phrase, "");
            if (period(rest, asOf) instanceof Period standing
                    && !standing.named()
                    && ASKED.matcher(rest).find()
                    && !CHANGED.matcher(rest).find()) {
                return whole(standing.yearBefore(), standing.days(), phrase);
            }
        }
        Matcher yearBeforeLast = YEAR_BEFORE_LAST.matcher(text);
        if (yearBeforeLast.find() && period(yearBeforeLast.replaceAll("，"), asOf) instanceof Period period) {
            return period.comparedWith(
                    new Compare(Compare.Kind.NAMED, period.yearBefore().yearBefore()));
        }
        Matcher year = YEAR_ON_YEAR.matcher(text);
        boolean yearOnYear = year.find();
        text = yearOnYear ? year.replaceAll("，") : text;
        Matcher before = PREVIOUS.matcher(text);
        boolean previous = before.find();
        text = previous ? before.replaceAll("，") : text;
        return named(text, asOf, yearOnYear, previous);
    }

    /** This unit so far against the same days of the one before. */
    private TimeReading against(Matcher unit, LocalDate asOf) {
        String kind = unit.group(1);
        String rest = unit.replaceAll("，");
        TimeReading main = period(rest, asOf);
        if (main instanceof Period period && !period.named()) {
            main = period((kind.contains("月") ? "本月" : kind.contains("季") ? "本季度" : "本周") + "至今，" + rest, asOf);
        }
        if (!(main instanceof Period period)) {
            return main;
        }
        boolean day = period.named() && period.span().days() == 1;
        Span before = !day
                ? period.previous()
                : kind.contains("月")
                        ? Span.through(
                                period.span().from().minusMonths(1),
                                period.span().last().minusMonths(1))
                        : kind.contains("季")
                                ? period.previous()
                                : new Span(
                                        period.span().from().minusWeeks(1),
                                        period.span().to().minusWeeks(1));
        return period.comparedWith(new Compare(day ? Compare.Kind.NAMED : Compare.Kind.PREVIOUS, before));
    }

    /** The same dates a year on, at most until today. */
    private static Span aYearOn(Span span, LocalDate asOf) {
        LocalDate from = span.from().plusYears(1);
        LocalDate to = span.to().plusYears(1);
        LocalDate end = to.isAfter(asOf.plusDays(1)) ? asOf.plusDays(1) : to;
        return new Span(from, from.isBefore(end) ? end : to);
    }

    private static Period whole(Span span, Days days, String phrase) {
        return new Period(
                span,
                Grain.MONTH,
                days,
                span.yearBefore(),
                Found.whole(span, Grain.MONTH).orElseThrow().previous(),
                Optional.empty(),
                true,
                phrase);
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
                        ? period.comparedWith(named(period, beside(period, other.get(), asOf)))
                        : main;
            }
        }
        Matcher beside = BESIDE.matcher(text);
        Optional<TimeRules.Hit> whole = rules.first(text, asOf);
        while (!yearOnYear && !previous && beside.find()) {
            // 7月、8月和9月 is one period.
            int at = beside.start();
            if (whole.filter(hit -> hit.start() < at && at < hit.end()).isPresent()) {
                continue;
            }
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
                        ? period.comparedWith(named(period, beside(period, other.get(), asOf)))
                        : main;
            }
        }
        Matcher then = THEN.matcher(text);
        while (!yearOnYear && !previous && then.find()) {
            String rest = text.substring(then.end());
            Optional<TimeRules.Hit> other = rules.first(rest, asOf)
                    .filter(hit -> hit.start() == 0 && hit.unclear().isEmpty())
                    .filter(hit -> THEN_END.matcher(rest.substring(hit.end())).matches());
            if (other.isPresent()
                    && period(text.substring(0, then.start()), asOf) instanceof Period period
                    && period.named()
                    && !period.span().equals(other.get().span())) {
                return period.comparedWith(named(period, beside(period, other.get(), asOf)));
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

    /** The other period, of the year or month that the first names where it names none itself: 去年10月比9月, 10月下旬比中旬. */
    private Span beside(Period period, TimeRules.Hit other, LocalDate asOf) {
        Matcher of = OF_MONTH.matcher(period.phrase());
        Matcher year = OF_YEAR.matcher(period.phrase());
        String whole = of.matches() && PART_OF_MONTH.matcher(other.phrase()).matches()
                ? of.group(1)
                : year.matches() && PART_OF_YEAR.matcher(other.phrase()).matches() ? year.group(1) : "";
        return whole.isEmpty()
                ? other.span()
                : rules.first(whole + other.phrase(), asOf)
                        .filter(hit -> hit.unclear().isEmpty())
                        .map(TimeRules.Hit::span)
                        .orElseGet(other::span);
    }

    /** 去年和今年前十个月 means the first ten months of both. */
    private String sharedOut(String text, LocalDate asOf) {
        Matcher years = TWO_YEARS.matcher(text);
        if (!years.find()) {
            return text;
        }
        String rest = text.substring(years.start(2));
        return rules.first(rest, asOf)
                .filter(hit -> hit.start() == 0 && hit.end() > years.group(2).length())
                .map(hit -> text.substring(0, years.end(1))
                        + rest.substring(years.group(2).length(), hit.end())
                        + text.substring(years.end(1)))
                .orElse(text);
    }

    /** Whether the other period is compared with: 和9月比, 8月和9月的妥投率对比. */
    private boolean isCompared(String before, String after, LocalDate asOf) {
        Optional<TimeRules.Hit> first =
                rules.first(before, asOf).filter(hit -> hit.unclear().isEmpty());
        return COMPARED.matcher(after).lookingAt()
                || first.filter(hit -> hit.end() == before.length()).isPresent()
                || (WEIGHED.matcher(after).find() && first.isPresent());
    }

    private static Compare named(Period period, Span other) {
        // 比上个月高 without a time of its own: last month is what stands in for it; 近7天比前7天: those before.
        if (other.equals(period.span())) {
            return new Compare(Compare.Kind.PREVIOUS, period.previous());
        }
        if (other.equals(period.yearBefore())) {
            return new Compare(Compare.Kind.YEAR_ON_YEAR, other);
        }
        return new Compare(other.equals(period.previous()) ? Compare.Kind.PREVIOUS : Compare.Kind.NAMED, other);
    }

    private TimeReading period(String text, LocalDate asOf) {
        Days days = days(text);
        Optional<Period> since = since(text, asOf, days);
        if (since.isPresent()) {
            return since.get();
        }
        Optional<TimeRules.Hit> hit = rules.first(text, asOf);
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

    /** From a day or week that is named until now. */
    private Optional<Period> since(String text, LocalDate asOf, Days days) {
        Matcher match = SINCE.matcher(text);
        while (match.find()) {
            String before = text.substring(0, match.start());
            Optional<TimeRules.Hit> first = rules.first(before, asOf)
                    .filter(hit -> hit.end() == before.length() && hit.unclear().isEmpty())
                    .filter(hit -> DAY_OR_WEEK.matcher(hit.phrase()).matches()
                            && !hit.span().from().isAfter(asOf));
            if (first.isPresent()) {
                LocalDate from = first.get().span().from();
                LocalDate last = match.group().contains("昨") ? asOf.minusDays(1) : asOf;
                Found found = Found.days(Span.through(from, last.isBefore(from) ? from : last))
                        .orElseThrow();
                return Optional.of(new Period(
                        found.span(),
                        Grain.DAY,
                        days,
                        found.yearBefore(),
                        found.previous(),
                        Optional.empty(),
                        true,
                        first.get().phrase() + match.group()));
            }
        }
        return Optional.empty();
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
        return MONTHS.matcher(plain.toString().replace("一共", "总共")).replaceAll("$1、");
    }
}
