package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.number;

import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.MonthlyReport.Indicator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A monthly report as a page to be printed on A4. */
final class ReportPage {
    private static final String STYLE = """
            @page { size: A4; margin: 14mm; }
            body { font: 10.5pt/1.5 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; color: #1a1a1a; max-width: 190mm; margin: 0 auto; padding: 4mm; }
            h1 { font-size: 18pt; margin: 0 0 1mm; } h2 { font-size: 13pt; margin: 7mm 0 2mm; }
            p { margin: 0 0 2mm; color: #444; }
            table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; }
            th, td { border-bottom: 0.2mm solid #bbb; padding: 1mm 2mm; text-align: right; vertical-align: top; }
            td { white-space: nowrap; } th:first-child, td:first-child { text-align: left; white-space: normal; } th { border-bottom-width: 0.5mm; font-weight: 600; }
            .missed { color: #a8071a; font-weight: 600; } .note { font-size: 9pt; }
            """;

    private final MetricWords words;

    ReportPage(MetricWords words) {
        this.words = words;
    }

    /** Allows the page's own style and nothing else. */
    static String policy() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "default-src 'none'; style-src 'sha256-"
                    + Base64.getEncoder().encodeToString(hash) + "'; frame-ancestors 'none'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    String of(MonthlyReport report) {
        Document page = Document.createShell("");
        page.outputSettings().prettyPrint(false);
        page.title(words.say("page.title", report.month()));
        page.prependChild(new org.jsoup.nodes.DocumentType("html", "", ""));
        page.select("html").attr("lang", words.say("page.lang"));
        page.head().appendElement("meta").attr("charset", "utf-8");
        page.head().appendElement("style").appendChild(new org.jsoup.nodes.DataNode(STYLE));
        Element body = page.body();
        body.appendElement("h1").text(words.say("page.head", words.scope(report), report.month()));
        body.appendElement("p").text(words.say("page.note") + (report.synthetic() ? words.say("page.synthetic") : ""));
        indicators(body, report);
        targets(body, report);
        standings(body, report);
        return page.outerHtml();
    }

    private void indicators(Element body, MonthlyReport report) {
        if (report.lines().isEmpty()) {
            return;
        }
        body.appendElement("h2").text(words.say("page.kpis"));
        Element table = table(body, heads("kpi", "month", "previous", "yearBefore", "target", "gap", "best", "worst"));
        for (MonthlyReport.Line line : report.lines()) {
            Indicator kpi = line.indicator();
            boolean missed = !line.met().orElse(true);
            boolean judged = kpi.ratio()
                    && kpi.higherIsBetter().isPresent()
                    && line.counties().size() > 1;
            Element row = row(
                    table,
                    words.measured(kpi),
                    number(line.value(), kpi.decimals()),
                    change(kpi, line.value(), line.previous()),
                    change(kpi, line.value(), line.yearBefore()),
                    kpi.target().isEmpty() ? "" : text(kpi.target(), kpi.decimals()),
                    kpi.target().isEmpty()
                            ? ""
                            : signed(line.value() - kpi.target().getAsDouble(), kpi.decimals())
                                    + (missed ? words.say("page.missed") : ""),
                    judged ? best(line, true) : "",
                    judged ? best(line, false) : "");
            mark(row, 5, missed);
        }
    }

    private static Element row(Element table, String... cells) {
        Element row = table.appendElement("tr");
        for (String cell : cells) {
            row.appendElement("td").text(cell);
        }
        return row;
    }

    private static void mark(Element row, int cell, boolean missed) {
        if (missed) {
            row.child(cell).addClass("missed");
        }
    }

    private static String best(MonthlyReport.Line line, boolean best) {
        boolean high = line.indicator().higherIsBetter().orElse(true) == best;
        return line.counties().stream()
                .max((a, b) -> high ? Double.compare(a.value(), b.value()) : Double.compare(b.value(), a.value()))
                .map(county -> county.county() + " "
                        + number(county.value(), line.indicator().decimals()))
                .orElse("");
    }

    private void targets(Element body, MonthlyReport report) {
        if (report.targets().isEmpty()) {
            return;
        }
        body.appendElement("h2").text(words.say("page.targets"));
        Element table = table(body, heads("target", "now", "wanted", "done", "due", "monthly", "atDue", "paragraph"));
        for (MonthlyReport.Progress progress : report.targets()) {
            Indicator kpi = progress.indicator();
            Element row = row(
                    table,
                    words.measured(kpi),
                    number(progress.value(), kpi.decimals()),
                    number(progress.target(), kpi.decimals()),
                    number(progress.completionPercent(), 1),
                    progress.due().toString(),
                    text(progress.neededMonthly(), Math.max(2, kpi.decimals())),
                    progress.atDue().isEmpty()
                            ? "—"
                            : words.say(
                                    "rows.kpi",
                                    text(progress.atDue(), kpi.decimals()),
                                    text(progress.lo80(), kpi.decimals()) + "–"
                                            + text(progress.hi80(), kpi.decimals())),
                    words.paragraph(kpi.paragraph()));
            mark(row, 3, progress.value() < progress.target());
        }
    }

    private void standings(Element body, MonthlyReport report) {
        if (report.standings().isEmpty()) {
            return;
        }
        body.appendElement("h2").text(words.say("page.standings"));
        body.appendElement("p").attr("class", "note").text(words.say("page.points"));
        Element table = table(body, heads("county", "place", "points", "met"));
        for (MonthlyReport.Standing standing : report.standings()) {
            row(
                    table,
                    standing.county(),
                    String.valueOf(standing.place()),
                    number(standing.points(), 1),
                    standing.met() + " / " + standing.of());
        }
    }

    private List<String> heads(String... keys) {
        return Stream.of(keys).map(key -> words.say("head." + key)).toList();
    }

    private static Element table(Element body, List<String> heads) {
        Element table = body.appendElement("table");
        Element row = table.appendElement("thead").appendElement("tr");
        heads.forEach(head -> row.appendElement("th").attr("scope", "col").text(head));
        return table.appendElement("tbody");
    }

    private static String text(OptionalDouble value, int decimals) {
        return value.isEmpty() ? "—" : number(value.getAsDouble(), decimals);
    }

    private static String change(Indicator kpi, double value, OptionalDouble before) {
        if (before.isEmpty()) {
            return "—";
        }
        boolean points = kpi.unit().equals("%") || before.getAsDouble() == 0;
        return points
                ? signed(value - before.getAsDouble(), kpi.decimals())
                : signed(100 * (value / before.getAsDouble() - 1), 1) + "%";
    }

    private static String signed(double value, int decimals) {
        String text = number(value, decimals);
        return value > 0 && !text.equals("0") ? "+" + text : text;
    }
}
