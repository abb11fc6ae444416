package cn.yunce.assistant.metric;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Font;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/** An answer's rows as a workbook: one sheet of numbers, one of what they are. */
final class RowsWorkbook {
    private static final int WIDTH = 18 * 256;
    private final KpiCatalogue catalogue;
    private final MetricWords words;

    RowsWorkbook(KpiCatalogue catalogue, MetricWords words) {
        this.catalogue = catalogue;
        this.words = words;
    }

    /** @param text of the answer, whose last line says what its numbers are */
    void write(String text, List<Map<?, ?>> rows, List<String> statements, OutputStream out) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            CellStyle bold = book.createCellStyle();
            Font font = book.createFont();
            font.setBold(true);
            bold.setFont(font);
            numbers(book.createSheet(words.say("rows.sheet")), bold, rows);
            Sheet about = book.createSheet(words.say("rows.about"));
            text.lines()
                    .forEach(line -> about.createRow(about.getLastRowNum() + 1)
                            .createCell(0)
                            .setCellValue(line));
            statements.forEach(line ->
                    about.createRow(about.getLastRowNum() + 1).createCell(0).setCellValue(line));
            book.write(out);
        }
    }

    private void numbers(Sheet sheet, CellStyle bold, List<Map<?, ?>> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> row.keySet().forEach(key -> columns.add(String.valueOf(key))));
        Row heads = sheet.createRow(0);
        for (String column : columns) {
            Cell cell = heads.createCell(Math.max(0, heads.getLastCellNum()));
            cell.setCellValue(head(column));
            cell.setCellStyle(bold);
            sheet.setColumnWidth(cell.getColumnIndex(), WIDTH);
        }
        sheet.createFreezePane(1, 1);
        for (Map<?, ?> row : rows) {
            Row line = sheet.createRow(sheet.getLastRowNum() + 1);
            int at = 0;
            for (String column : columns) {
                set(line.createCell(at++), row.get(column));
            }
        }
    }

    private void set(Cell cell, @Nullable Object value) {
        if (value instanceof Number number) {
            cell.setCellValue(number.doubleValue());
        } else if (value instanceof List<?> small) {
            cell.setCellValue(small.isEmpty() ? "" : words.say("yes"));
        } else if (value != null) {
            cell.setCellValue(String.valueOf(value));
        }
    }

    private String head(String column) {
        boolean before = column.endsWith("Before");
        String id = before ? column.substring(0, column.length() - "Before".length()) : column;
        return catalogue
                .findKpi(id)
                .map(kpi -> words.say(
                        before ? "rows.before" : "rows.kpi",
                        words.name(kpi),
                        words.unit(kpi).strip()))
                .orElseGet(() -> words.wording().word("rows", column));
    }
}
