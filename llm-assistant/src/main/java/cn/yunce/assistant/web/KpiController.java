package cn.yunce.assistant.web;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.KpiDefinitions;
import cn.yunce.assistant.KpiQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/kpis")
class KpiController {
    private static final int MAX_CHANGES = 1_000;
    private static final int MAX_SHOWN = 60;

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final KpiDefinitions definitions;
    private final KpiQueries queries;

    KpiController(KpiDefinitions definitions, KpiQueries queries) {
        this.definitions = definitions;
        this.queries = queries;
    }

    @GetMapping
    List<Map<String, Object>> list(HttpServletRequest caller) {
        return definitions.list(Callers.roleOf(caller));
    }

    @GetMapping("/{id}")
    Map<String, Object> get(@PathVariable String id, HttpServletRequest caller) {
        return definitions
                .find(id, Callers.roleOf(caller))
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no KPI " + shortened(id)));
    }

    /** What is left out stays as it is. */
    @PutMapping("/{id}")
    Map<String, Object> change(
            @PathVariable String id, @RequestBody Map<String, Object> fields, HttpServletRequest caller) {
        return orProblem(() -> definitions.change(id, fields, Callers.of(caller).user()));
    }

    @GetMapping("/changes")
    List<KpiDefinitions.Change> changes(
            @RequestParam Optional<String> kpi, @RequestParam(defaultValue = "20") int limit) {
        return definitions.listChanges(Callers.limit(limit, MAX_CHANGES), kpi);
    }

    @PostMapping("/changes/{change}/revert")
    Map<String, Object> revert(@PathVariable long change, HttpServletRequest caller) {
        return orProblem(() -> definitions.revert(change, Callers.of(caller).user()));
    }

    /** @param asOf today without it */
    record Request(
            @Nullable Map<String, Object> query, @Nullable LocalDate asOf) {}

    @PostMapping("/query")
    Answer query(@RequestBody Request request, HttpServletRequest caller) {
        return orProblem(() -> queries.answer(
                Optional.ofNullable(request.query()).orElse(Map.of()),
                Optional.ofNullable(request.asOf()),
                Callers.of(caller)));
    }

    @PostMapping("/query.xlsx")
    ResponseEntity<byte[]> workbook(@RequestBody Request request, HttpServletRequest caller) throws IOException {
        Answer answer = query(request, caller);
        if (answer.refused()) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, answer.answer());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        queries.workbook(answer, Callers.of(caller).language(), out);
        return ResponseEntity.ok()
                .contentType(XLSX)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("yunce-kpis.xlsx")
                                .build()
                                .toString())
                .body(out.toByteArray());
    }

    private static <T> T orProblem(Supplier<T> work) {
        try {
            return work.get();
        } catch (NoSuchElementException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, shortened(String.valueOf(e.getMessage())), e);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "…";
    }
}
