package cn.yunce.assistant.chat;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.Citation;
import cn.yunce.assistant.corpus.ChineseNumerals;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import cn.yunce.assistant.retrieval.LayWords;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last day of a term, and terms that follow each other. A term counts from the day after (民法典第二百零一条). */
final class Terms {
    private static final String WORKDAY = "工作日";
    private static final Pattern DATE = Pattern.compile("(?:(\\d{4})年)?(\\d{1,2})月(\\d{1,2})[日号]");
    private static final Pattern ASKS_DAY =
            Pattern.compile("最晚|最迟|最早|哪天|哪一天|几号|几月|哪年|何时|什么时候|啥时候|到什么时间|截止|截至|到期|届满|期满|过期");
    private static final Pattern ASKS_LENGTH = Pattern.compile("多少天|几天|多少日|多久|多长|几个月|多少个月|几年|多少年");
    private static final Pattern EARLIEST = Pattern.compile("最早|才能|重新申请|再申请");
    private static final Pattern AHEAD = Pattern.compile("提前[^，。；]{0,4}$");
    /** What a term counts from: 自开办之日起. */
    private static final Pattern EVENT =
            Pattern.compile("(?:自([^，。；自]{1,24}?)(?:之日|之时|日)?起|[从在]([^，。；从在]{1,24}?)(?:之日|之时)起)[^，。；]{0,2}$");

    private static final Pattern NO_EVENT = Pattern.compile("[的之被其者一二三四五六七八九十0-9]|受(?!理)");
    private static final Pattern BEFORE_TERM = Pattern.compile(
            "(?:(?:之日|日)起[^，。；]{0,4}|有效期(?:限|间)?(?:为|是)?|期限(?:为|是|不得?超过)?|保存(?:时间|期限)?(?:为|不少于|不得少于|至少)?)$");
    private static final Pattern AFTER_TERM = Pattern.compile("^(?:以?内|前(?!款|述|项)|为实习期|有效期|不得|不受理|不予受理)");
    private static final Pattern NO_TERM = Pattern.compile("(?:近|每|超过|不满|未满|满|折抵[^，。；]{0,6}|扣留)$");
    /** 在实施前七日予以公示. */
    private static final Pattern DAYS_BEFORE = Pattern.compile("[^，。；以之]前$");
    /** What an event of an article is called where somebody tells of it. */
    private static final Map<String, Pattern> EVENTS = Map.of(
            "收到", Pattern.compile("到手|签收|收到|拿到|到货|收货|送到"),
            "申请", Pattern.compile("去[补办申领换报]|申请|提交|递交|交了?材料|报上去"),
            "查询", Pattern.compile("去?[查问]"));

    private static final Set<String> UNITS = Set.of("日", "个月", "月", "年", WORKDAY);
    /** What is told at more length must be said in the question itself. */
    private static final int SHORT_EVENT = 4;

    /** Of the characters of an event so many are in a question of it. */
    private static final double LIKE_ENOUGH = 0.4;

    /** Days of these laws that are workdays: 行政处罚法第八十五条. */
    private static final Map<String, Set<Integer>> SHORT_TERMS = Map.of("行政处罚法", Set.of(2, 3, 5, 7));

    private static final LayWords LAY_WORDS = LayWords.load();

    private Terms() {}

    private static final Pattern PASSED = Pattern.compile(
            "[超逾][期时过了]?(?:了|过)?(?:多少|几)[天日个]|(?:还|只)?[剩有](?:下|多少|几)[^，。]{0,3}[天日月]|拖[了过]?(?:多少|几)[天日]|还[要得]等?(?:多少|几)[天日]");
    private static final Pattern LEFT = Pattern.compile("剩|还有(?:多少|几)|还[能可要]");
    /** 正常时限加上延长的: both of one article. */
    private static final Pattern LENGTHENED = Pattern.compile("延长");

    /** By how much, and not until when. */
    private static final Pattern BY = Pattern.compile("延长(?:期限)?(?:不得?超过)?$");

    private static final Pattern MONTH = Pattern.compile("(\\d{4})年(\\d{1,2})月(?![\\d])");
    private static final Set<String> MONTHLY = Set.of("个月", "月", "年");
    private static final Pattern BORN = Pattern.compile("出生|生日|生的");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})");
    private static final Pattern WRITTEN =
            Pattern.compile("(?<![一二三四五六七八九十个])(十?[一二三四五六七八九十])月((?:二|三)?十?[一二三四五六七八九十])[日号]");
    private static final Map<String, Integer> RELATIVE =
            Map.of("今天", 0, "今日", 0, "昨天", -1, "昨日", -1, "前天", -2, "明天", 1, "明日", 1, "后天", 2);

    /** A question with its days as dates: 昨天, 三月五号 and 2026-03-05 alike. */
    static String dated(String question, LocalDate today) {
        String text = ISO.matcher(question).replaceAll("$1年$2月$3日");
        text = WRITTEN.matcher(text)
                .replaceAll(said -> ChineseNumerals.parse(said.group(1)).orElse(0) + "月"
                        + ChineseNumerals.parse(said.group(2)).orElse(0) + "日");
        if (DATE.matcher(text).find() || !asksDay(text)) {
            return text;
        }
        for (Map.Entry<String, Integer> word : RELATIVE.entrySet()) {
            if (text.contains(word.getKey())) {
                LocalDate day = today.plusDays(word.getValue());
                return text.replaceFirst(word.getKey(), day.getMonthValue() + "月" + day.getDayOfMonth() + "日");
            }
        }
        return text;
    }

    /** 第9天了还没处理，超了几天: days of the question beside the one term that the quote sets in days. */
    static Optional<Computation> passed(String question, Citation citation) {
        List<Quantity> given = Quantities.find(question).stream()
                .filter(quantity -> UNITS.contains(quantity.unit()))
                .toList();
        if (given.isEmpty()
                || !given.stream().allMatch(given.getFirst()::sameAmount)
                || !PASSED.matcher(question).find()
                || DATE.matcher(question).find()) {
            return Optional.empty();
        }
        String quote = citation.quote();
        Quantity days = given.getFirst();
        List<Quantity> terms = terms(quote).stream()
                .filter(term -> term.unit().equals(days.unit()) && countsFromWhatIsAsked(question, quote, term))
                .toList();
        boolean left = LEFT.matcher(question).find();
        return Norms.choose(question, quote, terms).flatMap(term -> {
            BigDecimal rest =
                    left ? term.value().subtract(days.value()) : days.value().subtract(term.value());
            if (rest.signum() <= 0) {
                return Optional.empty();
            }
            String unit = days.unit();
            String result = Computation.plain(rest) + unit;
            String most = Computation.plain(term.value()) + unit;
            String had = Computation.plain(days.value()) + unit;
            return Optional.of(Computation.computed(
                            (left ? most + " − " + had : had + " − " + most) + " = " + result
                                    + (left ? "，即还剩" : "，即超过期限") + result + "。",
                            question,
                            List.of(citation),
                            result,
                            most,
                            had)
                    .restingOn(term));
        });
    }

    static boolean asksDay(String question) {
        return ASKS_DAY.matcher(question).find();
    }

    static boolean hasDate(String question) {
        return DATE.matcher(question).find();
    }

    /** The one day that a question names; empty where it names none or more. */
    static Optional<LocalDate> onlyDate(String question, LocalDate today) {
        List<MatchResult> dates = DATE.matcher(question).results().toList();
        try {
            return dates.size() == 1 ? Optional.of(date(dates.getFirst(), today.getYear())) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<Computation> lastDay(String question, Citation citation, LocalDate today, CalendarLookup calendar) {
        Matcher date = DATE.matcher(question);
        if (!asksDay(question) || !date.find()) {
            return Optional.empty();
        }
        String quote = citation.quote();
        Optional<Quantity> asked = termSaid(question, quote).or(() -> {
            List<Quantity> terms = terms(quote).stream()
                    .filter(term -> countsFromWhatIsAsked(question, quote, term))
                    .toList();
            return Norms.choose(question, quote, countingFrom(clauseAround(question, date), quote, terms));
        });
        if (asked.isEmpty() || DATE.matcher(question).results().count() != 1) {
            return Optional.empty();
        }
        Quantity term = asked.get();
        try {
            boolean dated = date.group(1) != null;
            LocalDate from = date(date.toMatchResult(), today.getYear());
            boolean ahead = isAhead(quote, term);
            int amount = term.value().intValueExact() * (ahead ? -1 : 1);
            String unit = ofWorkdays(citation, term) ? WORKDAY : term.unit();
            LocalDate last = switch (unit) {
                case "日" -> from.plusDays(amount);
                case "年" -> from.plusYears(amount);
                case WORKDAY -> plusWorkdays(from, amount, calendar);
                default -> from.plusMonths(amount);
            };
            boolean year = dated || last.getYear() != from.getYear();
            String result = day(last, year);
            String note = unit.equals(WORKDAY) ? "（按节假日与调休的安排计）" : "";
            return Optional.of(Computation.computed(
                            date.group() + (ahead ? "之前" : "起") + written(quote, term)
                                    + (bars(question, quote, term) ? "，期满为" : "，最晚为") + result + note + "。",
                            question,
                            List.of(citation),
                            result)
                    .restingOn(term));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The number of an article that the question itself says: 到哪天满六个月. */
    private static Optional<Quantity> termSaid(String question, String quote) {
        List<Quantity> said = Quantities.find(question).stream()
                .filter(own -> UNITS.contains(own.unit()) && !isOfDate(question, own))
                .toList();
        return said.size() != 1
                ? Optional.empty()
                : Quantities.find(quote).stream()
                        .filter(said.getFirst()::sameAmount)
                        .findFirst();
    }

    private static boolean isOfDate(String question, Quantity own) {
        return DATE.matcher(question)
                .results()
                .anyMatch(date -> date.start() <= own.start() && own.start() < date.end());
    }

    /** Of terms those that count from what is said with the date: 9月1号去查的 counts from an inquiry, not from the sending. */
    private static List<Quantity> countingFrom(String said, String quote, List<Quantity> terms) {
        List<Quantity> ofThat = terms.stream()
                .filter(term -> EVENT.matcher(quote.substring(0, term.start())).find()
                        && countsFromWhatIsAsked(said, quote, term))
                .toList();
        return ofThat.isEmpty() ? terms : ofThat;
    }

    private static String clauseAround(String question, Matcher date) {
        int from = date.start();
        while (from > 0 && "，。；？！".indexOf(question.charAt(from - 1)) < 0) {
            from--;
        }
        int to = date.end();
        while (to < question.length() && "，。；？！".indexOf(question.charAt(to)) < 0) {
            to++;
        }
        return question.substring(from, to);
    }

    /** The month in which a term of years or months is over, for a month that the question gives: 2026年6月被吊销. */
    static Optional<Computation> lastMonth(String question, Citation citation) {
        List<MatchResult> months = MONTH.matcher(question).results().toList();
        if (!asksDay(question) || hasDate(question) || months.size() != 1) {
            return Optional.empty();
        }
        String quote = citation.quote();
        List<Quantity> terms = terms(quote).stream()
                .filter(term -> MONTHLY.contains(term.unit()) && countsFromWhatIsAsked(question, quote, term))
                .toList();
        MatchResult month = months.getFirst();
        YearMonth from = YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)));
        return Norms.choose(question, quote, terms).map(term -> {
            int amount = term.value().intValue();
            YearMonth last = term.unit().equals("年") ? from.plusYears(amount) : from.plusMonths(amount);
            String result = last.getYear() + "年" + last.getMonthValue() + "月";
            return Computation.computed(
                            month.group() + "起" + written(quote, term) + "，期满为" + result + "。",
                            question,
                            List.of(citation),
                            result)
                    .restingOn(term);
        });
    }

    /** The day on which somebody is old enough: 2011年3月1日出生 and 年满16周岁. */
    static Optional<Computation> ofAge(String question, Citation citation) {
        Matcher born = DATE.matcher(question);
        if (!BORN.matcher(question).find()
                || !asksDay(question)
                || DATE.matcher(question).results().count() != 1
                || !born.find()
                || born.group(1) == null) {
            return Optional.empty();
        }
        String quote = citation.quote();
        List<Quantity> ages = Quantities.find(quote).stream()
                .filter(age -> age.unit().equals("岁"))
                .toList();
        return Norms.choose(question, quote, ages).flatMap(age -> {
            try {
                LocalDate day =
                        date(born.toMatchResult(), 0).plusYears(age.value().longValue());
                String result = day(day, true);
                return Optional.of(Computation.computed(
                                born.group() + "出生，" + result + "满" + Computation.plain(age.value()) + "周岁。",
                                question,
                                List.of(citation),
                                result,
                                Computation.plain(age.value()) + "周岁")
                        .restingOn(age));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }

    /** A term and by how much it may be lengthened: 三十日内…可以延长十日. */
    static Optional<Computation> lengthened(String question, Citation citation) {
        if (!LENGTHENED.matcher(question).find()
                || !ASKS_LENGTH.matcher(question).find()) {
            return Optional.empty();
        }
        String quote = citation.quote();
        List<Quantity> terms = terms(quote);
        List<Quantity> more = Quantities.find(quote).stream()
                .filter(one -> UNITS.contains(one.unit())
                        && BY.matcher(quote.substring(0, one.start())).find())
                .toList();
        if (more.size() != 1) {
            return Optional.empty();
        }
        Quantity by = more.getFirst();
        return terms.stream()
                .filter(term -> term.end() < by.start() && term.unit().equals(by.unit()))
                .reduce((a, b) -> b)
                .map(term -> {
                    String unit = by.unit();
                    String result = Computation.plain(term.value().add(by.value())) + unit;
                    return Computation.computed(
                                    Computation.plain(term.value()) + unit + " + " + Computation.plain(by.value())
                                            + unit + " = " + result + "。",
                                    question,
                                    List.of(citation),
                                    result)
                            .restingOn(term);
                });
    }

    /** Whether the days between two dates of the question are within the one term of days that the quote sets. */
    static Optional<Computation> between(String question, Citation citation, LocalDate today) {
        List<MatchResult> dates = DATE.matcher(question).results().toList();
        String quote = citation.quote();
        List<Quantity> terms = terms(quote).stream()
                .filter(term -> term.unit().equals("日") && countsFromWhatIsAsked(question, quote, term))
                .toList();
        Optional<Quantity> term = Norms.choose(question, quote, terms);
        if (dates.size() != 2 || term.isEmpty()) {
            return Optional.empty();
        }
        try {
            LocalDate from = date(dates.get(0), today.getYear());
            LocalDate to = date(dates.get(1), from.getYear());
            long days = ChronoUnit.DAYS.between(from, to);
            long most = term.get().value().longValueExact();
            if (days <= 0) {
                return Optional.empty();
            }
            String judged = days > most ? "超过" + most + "日的期限" + (days - most) + "日" : "没有超过" + most + "日的期限";
            return Optional.of(Computation.computed(
                            dates.get(0).group() + "至" + dates.get(1).group() + "共" + days + "日，" + judged + "。",
                            question,
                            List.of(citation),
                            days + "日",
                            most + "日",
                            days - most + "日")
                    .restingOn(term.get()));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static LocalDate date(MatchResult date, int year) {
        return LocalDate.of(
                date.group(1) == null ? year : Integer.parseInt(date.group(1)),
                Integer.parseInt(date.group(2)),
                Integer.parseInt(date.group(3)));
    }

    /** Two terms of one unit, each of an article of its own or both of one. */
    static Optional<Computation> sum(String question, List<Citation> citations) {
        if (!ASKS_LENGTH.matcher(question).find()) {
            return Optional.empty();
        }
        List<Quantity> found = new ArrayList<>();
        List<Citation> from = new ArrayList<>();
        for (Citation citation : citations) {
            List<Quantity> terms = terms(citation.quote());
            if (citations.size() > 1
                    && terms.size() > 1
                    && LENGTHENED.matcher(question).find()) {
                return Optional.empty();
            }
            List<Quantity> told = citations.size() == 1 || terms.size() == 1
                    ? terms
                    : Norms.choose(question, citation.quote(), terms).stream().toList();
            if (!told.isEmpty()) {
                found.addAll(told);
                from.add(citation);
            }
        }
        if (found.size() != 2 || !found.get(0).unit().equals(found.get(1).unit())) {
            return Optional.empty();
        }
        String unit = found.getFirst().unit();
        BigDecimal total = found.get(0).value().add(found.get(1).value());
        String result = Computation.plain(total) + unit;
        return Optional.of(Computation.computed(
                Computation.plain(found.get(0).value()) + unit + " + "
                        + Computation.plain(found.get(1).value()) + unit + " = " + result + "。",
                question,
                from,
                result));
    }

    private static List<Quantity> terms(String quote) {
        return Quantities.find(quote).stream()
                .filter(quantity -> UNITS.contains(quantity.unit()) && isTerm(quote, quantity))
                .toList();
    }

    /** 自交寄之日起一年内, 20日内, 提前10日, 期满的2个月前, 有效期为6年; and not 超过6个月无人认领. */
    private static boolean isTerm(String quote, Quantity quantity) {
        String before = quote.substring(Math.max(0, quantity.start() - 16), quantity.start());
        String after = quote.substring(quantity.end());
        return !NO_TERM.matcher(before).find()
                && (AFTER_TERM.matcher(after).find()
                        || before.endsWith("提前")
                        || DAYS_BEFORE.matcher(before).find()
                        || BEFORE_TERM.matcher(before).find());
    }

    private static boolean isAhead(String quote, Quantity term) {
        String before = quote.substring(0, term.start());
        return AHEAD.matcher(before).find() || DAYS_BEFORE.matcher(before).find() || quote.startsWith("前", term.end());
    }

    private static boolean ofWorkdays(Citation citation, Quantity term) {
        return term.unit().equals("日")
                && SHORT_TERMS
                        .getOrDefault(citation.law(), Set.of())
                        .contains(term.value().intValue());
    }

    /** Whether something is free again when the term is over, or lasts so long. */
    private static boolean bars(String question, String quote, Quantity term) {
        return EARLIEST.matcher(question).find() || Norms.clause(quote, term).matches(".*(?:不得|不受理|不予受理|有效期|实习期|保存).*");
    }

    /** A term that counts from an event counts for a question that speaks of that event: 自受理之日起 is nothing to one of a complaint. */
    static boolean countsFromWhatIsAsked(String question, String quote, Quantity term) {
        Matcher event = EVENT.matcher(quote.substring(0, term.start()));
        if (!event.find()) {
            return true;
        }
        String told = NO_EVENT.matcher(event.group(1) == null ? event.group(2) : event.group(1))
                .replaceAll("");
        if (EVENTS.entrySet().stream()
                .anyMatch(one -> told.contains(one.getKey())
                        && one.getValue().matcher(question).find())) {
            return true;
        }
        String asked = told.length() > SHORT_EVENT ? question : LAY_WORDS.withLegalWords(question);
        long shared = told.chars().filter(c -> asked.indexOf(c) >= 0).count();
        return shared >= LIKE_ENOUGH * told.length();
    }

    private static LocalDate plusWorkdays(LocalDate from, int amount, CalendarLookup calendar) {
        LocalDate day = from;
        for (int left = Math.abs(amount); left > 0; ) {
            day = day.plusDays(amount < 0 ? -1 : 1);
            left -= calendar.isDayOff(day) ? 0 : 1;
        }
        return day;
    }

    /** The number with its unit, as the article writes it. */
    static String written(String quote, Quantity quantity) {
        return quote.substring(quantity.start(), quantity.end());
    }

    private static String day(LocalDate day, boolean year) {
        return (year ? day.getYear() + "年" : "") + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
