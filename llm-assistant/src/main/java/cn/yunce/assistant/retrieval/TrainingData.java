package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.DocumentParser;
import cn.yunce.assistant.corpus.ParsedArticle;
import cn.yunce.assistant.corpus.ParsedDocument;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Questions and the articles that answer them, with vectors.
 *
 * @param statutes articles, and the typical questions that were written for them
 * @param judged a pool of articles, and the questions that others judged
 */
public record TrainingData(Part statutes, Part judged) {
    private static final Pattern LABELLED = Pattern.compile("(?:中华人民共和国)?(.+?)(第[一二三四五六七八九十百千零]+条.*)");

    /** @param vectors answers are places of articles; in the order of {@code articles} and {@code questions} */
    record Part(List<StoredArticle> articles, List<String> questions, AdapterTraining.Collection vectors) {}

    /**
     * From the typical questions of the statutes in {@code regulations} (.md) and from the pairs in {@code pairs}: articles.jsonl with
     * id, name, text and questions.jsonl with question, articles.
     *
     * @throws IllegalArgumentException when a folder lacks what is expected
     */
    public static TrainingData read(TextEmbedder embedder, Path regulations, Path pairs, Consumer<String> progress)
            throws IOException {
        progress.accept("embedding " + regulations);
        Part statutes = statutes(regulations, embedder);
        progress.accept("embedding " + pairs);
        return new TrainingData(statutes, judged(pairs, embedder));
    }

    private static Part statutes(Path folder, TextEmbedder embedder) throws IOException {
        Map<String, TreeMap<LocalDate, ParsedDocument>> laws = new TreeMap<>();
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            ParsedDocument document = DocumentParser.parse(String.valueOf(file.getFileName()), Files.readString(file));
            laws.computeIfAbsent(document.law(), law -> new TreeMap<>())
                    .put(document.effective().orElse(LocalDate.EPOCH), document);
        }
        ListedQuestions typical = new ListedQuestions();
        List<StoredArticle> articles = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        laws.values()
                .forEach(versions -> versions.forEach((from, document) -> {
                    String version = document.version().map(LocalDate::toString).orElse("");
                    Optional<LocalDate> until = Optional.ofNullable(versions.higherKey(from));
                    for (ParsedArticle article : document.articles()) {
                        for (String question : typical.listOf(document.law(), version, article.label())) {
                            questions.add(question);
                            answers.add(new int[] {articles.size()});
                        }
                        articles.add(new StoredArticle(
                                document.law() + "@" + version + "#" + article.number(),
                                document.law(),
                                version,
                                from,
                                until,
                                article.number(),
                                article.label(),
                                article.heading(),
                                article.text(),
                                document.synthetic(),
                                Set.of()));
                    }
                }));
        if (questions.isEmpty()) {
            throw new IllegalArgumentException(folder + ": expected statutes with typical questions, found none");
        }
        List<String> texts = articles.stream().map(StoredArticle::searchText).toList();
        return new Part(
                List.copyOf(articles),
                List.copyOf(questions),
                new AdapterTraining.Collection(
                        embedder.embedPassages(texts),
                        embedder.embedPassages(questions),
                        answers,
                        answers.stream()
                                .map(places -> articles.get(places[0]).law())
                                .toList()));
    }

    static Part judged(Path folder, TextEmbedder embedder) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        List<StoredArticle> articles = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (JsonNode row : rows(folder.resolve("articles.jsonl"))) {
            String name = row.get("name").asString();
            Matcher labelled = LABELLED.matcher(name);
            boolean parted = labelled.matches();
            places.put(row.get("id").asString(), articles.size());
            articles.add(new StoredArticle(
                    row.get("id").asString(),
                    parted ? labelled.group(1) : name,
                    "",
                    LocalDate.EPOCH,
                    Optional.empty(),
                    String.valueOf(articles.size()),
                    parted ? labelled.group(2) : name,
                    List.of(),
                    row.get("text").asString(),
                    false,
                    Set.of()));
            texts.add(name + " " + row.get("text").asString());
        }
        List<String> questions = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        for (JsonNode row : rows(folder.resolve("questions.jsonl"))) {
            questions.add(row.get("question").asString());
            answers.add(row.get("articles")
                    .valueStream()
                    .mapToInt(id -> places.getOrDefault(id.asString(), -1))
                    .filter(place -> place >= 0)
                    .toArray());
        }
        return new Part(
                List.copyOf(articles),
                List.copyOf(questions),
                // One pool: every question counts the same.
                new AdapterTraining.Collection(
                        embedder.embedPassages(texts),
                        embedder.embedPassages(questions),
                        answers,
                        Collections.nCopies(questions.size(), "")));
    }

    static List<JsonNode> rows(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("expected the file " + file + ", found none");
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank())
                    .map(JsonMapper.shared()::readTree)
                    .toList();
        }
    }
}
