package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.Computation.computed;
import static cn.yunce.assistant.chat.Computation.money;
import static cn.yunce.assistant.chat.Computation.nearest;
import static cn.yunce.assistant.chat.Computation.plain;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import cn.yunce.assistant.guardrail.Quantity.Bound;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Money that follows from money: multiples, shares, the same amount, so much a piece or a day, additions for late payment, sums of fines. A
 * multiple or share is taken of an amount only where question and article call it by words for the same thing.
 */
final class Amounts {
    /** What money is a multiple or share of, as articles say it and as people do. */
    private enum Base {
        GAIN("违法所得|非法所得|违法收入", "违法所得|非法所得|所得|赚|获利|挣|捞|得利|进账"),
        REVENUE("营业额|销售额|销售金额|营业收入|销售收入", "营业额|营收|销售额|销售|流水|营业收入|卖"),
        GOODS("货值|价值|产品金额", "货值|价值|值|设备|机子|整机|一台|一架"),
        FEE("资费|邮资|费用|服务费|保险费|租金|运费", "资费|邮资|寄费|寄件费|邮费|运费|快递费|服务费|保险费|保费|费用?|运钱"),
        FINE("罚款", "罚款|罚金|罚单|罚"),
        LOSS("损失", "损失|亏|赔偿"),
        INCOME("年收入|收入|工资", "年收入|年薪|收入|工资|挣"),
        PRICE("价款|价格|标的额|合同额|货款", "价款|价钱|价格|花|买|合同|标的|货款|付");

        private final Pattern written;
        private final Pattern said;

        Base(String written, String said) {
            this.written = Pattern.compile(written);
            this.said = Pattern.compile(said);
        }
    }

    private static final Pattern ASKS_MONEY = Pattern.compile("多少|几|怎么[算罚赔]|[罚赔]|最[高多低少]|顶格|合计|一共|总共|加处|拿回");
    private static final Pattern LOSS = Pattern.compile("实际损失|损失|值|亏");
    private static final Pattern LATE = Pattern.compile("每日按罚款数额的百分之三");
    private static final BigDecimal LATE_SHARE = new BigDecimal("0.03");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern SAME = Pattern.compile("等额|同等数额|同等金额");
    private static final Pattern PROPORTION = Pattern.compile("保价额与[^，。；]{0,8}(?:全部)?价值的比例");
    private static final Pattern INSURED_WHOLE = Pattern.compile("丢失或者全部损毁的，按照保价额赔偿");
    private static final Pattern LOST_WHOLE = Pattern.compile("丢|全部损毁|全损|全毁|全坏|没了|找不到");
    private static final Pattern UNINSURED = Pattern.compile("[没未不无][买有上做办]?保价");
    private static final Pattern INSURED = Pattern.compile("保价|保额|声明价值");
    private static final Pattern WORTH = Pattern.compile("全部价值|总价值|价值|值");
    private static final Pattern LOST = Pattern.compile("实际损失|损失|损毁|损坏|亏");
    private static final Pattern SHARED = Pattern.compile("^[^，。；]{0,12}(?:罚款|责任|赔偿)");
    private static final Pattern SHARE_LIMIT = Pattern.compile("(?:不得?超过|不高于)[^，。；]{0,12}$");
    private static final Pattern SEVERE = Pattern.compile("情节严重|严重的");
    private static final Pattern FINE_AFTER = Pattern.compile("^以下(?:的)?罚款");
    private static final Pattern RANGE = Pattern.compile("^(?:以上|至|到|-|—|～)$");
    private static final Pattern EACH = Pattern.compile(
            "每(?:一|逾期一?|超过一?|延误一?|延迟一?|迟延一?|拖延一?)?(件|票|单|公斤|千克|吨|辆|架|台|人|次|处|天|日)[^。；，\\d]{0,8}，?[^。；，\\d]{0,6}$");
    private static final Map<String, String> COUNTED = Map.of("票", "件", "单", "件", "千克", "公斤", "天", "日");
    private static final Pattern LESS = Pattern.compile("(?:不足|不满|低于)$");
    /** A word this far from an amount says nothing of it. */
    private static final int NEAR = 10;

    /** 罚 is said of every sanction: only 罚款200元 and 200元的罚单 tell an amount that was fined. */
    private static final int FINE_NEAR = 2;

    private static final int BASE_LENGTH = 16;

    private Amounts() {}

    /** 不超过所收取资费的三倍, 违法所得一倍以上五倍以下, 价款的三倍 and not less than 500元. */
    static Optional<Computation> multiple(String question, Citation citation) {
        String text = citation.quote();
        List<Quantity> money = money(question);
        List<Quantity> times = Quantities.find(text).stream()
                .filter(quantity ->
                        quantity.unit().equals("倍") && !bases(text, quantity).isEmpty() && !endsRange(text, quantity))
                .filter(quantity -> of(question, money, bases(text, quantity))
                        .filter(fee -> applies(text, quantity, fee))
                        .isPresent())
                .toList();
        Optional<Quantity> chosen = Norms.choose(question, text, times);
        if (chosen.isEmpty() || !ASKS_MONEY.matcher(question).find()) {
            return Optional.empty();
        }
        Quantity time = chosen.get();
        Quantity fee = of(question, money, bases(text, time)).orElseThrow();
        Optional<Computation> range = range(question, citation, time, fee);
        if (range.isPresent()) {
            return range;
        }
        BigDecimal product = fee.value().multiply(time.value());
        String result = plain(product) + "元";
        Optional<Quantity> loss = money.stream()
                .filter(amount -> !amount.equals(fee))
                .filter(amount -> LOSS.matcher(question).find())
                .findFirst();
        String told = plain(fee.value()) + "元 × " + plain(time.value()) + "倍 = " + result;
        if (Norms.clause(text, time).contains("不超过") && loss.isPresent()) {
            BigDecimal due = loss.get().value().min(product);
            told += "；实际损失" + plain(loss.get().value()) + "元，按两者中较小的，最多" + plain(due) + "元";
        }
        Optional<Quantity> least =
                least(text, time).filter(floor -> floor.value().compareTo(product) > 0);
        if (least.isPresent()) {
            told += "；不足" + plain(least.get().value()) + "元，按"
                    + plain(least.get().value()) + "元";
        }
        return Optional.of(computed(told + "。", question, List.of(citation), result, plain(fee.value()) + "元")
                .restingOn(time));
    }

    /** 违法所得不足十万元的，处十万元以上一百万元以下罚款: the range for less than an amount. */
    static Optional<Computation> less(String question, Citation citation) {
        String text = citation.quote();
        List<Quantity> money = money(question);
        if (!ASKS_MONEY.matcher(question).find()) {
            return Optional.empty();
        }
        List<Quantity> all = money(text);
        List<Quantity> limits = all.stream()
                .filter(limit -> LESS.matcher(text.substring(0, limit.start())).find()
                        && text.startsWith("的", limit.end())
                        && of(question, money, bases(text, limit))
                                .filter(given -> given.value().compareTo(limit.value()) < 0)
                                .isPresent())
                .toList();
        return Norms.choose(question, text, limits).flatMap(limit -> {
            String amount = of(question, money, bases(text, limit))
                    .map(given -> plain(given.value()) + "元")
                    .orElse("");
            return all.stream()
                    .filter(from -> from.start() > limit.end()
                            && from.start() - limit.end() < BASE_LENGTH
                            && rangeEnd(text, all, from).isPresent())
                    .findFirst()
                    .flatMap(from -> rangeEnd(text, all, from).map(to -> {
                        String range = plain(from.value()) + "元以上" + plain(to.value()) + "元以下";
                        return computed(
                                        amount + "不足" + plain(limit.value()) + "元，按" + range + "。",
                                        question,
                                        List.of(citation),
                                        range,
                                        amount,
                                        plain(limit.value()) + "元")
                                .restingOn(from);
                    }));
        });
    }

    /** 违法所得一倍以上五倍以下, 服务费金额1倍至10倍. */
    private static Optional<Computation> range(String question, Citation citation, Quantity least, Quantity fee) {
        String quote = citation.quote();
        return rangeEnd(quote, least).map(upper -> {
            String from = plain(fee.value().multiply(least.value())) + "元";
            String to = plain(fee.value().multiply(upper.value())) + "元";
            String amount = plain(fee.value()) + "元";
            return computed(
                            amount + " × " + plain(least.value()) + "倍 = " + from + "；" + amount + " × "
                                    + plain(upper.value()) + "倍 = " + to + "，即" + from + "以上" + to + "以下。",
                            question,
                            List.of(citation),
                            from,
                            to,
                            amount)
                    .restingOn(least);
        });
    }

    /** What a multiple or share is of: the last word for it before the number, or all where 或者 joins them (商品的价款或者服务的费用的三倍). */
    private static Set<Base> bases(String text, Quantity quantity) {
        String before = text.substring(Math.max(0, quantity.start() - BASE_LENGTH), quantity.start());
        before = before.substring(Math.max(before.lastIndexOf('，'), before.lastIndexOf('；')) + 1);
        boolean either = before.contains("或者");
        Set<Base> named = EnumSet.noneOf(Base.class);
        int end = 0;
        for (Base base : Base.values()) {
            for (Matcher match = base.written.matcher(before); match.find(); ) {
                if (either) {
                    named.add(base);
                } else if (match.end() > end) {
                    end = match.end();
                    named = EnumSet.of(base);
                }
            }
        }
        return named;
    }

    /** The one amount that the question calls by such a word. */
    private static Optional<Quantity> of(String question, List<Quantity> money, Set<Base> bases) {
        List<Quantity> called = money.stream()
                .filter(amount -> isCalled(question, amount, money, bases))
                .toList();
        if (called.size() == 1) {
            return Optional.of(called.getFirst());
        }
        boolean spokenOf =
                bases.stream().anyMatch(base -> base.said.matcher(question).find());
        return called.isEmpty()
                        && money.size() == 1
                        && spokenOf
                        && distance(question, money.getFirst(), money, EnumSet.complementOf(setOf(bases))) > NEAR
                ? Optional.of(money.getFirst())
                : Optional.empty();
    }

    /** By a word for one of these that stands near, and none for another thing nearer: 年收入18万元，罚多少 is no fine of 18万元. */
    private static boolean isCalled(String question, Quantity amount, List<Quantity> money, Set<Base> bases) {
        int apart = distance(question, amount, money, bases);
        return apart <= NEAR && apart <= distance(question, amount, money, EnumSet.complementOf(setOf(bases)));
    }

    private static EnumSet<Base> setOf(Set<Base> bases) {
        EnumSet<Base> set = EnumSet.noneOf(Base.class);
        set.addAll(bases);
        return set;
    }

    private static int distance(String question, Quantity amount, List<Quantity> money, Set<Base> bases) {
        return bases.stream()
                .mapToInt(base -> distance(question, amount, money, base))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** To the nearest of the words that no other amount is nearer to. */
    private static int distance(String question, Quantity amount, List<Quantity> money, Base base) {
        int best = Integer.MAX_VALUE;
        for (Matcher word = base.said.matcher(question); word.find(); ) {
            int apart = apart(amount, word);
            if (base == Base.FINE && apart > FINE_NEAR) {
                continue;
            }
            if (money.stream().allMatch(other -> other.equals(amount) || apart(other, word) > apart)) {
                best = Math.min(best, apart);
            }
        }
        return best;
    }

    private static int apart(Quantity amount, Matcher word) {
        return Math.max(amount.start() - word.end(), word.start() - amount.end());
    }

    /** 违法所得五千元以上的，处…五倍: of less, another sanction. */
    private static boolean applies(String text, Quantity time, Quantity amount) {
        String part = text.substring(
                Math.max(text.lastIndexOf('；', time.start()), text.lastIndexOf('。', time.start())) + 1, time.start());
        return Quantities.find(part).stream()
                .filter(limit -> limit.unit().equals("元"))
                .allMatch(limit -> switch (limit.bound()) {
                    case LEAST -> amount.value().compareTo(limit.value()) >= 0;
                    case MOST -> amount.value().compareTo(limit.value()) < 0;
                    case NONE -> true;
                });
    }

    /** 不足五百元的，为五百元. */
    private static Optional<Quantity> least(String text, Quantity time) {
        return money(text).stream()
                .filter(amount -> amount.start() > time.end()
                        && text.startsWith("不足", Math.max(0, amount.start() - 2))
                        && text.startsWith("的，为", amount.end()))
                .findFirst();
    }

    /** Whether an amount of the question is a gain, an income or a turnover, and the texts tell nothing of such. */
    static boolean isOfAnotherBase(String question, String texts) {
        List<Quantity> money = money(question);
        return Stream.of(Base.GAIN, Base.INCOME, Base.REVENUE)
                .anyMatch(base -> base.written.matcher(question).find()
                        && !base.written.matcher(texts).find()
                        && of(question, money, Set.of(base)).isPresent());
    }

    static Optional<Computation> latePayment(String question, Citation citation) {
        List<Quantity> days = Quantities.find(question).stream()
                .filter(quantity -> quantity.unit().equals("日"))
                .toList();
        Optional<Quantity> fine = nearest(question, money(question), Pattern.compile("罚款|罚"));
        if (!LATE.matcher(citation.quote()).find() || days.size() != 1 || fine.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal amount = fine.get().value();
        BigDecimal added = amount.multiply(LATE_SHARE).multiply(days.getFirst().value());
        String text = plain(amount) + "元 × 3% × " + plain(days.getFirst().value()) + "日 = " + plain(added) + "元";
        if (citation.quote().contains("不得超出罚款的数额") && added.compareTo(amount) > 0) {
            text += "；加处的罚款不得超出罚款的数额，因此最多" + plain(amount) + "元";
        }
        return Optional.of(computed(text + "。", question, List.of(citation), plain(added) + "元"));
    }

    /** Insured for less than its worth: the loss counts by the share that is insured. */
    static Optional<Computation> proportion(String question, Citation citation) {
        List<Quantity> money = money(question);
        Optional<Quantity> insured = nearest(question, money, INSURED);
        Optional<Quantity> worth = nearest(question, without(money, insured), WORTH);
        Optional<Quantity> lost = nearest(question, without(without(money, insured), worth), LOST);
        if (!PROPORTION.matcher(citation.quote()).find()
                || insured.isEmpty()
                || worth.isEmpty()
                || lost.isEmpty()
                || worth.get().value().signum() == 0) {
            return Optional.empty();
        }
        BigDecimal due = lost.get()
                .value()
                .multiply(insured.get().value())
                .divide(worth.get().value(), 2, RoundingMode.HALF_UP);
        return Optional.of(computed(
                plain(lost.get().value()) + "元 × " + plain(insured.get().value()) + "元 ÷ "
                        + plain(worth.get().value()) + "元 = " + plain(due) + "元。",
                question,
                List.of(citation),
                plain(due) + "元"));
    }

    /** 全部损毁的，按照保价额赔偿. */
    static Optional<Computation> insured(String question, Citation citation) {
        List<Quantity> money = money(question);
        Matcher whole = INSURED_WHOLE.matcher(citation.quote());
        if (money.size() != 1
                || !whole.find()
                || UNINSURED.matcher(question).find()
                || !LOST_WHOLE.matcher(question).find()
                || nearest(question, money, INSURED)
                        .filter(amount -> amount.start() - question.indexOf("保") <= NEAR)
                        .isEmpty()) {
            return Optional.empty();
        }
        String amount = plain(money.getFirst().value()) + "元";
        return Optional.of(computed("按照保价额赔偿，即" + amount + "。", question, List.of(citation), amount)
                .restingOn(whole.start()));
    }

    private static List<Quantity> without(List<Quantity> amounts, Optional<Quantity> taken) {
        return amounts.stream()
                .filter(amount -> taken.filter(amount::equals).isEmpty())
                .toList();
    }

    /** 百分之十的赔偿责任, 营业额百分之五以下罚款, 不得超过合同标的额的百分之二十. */
    static Optional<Computation> share(String question, Citation citation) {
        String quote = citation.quote();
        List<Quantity> shares = Quantities.find(quote).stream()
                .filter(quantity -> quantity.unit().equals("%") && !endsRange(quote, quantity))
                .filter(quantity ->
                        SHARED.matcher(quote.substring(quantity.end())).find()
                                || SHARE_LIMIT
                                        .matcher(quote.substring(0, quantity.start()))
                                        .find())
                .toList();
        List<Quantity> money = money(question);
        Optional<Quantity> share = Norms.choose(question, quote, shares);
        if (share.isEmpty()
                || LATE.matcher(quote).find()
                || !ASKS_MONEY.matcher(question).find()) {
            return Optional.empty();
        }
        Set<Base> bases = bases(quote, share.get());
        Optional<Quantity> given =
                bases.isEmpty() && money.size() == 1 ? Optional.of(money.getFirst()) : of(question, money, bases);
        if (given.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal amount = given.get().value();
        String from = plain(amount) + "元";
        String result = partOf(amount, share.get());
        String text = from + " × " + plain(share.get().value()) + "% = " + result;
        Optional<Quantity> upper = rangeEnd(quote, share.get());
        if (upper.isPresent()) {
            String to = partOf(amount, upper.get());
            return Optional.of(computed(
                            text + "；" + from + " × " + plain(upper.get().value()) + "% = " + to + "，即" + result + "以上"
                                    + to + "以下。",
                            question,
                            List.of(citation),
                            from,
                            result,
                            to)
                    .restingOn(share.get()));
        }
        boolean most = share.get().bound() == Bound.MOST;
        return Optional.of(computed(text + (most ? "，即最多这么多" : "") + "。", question, List.of(citation), from, result)
                .restingOn(share.get()));
    }

    private static String partOf(BigDecimal amount, Quantity share) {
        return plain(amount.multiply(share.value()).divide(HUNDRED)) + "元";
    }

    /** Of 一倍以上五倍以下 the second number, for the first. */
    private static Optional<Quantity> rangeEnd(String text, Quantity least) {
        return rangeEnd(text, Quantities.find(text), least);
    }

    private static Optional<Quantity> rangeEnd(String text, List<Quantity> all, Quantity least) {
        return all.stream()
                .filter(next -> next.unit().equals(least.unit())
                        && next.start() > least.end()
                        && RANGE.matcher(text.substring(least.end(), next.start()))
                                .matches())
                .findFirst();
    }

    private static boolean endsRange(String text, Quantity one) {
        List<Quantity> all = Quantities.find(text);
        return all.stream()
                .anyMatch(before -> before.end() < one.start()
                        && rangeEnd(text, all, before).filter(one::equals).isPresent());
    }

    /** 处销售金额等额的罚款. */
    static Optional<Computation> same(String question, Citation citation) {
        List<Quantity> money = money(question);
        if (!SAME.matcher(citation.quote()).find() || money.size() != 1) {
            return Optional.empty();
        }
        String amount = plain(money.getFirst().value()) + "元";
        return Optional.of(computed("与" + amount + "等额，即" + amount + "。", question, List.of(citation), amount));
    }

    /** 每逾期一天，处以100元罚款; 每件赔偿50元. */
    static Optional<Computation> each(String question, Citation citation) {
        String text = citation.quote();
        if (!ASKS_MONEY.matcher(question).find()) {
            return Optional.empty();
        }
        List<Quantity> amounts = money(text).stream()
                .filter(amount -> each(text, amount).isPresent())
                .toList();
        return Norms.choose(question, text, amounts).flatMap(amount -> {
            String unit = each(text, amount).orElse("");
            List<Quantity> counts = Quantities.find(question).stream()
                    .filter(quantity -> quantity.unit().equals(unit))
                    .toList();
            if (counts.size() != 1) {
                return Optional.empty();
            }
            BigDecimal count = counts.getFirst().value();
            String result = plain(amount.value().multiply(count)) + "元";
            return Optional.of(computed(
                            plain(amount.value()) + "元 × " + plain(count) + unit + " = " + result
                                    + (amount.bound() == Bound.MOST ? "，即最多这么多" : "") + "。",
                            question,
                            List.of(citation),
                            result)
                    .restingOn(amount));
        });
    }

    private static Optional<String> each(String text, Quantity amount) {
        Matcher match = EACH.matcher(text.substring(0, amount.start()));
        return match.find() ? Optional.of(COUNTED.getOrDefault(match.group(1), match.group(1))) : Optional.empty();
    }

    /** The highest fines of two articles; of the graver case only where the question speaks of it. */
    static Optional<Computation> sumOfFines(String question, List<Citation> citations) {
        if (citations.size() != 2 || !question.contains("罚")) {
            return Optional.empty();
        }
        boolean severe = SEVERE.matcher(question).find();
        List<BigDecimal> fines = new ArrayList<>();
        for (Citation citation : citations) {
            List<Quantity> most = mostOfFines(citation.quote());
            if (most.isEmpty()) {
                return Optional.empty();
            }
            fines.add((severe ? most.getLast() : most.getFirst()).value());
        }
        BigDecimal total = fines.get(0).add(fines.get(1));
        String result = plain(total) + "元";
        return Optional.of(computed(
                "最高 " + plain(fines.get(0)) + "元 + " + plain(fines.get(1)) + "元 = " + result + "。",
                question,
                citations,
                result,
                plain(fines.get(0)) + "元",
                plain(fines.get(1)) + "元"));
    }

    private static List<Quantity> mostOfFines(String quote) {
        List<Quantity> most = new ArrayList<>();
        for (Quantity amount : money(quote)) {
            Matcher after = FINE_AFTER.matcher(quote.substring(amount.end()));
            if (after.find()) {
                most.add(amount);
            }
        }
        return most;
    }
}
