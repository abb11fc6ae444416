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
            "(?<![最至])[超逾差多短少剩慢快重轻](?:了|过|出|期|速|高|宽|长|重|载|下)?(?:了)?(?:多少|几|百分之)|(?<!最)[高低]出?了?(?:多少|几)|还[能可剩差有要得][^，。？]{0,6}(?:多少|几)|剩(?:下)?(?:多少|几)|要等(?:多少|几)|[超逾][没了]?[没超标]|超了没|超没|超标|翻倍|(?:下限|上限|高度|标准|限制|人数|重量)多少|(?:够不够|够吗|够[数格]吗?|差多远)");

    /** Two numbers of articles beside each other. */
    private static final Pattern COMPARED = Pattern.compile(
            "比(?![例如较])[^。？?]{1,40}?[多少短长高低重轻快慢早晚贵](?:出|了|上|罚)?了?(?:多少|几)|相差(?:多少|几)|哪个更?(?:高|低|多|少|长|短)"
                    + "|(?:上限|下限|罚款|年限|期限|个人|单位|一般|严重)[^，。？?]{0,8}的(?:几|多少)倍");
    /** Whether a number of the question's own is too much or too little, or falls under a rule. */
    private static final Pattern JUDGED = Pattern.compile("算不算|算是?超|属不属于|超没超|够不够|够吗|合不合|违不违|是否(?:超|达|符合)|达没达|合规|符合");
    /** Numbers of articles worked with. */
    private static final Pattern WORKED =
            Pattern.compile("(?:用满|又|再|加上|获准|批准)[^，。？?]{0,10}延长|(?:[按照]|顶格|上限|下限|最高)的?[^，。？?]{0,4}[一二两三四五六七八九十\\d]倍");
    /** What a difference looks like where it was computed. */
    private static final Pattern TOLD_DIFFERENCE = Pattern.compile(" − | 不超过 | 不少于 |[^有]超过.{1,8}的期限|÷");
    /** By how much, where a difference must be told. */
    private static final Pattern BY_HOW_MUCH = Pattern.compile(
            "(?<![最至])[超逾差短少剩慢快重轻](?:了|过|出|期|速|高|宽|长|重|载|下)?(?:了)?(?:多少|几|百分之)|(?<!最)[高低宽长]出?了(?:多少|几)|超过[^，。？?]{1,12}(?:多少|几)");

    private static final Pattern TOLD_SUM = Pattern.compile("[+×]");
    private static final Pattern MONTH_SAID = Pattern.compile("\\d{4}年\\d{1,2}月");
    private static final Pattern FINE = Pattern.compile("罚(?:款)?(?:的?(?:上限|下限|幅度|数额))?(?:是|到)?(?:多少|几)");
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

    private static final Set<String> OF_MEASURE =
            Set.of("公里", "米", "厘米", "吨", "公斤", "克", "小时", "分钟", "日", "工作日", "个月", "年", "岁", "元", "倍", "%", "分", "人");

    private Demands() {}

    /** Whether what was computed is what is asked for: of 超了百分之几 a share, of 差多少 a difference. */
    static boolean isMetBy(String asked, String computed) {
        String question = Measure.plainly(asked);
        List<Quantity> told = Quantities.find(computed);
        if ((COMPARED.matcher(question).find() || asksDifference(question))
                && !TOLD_DIFFERENCE.matcher(computed).find()) {
            return false;
        }
        if (Computation.asksSum(question) && !TOLD_SUM.matcher(computed).find()) {
            return false;
        }
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

    /** Whether a number of articles is asked for: 罚多少, 几天内. */
    static boolean asksNumber(String question) {
        return !units(question).isEmpty() || FINE.matcher(question).find();
    }

    private static boolean asksDifference(String question) {
        return BY_HOW_MUCH.matcher(question).find() && !Terms.asksDay(question) && !Clocks.asksHour(question);
    }

    /**
     * Whether a number that the question gives plays no part in an answer to a question of numbers, so that the answer is one to some other question:
     * neither the texts nor the computation say it, and no limit of the texts is one that it is under or over.
     */
    static boolean leavesOut(String asked, LocalDate today, String texts, String computed) {
        String question = Measure.plainly(Terms.dated(asked, today));
        boolean number = !units(question).isEmpty()
                || MONEY.matcher(question).find()
                || Terms.asksDay(question)
                || JUDGED.matcher(question).find();
        if (!number) {
            return false;
        }
        List<Quantity> written = Quantities.find(texts);
        List<Quantity> told = Quantities.find(computed);
        return Quantities.find(question).stream()
                .filter(one -> isOfMeasure(question, one))
                .anyMatch(one -> written.stream()
                                .noneMatch(other ->
                                        isSame(one, other) || (!one.unit().equals("元") && bounds(other, one)))
                        && told.stream().noneMatch(other -> isSame(one, other))
                        && !computed.contains(one.text()));
    }

    /** 40万 of money is 400000元. */
    private static boolean isSame(Quantity one, Quantity other) {
        return one.sameAmount(other)
                || (one.unit().isEmpty()
                        && other.unit().equals("元")
                        && one.value().compareTo(other.value()) == 0);
    }

    private static boolean isOfMeasure(String question, Quantity one) {
        return !isOfCalendar(question, one)
                && !one.text().equals("一")
                && (OF_MEASURE.contains(one.unit())
                        || Computation.money(question).contains(one));
    }

    /** Whether a limit of an article is one of the same unit that a number is under or over. */
    private static boolean bounds(Quantity limit, Quantity one) {
        int order = one.value().compareTo(limit.value());
        return limit.unit().equals(one.unit())
                && switch (limit.bound()) {
                    case MOST -> order <= 0;
                    case LEAST -> order >= 0;
                    case NONE -> false;
                };
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
        boolean dated = Terms.hasDate(question) || MONTH_SAID.matcher(question).find();
        if ((dated && Terms.asksDay(question))
                || Clocks.asksHour(question)
                || COMPARED.matcher(question).find()
                || WORKED.matcher(question).find()) {
            return true;
        }
        List<Quantity> own = Quantities.find(question).stream()
                .filter(quantity ->
                        !quantity.unit().startsWith("第") && !quantity.unit().equals("日期"))
                .filter(quantity -> !quantity.unit().isEmpty()
                        || Computation.money(question).contains(quantity))
                .toList();
        if (own.isEmpty()) {
            return Computation.asksSum(question) && MONEY.matcher(question).find();
        }
        boolean weighed = !Measure.in(question).isEmpty();
        boolean paid = !Computation.money(question).isEmpty();
        return DIFFERENCE.matcher(question).find()
                || PERCENT.matcher(question).find()
                || (weighed && JUDGED.matcher(question).find())
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
