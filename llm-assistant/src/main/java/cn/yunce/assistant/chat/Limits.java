package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.Computation.computed;
import static cn.yunce.assistant.chat.Computation.nearest;
import static cn.yunce.assistant.chat.Computation.plain;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.chat.Measure.Measured;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import cn.yunce.assistant.guardrail.Quantity.Bound;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** By how much something is over or under a limit: as a share of what is rated, or as an amount; and how much is left to it. */
final class Limits {
    private static final Pattern RATED = Pattern.compile("核定|限重|限载|额定|核载|限速|限坐|规定时速");
    /** What a quote rates, and in which units the question then speaks. */
    private static final List<Rating> RATINGS = List.of(
            new Rating(Pattern.compile("核定载质量"), Set.of("吨", "公斤"), "核定载质量"),
            new Rating(Pattern.compile("规定时速|限速标志"), Set.of("公里"), "规定时速"),
            new Rating(Pattern.compile("核定(?:载客|人数|载人)|额定乘员"), Set.of("人"), "核定人数"));

    private static final Pattern ASKS_EXCESS = Pattern.compile(
            "超|上限|下限|限|符合|合规|合计|能不能|可以|行不行|够不够|多了|多出|高出|慢了|快了|差多少|差几|差了?多|算不算|违不违|[短重轻矮]了?(?:多少|几)|[宽长高]了(?:多少|几)|再凑|还缺");
    private static final Pattern ASKS_REST = Pattern.compile("还[能可剩差有要得]|再[扣等过]|差几|差多少|剩几|剩多少");
    private static final Pattern ASKS_NUMBER = Pattern.compile("几|多少|最多");
    private static final Pattern SIDES = Pattern.compile("长.{0,12}宽.{0,12}高");
    private static final Pattern SIDES_OF_QUOTE = Pattern.compile("长、?宽、?高[^。；]{0,12}(?:合计|之和|总和)");
    private static final int SIDE_COUNT = 3;
    /** So much before a number says what it is of. */
    private static final int FOCUS = 8;
    /** What makes a number the least allowed stands this near before it. */
    private static final int NEAR = 16;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** The case that a clause is of, rather than what it demands. */
    private static final Pattern CASE_END = Pattern.compile("(?:时|的|情形|情况下|以内时)$");

    private static final Pattern AT_LEAST = Pattern.compile("保持|应当|不得?少于|不得?低于|不少于|不低于|至少|大于");
    private static final Pattern BELOW = Pattern.compile("少于|低于|小于|不足|未满");
    private static final Pattern TO = Pattern.compile("^(?:至|到|-|—|～|、?小于|，?但?不得?超过)$");
    /** That there is too much, or too little. */
    private static final Pattern TOO_MUCH =
            Pattern.compile("超(?:了|过|出|速|高|宽|长|重|载)?(?:多少|几)|超过[^，。？?]{1,12}(?:多少|几)|(?<!最)[多高宽]出?了?(?:多少|几)");

    private static final Pattern TOO_LITTLE =
            Pattern.compile("(?<!相)差了?(?:多少|几)|(?<![最至多])[少短缺]了?(?:多少|几)|慢了?(?:多少|几)|(?<!够)不够");
    /** The line that leads to items which are the most allowed: 不得超过下列最高行驶速度. */
    private static final Pattern MOST_OF_ITEMS = Pattern.compile("不得?超过|最高|最多");

    private static final Pattern BEYOND = Pattern.compile("超过?(?:了|出)?");
    private static final Pattern FINE = Pattern.compile("罚|处");
    private static final Pattern SHARED_OF = Pattern.compile("(?:人数|载客|载质量|数量|总数|面积|件数)的?$");

    private Limits() {}

    private record Rating(Pattern written, Set<String> units, String name) {}

    static Optional<Computation> overload(String question, Citation citation) {
        return RATINGS.stream()
                .filter(rating -> rating.written().matcher(citation.quote()).find())
                .flatMap(rating -> overload(question, citation, rating).stream())
                .findFirst();
    }

    private static Optional<Computation> overload(String question, Citation citation, Rating rating) {
        String asked = Measure.plainly(question);
        List<Quantity> both = Quantities.find(asked).stream()
                .filter(quantity -> rating.units().contains(quantity.unit()))
                .toList();
        if (both.size() != 2 || !both.get(0).unit().equals(both.get(1).unit())) {
            return Optional.empty();
        }
        Optional<Quantity> rated = nearest(asked, both, RATED);
        if (rated.isEmpty()) {
            return Optional.empty();
        }
        Quantity actual = both.get(0).equals(rated.get()) ? both.get(1) : both.get(0);
        BigDecimal over = actual.value().subtract(rated.get().value());
        if (over.signum() <= 0 || rated.get().value().signum() == 0) {
            return Optional.empty();
        }
        BigDecimal share = over.multiply(HUNDRED).divide(rated.get().value(), 1, RoundingMode.HALF_UP);
        String judged = beyond(citation.quote(), rating, share);
        String unit = actual.unit();
        String rest = plain(rated.get().value()) + unit;
        return Optional.of(computed(
                "(" + plain(actual.value()) + unit + " − " + rest + ") ÷ " + rest + " = " + plain(share) + "%，即超过"
                        + rating.name() + plain(share) + "%" + judged + "。",
                asked,
                List.of(citation),
                plain(share) + "%",
                judged));
    }

    /** Beside a share from which more is threatened: 超过规定时速百分之五十的. */
    private static String beyond(String text, Rating rating, BigDecimal share) {
        List<Quantity> from = Quantities.find(text).stream()
                .filter(one -> one.unit().equals("%")
                        && rating.written()
                                .matcher(text.substring(Math.max(0, one.start() - NEAR), one.start()))
                                .find())
                .toList();
        if (from.size() != 1) {
            return "";
        }
        BigDecimal least = from.getFirst().value();
        return (share.compareTo(least) > 0 ? "，超过" : "，没有超过") + plain(least) + "%";
    }

    /** 不得超过核定载客人数的10%, for the number that the question gives. */
    static Optional<Computation> part(String question, Citation citation) {
        String text = citation.quote();
        List<Quantity> shares = Quantities.find(text).stream()
                .filter(share -> share.unit().equals("%")
                        && SHARED_OF.matcher(text.substring(0, share.start())).find()
                        && !text.startsWith("的", share.end()))
                .toList();
        List<Quantity> given = Quantities.find(question).stream()
                .filter(quantity -> quantity.unit().equals("人"))
                .toList();
        Optional<Quantity> share = Norms.choose(question, text, shares);
        if (share.isEmpty()
                || given.size() != 1
                || !ASKS_NUMBER.matcher(question).find()) {
            return Optional.empty();
        }
        BigDecimal whole = given.getFirst().value();
        String result =
                plain(whole.multiply(share.get().value()).divide(HUNDRED).setScale(0, RoundingMode.FLOOR)) + "人";
        return Optional.of(computed(
                        plain(whole) + "人 × " + plain(share.get().value()) + "%，即最多" + result + "。",
                        question,
                        List.of(citation),
                        result)
                .restingOn(share.get()));
    }

    /** How much is left: 已扣9分 of 12分, 14岁 where 16周岁 is due. */
    static Optional<Computation> rest(String asked, Citation citation) {
        String question = Measure.plainly(asked);
        List<Measured> given = Measure.in(question);
        if (!ASKS_REST.matcher(question).find() || given.size() != 1) {
            return Optional.empty();
        }
        Measured have = given.getFirst();
        if (have.measure() != Measure.POINTS && have.measure() != Measure.AGE && have.measure() != Measure.PEOPLE) {
            return Optional.empty();
        }
        String text = citation.quote();
        List<Measured> all = comparable(text, have.measure());
        return Norms.choose(question, text, all.stream().map(Measured::quantity).toList())
                .filter(limit -> limit.value().compareTo(have.quantity().value()) > 0)
                .map(limit -> {
                    String unit = have.measure() == Measure.AGE ? "年" : have.unit();
                    String left = plain(limit.value().subtract(have.quantity().value())) + unit;
                    return computed(
                                    plain(limit.value()) + limit.unit() + " − "
                                            + plain(have.quantity().value()) + have.unit() + " = " + left + "。",
                                    question,
                                    List.of(citation),
                                    left)
                            .restingOn(limit);
                });
    }

    /**
     * One weight, length, speed or time, or the sum of three sides, beside the one limit of its measure. A second number of the question is the
     * case that the article's limit is of (能见度小于200米时), or nothing is computed.
     */
    static Optional<Computation> excess(String asked, Citation citation) {
        String question = Measure.plainly(asked);
        if (!ASKS_EXCESS.matcher(question).find()) {
            return Optional.empty();
        }
        List<Measured> given = Measure.in(question).stream()
                .filter(one -> one.measure() != Measure.POINTS)
                .toList();
        if (given.size() == SIDE_COUNT && SIDES.matcher(question).find()) {
            return sides(question, citation, given);
        }
        if (given.size() == 1) {
            return excess(question, citation, given.getFirst(), Optional.empty());
        }
        if (given.size() != 2) {
            return Optional.empty();
        }
        List<Computation> both = Stream.of(0, 1)
                .flatMap(i -> excess(question, citation, given.get(i), Optional.of(given.get(1 - i))).stream())
                .toList();
        return both.size() == 1 ? Optional.of(both.getFirst()) : Optional.empty();
    }

    private static Optional<Computation> sides(String question, Citation citation, List<Measured> given) {
        String text = citation.quote();
        List<Measured> limits = comparable(text, Measure.LENGTH).stream()
                .filter(limit -> SIDES_OF_QUOTE
                        .matcher(Norms.clause(text, limit.quantity()))
                        .find())
                .toList();
        if (limits.size() != 1) {
            return Optional.empty();
        }
        Measured first = given.getFirst();
        BigDecimal total = given.stream().map(Measured::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        String sum = given.stream()
                .map(one -> first.told(one.value()))
                .reduce((a, b) -> a + " + " + b)
                .orElse("");
        return compared(
                sum + " = " + first.told(total) + "；", question, citation, first, total, limits.getFirst(), false);
    }

    private static Optional<Computation> excess(
            String question, Citation citation, Measured given, Optional<Measured> other) {
        String text = citation.quote();
        List<Measured> limits = comparable(text, given.measure()).stream()
                .filter(limit -> isDemand(text, limit))
                .toList();
        if (other.isPresent()) {
            limits = inCase(text, limits, other.get());
        } else if (limits.isEmpty()
                && given.measure() == Measure.PEOPLE
                && BEYOND.matcher(question).find()) {
            // From where on a duty begins: 从业人员超过一百人的.
            limits = comparable(text, given.measure());
        }
        List<Measured> bounds = limits.stream()
                .filter(limit -> !isFarEnd(text, limit, given) && !isBarred(text, limit))
                .toList();
        int at = given.quantity().start();
        String focus = question.substring(Math.max(0, at - FOCUS), at);
        Optional<Measured> limit = Norms.choose(
                        question,
                        focus,
                        text,
                        bounds.stream().map(Measured::quantity).toList())
                .flatMap(chosen -> bounds.stream()
                        .filter(bound -> bound.quantity().equals(chosen))
                        .findFirst());
        return limit.flatMap(
                bound -> compared("", question, citation, given, given.value(), bound, isLeastAllowed(text, bound)));
    }

    /** Empty where the question takes for granted what the limit does not say: 超了多少 of what is not too much. */
    private static Optional<Computation> compared(
            String sum,
            String question,
            Citation citation,
            Measured given,
            BigDecimal total,
            Measured limit,
            boolean least) {
        BigDecimal over = least ? limit.value().subtract(total) : total.subtract(limit.value());
        boolean tooMuch = !least && over.signum() > 0;
        boolean tooLittle = least && over.signum() > 0;
        if ((TOO_MUCH.matcher(question).find() && !tooMuch)
                || (TOO_LITTLE.matcher(question).find() && !tooLittle)) {
            return Optional.empty();
        }
        String bound = given.told(limit.value());
        String told = given.told(total);
        String by = given.told(over);
        String text;
        if (over.signum() > 0) {
            text = least
                    ? bound + " − " + told + " = " + by + "，即比最少的" + bound + "还差" + by
                    : told + " − " + bound + " = " + by + "，即超过" + by;
        } else {
            text = told + (least ? " 不少于 " : " 不超过 ") + bound;
        }
        return Optional.of(computed(sum + text + "。", question, List.of(citation), told, bound, by)
                .restingOn(limit.quantity()));
    }

    /** The limits of the closest case that holds: of 小于200米时 and 小于100米时 for 80米 the second. */
    private static List<Measured> inCase(String text, List<Measured> limits, Measured given) {
        List<Measured> cases = Measure.in(text).stream()
                .filter(one -> one.measure() == given.measure() && !isDemand(text, one))
                .filter(one -> holds(one, given))
                .toList();
        Comparator<Measured> byValue = Comparator.comparing(Measured::value);
        Optional<Measured> closest =
                cases.stream().allMatch(one -> one.quantity().bound() == Bound.LEAST)
                        ? cases.stream().max(byValue)
                        : cases.stream().min(byValue);
        return closest.map(one -> {
                    int from = one.quantity().start();
                    int to = Measure.in(text).stream()
                            .filter(next -> next.measure() == given.measure() && !isDemand(text, next))
                            .mapToInt(next -> next.quantity().start())
                            .filter(start -> start > from)
                            .min()
                            .orElse(text.length());
                    return limits.stream()
                            .filter(limit ->
                                    Norms.sentence(text, limit.quantity().start())
                                                    .equals(Norms.sentence(text, from))
                                            && limit.quantity().start() > from
                                            && limit.quantity().start() < to)
                            .toList();
                })
                .orElse(List.of());
    }

    /** Whether a given number is in the case of an article's: 150米 in 小于200米, 12年 in 超过10年. */
    static boolean holds(Measured limit, Measured given) {
        int order = given.value().compareTo(limit.value());
        return switch (limit.quantity().bound()) {
            case MOST -> order < 0;
            case LEAST -> order > 0;
            case NONE -> false;
        };
    }

    private static List<Measured> comparable(String text, Measure measure) {
        return Measure.in(text).stream()
                .filter(one -> one.measure() == measure)
                .filter(one -> one.quantity().bound() != Bound.NONE
                        || MOST_OF_ITEMS
                                .matcher(Norms.lead(text, one.quantity().start()))
                                .find()
                        || isRangeStart(text, one.quantity())
                        || isRangeEnd(text, one.quantity())
                        || measure == Measure.POINTS)
                .toList();
    }

    /** Not the case that a clause is of, nor what tells of a thing: 宽度不足4米的窄路. */
    private static boolean isDemand(String text, Measured one) {
        int at = one.quantity().start();
        boolean tells = BELOW.matcher(text.substring(Math.max(0, at - 2), at)).matches()
                && Norms.tail(text, one.quantity()).startsWith("的");
        return !tells && !CASE_END.matcher(Norms.tail(text, one.quantity())).find();
    }

    /** 停车休息时间少于20分钟 among what is forbidden sets no most. */
    private static boolean isBarred(String text, Measured one) {
        int at = one.quantity().start();
        return BELOW.matcher(text.substring(Math.max(0, at - 2), at)).matches()
                && Norms.lead(text, at).contains("不得");
    }

    /** 保持100米以上的距离, 大于4米, 50米至100米处; and not 真高120米以上空域. */
    private static boolean isLeastAllowed(String text, Measured one) {
        Quantity quantity = one.quantity();
        return isRangeStart(text, quantity)
                || keptOff(text, quantity)
                || (quantity.bound() == Bound.LEAST
                        && AT_LEAST.matcher(text.substring(Math.max(0, quantity.start() - NEAR), quantity.start()))
                                .find());
    }

    /** 距离上述地点50米以内的路段，不得停车. */
    private static boolean keptOff(String text, Quantity quantity) {
        int end = Norms.sentenceEnd(text, quantity.end());
        return text.startsWith("以内", quantity.end())
                && text.substring(quantity.end(), end).contains("不得");
    }

    /** 注册资本不低于五十万元, for the one amount of the question. */
    static Optional<Computation> capital(String question, Citation citation) {
        List<Quantity> given = Computation.money(question);
        if (given.size() != 1 || !ASKS_EXCESS.matcher(question).find()) {
            return Optional.empty();
        }
        String text = citation.quote();
        List<Quantity> least = Computation.money(text).stream()
                .filter(amount -> amount.bound() == Bound.LEAST
                        && !FINE.matcher(Norms.clause(text, amount)).find())
                .toList();
        BigDecimal have = given.getFirst().value();
        return Norms.choose(question, text, least)
                .filter(limit -> limit.value().compareTo(have) > 0)
                .map(limit -> {
                    String gap = plain(limit.value().subtract(have)) + "元";
                    return computed(
                                    plain(limit.value()) + "元 − " + plain(have) + "元 = " + gap + "，即比最少的"
                                            + plain(limit.value()) + "元还差" + gap + "。",
                                    question,
                                    List.of(citation),
                                    gap,
                                    plain(limit.value()) + "元",
                                    plain(have) + "元")
                            .restingOn(limit);
                });
    }

    /** Of 50米至100米 the end that a given number is not at. */
    private static boolean isFarEnd(String text, Measured limit, Measured given) {
        boolean above = given.value().compareTo(limit.value()) >= 0;
        Quantity quantity = limit.quantity();
        if (isRangeStart(text, quantity)) {
            return above;
        }
        return isRangeEnd(text, quantity)
                && comparable(text, limit.measure()).stream()
                        .anyMatch(start -> start.quantity().end() < quantity.start()
                                && TO.matcher(text.substring(start.quantity().end(), quantity.start()))
                                        .matches()
                                && given.value().compareTo(start.value()) < 0);
    }

    private static boolean isRangeStart(String text, Quantity one) {
        return Quantities.find(text).stream()
                .anyMatch(next -> next.start() > one.end()
                        && next.unit().equals(one.unit())
                        && TO.matcher(text.substring(one.end(), next.start())).matches());
    }

    private static boolean isRangeEnd(String text, Quantity one) {
        return Quantities.find(text).stream()
                .anyMatch(before -> before.end() < one.start()
                        && before.unit().equals(one.unit())
                        && TO.matcher(text.substring(before.end(), one.start())).matches());
    }
}
