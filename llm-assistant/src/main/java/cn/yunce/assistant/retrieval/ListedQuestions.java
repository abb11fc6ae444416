package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.TypicalQuestions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Typical questions from training-data/words: law,version,article,question in this order, without quotes or commas in the fields. */
@Component
final class ListedQuestions implements TypicalQuestions {
    private static final String RESOURCE = "typical-questions.csv";
    private static final int FIELDS = 4;

    /** Versions of laws that questions are listed of, as {@link #version} names them. */
    static Set<String> versions() {
        return Words.lines(RESOURCE).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(fields -> version(fields[0], fields[1]))
                .collect(Collectors.toUnmodifiableSet());
    }

    static String version(String law, String version) {
        return law + "@" + version;
    }

    private record Article(String law, String version, String label) {}

    private final Map<Article, List<String>> questions = new LinkedHashMap<>();

    ListedQuestions() {
        for (String line : Words.lines(RESOURCE).stream().skip(1).toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length != FIELDS || fields[0].isBlank() || fields[2].isBlank() || fields[3].isBlank()) {
                throw new IllegalStateException(RESOURCE + ": expected law,version,article,question, found: " + line);
            }
            questions
                    .computeIfAbsent(new Article(fields[0], fields[1], fields[2]), article -> new ArrayList<>())
                    .add(fields[3]);
        }
    }

    List<String> listAll() {
        return questions.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public List<String> listOf(String law, String version, String article) {
        return List.copyOf(questions.getOrDefault(new Article(law, version, article), List.of()));
    }

    @Override
    public List<String> listOf(String law, String version) {
        return questions.entrySet().stream()
                .filter(one ->
                        one.getKey().law().equals(law) && one.getKey().version().equals(version))
                .flatMap(
                        one -> one.getValue().stream().map(asked -> one.getKey().label() + " " + asked))
                .toList();
    }
}
