package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.Numerals.NUMBER;

import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Condition;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.TimeReading.Period;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the words of a question ask of its numbers, whatever the KPI, place and time: rows, order, how many, and what beside the value.
 *
 * @param by places that make rows, where the words name them
 * @param show empty for plain values
 * @param rows whether rows are asked for by who or which, so that an order or a condition needs some
 * @param change whether it asks if the value rose or fell
 * @param steps of RISING and FALLING
 * @param ofCounty whether a share is one of the county
 */
record QuestionShape(
        Optional<Level> by,
        Optional<Grain> bucket,
        Order order,
        OptionalInt limit,
        Optional<Show> show,
        boolean within,
        boolean perDay,
        boolean rows,
        boolean change,
        boolean yesNo,
        OptionalInt steps,
        boolean ofCounty) {
    private static final String EACH = "(?:哪|各|每|几|多少|些|个|分|按|的)[个些]*";
    private static final Pattern VILLAGES =
            Pattern.compile("(?:哪|各|每|几|些|个|的|最[多少大小])[个些]*(?:建制|行政)?村(?!覆盖)|村级(?!快递服务点)|村里");
    private static final Pattern OUTLETS = Pattern.compile("网点|服务点");
    private static final Pattern TOWNSHIPS = Pattern.compile(EACH + "(?:乡镇|镇|乡|服务站)|乡镇");
    private static final Pattern COUNTIES = Pattern.compile(
            "(?:哪|各|每|几|多少|些|分|按)[个些]*(?:县|区|园区)|的(?:区县|县区|县|区)(?!级|域|间)|区县|县区|各地|[个家]县|哪里|哪儿|哪个地方|哪一?家|谁家?|各家|排名|排行|排序|名次|倒数|垫底|拖后腿|掉链子|排[个一]?[序名下排队]");
    private static final Pattern EACH_COUNTY = Pattern.compile("(?:各|每)个?(?:县|区|园区)[^，]{0,14}(?:镇|乡|网点|村)");
    private static final Pattern TREND = Pattern.compile("趋势|走势|走向|变化情况|曲线|怎么变|怎么走|咋走|变化图|折线|画[个张一]*图|拉[个一]*图|越来越");
    private static final Pattern TOP = Pattern.compile("(?:前|top|TOP|最[高低多少大小好差快慢]的?|后|倒数|靠[前后]的)第?" + NUMBER
            + "(?![天日周月季年]|个?月|个?星期|个?季度|%)名?|" + NUMBER
            + "[个家名条](?:县|镇|乡|区|网点|村)?最|(?:最(?:高|低|多|少|大|小|好|差|快|慢|贵|省|惨|凶|猛|狠|便宜|集中|厉害|严重|＿)|垫底|倒数|领先|落后)的" + NUMBER
            + "[个家名条天周月]|哪(?!一)" + NUMBER
            + "(?:天|周|个?月|个|家|名)");
    private static final Pattern EXTREME_TIME = Pattern.compile("(?:最[高低多少大小好差]的|哪(?!一))" + NUMBER + "(天|周|个?月)");
    private static final String FIRST = "前[一二三四五六七八九十\\d]+(?!个?(?:月|周|天|日|年|季|星期))[名个]?";
    private static final Pattern BEST =
            Pattern.compile("最好|最优|最佳|最棒|最牛|领先|领跑|拔尖|第一(?!季|次)|头一?名|头号|打头|排头|居首|榜首|冠军|表现好|排名前|" + FIRST);
    private static final Pattern WORST = Pattern.compile(
            "最差|最糟|最拉|最惨|最弱|最不行|最严重|倒数|垫底|落后|最后一?[名位]|末[名位尾]|榜尾|吊车尾|(?<![今往以])后[一二两三四五六七八九十\\d]+名|拖后腿|拖了?.{0,3}后腿|掉链子|最不好|拉胯|离目标最远|差得最[多远]|差距最大|缺口最大");
    private static final Pattern HIGH =
            Pattern.compile("最高|最多|最大|最忙|最繁忙|最贵|靠前|最集中|最厉害|最凶|最猛|最狠|从高[到往至]低|由高[到往至]低|降序|从多[到往至]少|从大[到往至]小|高的在前|从高往低");
    private static final Pattern LOW =
            Pattern.compile("最低|最少|最小|最闲|最清闲|最便宜|最省(?!级)|靠后|从低[到往至]高|由低[到往至]高|升序|从少[到往至]多|从小[到往至]大");
    private static final Pattern RANK =
            Pattern.compile("排名|排行|排序|名次|考核|排[个一]?[序名下排队]|排(?=$|[，。？])|排第几|第几名|排多少名|排(?:老)?几");
    private static final String MUCH = "得?(?:幅度)?最(?:多|大|快|凶|高|厉害|狠|猛|明显|急|迅速)";
    private static final Pattern RISES =
            Pattern.compile("(?:增长|增幅|涨幅|增速|增加|上升|上涨|提升|提高|涨|升|增)" + MUCH + "|(?:增幅|涨幅|增速|增长率)(?:最[大高快]|排|第一|居首|前"
                    + NUMBER + ")|(?:增幅|涨幅|增速|增长率)[，,]?(?:从|由)[大高]|(?:增长|涨|升)得?(?:比较|更)快");
    /** Changes as shares of what was before: who grew fastest is not who added most. */
    private static final Pattern RELATIVE = Pattern.compile("增速|增长率|[增涨降跌]幅|最快|最迅速|更快|比较快|幅度");

    private static final Pattern FALLS =
            Pattern.compile("(?:下降|下滑|下跌|降幅|跌幅|减少|萎缩|降|跌|掉)" + MUCH + "|(?:降幅|跌幅)(?:最|排|第一|居首|[，,]?(?:从|由)[大高])");
    /** For the better or the worse, whichever direction that is. */
    private static final Pattern IMPROVES = Pattern.compile("(?:进步|改善|好转|提质)" + MUCH);

    private static final Pattern WORSENS = Pattern.compile("(?:退步|恶化|变差|变坏)" + MUCH);
    private static final Pattern GAP = Pattern.compile(
            "(?<![误偏时])差(?:多少|多远)|差距|差几|(?<![误偏时])差了?多少|还差|差得|离目标|距(?:离)?目标|缺口|相差|[与跟和比]目标|(?:高|低|超)[于出过]?目标(?:值|线)?(?:多少|几)|^目标值?(?:[是定]?的?(?:多少|几)|呢)");
    private static final Pattern SHARE = Pattern.compile(
            "占(?:到|了)?(?:＿{2,}|全[市县区]|[本该]县|所在[县区]|总|整体|全部|比|了?(?:多少|多大|几成|百分之几|大头|的?比例|的?比重))|份额|比重|占比(?!最|的?目标)|(?<!完成了?)(?<![多少高低大小涨降跌升增减][了出]?)几成|多大(?:比例|比重|一?块|头)|占多[少大]");
    /** What the highest is held against: 比最低的高多少. */
    private static final Pattern BESIDE_END = Pattern.compile("比最[高低多少大小好差贵]");

    /** Whether a value is much or little: 多吗, 高不高, 偏高吗. */
    private static final Pattern LEVEL =
            Pattern.compile("([多高低少大])(?:吗|么|不\\1)|[多高]还是[少低]|算不算[多高低少大]|(?:严重|厉害|正常)(?:吗|么|不)|偏[高低多少大]|(?:什么|啥)水平");

    private static final Pattern OF_COUNTY = Pattern.compile("占(?:到|了)?(?:全[县区]|[本该]县|所在[县区]|县里|＿{2,})");
    private static final Pattern COUNT = Pattern.compile(
            "(?<![哪头前近])(?:有|共)?(?:几|多少)个?(?:县|区|镇|乡|网点|村|园区|服务点)(?!最)|有(?:几|多少)个?(?:天|月|周|(?=[，。？?]|$))|(?:几|多少)个月份|(?<![哪那这前近])(?:几|多少)天|的天数|(?:县|区|镇|乡|网点|村|园区)(?:一?共)?有(?:几|多少)");
    private static final Pattern WHY = Pattern.compile(
            "为什么|为何|为啥|原因|怎么回事|什么导致|谁拉低|谁拖累|拖累|归因|贡献(?!了?(?:多少|几成|百分之))|拆解|造成|(?:怎么|咋)[会就]?[掉涨降升跌]|(?:怎么|咋)(?:老|总|一直|这么|那么|又)|(?:怎么|咋)搞的|咋回事|(?:是不是|是否|是)(?:因为|由于|受)|(?:因为|由于)[^，？?]{1,12}(?:吗|么|造成|引起)|受[^，？?理]{1,10}影响");
    private static final Pattern STREAK = Pattern.compile("(?:连续|连着|接连|一连|持续|一直在?(?=[^，]{2,5}的))" + NUMBER
            + "?个?(?:月|周|天)?[^，]{0,4}(上升|增长|上涨|走高|往上|变高|升高|涨|下降|下滑|走低|往下|减少|恶化|改善|降|跌|掉)");
    private static final String UP = "上升增长上涨走高往上变高升高";
    private static final Pattern PROGRESS = Pattern.compile(
            "完成率|完成度|进度|进展|按期(?!处理)|如期|能否完成|能不能完成|(?<![没未])能完成|来得及|完成情况|完成得|完成了?多少|完成了?几成|完成(?:了|到)?(?:目标的?)?(?:百分之|几成)|还需|(?<![没未]|没有|没能|未能|尚未)完成目标|(?:按照?|照)着?(?:现在|目前|当前|这个?|这样)的?(?:速度|进度|节奏|趋势|势头)|年底[^，,？?]{0,14}(?:能|可以?|会)(?:不能)?(?:有|到|达到?|做到|完成|实现)|年底[^，,？?]{0,8}(?:行不行|行吗|够不够)");
    private static final Pattern PER_DAY = Pattern.compile("日均|天均|日平均|平均(?:每|一)[天日]|(?:每|一)[天日]平均");
    private static final Pattern CHANGE = Pattern.compile(
            "(?:一直)?在(?:上升|下降|涨|降|升|跌)[吗么]|(?:有没有|是不是)[^，]{0,2}(?:升|降|涨|跌|掉|改善|好转|恶化|变好|变差|下来|上去)|(?:升|降|涨|跌|多|少|高|低)了没|是?[升涨高多]了?还是[降跌低少]了?|是?[降跌低少]了?还是[升涨高多]了?|[增涨降跌升]幅|增速|增长率|增长了?(?:多少|情况|几成|百分之几)|(?:涨|降|增|减|升|跌|增加|减少|上升|下降|提高|降低)了?(?:多少|几)|怎么变|有什么变化|变化(?:多大|如何|怎么样|大不大)");
    /** All rows are asked for first: 各县的，哪个最低. */
    private static final Pattern LISTED = Pattern.compile(
            "^[^，,；;。？?最]*(?:各个?|每个?|每一个?|逐)(?:县|区|镇|乡|网点|村|地|园区|月|天|日|周|季度?|年)[^，,；;。？?最]*[，,；;。？?].*(?:最|第一|垫底|后腿)");

    private static final String SIDE = "(高|低|多|少|大|小|好|差|快|慢|强|弱|优|糟|牛|贵|便宜|省)";
    /** 哪个低, 谁的更高, 哪边好一些; 高还是低 speaks of a change. */
    private static final Pattern WHICH = Pattern.compile("(?:哪一?[个家边者县区镇头]|谁)[^，最？?]{0,8}?(?:更|比较|要|会|做得|干得)?" + SIDE
            + "(?!多少|了多少|的)|" + SIDE + "的(?:那个|那边)?是(?:哪|谁)");

    private static final Pattern DIFFERENCE = Pattern.compile(
            "(?:高|低|多|少|差|快|慢|大|小|贵|便宜)(?:了|出)?(?:了?多少|几)|差距|相差|差多[少远大]|几倍|多少倍|哪一?个[^，？?最]{0,6}" + SIDE);
    private static final Pattern WHICH_TIME = Pattern.compile("^(?!.*(?:每|各|逐|按|分)个?[天日周月季年]).*哪一?个?[天日周月季年]");
    private static final String JUDGED = "(?:达标|超标|过线|够线|(?:达到|达成|完成)＿*的?(?:目标|任务)|合格)";
    /** The extreme of the days of a period, no place's. */
    private static final Pattern EXTREME_DAY = Pattern.compile("最[高低多少大小](?:到|是|有|为|达到?)?了?(?:多少|几)");

    private static final Pattern EXTREME =
            Pattern.compile("最[高低多少大小好差优佳凶狠快慢远厉猛严集棒牛糟拉不明急迅贵便省惨弱忙繁闲清＿]|第一|垫底|后腿|掉链子|头一?名|榜首|冠军|最后一?[名位]|末[名位]|榜尾");
    private static final Pattern ONE = Pattern.compile("哪一?[个家天周月]|" + EXTREME_DAY.pattern()
            + "|哪里|哪儿|谁|最[高低多少大小好差优佳快慢](?:的)?(?:一?个|那个)?(?:是|县|区|镇|乡|网点|村|月|天|日|周|呢|$)|第一的(?!\\d)");
    private static final Pattern YES_NO =
            Pattern.compile("(?:是否|是不是|有没有|算不算)" + JUDGED + "|" + JUDGED + "(?:了?没有?(?!的)|了?吗|了?么|了?不)|达没达标|合不合格");
    private static final Map<Grain, Pattern> BUCKETS = new LinkedHashMap<>();

    static {
        BUCKETS.put(
                Grain.DAY,
                Pattern.compile(
                        "每天的?(?!平均)|(?<!平均)每个?(?:工作日|休息日|节假日)|每日(?!平均)|逐日|逐天|按天|按日|分天|天天|一天一天|(?<!\\d)(?:有|那|这)?哪一?天|哪几天|有几天|有多少天|多少天|的天数|各天|日度|哪些天"));
        BUCKETS.put(Grain.WEEK, Pattern.compile("每周|按周|逐周|各周|分周|哪一?周"));
        BUCKETS.put(
                Grain.MONTH,
                Pattern.compile(
                        "\\d月?[、，和]\\d{1,2}月?[、和]\\d{1,2}月|[一二三四五六七八九十]月?[、，和][一二三四五六七八九十]{1,2}月?[、和][一二三四五六七八九十]{1,2}月|每个?月|按月|逐月|各个?月|分月|月均|平均每个?月|月度|哪一?个?月|哪几个月|(?:的|哪些|几个|多少个|各个?)月份|月份(?:里|中)?(?:有|共)"));
        BUCKETS.put(
                Grain.QUARTER,
                Pattern.compile(
                        "[一二三四1-4](?:季度?)?[、，和]第?[一二三四1-4](?:季度?)?[、和]第?[一二三四1-4]季|每个?季度?|按季度?|逐季|各季度?|分季度|哪一?个?季度"));
        BUCKETS.put(Grain.YEAR, Pattern.compile("每年|按年|逐年|各年|分年|哪一?年"));
    }

    /**
     * @param text with blanks for the names of KPIs and places
     * @param days of the period, which tell a trend's step
     * @param main the first KPI: ratios have no share of places, and only what has a target has a progress
     * @param failing whether it is said by what fails of it, the most of which is the worst
     */
    static QuestionShape read(String text, long days, Kpi main, boolean failing) {
        boolean ratio = main.aggregate().isRatio();
        Optional<Level> by = level(text);
        Matcher extreme = EXTREME_TIME.matcher(text);
        boolean times = extreme.find();
        boolean perDay = PER_DAY.matcher(text).find();
        Optional<Grain> bucket = times
                ? Optional.of(
                        switch (extreme.group(2)) {
                            case "天" -> Grain.DAY;
                            case "周" -> Grain.WEEK;
                            default -> Grain.MONTH;
                        })
                : perDay
                        ? Optional.empty()
                        : bucket(text, days)
                                .or(() -> by.isEmpty()
                                                && EXTREME_DAY.matcher(text).find()
                                        ? Optional.of(Grain.DAY)
                                        : Optional.empty());
        Matcher streak = STREAK.matcher(text);
        boolean streaks = streak.find();
        Order said = streaks ? Order.NONE : order(text, main);
        Order order = failing ? ofFailing(said, by.isPresent() || bucket.isPresent()) : said;
        return new QuestionShape(
                by,
                streaks ? Optional.of(step(streak.group())) : bucket,
                order,
                limit(text, by.isPresent() || bucket.isPresent()),
                streaks
                        ? Optional.of(UP.contains(streak.group(2)) ? Show.RISING : Show.FALLING)
                        : show(text, ratio, main.target().isPresent()),
                EACH_COUNTY.matcher(text).find(),
                perDay,
                by.isPresent() || bucket.isPresent(),
                CHANGE.matcher(text).find(),
                YES_NO.matcher(text).find(),
                streaks
                        ? OptionalInt.of(
                                streak.group(1) == null ? 3 : Math.clamp(Numerals.value(streak.group(1)), 2, 31))
                        : OptionalInt.empty(),
                OF_COUNTY.matcher(text).find());
    }

    /**
     * With the comparison that reasons, rises and falls need, and the steps that a streak needs.
     *
     * @param level whether the value is to be told from another
     */
    Period time(Period read, Show asked, List<Condition> conditions, boolean level) {
        if (steps.isPresent()) {
            return read.named() ? read : lastSteps(read, bucket.orElse(Grain.MONTH), steps.getAsInt());
        }
        boolean needed = asked == Show.WHY
                || level
                || change
                || order.isOfChange()
                || conditions.stream().anyMatch(condition -> condition.test().isOfChange());
        return needed && read.compare().isEmpty() ? read.compared(Compare.Kind.PREVIOUS) : read;
    }

    /** The last complete steps before the end of the month that stands in. */
    private static Period lastSteps(Period read, Grain step, int count) {
        LocalDate to = read.span().to();
        LocalDate from = switch (step) {
            case DAY -> to.minusDays(count);
            case WEEK -> to.minusWeeks(count);
            default -> to.minusMonths(count);
        };
        return new Period(
                new Span(from, to), step, read.days(), read.yearBefore(), read.previous(), read.compare(), false, "");
    }

    private static Grain step(String phrase) {
        return phrase.contains("天") ? Grain.DAY : phrase.contains("周") ? Grain.WEEK : Grain.MONTH;
    }

    private static Optional<Level> level(String text) {
        if (VILLAGES.matcher(text).find()) {
            return Optional.of(Level.VILLAGE);
        }
        if (OUTLETS.matcher(text).find()) {
            return Optional.of(Level.OUTLET);
        }
        if (TOWNSHIPS.matcher(text).find()) {
            return Optional.of(Level.TOWNSHIP);
        }
        return COUNTIES.matcher(text).find() ? Optional.of(Level.COUNTY) : Optional.empty();
    }

    private static Optional<Grain> bucket(String text, long days) {
        for (Map.Entry<Grain, Pattern> entry : BUCKETS.entrySet()) {
            if (entry.getValue().matcher(text).find()) {
                return Optional.of(entry.getKey());
            }
        }
        return TREND.matcher(text).find() ? Optional.of(days <= 62 ? Grain.DAY : Grain.MONTH) : Optional.empty();
    }

    private static Optional<Show> show(String text, boolean ratio, boolean targeted) {
        if (WHY.matcher(text).find()) {
            return Optional.of(Show.WHY);
        }
        if (targeted && PROGRESS.matcher(text).find()) {
            return Optional.of(Show.PROGRESS);
        }
        if (GAP.matcher(text).find()
                || (bothEnds(text) && DIFFERENCE.matcher(text).find())) {
            return Optional.of(Show.GAP);
        }
        if (!ratio && SHARE.matcher(text).find()) {
            return Optional.of(Show.SHARE);
        }
        return COUNT.matcher(text).find() ? Optional.of(Show.COUNT) : Optional.empty();
    }

    private static Order order(String text, Kpi main) {
        boolean lower = main.better() == Kpi.Better.LOWER;
        boolean relative = !main.aggregate().isRatio()
                && !main.unit().equals("%")
                && RELATIVE.matcher(text).find();
        boolean improves = IMPROVES.matcher(text).find();
        boolean worsens = WORSENS.matcher(text).find();
        if (RISES.matcher(text).find() || (lower ? worsens : improves)) {
            return relative ? Order.GROWTH_FIRST : Order.RISE_FIRST;
        }
        if (FALLS.matcher(text).find() || worsens || improves) {
            return relative ? Order.DECLINE_FIRST : Order.FALL_FIRST;
        }
        if (BEST.matcher(text).find() && WORST.matcher(text).find()) {
            return Order.BEST_FIRST;
        }
        if (WORST.matcher(text).find()) {
            return Order.WORST_FIRST;
        }
        boolean high = HIGH.matcher(text).find();
        if (!high && LOW.matcher(text).find()) {
            return Order.LOW_FIRST;
        }
        if (high) {
            return Order.HIGH_FIRST;
        }
        return BEST.matcher(text).find() || RANK.matcher(text).find() ? Order.BEST_FIRST : Order.NONE;
    }

    /** The most of what fails is the worst: 送不准点最厉害的. */
    private static Order ofFailing(Order said, boolean rows) {
        return switch (said) {
            case HIGH_FIRST, BEST_FIRST -> Order.WORST_FIRST;
            case LOW_FIRST -> Order.BEST_FIRST;
            case RISE_FIRST -> Order.FALL_FIRST;
            case FALL_FIRST -> Order.RISE_FIRST;
            case NONE -> rows ? Order.WORST_FIRST : Order.NONE;
            default -> said;
        };
    }

    /** Of what is named, which is higher, lower, better or worse; NONE where that is not asked. */
    static Order ofTwo(String text) {
        Matcher which = WHICH.matcher(text);
        if (!which.find()) {
            return Order.NONE;
        }
        String word = which.group(1) == null ? which.group(2) : which.group(1);
        return switch (word.charAt(0)) {
            case '好', '强', '优', '牛' -> Order.BEST_FIRST;
            case '差', '弱', '糟' -> Order.WORST_FIRST;
            case '低', '少', '小', '慢', '便', '省' -> Order.LOW_FIRST;
            default -> Order.HIGH_FIRST;
        };
    }

    /** How far what is named is apart: 比望川区高多少, 哪个低，低多少. */
    static boolean asksDifference(String text) {
        return DIFFERENCE.matcher(text).find();
    }

    /** Whether times are rows because one of those named is asked for: 8月和9月哪个月大. */
    static boolean asksWhichTime(String text) {
        return WHICH_TIME.matcher(text).find();
    }

    /** Whether a month, or a quarter, is asked for, of which the last complete month has but one. */
    static boolean asksMonth(String text) {
        return bucket(text, 1)
                        .filter(grain -> grain == Grain.MONTH || grain == Grain.QUARTER)
                        .isPresent()
                && !STREAK.matcher(text).find();
    }

    /** Whether something is held to one end of the rows: 比最低的高多少. */
    static boolean isBesideEnd(String text) {
        return BESIDE_END.matcher(text).find();
    }

    /** Whether it asks if a value is much or little, which only another value tells. */
    static boolean asksLevel(String text) {
        return LEVEL.matcher(text).find();
    }

    /** Whether both ends are asked for. */
    static boolean bothEnds(String text) {
        return BESIDE_END.matcher(text).find()
                || (HIGH.matcher(text).find() && LOW.matcher(text).find())
                || (BEST.matcher(text).find() && WORST.matcher(text).find());
    }

    private static OptionalInt limit(String text, boolean rows) {
        if (bothEnds(text)) {
            return OptionalInt.empty();
        }
        Matcher top = TOP.matcher(text);
        while (top.find()) {
            int number = Stream.of(top.group(1), top.group(2), top.group(3), top.group(4))
                    .filter(Objects::nonNull)
                    .mapToInt(Numerals::value)
                    .findFirst()
                    .orElseThrow();
            if (number >= 1 && number <= 200) {
                return OptionalInt.of(number);
            }
        }
        return rows
                        && EXTREME.matcher(text).find()
                        && ONE.matcher(text).find()
                        && !LISTED.matcher(text).find()
                ? OptionalInt.of(1)
                : OptionalInt.empty();
    }
}
