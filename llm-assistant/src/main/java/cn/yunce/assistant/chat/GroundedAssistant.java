package cn.yunce.assistant.chat;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.Conversations;
import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.Question;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ScheduleDrafts;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.SourcedNumber;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.guardrail.NumberTrace;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.guardrail.PersonalData;
import cn.yunce.assistant.metric.EnglishQuestion;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.metric.TimeGrammar;
import cn.yunce.assistant.retrieval.ArticleSearch;
import cn.yunce.assistant.retrieval.SearchResult;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.wording.Wording;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes a question, looks up what it asks for, and says it with sources. Rules come first; where they say nothing the corpus is
 * asked, then the model, which may only pick a tool. What has no source is not said.
 */
final class GroundedAssistant implements Assistant {
    private static final Logger LOG = LoggerFactory.getLogger(GroundedAssistant.class);
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Pattern PART_END = Pattern.compile("(?<=[？?。；;])|(?=另外|还有，|顺便|以及，)");
    private static final int MAX_PARTS = 3;
    /** From here on what was learned of a question counts more than the words that it has. */
    private static final double CERTAIN = 0.9;

    private static final double POSSIBLE = 0.2;
    /** A part that is shorter does not say what it is about. */
    private static final int MIN_POLICY_LENGTH = 10;

    private static final int MIN_PART_LENGTH = 4;
    /** Forecasts and plans, which have answers of their own. */
    private static final Pattern PLANNED = Pattern.compile("预测(?!误差|偏差|WAPE|wape|得?[准偏差])|预计|预估|运输计划|车辆计划|下界|波次|线路|班次");
    /** What asks for figures, where a KPI is said without its name. */
    private static final Pattern COUNTED =
            Pattern.compile("多少|几[件票成]|哪[些个几家]|最[多少大小高低好差]|(?<!安)排|各|每|比例|占|势|同比|环比|怎么样|咋样|比");
    /** What a law or a plan says, beside what is. */
    private static final Pattern RULE = Pattern.compile("罚|规定|法律|条例|责任|违法|违规|合法|赔|依据哪|哪一条|法条");
    /** What is to be, not what is. */
    private static final Pattern WANTED = Pattern.compile("目标是(?:多少|什么)|(?:要|应|须|该)达到多少|怎么赔|赔多少");

    /** A part alone may leave the law behind that the whole question names. */
    private static final Pattern LAW_NAMED = Pattern.compile("《|法|条例|办法|规定|细则|标准");

    private static final Pattern CLAUSE_END = Pattern.compile("[，,。？?；;！!]");
    private static final Pattern OTHER_DAY = Pattern.compile("[，,。？?；;]([^，,。？?；;]{2,7}呢)[？?。]*$");

    /** What only a person may do. */
    private static final Pattern COMMANDS = Pattern.compile(
            "把[^，。？]{0,14}(?:计划|草案|方案|班次|趟|班)[^，。？]{0,4}(?:确认|发布|撤回|撤销|取消|删|改)|^(?:请|帮我|麻烦|给我)*(?:确认|发布|撤回|撤销|删除|放弃)[^，。？几多哪]{0,12}(?:计划|草案|方案)[^，。？几多哪]{0,3}$");

    /** A coming day and next to nothing else. */
    private static final Pattern COMING =
            Pattern.compile("(?:那么?)?(?:明天|后天|大后天|下个?周[一二三四五六日天]?)的?(?:预计|预测|大概|会有?)*(?:呢|[有会]?多少件?|几件|怎么样)*[？?。]*");

    /** How a figure stands, which no rule says. */
    private static final Pattern STATE = Pattern.compile("怎么样了?[？?。]*$|咋样了?[？?。]*$|够不够|多少了|达[标到]了?(?:没有?|吗)|完成得");

    /** No rule is asked for in that way. */
    private static final Pattern RANKED =
            Pattern.compile("从[高低多少大小贵]到[高低多少大小便]|排[一个]?[下名]|(?<!第)前[一二两三四五六七八九十\\d]+[个名位家]");

    private static final Pattern NOW = Pattern.compile("现在|目前|眼下|截至");
    private static final Pattern GONE_BY = Pattern.compile("上个?月|上周|昨|去年|今年|本月|近\\d|最近|过去");
    /** What a question only tells of: 年收入30万元, 快件积压了. */
    private static final Pattern TOLD = Pattern.compile("\\d[万亿]?[元块]|[^多少几怎]{3,}了$");

    private static final String DECLINE = "decline";
    static final Progress SILENT = new Progress() {
        @Override
        public void onStep(String step) {}

        @Override
        public void onText(String piece) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };

    private final AssistantTools tools;
    private final LanguageModel model;
    private final Clock clock;
    private final QuestionRouter router;
    private final PolicyAnswers policy;
    private final RuleBeside beside;
    private final DataAnswers data;
    private final Metrics metrics;
    private final QuestionParts parts;
    private final KpiAnswers figures;
    private final WhatIfAnswers supposed;
    private final ReportAnswers report;
    private final Conversations<List<ToolCall>> lookedUp;

    GroundedAssistant(
            ArticleSearch articles,
            ForecastLookup forecasts,
            ScheduleLookup schedules,
            ScheduleDrafts drafts,
            ReportAnswers report,
            LanguageModel model,
            TextEmbedder embedder,
            QuestionRouter router,
            KpiGuess kpis,
            WishGuess wishes,
            Metrics metrics,
            TimeGrammar times,
            CalendarLookup calendar,
            ConversationHistory history,
            Clock clock) {
        this.lookedUp = new Conversations<>(history, GroundedAssistant::lastLookedUp);
        this.tools = AssistantTools.of(articles, forecasts, schedules);
        this.model = model;
        this.router = router;
        this.metrics = metrics;
        this.clock = clock;
        this.policy = new PolicyAnswers(tools, model, embedder, calendar);
        this.beside = new RuleBeside(router, policy);
        this.data = new DataAnswers(tools, forecasts, schedules, times, metrics);
        this.parts = new QuestionParts(metrics, router, kpis);
        this.figures = new KpiAnswers(metrics, kpis, wishes, model);
        this.supposed = new WhatIfAnswers(forecasts, schedules, drafts);
        this.report = report;
    }

    @Override
    public Answer ask(Question question) {
        return ask(question, SILENT);
    }

    @Override
    public Answer ask(Question question, Progress progress) {
        long start = System.nanoTime();
        LocalDate today = question.asOf().orElseGet(() -> LocalDate.ofInstant(clock.instant(), ZONE));
        Asked asked = new Asked(PersonalData.mask(question.text()), today, question.caller(), progress);
        Optional<List<ToolCall>> before = lookedUp.find(asked.caller(), question.conversation());
        Draft draft = before.flatMap(calls -> goesOn(asked, calls))
                .or(() -> report.answer(asked))
                .or(() -> ofPlaceBefore(asked, question.conversation()))
                .or(() -> parts(asked))
                .or(() -> ahead(asked))
                .or(() -> kpi(asked, question.conversation(), before.isPresent()))
                .orElseGet(() -> answer(asked));
        draft = beside.with(asked, draft);
        if (before.isEmpty()) {
            draft = reconsidered(asked, draft, question.conversation());
        }
        remember(asked.caller(), question.conversation(), draft);
        if (progress.cancelled()) {
            throw new CancellationException("cancelled");
        }
        Optional<List<SourcedNumber>> numbers = NumberTrace.trace(draft.pieces());
        if (numbers.isEmpty()) {
            LOG.warn("an answer of route {} had a number without a source and was withheld", draft.route());
            draft = Draft.refused(draft.route(), asked.words().say("ask.withheld"), draft.calls(), List.of());
        }
        String text = draft.pieces().stream().map(Piece::text).collect(Collectors.joining());
        return new Answer(
                text,
                draft.refused(),
                draft.route(),
                draft.citations(),
                draft.refused() ? List.of() : numbers.orElse(List.of()),
                draft.calls(),
                draft.query(),
                draft.choices(),
                (System.nanoTime() - start) / 1_000_000);
    }

    /** The forecast of the place that a KPI was told of before: 明天预计呢. */
    private Optional<Draft> ofPlaceBefore(Asked asked, Optional<String> conversation) {
        return COMING.matcher(asked.text()).matches()
                ? metrics.findPlace(asked.caller(), conversation)
                        .map(place -> answer(Route.FORECAST, asked.part(place + asked.text())))
                : Optional.empty();
    }

    /** The answer where the words leave no doubt that it asks of a coming day's plan or forecast, in Chinese or in English. */
    private Optional<Draft> ahead(Asked asked) {
        Asked chinese = asked.part(EnglishPlanQuestion.inChinese(asked.text()));
        String text = chinese.text();
        if (RULE.matcher(text).find() || QuestionParts.asksRule(text, Route.SCHEDULE)) {
            return Optional.empty();
        }
        return data.ahead(chinese, !text.equals(asked.text())).map(route -> answer(route, chinese));
    }

    /** The answer where the question asks for KPIs of days gone by; with the rule where it asks for that, too. */
    private Optional<Draft> kpi(Asked asked, Optional<String> conversation, boolean elsewhereBefore) {
        boolean english = EnglishQuestion.isEnglish(asked.text());
        String text = DataQuestion.withForecastError(EnglishQuestion.inChinese(asked.text()));
        Optional<Metrics.Prepared> prepared = metrics.prepare(text, asked.today(), asked.caller(), conversation)
                .filter(found -> !(elsewhereBefore && found.follows()));
        boolean supposes = WhatIf.read(text)
                .filter(whatIf -> whatIf.change().equals(WhatIf.SETTINGS))
                .isPresent();
        if (prepared.isEmpty() || supposes) {
            return Optional.empty();
        }
        Metrics.Prepared found = prepared.get();
        boolean rule = RULE.matcher(text).find();
        if (found.future()
                && found.exact()
                && !found.volumes()
                && !rule
                && !parts.ahead(asked).equals(Optional.of(Route.SCHEDULE))) {
            return Optional.of(Draft.refused(
                    Route.KPI, asked.words().say("ask.notForecast"), List.of(), KpiAnswers.examples(asked.words())));
        }
        if (found.future()
                || PLANNED.matcher(text).find()
                || (!found.follows() && !isKpi(text, found, rule, english))) {
            return Optional.empty();
        }
        if (!found.follows() && WANTED.matcher(text).find() && !asksWhich(text)) {
            return Optional.of(policy.answer(asked));
        }
        asked.step("kpi");
        if (rule && !found.follows() && !asksKpiBesideRule(text)) {
            return Optional.of(policy.answer(asked));
        }
        Draft kpi = english ? figures.inEnglish(text, found) : figures.named(asked, text, found, conversation);
        // 在重庆，投递登记办完多少天要安排投递: the place is that of a law.
        if (kpi.refused() && !found.follows() && router.route(text).equals(Optional.of(Route.POLICY))) {
            return Optional.empty();
        }
        return Optional.of(rule && !found.follows() ? mixed(List.of(kpi, policy.answer(asked))) : kpi);
    }

    /** Whether a clause asks which reach what is wanted: 目标是多少，哪些县超了. */
    private static boolean asksWhich(String text) {
        return CLAUSE_END
                .splitAsStream(text)
                .anyMatch(clause -> !WANTED.matcher(clause).find()
                        && (COUNTED.matcher(clause).find()
                                || STATE.matcher(clause).find()));
    }

    /** Whether a clause of its own asks for the KPI; 快件积压了，罚多少 only tells of it. */
    private static boolean asksKpiBesideRule(String text) {
        List<String> clauses = CLAUSE_END
                .splitAsStream(text)
                .filter(clause -> !clause.isBlank())
                .toList();
        return clauses.size() < 2
                || clauses.stream()
                        .filter(clause -> !RULE.matcher(clause).find())
                        .anyMatch(clause -> !TOLD.matcher(clause).find()
                                && (COUNTED.matcher(clause).find()
                                        || GONE_BY.matcher(clause).find()));
    }

    /** Whether what is found is asked for, by the router's judgement and by how exactly it is said. */
    private boolean isKpi(String text, Metrics.Prepared found, boolean rule, boolean english) {
        boolean now = NOW.matcher(text).find() || text.contains(PlanQuestion.UNPLANNED);
        boolean said =
                (found.exact() || (found.past() && COUNTED.matcher(text).find())) && (found.specific() || rule || now);
        // The router has learned from Chinese questions.
        Optional<Route> routed = english ? Optional.empty() : router.route(text);
        if (routed.isEmpty()) {
            return said;
        }
        return switch (routed.get()) {
            case KPI -> true;
            // The router does not know names that an administrator gave.
            case OUT_OF_SCOPE -> said && found.exact() && (found.past() || now);
            // 新能源车现在有多少辆 is no plan's.
            case FORECAST, SCHEDULE ->
                (said && (found.past() || (found.exact() && now)))
                        || (text.contains(PlanQuestion.UNPLANNED)
                                && COUNTED.matcher(text).find());
            case POLICY ->
                (found.exact() && (said || STATE.matcher(text).find()))
                        || (found.specific() && RANKED.matcher(text).find());
            case SMALLTALK, MIXED -> said;
        };
    }

    static Draft outOfScope(Wording words, List<ToolCall> calls) {
        return Draft.refused(
                Route.OUT_OF_SCOPE,
                words.say("ask.scope"),
                calls,
                List.of(words.say("ask.example1"), words.say("ask.example2"), words.say("ask.example3")));
    }

    /** What goes on from a forecast, a plan or a draft of one. */
    private Optional<Draft> goesOn(Asked asked, List<ToolCall> before) {
        try {
            return goneOn(asked, before);
        } catch (IllegalArgumentException e) {
            boolean forecast = before.getFirst().tool().equals(AssistantTools.FORECAST_VOLUME);
            return Optional.of(DataAnswers.refused(asked, forecast ? Route.FORECAST : Route.SCHEDULE, e));
        }
    }

    private Optional<Draft> goneOn(Asked asked, List<ToolCall> before) {
        ToolCall last = before.getFirst();
        Asked named = asked.part(FollowUp.withFleet(asked.text(), last));
        boolean goesOn = DataQuestion.goesOn(asked.text());
        Optional<WhatIf> whatIf = FollowUp.sameChange(named.text(), last)
                .or(() -> goesOn ? WhatIf.follow(named.text()) : Optional.empty())
                .or(() -> FollowUp.isShort(asked.text()) && PlanQuestion.asksFigures(asked.text())
                        ? FollowUp.again(last)
                        : Optional.empty());
        if (whatIf.isPresent()) {
            LocalDate day = data.namedDay(named)
                    .orElseGet(() -> LocalDate.parse(String.valueOf(
                            last.arguments().getOrDefault("date", asked.today().toString()))));
            return Optional.of(supposed.answer(named, whatIf.get(), day, last.arguments()));
        }
        return goesOn || (FollowUp.isShort(asked.text()) && !isOfElse(named))
                ? data.follow(named, before, goesOn)
                : Optional.empty();
    }

    /** Whether a short question names a KPI or asks for a rule. */
    private boolean isOfElse(Asked asked) {
        return RULE.matcher(asked.text()).find()
                || GONE_BY.matcher(DataAnswers.withoutOtherDay(asked.text())).find()
                || (!PlanQuestion.isOfPlan(asked.text())
                        && metrics.prepare(asked.text(), asked.today(), asked.caller(), Optional.empty())
                                .filter(found -> !found.volumes())
                                .isPresent());
    }

    private void remember(Caller caller, Optional<String> conversation, Draft draft) {
        if (looksUp(draft.route(), draft.calls())) {
            lookedUp.put(caller, conversation, draft.calls());
        } else if (endsLookingUp(draft.route(), draft.refused())) {
            lookedUp.remove(caller, conversation);
        }
    }

    /** What {@link #remember} would know after these answers. */
    private static Optional<List<ToolCall>> lastLookedUp(List<Answer> latestFirst) {
        for (Answer answer : latestFirst) {
            if (looksUp(answer.route(), answer.calls())) {
                return Optional.of(answer.calls());
            }
            if (endsLookingUp(answer.route(), answer.refused())) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean looksUp(Route route, List<ToolCall> calls) {
        return (route == Route.FORECAST || route == Route.SCHEDULE) && !calls.isEmpty();
    }

    private static boolean endsLookingUp(Route route, boolean refused) {
        return route == Route.KPI && !refused;
    }

    /** The answers to parts that ask for different things. */
    private Optional<Draft> parts(Asked asked) {
        List<QuestionParts.Part> found = parts.read(asked);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        boolean ofRules = found.stream().anyMatch(part -> part.route() == Route.POLICY);
        if (ofRules && LAW_NAMED.matcher(asked.text()).find()) {
            ToolCall call = policy.call(asked);
            SearchResult articles = policy.search(call, asked.role());
            if (!articles.missing().isEmpty()) {
                return Optional.of(policy.answer(asked, call, articles));
            }
        }
        List<Draft> drafts = new ArrayList<>();
        for (QuestionParts.Part part : found) {
            drafts.add(answer(part, asked));
        }
        return Optional.of(mixed(drafts));
    }

    private Draft answer(QuestionParts.Part part, Asked asked) {
        return switch (part.route()) {
            case KPI ->
                metrics.prepare(part.text(), asked.today(), asked.caller(), Optional.empty())
                        .map(found -> KpiAnswers.draft(found.answer(), part.text()))
                        .orElseGet(() -> answer(Route.KPI, asked.part(part.text())));
            case POLICY -> policy.answer(part.text().length() < MIN_POLICY_LENGTH ? asked : asked.part(part.text()));
            default -> answer(part.route(), asked.part(data.placed(part.text(), asked.text())));
        };
    }

    private Draft answer(Asked asked) {
        asked.step("read");
        List<String> sentences = sentences(asked.text());
        if (sentences.size() < 2) {
            return single(asked);
        }
        Map<String, Route> routed = new LinkedHashMap<>();
        sentences.forEach(part -> router.route(part)
                .filter(route -> route != Route.SMALLTALK)
                .ifPresent(route -> routed.put(part, route)));
        Set<Route> routes = Set.copyOf(routed.values());
        if (routes.size() < 2 || routes.contains(Route.OUT_OF_SCOPE) || routes.contains(Route.KPI)) {
            return single(asked);
        }
        List<Draft> drafts = new ArrayList<>();
        routed.forEach((part, route) -> drafts.add(answer(route, asked.part(part))));
        return mixed(drafts);
    }

    private static List<String> sentences(String question) {
        List<String> sentences = PART_END.splitAsStream(question)
                .map(String::strip)
                .filter(part -> part.length() >= MIN_PART_LENGTH)
                .toList();
        return sentences.size() > MAX_PARTS ? List.of(question) : sentences;
    }

    /** The answer of another kind where what was learned and a tuned model are agreed on that kind, and it can be given. */
    private Draft reconsidered(Asked asked, Draft draft, Optional<String> conversation) {
        if (!model.isTuned(ModelTask.ROUTE) || draft.route() == Route.MIXED) {
            return draft;
        }
        if (WhatIf.read(asked.text()).isPresent() || EnglishQuestion.isEnglish(asked.text())) {
            return draft;
        }
        Optional<Route> other = router.likeliest(asked.text())
                // A vote never makes an answer of a refusal.
                .filter(route -> route == Route.OUT_OF_SCOPE || !draft.refused())
                .filter(route -> route != draft.route() && !asksRuleOfAll(asked, route))
                .filter(route -> model.perform(ModelTask.ROUTE, asked.text(), asked.progress()::cancelled)
                        .flatMap(Route::find)
                        .equals(Optional.of(route)))
                .filter(route -> metrics.prepare(asked.text(), asked.today(), asked.caller(), conversation)
                        .filter(Metrics.Prepared::follows)
                        .isEmpty());
        if (other.isEmpty()) {
            return draft;
        }
        Draft again = other.get() == Route.MIXED
                ? ofBoth(asked)
                : answer(new QuestionParts.Part(other.get(), asked.text()), asked);
        return again.refused() && other.get() != Route.OUT_OF_SCOPE ? draft : again;
    }

    /** Whether it asks what anybody may do, though it is taken for a question of a plan: of no place of the network. */
    private boolean asksRuleOfAll(Asked asked, Route taken) {
        return QuestionParts.asksRule(asked.text(), taken)
                && metrics.said(asked.text(), asked.today())
                        .filter(said -> !said.places().isEmpty())
                        .isEmpty();
    }

    private Draft ofBoth(Asked asked) {
        return mixed(router.kinds(asked.text()).stream()
                .limit(2)
                .map(kind -> answer(new QuestionParts.Part(kind.route(), asked.text()), asked))
                .toList());
    }

    private static Draft mixed(List<Draft> drafts) {
        return drafts.stream().reduce(Draft::and).orElseThrow();
    }

    private Draft single(Asked asked) {
        Optional<Route> routed = router.route(asked.text());
        // Of days to come there are no figures, whatever their names are: the plan tells 明天的周转率.
        Optional<Route> learned = router.kinds(asked.text()).stream()
                .findFirst()
                .filter(kind -> kind.probability() >= CERTAIN && kind.route() != Route.KPI)
                .map(QuestionRouter.Kind::route)
                // 如果明天件量上涨5%会怎样 speaks of volumes and asks of the plan.
                .filter(route ->
                        route != Route.FORECAST || WhatIf.read(asked.text()).isEmpty())
                .filter(route -> !QuestionParts.asksRule(asked.text(), route));
        Optional<Route> byRule = routed.filter(route -> route == Route.POLICY || learned.equals(Optional.of(route)))
                .or(() -> parts.ahead(asked))
                .or(() -> routed.map(route -> QuestionParts.asksRule(asked.text(), route) ? Route.POLICY : route));
        // That a KPI is asked for and none is known leaves the question open.
        boolean unknown = byRule.filter(Route.KPI::equals).isPresent();
        boolean plan = byRule.filter(route -> route == Route.SCHEDULE || route == Route.FORECAST)
                .isPresent();
        if (plan && QuestionParts.asksOfLimit(asked)) {
            ToolCall call = policy.call(asked);
            SearchResult found = policy.search(call, asked.role());
            if (policy.carriedByItsNumbers(asked, found)) {
                return policy.answer(asked, call, found);
            }
        }
        if (byRule.isPresent() && !unknown) {
            return answer(byRule.get(), asked);
        }
        ToolCall call = policy.call(asked);
        asked.step("law");
        SearchResult found = policy.search(call, asked.role());
        boolean ofFigures = unknown && figures.isMeant(asked.text()) && !QuestionParts.asksOfLimit(asked);
        boolean likely = ofFigures ? PolicyAnswers.plain(found) : PolicyAnswers.evident(found);
        if (likely || policy.carriedByItsNumbers(asked, found)) {
            return policy.answer(asked, call, found);
        }
        if (unknown) {
            return answer(Route.KPI, asked);
        }
        // What a tuned model tells counts once something else is agreed with it.
        Optional<String> tool = model.isTuned(ModelTask.ROUTE)
                ? Optional.empty()
                : model.pickTool(asked.text(), pickable(), asked.progress()::cancelled);
        Route picked = tool.map(GroundedAssistant::routeOf)
                .orElseGet(() -> mayMeanKpi(asked.text()) ? Route.KPI : Route.OUT_OF_SCOPE);
        return answer(picked, asked);
    }

    /** Of days gone by, and of nothing likelier: to be asked back. */
    private boolean mayMeanKpi(String question) {
        return GONE_BY.matcher(question).find()
                && router.kinds(question).stream()
                        .findFirst()
                        .filter(kind -> kind.route() == Route.KPI && kind.probability() >= POSSIBLE)
                        .isPresent();
    }

    private Draft answer(Route route, Asked asked) {
        return route == Route.FORECAST || route == Route.SCHEDULE
                ? andOtherDay(route, asked).orElseGet(() -> whole(route, asked))
                : whole(route, asked);
    }

    /** The answers to what ends in another day: 今天的计划花了多少钱，明天呢. */
    private Optional<Draft> andOtherDay(Route route, Asked asked) {
        Matcher other = OTHER_DAY.matcher(asked.text());
        if (!other.find() || data.namedDay(asked.part(other.group(1))).isEmpty()) {
            return Optional.empty();
        }
        Draft first = whole(route, asked.part(asked.text().substring(0, other.start())));
        if (first.refused() || !looksUp(first.route(), first.calls())) {
            return Optional.empty();
        }
        return data.follow(asked.part(other.group(1)), first.calls(), true).map(first::and);
    }

    private Draft whole(Route route, Asked asked) {
        return switch (route) {
            case POLICY, MIXED -> policy.answer(asked);
            case FORECAST -> {
                if (PlanQuestion.isOfPlan(asked.text())) {
                    yield answer(Route.SCHEDULE, asked);
                }
                asked.step("forecast");
                yield data.forecast(asked);
            }
            case SCHEDULE -> {
                asked.step("plan");
                if (COMMANDS.matcher(asked.text()).find()) {
                    yield Draft.refused(Route.SCHEDULE, asked.words().say("plan.noCommand"), List.of(), List.of());
                }
                yield WhatIf.read(asked.text())
                        .map(whatIf -> supposed.answer(asked, whatIf, data.planDay(asked), Map.of()))
                        .orElseGet(() -> WhatIf.supposesElse(asked.text())
                                ? Draft.refused(
                                        Route.SCHEDULE, asked.words().say("draft.notSupposed"), List.of(), List.of())
                                : data.schedule(asked));
            }
            case KPI -> {
                asked.step("read");
                yield figures.described(asked);
            }
            case SMALLTALK -> Draft.said(Route.SMALLTALK, smalltalk(asked));
            case OUT_OF_SCOPE -> outOfScope(asked.words(), List.of());
        };
    }

    private List<ToolSpecification> pickable() {
        List<ToolSpecification> all = new ArrayList<>(tools.specifications());
        all.add(ToolSpecification.builder()
                .name(KpiAnswers.QUERY_KPI)
                .description("查过去的经营指标：准时率、妥投率、申诉率、覆盖率、成本等")
                .build());
        all.add(ToolSpecification.builder()
                .name(DECLINE)
                .description("与邮政快递无关的问题：闲聊、股票、天气、写作、编程等")
                .build());
        return all;
    }

    private static Route routeOf(String tool) {
        return switch (tool) {
            case AssistantTools.SEARCH_REGULATIONS -> Route.POLICY;
            case AssistantTools.FORECAST_VOLUME -> Route.FORECAST;
            case AssistantTools.GET_SCHEDULE -> Route.SCHEDULE;
            case KpiAnswers.QUERY_KPI -> Route.KPI;
            default -> Route.OUT_OF_SCOPE;
        };
    }

    private static String smalltalk(Asked asked) {
        String question = asked.text();
        if (question.contains("谢") || question.contains("辛苦")) {
            return asked.words().say("talk.welcome");
        }
        if (question.contains("再见") || question.contains("拜")) {
            return asked.words().say("talk.bye");
        }
        return asked.words().say("talk.hello", asked.words().say("ask.example1"));
    }
}
