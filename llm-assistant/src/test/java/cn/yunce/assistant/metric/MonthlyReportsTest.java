package cn.yunce.assistant.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.Role;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.data.Offset;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

class MonthlyReportsTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private final MonthlyReports reports = new MonthlyReports(
            KpiCatalogue::load,
            new MemoryStore()
                    .with("onTimeRate", "K1", "2026-10-01", 90, 100)
                    .with("onTimeRate", "K2", "2026-10-01", 970, 1_000)
                    .with("onTimeRate", "K1", "2026-09-01", 95, 100)
                    .with("complaintRatePerTenThousand", "K1", "2026-10-01", 1, 10_000)
                    .with("revenuePerParcel", "K1", "2026-10-01", 750, 100));

    private static MonthlyReport.Line line(MonthlyReport report, String id) {
        return report.lines().stream()
                .filter(line -> line.indicator().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLineComparesTheMonthWithTheOneBefore() {
        MonthlyReport.Line line = line(reports.monthly(OCTOBER, Caller.of(Role.MANAGER)), "onTimeRate");
        assertThat(line.value()).isCloseTo(96.363636, Offset.offset(1e-6));
        assertThat(line.previous()).hasValue(95);
        assertThat(line.yearBefore()).isEmpty();
        assertThat(line.met()).contains(true);
        assertThat(line.counties())
                .extracting(MonthlyReport.CountyValue::county)
                .containsExactly("锦河区", "青岚县");
    }

    @Test
    void countiesAreRankedByHowFarTheyReachTheirTargets() {
        MonthlyReport report = reports.monthly(OCTOBER, Caller.of(Role.MANAGER));
        assertThat(report.standings())
                .extracting(MonthlyReport.Standing::county)
                .containsExactly("青岚县", "锦河区");
        assertThat(report.standings().getFirst()).isEqualTo(new MonthlyReport.Standing(1, "青岚县", 100, List.of(), 1));
        // 锦河区: 90 of 96 on time, and complaints within their limit.
        assertThat(report.standings().getLast().points()).isCloseTo(100 * (90 / 96.0 + 1) / 2, Offset.offset(1e-9));
    }

    @Test
    void theAssessmentCanBeOfAnyDays() {
        Caller manager = Caller.of(Role.MANAGER);
        assertThat(reports.standings(OCTOBER.atDay(1), OCTOBER.plusMonths(1).atDay(1), manager))
                .isEqualTo(reports.monthly(OCTOBER, manager).standings());
        assertThat(reports.standings(OCTOBER.minusMonths(1).atDay(1), OCTOBER.atDay(1), manager))
                .extracting(MonthlyReport.Standing::county)
                .containsExactly("锦河区");
        assertThat(reports.standings(
                        OCTOBER.atDay(1), OCTOBER.plusMonths(1).atDay(1), new Caller(Role.MANAGER, Optional.of("K1"))))
                .isEmpty();
    }

    @Test
    void whatTheCallerMayNotSeeIsNotInIt() {
        assertThat(reports.monthly(OCTOBER, Caller.of(Role.DISPATCHER)).lines())
                .noneMatch(line -> line.indicator().id().startsWith("revenue"));
        MonthlyReport own = reports.monthly(OCTOBER, new Caller(Role.MANAGER, Optional.of("K1")));
        assertThat(own.scope()).isEqualTo("锦河区");
        assertThat(line(own, "onTimeRate").value()).isEqualTo(90);
        assertThat(own.standings()).isEmpty();
        assertThat(reports.page(own, Language.CHINESE)).doesNotContain("青岚");
    }

    @Test
    void aMonthWithoutFactsIsRefused() {
        assertThatThrownBy(() -> reports.monthly(YearMonth.of(1999, 1), Caller.of(Role.ADMIN)))
                .hasMessage("month must be one with facts, was 1999-01");
    }

    @Test
    void pageAndWorkbookShowTheSameNumbers() throws IOException {
        MonthlyReport report = reports.monthly(OCTOBER, Caller.of(Role.MANAGER));
        Document page = Jsoup.parse(reports.page(report, Language.CHINESE));
        assertThat(page.select("td").eachText()).contains("时限准时率（%）", "96.36", "+1.36");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reports.workbook(report, Language.CHINESE, out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            Sheet sheet = book.getSheet("指标");
            double value = 0;
            for (var row : sheet) {
                if (row.getCell(0).getStringCellValue().equals("时限准时率")) {
                    value = row.getCell(2).getNumericCellValue();
                }
            }
            assertThat(value).isEqualTo(96.36);
            assertThat(book.getSheet("考核").getRow(2).getCell(1).getStringCellValue())
                    .isEqualTo("青岚县");
        }
    }

    @Test
    void inEnglishOnlyTheCountiesAreCalledInChinese() throws IOException {
        MonthlyReport report = reports.monthly(OCTOBER, Caller.of(Role.MANAGER));
        Document page = Jsoup.parse(reports.page(report, Language.ENGLISH));
        assertThat(page.select("td").eachText()).contains("on-time rate within 72 hours (%)", "96.36", "+1.36");
        assertThat(page.text().replaceAll("[\\u4e00-\\u9fff]+[县区]", "")).doesNotContainPattern("[\\p{IsHan}，。（）]");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reports.workbook(report, Language.ENGLISH, out);
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
            StringBuilder said = new StringBuilder();
            book.forEach(sheet -> {
                said.append(sheet.getSheetName());
                sheet.forEach(row -> row.forEach(cell -> said.append(cell).append(' ')));
            });
            assertThat(said.toString().replaceAll("[\\u4e00-\\u9fff]+[县区]", ""))
                    .contains("on-time rate within 72 hours")
                    .doesNotContainPattern("[\\p{IsHan}，。（）]");
        }
    }
}
