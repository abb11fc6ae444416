package cn.yunce.assistant.metric;

import cn.yunce.assistant.guardrail.ChineseNumber;
import cn.yunce.assistant.metric.MetricQuery.Condition;
import cn.yunce.assistant.metric.MetricQuery.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what rows must meet: targets, the city's value, a number, a rise. Each belongs to the KPI named last before it. */
final class QuestionConditions {
    private static final String NUMBER =
            "(?:(百|千|万|十万|百万)分之)?(\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百]{1,5})(成[半一二三四五六七八九]?|万|亿|千)?(?:个?百分点|个点|%|元|块钱?|件|票|趟)*";
    private static final Pattern MISSES = Pattern.compile(
            "(?:(?<!有)没有|没|未|不|没能|未能|还没|尚未)(?:达标|(?:达到|完成|达成|实现)＿*的?目标|完成|合格|达成|做到位|到位|过关|过线|够线)|[没未]到(?=的?(?:县|区|镇|乡|网点)?(?:有|$|[，,。？?]))|没够[到着](?:＿*的?目标)?|超标|没过线|不及格|未到目标|没达到");
    private static final Pattern MEETS = Pattern.compile(
            "(?<!没|不|未|没有|未能|没能|还没|尚未|才能|能)(?:达标|(?:达到|完成|达成|实现)了?＿*的?目标|合格|过线|到位)(?!率|的?目标|吗|的?(?:百分|多少|几成))");
    private static final String NO_GAP = "目标(?!值?的?(?:多少|几|吗|么))值?";
    /** Good or bad, as the KPI's direction is. */
    private static final Pattern ABOVE_TARGET =
            Pattern.compile("(?:高于|超过|超出|大于|多于)了?＿*的?" + NO_GAP + "|(?<![没不])超了(?=的|[，,。？?]|$)");

    private static final Pattern BELOW_TARGET = Pattern.compile("(?:低于|小于|少于|不到)了?＿*的?" + NO_GAP);
    private static final Pattern ABOVE_CITY = Pattern.compile(
            "(?:高于|超过|大于|好于|比)(?:全市|市|平均)(?:的)?(?:平均|均值|水平|整体)*(?:水平|值)?(?:还|都|更)?(?:高|多|大)?(?!的?(?:百分之)?[\\d一二两三四五六七八九十]+(?:成|%))");
    private static final Pattern BELOW_CITY = Pattern.compile(
            "(?:低于|不及|小于|不如|落后于|逊于|[达够赶比]不[到上过]|不到|[没未](?:有)?(?:超?过|到|达到|赶上|超出))(?:全市|市|平均)|比(?:全市|平均)[^，]{0,6}(?:[低小差]|(?<!多)少)");
    /** A place held to the city, whichever is ahead. */
    private static final Pattern BESIDE_CITY = Pattern.compile("(?:跟|和|与|同)全市(?:的)?(?:平均|均值|水平)*(?:相?比|比较|对比|差)");

    private static final Pattern ABOVE = Pattern.compile(
            "(?<!不)(?:高于|超过|大于|多于|超出|不低于|不少于|至少|超|破|突破|(?<![不没未通经超])过了?(?=百分之|\\d|[一二三四五六七八九十百]+[成万千]))(?:全市的?)?"
                    + NUMBER + "(?!名|个?县|倍)|(?<!前|后|第)" + NUMBER + "(?:以上|之上|开外|往上)");
    private static final Pattern BELOW =
            Pattern.compile("(?:低于|小于|少于|不足|不到|不超过|不高于|没到|没过)" + NUMBER + "|(?<!前|后|第)" + NUMBER + "(?:以下|之下|以内|往下)");
    private static final String WHO = "(?:了(?=的?(?:县|区|乡|镇|网点|村)|[，。？?！]|$)|(?=的(?:县|区|乡|镇|网点|村|有)))";
    private static final Pattern ROSE = Pattern.compile(
            "(?:同比|环比|比(?![重例率较])[^，最]{1,10}?|跟[^，]{1,10}比|和[^，]{1,10}比)(?:[^，最]{0,3})(?:上升|增长|上涨|升高|提高|走高|增加|恶化|高了|多了|涨了|升了|高(?=[的，？]|$))(?!得?最|主要|多少)"
                    + "|(?<![最多大快])(?:上升|增长|上涨|升高|提高|走高|增加|涨|升)" + WHO);
    private static final Pattern FELL = Pattern.compile(
            "(?:同比|环比|比(?![重例率较])[^，最]{1,10}?|跟[^，]{1,10}比|和[^，]{1,10}比)(?:[^，最]{0,3})(?:下降|下滑|降低|减少|走低|少了|低了|降了|跌了|低(?=[的，？]|$))(?!得?最|主要|多少)"
                    + "|(?<![最多大快])(?:下降|下滑|降低|减少|走低|下跌|降|跌)" + WHO);
    private static final Pattern IMPROVED = Pattern.compile("(?<!最)(?:变好|好转|改善|进步)" + WHO);
    private static final Pattern WORSENED = Pattern.compile("(?<!最)(?:变差|变坏|恶化|退步)" + WHO);
    private static final Pattern ANOTHER = Pattern.compile("(?:那|那么)?(?:换成|改成|改为|换)?" + NUMBER + "(?:呢)?[？?。]*");
    private static final Pattern PERCENT = Pattern.compile("%|成|分之");
    /** How many of a part make a percent: 万分之二 is 0.02. */
    private static final Map<String, Integer> PARTS = Map.of("百", 1, "千", 10, "万", 100, "十万", 1_000, "百万", 10_000);

    private static final Pattern RISE = Pattern.compile("(?:增长|增加|上升|上涨|提高|升高|增幅|涨幅|增速|增|涨|升|多)(?:了|幅)?$");
    private static final Pattern FALL = Pattern.compile("(?:下降|减少|下滑|降低|下跌|降幅|跌幅|降|跌|减|少)(?:了|幅)?$");
    private static final Pattern ALL = Pattern.compile("(?:都|均|全都|全|双双|同时)[还]?$");

    private record Stretch(int start, int end) {}

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Condition> found = new ArrayList<>();
    private final String text;
    private final TreeMap<Integer, Kpi> at;
    private final boolean failing;

    private QuestionConditions(String text, Map<Integer, Kpi> at, boolean failing) {
        this.text = text;
        this.at = new TreeMap<>(at);
        this.failing = failing;
    }

    /**
     * @param text with blanks for the names of KPIs
     * @param at the KPIs by their place in the text; not empty
     * @param failing whether the first KPI is said by what fails of it: over a tenth not on time is under nine tenths on time
     * @param rows whether rows are asked for, which alone can have risen or fallen
     */
    static List<Condition> read(String text, Map<Integer, Kpi> at, boolean failing, boolean rows) {
        QuestionConditions conditions = new QuestionConditions(text, at, failing);
        conditions.addAll(MISSES, Test.MISSES_TARGET);
        conditions.addAll(MEETS, Test.MEETS_TARGET);
        boolean lowerIsBetter = conditions.at.firstEntry().getValue().better() == Kpi.Better.LOWER;
        conditions.addAll(ABOVE_TARGET, lowerIsBetter ? Test.MISSES_TARGET : Test.MEETS_TARGET);
        conditions.addAll(BELOW_TARGET, lowerIsBetter ? Test.MEETS_TARGET : Test.MISSES_TARGET);
        conditions.addAll(BELOW_CITY, Test.BELOW_CITY);
        conditions.addAll(ABOVE_CITY, Test.ABOVE_CITY);
        if (!rows) {
            conditions.addAll(BESIDE_CITY, Test.ABOVE_CITY);
        }
        conditions.addAll(ABOVE, Test.ABOVE);
        conditions.addAll(BELOW, Test.BELOW);
        if (rows && conditions.found.isEmpty()) {
            conditions.addAll(ROSE, Test.ROSE);
            conditions.addAll(FELL, Test.FELL);
            conditions.addAll(IMPROVED, lowerIsBetter ? Test.FELL : Test.ROSE);
            conditions.addAll(WORSENED, lowerIsBetter ? Test.ROSE : Test.FELL);
        }
        return failing
                ? conditions.found.stream().map(QuestionConditions::ofFailing).toList()
                : conditions.found;
    }

    /** More of what fails than the city has is less of the KPI. */
    private static Condition ofFailing(Condition said) {
        Test test = switch (said.test()) {
            case ABOVE_CITY -> Test.BELOW_CITY;
            case BELOW_CITY -> Test.ABOVE_CITY;
            case ROSE -> Test.FELL;
            case FELL -> Test.ROSE;
            default -> said.test();
        };
        return new Condition(said.kpi(), test, said.value());
    }

    /** 改成96%: another number for the one condition of the question before that has one; empty where nothing else is said. */
    static Optional<List<Condition>> another(String text, List<Condition> before) {
        Matcher number = ANOTHER.matcher(text);
        if (before.size() != 1 || !before.getFirst().test().isOfNumber() || !number.matches()) {
            return Optional.empty();
        }
        Condition old = before.getFirst();
        double value = number(number);
        return Optional.of(List.of(new Condition(old.kpi(), old.test(), old.value() < 0 ? -value : value)));
    }

    private void addAll(Pattern pattern, Test test) {
        for (Matcher match = pattern.matcher(text); match.find(); ) {
            boolean numbered = test == Test.ABOVE || test == Test.BELOW;
            double value = numbered ? number(match) : 0;
            boolean within =
                    stretches.stream().anyMatch(other -> other.start() < match.end() && match.start() < other.end());
            boolean taken = test == Test.ABOVE_CITY
                    && found.stream().anyMatch(condition -> condition.test() == Test.BELOW_CITY);
            if (taken || within) {
                continue;
            }
            stretches.add(new Stretch(match.start(), match.end()));
            List<Kpi> kpis = ALL.matcher(text.substring(0, match.start())).find()
                    ? at.values().stream().distinct().toList()
                    : List.of(within(match).orElseGet(() -> before(match.start())));
            kpis.forEach(
                    kpi -> found.add(numbered ? numbered(kpi, test, value, match) : new Condition(kpi, test, value)));
        }
    }

    /** What the number is of: the value, its change (增长超过一成), or its share of the city (占全市超过两成). */
    private Condition numbered(Kpi kpi, Test test, double value, Matcher match) {
        String before = text.substring(Math.max(0, match.start() - 6), match.start());
        boolean percent = PERCENT.matcher(match.group()).find();
        boolean above = test == Test.ABOVE;
        boolean rise = RISE.matcher(before).find();
        if (rise || FALL.matcher(before).find()) {
            double signed = rise ? value : -value;
            boolean relative = percent && !kpi.unit().equals("%");
            return new Condition(
                    kpi,
                    above == rise
                            ? relative ? Test.GROWTH_ABOVE : Test.CHANGE_ABOVE
                            : relative ? Test.GROWTH_BELOW : Test.CHANGE_BELOW,
                    signed);
        }
        boolean share = percent && !kpi.unit().equals("%") && !kpi.aggregate().isRatio();
        // One percent is 100 of ten thousand.
        double own = percent && !share && kpi.scale() > 100 ? value * (kpi.scale() / 100) : value;
        if (failing && kpi.unit().equals("%")) {
            return new Condition(kpi, above ? Test.BELOW : Test.ABOVE, 100 - own);
        }
        return new Condition(kpi, share ? above ? Test.SHARE_ABOVE : Test.SHARE_BELOW : test, own);
    }

    /** 没完成准时率目标 has the name inside. */
    private Optional<Kpi> within(Matcher match) {
        return at.subMap(match.start(), match.end()).values().stream().findFirst();
    }

    private Kpi before(int index) {
        return Optional.ofNullable(at.lowerEntry(index))
                .orElseGet(at::firstEntry)
                .getValue();
    }

    private static double number(Matcher match) {
        int group = match.group(2) == null ? 5 : 2;
        String text = match.group(group);
        double number = Character.isDigit(text.charAt(0)) ? Double.parseDouble(text) : Numerals.value(text);
        String of = match.group(group - 1);
        String unit = match.group(group + 1);
        if (unit != null && unit.startsWith("成")) {
            return ChineseNumber.percent(number, unit);
        }
        double times = unit == null
                ? 1
                : switch (unit) {
                    case "千" -> 1e3;
                    case "万" -> 1e4;
                    default -> 1e8;
                };
        return of == null ? times * number : percent(number, of + "分之");
    }

    /** 2 of 万分之 is 0.02 percent. */
    static double percent(double number, String of) {
        return number / PARTS.getOrDefault(of.substring(0, of.length() - 2), 1);
    }
}
