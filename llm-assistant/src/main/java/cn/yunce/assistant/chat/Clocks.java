package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.corpus.ChineseNumerals;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The latest hour of a term of hours or minutes: 24小时内, 起飞30分钟前, 飞行前1日12时前. */
final class Clocks {
    private static final String NUMBER = "\\d{1,2}|[零一二两三四五六七八九十]{1,3}";
    private static final Pattern TIME = Pattern.compile("(凌晨|清晨|早上|早晨|早|上午|中午|下午|午后|傍晚|晚上|晚|夜里|半夜)?(" + NUMBER
            + ")(?:[点时](?!间)(?:(半)|(" + NUMBER + ")分?)?|[:：](\\d{2}))");
    private static final Pattern ASKS = Pattern.compile("几点|什么时候|何时|啥时候|最晚|最迟|多会儿|什么时间|哪个时间");
    private static final Pattern DAY_BEFORE = Pattern.compile("前([0-9一二三])[日天](\\d{1,2})[时点]前");
    private static final Pattern CONTINUOUS = Pattern.compile("连续|不停|一直|没停|没歇|不歇");
    private static final Set<String> UNITS = Set.of("小时", "分钟");
    private static final int NOON = 12;
    private static final int EARLY = 6;

    private Clocks() {}

    /** Whether an hour is asked for, from one that is given. */
    static boolean asksHour(String question) {
        return ASKS.matcher(question).find()
                && TIME.matcher(question)
                        .results()
                        .anyMatch(
                                time -> time.group(1) != null || !time.group(2).equals("一"));
    }

    /** Base time in the question; the term's end by the article. */
    static Optional<Computation> last(String question, Citation citation, LocalDate today) {
        Matcher said = TIME.matcher(question);
        if (!ASKS.matcher(question).find()
                || !said.find()
                || TIME.matcher(question).results().count() != 1) {
            return Optional.empty();
        }
        Optional<LocalTime> time = time(said);
        String text = citation.quote();
        List<Quantity> terms = Quantities.find(text).stream()
                .filter(quantity -> UNITS.contains(quantity.unit()) && isTerm(question, text, quantity))
                .filter(quantity -> Terms.countsFromWhatIsAsked(question, text, quantity))
                .toList();
        Optional<Quantity> term = Norms.choose(question, text, terms);
        if (time.isEmpty() || term.isEmpty()) {
            return Optional.empty();
        }
        Optional<LocalDate> day = Terms.onlyDate(question, today);
        LocalDateTime from = day.orElse(today).atTime(time.get());
        boolean ahead = isAhead(text, term.get());
        long amount = term.get().value().longValue() * (ahead ? -1 : 1);
        LocalDateTime last = term.get().unit().equals("小时") ? from.plusHours(amount) : from.plusMinutes(amount);
        String result = (day.isPresent()
                        ? last.getMonthValue() + "月" + last.getDayOfMonth() + "日"
                        : dayWord(ChronoUnit.DAYS.between(from.toLocalDate(), last.toLocalDate())))
                + clock(last.toLocalTime());
        String base = said.group();
        return Optional.of(Computation.computed(
                        base + (ahead ? "之前" : "起") + Terms.written(text, term.get()) + "，最晚为" + result + "。",
                        question,
                        List.of(citation),
                        result)
                .restingOn(term.get()));
    }

    /** 拟飞行前1日12时前, for a day that the question gives. */
    static Optional<Computation> dayBefore(String question, Citation citation, LocalDate today) {
        Optional<LocalDate> day = Terms.onlyDate(question, today);
        if (day.isEmpty() || !(ASKS.matcher(question).find() || Terms.asksDay(question))) {
            return Optional.empty();
        }
        String text = citation.quote();
        List<Quantity> hours = Quantities.find(text).stream()
                .filter(quantity ->
                        quantity.unit().equals("点") && beforeDay(text, quantity).isPresent())
                .toList();
        return Norms.choose(question, text, hours)
                .flatMap(hour -> beforeDay(text, hour).map(match -> {
                    int days = ChineseNumerals.parse(match.group(1)).orElse(1);
                    LocalDate last = day.get().minusDays(days);
                    String result = last.getMonthValue() + "月" + last.getDayOfMonth() + "日" + match.group(2) + "点";
                    return Computation.computed(
                                    day.get().getMonthValue() + "月" + day.get().getDayOfMonth() + "日的前" + days + "日"
                                            + match.group(2) + "时，即" + result + "前。",
                                    question,
                                    List.of(citation),
                                    result,
                                    days + "日")
                            .restingOn(hour);
                }));
    }

    private static Optional<Matcher> beforeDay(String text, Quantity hour) {
        Matcher match = DAY_BEFORE.matcher(text);
        while (match.find()) {
            if (match.start() <= hour.start() && hour.start() < match.end()) {
                return Optional.of(match);
            }
        }
        return Optional.empty();
    }

    private static boolean isTerm(String question, String text, Quantity quantity) {
        String before = text.substring(Math.max(0, quantity.start() - 12), quantity.start());
        String after = text.substring(quantity.end(), Math.min(text.length(), quantity.end() + 2));
        boolean ceaseless = before.endsWith("超过")
                && Norms.clause(text, quantity).contains("连续")
                && CONTINUOUS.matcher(question).find();
        return after.startsWith("内") || after.startsWith("以内") || isAhead(text, quantity) || ceaseless;
    }

    private static boolean isAhead(String text, Quantity quantity) {
        String before = text.substring(Math.max(0, quantity.start() - 6), quantity.start());
        return text.startsWith("前", quantity.end()) || before.contains("提前");
    }

    private static Optional<LocalTime> time(Matcher said) {
        OptionalInt hour = number(said.group(2));
        int minute = said.group(3) != null
                ? 30
                : number(said.group(4) == null ? said.group(5) : said.group(4)).orElse(0);
        if (hour.isEmpty()) {
            return Optional.empty();
        }
        String part = said.group(1) == null ? "" : said.group(1);
        int h = hour.getAsInt();
        boolean late =
                part.matches("下午|午后|傍晚|晚上|晚") || (part.equals("夜里") && h > EARLY) || (part.equals("中午") && h < EARLY);
        try {
            return Optional.of(LocalTime.of((late && h < NOON ? h + NOON : h) % 24, minute));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalInt number(@Nullable String written) {
        if (written == null) {
            return OptionalInt.empty();
        }
        return written.chars().allMatch(Character::isDigit)
                ? OptionalInt.of(Integer.parseInt(written))
                : ChineseNumerals.parse(written.replace('两', '二'));
    }

    /** As people say it and as clocks show it: 14点（14:00）. */
    private static String clock(LocalTime time) {
        String shown = "%d:%02d".formatted(time.getHour(), time.getMinute());
        return time.getHour() + "点" + (time.getMinute() == 0 ? "" : time.getMinute() + "分") + "（" + shown + "）";
    }

    private static String dayWord(long days) {
        return days == 0
                ? "当日"
                : days == 1 ? "次日" : days == -1 ? "前一日" : (days > 0 ? "之后第" : "之前第") + Math.abs(days) + "日";
    }
}
