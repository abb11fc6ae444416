package cn.yunce.assistant;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Answers typed KPI queries: an answer's field {@code query} with what a person changed of its period, places, rows or KPIs. */
public interface KpiQueries {

    /**
     * Looks it up anew, by what the caller may see now.
     *
     * @param query {@code metrics} and {@code time: {from, to}} at least; other fields as in an answer, at their defaults where they are missing
     * @param asOf today without it
     * @throws IllegalArgumentException naming the field, what was expected and what was found
     */
    Answer answer(Map<String, Object> query, Optional<LocalDate> asOf, Caller caller);

    /**
     * The rows as XLSX, numbers as numbers, with a sheet on what they are.
     *
     * @throws IllegalArgumentException where the answer has no rows
     */
    void workbook(Answer answer, Language language, OutputStream out) throws IOException;
}
