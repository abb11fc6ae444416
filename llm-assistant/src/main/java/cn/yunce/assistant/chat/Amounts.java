package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.Computation.computed;
import static cn.yunce.assistant.chat.Computation.money;
import static cn.yunce.assistant.chat.Computation.nearest;
import static cn.yunce.assistant.chat.Computation.plain;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Money that follows from money: multiples, shares, the same amount, additions for late payment, sums of fines. */
final class Amounts {
    private static final Pattern FEE =
            Pattern.compile("(?:资费|寄费|邮费|运费|快递费|服务费|保险费|保费|罚款|货款|货值|价款|费用|违法所得|非法所得|所得|赚|营业额|销售额|价格|价钱|卖|售)");
    private static final Pattern FEE_OF_QUOTE = Pattern.compile("(?:资费|费用?|价款|价格|金额|货值金额|违法所得|营业额|销售额)(?:金额)?的?$");
    private static final Pattern LOSS = Pattern.compile("实际损失|损失|值|亏");
    private static final Pattern LATE = Pattern.compile("每日按罚款数额的百分之三");
    private static final BigDecimal LATE_SHARE = new BigDecimal("0.03");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Pattern SAME = Pattern.compile("等额|同等数额|同等金额");
    private static final Pattern PROPORTION = Pattern.compile("保价额与[^，。；]{0,8}(?:全部)?价值的比例");
    private static final Pattern INSURED = Pattern.compile("保价|保额|声明价值");
    private static final Pattern WORTH = Pattern.compile("全部价值|总价值|价值|值");
    private static final Pattern LOST = Pattern.compile("实际损失|损失|损毁|损坏|亏");
    private static final Pattern SHARED = Pattern.compile("^[^，。；]{0,12}(?:罚款|责任)");
    private static final Pattern SEVERE = Pattern.compile("情节严重|严重的");
    private static final Pattern FINE_AFTER = Pattern.compile("^以下(?:的)?罚款");
    private static final String FROM = "以上";
    private static final String UP_TO = "以下";

    private Amounts() {}

    static Optional<Computation> multiple(String question, Citation citation) {
        String quote = citation.quote();
        List<Quantity> times = Quantities.find(quote).stream()
                .filter(quantity -> quantity.unit().equals("倍"))
                .filter(quantity -> FEE_OF_QUOTE
                        .matcher(quote.substring(0, quantity.start()))
                        .find())
                .toList();
        List<Quantity> money = money(question);
        Optional<Quantity> fee = nearest(question, money, FEE);
        if (times.isEmpty() || fee.isEmpty()) {
            return Optional.empty();
        }
        Optional<Computation> range =
                times.size() == 1 ? range(question, citation, times.getFirst(), fee.get()) : Optional.empty();
        if (range.isPresent()) {
            return range;
        }
        if (times.stream().map(Quantity::value).distinct().count() != 1) {
            return Optional.empty();
        }
        BigDecimal product = fee.get().value().multiply(times.getFirst().value());
        Optional<Quantity> loss = money.stream()
                .filter(amount -> !amount.equals(fee.get()))
                .filter(amount -> LOSS.matcher(question).find())
                .findFirst();
        String text =
                plain(fee.get().value()) + "元 × " + plain(times.getFirst().value()) + "倍 = " + plain(product) + "元";
        if (quote.contains("不超过") && loss.isPresent()) {
            BigDecimal due = loss.get().value().min(product);
            text += "；实际损失" + plain(loss.get().value()) + "元，按两者中较小的，最多" + plain(due) + "元";
        }
        return Optional.of(computed(text + "。", question, List.of(citation), plain(product) + "元"));
    }

    /** 违法所得一倍以上五倍以下. */
    private static Optional<Computation> range(String question, Citation citation, Quantity least, Quantity fee) {
        String quote = citation.quote();
        Optional<Quantity> most = Quantities.find(quote).stream()
                .filter(quantity -> quantity.unit().equals("倍")
                        && quantity.start() == least.end() + FROM.length()
                        && quote.startsWith(FROM, least.end())
                        && quote.startsWith(UP_TO, quantity.end()))
                .findFirst();
        return most.map(upper -> {
            String from = plain(fee.value().multiply(least.value())) + "元";
            String to = plain(fee.value().multiply(upper.value())) + "元";
            String amount = plain(fee.value()) + "元";
            return computed(
                    amount + " × " + plain(least.value()) + "倍 = " + from + "；" + amount + " × " + plain(upper.value())
                            + "倍 = " + to + "，即" + from + "以上" + to + "以下。",
                    question,
                    List.of(citation),
                    from,
                    to);
        });
    }

    static Optional<Computation> latePayment(String question, Citation citation) {
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

    private static List<Quantity> without(List<Quantity> amounts, Optional<Quantity> taken) {
        return amounts.stream()
                .filter(amount -> taken.filter(amount::equals).isEmpty())
                .toList();
    }

    /** 百分之十的赔偿责任, 营业额百分之五以下罚款: of the one amount that the question gives. */
    static Optional<Computation> share(String question, Citation citation) {
        String quote = citation.quote();
        List<Quantity> shares = Quantities.find(quote).stream()
                .filter(quantity -> quantity.unit().equals("%"))
                .filter(quantity ->
                        SHARED.matcher(quote.substring(quantity.end())).find())
                .toList();
        List<Quantity> money = money(question);
        Optional<Quantity> share =
                shares.size() == 1 ? Optional.of(shares.getFirst()) : Computation.likeliest(question, quote, shares);
        if (money.size() != 1 || share.isEmpty() || LATE.matcher(quote).find()) {
            return Optional.empty();
        }
        BigDecimal amount = money.getFirst().value();
        BigDecimal part = amount.multiply(share.get().value()).divide(HUNDRED);
        boolean most = share.get().bound() == Quantity.Bound.MOST;
        return Optional.of(computed(
                plain(amount) + "元 × " + plain(share.get().value()) + "% = " + plain(part) + "元"
                        + (most ? "，即最多这么多" : "") + "。",
                question,
                List.of(citation),
                plain(part) + "元"));
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
