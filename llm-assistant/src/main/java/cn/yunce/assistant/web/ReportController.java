package cn.yunce.assistant.web;

import cn.yunce.assistant.Language;
import cn.yunce.assistant.MonthlyReport;
import cn.yunce.assistant.Reports;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/reports")
class ReportController {
    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @GetMapping("/monthly")
    MonthlyReport monthly(@RequestParam YearMonth month, HttpServletRequest caller) {
        try {
            return reports.monthly(month, Callers.of(caller));
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        }
    }

    @GetMapping("/monthly.html")
    ResponseEntity<String> page(
            @RequestParam YearMonth month, @RequestParam Optional<String> language, HttpServletRequest caller) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header("Content-Security-Policy", reports.pagePolicy())
                .body(reports.page(monthly(month, caller), of(language, caller)));
    }

    @GetMapping("/monthly.xlsx")
    ResponseEntity<byte[]> workbook(
            @RequestParam YearMonth month, @RequestParam Optional<String> language, HttpServletRequest caller)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reports.workbook(monthly(month, caller), of(language, caller), out);
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("yunce-" + month + ".xlsx")
                                .build()
                                .toString())
                .body(out.toByteArray());
    }

    /** A link says its language itself, as the browser goes by its own when it follows one. */
    private static Language of(Optional<String> language, HttpServletRequest caller) {
        return language.map(Language::of).orElseGet(() -> Callers.of(caller).language());
    }
}
