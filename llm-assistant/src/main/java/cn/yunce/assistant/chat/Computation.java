package cn.yunce.assistant.chat;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.Citation;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What follows from the numbers of a question and of the articles cited for it: dates ({@link Terms}) and hours ({@link Clocks}), money
 * ({@link Amounts}), what is over a limit ({@link Limits}), how often and of which kind ({@link Cases}). Computed here and never by the model;
 * nothing is said where question and article leave a choice.
 *
 * @param text the computation in words, with its result
 * @param source what it was computed from, for people
 * @param evidence the question and the articles, and the results: every number of the text is in one of them
 * @param articleId of the article that it rests on
 * @param at where in that article the number stands that it rests on, so that the quote holds it; empty where the quote as it is does
 */
record Computation(String text, String source, String evidence, String articleId, OptionalInt at) {
    /** Of two things at once. */
    private static final Pattern TOGETHER = Pattern.compile("加起来|合计|总共|一共|共计|相加");

    /** @param citations with quotes, or with whole articles in their place */
    static Optional<Computation> of(String asked, List<Citation> citations, LocalDate today, CalendarLookup calendar) {
        String question = Terms.dated(asked, today);
        if (asksSum(question)) {
            Optional<Computation> sum =
                    Terms.sum(question, citations).or(() -> Amounts.sumOfFines(question, citations));
            if (sum.isPresent()) {
                return sum;
            }
        }
        return citations.stream()
                .flatMap(citation -> Stream.of(
                                Clocks.dayBefore(question, citation, today),
                                Clocks.last(question, citation, today),
                                Terms.ofAge(question, citation),
                                Terms.lastDay(question, citation, today, calendar),
                                Terms.lastMonth(question, citation),
                                Terms.lengthened(question, citation),
                                Terms.between(question, citation, today),
                                Terms.passed(question, citation),
                                Amounts.latePayment(question, citation),
                                Amounts.each(question, citation),
                                Amounts.proportion(question, citation),
                                Amounts.insured(question, citation),
                                Amounts.multiple(question, citation),
                                Amounts.share(question, citation),
                                Amounts.less(question, citation),
                                Amounts.same(question, citation),
                                Cases.frequency(question, citation),
                                Cases.kind(question, citation),
                                Limits.overload(question, citation),
                                Limits.part(question, citation),
                                Limits.rest(question, citation),
                                Limits.excess(question, citation),
                                Limits.capital(question, citation))
                        .flatMap(Optional::stream)
                        .filter(found -> Demands.isMetBy(question, found.text()))
                        .limit(1))
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
                "推算：" + text,
                "由问题中的数与" + from + "的数算得",
                question + quotes + "\n" + String.join("\n", results),
                citations.getFirst().articleId(),
                OptionalInt.empty());
    }

    /** @param quantity of the article's text */
    Computation restingOn(Quantity quantity) {
        return restingOn(quantity.start());
    }

    /** @param place in the article's text */
    Computation restingOn(int place) {
        return new Computation(text, source, evidence, articleId, OptionalInt.of(place));
    }

    /** Amounts of money; 8亿 after 营业额 is one, too. */
    static List<Quantity> money(String text) {
        return Quantities.find(text).stream()
                .filter(quantity -> quantity.unit().equals("元")
                        || (quantity.unit().isEmpty() && quantity.text().matches(".*[万亿]")))
                .toList();
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
