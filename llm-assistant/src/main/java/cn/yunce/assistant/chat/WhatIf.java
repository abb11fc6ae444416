package cn.yunce.assistant.chat;

import cn.yunce.assistant.guardrail.ChineseNumber;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What a question supposes of a day's plan: a vehicle out, more or fewer parcels, a closed road, late parcels,
 * other settings.
 *
 * @param change {@code vehicle_out}, {@code volume}, {@code closure}, {@code late}, {@code settings}, {@code price} or {@code merge}
 * @param arguments {@code vehicles}, how many are out where the question tells; {@code percent} of a volume, {@code minutes} of a delay; of settings {@code container} and {@code fewestExternal}, true or
 *     false, and {@code rule}, EARLY or COMPLETE
 */
record WhatIf(String change, Map<String, Object> arguments) {
    static final String VEHICLE_OUT = "vehicle_out";
    static final String VOLUME = "volume";
    static final String CLOSURE = "closure";
    static final String LATE = "late";
    static final String SETTINGS = "settings";
    /** What trips cost, in {@code percent}; {@code carrier} OWN or EXTERNAL where not all do. */
    static final String PRICE = "price";
    /** What is carried apart goes together. */
    static final String MERGE = "merge";

    static final String CONTAINER = "container";
    static final String RULE = "rule";
    static final String FEWEST_EXTERNAL = "fewestExternal";
    /** How many are out where none is named. */
    static final String VEHICLES = "vehicles";
    /** How many of a fleet are left. */
    static final String VEHICLES_LEFT = "vehiclesLeft";
    /** How many parcels more, or fewer where below zero, in place of a share. */
    static final String PARCELS = "parcels";

    private static final String NUMBER = "(\\d{1,3}(?:\\.\\d+)?|[一二两三四五六七八九十百半]{1,4})";
    private static final String SHARE = NUMBER + "(成[半一二三四五六七八九]?|%|个?百分点|个?点|倍|番)";
    private static final String SUPPOSED =
            "如果|假如|假设|要是|若|万一|倘若|的话|怎么[调办排变安走]|咋[调办排变整走样]|会咋样|会怎样|重新?排|重新?安排|再排|够不够|够吗|影响|多少车|几趟|几辆|得加|要加|成本[变会]|[得要会]?多花|花多少钱|what if|what happens|suppose|if .{3,}\\?|后果|会不会|误点|误班|误不误|要改|来得及|来不及|调[得车]|够用|受得了|涨多少|要多少钱|顶得住|扛得住|跑得完|送得完|[送运]完|咋整|咋弄|咋搞|怎么弄|怎么搞|怎样|赶得上|赶不上|还要几|(?:能|可以)省|少花多少|多花|行不行";
    private static final Pattern ASKS = Pattern.compile(SUPPOSED);
    private static final Pattern OUT = Pattern.compile(
            "坏了?|抛锚|散架|breaks? down|broken|out of service|(?:is|are) out|unavailable|停运|停驶|停用|不能出车|出不了车|开不了|开不动|动不了|停(?:了|掉)?(?:[一二两三四五六七八九十]|\\d{1,2})[辆台部]|[辆台部]车?停了|不能用|用不了|趴窝|保养|[全都][歇停]|歇[了着]|停工|罢工|检修|维修|[去要在]修|修车|请假|没人开|(?<!多)少(?:了|掉|开|用)?(?:[一二两三四五六七八九十]|\\d{1,2})?[辆台部]|(?:所有|全部|全体)的?车[^，。？]{0,4}[停歇坏趴]|坏一半|故障|缺勤|限行|报废|撞了|没电");
    private static final String COUNT = "([一二两俩三仨四五六七八九十]|\\d{1,2})";
    private static final String DRIVERS = "(?:个|名|位)?(?:司机|师傅|驾驶员|开车的人?)";
    /** No plan has drivers; one who does not come is a vehicle that stands. */
    private static final Pattern DRIVER_OUT = Pattern.compile(COUNT + "?" + DRIVERS
            + "[^，。？]{0,4}(?:来不了|[不没]来|没到|请假|病了?|缺勤|罢工|辞职|走了|撂挑子|上不了|出不了)|(?:少|缺|走|病)(?:了|来)?" + COUNT + DRIVERS);

    private static final Pattern SOME_OUT = Pattern.compile(
            "(?:(?<!多)少|趴窝|坏|停|歇|修|抛锚|报修)(?:了|掉|开|用)?(?:" + COUNT + "[辆台部]|[辆台部])|" + DRIVER_OUT.pattern());
    private static final Pattern ALL_OUT = Pattern.compile("(?:所有|全部|全体)的?车|车?[全都](?:部|体)?(?:歇|停|坏|趴|不能|限行|休)|一辆[都也]");
    private static final Pattern HALF_OUT =
            Pattern.compile("(?:坏|停|歇|趴窝|修)(?:了|掉)?一半|一半的?车|一半(?:的?人)?(?:请假|没来|不来|缺勤|坏了?|停)");
    private static final int ALL = 10_000;
    /** In place of how many are out: half of a fleet. */
    static final int HALF = -2;
    /** 油价涨10% supposes nothing of the volumes. */
    private static final Pattern NOT_VOLUME = Pattern.compile("油价|油费|电价|工资|人工|运价|单价|价格|租金|房租|补贴|提成|派费");

    private static final Pattern VEHICLE = Pattern.compile("-\\d+|\\d+号车|[这那它]辆?车?|车|司机|[少窝坏停歇修].{0,2}[辆台部]");
    private static final Pattern MORE = Pattern.compile(
            "(?:上涨|增加|增长|上升|上浮|涨|多|翻|加)(?:了|个|出|来|到)*(?:早上|上午|中午|下午|夜里|晚上|那|这|一|波|的)*(?:大概|大约|约)?" + SHARE + "|" + SHARE
                    + "(?:以上)?的?(?:增长|涨幅|增幅)|(?:up|rises?|grows?|increases?|more)(?: by)? (\\d{1,3})()%|(\\d{1,3})()% (?:more|higher|up)");
    private static final Pattern ONE_VEHICLE = Pattern.compile("-\\d+|\\d号车");
    /** 明天望川区件量跌10% supposes, without a word for it. */
    private static final Pattern STATED =
            Pattern.compile("(?:今天|明天|后天|明日|\\d点)[^，。？]*[量货件波][^，。？]{0,4}(?:涨|跌|增|减|多|少|升|降|翻|掉|砍)");

    private static final Pattern ASKED = Pattern.compile("[吗么呢哪谁比]|多少|几|是不是|会不会|为什么|预测|预计");
    private static final Pattern BARE_SHARE =
            Pattern.compile("^(?:那|如果|要是|换成?|改成?|变成?|是|到|的话|再)*" + SHARE + "(?:的话)?呢?[？?]?$");
    private static final Pattern FRACTION = Pattern.compile("(多|涨|增加|少|降|减|掉)(?:了|出|来|掉)*(?:(二|三|四|五)分之一|(一半))");
    private static final Pattern ABSOLUTE =
            Pattern.compile("(多|涨|增加|加|少|降|减)(?:了|出|来|掉)*(?:大概|大约|约)?(\\d{3,7}|[一二两三四五六七八九]{1,2}(?:万|千|百))[件票]");
    private static final Pattern LEFT = Pattern.compile("只(?:剩|有|剩下)(?:了|下)?([一二两三四五六七八九十]{1,3}|\\d{1,2})[辆台部]");
    private static final Pattern DOUBLE = Pattern.compile("翻倍|翻番|加倍|翻一[倍番]");
    private static final Pattern FEWER =
            Pattern.compile("(?:下降|减少|下跌|下滑|缩减|少|降|跌|掉|砍|减)(?:了|个|掉|来|去)*(?:大概|大约|约)?" + SHARE);
    private static final Pattern CLOSED =
            Pattern.compile("封路|路[^，。？]{0,14}(?:封|断|不通|塌)|路[^，。？]{0,14}(?:不能走|走不了|过不去|不让走|不让过)|(?:封|断)了?路|塌方|修路|道路封闭");
    private static final Pattern DELAYED = Pattern.compile(
            "(?:晚|迟|延迟|延误|推迟)(?:到|来)?(?:了|个)?(?:大概|约)?" + NUMBER + "(个半小时|个?小时|分钟|个?钟头)|晚[到来]?半个?(?:小时|钟头)");
    private static final Pattern CONTAINERS = Pattern.compile("容器|笼车|笼箱|集装笼|集装箱");
    private static final Pattern WITHOUT = Pattern.compile(
            "(?:不再?|别|停|关|取消|去掉|撤掉|没有)[^，。？]{0,4}(?:容器|笼|集装)|(?:容器|笼车|笼箱|集装[笼箱])[^，。？]{0,4}(?:不用|停|关|取消|去掉|撤)");
    private static final Pattern EARLY =
            Pattern.compile("提前(?:发车|出发|走|开)|早[发走]|先(?:发车|走)|(?:不|别)等[^，。？]{0,6}齐|随到随[走发]|边到边[走发]");
    private static final Pattern COMPLETE = Pattern.compile("(?<!不|别)等[^，。？]{0,6}[齐完]|[到货]齐[^，。？]{0,3}[走发]|完整发车|齐了再");
    private static final String NOT_HIRED = "(?:不|别|少|甭)(?:再|要|许|准|让|能|去)?(?:用|叫|雇|请|找|派)";
    private static final String HIRED = "(?:外(?:部|包|协|请|雇|面的?|头的?)?车队?|外[包协援])";
    private static final Pattern FEW_EXTERNAL = Pattern.compile(NOT_HIRED + "[^，。？]{0,4}" + HIRED + "|" + HIRED
            + "[^，。？]{0,4}" + NOT_HIRED
            + "|(?:不许|不准|不让|别|不能)外[请包叫雇]|[全都光只](?:部|都)?[靠用让]?(?:咱们?)?(?:自己的?|自有)(?:车|人|跑)");
    private static final String SURCHARGE =
            "(?:(?:涨价|提价|加价|降价|让利)|(?:运费|运价|车费|费用|价格?|单价|报价|成本)[^，。？]{0,4}(?:上?涨|上浮|上调|提高?|加|高|下?降|下浮|下调|低|便宜|少)|贵|便宜)(?:了|个|到|出|上|大概|大约|约)*";
    private static final Pattern PRICED = Pattern.compile(SURCHARGE + SHARE);
    private static final Pattern DISCOUNT = Pattern.compile("打([一二三四五六七八九])([一二三四五六七八九]?)折");
    private static final Pattern CHEAPER = Pattern.compile("降|下浮|下调|低|便宜|少|让利");
    private static final Pattern FREIGHT = Pattern.compile("运费|运价|车费|运输(?:费|价|成本)");
    /** Suppositions that nothing computes: vehicles of other sizes, other waves, all of it hired out. */
    private static final Pattern ELSE = Pattern.compile(
            "如果|要是|假如|假设|假使|万一|(?:换|改)(?:成|用|上|为|装|作)?[^，。？]{0,3}(?:大|小|中|新|重|轻|电动|新能源|厢|面包|三轮|\\d(?:\\.\\d)?[米吨])[^，。？]{0,3}车|(?:取消|砍掉|增加|加|多)(?:一个?)?[^，。？]{0,4}波次?(?![^，。？]*件)|提速|(?:全部?|都)(?:外包|给外|交给外|包出去)|(?:多|再|加|少)(?:开|跑|发|派|加)+(?:[一二两三四五六七八九十几]|\\d{1,2})趟");
    /** What asks for a difference, besides what supposes. */
    private static final Pattern WEIGHS =
            Pattern.compile("省|划算|合算|划得来|值不值|值得|好不好|多花|差多少|贵|便宜|会怎么样|怎么样|有多少好处|多多少|少多少|效果");

    private static final Pattern POSSIBLE = Pattern.compile("行[吗么不]|可以吗|能不能|成[吗不]|[跑送拉运扛顶撑][得不]?[完住了]");
    private static final Pattern COMING = Pattern.compile("[今明后]天|明早|今晚");
    private static final Pattern PAST = Pattern.compile("上个?月|上周|昨天|去年|上季度|同比|环比");

    WhatIf {
        arguments = Map.copyOf(arguments);
    }

    static Optional<WhatIf> read(String question) {
        if (PAST.matcher(question).find()) {
            return Optional.empty();
        }
        boolean asks = ASKS.matcher(question).find();
        Map<String, Object> settings = settings(question);
        boolean possible = settings.containsKey(FEWEST_EXTERNAL)
                && POSSIBLE.matcher(question).find();
        if (!settings.isEmpty() && (asks || possible || WEIGHS.matcher(question).find())) {
            return Optional.of(new WhatIf(SETTINGS, settings));
        }
        Optional<WhatIf> price = price(question, asks);
        if (price.isPresent()) {
            return price;
        }
        if (Merging.asks(question) && PlanQuestion.order(question).isEmpty()) {
            return Optional.of(new WhatIf(MERGE, Map.of()));
        }
        if (driversOut(question) && (asks || COMING.matcher(question).find())) {
            return Optional.of(new WhatIf(VEHICLE_OUT, vehiclesOut(question)));
        }
        if (OUT.matcher(question).find()
                && VEHICLE.matcher(question).find()
                && (asks
                        || question.contains("计划")
                        || question.contains("排")
                        || ONE_VEHICLE.matcher(question).find()
                        || ALL_OUT.matcher(question).find()
                        || HALF_OUT.matcher(question).find())) {
            return Optional.of(new WhatIf(VEHICLE_OUT, vehiclesOut(question)));
        }
        if (CLOSED.matcher(question).find()
                && (asks || question.contains("计划") || COMING.matcher(question).find())) {
            return Optional.of(new WhatIf(CLOSURE, Map.of()));
        }
        Matcher delayed = DELAYED.matcher(question);
        if (delayed.find() && (asks || question.contains("计划"))) {
            return Optional.of(new WhatIf(LATE, Map.of("minutes", minutes(delayed))));
        }
        boolean stated =
                STATED.matcher(question).find() && !ASKED.matcher(question).find();
        if ((asks || COMING.matcher(question).find()) && LEFT.matcher(question).find()) {
            return Optional.of(new WhatIf(VEHICLE_OUT, vehiclesOut(question)));
        }
        Matcher absolute = ABSOLUTE.matcher(question);
        if ((asks || COMING.matcher(question).find()) && absolute.find()) {
            int parcels = DataQuestion.parcels(absolute.group(2));
            boolean fewer = "少降减".contains(absolute.group(1));
            return Optional.of(new WhatIf(VOLUME, Map.of(PARCELS, fewer ? -parcels : parcels)));
        }
        return (asks || stated) && !NOT_VOLUME.matcher(question).find()
                ? percent(question).map(percent -> new WhatIf(VOLUME, Map.of("percent", percent)))
                : Optional.empty();
    }

    /** Whether it supposes that drivers do not come. */
    static boolean driversOut(String question) {
        return DRIVER_OUT.matcher(question).find();
    }

    /** Whether it supposes something of a plan that is none of the changes that are read. */
    static boolean supposesElse(String question) {
        return ELSE.matcher(question).find();
    }

    private static Optional<WhatIf> price(String question, boolean asks) {
        boolean external = PlanQuestion.EXTERNAL.matcher(question).find();
        boolean own = PlanQuestion.isOwn(question);
        boolean counted = asks
                || WEIGHS.matcher(question).find()
                || ASKED.matcher(question).find();
        if (!counted || !(external || own || FREIGHT.matcher(question).find())) {
            return Optional.empty();
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        Matcher priced = PRICED.matcher(question);
        Matcher discount = DISCOUNT.matcher(question);
        if (priced.find()) {
            int percent = percent(priced.group(1), priced.group(2));
            arguments.put("percent", CHEAPER.matcher(priced.group()).find() ? -percent : percent);
        } else if (discount.find()) {
            int tenths = QuestionDates.numeral(discount.group(1)).orElse(0);
            int more = discount.group(2).isEmpty()
                    ? 0
                    : QuestionDates.numeral(discount.group(2)).orElse(0);
            arguments.put("percent", 10 * tenths + more - 100);
        } else {
            return Optional.empty();
        }
        if (external != own) {
            arguments.put("carrier", external ? "EXTERNAL" : "OWN");
        }
        return Optional.of(new WhatIf(PRICE, arguments));
    }

    private static Map<String, Object> settings(String question) {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (CONTAINERS.matcher(question).find()) {
            settings.put(CONTAINER, !WITHOUT.matcher(question).find());
        }
        if (EARLY.matcher(question).find()) {
            settings.put(RULE, "EARLY");
        } else if (COMPLETE.matcher(question).find()) {
            settings.put(RULE, "COMPLETE");
        }
        if (FEW_EXTERNAL.matcher(question).find()) {
            settings.put(FEWEST_EXTERNAL, true);
        }
        return settings;
    }

    /** Where a question says that some vehicles are out. */
    static Matcher someOut(String question) {
        return SOME_OUT.matcher(question);
    }

    private static Map<String, Object> vehiclesOut(String question) {
        if (ALL_OUT.matcher(question).find()) {
            return Map.of(VEHICLES, ALL);
        }
        Matcher left = LEFT.matcher(question);
        if (left.find()) {
            return Map.of(VEHICLES_LEFT, QuestionDates.numeral(left.group(1)).orElse(0));
        }
        if (HALF_OUT.matcher(question).find()) {
            return Map.of(VEHICLES, HALF);
        }
        Matcher some = SOME_OUT.matcher(question);
        if (!some.find()) {
            return Map.of();
        }
        int count = IntStream.rangeClosed(1, some.groupCount())
                .filter(group -> some.group(group) != null)
                .mapToObj(group -> some.group(group).replace("俩", "两").replace("仨", "三"))
                .mapToInt(number -> QuestionDates.numeral(number).orElse(1))
                .findFirst()
                .orElse(1);
        return Map.of(VEHICLES, Math.max(1, count));
    }

    /** A bare share that a follow-up supposes of the same volumes: 要是30%呢. */
    static Optional<Integer> bareShare(String question) {
        Matcher share = BARE_SHARE.matcher(question);
        return share.find() ? Optional.of(percent(share.group(1), share.group(2))) : Optional.empty();
    }

    /** What a short follow-up supposes, whose words of asking stand in the question before: 那涨10%呢. */
    static Optional<WhatIf> follow(String question) {
        Optional<WhatIf> whole = read("如果" + question);
        return whole.isPresent() || !OUT.matcher(question).find()
                ? whole
                : Optional.of(new WhatIf(VEHICLE_OUT, Map.of()));
    }

    private static int minutes(Matcher delayed) {
        if (delayed.group(1) == null) {
            return 30;
        }
        double number = number(delayed.group(1));
        return (int) Math.round(
                delayed.group(2).startsWith("分")
                        ? number
                        : delayed.group(2).startsWith("个半") ? 60 * number + 30 : 60 * number);
    }

    private static Optional<Integer> percent(String question) {
        if (DOUBLE.matcher(question).find()) {
            return Optional.of(100);
        }
        Matcher fraction = FRACTION.matcher(question);
        if (fraction.find()) {
            int share = fraction.group(2) == null
                    ? 50
                    : 100 / QuestionDates.numeral(fraction.group(2)).orElse(2);
            return Optional.of("少降减掉".contains(fraction.group(1)) ? -share : share);
        }
        Matcher more = MORE.matcher(question);
        if (more.find()) {
            int group = IntStream.of(1, 3, 5, 7)
                    .filter(one -> more.group(one) != null)
                    .findFirst()
                    .orElseThrow();
            return Optional.of(percent(more.group(group), more.group(group + 1)));
        }
        Matcher fewer = FEWER.matcher(question);
        return fewer.find() ? Optional.of(-percent(fewer.group(1), fewer.group(2))) : Optional.empty();
    }

    private static int percent(String number, String unit) {
        double value = number(number);
        if (unit.startsWith("成")) {
            value = ChineseNumber.percent(value, unit);
        } else if (unit.equals("倍")) {
            value *= 100;
        } else if (unit.equals("番")) {
            value = 100 * (Math.pow(2, value) - 1);
        }
        return (int) Math.round(value);
    }

    private static double number(String text) {
        return text.equals("半")
                ? 0.5
                : Character.isDigit(text.charAt(0))
                        ? Double.parseDouble(text)
                        : QuestionDates.numeral(text).orElse(0);
    }

    Map<String, Object> call(String date) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("date", date);
        call.put("change", change);
        call.putAll(arguments);
        return call;
    }
}
