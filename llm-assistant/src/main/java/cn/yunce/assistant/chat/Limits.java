package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.Computation.computed;
import static cn.yunce.assistant.chat.Computation.nearest;
import static cn.yunce.assistant.chat.Computation.plain;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import cn.yunce.assistant.guardrail.Quantity.Bound;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** By how much something is over a limit: as a share of what is rated, or as an amount. */
final class Limits {
    private static final Pattern RATED = Pattern.compile("核定|限重|限载|额定|核载|限速|限坐|规定时速");
    /** What a quote rates, and in which units the question then speaks. */
    private static final Map<Pattern, Set<String>> RATINGS = Map.of(
            Pattern.compile("核定载质量"), Set.of("吨", "公斤"),
            Pattern.compile("规定时速"), Set.of("公里", "码"),
            Pattern.compile("核定(?:载客|人数|载人)|额定乘员"), Set.of("人"));

    private static final Pattern ASKS_EXCESS = Pattern.compile("超|上限|限|符合|合计|能不能|可以|行不行|够不够|多了");
    private static final Pattern SIDES = Pattern.compile("长.{0,12}宽.{0,12}高");
    private static final Pattern SIDES_OF_QUOTE = Pattern.compile("长、?宽、?高[^。；]{0,12}(?:合计|之和|总和)");
    private static final int SIDE_COUNT = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** Units that people and statutes use for one quantity, in the smaller. */
    private static final Map<String, BigDecimal> SMALLER = Map.of(
            "米",
            HUNDRED,
            "厘米",
            BigDecimal.ONE,
            "吨",
            BigDecimal.valueOf(1000),
            "公斤",
            BigDecimal.ONE,
            "小时",
            BigDecimal.valueOf(60),
            "分钟",
            BigDecimal.ONE);

    private static final Map<String, String> SMALLER_UNIT =
            Map.of("米", "厘米", "厘米", "厘米", "吨", "公斤", "公斤", "公斤", "小时", "分钟", "分钟", "分钟");

    private Limits() {}

    static Optional<Computation> overload(String question, Citation citation) {
        return RATINGS.entrySet().stream()
                .filter(rating -> rating.getKey().matcher(citation.quote()).find())
                .flatMap(rating -> share(question, citation, rating.getKey(), rating.getValue()).stream())
                .findFirst();
    }

    private static Optional<Computation> share(String question, Citation citation, Pattern rating, Set<String> units) {
        List<Quantity> both = Quantities.find(question).stream()
                .filter(quantity -> units.contains(quantity.unit()))
                .toList();
        if (both.size() != 2 || !both.get(0).unit().equals(both.get(1).unit())) {
            return Optional.empty();
        }
        Optional<Quantity> rated = nearest(question, both, RATED);
        if (rated.isEmpty()) {
            return Optional.empty();
        }
        Quantity actual = both.get(0).equals(rated.get()) ? both.get(1) : both.get(0);
        BigDecimal over = actual.value().subtract(rated.get().value());
        if (over.signum() <= 0 || rated.get().value().signum() == 0) {
            return Optional.empty();
        }
        BigDecimal share = over.multiply(HUNDRED).divide(rated.get().value(), 1, RoundingMode.HALF_UP);
        String unit = actual.unit();
        String rest = plain(rated.get().value()) + unit;
        String name = rating.pattern().startsWith("核定载质量")
                ? "核定载质量"
                : rating.pattern().equals("规定时速") ? "规定时速" : "核定人数";
        return Optional.of(computed(
                "(" + plain(actual.value()) + unit + " − " + rest + ") ÷ " + rest + " = " + plain(share) + "%，即超过"
                        + name + plain(share) + "%。",
                question,
                List.of(citation),
                plain(share) + "%"));
    }

    /** One weight or length, or the sum of three sides, beside the one limit that the quote sets. */
    static Optional<Computation> excess(String question, Citation citation) {
        if (!ASKS_EXCESS.matcher(question).find()) {
            return Optional.empty();
        }
        List<Quantity> given = measured(question);
        boolean sides = given.size() == SIDE_COUNT && SIDES.matcher(question).find();
        List<Quantity> comparable = measured(citation.quote()).stream()
                .filter(quantity -> quantity.bound() != Bound.NONE)
                .filter(quantity -> given.stream()
                        .allMatch(one -> SMALLER_UNIT
                                .getOrDefault(one.unit(), "")
                                .equals(SMALLER_UNIT.getOrDefault(quantity.unit(), "?"))))
                .filter(quantity -> !sides
                        || SIDES_OF_QUOTE
                                .matcher(Computation.clause(citation.quote(), quantity))
                                .find())
                .toList();
        List<Quantity> most = comparable.stream()
                .filter(quantity -> quantity.bound() == Bound.MOST)
                .toList();
        // 真高120米以上 sets a limit, too.
        List<Quantity> limits = most.isEmpty() ? comparable : most;
        Optional<Quantity> limit = limits.size() == 1
                ? Optional.of(limits.getFirst())
                : Computation.likeliest(question, citation.quote(), limits);
        if (limit.isEmpty() || !(sides || given.size() == 1)) {
            return Optional.empty();
        }
        String unit = given.getFirst().unit();
        BigDecimal scale = SMALLER.getOrDefault(unit, BigDecimal.ONE);
        BigDecimal total = given.stream().map(Limits::small).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal bound = small(limit.get());
        BigDecimal over = total.subtract(bound);
        String sum = sides
                ? given.stream()
                                .map(one -> plain(one.value()))
                                .reduce((a, b) -> a + " + " + b)
                                .orElse("") + " = " + in(total, scale) + unit + "；"
                : "";
        String text = sum
                + (over.signum() > 0
                        ? in(total, scale) + unit + " − " + in(bound, scale) + unit + " = " + in(over, scale) + unit
                                + "，即超过" + in(over, scale) + unit
                        : in(total, scale) + unit + " 不超过 " + in(bound, scale) + unit);
        return Optional.of(computed(
                text + "。",
                question,
                List.of(citation),
                in(total, scale) + unit,
                in(bound, scale) + unit,
                in(over, scale) + unit));
    }

    private static List<Quantity> measured(String text) {
        return Quantities.find(text).stream()
                .filter(quantity -> SMALLER.containsKey(quantity.unit()))
                .toList();
    }

    private static BigDecimal small(Quantity quantity) {
        return quantity.value().multiply(SMALLER.getOrDefault(quantity.unit(), BigDecimal.ONE));
    }

    private static String in(BigDecimal small, BigDecimal scale) {
        return plain(small.divide(scale, 3, RoundingMode.HALF_UP));
    }
}
