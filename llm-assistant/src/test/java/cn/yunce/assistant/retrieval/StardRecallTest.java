package cn.yunce.assistant.retrieval;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lay questions of STARD over its pool of articles, through the whole search. Takes minutes: -Dyunce.slow=true, or CI. */
@EnabledIf("wanted")
class StardRecallTest {
    private static final Path FOLDER = Path.of("../../shared/qa/stard");
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);
    private static final List<Integer> DEPTHS = List.of(1, 5, 10, 20);

    static boolean wanted() {
        return Boolean.getBoolean("yunce.slow") || "true".equals(System.getenv("CI"));
    }

    @Test
    void recallIsThatOfTheTrials() throws IOException {
        List<JsonNode> pool = read("articles.jsonl");
        List<StoredArticle> articles = pool.stream()
                .map(row -> {
                    String[] name = row.get("name").asString().split("(?=第[^第]+条)", 2);
                    return new StoredArticle(
                            row.get("id").asString(),
                            name[0],
                            "",
                            DAY,
                            Optional.empty(),
                            row.get("id").asString(),
                            name.length > 1 ? name[1] : "",
                            List.of(),
                            row.get("text").asString(),
                            false);
                })
                .toList();
        BgeSmallEmbedder embedder = new BgeSmallEmbedder();
        ArticleSearch search = new HybridSearch(
                new MemoryIndex(
                        articles,
                        embedder.embedPassages(
                                articles.stream().map(StoredArticle::searchText).toList())),
                embedder);
        double[] recall = new double[DEPTHS.size()];
        List<JsonNode> questions = read("questions.jsonl");
        for (JsonNode question : questions) {
            List<String> found = search.search(question.get("question").asString(), DAY, 20).hits().stream()
                    .map(hit -> hit.article().id())
                    .toList();
            Set<String> gold = question.get("articles")
                    .valueStream()
                    .map(JsonNode::asString)
                    .collect(toSet());
            for (int d = 0; d < recall.length; d++) {
                long hits = found.stream()
                        .limit(DEPTHS.get(d))
                        .filter(gold::contains)
                        .count();
                recall[d] += (double) hits / gold.size() / questions.size();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "STARD, %d questions, %d articles: recall@1/5/10/20 %.3f/%.3f/%.3f/%.3f%n",
                questions.size(),
                pool.size(),
                recall[0],
                recall[1],
                recall[2],
                recall[3]);
        assertThat(recall[1]).isGreaterThan(0.60);
        assertThat(recall[2]).isGreaterThan(0.69);
    }

    private static List<JsonNode> read(String file) throws IOException {
        JsonMapper json = new JsonMapper();
        try (var lines = Files.lines(FOLDER.resolve(file))) {
            return lines.map(json::readTree).toList();
        }
    }
}
