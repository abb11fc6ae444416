package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What follows from the numbers of a question and of the sentence quoted for it: the last day of a term, a multiple of a fee, the share of an
 * overload, the addition for late payment. Computed here and never by the model; nothing is said where the quote leaves a choice.
 *
 * @param text the computation in words, with its result
 * @param source what it was computed from, for people
 * @param evidence the question and the quote, and the results: every number of the text is in one of them
 */
record Computation(String text, String source, String evidence) {
    private static final Pattern DATE = Pattern.compile("(?:(\\d{4})年)?(\\d{1,2})月(\\d{1,2})[日号]");
    private static final Pattern ASKS_DAY = Pattern.compile("最晚|最迟|哪天|哪一天|几号|几月几|哪年|何时|什么时候|到什么时间");
    private static final Pattern AHEAD = Pattern.compile("提前[^，。；]{0,4}$");
    private static final String CLAUSE_END = "，。；：\n";
    private static final Set<String> TERMS = Set.of("日", "个月", "月", "年");

    private static final Pattern FEE = Pattern.compile("(?:资费|寄费|邮费|运费|快递费|服务费|保险费|保费|罚款|货款|货值|价款|费用)");
    private static final Pattern FEE_OF_QUOTE = Pattern.compile("(?:资费|费用?|价款|金额|货值金额)(?:金额)?的?$");
    private static final Pattern LOSS = Pattern.compile("实际损失|损失|值|亏");
    private static final Pattern RATED = Pattern.compile("核定|限重|限载|额定");
    private static final Pattern LATE = Pattern.compile("每日按罚款数额的百分之三");
    private static final BigDecimal LATE_SHARE = new BigDecimal("0.03");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Optional<Computation> of(String question, List<Citation> citations, LocalDate today) {
        return citations.stream()
                .limit(1)
                .flatMap(citation -> Stream.of(
                                lastDay(question, citation, today),
                                latePayment(question, citation),
                                multiple(question, citation),
                                overload(question, citation))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    private static Optional<Computation> lastDay(String question, Citation citation, LocalDate today) {
        Matcher date = DATE.matcher(question);
        if (!ASKS_DAY.matcher(question).find() || !date.find()) {
            return Optional.empty();
        }
        String quote = citation.quote();
        List<Quantity> terms = Quantities.find(quote).stream()
                .filter(quantity -> TERMS.contains(quantity.unit()) && isTerm(quote, quantity))
                .toList();
        Optional<Quantity> asked = likeliest(question, quote, terms);
        if (asked.isEmpty() || DATE.matcher(question).results().count() != 1) {
            return Optional.empty();
        }
        Quantity term = asked.get();
        try {
            boolean dated = date.group(1) != null;
            LocalDate from = LocalDate.of(
                    dated ? Integer.parseInt(date.group(1)) : today.getYear(),
                    Integer.parseInt(date.group(2)),
                    Integer.parseInt(date.group(3)));
            boolean ahead = AHEAD.matcher(quote.substring(0, term.start())).find();
            int amount = term.value().intValueExact() * (ahead ? -1 : 1);
            LocalDate last = switch (term.unit()) {
                case "日" -> from.plusDays(amount);
                case "年" -> from.plusYears(amount);
                default -> from.plusMonths(amount);
            };
            boolean year = dated || last.getYear() != from.getYear();
            return Optional.of(computed(
                    date.group() + (ahead ? "提前" : "起") + term.text() + unit(quote, term) + "，最晚为" + day(last, year)
                            + "。",
                    question,
                    citation,
                    day(last, year)));
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** The term whose clause shares most with the question; empty where two share as much. */
    private static Optional<Quantity> likeliest(String question, String quote, List<Quantity> terms) {
        List<Integer> shared = terms.stream()
                .map(term -> QuoteFinder.shared(question, clause(quote, term)))
                .toList();
        int most = shared.stream().max(Integer::compare).orElse(0);
        return shared.stream().filter(count -> count == most).count() == 1
                ? Optional.of(terms.get(shared.indexOf(most)))
                : Optional.empty();
    }

    private static String clause(String quote, Quantity term) {
        int from = term.start();
        while (from > 0 && CLAUSE_END.indexOf(quote.charAt(from - 1)) < 0) {
            from--;
        }
        int to = term.end();
        while (to < quote.length() && CLAUSE_END.indexOf(quote.charAt(to)) < 0) {
            to++;
        }
        return quote.substring(from, to);
    }

    /** 自交寄之日起一年内, 20日内, 提前10日; and not 6个月无人认领. */
    private static boolean isTerm(String quote, Quantity quantity) {
        String before = quote.substring(Math.max(0, quantity.start() - 16), quantity.start());
        String after = quote.substring(quantity.end(), Math.min(quote.length(), quantity.end() + 2));
        return after.startsWith("内") || before.endsWith("提前") || before.matches(".*(?:之日|日)起[^，。；]{0,2}");
    }

    private static Optional<Computation> multiple(String question, Citation citation) {
        String quote = citation.quote();
        List<Quantity> times = Quantities.find(quote).stream()
                .filter(quantity -> quantity.unit().equals("倍")
                        && FEE_OF_QUOTE
                                .matcher(quote.substring(0, quantity.start()))
                                .find())
                .toList();
        List<Quantity> money = money(question);
        Optional<Quantity> fee = nearest(question, money, FEE);
        if (times.isEmpty()
                || fee.isEmpty()
                || times.stream().map(Quantity::value).distinct().count() != 1) {
            return Optional.empty();
        }
        BigDecimal product = fee.get().value().multiply(times.getFirst().value());
        Optional<Quantity> loss = money.stream()
                .filter(amount -> !amount.equals(fee.get()))
                .filter(amount -> LOSS.matcher(question).find())
                .findFirst();
        boolean capped = quote.contains("不超过");
        String text =
                plain(fee.get().value()) + "元 × " + plain(times.getFirst().value()) + "倍 = " + plain(product) + "元";
        if (capped && loss.isPresent()) {
            BigDecimal due = loss.get().value().min(product);
            text += "；实际损失" + plain(loss.get().value()) + "元，按两者中较小的，最多" + plain(due) + "元";
        }
        return Optional.of(computed(text + "。", question, citation, plain(product) + "元"));
    }

    private static Optional<Computation> latePayment(String question, Citation citation) {
        List<Quantity> days = Quantities.find(question).stream()
                .filter(quantity -> quantity.unit().equals("日"))
                .toList();
        Optional<Quantity> fine = nearest(question, money(question), Pattern.compile("罚款"));
        if (!LATE.matcher(citation.quote()).find() || days.size() != 1 || fine.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal amount = fine.get().value();
        BigDecimal added = amount.multiply(LATE_SHARE).multiply(days.getFirst().value());
        String text = plain(amount) + "元 × 3% × " + plain(days.getFirst().value()) + "日 = " + plain(added) + "元";
        if (citation.quote().contains("不得超出罚款的数额") && added.compareTo(amount) > 0) {
            text += "；加处的罚款不得超出罚款的数额，因此最多" + plain(amount) + "元";
        }
        return Optional.of(computed(text + "。", question, citation, plain(added) + "元"));
    }

    private static Optional<Computation> overload(String question, Citation citation) {
        List<Quantity> weights = Quantities.find(question).stream()
                .filter(quantity ->
                        quantity.unit().equals("吨") || quantity.unit().equals("公斤"))
                .toList();
        if (!citation.quote().contains("核定载质量")
                || weights.size() != 2
                || !weights.get(0).unit().equals(weights.get(1).unit())) {
            return Optional.empty();
        }
        Optional<Quantity> rated = nearest(question, weights, RATED);
        if (rated.isEmpty()) {
            return Optional.empty();
        }
        Quantity loaded = weights.get(0).equals(rated.get()) ? weights.get(1) : weights.get(0);
        BigDecimal over = loaded.value().subtract(rated.get().value());
        if (over.signum() <= 0 || rated.get().value().signum() == 0) {
            return Optional.empty();
        }
        BigDecimal share = over.multiply(HUNDRED).divide(rated.get().value(), 1, RoundingMode.HALF_UP);
        String unit = loaded.unit();
        String rest = plain(rated.get().value()) + unit;
        return Optional.of(computed(
                "(" + plain(loaded.value()) + unit + " − " + rest + ") ÷ " + rest + " = " + plain(share) + "%，即超过核定载质量"
                        + plain(share) + "%。",
                question,
                citation,
                plain(share) + "%"));
    }

    private static List<Quantity> money(String question) {
        return Quantities.find(question).stream()
                .filter(quantity -> quantity.unit().equals("元"))
                .toList();
    }

    /** The amount that stands nearest to the word; empty when the word does not occur. */
    private static Optional<Quantity> nearest(String question, List<Quantity> amounts, Pattern word) {
        Optional<Quantity> best = Optional.empty();
        int distance = Integer.MAX_VALUE;
        for (Matcher match = word.matcher(question); match.find(); ) {
            for (Quantity amount : amounts) {
                int apart = Math.max(amount.start() - match.end(), match.start() - amount.end());
                if (apart < distance) {
                    distance = apart;
                    best = Optional.of(amount);
                }
            }
        }
        return best;
    }

    private static Computation computed(String text, String question, Citation citation, String result) {
        return new Computation(
                "推算：" + text,
                "由问题中的数与《" + citation.law() + "》" + citation.article() + "的数算得",
                question + "\n" + citation.quote() + "\n" + result);
    }

    private static String unit(String quote, Quantity quantity) {
        return quote.substring(quantity.start() + quantity.text().length(), quantity.end());
    }

    private static String day(LocalDate day, boolean year) {
        return (year ? day.getYear() + "年" : "") + day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
