package cn.yunce.assistant.chat;

import cn.yunce.assistant.tool.TripGroup;
import cn.yunce.assistant.tool.TripMeasure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads which figures of a plan's trips a question asks for, word by word. */
final class PlanQuestion {
    /** What plans know nothing of. */
    static final String UNPLANNED = "新能源";

    static final Pattern EXTERNAL = Pattern.compile(
            "外部|外包|外请|外雇|外协|外叫|外租|外调|承运|社会车|第三方车|外面(?:的|请|叫|雇|找|车队)|[雇租]的?(?:几|多少)?[辆台趟]?车|临时车|外头的?(?:车|人)|外面的?(?:车|人)|外车|外人|别人(?:的车|[跑拉送])");
    static final Pattern WHY = Pattern.compile("为什么|为何|为啥|咋|怎么(?![样走])|原因|理由|凭什么");
    /** Why trips are as they are; 咋样 and 咋排 ask for something else. */
    private static final Pattern REASON = Pattern.compile(
            "为什么|为何|为啥|凭啥|凭什么|原因|理由|怎么回事|咋回事|(?:咋|怎么)[^，。？]{0,6}[这那]么|(?:咋|怎么)(?:还|才|就|都|老|不)|什么(?:道理|讲究|说法)|怎么来的");

    private static final Pattern OWN = Pattern.compile("自有|自己(?:的|家)?车|自己(?:人|跑|拉|送|运|干)|自家|自营|咱们?(?:的|家)?车|咱们?自己");
    private static final String HOW_MANY = "(?:多少|几)";
    private static final String LAST = "(?:最晚|最迟|最后)(?:的|一)?[趟班次个]?|末班|尾班";
    private static final String FIRST = "(?:最早|头一|第一)(?:的|一)?[趟班次个]?|首班|头班|首趟|头趟";

    private static final String WHICH = "(?:哪一?个?|哪几个?|哪些|各个?|每个?|每一个?|按|分|最.的(?:[一二两三四五六七八九十\\d]{1,2}[个条家])?)";
    private static final Pattern FLEETS =
            Pattern.compile(WHICH + "(?:区县|县区|县|区|车队|园区|地方)|谁的车|谁家|的(?:区县|县区|县|区)(?:[有是]?哪|有几|[，？?]|$)");

    /** In the order in which an answer tells them where a question does not say what it wants first. */
    private static final Map<TripMeasure, Pattern> MEASURES = measures();

    private static final Map<TripGroup, Pattern> GROUPS = groups();
    private static final Pattern MOST =
            Pattern.compile("最[多高大满重贵忙长费]|从[高大多满]到|" + LAST + "|装得满|(?:排|前)(?:名|" + "[一二三四五六七八九十\\d])");
    private static final Pattern LEAST = Pattern.compile("最[少低小空轻便闲短]|特别[少空]|[太很]少|从[低小少空]到|倒数|" + FIRST);
    private static final Pattern ENOUGH = Pattern.compile(
            "够不够|够用|够吗|够么|够跑|缺不缺|缺车|缺人|缺多少|缺几|[扛顶撑跑送拉](?:得|不)[住完了](?:吗|么|不|$)|忙得?过?不?过来|[跑送拉扛顶]不?得?[完住]不");
    private static final Pattern OF_PLAN = Pattern.compile(
            "几点(?:钟)?(?:[能会]|可以)?(?:走|发|出发)|发车|[那这]班|班次|花钱|花费|花多少|自己的?车|[跑拉][得不]完|排的?时间|用车时间|几点(?:收尾|收工|跑完)|(?:几|多少|哪|每|各|[一二两三四五六七八九十\\d])[一个几些]*趟|趟[数次]|装得[最多满]|自有车|装载率|满载|下界|成本|费用|运费|外(?:请|包|雇|协|部|头的车|面的车)|承运|几辆|多少辆|车队|串点|车次(?=比|数|多|少|各|[，。？?]|$)");
    private static final Pattern ON_THE_ROAD = Pattern.compile("跑|车|趟|开|用|耗|计划|上班|排班|drive|run|use");
    private static final Pattern MANY = Pattern.compile("(?:多少|几)(?:趟|班)");
    private static final Pattern SPARED = Pattern.compile("省掉|砍掉|取消掉?|不用跑|可有可无|多余");
    private static final String BOTH = "BOTH";
    private static final Pattern AT_LEAST = Pattern.compile("([一二两三四五六七八九十]|\\d{1,5})[趟辆件班]次?(?:及|或)?(?:以上|及以上|往上)");
    private static final Pattern FIRST_SOME = Pattern.compile("最.的?([一二两三四五六七八九十]|\\d{1,2})个?[趟班条辆台个家]");
    private static final Pattern MORE_THAN = Pattern.compile("(?:超过|多于|大于|不止)([一二两三四五六七八九十]|\\d{1,5})[趟辆件班]");
    private static final Pattern LISTED = Pattern.compile("哪些|哪几|列出|列一下|都有|明细|清单|分别是|安排|名单");
    private static final Pattern SHARE = Pattern.compile("占比|比例|占(?:多少|几成|了|全[市部])|百分之几|几成(?!满)");
    private static final Pattern LOWER_BOUND = Pattern.compile("下界|下限|最优解?|最省能");
    private static final Pattern UNKNOWN =
            Pattern.compile("公里|里程|多远|油价|油耗|(?:多少|用|耗)油|油费|电费|电量|碳排|车牌|过路费|工资|体积|重量|几吨|多少吨");
    private static final Pattern DRIVERS = Pattern.compile("司机|驾驶员|师傅叫|谁来?开");
    /** Drivers, whom no plan has, however they are called. */
    private static final Pattern PEOPLE =
            Pattern.compile("司机|驾驶员|师傅|谁(?!家?的?车|家|更|[多少高低贵]|外)|人手|人员|(?:几|多少)个?人|人(?:够|不够|够不够)|缺人|工时|加班");

    private static final Pattern NEVER_HELD = Pattern.compile(
            "油费|油价|油耗|电费|过路费|车牌|(?:几|多少)个?(?:司机|驾驶员)|(?:司机|驾驶员|人手)[^，。？]{0,3}(?:够|缺)|缺不缺(?:人|司机)|谁[^，。？]{0,4}(?:最累|太累|时间)");
    private static final int DEFAULT_TOP = 10;
    private static final int HOURS_A_DAY = 24;
    private static final int MOST_ROWS = 50;
    private static final int SHORT = 8;

    private PlanQuestion() {}

    private static Map<TripMeasure, Pattern> measures() {
        Map<TripMeasure, Pattern> measures = new LinkedHashMap<>();
        measures.put(
                TripMeasure.TRIPS,
                Pattern.compile(
                        "(?<!哪)" + HOW_MANY + "个?[趟班](?!车的)|趟数|班次数|车次(?=比|数|多少|各|[，。？?]|$)|几个班次|多少个?班次|跑得?最?[多少]|次数"));
        measures.put(
                TripMeasure.VEHICLES,
                Pattern.compile(HOW_MANY + "(?:[辆台部]|个?(?:自有|外请|外部|外包)?车)|用车(?!时)|车[辆]?数|用的?(?:自有|外请|外部)?车最|出动"
                        + HOW_MANY + "|(?:自有|外部|外请)车" + HOW_MANY + "[辆台]"));
        measures.put(
                TripMeasure.PARCELS, Pattern.compile(HOW_MANY + "[件票]|[件货票]量|[拉装运载送](?:了|得)?(?:多少|几)(?![趟班辆台成])|件数"));
        measures.put(
                TripMeasure.COST_PER_PARCEL,
                Pattern.compile(
                        "(?:每|平均一?|单|一)件[^，。？]{0,6}(?:成本|运费|费用|多少钱|几块|几毛|花多少|[合摊]多少|便宜|贵|划算|省)|件均(?:成本|运费|费用)"));
        measures.put(
                TripMeasure.PARCELS_PER_TRIP,
                Pattern.compile("(?:每|平均一?|一)趟[^，。？]{0,6}(?:多少|几)[件票]|(?:每|平均一?|一)趟[^，。？]{0,3}[装拉]得?最"));
        measures.put(
                TripMeasure.TRIPS_PER_VEHICLE,
                Pattern.compile("(?:每|平均一?|一)[台辆部]车?[^，。？]{0,6}(?:多少|几)趟|自有车平均[^，。？]{0,4}跑?(?:多少|几)趟"));
        measures.put(
                TripMeasure.COST_PER_TRIP,
                Pattern.compile("(?:每|平均一?|一)趟[^，。？]{0,4}(?:多少钱|成本|费用|花多少|运费|[合摊]?得?便宜|贵|划算)"));
        measures.put(
                TripMeasure.EXTERNAL_SHARE, Pattern.compile("(?:" + EXTERNAL.pattern() + ")[^，。？]{0,4}(?:比例|占比|率|比重)"));
        measures.put(TripMeasure.COST, Pattern.compile("成本|费用|运费|花费|开销|多少钱|花(?:的|得)?多少|花钱|花销|几块钱|最贵|便宜|开支|费钱|烧钱"));
        measures.put(TripMeasure.LOAD, Pattern.compile("装载率|满载率|满载|装[得的]|装满|[没不]满|拉满|几成满|装了?几成|最满|最空|半空|空着|空驶|装不满"));
        measures.put(
                TripMeasure.DEPARTURE,
                Pattern.compile(
                        "几点(?:钟)?(?:[能会要可]|可以)?(?:发(?!布)|走|出|开|动|到岗)|(?:发车|出发|开车)的?(?:时间|时刻|点)|什么时[候间](?:发(?!布)|走|出|开)|(?:"
                                + LAST + "|" + FIRST + ")(?!.{0,8}(?:到|[能会可]回|回[中来场程园到去]))"));
        measures.put(
                TripMeasure.ARRIVAL,
                Pattern.compile("几点(?:钟)?(?:[能会可]|可以)?(?:要)?(?:到(?!岗)|送到|收尾|收工|完事|跑完|结束)|什么时[候间](?:能)?到|到达|(?:" + LAST
                        + "|" + FIRST + ").{0,6}到(?!岗)"));
        measures.put(
                TripMeasure.RETURN,
                Pattern.compile(
                        "几点(?:钟)?[^，。？]{0,4}(?:回|收车|返)|什么时[候间][^，。？]{0,3}(?:回|收车)|(?<!取)回(?:中心|来|场|程|园区|到?库|到园区|分拨|站)|返程|返回|收车"));
        measures.put(
                TripMeasure.HOURS,
                Pattern.compile(
                        "(?:跑|排|干|开|忙|用|出车|在外|在外面)[^，。？]{0,5}(?:时间|多久|几个?(?:小时|钟头)|多少个?(?:小时|钟头))|(?:时间|时长)[^，。？]{0,3}(?:太?长|最长|最短)|太累|最累|连轴转|工时|超时|疲劳|太满"));
        return measures;
    }

    private static Map<TripGroup, Pattern> groups() {
        Map<TripGroup, Pattern> groups = new LinkedHashMap<>();
        groups.put(
                TripGroup.TRIP,
                Pattern.compile("(?:哪一?|哪几|哪些|每一?)个?(?:[趟班]|车次)|[趟班]次?(?:里|中)最|最.的?[一二两三四五六七八九十\\d]{1,2}个?[趟班]"));
        groups.put(TripGroup.LINE, Pattern.compile(WHICH + "[条根]?(?:线路|线|路线)"));
        groups.put(TripGroup.SITE, Pattern.compile(WHICH + "(?:乡镇|镇|站点|网点|乡)"));
        groups.put(TripGroup.FLEET, FLEETS);
        groups.put(
                TripGroup.VEHICLE,
                Pattern.compile(
                        "(?:哪一?|哪几|哪些|每一?|各)(?:[辆台部]|车)(?!队|次)|单车|最.的?[一二两三四五六七八九十\\d]{1,2}[辆台部]|谁(?!家?的?车|家)[^，。？]{0,8}(?:最|太|时间|累)|[辆台部]车[^，。？]{0,4}(?:时间|太累|太满)"));
        groups.put(TripGroup.WAVE, Pattern.compile(WHICH + "(?:波次|波|批)|[两2]个?波次?"));
        groups.put(
                TripGroup.HOUR,
                Pattern.compile("(?:哪个|每个?|各|分)(?:小时|钟头|时段|时间段|钟点)|几点(?:钟)?(?:发车|出车)?[^，]{0,4}最[多集少忙]"));
        return groups;
    }

    /** The look-up's arguments beside day, names and wave; empty where no figures of trips are asked for. */
    static Map<String, Object> arguments(String question) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        List<TripMeasure> measures = measured(question);
        Map<String, Object> limits = TripLimits.read(question);
        if (asksLowerBound(question)) {
            with(measures, TripMeasure.COST);
        }
        boolean spared = SPARED.matcher(question).find() && question.contains("趟");
        boolean enough = ENOUGH.matcher(question).find();
        boolean share = asksShare(question);
        if (share && measures.isEmpty()) {
            with(measures, TripMeasure.TRIPS);
        }
        Optional<TripGroup> by = group(question);
        if (measures.contains(TripMeasure.PARCELS_PER_TRIP)) {
            measures.remove(TripMeasure.PARCELS);
            by = by.filter(group -> group != TripGroup.TRIP)
                    .or(() -> Optional.of(TripGroup.FLEET)
                            .filter(fleet -> FLEETS.matcher(question).find()));
        }
        if (measures.contains(TripMeasure.TRIPS_PER_VEHICLE)) {
            measures.remove(TripMeasure.TRIPS);
            by = by.filter(group -> group != TripGroup.VEHICLE);
        }
        // 花多少钱，每件合多少 asks for both, 每件运费 for one.
        int each = measures.indexOf(TripMeasure.COST_PER_PARCEL);
        if (measures.contains(TripMeasure.COST_PER_TRIP) || (each >= 0 && measures.indexOf(TripMeasure.COST) > each)) {
            measures.remove(TripMeasure.COST);
        }
        if (measures.contains(TripMeasure.COST_PER_TRIP)) {
            by = by.filter(group -> group != TripGroup.TRIP);
        }
        Optional<String> carrier = carrier(question, measures);
        boolean both = carrier.equals(Optional.of(BOTH));
        boolean why = asksReason(question);
        if (measures.isEmpty() && limits.isEmpty() && by.isEmpty() && !enough && !spared && !both && !why) {
            return Map.of();
        }
        if (why && by.filter(TripGroup.TRIP::equals).isEmpty()) {
            List.of(TripMeasure.TRIPS, TripMeasure.PARCELS, TripMeasure.LOAD).forEach(one -> with(measures, one));
        }
        if (by.isEmpty() && both) {
            by = Optional.of(TripGroup.CARRIER);
        } else if (!enough) {
            carrier.filter(one -> !one.equals(BOTH)).ifPresent(one -> arguments.put("carrier", one));
        }
        arguments.putAll(limits);
        if (spared) {
            with(measures, TripMeasure.LOAD);
        }
        if (enough && by.isEmpty()) {
            with(measures, TripMeasure.VEHICLES);
        }
        if (!limits.isEmpty() && by.isEmpty()) {
            measures.remove(TripMeasure.TRIPS);
            measures.addFirst(TripMeasure.TRIPS);
        }
        if (measures.isEmpty() || !limits.isEmpty() || enough) {
            with(measures, TripMeasure.TRIPS);
        }
        if (by.equals(Optional.of(TripGroup.VEHICLE)) && measures.remove(TripMeasure.VEHICLES)) {
            if (measures.isEmpty()) {
                measures.add(TripMeasure.TRIPS);
            }
            measures.add(TripMeasure.VEHICLES);
        }
        if (by.isEmpty() && (spared || ranksTrips(question, measures, limits))) {
            by = Optional.of(TripGroup.TRIP);
        }
        if (by.isEmpty() && DataQuestion.bothWaves(question)) {
            by = Optional.of(TripGroup.WAVE);
        }
        by.ifPresent(group -> ordered(question, group, arguments));
        if (spared) {
            arguments.put("order", "asc");
        }
        if (share && by.isEmpty() && !measures.contains(TripMeasure.EXTERNAL_SHARE)) {
            arguments.put("share", true);
        }
        arguments.put("measures", measures.stream().map(Enum::name).toList());
        return arguments;
    }

    /** Whose trips: OWN, EXTERNAL or BOTH, one beside the other; empty where all are. */
    private static Optional<String> carrier(String question, List<TripMeasure> measures) {
        boolean external = EXTERNAL.matcher(question).find() && !measures.contains(TripMeasure.EXTERNAL_SHARE);
        boolean own = OWN.matcher(question).find();
        boolean several = SHARE.matcher(question).find()
                || MANY.matcher(question).results().count() > 1;
        if ((own && external) || ((own || external) && several)) {
            return Optional.of(BOTH);
        }
        return own ? Optional.of("OWN") : external ? Optional.of("EXTERNAL") : Optional.empty();
    }

    /** 最早一班几点, 哪些没装满 and 谁最空 ask for trips without the word. */
    private static boolean ranksTrips(String question, List<TripMeasure> measures, Map<String, Object> limits) {
        boolean least = LEAST.matcher(question).find();
        boolean ranked = least || MOST.matcher(question).find();
        return (ranked && measures.stream().anyMatch(PlanQuestion::isTime))
                || (least && measures.contains(TripMeasure.LOAD))
                || (!limits.isEmpty() && LISTED.matcher(question).find());
    }

    private static void with(List<TripMeasure> measures, TripMeasure measure) {
        if (!measures.contains(measure)) {
            measures.add(measure);
        }
    }

    /** In the order of the question. */
    private static List<TripMeasure> measured(String question) {
        Map<Integer, TripMeasure> found = new TreeMap<>();
        MEASURES.forEach((measure, words) -> {
            Matcher match = words.matcher(question);
            if (match.find()) {
                found.merge(match.start(), measure, (first, second) -> first);
            }
        });
        return new ArrayList<>(found.values());
    }

    private static Optional<TripGroup> group(String question) {
        return GROUPS.entrySet().stream()
                .filter(group -> group.getValue().matcher(question).find())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static void ordered(String question, TripGroup group, Map<String, Object> arguments) {
        arguments.put("by", group.name());
        boolean least = LEAST.matcher(question).find()
                || (TripLimits.notFull(question) && !MOST.matcher(question).find());
        if (least) {
            arguments.put("order", "asc");
        } else if (MOST.matcher(question).find()) {
            arguments.put("order", "desc");
        }
        Matcher atLeast = AT_LEAST.matcher(question);
        Matcher more = MORE_THAN.matcher(question);
        if (atLeast.find()) {
            arguments.put(
                    "at_least",
                    Math.max(1, QuestionDates.numeral(atLeast.group(1)).orElse(1)));
        } else if (more.find()) {
            arguments.put("at_least", QuestionDates.numeral(more.group(1)).orElse(0) + 1);
        }
        Matcher first = FIRST_SOME.matcher(question);
        OptionalInt top = first.find() ? QuestionDates.numeral(first.group(1)) : DataQuestion.top(question);
        boolean one = (MOST.matcher(question).find() || LEAST.matcher(question).find())
                && !LISTED.matcher(question).find()
                && !question.matches(".*(?:各|每|排名|从[高低大小多少满空]到).*");
        int rows = top.orElse(one ? 1 : group == TripGroup.HOUR ? HOURS_A_DAY : DEFAULT_TOP);
        arguments.put("top", Math.clamp(rows, 1, MOST_ROWS));
    }

    static boolean isTime(TripMeasure measure) {
        return measure == TripMeasure.DEPARTURE || measure == TripMeasure.ARRIVAL || measure == TripMeasure.RETURN;
    }

    /** Whether it asks when vehicles are back, or how long they are out. */
    static boolean asksReturn(String question) {
        List<TripMeasure> measures = measured(question);
        return measures.contains(TripMeasure.RETURN) || measures.contains(TripMeasure.HOURS);
    }

    /** Whether it names a figure itself. */
    static boolean asksFigures(String question) {
        return !measured(question).isEmpty();
    }

    /** Whether it asks for what plans do not hold, of vehicles that are underway. */
    static boolean asksUnknown(String question) {
        boolean known =
                UNKNOWN.matcher(question).find() || DRIVERS.matcher(question).find();
        return (known && ON_THE_ROAD.matcher(question).find())
                || NEVER_HELD.matcher(question).find();
    }

    /** Whether figures or names of trips are asked for, which no KPI of days gone by is. */
    static boolean asksTrips(String question) {
        return !arguments(question).isEmpty() || asksUnknown(question) || asksLowerBound(question);
    }

    /** Whether it speaks of trips and vehicles rather than of volumes alone. */
    static boolean isOfPlan(String question) {
        return (OF_PLAN.matcher(question).find() || asksUnknown(question)) && !question.contains(UNPLANNED);
    }

    /** Whether it ranks what the question before has put in rows: 哪个最多. */
    static Optional<String> order(String question) {
        return LEAST.matcher(question).find()
                ? Optional.of("asc")
                : MOST.matcher(question).find() ? Optional.of("desc") : Optional.empty();
    }

    /** Whether it speaks of own vehicles. */
    static boolean isOwn(String question) {
        return OWN.matcher(question).find();
    }

    /** Whether figures are asked for by something. */
    static boolean isGrouped(String question) {
        return group(question).isPresent();
    }

    static boolean asksShare(String question) {
        return SHARE.matcher(question).find();
    }

    static boolean asksIfEnough(String question) {
        return ENOUGH.matcher(question).find();
    }

    /** Whether a short question asks why trips before are external, or says so itself. */
    static boolean asksWhyExternal(String question) {
        return WHY.matcher(question).find() && (EXTERNAL.matcher(question).find() || question.length() <= SHORT);
    }

    /** Whether the gap to what no plan can be cheaper than is asked for. */
    static boolean asksLowerBound(String question) {
        return LOWER_BOUND.matcher(question).find();
    }

    /** Whether the reason of trips is asked for that are not external alone. */
    static boolean asksReason(String question) {
        return REASON.matcher(question).find() && !EXTERNAL.matcher(question).find();
    }

    /** What the plan does not hold, as the question calls it. */
    static Optional<String> unknown(String question) {
        Matcher match = UNKNOWN.matcher(question);
        return match.find()
                ? Optional.of(match.group())
                : Optional.of("司机").filter(people -> PEOPLE.matcher(question).find());
    }

    static boolean listed(String question) {
        return LISTED.matcher(question).find();
    }
}
