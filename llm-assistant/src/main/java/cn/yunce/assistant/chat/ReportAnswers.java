package cn.yunce.assistant.chat;

import cn.yunce.assistant.Language;
import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.MonthlyReport.CountyValue;
import cn.yunce.assistant.MonthlyReport.Indicator;
import cn.yunce.assistant.MonthlyReport.Line;
import cn.yunce.assistant.MonthlyReport.Progress;
import cn.yunce.assistant.MonthlyReport.Standing;
import cn.yunce.assistant.Reports;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.metric.Metrics;
import cn.yunce.assistant.metric.Span;
import cn.yunce.assistant.metric.TimeGrammar;
import cn.yunce.assistant.metric.TimeReading;
import cn.yunce.assistant.wording.Wording;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers a wish for a month's report (what it says in short, and where the workbook and the page to print are), and questions about the counties' assessment. */
final class ReportAnswers {
    private static final String MONTHLY_REPORT = "monthly_report";
    private static final Pattern WISH = Pattern.compile(
            "月报(?!销)|月度(?:经营|运营|工作|KPI|指标)*(?:报告|报表|总结)|(?:做|出|写|生成|导出|来)[^，]{0,8}(?:月|经营|指标|KPI)[^，]{0,4}(?:报告|报表)");

    private static final String STANDINGS = "county_assessment";
    private static final Pattern ASSESSED = Pattern.compile(
            "考核(?!办法|细则|标准|通知|合同|期|口径|线|表)[^，,。？?]{0,10}(?:得分|分数|[几多]少?分|排名|排行|排第?几|名次|第[一二三四五几]|谁|哪个?[县区]|最[高低好差]|倒数|垫底|前[一二三四五六]|领先|成绩|结果)"
                    + "|(?:哪个?[县区]|谁|各(?:区县|[县区地]))[^，,。？?]{0,10}考核(?!办法|细则|标准|期|口径)");
    private static final Pattern JUDGED = Pattern.compile(
            "(?:哪[些几]个?|[几多]少?[个项]|各[个项]|所有|全部)(?:项|个)?(?:KPI|kpi|经营|运营|考核|主要)?(?:指标|KPI|kpi)[^，,。？?]{0,10}(?:达标|完成|及格|过线|超标|合格|达到目标)|(?:没|未)(?:有)?(?:达标|完成|及格|过线)的(?:指标|KPI|kpi)");
    private static final Pattern PLANNED = Pattern.compile(
            "(?:哪[些几]个?|[几多]少?[个项]|各[个项]|所有|全部|这些|全市)(?:政策|方案|规划|实施方案|年度|计划)?(?:目标|任务)(?:任务)?[^，,。？?]{0,10}(?:完成|完不成|进度|进展|达成|实现|落后|来得及)|(?:政策|方案|规划|实施方案)的?(?:目标|任务)的?(?:完成情况|进度|进展|完成得)");
    private static final double WHOLE = 100;
    private static final Pattern RULED_KPIS = Pattern.compile("规定|办法|文件|罚|依据|怎么算|预测|预计");
    /** What asks for the rules of an assessment, or for one of people. */
    private static final Pattern RULED = Pattern.compile(
            "办法|细则|规则|依据|规定|怎么(?:算|考|评|打|公布|处理|计)|如何(?:算|考核|评|计)|罚|奖|扣|问责|公布|多久|哪些(?:指标|内容)|哪几项|[快投]递员|司机|员工|人员|企业|合同|承运");

    private static final Pattern LAST = Pattern.compile("倒数|垫底|最[低差后]|末位|末尾|落后");

    private final Optional<Reports> reports;
    private final Optional<TimeGrammar> times;
    private final Metrics metrics;

    ReportAnswers(Reports reports, TimeGrammar times, Metrics metrics) {
        this(Optional.of(reports), Optional.of(times), metrics);
    }

    private ReportAnswers(Optional<Reports> reports, Optional<TimeGrammar> times, Metrics metrics) {
        this.reports = reports;
        this.times = times;
        this.metrics = metrics;
    }

    /** Writes none. */
    static ReportAnswers none() {
        return new ReportAnswers(Optional.empty(), Optional.empty(), Metrics.none());
    }

    /** Empty where neither a report nor the counties' assessment is asked for. */
    Optional<Draft> answer(Asked asked) {
        if (reports.isEmpty()) {
            return Optional.empty();
        }
        if (ASSESSED.matcher(asked.text()).find()
                && !RULED.matcher(asked.text()).find()
                && metrics.prepare(asked.text(), asked.today(), asked.caller(), Optional.empty())
                        .isEmpty()) {
            return Optional.of(standings(asked));
        }
        boolean planned = PLANNED.matcher(asked.text()).find()
                && !RULED_KPIS.matcher(asked.text()).find();
        boolean judged = JUDGED.matcher(asked.text()).find()
                && !RULED_KPIS.matcher(asked.text()).find();
        if (!planned && !judged && !WISH.matcher(asked.text()).find()) {
            return Optional.empty();
        }
        YearMonth month = times.map(grammar -> grammar.read(asked.text(), asked.today()))
                .filter(TimeReading.Period.class::isInstance)
                .map(TimeReading.Period.class::cast)
                .map(period -> monthOf(period.span(), asked.today()))
                .orElseGet(() -> YearMonth.from(asked.today()).minusMonths(1));
        ToolCall call = new ToolCall(MONTHLY_REPORT, Map.of("month", month.toString()));
        asked.step("report");
        try {
            MonthlyReport report = reports.get().monthly(month, asked.caller());
            return Optional.of(
                    planned && !report.targets().isEmpty()
                            ? planned(report, asked, call)
                            : judged ? judged(report, asked, call) : draft(report, call, asked.words()));
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    Draft.refused(Route.KPI, asked.words().say("report.none", month), List.of(call), List.of()));
        }
    }

    /** Which KPIs reach their targets and which miss them, of the scope of the report or of a county that is named. */
    private static Draft judged(MonthlyReport report, Asked asked, ToolCall call) {
        Optional<String> county = report.lines().stream()
                .flatMap(line -> line.counties().stream())
                .map(CountyValue::county)
                .filter(name -> asked.text().contains(name.substring(0, 2)))
                .findFirst();
        List<String> met = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (Line line : report.lines()) {
            Indicator kpi = line.indicator();
            OptionalDouble value = county.map(name -> line.counties().stream()
                            .filter(of -> of.county().equals(name))
                            .mapToDouble(CountyValue::value)
                            .findFirst())
                    .orElse(OptionalDouble.of(line.value()));
            if (kpi.target().isEmpty() || value.isEmpty()) {
                continue;
            }
            boolean low = kpi.higherIsBetter().filter(high -> !high).isPresent();
            double target = kpi.target().getAsDouble();
            boolean reached = low ? value.getAsDouble() <= target : value.getAsDouble() >= target;
            (reached ? met : missed)
                    .add(asked.words()
                            .say(
                                    "report.kpi",
                                    asked.words().language() == Language.ENGLISH ? kpi.en() : kpi.zh(),
                                    number(value.getAsDouble(), kpi),
                                    number(target, kpi)));
        }
        StringBuilder text = new StringBuilder(asked.words()
                .say(
                        "report.targets",
                        report.month(),
                        county.orElseGet(() -> asked.words().word("scope", report.scope())),
                        met.size() + missed.size(),
                        met.size()));
        text.append(asked.words().say("report.missedTargets", missed.size()));
        missed.forEach(text::append);
        text.append(asked.words().say("report.metTargets", met.size()));
        met.forEach(text::append);
        return said(text.toString(), report, asked, call);
    }

    /** How far the city's plan has come, target by target, those that lag first. */
    private static Draft planned(MonthlyReport report, Asked asked, ToolCall call) {
        List<Progress> lagging = report.targets().stream()
                .sorted(Comparator.comparingDouble(Progress::completionPercent))
                .toList();
        StringBuilder text = new StringBuilder(asked.words()
                .say(
                        "report.plan",
                        report.month(),
                        lagging.size(),
                        lagging.stream()
                                .filter(progress -> progress.completionPercent() >= WHOLE)
                                .count()));
        for (Progress progress : lagging) {
            Indicator kpi = progress.indicator();
            text.append(asked.words()
                    .say(
                            "report.progress",
                            asked.words().language() == Language.ENGLISH ? kpi.en() : kpi.zh(),
                            number(progress.value(), kpi),
                            number(progress.target(), kpi),
                            String.format(Locale.ROOT, "%.2f", progress.completionPercent()),
                            progress.due()));
            progress.atDue()
                    .ifPresent(end -> text.append(asked.words()
                            .say("report.atDue", number(end, kpi), asked.words().say(outlook(progress)))));
        }
        return said(text.toString(), report, asked, call);
    }

    private static Draft said(String text, MonthlyReport report, Asked asked, ToolCall call) {
        String source = asked.words().say("report.source", report.month());
        return new Draft(
                Route.KPI,
                false,
                List.of(new Piece(text, source, text, List.of())),
                List.of(),
                List.of(call),
                List.of());
    }

    private static String outlook(Progress progress) {
        return progress.lo80().orElse(0) >= progress.target()
                ? "kpi.likely"
                : progress.hi80().orElse(0) < progress.target() ? "kpi.unlikely" : "kpi.uncertain";
    }

    private static String number(double value, Indicator kpi) {
        return String.format(Locale.ROOT, "%." + kpi.decimals() + "f", value)
                + (kpi.unit().equals("%") ? "%" : " " + kpi.unit());
    }

    /** How far the counties reach their targets over the days asked for, at most until today; the last complete month where none are named. */
    private Draft standings(Asked asked) {
        TimeReading read =
                times.map(grammar -> grammar.read(asked.text(), asked.today())).orElseThrow();
        if (read instanceof TimeReading.Unclear unclear) {
            return Draft.refused(
                    Route.KPI,
                    asked.words().say("ask.unclear", unclear.phrase()),
                    List.of(),
                    unclear.choices().stream()
                            .map(choice -> asked.text().replace(unclear.phrase(), choice))
                            .toList());
        }
        TimeReading.Period period = (TimeReading.Period) read;
        LocalDate from = period.span().from();
        LocalDate until = asked.today().plusDays(1);
        LocalDate to = period.span().to().isAfter(until) ? until : period.span().to();
        ToolCall call = new ToolCall(STANDINGS, Map.of("from", from.toString(), "to", to.toString()));
        asked.step("report");
        List<Standing> standings =
                from.isBefore(to) ? reports.orElseThrow().standings(from, to, asked.caller()) : List.of();
        if (standings.isEmpty()) {
            boolean own = asked.caller().region().isPresent();
            return Draft.refused(
                    Route.KPI,
                    own
                            ? asked.words().say("report.ownCountyOnly")
                            : asked.words().say("report.none", from + " – " + to.minusDays(1)),
                    List.of(call),
                    List.of());
        }
        StringBuilder text = new StringBuilder(asked.words()
                .say(
                        "report.assessment",
                        from,
                        to.minusDays(1),
                        standings.getFirst().of()));
        text.append(period.named() ? "" : asked.words().say("basis.unnamed"))
                .append(asked.words().say("colon"));
        asked(asked.text(), standings)
                .forEach(standing -> text.append(asked.words()
                        .say(
                                "report.placed",
                                standing.county(),
                                standing.place(),
                                standings.size(),
                                points(standing),
                                missed(standing, asked.words()))));
        standings.forEach(standing -> text.append(asked.words()
                .say(
                        "report.rank",
                        standing.place(),
                        standing.county(),
                        points(standing),
                        standing.met(),
                        standing.of())));
        return new Draft(
                Route.KPI,
                false,
                List.of(new Piece(
                        text.toString(),
                        asked.words().say("report.source", from + " – " + to.minusDays(1)),
                        text.toString(),
                        List.of())),
                List.of(),
                List.of(call),
                List.of(),
                Map.of());
    }

    /** The counties that a question names, else the last where it asks for that, else the first. */
    private static List<Standing> asked(String question, List<Standing> standings) {
        List<Standing> named = standings.stream()
                .filter(standing -> question.contains(standing.county().substring(0, 2)))
                .toList();
        return named.isEmpty()
                ? List.of(LAST.matcher(question).find() ? standings.getLast() : standings.getFirst())
                : named;
    }

    private static String missed(Standing standing, Wording words) {
        return standing.missed().isEmpty()
                ? ""
                : words.say(
                        "report.missed",
                        words.list(standing.missed().stream()
                                .map(kpi -> words.language() == Language.ENGLISH ? kpi.en() : kpi.zh())
                                .toList()));
    }

    private static String points(Standing standing) {
        return String.format(Locale.ROOT, "%.2f", standing.points());
    }

    /** The month itself; of a longer period the last that is complete. */
    private static YearMonth monthOf(Span span, LocalDate today) {
        YearMonth first = YearMonth.from(span.from());
        YearMonth last = YearMonth.from(span.last());
        YearMonth complete = YearMonth.from(today).minusMonths(1);
        return last.equals(first) || !last.isAfter(complete) ? last : first.isAfter(complete) ? first : complete;
    }

    private static Draft draft(MonthlyReport report, ToolCall call, Wording words) {
        String month = report.month().toString();
        String page = "/api/v1/reports/monthly.html?month=" + month;
        String workbook = "/api/v1/reports/monthly.xlsx?month=" + month;
        List<Line> judged =
                report.lines().stream().filter(line -> line.met().isPresent()).toList();
        List<String> missed = judged.stream()
                .filter(line -> !line.met().orElse(true))
                .map(line -> words.language() == Language.ENGLISH
                        ? line.indicator().en()
                        : line.indicator().zh())
                .toList();
        StringBuilder text = new StringBuilder(words.say(
                "report.head",
                month,
                words.word("scope", report.scope()),
                report.lines().size()));
        if (!judged.isEmpty()) {
            text.append(words.say("report.judged", judged.size(), judged.size() - missed.size()));
        }
        text.append(missed.isEmpty() ? "" : words.say("report.missed", words.list(missed)))
                .append(words.say("end"));
        if (!report.standings().isEmpty()) {
            text.append(words.say(
                    "report.standings",
                    report.standings().stream()
                            .map(standing -> standing.place() + " " + standing.county())
                            .collect(Collectors.joining(words.say("comma")))));
        }
        text.append(words.say("report.files", page, workbook));
        text.append(report.synthetic() ? "\n" + words.say("sample").strip() : "");
        return new Draft(
                Route.KPI,
                false,
                List.of(new Piece(
                        text.toString(), words.say("report.source", month), text.toString(), List.of(page, workbook))),
                List.of(),
                List.of(call),
                List.of(),
                Map.of("report", Map.of("month", month, "page", page, "workbook", workbook)));
    }
}
