package cn.yunce.assistant.metric;

import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.MonthlyReport.Indicator;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A monthly report as a workbook; numbers stay numbers. */
final class ReportWorkbook {
    private static final int WIDE = 24 * 256;
    private static final int NARROW = 14 * 256;

    private final MetricWords words;

    ReportWorkbook(MetricWords words) {
        this.words = words;
    }

    void write(MonthlyReport report, OutputStream out) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            indicators(book, report);
            counties(book, report);
            if (!report.targets().isEmpty()) {
                targets(book, report);
            }
            if (!report.standings().isEmpty()) {
                standings(book, report);
            }
            book.write(out);
        }
    }

    private void indicators(XSSFWorkbook book, MonthlyReport report) {
        Sheet sheet = sheet(
                book,
                words.say("head.kpis"),
                title(report) + (report.synthetic() ? words.say("sample") : ""),
                heads("kpi", "unit", "month", "monthBefore", "yearEarlier", "target", "isMet", "definition"));
        for (MonthlyReport.Line line : report.lines()) {
            Indicator kpi = line.indicator();
            Row row = next(sheet);
            text(row, words.name(kpi));
            text(row, words.unit(kpi));
            number(row, OptionalDouble.of(line.value()), kpi.decimals());
            number(row, line.previous(), kpi.decimals());
            number(row, line.yearBefore(), kpi.decimals());
            number(row, kpi.target(), kpi.decimals());
            text(row, line.met().map(met -> words.say(met ? "yes" : "no")).orElse(""));
            text(row, words.definition(kpi));
        }
    }

    private void counties(XSSFWorkbook book, MonthlyReport report) {
        List<String> names = report.lines().stream()
                .flatMap(line -> line.counties().stream())
                .map(MonthlyReport.CountyValue::county)
                .distinct()
                .sorted()
                .toList();
        List<String> heads = new java.util.ArrayList<>(heads("kpi", "unit"));
        heads.addAll(names);
        Sheet sheet = sheet(book, words.say("head.counties"), title(report), heads);
        for (MonthlyReport.Line line : report.lines()) {
            if (line.counties().isEmpty()) {
                continue;
            }
            Row row = next(sheet);
            text(row, words.name(line.indicator()));
            text(row, words.unit(line.indicator()));
            for (String name : names) {
                number(
                        row,
                        line.counties().stream()
                                .filter(county -> county.county().equals(name))
                                .mapToDouble(MonthlyReport.CountyValue::value)
                                .findFirst(),
                        line.indicator().decimals());
            }
        }
    }

    private void targets(XSSFWorkbook book, MonthlyReport report) {
        Sheet sheet = sheet(
                book,
                words.say("head.targets"),
                title(report),
                heads(
                        "target",
                        "unit",
                        "now",
                        "wanted",
                        "done",
                        "due",
                        "monthly",
                        "then",
                        "lo80",
                        "hi80",
                        "paragraph"));
        for (MonthlyReport.Progress progress : report.targets()) {
            Indicator kpi = progress.indicator();
            Row row = next(sheet);
            text(row, words.name(kpi));
            text(row, words.unit(kpi));
            number(row, OptionalDouble.of(progress.value()), kpi.decimals());
            number(row, OptionalDouble.of(progress.target()), kpi.decimals());
            number(row, OptionalDouble.of(progress.completionPercent()), 1);
            text(row, progress.due().toString());
            number(row, progress.neededMonthly(), 2);
            number(row, progress.atDue(), kpi.decimals());
            number(row, progress.lo80(), kpi.decimals());
            number(row, progress.hi80(), kpi.decimals());
            text(row, words.paragraph(kpi.paragraph()));
        }
    }

    private void standings(XSSFWorkbook book, MonthlyReport report) {
        Sheet sheet = sheet(
                book, words.say("head.standings"), title(report), heads("place", "county", "points", "met", "judged"));
        for (MonthlyReport.Standing standing : report.standings()) {
            Row row = next(sheet);
            number(row, OptionalDouble.of(standing.place()), 0);
            text(row, standing.county());
            number(row, OptionalDouble.of(standing.points()), 1);
            number(row, OptionalDouble.of(standing.met()), 0);
            number(row, OptionalDouble.of(standing.of()), 0);
        }
    }

    private List<String> heads(String... keys) {
        return Stream.of(keys).map(key -> words.say("head." + key)).toList();
    }

    private String title(MonthlyReport report) {
        return words.scope(report) + " " + report.month();
    }

    private static Sheet sheet(XSSFWorkbook book, String name, String title, List<String> heads) {
        Sheet sheet = book.createSheet(name);
        CellStyle bold = book.createCellStyle();
        Font font = book.createFont();
        font.setBold(true);
        bold.setFont(font);
        text(sheet.createRow(0), title).setCellStyle(bold);
        Row row = sheet.createRow(1);
        heads.forEach(head -> text(row, head).setCellStyle(bold));
        sheet.createFreezePane(1, 2);
        for (int i = 0; i < heads.size(); i++) {
            sheet.setColumnWidth(i, i == 0 ? WIDE : NARROW);
        }
        return sheet;
    }

    private static Row next(Sheet sheet) {
        return sheet.createRow(sheet.getLastRowNum() + 1);
    }

    private static Cell text(Row row, String value) {
        Cell cell = row.createCell(Math.max(0, row.getLastCellNum()));
        cell.setCellValue(value);
        return cell;
    }

    private static void number(Row row, OptionalDouble value, int decimals) {
        Cell cell = row.createCell(Math.max(0, row.getLastCellNum()));
        value.ifPresent(number -> cell.setCellValue(Double.parseDouble(MetricWords.number(number, decimals))));
    }
}
