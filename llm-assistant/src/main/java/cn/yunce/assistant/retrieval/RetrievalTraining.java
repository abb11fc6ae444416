package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.DocumentParser;
import cn.yunce.assistant.corpus.ParsedArticle;
import cn.yunce.assistant.corpus.ParsedDocument;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Learns how spoken questions lead to articles, from pairs of the two, and writes what the search loads. */
public final class RetrievalTraining {
    static final int EPOCHS = 25;

    private RetrievalTraining() {}

    /**
     * From the typical questions of the statutes in {@code regulations} (.md) and from the pairs in {@code pairs}: articles.jsonl with
     * id, name, text and questions.jsonl with question, articles. Takes minutes on two cores.
     *
     * @throws IllegalArgumentException when a folder lacks what is expected
     */
    public static void train(
            TextEmbedder embedder, Path regulations, Path pairs, Path output, Consumer<String> progress)
            throws IOException {
        progress.accept("embedding " + regulations);
        AdapterTraining.Collection statutes = statutes(regulations, embedder);
        progress.accept("embedding " + pairs);
        AdapterTraining.Collection judged = judged(pairs, embedder);
        progress.accept("learning from " + statutes.questions().size() + " and "
                + judged.questions().size() + " questions");
        QuestionAdapter adapter = AdapterTraining.train(List.of(statutes, judged), EPOCHS);
        try (OutputStream out = Files.newOutputStream(output)) {
            adapter.write(out);
        }
    }

    /** The embedder that the search uses. */
    public static TextEmbedder embedder() {
        return new BgeSmallEmbedder();
    }

    /** What people typically ask of statutes, of whatever article. */
    public static List<String> listTypicalQuestions() {
        return new ListedQuestions().listAll();
    }

    private static AdapterTraining.Collection statutes(Path folder, TextEmbedder embedder) throws IOException {
        ListedQuestions typical = new ListedQuestions();
        List<String> articles = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        List<Path> files;
        try (var found = Files.list(folder)) {
            files = found.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            ParsedDocument document = DocumentParser.parse(String.valueOf(file.getFileName()), Files.readString(file));
            String version = document.version().map(LocalDate::toString).orElse("");
            for (ParsedArticle article : document.articles()) {
                for (String question : typical.listOf(document.law(), version, article.label())) {
                    questions.add(question);
                    answers.add(new int[] {articles.size()});
                }
                articles.add(
                        ParsedArticle.searchText(document.law(), article.label(), article.heading(), article.text()));
            }
        }
        if (questions.isEmpty()) {
            throw new IllegalArgumentException(folder + ": expected statutes with typical questions, found none");
        }
        return new AdapterTraining.Collection(
                embedder.embedPassages(articles), embedder.embedPassages(questions), answers);
    }

    static AdapterTraining.Collection judged(Path folder, TextEmbedder embedder) throws IOException {
        Map<String, Integer> places = new HashMap<>();
        List<String> articles = new ArrayList<>();
        for (JsonNode row : rows(folder.resolve("articles.jsonl"))) {
            places.put(row.get("id").asString(), articles.size());
            articles.add(row.get("name").asString() + " " + row.get("text").asString());
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
        return new AdapterTraining.Collection(
                embedder.embedPassages(articles), embedder.embedPassages(questions), answers);
    }

    private static List<JsonNode> rows(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("expected the file " + file + ", found none");
        }
        try (var lines = Files.lines(file)) {
            return lines.map(JsonMapper.shared()::readTree).toList();
        }
    }
}
