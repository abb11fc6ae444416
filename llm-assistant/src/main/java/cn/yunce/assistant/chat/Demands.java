package cn.yunce.assistant.chat;

import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a question asks for a number that stands in no article: one that follows from a number of the question's own, so that a quote alone
 * would look like an answer and be none.
 */
final class Demands {
    private static final Pattern DIFFERENCE = Pattern.compile(
            "(?<![最至])[超逾差多短少剩慢快](?:了|过|出|期|速|高|宽|长|重|载|下)?(?:了)?(?:多少|几|百分之)|(?<!最)[高低]出?了?(?:多少|几)|还[能可剩差有要得][^，。？]{0,6}(?:多少|几)|剩(?:下)?(?:多少|几)|要等(?:多少|几)|[超逾][没了]?[没超标]|超了没|超没|超标|翻倍|(?:下限|上限|高度|标准|限制|人数|重量)多少|(?:够不够|够吗|够[数格]吗?|差多远)");

    private static final Pattern PERCENT = Pattern.compile("百分之(?:几|多少)|多少个?(?:%|百分点)|[几多少]成");
    private static final Pattern KIND = Pattern.compile("哪[一种类]?[类种型]|什么(?:类型|类|型|级)|算.{0,6}[型类]|归.{0,6}[型类]");
    private static final Pattern OFTEN = Pattern.compile("几次|多少次|多久[^，。]{0,4}[检验查]|[检验查][^，。]{0,4}(?:几|多少)次");
    private static final Pattern MONEY = Pattern.compile("多少|几(?:块|元|百|千|万|倍)|怎么[算罚赔]|最[高多低少]");
    private static final int LONGEST_TERM = 100;
    private static final Pattern LIMIT = Pattern.compile("最[少多高低大小]|至少|上限|下限|期限是");
    private static final Pattern TIMES_OR_SHARE = Pattern.compile("倍|百分之|%");

    private static final Pattern LATE =
            Pattern.compile("(?:逾期|晚|拖|欠|没[交缴]|未缴)[^，。]{0,4}\\d+[天日]|\\d+[天日][^，。]{0,3}[没未][交缴]");
    private static final Pattern UNIT_ASKED = Pattern.compile(
            "(?:多少|几)个?(?<unit>百分点|%|平方米|厘米|公里|千米|公分|公斤|千克|吨|米|克|人|名|天|日|工作日|小时|分钟|个?月|年|元|块钱?|岁|周岁|次|倍)");

    /** What is asked for without its unit. */
    private static final Map<Pattern, Set<String>> ASKED = Map.of(
            Pattern.compile("多少钱|几[块毛]|几[百千万]+[块元]"), Set.of("元", "倍", "%"),
            Pattern.compile("多久|多长时间|多少时间|几点|[几多少]个?工作日"), Set.of("日", "工作日", "小时", "分钟", "个月", "月", "年", "点", "时刻"),
            Pattern.compile("百分之(?:几|多少)|[几多少]成|(?:多大|多少|什么)比例"), Set.of("%"),
            Pattern.compile("几倍|多少倍"), Set.of("倍"),
            Pattern.compile("几[岁]|多大(?:年[纪龄]|岁数)"), Set.of("岁"));

    /** Units that tell the same measure. */
    private static final List<Set<String>> ALIKE = List.of(
            Set.of("公里", "米", "厘米"),
            Set.of("吨", "公斤", "克"),
            Set.of("小时", "分钟", "日", "工作日", "点"),
            Set.of("年", "个月", "月", "岁", "日"),
            Set.of("人", "名"),
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

    /**
     * Whether a number is asked for of the measure that the question gives one of, and its own stands in no article. A limit itself is what an
     * article says, whatever the question tells; money is seen to by the words for it.
     */
    private static boolean asksOfItsOwnMeasure(String question, List<Quantity> own, String texts) {
        if (LIMIT.matcher(question).find()) {
            return false;
        }
        List<Set<String>> units = units(question);
        List<Quantity> written = Quantities.find(texts);
        return own.stream()
                .filter(one -> !one.unit().equals("元") && !isOfCalendar(question, one))
                .filter(one -> units.stream().anyMatch(alike -> alike.contains(one.unit())))
                .anyMatch(one -> written.stream().noneMatch(one::sameAmount));
    }

    /** 2016年 and 3月1日 tell when, not how long. */
    private static boolean isOfCalendar(String question, Quantity one) {
        boolean day = one.unit().equals("月")
                || (one.unit().equals("日") && one.start() > 0 && question.charAt(one.start() - 1) == '月');
        return day || (one.unit().equals("年") && one.value().intValue() > LONGEST_TERM);
    }

    /** For each number that is asked for the units that would tell it; empty where none is, or any would do. */
    static List<Set<String>> units(String asked) {
        String question = Measure.plainly(asked);
        List<Set<String>> units = new ArrayList<>();
        ASKED.forEach((words, told) -> {
            if (words.matcher(question).find()) {
                units.add(told);
            }
        });
        UNIT_ASKED.matcher(question).results().forEach(one -> {
            String unit = Quantities.find("3" + one.group(1)).getFirst().unit();
            Set<String> told = new HashSet<>(Set.of(unit));
            ALIKE.stream().filter(alike -> alike.contains(unit)).forEach(told::addAll);
            units.add(told);
        });
        return units;
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
                || asksOfItsOwnMeasure(question, own, texts)
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
