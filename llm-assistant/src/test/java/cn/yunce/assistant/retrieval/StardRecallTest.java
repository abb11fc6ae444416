package cn.yunce.assistant.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lay questions of STARD over its pool of articles, ranked as the search ranks: words, meaning and the moved question. The adapter is
 * learned without the fifth of the questions that is ranked. Takes minutes: -Dyunce.slow=true, or CI.
 */
@EnabledIf("wanted")
class StardRecallTest {
    private static final Path FOLDER = Path.of("../../shared/qa/stard");
    private static final int[] DEPTHS = {1, 5, 10, 20};
    private static final int FOLDS = 5;
    private static final Ranking RANKING = new Ranking(1.5, 20, 0, 0);

    static boolean wanted() {
        return Boolean.getBoolean("yunce.slow") || "true".equals(System.getenv("CI"));
    }

    @Test
    void recallIsThatOfTheTrials() throws IOException {
        AdapterTraining.Collection all =
                TrainingData.judged(FOLDER, new BgeSmallEmbedder()).vectors();
        List<String> texts = texts(
                "articles.jsonl",
                row -> row.get("name").asString() + " " + row.get("text").asString());
        List<String> questions =
                texts("questions.jsonl", row -> row.get("question").asString());
        Bm25Index words = new Bm25Index(texts);
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, questions.size()).boxed().toList());
        Collections.shuffle(order, new Random(1));
        double[] recall = new double[DEPTHS.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int f = fold;
            QuestionAdapter adapter =
                    AdapterTraining.train(List.of(part(all, order, i -> i % FOLDS != f)), RetrievalTraining.EPOCHS);
            for (int i = fold; i < order.size(); i += FOLDS) {
                int q = order.get(i);
                add(
                        recall,
                        ranked(questions.get(q), all.questions().get(q), all.articles(), words, adapter),
                        all.answers().get(q));
            }
        }
        for (int d = 0; d < recall.length; d++) {
            recall[d] /= questions.size();
        }
        System.out.printf(
                Locale.ROOT,
                "STARD, %d questions, %d articles, %d folds: recall@1/5/10/20 %.3f/%.3f/%.3f/%.3f%n",
                questions.size(),
                texts.size(),
                FOLDS,
                recall[0],
                recall[1],
                recall[2],
                recall[3]);
        assertThat(recall[1]).isGreaterThan(0.66);
        assertThat(recall[2]).isGreaterThan(0.75);
    }

    private interface Places {
        boolean has(int place);
    }

    private static AdapterTraining.Collection part(AdapterTraining.Collection all, List<Integer> order, Places places) {
        List<Integer> kept = IntStream.range(0, order.size())
                .filter(places::has)
                .mapToObj(order::get)
                .toList();
        return new AdapterTraining.Collection(
                all.articles(),
                kept.stream().map(all.questions()::get).toList(),
                kept.stream().map(all.answers()::get).toList(),
                kept.stream().map(all.laws()::get).toList());
    }

    private static List<Integer> ranked(
            String question, float[] vector, List<float[]> articles, Bm25Index words, QuestionAdapter adapter) {
        float[] moved = adapter.adapt(vector);
        double[] shares = new double[articles.size()];
        List<Bm25Index.Scored> found = words.search(question, i -> true, articles.size());
        found.forEach(scored ->
                shares[scored.document()] = scored.score() / found.getFirst().score());
        double[] scores = new double[articles.size()];
        for (int a = 0; a < scores.length; a++) {
            scores[a] = RANKING.score(shares[a], dot(moved, articles.get(a)), -1, -1);
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer a) -> -scores[a]))
                .limit(DEPTHS[DEPTHS.length - 1])
                .toList();
    }

    private static void add(double[] recall, List<Integer> ranked, int[] answers) {
        for (int d = 0; d < DEPTHS.length; d++) {
            List<Integer> first = ranked.subList(0, DEPTHS[d]);
            recall[d] += (double) Arrays.stream(answers).filter(first::contains).count() / answers.length;
        }
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static List<String> texts(String file, java.util.function.Function<JsonNode, String> text)
            throws IOException {
        try (var lines = Files.lines(FOLDER.resolve(file))) {
            return lines.map(JsonMapper.shared()::readTree).map(text).toList();
        }
    }
}
