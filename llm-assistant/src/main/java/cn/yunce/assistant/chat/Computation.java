package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What follows from the numbers of a question and of the sentences quoted for it: dates ({@link Terms}), money ({@link Amounts}), what is over a
 * limit ({@link Limits}). Computed here and never by the model; nothing is said where the quotes leave a choice.
 *
 * @param text the computation in words, with its result
 * @param source what it was computed from, for people
 * @param evidence the question and the quotes, and the results: every number of the text is in one of them
 */
record Computation(String text, String source, String evidence) {
    private static final String CLAUSE_END = "，。；：\n";
    /** Of two things at once. */
    private static final Pattern TOGETHER = Pattern.compile("加起来|合计|总共|一共|共计|相加");

    static Optional<Computation> of(String question, List<Citation> citations, LocalDate today) {
        if (asksSum(question)) {
            Optional<Computation> sum =
                    Terms.sum(question, citations).or(() -> Amounts.sumOfFines(question, citations));
            if (sum.isPresent()) {
                return sum;
            }
        }
        return citations.stream()
                .limit(1)
                .flatMap(citation -> Stream.of(
                                Terms.lastDay(question, citation, today),
                                Terms.between(question, citation, today),
                                Amounts.latePayment(question, citation),
                                Amounts.proportion(question, citation),
                                Amounts.multiple(question, citation),
                                Amounts.share(question, citation),
                                Amounts.same(question, citation),
                                Limits.overload(question, citation),
                                Limits.excess(question, citation))
                        .flatMap(Optional::stream))
                .findFirst();
    }

    /** Whether the question is of a sum, which more than one article may have a part in. */
    static boolean asksSum(String question) {
        return TOGETHER.matcher(question).find();
    }

    static Computation computed(String text, String question, List<Citation> citations, String... results) {
        String from = citations.stream()
                .map(citation -> "《" + citation.law() + "》" + citation.article())
                .reduce((a, b) -> a + "、" + b)
                .orElse("");
        String quotes = citations.stream().map(Citation::quote).reduce("", (a, b) -> a + "\n" + b);
        return new Computation(
                "推算：" + text, "由问题中的数与" + from + "的数算得", question + quotes + "\n" + String.join("\n", results));
    }

    static List<Quantity> money(String text) {
        return Quantities.find(text).stream()
                .filter(quantity -> quantity.unit().equals("元"))
                .toList();
    }

    /** The one whose clause shares most with the question; empty where two share as much. */
    static Optional<Quantity> likeliest(String question, String quote, List<Quantity> some) {
        List<Integer> shared = some.stream()
                .map(one -> QuoteFinder.shared(question, clause(quote, one)))
                .toList();
        int most = shared.stream().max(Integer::compare).orElse(0);
        return shared.stream().filter(count -> count == most).count() == 1
                ? Optional.of(some.get(shared.indexOf(most)))
                : Optional.empty();
    }

    static String clause(String text, Quantity quantity) {
        int from = quantity.start();
        while (from > 0 && CLAUSE_END.indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        int to = quantity.end();
        while (to < text.length() && CLAUSE_END.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(from, to);
    }

    /** The amount that stands nearest to the word; empty when the word does not occur. */
    static Optional<Quantity> nearest(String question, List<Quantity> amounts, Pattern word) {
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

    static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
