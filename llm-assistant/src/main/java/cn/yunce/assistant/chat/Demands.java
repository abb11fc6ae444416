package cn.yunce.assistant.chat;

import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a question asks for a number that stands in no article: one that follows from a number of the question's own, so that a quote alone
 * would look like an answer and be none.
 */
final class Demands {
    private static final Pattern DIFFERENCE = Pattern.compile(
            "(?<![最至])[超逾差多短少剩慢快](?:了|过|出|期|速|高|宽|长|重|载|下)?(?:了)?(?:多少|几|百分之)|(?<!最)[高低]出?了?(?:多少|几)|还[能可剩差有要得][^，。？]{0,6}(?:多少|几)|(?:下限|上限|高度|标准|限制|人数|重量)多少|(?:够不够|够吗)");

    private static final Pattern PERCENT = Pattern.compile("百分之(?:几|多少)|多少个?(?:%|百分点)|[几多少]成");
    private static final Pattern KIND = Pattern.compile("哪[一种类]?[类种型]|什么(?:类型|类|型|级)|算.{0,6}[型类]|归.{0,6}[型类]");
    private static final Pattern OFTEN = Pattern.compile("几次|多少次|多久[^，。]{0,4}[检验查]|[检验查][^，。]{0,4}(?:几|多少)次");
    private static final Pattern MONEY = Pattern.compile("多少|几(?:块|元|百|千|万|倍)|怎么[算罚赔]|最[高多低少]");
    private static final Pattern TIMES_OR_SHARE = Pattern.compile("倍|百分之|%");

    private static final Pattern LATE =
            Pattern.compile("(?:逾期|晚|拖|欠|没[交缴]|未缴)[^，。]{0,4}\\d+[天日]|\\d+[天日][^，。]{0,3}[没未][交缴]");
    private static final Pattern UNIT_ASKED = Pattern.compile(
            "(?:多少|几)个?(?<unit>百分点|%|平方米|厘米|公里|千米|公分|公斤|千克|吨|米|克|人|名|天|日|工作日|小时|分钟|个?月|年|元|块钱?|岁|周岁|次|倍)");

    /** Units that tell the same measure. */
    private static final List<Set<String>> ALIKE = List.of(
            Set.of("公里", "米", "厘米"),
            Set.of("吨", "公斤", "克"),
            Set.of("小时", "分钟", "日", "工作日", "点"),
            Set.of("年", "个月", "月", "岁", "日"),
            Set.of("%"));

    private Demands() {}

    /** Whether what was computed is of the measure that is asked for: of 超了百分之几 a share. */
    static boolean isOf(String asked, String computed) {
        String question = Measure.plainly(asked);
        List<Quantity> told = Quantities.find(computed);
        if (PERCENT.matcher(question).find()
                && told.stream().noneMatch(quantity -> quantity.unit().equals("%"))) {
            return false;
        }
        return UNIT_ASKED.matcher(question).results().allMatch(one -> {
            String unit = Quantities.find("3" + one.group(1)).getFirst().unit();
            return told.stream().anyMatch(quantity -> alike(unit, quantity.unit()))
                    || (unit.equals("%") && !told.isEmpty());
        });
    }

    private static boolean alike(String a, String b) {
        return a.equals(b) || ALIKE.stream().anyMatch(units -> units.contains(a) && units.contains(b));
    }

    /** @param texts the articles at hand */
    static boolean computed(String asked, String texts, LocalDate today) {
        String question = Measure.plainly(Terms.dated(asked, today));
        if ((Terms.hasDate(question) && Terms.asksDay(question)) || Clocks.asksHour(question)) {
            return true;
        }
        List<Quantity> own = Quantities.find(question).stream()
                .filter(quantity -> !quantity.unit().startsWith("第")
                        && !quantity.unit().equals("日期")
                        && !quantity.unit().isEmpty())
                .toList();
        if (own.isEmpty()) {
            return Computation.asksSum(question) && MONEY.matcher(question).find();
        }
        boolean weighed = !Measure.in(question).isEmpty();
        boolean paid = !Computation.money(question).isEmpty();
        return DIFFERENCE.matcher(question).find()
                || PERCENT.matcher(question).find()
                || (weighed && KIND.matcher(question).find())
                || (own.stream().anyMatch(one -> one.unit().equals("年"))
                        && OFTEN.matcher(question).find())
                || (paid
                        && MONEY.matcher(question).find()
                        && (TIMES_OR_SHARE.matcher(texts).find()
                                || LATE.matcher(question).find()
                                || Amounts.isOfAnotherBase(question, texts)));
    }
}
