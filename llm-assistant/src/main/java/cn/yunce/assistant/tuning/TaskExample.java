package cn.yunce.assistant.tuning;

import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.metric.MetricSlots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a model is asked in a task, and what it should say.
 *
 * @param sources what it may say, of {@link ModelTask#PHRASE} alone
 * @param facts what must be said, of {@link ModelTask#PHRASE} alone
 */
public record TaskExample(ModelTask task, String question, List<String> sources, String said, List<String> facts) {
    public TaskExample {
        sources = List.copyOf(sources);
        facts = List.copyOf(facts);
        if (question.isBlank() || said.isBlank()) {
            throw new IllegalArgumentException(
                    "question and answer must not be blank, were \"" + question + "\" and \"" + said + "\"");
        }
    }

    static TaskExample of(ModelTask task, String question, String said) {
        return new TaskExample(task, question, List.of(), said, List.of());
    }

    /**
     * Lines of JSON with {@code task}, {@code question} and, by task, {@code route}, {@code slots}, {@code legal}, or {@code sources},
     * {@code answer} and perhaps {@code facts}.
     *
     * @throws IllegalArgumentException naming file and line
     */
    static List<TaskExample> read(Path file) throws IOException {
        List<TaskExample> examples = new ArrayList<>();
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                examples.add(example(JsonMapper.shared().readTree(line)));
            } catch (JacksonException | IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        file + ":" + number + ": expected an example of a task, " + e.getMessage(), e);
            }
        }
        return List.copyOf(examples);
    }

    private static TaskExample example(JsonNode row) {
        ModelTask task = ModelTask.valueOf(row.path("task").asString("").toUpperCase(Locale.ROOT));
        String said = switch (task) {
            case ROUTE -> row.path("route").asString("");
            case SLOTS -> MetricSlots.parse(row.path("slots").toString()).json();
            case REWRITE -> row.path("legal").asString("");
            case PHRASE -> row.path("answer").asString("");
        };
        return new TaskExample(
                task, row.path("question").asString(""), texts(row, "sources"), said, texts(row, "facts"));
    }

    private static List<String> texts(JsonNode row, String field) {
        return row.path(field).valueStream().map(text -> text.asString("")).toList();
    }

    /** The sentence that has most of the question's characters. */
    static Optional<String> nearest(String question, Stream<String> sentences) {
        Set<Integer> asked = question.chars().boxed().collect(Collectors.toSet());
        return sentences
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .max(Comparator.comparingLong(sentence ->
                        sentence.chars().distinct().filter(asked::contains).count()));
    }

    String input() {
        return ModelTask.input(question, sources);
    }

    /** As the trainer reads it. */
    String line() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("task", task.name());
        row.put("system", task.instruction());
        row.put("user", input());
        row.put("assistant", said);
        return JsonMapper.shared().writeValueAsString(row);
    }
}
