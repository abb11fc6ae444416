package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The last day of a term, and terms that follow each other. A term counts from the day after (民法典第二百零一条). */
final class Terms {
    private static final String WORKDAY = "工作日";
    private static final Pattern DATE = Pattern.compile("(?:(\\d{4})年)?(\\d{1,2})月(\\d{1,2})[日号]");
    private static final Pattern ASKS_DAY = Pattern.compile("最晚|最迟|最早|哪天|哪一天|几号|几月几|哪年|何时|什么时候|啥时候|到什么时间|截止|到期");
    private static final Pattern ASKS_LENGTH = Pattern.compile("多少天|几天|多少日|多久|多长|几个月|多少个月|几年|多少年");
    private static final Pattern EARLIEST = Pattern.compile("最早|才能|重新申请|再申请");
    private static final Pattern AHEAD = Pattern.compile("提前[^，。；]{0,4}$");
    private static final Set<String> UNITS = Set.of("日", "个月", "月", "年", WORKDAY);

    private Terms() {}

    static Optional<Computation> lastDay(String question, Citation citation, LocalDate today) {
        Matcher date = DATE.matcher(question);
        if (!ASKS_DAY.matcher(question).find() || !date.find()) {
            return Optional.empty();
        }
        String quote = citation.quote();
        Optional<Quantity> asked = Computation.likeliest(question, quote, terms(quote));
        if (asked.isEmpty() || DATE.matcher(question).results().count() != 1) {
            return Optional.empty();
        }
        Quantity term = asked.get();
        try {
            boolean dated = date.group(1) != null;
            LocalDate from = date(date.toMatchResult(), today.getYear());
            boolean ahead = AHEAD.matcher(quote.substring(0, term.start())).find();
            int amount = term.value().intValueExact() * (ahead ? -1 : 1);
            LocalDate last = switch (term.unit()) {
                case "日" -> from.plusDays(amount);
                case "年" -> from.plusYears(amount);
                case WORKDAY -> plusWorkdays(from, amount);
                default -> from.plusMonths(amount);
            };
            boolean year = dated || last.getYear() != from.getYear();
            String result = day(last, year);
            String note = term.unit().equals(WORKDAY) ? "（按周一至周五计，其间有法定节假日的另计）" : "";
            return Optional.of(Computation.computed(
                    date.group() + (ahead ? "提前" : "起") + term.text() + unit(quote, term)
                            + (EARLIEST.matcher(question).find() ? "，期满为" : "，最晚为") + result + note + "。",
                    question,
                    List.of(citation),
                    result));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** Whether the days between two dates of the question are within the one term of days that the quote sets. */
    static Optional<Computation> between(String question, Citation citation, LocalDate today) {
        List<MatchResult> dates = DATE.matcher(question).results().toList();
        List<Quantity> terms = terms(citation.quote()).stream()
                .filter(term -> term.unit().equals("日"))
                .toList();
        Optional<Quantity> term = Computation.likeliest(question, citation.quote(), terms);
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
                    days - most + "日"));
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
            List<Quantity> told = citations.size() == 1 || terms.size() == 1
                    ? terms
                    : Computation.likeliest(question, citation.quote(), terms).stream()
                            .toList();
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

    /** 自交寄之日起一年内, 20日内, 提前10日; and not 6个月无人认领. */
    private static boolean isTerm(String quote, Quantity quantity) {
        String before = quote.substring(Math.max(0, quantity.start() - 16), quantity.start());
        String after = quote.substring(quantity.end(), Math.min(quote.length(), quantity.end() + 2));
        return after.startsWith("内") || before.endsWith("提前") || before.matches(".*(?:之日|日)起[^，。；]{0,2}");
    }

    private static LocalDate plusWorkdays(LocalDate from, int amount) {
        LocalDate day = from;
        for (int left = Math.abs(amount); left > 0; ) {
            day = day.plusDays(amount < 0 ? -1 : 1);
            left -= day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : 1;
        }
        return day;
    }

    private static String unit(String quote, Quantity quantity) {
        return quote.substring(quantity.start() + quantity.text().length(), quantity.end());
    }

    private static String day(LocalDate day, boolean year) {
        return (year ? day.getYear() + "年" : "") + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }
}
