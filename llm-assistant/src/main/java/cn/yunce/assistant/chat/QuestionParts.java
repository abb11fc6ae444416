package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.metric.Metrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parts of a question that ask for different things: 上个月丢失率多少，丢了怎么赔. */
final class QuestionParts {
    private static final int MAX_PARTS = 3;
    private static final Pattern END = Pattern.compile("[，,？?。；;！!]+|(?=另外|还有|顺便|以及)");
    private static final Pattern SEGMENT_END =
            Pattern.compile("[，,？?。；;！!、+①②③]+|(?=另外|还有|顺便|顺带|以及|同时)|(?<=[^\\s]{4})\\s+(?=[^\\s]{2})");
    /** What a law or a plan of the authorities says. */
    private static final Pattern RULE = Pattern.compile(
            "罚|规定|法律|法规|条例|责任|违法|违规|合法|赔|义务|许可|备案|要不要|必须|应当|硬性|行不行|怎么处理|怎么处置|能不能(?!完成|达到|达标|实现|做到|赶上|超过|按期|如期)|能直接|可以吗|可不可以|同意|验视|实名|时限要求|必须答复|不处理|(?:方案|文件|政策|办法)[^，]{0,6}(?:要求|规定|目标|定的|多少)|政策目标|目标是多少|要求达到");

    /** A day by which a duty is due. */
    private static final Pattern DUE =
            Pattern.compile("(?:最晚|最迟|之前|前必须|前要|什么时候|哪天|几号).{0,8}(?:公示|公告|备案|申请|申报|答复|告知|报告|报备|退货|退款|缴纳|交罚|补办|年检|检验)");

    private static final Pattern PERMITTED = Pattern.compile("行不[？?。]*$");
    private static final Pattern AHEAD =
            Pattern.compile("明天|明日|明早|明晚|明儿|后天|下周|下礼拜|下星期|未来|接下来|往后|今后|预计|预测(?!误差|偏差|得?准)|预估|估计");
    private static final Pattern PAST = Pattern.compile("上个?月|上周|昨|前天|去年|今年|上季度|本月|上半年|近\\d|最近|过去");
    private static final Pattern VOLUME = Pattern.compile("多少|几件|几票|[件票货量]|包裹|线路|波次|忙|曲线|区间");
    private static final Pattern PLAN = Pattern.compile(
            "运输计划|车辆计划|班次|派车|[派用叫发出要]几?多?少?[^，]{0,3}[辆趟]|多少(?:辆|趟|班)?车|几辆|(?:一|每)[辆趟]车|串点|合并发车|外部承运|外部车|外包|车队|发车|车够|自有车[^占]{0,4}(?:跑|趟|够)");
    private static final Pattern PLAN_KPI = Pattern.compile("总成本|周转率|均包裹|几趟|多少趟|装载率|满载|装[得的]?满|成本|下界");
    private static final Pattern QUANTITY = Pattern.compile("多少|几|排|率|高|低|怎么样|咋样|多不多|如何|达标|超标|占|变化|量|数|掉|涨|报");

    /** What a question that asks for more than one thing is likely to be, by what was learned of whole questions. */
    private static final double LIKELY_MIXED = 0.5;

    private static final double CERTAINLY_MIXED = 0.9;
    private static final double HARDLY_MIXED = 0.02;
    /** Parts as certain as that are told apart whatever the whole question resembles. */
    private static final double CERTAIN_PART = 0.95;

    private static final double LIKELY_PART = 0.5;
    /** Words that a part of its kind has: what was learned alone takes 司机不在现场 for a question of plans. */
    private static final Map<Route, Pattern> WORDS = Map.of(
            Route.FORECAST,
            Pattern.compile("预测|预计|预估|估|量|件|货|票|包裹|多少|几[成万千百]|涨|落|冲|forecast|volume"),
            Route.SCHEDULE,
            Pattern.compile("车|班|趟|线路|司机|师傅|排|派|计划|几台|外包|发出|挪|顶"),
            Route.POLICY,
            Pattern.compile(
                    "罚|规|法|条例|条款|合同|政策|文件|赔|违|标准|补贴|补助|奖|要求|允许|算不算|责任|负责|谁[掏出付担]|备案|上报|报备|约谈|处理|处置|处分|扣|能不能|可以|可不可以|行不|必须|应当|该不该|怎么办|咋办|咋报|上限|后果|依据|办法|legal|law"));

    private final Metrics metrics;
    private final QuestionRouter router;
    private final KpiGuess kpis;

    QuestionParts(Metrics metrics, QuestionRouter router, KpiGuess kpis) {
        this.metrics = metrics;
        this.router = router;
        this.kpis = kpis;
    }

    /** @param text as long as it stands, with what belongs to it */
    record Part(Route route, String text) {}

    /** Parts of different routes; empty where all asks for one thing. */
    List<Part> read(Asked asked) {
        List<Part> byWords = byWords(asked);
        List<Part> learned = learned(asked);
        List<Part> parts = byWords.isEmpty() || (learned.isEmpty() && router.mixed(asked.text()) < HARDLY_MIXED)
                ? learned
                : byWords;
        return ofRuleAlone(asked, parts) ? List.of() : parts;
    }

    /** Money and people in a question of rules are taken for a plan or a forecast; one of these has a day to come or a word of its own. */
    private static boolean ofRuleAlone(Asked asked, List<Part> parts) {
        String question = asked.text();
        return parts.stream().anyMatch(part -> part.route() == Route.POLICY)
                && !AHEAD.matcher(question).find()
                && !PLAN.matcher(question).find()
                && parts.stream()
                        .allMatch(part -> part.route() == Route.POLICY
                                || (part.route() != Route.KPI && !RuleRouter.speaksOf(part.route(), question)));
    }

    /** Segment by segment what is asked for; where nothing is certain of these, that the whole is likely to be of two kinds counts. */
    List<Part> learned(Asked asked) {
        String question = asked.text();
        if (asksOfLimit(asked) && !PAST.matcher(question).find()) {
            return List.of();
        }
        boolean likely = router.mixed(question) >= LIKELY_MIXED;
        double least = likely ? LIKELY_PART : CERTAIN_PART;
        Map<Route, String> parts = new LinkedHashMap<>();
        String lead = "";
        Optional<Route> last = Optional.empty();
        for (String segment : SEGMENT_END.split(question)) {
            if (segment.isBlank()) {
                continue;
            }
            Optional<Route> earlier = last;
            last = router.kinds(segment).stream()
                    .findFirst()
                    .filter(kind -> kind.probability() >= least && speaksOf(kind.route(), segment, asked))
                    .map(QuestionRouter.Kind::route)
                    .or(() -> earlier);
            if (last.isEmpty()) {
                lead += segment + "，";
            } else {
                parts.merge(last.get(), lead + segment, (before, more) -> before + "，" + more);
                lead = "";
            }
        }
        if (WhatIf.read(question).isPresent() && !parts.containsKey(Route.POLICY)) {
            return List.of();
        }
        if (parts.size() < 2 && router.mixed(question) >= CERTAINLY_MIXED) {
            boolean past = PAST.matcher(question).find();
            boolean ahead = AHEAD.matcher(question).find();
            List<QuestionRouter.Kind> two =
                    router.kinds(question).stream().limit(2).toList();
            boolean ofRules = two.stream().anyMatch(kind -> kind.route() == Route.POLICY);
            if ((ofRules ? past || ahead : past && ahead) && two.getFirst().probability() < CERTAIN_PART) {
                parts.clear();
                two.forEach(kind -> parts.put(kind.route(), question));
            }
        }
        boolean acrossDays =
                PAST.matcher(question).find() && AHEAD.matcher(question).find();
        // 明天有几趟车，一共拉多少件 asks of one plan.
        boolean apart = likely || acrossDays || parts.containsKey(Route.POLICY);
        if (parts.size() < 2 || !apart) {
            return List.of();
        }
        return parts.entrySet().stream()
                .map(part -> new Part(part.getKey(), part.getValue()))
                .toList();
    }

    private boolean speaksOf(Route route, String segment, Asked asked) {
        if (route == Route.KPI) {
            // 公司上一年度营业额8亿元 and 用户6月3日投诉 only tell of it.
            boolean asks =
                    QUANTITY.matcher(segment).find() || PAST.matcher(segment).find();
            return asks
                    && (kpis.read(segment).certain().isPresent()
                            || metrics.prepare(segment, asked.today(), asked.caller(), Optional.empty())
                                    .isPresent());
        }
        Pattern words = WORDS.get(route);
        return words != null && words.matcher(segment).find();
    }

    private List<Part> byWords(Asked asked) {
        List<String> segments = END.splitAsStream(asked.text())
                .filter(segment -> !segment.isBlank())
                .toList();
        if (segments.size() < 2) {
            return List.of();
        }
        if (WhatIf.read(asked.text()).isPresent() && !RULE.matcher(asked.text()).find()) {
            return List.of();
        }
        List<Part> parts = new ArrayList<>();
        String lead = "";
        boolean ahead = false;
        for (String segment : segments) {
            Optional<Route> route = route(segment, asked, ahead);
            ahead |= route.filter(found -> found == Route.FORECAST || found == Route.SCHEDULE)
                    .isPresent();
            boolean goesOn = !parts.isEmpty()
                    && (route.isEmpty() || route.get() == parts.getLast().route());
            if (goesOn) {
                Part last = parts.removeLast();
                parts.add(new Part(last.route(), last.text() + "，" + segment));
            } else if (route.isEmpty()) {
                lead += segment + "，";
            } else {
                parts.add(new Part(route.get(), lead + segment));
                lead = "";
            }
        }
        boolean mixed = parts.stream().map(Part::route).distinct().count() > 1;
        return mixed && parts.size() <= MAX_PARTS ? List.copyOf(parts) : List.of();
    }

    /** FORECAST or SCHEDULE where the words leave no doubt. */
    Optional<Route> ahead(Asked asked) {
        return route(asked.text(), asked, false).filter(found -> found == Route.FORECAST || found == Route.SCHEDULE);
    }

    /** Whether it asks what may be done, and has no word of the plan or the forecast that it was taken for. */
    static boolean asksRule(String question, Route taken) {
        return (taken == Route.FORECAST || taken == Route.SCHEDULE)
                && (RULE.matcher(question).find()
                        || DUE.matcher(question).find()
                        || PERMITTED.matcher(question).find())
                && !AHEAD.matcher(question).find()
                && !RuleRouter.speaksOf(taken, question);
    }

    /** Whether a number of its own is held to some limit or term, and no day of a plan is spoken of. */
    static boolean asksOfLimit(Asked asked) {
        return !AHEAD.matcher(asked.text()).find() && Demands.computed(asked.text(), "", asked.today());
    }

    private Optional<Route> route(String segment, Asked asked, boolean afterAhead) {
        if (WhatIf.read(segment).isPresent()) {
            return Optional.of(Route.SCHEDULE);
        }
        if (RULE.matcher(segment).find()) {
            return Optional.of(Route.POLICY);
        }
        boolean ahead = AHEAD.matcher(segment).find();
        boolean past = PAST.matcher(segment).find();
        boolean plan = PLAN.matcher(segment).find()
                || ((ahead || afterAhead) && PLAN_KPI.matcher(segment).find());
        if (plan && !past) {
            return Optional.of(Route.SCHEDULE);
        }
        if (!ahead) {
            boolean kpi = metrics.prepare(segment, asked.today(), asked.caller(), Optional.empty())
                    .filter(found -> !found.future()
                            && (found.past()
                                    || (found.exact()
                                            && QUANTITY.matcher(segment).find())))
                    .isPresent();
            return kpi ? Optional.of(Route.KPI) : Optional.empty();
        }
        return !past && VOLUME.matcher(segment).find() ? Optional.of(Route.FORECAST) : Optional.empty();
    }
}
