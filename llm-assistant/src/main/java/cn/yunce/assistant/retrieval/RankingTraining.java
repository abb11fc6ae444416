package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.Role;
import cn.yunce.assistant.corpus.QuestionEncoder;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.retrieval.HybridSearch.Candidate;
import cn.yunce.assistant.retrieval.HybridSearch.Found;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import smile.classification.LogisticRegression;
import tools.jackson.databind.JsonNode;

/**
 * Learns how articles are ranked and when the first of them answers, both by logistic regression (Smile).
 *
 * <p>The ranking is learned on pairs of a right and a wrong article of one question (Joachims 2002, Optimizing Search Engines using Clickthrough
 * Data): of typical questions without their like in the index, of questions that others judged, both with a map of the question that was learned
 * without them, and of our judged questions, which neither map nor encoder knows. What our judged questions are scored by was learned without them (five parts).
 */
public final class RankingTraining {
    private static final int MAP_FOLDS = 3;
    private static final int FOLDS = 5;
    /** A right article is set against so many of the likeliest wrong ones. */
    private static final int WRONG = 10;

    private static final int RIGHT = 3;
    private static final double RANKING_PENALTY = 1;
    private static final double CERTAINTY_PENALTY = 3;
    /** Of questions that others judged and whose laws are not there, every so manieth is learned from; of those of {@link UnheldQuestions}, too. */
    private static final int OTHERS_STEP = 7;

    private static final int UNHELD_STEP = 4;
    private static final UnheldQuestions NONE = new UnheldQuestions(List.of(), List.of());
    private static final double TOLERANCE = 1e-5;
    private static final int MAX_ITERATIONS = 500;
    private static final double[] THRESHOLDS = {0.15, 0.2, 0.25, 0.3, 0.4, 0.5};
    private static final int[] DEPTHS = {1, 5, 10};
    /** Every law of the folder is in force. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    /** What was found for a question, and which of the candidates are right. */
    private record Judged(String style, Found found, double unheld, BitSet right, int answers) {
        int size() {
            return found.candidates().size();
        }
    }

    private record Question(String text, String kind, String style, LocalDate asOf, Set<String> gold) {}

    private RankingTraining() {}

    /**
     * Beside question-adapter.bin writes ranking-weights.csv, certainty-weights.csv, scope-weights.csv and unheld-questions.bin, and tells how good they are.
     *
     * @param questions question sets as {@code ./yunce eval} reads them, .jsonl
     */
    public static void train(
            TrainingData data,
            TextEmbedder embedder,
            QuestionEncoder encoder,
            List<Path> questions,
            Path output,
            Consumer<String> progress)
            throws IOException {
        List<UnheldQuestions.Unheld> listed = UnheldQuestions.list();
        List<float[]> vectors = embedder.embedPassages(
                listed.stream().map(UnheldQuestions.Unheld::question).toList());
        UnheldQuestions.write(output.resolve("unheld-questions.bin"), vectors);
        ScopeTraining.train(data.statutes().vectors().questions(), listed, vectors, output, progress);
        List<Judged> general = general(data, progress);
        Looker ours = new Looker(data.statutes(), embedder, encoder, adapter(output), true);
        UnheldQuestions unheld = new UnheldQuestions(listed, vectors);
        List<Question> asked = read(questions);
        List<Judged> judged = asked.stream()
                .filter(question -> !question.gold().isEmpty()
                        && Set.of("policy", "numbers").contains(question.kind()))
                .map(question -> ours.look(question, unheld))
                .toList();
        progress.accept("learning a ranking from " + general.size() + " and " + judged.size() + " questions");
        LinearWeights[] ofFold = IntStream.range(0, FOLDS)
                .mapToObj(fold -> ranking(general, except(judged, fold)))
                .toArray(LinearWeights[]::new);
        LinearWeights weights = ranking(general, judged);
        weights.write(output.resolve("ranking-weights.csv"), ArticleFeatures.NAMES);
        report(general, judged, ofFold, progress);

        List<double[]> features = new ArrayList<>();
        List<Boolean> answers = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            add(judged.get(i), ofFold[i % FOLDS], features, answers);
        }
        Set<String> held = new HashSet<>();
        data.statutes().articles().forEach(article -> held.add(article.law()));
        List<String> others = new ArrayList<>();
        for (int q = 0; q < data.judged().questions().size(); q++) {
            boolean foreign = Arrays.stream(data.judged().vectors().answers().get(q))
                    .noneMatch(place ->
                            held.contains(data.judged().articles().get(place).law()));
            if (foreign) {
                others.add(data.judged().questions().get(q));
            }
        }
        for (int i = 0; i < others.size(); i += OTHERS_STEP) {
            add(ours.look(foreign(others.get(i)), unheld), weights, features, answers);
        }
        for (int i = 0; i < listed.size(); i += UNHELD_STEP) {
            add(ours.look(foreign(listed.get(i).question()), without(listed, vectors, i)), weights, features, answers);
        }
        asked.stream()
                .filter(question ->
                        question.kind().equals("absent") && question.gold().isEmpty())
                .forEach(question -> add(ours.look(question, unheld), weights, features, answers));
        progress.accept("learning certainty from " + features.size() + " questions");
        report(features, answers, judged.size(), progress);
        fit(features, answers, CERTAINTY_PENALTY).write(output.resolve("certainty-weights.csv"), Certainty.NAMES);
    }

    private static QuestionAdapter adapter(Path folder) throws IOException {
        try (InputStream in = Files.newInputStream(folder.resolve("question-adapter.bin"))) {
            return QuestionAdapter.read(in);
        }
    }

    /** Typical and judged questions, without typical questions in the index. */
    private static List<Judged> general(TrainingData data, Consumer<String> progress) {
        List<TrainingData.Part> parts = List.of(data.statutes(), data.judged());
        List<Judged> all = new ArrayList<>();
        for (int fold = 0; fold < MAP_FOLDS; fold++) {
            progress.accept("learning a map of questions without part " + (fold + 1) + " of " + MAP_FOLDS);
            int left = fold;
            QuestionAdapter adapter = AdapterTraining.train(
                    parts.stream().map(part -> without(part, left)).toList(), RetrievalTraining.EPOCHS);
            for (TrainingData.Part part : parts) {
                Known known = new Known(part);
                Looker looker = new Looker(part, known, known, adapter, false);
                for (int q = 0; q < part.questions().size(); q++) {
                    if (foldOf(part, q) == fold) {
                        all.add(looker.look(part, q));
                    }
                }
            }
        }
        return all;
    }

    /** The questions of one article fall into one part. */
    private static int foldOf(TrainingData.Part part, int question) {
        return Math.floorMod(part.vectors().answers().get(question)[0] * 31, MAP_FOLDS);
    }

    private static AdapterTraining.Collection without(TrainingData.Part part, int fold) {
        List<Integer> kept = IntStream.range(0, part.questions().size())
                .filter(q -> foldOf(part, q) != fold)
                .boxed()
                .toList();
        return new AdapterTraining.Collection(
                part.vectors().articles(),
                kept.stream().map(part.vectors().questions()::get).toList(),
                kept.stream().map(part.vectors().answers()::get).toList(),
                kept.stream().map(part.vectors().laws()::get).toList());
    }

    private static UnheldQuestions without(List<UnheldQuestions.Unheld> listed, List<float[]> vectors, int place) {
        List<UnheldQuestions.Unheld> others = new ArrayList<>(listed);
        List<float[]> rest = new ArrayList<>(vectors);
        others.remove(place);
        rest.remove(place);
        return new UnheldQuestions(others, rest);
    }

    /** Vectors that are there already. */
    private static final class Known implements TextEmbedder, QuestionEncoder {
        private final Map<String, float[]> vectors = new HashMap<>();

        Known(TrainingData.Part part) {
            for (int q = 0; q < part.questions().size(); q++) {
                vectors.put(part.questions().get(q), part.vectors().questions().get(q));
            }
        }

        @Override
        public float[] embedQuestion(String question) {
            float[] vector = vectors.get(question);
            if (vector == null) {
                throw new IllegalArgumentException("question must be one of the data, was " + question);
            }
            return vector;
        }

        @Override
        public List<float[]> embedPassages(List<String> passages) {
            return passages.stream().map(this::embedQuestion).toList();
        }

        /** Nothing is there that it would be compared with. */
        @Override
        public float[] encode(String question) {
            return embedQuestion(question);
        }

        @Override
        public List<float[]> encode(List<String> questions) {
            return embedPassages(questions);
        }

        @Override
        public String version() {
            return "";
        }
    }

    /** Finds candidates as the search does. */
    private static final class Looker {
        private final TextEmbedder embedder;
        private final HybridSearch search;
        private final Set<String> laws = new HashSet<>();

        Looker(
                TrainingData.Part part,
                TextEmbedder embedder,
                QuestionEncoder encoder,
                QuestionAdapter adapter,
                boolean typical) {
            this.embedder = embedder;
            part.articles().forEach(article -> laws.add(article.law()));
            search = new HybridSearch(
                    typical
                            ? new MemoryIndex(
                                    part.articles(),
                                    part.vectors().articles(),
                                    byArticle(part, part.vectors().questions()),
                                    byArticle(part, encoder.encode(part.questions())))
                            : new MemoryIndex(part.articles(), part.vectors().articles()),
                    embedder,
                    encoder,
                    adapter,
                    NONE,
                    new LinearWeights(new double[ArticleFeatures.NAMES.size()]),
                    Certainty.none(),
                    Scope.none());
        }

        /** @param vectors of the part's questions */
        private static Map<String, List<float[]>> byArticle(TrainingData.Part part, List<float[]> vectors) {
            Map<String, List<float[]>> asked = new HashMap<>();
            for (int q = 0; q < vectors.size(); q++) {
                for (int place : part.vectors().answers().get(q)) {
                    asked.computeIfAbsent(part.articles().get(place).id(), id -> new ArrayList<>())
                            .add(vectors.get(q));
                }
            }
            return asked;
        }

        Judged look(TrainingData.Part part, int question) {
            Set<String> right = new HashSet<>();
            for (int place : part.vectors().answers().get(question)) {
                right.add(part.articles().get(place).id());
            }
            StoredArticle answer = part.articles().get(part.vectors().answers().get(question)[0]);
            LocalDate day = answer.inForce(TODAY) ? TODAY : answer.from();
            Found found = search.find(part.questions().get(question), day, Role.ADMIN);
            return judged("", found, -1, right, candidate -> candidate.article().id());
        }

        Judged look(Question question, UnheldQuestions unheld) {
            Found found = search.find(question.text(), question.asOf(), Role.ADMIN);
            double cosine = unheld.nearest(embedder.embedQuestion(question.text()), laws)
                    .map(UnheldQuestions.Nearest::cosine)
                    .orElse(-1.0);
            return judged(
                    question.style(),
                    found,
                    cosine,
                    question.gold(),
                    candidate -> candidate.article().law() + candidate.article().label());
        }

        private static Judged judged(
                String style, Found found, double unheld, Set<String> gold, Function<Candidate, String> name) {
            BitSet right = new BitSet();
            for (int i = 0; i < found.candidates().size(); i++) {
                right.set(i, gold.contains(name.apply(found.candidates().get(i))));
            }
            return new Judged(style, found, unheld, right, gold.size());
        }
    }

    private static List<Judged> except(List<Judged> all, int fold) {
        return IntStream.range(0, all.size())
                .filter(i -> i % FOLDS != fold)
                .mapToObj(all::get)
                .toList();
    }

    private static LinearWeights ranking(List<Judged> general, List<Judged> judged) {
        List<double[]> pairs = new ArrayList<>();
        List<Boolean> better = new ArrayList<>();
        Stream.concat(general.stream(), judged.stream())
                .forEach(one -> listPairs(one).forEach(pair -> {
                    // In turns, so that neither order says anything.
                    boolean mirrored = pairs.size() % 2 == 1;
                    pairs.add(mirrored ? Arrays.stream(pair).map(x -> -x).toArray() : pair);
                    better.add(!mirrored);
                }));
        return fit(pairs, better, RANKING_PENALTY);
    }

    /** Candidates come likeliest first. */
    private static List<double[]> listPairs(Judged one) {
        List<Candidate> candidates = one.found().candidates();
        List<double[]> pairs = new ArrayList<>();
        IntStream.range(0, candidates.size())
                .filter(i -> one.right().get(i))
                .limit(RIGHT)
                .forEach(i -> IntStream.range(0, candidates.size())
                        .filter(j -> !one.right().get(j))
                        .limit(WRONG)
                        .forEach(j -> pairs.add(difference(
                                candidates.get(i).features(), candidates.get(j).features()))));
        return pairs;
    }

    private static double[] difference(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
    }

    /** Each feature counts by its own spread; a constant takes up what the regression adds to all. */
    private static LinearWeights fit(List<double[]> rows, List<Boolean> labels, double penalty) {
        int size = rows.getFirst().length;
        double[] spread = new double[size];
        for (int i = 0; i < size; i++) {
            int feature = i;
            double mean =
                    rows.stream().mapToDouble(row -> row[feature]).average().orElse(0);
            double squares = rows.stream()
                    .mapToDouble(row -> (row[feature] - mean) * (row[feature] - mean))
                    .average()
                    .orElse(0);
            spread[i] = squares == 0 ? 1 : Math.sqrt(squares);
        }
        double[][] x = rows.stream()
                .map(row -> IntStream.range(0, size)
                        .mapToDouble(i -> row[i] / spread[i])
                        .toArray())
                .toArray(double[][]::new);
        int[] y = labels.stream().mapToInt(label -> label ? 1 : 0).toArray();
        double[] learned = LogisticRegression.binomial(x, y, penalty, TOLERANCE, MAX_ITERATIONS)
                .coefficients();
        double[] weights = new double[size];
        for (int i = 0; i < size; i++) {
            weights[i] = learned[i] / spread[i];
        }
        if (rows.stream().allMatch(row -> row[size - 1] == 1)) {
            weights[size - 1] += learned[size];
        }
        return new LinearWeights(weights);
    }

    private static void add(Judged one, LinearWeights weights, List<double[]> features, List<Boolean> answers) {
        List<Integer> order = order(one, weights);
        if (order.isEmpty()) {
            return;
        }
        Candidate first = one.found().candidates().get(order.getFirst());
        double score = score(first, weights);
        double gap =
                order.size() == 1 ? 0 : score - score(one.found().candidates().get(order.get(1)), weights);
        features.add(
                Certainty.features(score, gap, first.features(), one.found().asked(), one.unheld()));
        answers.add(one.right().get(order.getFirst()));
    }

    private static double score(Candidate candidate, LinearWeights weights) {
        return weights.score(candidate.features()) + candidate.bonus();
    }

    private static List<Integer> order(Judged one, LinearWeights weights) {
        return IntStream.range(0, one.size())
                .boxed()
                .sorted(Comparator.comparingDouble(
                        i -> -score(one.found().candidates().get(i), weights)))
                .toList();
    }

    private static void report(
            List<Judged> general, List<Judged> judged, LinearWeights[] ofFold, Consumer<String> progress) {
        for (String style : new TreeSet<>(judged.stream().map(Judged::style).toList())) {
            double[] looked = new double[DEPTHS.length];
            double[] learned = new double[DEPTHS.length];
            int count = 0;
            for (int i = 0; i < judged.size(); i++) {
                Judged one = judged.get(i);
                if (one.style().equals(style)) {
                    LinearWeights weights = ofFold[i % FOLDS];
                    count(one, IntStream.range(0, one.size()).boxed().toList(), looked);
                    count(one, order(one, weights), learned);
                    count++;
                }
            }
            progress.accept(String.format(
                    Locale.ROOT,
                    "%d %s questions, a right article among the first 1/5/10: first look %.3f/%.3f/%.3f, learned %.3f/%.3f/%.3f",
                    count,
                    style,
                    looked[0] / count,
                    looked[1] / count,
                    looked[2] / count,
                    learned[0] / count,
                    learned[1] / count,
                    learned[2] / count));
        }
        List<Judged> pool = general.stream()
                .filter(one -> one.found().candidates().stream()
                        .anyMatch(candidate -> candidate.article().version().isEmpty()))
                .toList();
        double[] recall = new double[DEPTHS.length];
        double[] before = new double[DEPTHS.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            List<Judged> rest = new ArrayList<>(general);
            List<Judged> held = new ArrayList<>();
            for (int i = fold; i < pool.size(); i += FOLDS) {
                held.add(pool.get(i));
            }
            rest.removeAll(held);
            LinearWeights weights = ranking(rest, judged);
            for (Judged one : held) {
                addRecall(one, order(one, weights), recall);
                addRecall(one, IntStream.range(0, one.size()).boxed().toList(), before);
            }
        }
        progress.accept(String.format(
                Locale.ROOT,
                "judged: recall@1/5/10 %.3f/%.3f/%.3f, learned %.3f/%.3f/%.3f",
                before[0] / pool.size(),
                before[1] / pool.size(),
                before[2] / pool.size(),
                recall[0] / pool.size(),
                recall[1] / pool.size(),
                recall[2] / pool.size()));
    }

    /** What thresholds of certainty do, each question judged without itself; the first {@code judged} are those that the corpus answers. */
    private static void report(List<double[]> features, List<Boolean> answers, int judged, Consumer<String> progress) {
        double[] certainty = new double[features.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int left = fold;
            int[] kept = IntStream.range(0, certainty.length)
                    .filter(i -> i % FOLDS != left)
                    .toArray();
            Certainty learned = new Certainty(fit(
                    Arrays.stream(kept).mapToObj(features::get).toList(),
                    Arrays.stream(kept).mapToObj(answers::get).toList(),
                    CERTAINTY_PENALTY));
            for (int i = fold; i < certainty.length; i += FOLDS) {
                certainty[i] = learned.of(features.get(i));
            }
        }
        for (double threshold : THRESHOLDS) {
            long answered = IntStream.range(0, judged)
                    .filter(i -> certainty[i] >= threshold)
                    .count();
            long right = IntStream.range(0, judged)
                    .filter(i -> certainty[i] >= threshold && answers.get(i))
                    .count();
            long refused = IntStream.range(judged, certainty.length)
                    .filter(i -> certainty[i] < threshold)
                    .count();
            progress.accept(String.format(
                    Locale.ROOT,
                    "certainty %.2f: answered %.3f, of these right %.3f; refused where nothing answers %.3f",
                    threshold,
                    answered / (double) judged,
                    right / (double) Math.max(1, answered),
                    refused / (double) (certainty.length - judged)));
        }
    }

    private static void count(Judged one, List<Integer> order, double[] hits) {
        for (int d = 0; d < DEPTHS.length; d++) {
            hits[d] += order.stream().limit(DEPTHS[d]).anyMatch(i -> one.right().get(i)) ? 1 : 0;
        }
    }

    private static void addRecall(Judged one, List<Integer> order, double[] recall) {
        for (int d = 0; d < DEPTHS.length; d++) {
            recall[d] += order.stream()
                            .limit(DEPTHS[d])
                            .filter(i -> one.right().get(i))
                            .count()
                    / (double) one.answers();
        }
    }

    private static Question foreign(String text) {
        return new Question(text, "", "", TODAY, Set.of());
    }

    private static List<Question> read(List<Path> files) throws IOException {
        List<Question> questions = new ArrayList<>();
        for (Path file : files) {
            for (JsonNode row : TrainingData.rows(file)) {
                Set<String> gold = new HashSet<>();
                row.path("gold").valueStream().forEach(article -> gold.add(article.asString()));
                JsonNode day = row.path("as_of");
                questions.add(new Question(
                        row.get("question").asString(),
                        row.path("kind").asString(""),
                        row.path("style").asString(""),
                        day.isString() ? LocalDate.parse(day.asString()) : TODAY,
                        gold));
            }
        }
        return questions;
    }
}
