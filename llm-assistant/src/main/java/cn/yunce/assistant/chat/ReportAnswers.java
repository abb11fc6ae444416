package cn.yunce.assistant.chat;

import cn.yunce.assistant.Language;
import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.MonthlyReport.Line;
import cn.yunce.assistant.Reports;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.metric.TimeGrammar;
import cn.yunce.assistant.metric.TimeReading;
import cn.yunce.assistant.wording.Wording;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers a wish for a month's report: what it says in short, and where the workbook and the page to print are. */
final class ReportAnswers {
    private static final String MONTHLY_REPORT = "monthly_report";
    private static final Pattern WISH = Pattern.compile(
            "月报(?!销)|月度(?:经营|运营|工作|KPI|指标)*(?:报告|报表|总结)|(?:做|出|写|生成|导出|来)[^，]{0,8}(?:月|经营|指标|KPI)[^，]{0,4}(?:报告|报表)");

    private final Optional<Reports> reports;
    private final Optional<TimeGrammar> times;

    ReportAnswers(Reports reports, TimeGrammar times) {
        this(Optional.of(reports), Optional.of(times));
    }

    private ReportAnswers(Optional<Reports> reports, Optional<TimeGrammar> times) {
        this.reports = reports;
        this.times = times;
    }

    /** Writes none. */
    static ReportAnswers none() {
        return new ReportAnswers(Optional.empty(), Optional.empty());
    }

    /** Empty where no report is wished for. */
    Optional<Draft> answer(Asked asked) {
        if (reports.isEmpty() || !WISH.matcher(asked.text()).find()) {
            return Optional.empty();
        }
        YearMonth month = times.map(grammar -> grammar.read(asked.text(), asked.today()))
                .filter(TimeReading.Period.class::isInstance)
                .map(TimeReading.Period.class::cast)
                .map(period -> YearMonth.from(period.span().from()))
                .orElseGet(() -> YearMonth.from(asked.today()).minusMonths(1));
        ToolCall call = new ToolCall(MONTHLY_REPORT, Map.of("month", month.toString()));
        asked.step("report");
        try {
            return Optional.of(draft(reports.get().monthly(month, asked.caller()), call, asked.words()));
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    Draft.refused(Route.KPI, asked.words().say("report.none", month), List.of(call), List.of()));
        }
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
