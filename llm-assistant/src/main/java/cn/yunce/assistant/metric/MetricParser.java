package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Condition;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricQuery.Test;
import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.TimeReading.Period;
import cn.yunce.assistant.metric.TimeReading.Unclear;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads questions over the catalogue's names and the network's place names; the longest name counts. */
final class MetricParser {
    private static final int LONGEST_FOLLOW_UP = 26;
    /** Which place a county takes is told by the ranking of all. */
    static final Pattern PLACE_OF =
            Pattern.compile("排名?(?:在)?(?:全市|全城|全部)?第几|第几[名位]|排多少名|排几|排老几|名次|＿(?:是|在)?第几(?![个季周天])");

    /** What figures are asked by, or of, that no KPI is counted by. */
    private static final Pattern UNCOUNTED = Pattern.compile(
            "人均|户均|店均|(?:每(?:个|名|位)?|一[个名位])(?:快递员|小哥|业务员|员工|司机|客户|用户|商家)(?:平均)?|快递柜|快件箱|丰巢|冷链|国际件?|跨境|大件|小件|到付|代收货款|保价|(?:哪|各|每)[个家]?(?:快递)?(?:公司|品牌)|顺丰|中通|圆通|申通|韵达|极兔|京东|菜鸟|(?:邮政)?ems");

    /** 连九成五都不到. */
    private static final Pattern EVEN_LESS = Pattern.compile(
            "连?(\\d+(?:\\.\\d+)?[%万千成]?|(?:百分之)?[一二两三四五六七八九十]+(?:成[一二三四五六七八九半]?)?)[都也](?:不到|没到|没有|[达够]不到)");

    /** 介于60%到75%之间; 9月到10月之间 is a time. */
    private static final Pattern BETWEEN = Pattern.compile(
            "(?:介于|处于|位于|在)?(\\d+(?:\\.\\d+)?[%万千成]?)(?:到|至|和|与|-|~)(\\d+(?:\\.\\d+)?[%万千成]?)(?:之间|中间)");

    /** 准时律 is what an input method makes of 准时率. */
    private static final Pattern RATE = Pattern.compile("(?<=[时诉投妥损失坏收配载用盖驻转差退签])[律绿滤虑](?!色)");

    private static final Pattern UNTIL_YEAR_END = Pattern.compile("(离|距离?)年底的?");
    /** 24小时准时率比72小时的 speaks of two KPIs. */
    private static final Pattern WITHIN_HOURS = Pattern.compile("(24|48|72)小时(?:的|(?=[差高低，？?]|$))");

    private static final Pattern EACH_COUNTY = Pattern.compile("(?:各|每)个?(?:县|区|园区|地)|分别");
    private static final Pattern EITHER = Pattern.compile("或者|或是|或(?=＿)");
    private static final Pattern TARGET = Pattern.compile("目标|达标|完成(?:率|度|进度|情况)|过线|够线");
    /** 投诉率和申诉率最高的县 ranks by both, 装载率最低的三个县和它们的车次 by the first. */
    private static final Pattern RANKED =
            Pattern.compile("最|垫底|倒数|第一|排名|排行|前" + Numerals.NUMBER + "名?|后" + Numerals.NUMBER + "名|领先|落后|拖后腿|掉链子");

    /** All rows with their judgement. */
    private static final Pattern MARKED =
            Pattern.compile("(?:标出|标注|标明|注明|指出|标记|圈出|标红|说明)[来是]?[^，,？?]{0,6}(?:达标|超标|完成|合格|过线)");

    /** From one month to another; 1-10月 is all of these. */
    private static final Pattern ENDS = Pattern.compile("(从|自)?[^到至]+(?:到|至)");

    /** Figures that people ask for beside KPIs and that none is kept of. */
    private static final Pattern UNKEPT = Pattern.compile(
            "(?:净|毛)?利润率?|毛利率?|[赚挣]了?(?:多少|几)|(?:快递员|业务员|员工|司机|小哥|客服)(?:人数|数量|总数)?(?=[和、，,？?呢]|各|多少|有多少|$)|满意度|满意率|好评率?|差评率?|工资|薪资|油耗|油费|碳排放量?|事故率?|(?:停留|滞留|等待|在库|中转)(?:的)?(?:时长|时间)|(?:趴|停|待|压|搁|滞留|停留|耽搁)(?:了)?(?:多久|多长时间)|(?:车辆)?闲置率?|趴窝|停驶率?|客单价|市场份额|市占率|退款率?|(?:客户|用户)数量?|离职率|出勤率|人口|GDP|gdp");

    /** What is near to a name and none. */
    private static final Pattern UNNAMED = Pattern.compile("退件(?:数量?|量)|退货量");

    private static final Pattern TIMES = Pattern.compile("(?:几|多少)倍");
    private static final Pattern NOW = Pattern.compile("现在|目前|眼下|当前|手里|此刻");
    private static final Pattern WHOLE = Pattern.compile("全市|全城|全部乡镇");
    private static final Pattern WHICH = Pattern.compile("哪|几个|多少个|谁");
    /** 投诉率最高的是哪个县，为什么. */
    private static final Pattern REASON = Pattern.compile("^(?:是)?(?:为什么|为啥|为何|什么原因|原因(?:是什么|呢|在哪)?|怎么回事|咋回事).{0,4}$");

    private static final int MOST_CLAUSES = 3;
    private static final Pattern CLAUSE_END = Pattern.compile("[，,；;。？?！!]+|(?=另外|还有|顺便)");
    /** Clauses that hold together are conditions of one question. */
    private static final Pattern JOINED = Pattern.compile("且|同时|又|都|其中|但|而且");

    private static final Pattern ASKS = Pattern.compile("哪|谁|多少|几|怎么样|如何|[吗呢]$|排|最|第一|垫底");

    /** What a clause after the first asks of the same figures. */
    private static final Pattern ASKS_ON = Pattern.compile("哪|谁|多少|几|[吗呢么]$|排|最|第一|垫底|合计|加起来|([高多])(?:不\\1|还是)");

    private static final Pattern UNREAD = Pattern.compile(
            "^.{0,4}(?:哪|谁|为什么|为啥|怎么办|怎么[做调]|多久|什么时候|几时)|是不是|能不能|会不会|行不行|该不该|划不划算|吃得消|受得了|赚|亏|值不值|(?<![好行对是以])[吗么]$");
    /** What is told with each figure. */
    private static final Pattern ANSWERED = Pattern.compile("达标|目标|完成|合格|同比|环比|多少|怎么样|如何");

    /** Words with which one goes on. */
    private static final Pattern GOES_ON = Pattern.compile("^(?:那|换|改|再|还有|也|只看|然后|接着)|呢[？?。]*$|也看看[。]*$");

    private final TimeGrammar times;
    private final KpiNames names;

    MetricParser(KpiCatalogue catalogue, TimeGrammar times) {
        this.times = times;
        this.names = new KpiNames(catalogue);
    }

    /**
     * @param known places, asked for only where the question is about KPIs
     * @param before the conversation's query before, which a short follow-up changes
     */
    MetricReading read(String question, LocalDate asOf, Supplier<List<Place>> known, Optional<MetricQuery> before) {
        return read(question, asOf, known, before, Optional.empty());
    }

    /** @param focus the place that came first in the answer before */
    MetricReading read(
            String question,
            LocalDate asOf,
            Supplier<List<Place>> known,
            Optional<MetricQuery> before,
            Optional<Place> focus) {
        String text = ofBoth(UNTIL_YEAR_END.matcher(plain(question)).replaceAll("$1"));
        KpiNames.Named kpis = names.find(text);
        boolean follows = before.isPresent()
                && text.length() <= LONGEST_FOLLOW_UP
                && kpis.ambiguous().isEmpty()
                && (kpis.isEmpty()
                        || GOES_ON.matcher(text).find()
                        || FollowUpQuery.OF_FIRST.matcher(kpis.rest()).find()
                        || isBare(kpis.rest()));
        if (kpis.isEmpty() && !follows) {
            return new MetricReading.None();
        }
        Matcher unnamed = UNNAMED.matcher(text);
        if (unnamed.find()) {
            return new MetricReading.Ask("没有“" + unnamed.group() + "”的统计", List.of(), false);
        }
        if (!kpis.ambiguous().isEmpty()) {
            return ask("“" + kpis.phrase() + "”可以指几个指标", text, kpis.phrase(), kpis.ambiguous(), false);
        }
        Matcher uncounted = UNCOUNTED.matcher(kpis.rest());
        if (uncounted.find()) {
            return new MetricReading.Ask(
                    "没有按“" + uncounted.group() + "”统计的指标",
                    Stream.of(text.replace(uncounted.group(), ""))
                            .filter(choice ->
                                    !follows && !UNCOUNTED.matcher(choice).find())
                            .toList(),
                    false);
        }
        PlaceNames.Named places = PlaceNames.find(kpis.rest(), known.get());
        TimeReading time = times.read(places.rest(), asOf);
        if (time instanceof Unclear unclear) {
            return new MetricReading.Ask(
                    unclear.reason(),
                    unclear.choices().stream()
                            .map(choice -> question.replace(unclear.phrase(), choice))
                            .toList(),
                    false);
        }
        if (!places.near().isEmpty()) {
            boolean past = time instanceof Period read
                    && read.named()
                    && read.span().from().isBefore(asOf);
            return ask(
                    "没有找到“" + places.unknown().replace("·", "") + "”",
                    question.contains(places.unknown()) ? question : text,
                    places.unknown(),
                    places.near(),
                    past);
        }
        Period period = follows && QuestionShape.asksMonth(places.rest())
                ? (Period) time
                : atNow((Period) time, places.rest(), kpis, asOf);
        List<String> unkept = UNKEPT.matcher(kpis.rest())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
        // 哪个县积压最多 after 昨天积压多少 asks of yesterday.
        boolean again = !follows
                && text.length() <= LONGEST_FOLLOW_UP
                && !period.named()
                && before.filter(last -> last.metrics().equals(kpis.kpis())
                                && last.time().named())
                        .isPresent();
        if (before.isPresent() && (follows || again)) {
            Optional<MetricQuery> changed = new FollowUpQuery(before.get(), kpis, places, period, focus).read();
            if (changed.isPresent() || follows) {
                return changed.<MetricReading>map(query -> new MetricReading.Query(
                                query,
                                true,
                                true,
                                new MetricReading.Beside(
                                        targetless(text, query.metrics()),
                                        unkept,
                                        ranked(places, before.get()),
                                        QuestionShape.asksLevel(places.rest()),
                                        asksTimes(places.rest()),
                                        Optional.empty())))
                        .orElseGet(MetricReading.None::new);
            }
        }
        MetricQuery query = query(kpis, places, period);
        boolean level = QuestionShape.asksLevel(places.rest());
        if (query.conditions().size() > 1 && EITHER.matcher(places.rest()).find()) {
            return new MetricReading.Ask("“或”两边的条件请分开问", List.of(EITHER.split(question, -1)), period.named());
        }
        if (query.show() == Show.SHARE
                && query.by() == Level.CITY
                && query.places().isEmpty()
                && query.bucket().isEmpty()) {
            return new MetricReading.Ask(
                    "没有说明是谁占的比例", List.of("各县" + query.metrics().getFirst().zh() + "占全市的比例"), period.named());
        }
        return new MetricReading.Query(
                query,
                kpis.exact(),
                false,
                new MetricReading.Beside(
                        targetless(text, query.metrics()),
                        unkept,
                        ranked(places),
                        level,
                        asksTimes(places.rest()),
                        Optional.empty()));
    }

    /**
     * The questions of a sentence that asks several, each of KPIs of its own and otherwise: 哪个县投递量最大，哪个县准时率最低. Empty where it asks one.
     */
    List<String> apart(String question, LocalDate asOf, Supplier<List<Place>> known) {
        String text = plain(question);
        List<String> clauses = CLAUSE_END
                .splitAsStream(text)
                .filter(clause -> !clause.isBlank())
                .toList();
        if (clauses.size() == 2
                && REASON.matcher(clauses.getLast()).find()
                && read(clauses.getFirst(), asOf, known, Optional.empty()) instanceof MetricReading.Query first
                && first.query().by() != Level.CITY) {
            return List.of(
                    clauses.getFirst(),
                    first.query().time().phrase()
                            + first.query().places().stream()
                                    .map(place -> MetricWords.shortName(place.name()))
                                    .collect(Collectors.joining("、"))
                            + first.query().metrics().getFirst().zh() + "为什么变化");
        }
        if (clauses.size() < 2
                || clauses.size() > MOST_CLAUSES
                || JOINED.matcher(text).find()
                || !clauses.stream().allMatch(clause -> ASKS.matcher(clause).find())) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        List<MetricQuery> queries = new ArrayList<>();
        String time = "";
        for (String clause : clauses) {
            TimeReading read = times.read(clause, asOf);
            boolean timed = read instanceof Period period && period.named();
            String part = timed ? clause : time + clause;
            if (!(read(part, asOf, known, Optional.empty()) instanceof MetricReading.Query query)) {
                return List.of();
            }
            if (timed) {
                time = ((Period) read).phrase();
            }
            boolean placed = query.query().places().isEmpty()
                    && (query.query().by() == Level.CITY
                            || PLACE_OF.matcher(part).find())
                    && !queries.isEmpty()
                    && !FollowUpQuery.WHOLE_CITY.matcher(part).find();
            String here = placed
                    ? queries.getFirst().places().stream()
                            .map(place -> MetricWords.shortName(place.name()))
                            .collect(Collectors.joining("、"))
                    : "";
            parts.add(here + part);
            queries.add(query.query());
        }
        boolean otherwise = queries.stream().map(MetricParser::wish).distinct().count() > 1
                || queries.stream().anyMatch(query -> query.order() != Order.NONE);
        boolean own = queries.stream().map(MetricQuery::metrics).distinct().count() == queries.size();
        return otherwise && own ? parts : List.of();
    }

    /**
     * What the last clause asks of the figures that the question before it asks for, where it adds nothing to that: 各是多少，哪个便宜. Empty where
     * there is no such clause; a clause that asks and is read as nothing stands with the whole as {@code unread}.
     *
     * @param whole what the whole question is read as
     */
    List<MetricReading.Query> goingOn(
            String question, MetricReading.Query whole, LocalDate asOf, Supplier<List<Place>> known) {
        return goingOn(question, whole, asOf, known, Optional.empty());
    }

    /** @param focus the place that came first in the first answer */
    List<MetricReading.Query> goingOn(
            String question,
            MetricReading.Query whole,
            LocalDate asOf,
            Supplier<List<Place>> known,
            Optional<Place> focus) {
        String text = plain(question);
        List<String> clauses = CLAUSE_END
                .splitAsStream(text)
                .filter(clause -> !clause.isBlank())
                .toList();
        if (whole.follows() || clauses.size() < 2) {
            return List.of();
        }
        String last = clauses.getLast();
        String head = text.substring(0, text.lastIndexOf(last));
        boolean asks = (ASKS_ON.matcher(last).find() || UNREAD.matcher(last).find())
                && names.find(last).isEmpty();
        if (!asks
                || !(read(head, asOf, known, Optional.empty()) instanceof MetricReading.Query first)
                || !first.query().equals(whole.query())) {
            return List.of();
        }
        if (read(last, asOf, known, Optional.of(first.query()), focus) instanceof MetricReading.Query on
                && (!on.query().equals(first.query()) || QuestionShape.asksLevel(last))) {
            return List.of(whole, on);
        }
        return UNREAD.matcher(last).find()
                        && !ANSWERED.matcher(last).find()
                        && !(first.query().show() == Show.GAP && QuestionShape.asksDifference(last))
                        && whole.beside().unkept().isEmpty()
                ? List.of(whole.with(Optional.of(last)))
                : List.of();
    }

    /** The last clause of a question of several where it asks something of the figures of the others; without its end. */
    static Optional<String> lastAsking(String question) {
        List<String> clauses = CLAUSE_END
                .splitAsStream(question)
                .filter(clause -> !clause.isBlank())
                .toList();
        return clauses.size() < 2
                ? Optional.empty()
                : Optional.of(clauses.getLast())
                        .filter(last -> ASKS_ON.matcher(last).find()
                                || UNREAD.matcher(last).find());
    }

    /** How a state changed over a period is told from the day before it: 今年以来增加了多少辆. */
    private static Period sinceStart(Period read, QuestionShape shape, Kpi kpi) {
        boolean over = shape.change()
                && shape.bucket().isEmpty()
                && kpi.aggregate().isPointInTime()
                && read.named()
                && read.compare().isEmpty()
                && read.span().days() > 1;
        return over
                ? read.comparedWith(new Compare(
                        Compare.Kind.NAMED, Span.day(read.span().from().minusDays(1))))
                : read;
    }

    /** A change from one month to another is that of the second against the first: 9月到10月涨得最多, 从一季度到三季度涨了多少. */
    private static Period betweenEnds(Period read, QuestionShape shape) {
        Matcher ends = ENDS.matcher(read.phrase());
        boolean changes = shape.change() || shape.order().isOfChange();
        boolean whole = read.grain() == Grain.MONTH
                && shape.bucket().isEmpty()
                && read.compare().isEmpty();
        LocalDate last = read.span().to().minusMonths(1);
        boolean next = last.minusMonths(1).equals(read.span().from());
        return changes && whole && last.isAfter(read.span().from()) && ends.find() && (next || ends.group(1) != null)
                ? new Period(
                                new Span(last, read.span().to()),
                                Grain.MONTH,
                                read.days(),
                                new Span(last, read.span().to()).yearBefore(),
                                new Span(last.minusMonths(1), last),
                                Optional.empty(),
                                true,
                                read.phrase())
                        .comparedWith(new Compare(
                                Compare.Kind.NAMED,
                                new Span(read.span().from(), read.span().from().plusMonths(1))))
                : read;
    }

    /** Of a state that is asked for now, yesterday's, the last that is whole; of what is counted by months the last month's. Which month it was is asked of this year. */
    private Period atNow(Period period, String rest, KpiNames.Named kpis, LocalDate asOf) {
        if (!period.named() && QuestionShape.asksMonth(rest)) {
            return (Period) times.read("年初至今", asOf);
        }
        boolean states = !kpis.isEmpty()
                && kpis.kpis().stream()
                        .allMatch(kpi -> kpi.aggregate().isPointInTime() && kpi.facts() != Kpi.Facts.TARGET_PROGRESS);
        return !period.named() && states && NOW.matcher(rest).find() ? (Period) times.read("昨天", asOf) : period;
    }

    /** What figures are asked by, or of, that no KPI is counted by. */
    static Optional<String> findUncounted(String question) {
        Matcher uncounted = UNCOUNTED.matcher(plain(question));
        return uncounted.find() ? Optional.of(uncounted.group()) : Optional.empty();
    }

    /** Figures that people ask for and that none is kept of. */
    static Optional<String> findUnkept(String question) {
        Matcher unkept = UNKEPT.matcher(plain(question));
        return unkept.find() ? Optional.of(unkept.group()) : Optional.empty();
    }

    /** What is asked beside the KPIs and the places. */
    private static List<Object> wish(MetricQuery query) {
        return List.of(
                query.by(),
                query.bucket(),
                query.time().span(),
                query.order(),
                query.show(),
                query.conditions().isEmpty());
    }

    private static List<Kpi> targetless(String text, List<Kpi> metrics) {
        return TARGET.matcher(text).find()
                ? metrics.stream().filter(kpi -> kpi.target().isEmpty()).toList()
                : List.of();
    }

    /** Whose rank is asked for. */
    private static List<Place> ranked(PlaceNames.Named places) {
        return PLACE_OF.matcher(places.rest()).find()
                ? places.places().stream()
                        .filter(place -> finest(places.places())
                                .filter(place.level()::equals)
                                .isPresent())
                        .toList()
                : List.of();
    }

    /** Of a follow-up that names no place, those before. */
    private static List<Place> ranked(PlaceNames.Named places, MetricQuery before) {
        boolean ofBefore =
                places.places().isEmpty() && PLACE_OF.matcher(places.rest()).find();
        return ofBefore ? before.places() : ranked(places);
    }

    private static String ofBoth(String text) {
        return text.contains("小时准时率") ? WITHIN_HOURS.matcher(text).replaceAll("$1小时准时率") : text;
    }

    /** The time and the places that a question names, see {@link Metrics#said}. */
    Optional<Metrics.Said> said(String question, LocalDate asOf, Supplier<List<Place>> known) {
        String text = plain(question);
        PlaceNames.Named places = PlaceNames.find(text, known.get());
        if (!places.near().isEmpty() || !(times.read(places.rest(), asOf) instanceof Period period)) {
            return Optional.empty();
        }
        return Optional.of(new Metrics.Said(
                period.phrase(),
                places.places().stream().map(Place::name).toList(),
                MetricWish.masked(
                        text,
                        period.phrase(),
                        places.places().stream().map(Place::name).toList())));
    }

    /** Whether next to nothing is said beside a name. */
    private static boolean isBare(String rest) {
        return rest.replaceAll("[＿的呢吗？?，。]", "").length() <= 1;
    }

    private static boolean asksTimes(String rest) {
        return TIMES.matcher(rest).find();
    }

    private static MetricReading.Ask ask(
            String reason, String text, String phrase, List<String> choices, boolean past) {
        return new MetricReading.Ask(
                reason, choices.stream().map(name -> text.replace(phrase, name)).toList(), past);
    }

    private MetricQuery query(KpiNames.Named kpis, PlaceNames.Named places, Period named) {
        String rest = places.rest();
        List<Kpi> metrics = kpis.kpis();
        QuestionShape shape = QuestionShape.read(rest, named.span().days(), metrics.getFirst(), kpis.failing());
        Period read =
                (shape.bucket().isPresent() || FollowUpQuery.TOTAL.matcher(rest).find())
                                && !QuestionShape.asksWhichTime(rest)
                                && !rest.contains("比")
                        ? named.joined()
                        : named;
        boolean several = places.places().size() > 1;
        Order order = several && shape.order() == Order.NONE ? QuestionShape.ofTwo(rest) : shape.order();
        boolean marked = shape.rows()
                && (MARKED.matcher(rest).find()
                        || (shape.yesNo()
                                && EACH_COUNTY.matcher(rest).find()
                                && !WHICH.matcher(rest).find()));
        boolean judged = marked
                || (shape.yesNo() && shape.by().isEmpty() && shape.bucket().isEmpty());
        List<Condition> conditions = judged
                ? List.of()
                : QuestionConditions.read(
                        kpis.rest(),
                        kpis.at(),
                        kpis.failing(),
                        shape.rows()
                                && !shape.order().isOfChange()
                                && shape.steps().isEmpty()
                                && shape.show().filter(Show.WHY::equals).isEmpty());
        conditions = conditions.stream()
                .filter(condition -> !condition.test().isOfTarget()
                        || condition.kpi().target().isPresent())
                .toList();
        if (shape.show().filter(Show.GAP::equals).isPresent()) {
            // 还差几家达标 asks how far the target is, not who reaches it.
            conditions = conditions.stream()
                    .filter(condition -> condition.test() != Test.MEETS_TARGET)
                    .toList();
        }
        boolean placed = PLACE_OF.matcher(rest).find()
                && shape.by().filter(level -> level != Level.COUNTY).isEmpty();
        Optional<Level> own = placed ? finest(places.places()) : Optional.empty();
        boolean shares = conditions.stream()
                .anyMatch(condition -> condition.test() == Test.SHARE_ABOVE || condition.test() == Test.SHARE_BELOW);
        Show show = marked ? Show.GAP : shape.show().orElse(shares ? Show.SHARE : Show.VALUES);
        boolean ranked = (shape.order() != Order.NONE || !conditions.isEmpty())
                && places.places().isEmpty()
                && shape.bucket().isEmpty()
                && show != Show.WHY;
        // 谁 and 哪个 of townships that are named are these.
        Optional<Level> finer = finest(places.places())
                .filter(level -> several
                        && level.compareTo(Level.COUNTY) > 0
                        && shape.by().filter(Level.COUNTY::equals).isPresent());
        Level rows = own.or(() -> finer).or(shape::by).orElse(ranked || placed ? Level.COUNTY : Level.CITY);
        // Of a KPI that is known of counties alone, a county's reasons end there: 石桥怎么老是晚点，哪几个镇拖后腿.
        Level by = show == Show.WHY && rows.compareTo(metrics.getFirst().level()) > 0 ? Level.CITY : rows;
        if (show == Show.COUNT && by == Level.CITY && shape.bucket().isEmpty()) {
            show = Show.VALUES;
        }
        // 8月和9月哪个月大 weighs the two that are named, and each is one of such times.
        Optional<Grain> bucket = shape.bucket()
                .filter(grain -> read.compare().isEmpty()
                        || !QuestionShape.asksWhichTime(rest)
                        || read.span().days() > longest(grain));
        boolean summed = several && FollowUpQuery.TOTAL.matcher(rest).find();
        boolean weighed = several
                ? by == Level.CITY || by == places.places().getFirst().level()
                : metrics.size() == 2 && by == Level.CITY;
        if (show == Show.VALUES && weighed && conditions.isEmpty() && QuestionShape.asksDifference(rest)) {
            show = Show.GAP;
        }
        OptionalInt limit = shape.steps().isPresent()
                ? shape.steps()
                : (by != Level.CITY && !(weighed && few(shape.limit(), places.places()))) || bucket.isPresent()
                        ? shape.limit()
                        : OptionalInt.empty();
        return new MetricQuery(
                metrics,
                several && !summed && by == Level.CITY
                        ? places.places().getFirst().level()
                        : by,
                bucket,
                ofVillages(placed ? among(places.places(), by, rest) : places.places(), places.villages()),
                shape.time(
                        sinceStart(betweenEnds(read, shape), shape, metrics.getFirst()),
                        show,
                        conditions,
                        QuestionShape.asksLevel(rest) && conditions.isEmpty() && by == Level.CITY),
                order,
                limit,
                conditions,
                by == Level.COUNTY
                        ? limit.isPresent() && timesOfEach(rest, shape)
                        : (shape.within() && by != Level.CITY) || shape.ofCounty(),
                show,
                shape.perDay() || read.compare().flatMap(Compare::days).isPresent(),
                conditions.isEmpty() && ranksEach(kpis, rest));
    }

    /** Of named places one alone, or as many as are named, says nothing that all of them do not. */
    private static boolean few(OptionalInt limit, List<Place> places) {
        return limit.isEmpty() || limit.getAsInt() == 1 || limit.getAsInt() >= places.size();
    }

    /** Whether all of several KPIs are named before the words that rank. */
    static boolean ranksEach(KpiNames.Named kpis, String rest) {
        Matcher ranked = RANKED.matcher(rest);
        return kpis.kpis().size() > 1
                && ranked.find()
                && kpis.at().keySet().stream().allMatch(at -> at < ranked.start());
    }

    private static Optional<Level> finest(List<Place> places) {
        return places.stream().map(Place::level).max(Comparator.naturalOrder());
    }

    private static List<Place> ofVillages(List<Place> places, boolean villages) {
        return villages
                ? Stream.concat(places.stream(), Stream.of(Place.VILLAGES)).toList()
                : places;
    }

    /** The county within which a township ranks; none where it ranks in the whole city. */
    private static List<Place> among(List<Place> places, Level by, String rest) {
        return by == Level.COUNTY || WHOLE.matcher(rest).find()
                ? List.of()
                : places.stream().filter(place -> place.level() == Level.COUNTY).toList();
    }

    private static int longest(Grain grain) {
        return switch (grain) {
            case DAY -> 1;
            case WEEK -> 7;
            case TEN_DAYS -> 11;
            case MONTH -> 31;
            case QUARTER -> 92;
            case HALF_YEAR -> 184;
            case YEAR -> 366;
        };
    }

    /** Whether the best or worst times of each county are asked for. */
    private static boolean timesOfEach(String rest, QuestionShape shape) {
        return shape.bucket().isPresent()
                && shape.steps().isEmpty()
                && EACH_COUNTY.matcher(rest).find();
    }

    static String plain(String text) {
        String bounded = BETWEEN.matcher(TimeGrammar.plain(text)).replaceAll("不低于$1不高于$2");
        return RATE.matcher(EVEN_LESS.matcher(bounded).replaceAll("不到$1"))
                .replaceAll("率")
                .toLowerCase(Locale.ROOT)
                .replace("（", "(")
                .replace("）", ")");
    }
}
