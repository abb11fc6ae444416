package cn.yunce.assistant.evaluation;

import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a line of a question set. */
final class QuestionReader {
    private QuestionReader() {}

    static JudgedQuestion parse(String where, String line) {
        try {
            return question(JsonMapper.shared().readTree(line));
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException(
                    where + ": expected {id,persona,question,as_of,route,gold,answerable}, " + e.getMessage(), e);
        }
    }

    private static JudgedQuestion question(JsonNode row) {
        Route route = Route.valueOf(row.path("route").asString(""));
        String kind = row.path("kind").asString("");
        return new JudgedQuestion(
                row.path("id").asString(""),
                Role.valueOf(row.path("persona").asString("dispatcher").toUpperCase(Locale.ROOT)),
                text(row, "region"),
                row.path("before").valueStream().map(JsonNode::asString).toList(),
                row.path("question").asString(""),
                text(row, "as_of").map(LocalDate::parse),
                route,
                row.path("gold").valueStream().map(JsonNode::asString).toList(),
                row.path("answerable").asBoolean(true),
                kind.isEmpty() ? route.name().toLowerCase(Locale.ROOT) : kind,
                row.path("style").asString(""),
                new Expected(
                        groups(row.path("required")),
                        groups(row.path("facts")),
                        text(row, "version"),
                        text(row, "missing"),
                        row.path("forbidden")
                                .valueStream()
                                .map(JsonNode::asString)
                                .map(Pattern::compile)
                                .toList(),
                        new ExpectedData(
                                object(row, "plan"),
                                object(row, "result"),
                                row.path("asked").asBoolean(false),
                                row.path("hidden")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList())));
    }

    private static Optional<String> text(JsonNode row, String field) {
        return Optional.of(row.path(field).asString("")).filter(value -> !value.isEmpty());
    }

    private static Optional<JsonNode> object(JsonNode row, String field) {
        return Optional.of(row.path(field)).filter(JsonNode::isObject);
    }

    /** Each entry is one string, or an array of which one is enough. */
    private static List<List<String>> groups(JsonNode entries) {
        return entries.valueStream()
                .map(entry -> entry.isArray()
                        ? entry.valueStream().map(JsonNode::asString).toList()
                        : List.of(entry.asString()))
                .toList();
    }
}
