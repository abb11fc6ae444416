package cn.yunce.assistant;

import cn.yunce.assistant.MonthlyReport.Standing;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;

/** Monthly reports of the KPIs, as data, as a workbook and as a page to print. */
public interface Reports {

    /** @throws IllegalArgumentException when no KPI that the caller may see has facts of the month, or the caller's county is unknown */
    MonthlyReport monthly(YearMonth month, Caller caller);

    /**
     * The counties' assessment over days as the report has it over its month, the first first; empty without facts, and for callers who see
     * one county alone.
     */
    List<Standing> standings(LocalDate from, LocalDate to, Caller caller);

    /** HTML, A4 when printed. */
    String page(MonthlyReport report, Language language);

    /** The Content-Security-Policy under which the page shows as it should. */
    String pagePolicy();

    /** XLSX; numbers stay numbers. */
    void workbook(MonthlyReport report, Language language, OutputStream out) throws IOException;
}
