package cn.yunce.forecasting.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.VolumeImports.RowError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFileTest {
    private static final String SLOTS = "line,date,time,parcels\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8,false", "UTF-8,true", "GB18030,false"})
    void tellsTheEncoding(String charset, boolean mark) throws IOException {
        Path file = folder.resolve("x.csv");
        String text = (mark ? "\uFEFF" : "") + "车队编码,自有车数量\n一队,3\n\n\"二,队\",4\n";
        Files.write(file, text.getBytes(Charset.forName(charset)));

        assertThat(read(file)).containsExactly("2: 一队|3", "4: 二,队|4");
    }

    @Test
    void tellsGb18030ByAByteFarBehindAnAsciiStart() throws IOException {
        Path file = folder.resolve("x.csv");
        StringBuilder text = new StringBuilder("line,date,parcels\n");
        for (int i = 0; i < 20_000; i++) {
            text.append("L").append(i).append(",2024-12-01,1\n");
        }
        text.append("场地3,2024-12-01,1\n");
        Files.write(file, text.toString().getBytes(TextEncoding.GB18030));

        assertThat(read(file)).hasSize(20_001).last().isEqualTo("20002: 场地3|2024-12-01|1");
    }

    @Test
    void refusesUtf8WithABrokenByteAndNamesTheLine() throws IOException {
        Path file = folder.resolve("x.csv");
        byte[] bytes = "车队编码,自有车数量\n一队一队一队一队,3\n".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 5] = (byte) 0xff;
        Files.write(file, bytes);

        assertThatThrownBy(() -> TableFile.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage("x.csv:1: expected text in UTF-8 or GB18030, found \"broken bytes in line 2\"");
    }

    @Test
    void readsGzippedFiles() throws IOException {
        Path file = folder.resolve("any-name");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((SLOTS + "a,2024-12-01,06:00,1\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(read(file)).containsExactly("2: a|2024-12-01|06:00|1");
    }

    @Test
    void findsTheFormatWhateverTheColumnsOrder() throws IOException {
        assertThat(formatOf("parcels,time,line,date")).isEqualTo(FileFormat.SLOTS);
        assertThat(formatOf("parcels,line,date")).isEqualTo(FileFormat.PREKNOWN);
        assertThat(formatOf("ds,unique_id,y,price")).isEqualTo(FileFormat.SERIES);
        assertThatThrownBy(() -> formatOf("line,date,tme,parcels"))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("x.csv:1: expected a header of docs/file-formats.md");
        assertThatThrownBy(() -> formatOf("line,date,date,parcels")).hasMessageContaining("names each column once");
    }

    @Test
    void reportsFileLineColumnFoundAndExpectedOfEachBadCell() throws IOException {
        Path file = write(SLOTS + "a,2024-13-01,06:00,1\na,2024-12-01,06:00,-1\na,2024-12-01,25:00,1\na,2024-12-01\n"
                + "a,2024-12-01,06:00,NaN\n,2024-12-01,06:00,1\na,1889-12-01,06:00,1\na,2024-12-01,06:00,7\n");
        RowErrors errors = new RowErrors();
        List<Double> good = new ArrayList<>();
        try (TableFile table = TableFile.open(file)) {
            long rows = table.forEach(errors, row -> {
                row.text("line");
                row.date("date");
                row.time("time");
                good.add(row.parcels("parcels"));
            });
            assertThat(rows).isEqualTo(8);
        }
        assertThat(good).containsExactly(7.0);
        assertThat(errors.count()).isEqualTo(7);
        assertThat(errors.list().stream().map(RowError::toString))
                .containsExactly(
                        "x.csv:2: column date: expected a date 1990-01-01..2100-12-31, found \"2024-13-01\"",
                        "x.csv:3: column parcels: expected a number 0..1000000000, found \"-1\"",
                        "x.csv:4: column time: expected a time of day such as 06:00:00, found \"25:00\"",
                        "x.csv:5: expected 4 cells as in the header, not 2, found \"a,2024-12-01\"",
                        "x.csv:6: column parcels: expected a number 0..1000000000, found \"NaN\"",
                        "x.csv:7: column line: expected 1 to 200 characters, found nothing",
                        "x.csv:8: column date: expected a date 1990-01-01..2100-12-31, found \"1889-12-01\"");
    }

    @Test
    void readsAWorkbooksFirstSheetWithItsDatesAndTimes() throws IOException {
        Path file = folder.resolve("x.xlsx");
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            CellStyle date = book.createCellStyle();
            date.setDataFormat(book.getCreationHelper().createDataFormat().getFormat("yyyy-mm-dd"));
            var sheet = book.createSheet("数据");
            book.createSheet("second").createRow(0).createCell(0).setCellValue("not this");
            var header = sheet.createRow(0);
            String[] names = {"line", "date", "time", "parcels"};
            for (int i = 0; i < names.length; i++) {
                header.createCell(i).setCellValue(names[i]);
            }
            var row = sheet.createRow(2);
            row.createCell(0).setCellValue("场地3 - 站点90 - 0600 & <x>");
            row.createCell(1).setCellValue(LocalDate.of(2024, 12, 1));
            row.getCell(1).setCellStyle(date);
            row.createCell(2).setCellValue(LocalTime.of(21, 10).toSecondOfDay() / 86_400.0);
            row.createCell(3).setCellValue(12.5);
            book.write(out);
        }
        RowErrors errors = new RowErrors();
        List<String> rows = new ArrayList<>();
        try (TableFile table = TableFile.open(file)) {
            table.forEach(
                    errors,
                    row -> rows.add(row.line() + ": " + row.text("line") + "|" + row.date("date") + "|"
                            + row.time("time") + "|" + row.parcels("parcels")));
        }
        assertThat(errors.list()).isEmpty();
        assertThat(rows).containsExactly("3: 场地3 - 站点90 - 0600 & <x>|2024-12-01|21:10|12.5");
    }

    @Test
    void streamsAWorkbookOfManyTexts() throws IOException {
        Path file = folder.resolve("x.xlsx");
        try (SXSSFWorkbook book = new SXSSFWorkbook(null, 100, false, true);
                OutputStream out = Files.newOutputStream(file)) {
            SXSSFSheet sheet = book.createSheet();
            for (int i = 0; i < 20_000; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue(i == 0 ? "站点编号1" : "a & b " + i);
                row.createCell(1).setCellValue(i == 0 ? "站点编号2" : "<b> " + i);
            }
            book.write(out);
        }
        assertThat(read(file)).hasSize(19_999).last().isEqualTo("20000: a & b 19999|<b> 19999");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("x.csv"), text);
    }

    private FileFormat formatOf(String header) throws IOException {
        try (TableFile table = TableFile.open(write(header + "\n"))) {
            return table.format();
        }
    }

    private static List<String> read(Path file) {
        RowErrors errors = new RowErrors();
        List<String> rows = new ArrayList<>();
        try (TableFile table = TableFile.open(file)) {
            table.forEach(
                    errors,
                    row -> rows.add(row.line() + ": "
                            + String.join(
                                    "|", table.header().stream().map(row::raw).toList())));
        }
        assertThat(errors.list()).isEmpty();
        return rows;
    }
}
