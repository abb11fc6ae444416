package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.Role;
import cn.yunce.assistant.corpus.QuestionEncoder;
import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.retrieval.ArticleIndex.Neighbour;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/**
 * In two looks. The first takes words (BM25), meaning (vectors of question and article), the question's vector moved by
 * {@link QuestionAdapter} and the articles' typical questions, by their vectors and by {@link TunedEncoder}'s, weighed together by {@link Ranking} (docs/decisions/0022). The best of that are
 * ranked by {@link ArticleFeatures} with learned weights, and {@link Certainty} tells whether the first of them answers (0090). Postings live
 * in memory and are built anew when the stored articles have changed; vectors stay in the database.
 */
@Service
final class HybridSearch implements ArticleSearch {
    private static final int CANDIDATES = 100;
    private static final int MAX_VIEWS = 32;
    private static final Set<String> OTHER_LAWS = Words.lines("other-laws.txt");
    private static final Set<String> ASKED_VERSIONS = ListedQuestions.versions();
    private static final Ranking RANKING = new Ranking(1.5, 20, 15, 20);
    /** So many are worth a closer look. */
    private static final int LOOKED_AT = 40;

    /**
     * Below this sum nothing that was found speaks of what was asked. Likeness in meaning alone does not part questions that a corpus
     * answers from the same questions over a corpus without their law.
     */
    private static final double MIN_EVIDENCE = 0.72;

    private static final double OVERLAP_WEIGHT = 0.7;

    /** An article this certain answers, whatever a question resembles: the version of an earlier day has no typical questions. */
    private static final double SURELY_ANSWERED = 0.8;

    private static final String WEIGHTS = "ranking-weights.csv";
    private static final double NAMED_ARTICLE_BONUS = 100;
    private static final double NAMED_LAW_BONUS = 3;
    /** The rule of one province must not push a national one out that says as much. */
    private static final double ELSEWHERE_MALUS = 2;
    /** Two questions of less than this cosine are not of one law. */
    private static final double MIN_LIKENESS = 0.65;
    /** Of 189 answered questions of the develop set one is by this much nearer to a question of another law, of 18 without a law 14. */
    private static final double MARGIN = 0.05;

    /** What is in memory of one state of the corpus. */
    private record Snapshot(
            long generation,
            List<StoredArticle> articles,
            Map<String, Integer> places,
            Bm25Index words,
            Map<View.Of, View> views) {
        static Snapshot of(long generation, List<StoredArticle> articles) {
            Map<String, Integer> places = HashMap.newHashMap(articles.size());
            for (int i = 0; i < articles.size(); i++) {
                places.put(articles.get(i).id(), i);
            }
            Bm25Index words = new Bm25Index(
                    articles.stream().map(StoredArticle::searchText).toList());
            return new Snapshot(generation, List.copyOf(articles), places, words, new ConcurrentHashMap<>());
        }

        View view(LocalDate asOf, Role role) {
            if (views.size() > MAX_VIEWS) {
                views.clear();
            }
            return views.computeIfAbsent(new View.Of(asOf, role), of -> View.of(of, articles));
        }

        /** Empty where the article is not in force, or where an ingestion has come between two looks. */
        Optional<Integer> place(Neighbour neighbour, IntPredicate inForce) {
            return Optional.ofNullable(places.get(neighbour.articleId())).filter(inForce::test);
        }
    }

    /**
     * What a role may see on a day.
     *
     * @param counting whether the article at a place is in force and may be read
     * @param named places of those, by law and number
     * @param titles of the laws in force
     * @param laws titles of every version that may be read
     */
    private record View(
            BitSet counting, Map<NamedLaws.Article, List<Integer>> named, Set<String> titles, Set<String> laws) {
        private record Of(LocalDate asOf, Role role) {}

        static View of(Of of, List<StoredArticle> articles) {
            BitSet counting = new BitSet();
            Map<NamedLaws.Article, List<Integer>> named = new HashMap<>();
            Set<String> titles = new HashSet<>();
            Set<String> laws = new HashSet<>();
            for (int i = 0; i < articles.size(); i++) {
                StoredArticle article = articles.get(i);
                if (!article.isReadableBy(of.role)) {
                    continue;
                }
                laws.add(article.law());
                if (article.inForce(of.asOf)) {
                    counting.set(i);
                    titles.add(article.law());
                    named.computeIfAbsent(
                                    new NamedLaws.Article(article.law(), article.number()), key -> new ArrayList<>())
                            .add(i);
                }
            }
            return new View(counting, named, titles, laws);
        }
    }

    /** What speaks for one article at a first look. */
    private static final class Evidence {
        private int wordRank;
        private int meaningRank;
        private double cosine;
        private double words;
        private double typical;
        private double encoded;
    }

    /** An article and what speaks for it at a closer look. */
    static final class Candidate {
        private final StoredArticle article;
        private final int wordRank;
        private final int meaningRank;
        private final double cosine;
        private final boolean named;
        private final double bonus;
        private final double[] features;

        private Candidate(
                StoredArticle article,
                int wordRank,
                int meaningRank,
                double cosine,
                boolean named,
                double bonus,
                double[] features) {
            this.article = article;
            this.wordRank = wordRank;
            this.meaningRank = meaningRank;
            this.cosine = cosine;
            this.named = named;
            this.bonus = bonus;
            this.features = features;
        }

        StoredArticle article() {
            return article;
        }

        /** What is to be added to a score because the article or its law is named. */
        double bonus() {
            return bonus;
        }

        /** In the order of {@link ArticleFeatures#NAMES}; not to be changed. */
        double[] features() {
            return features;
        }
    }

    /**
     * @param candidates likeliest first, by the first look
     * @param asked cosine of the nearest typical question; -1 when there is none
     * @param unheld the nearest question of a law that is not there
     * @param foreign whether no law is likely to answer
     */
    record Found(
            List<Candidate> candidates,
            double asked,
            Optional<UnheldQuestions.Nearest> unheld,
            boolean foreign,
            List<String> missing) {
        double unheldCosine() {
            return unheld.map(UnheldQuestions.Nearest::cosine).orElse(-1.0);
        }
    }

    private record Looked(int place, double score) {}

    private record Ranked(Candidate candidate, double score) {}

    private final ArticleIndex index;
    private final TextEmbedder embedder;
    private final QuestionEncoder encoder;
    private final QuestionAdapter adapter;
    private final LayWords layWords = LayWords.load();
    private final UnheldQuestions unheld;
    private final LinearWeights weights;
    private final Certainty certainty;
    private final Scope scope;
    private volatile @Nullable Snapshot current;

    @Autowired
    HybridSearch(ArticleIndex index, TextEmbedder embedder, QuestionEncoder encoder) {
        this(
                index,
                embedder,
                encoder,
                QuestionAdapter.load(),
                UnheldQuestions.load(),
                LinearWeights.load(WEIGHTS, ArticleFeatures.NAMES),
                Certainty.load(),
                Scope.load());
    }

    /** With what is learned given: training learns the rest from what this finds. */
    HybridSearch(
            ArticleIndex index,
            TextEmbedder embedder,
            QuestionEncoder encoder,
            QuestionAdapter adapter,
            UnheldQuestions unheld,
            LinearWeights weights,
            Certainty certainty,
            Scope scope) {
        this.index = index;
        this.embedder = embedder;
        this.encoder = encoder;
        this.adapter = adapter;
        this.unheld = unheld;
        this.weights = weights;
        this.certainty = certainty;
        this.scope = scope;
    }

    @Override
    public SearchResult search(String query, LocalDate asOf, Role role, int limit) {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("limit must be 1..100, was " + limit);
        }
        Found found = find(query, asOf, role);
        List<Ranked> ranked = found.candidates().stream()
                .map(candidate -> new Ranked(candidate, weights.score(candidate.features()) + candidate.bonus()))
                .sorted(Comparator.comparingDouble(Ranked::score)
                        .reversed()
                        .thenComparing(one -> one.candidate().article().id()))
                .toList();
        List<Hit> hits = ranked.stream()
                .limit(limit)
                .map(one -> new Hit(
                        one.candidate().article().asOf(asOf),
                        Math.exp(one.score() - ranked.getFirst().score()),
                        one.candidate().wordRank,
                        one.candidate().meaningRank,
                        one.candidate().named))
                .toList();
        if (!ranked.isEmpty() && isEvident(ranked.getFirst().candidate())) {
            return new SearchResult(hits, 1, Optional.empty(), false, found.missing());
        }
        double certain = ranked.isEmpty() ? 0 : certainty(ranked, found);
        return new SearchResult(
                hits,
                certain,
                found.unheld()
                        .filter(nearest -> nearest.cosine() > found.asked() + MARGIN && nearest.cosine() > MIN_LIKENESS)
                        .map(UnheldQuestions.Nearest::law),
                found.foreign() && certain < SURELY_ANSWERED,
                found.missing());
    }

    /** Of a version that nobody has written questions for, what is near to a question by meaning and words answers it. */
    private static boolean isEvident(Candidate first) {
        return !ASKED_VERSIONS.contains(ListedQuestions.version(
                        first.article().law(), first.article().version()))
                && first.cosine + OVERLAP_WEIGHT * ArticleFeatures.value(first.features, "overlap") >= MIN_EVIDENCE;
    }

    private double certainty(List<Ranked> ranked, Found found) {
        Ranked first = ranked.getFirst();
        double gap = ranked.size() == 1 ? 0 : first.score() - ranked.get(1).score();
        return certainty.of(Certainty.features(
                first.score(), gap, first.candidate().features(), found.asked(), found.unheldCosine()));
    }

    /** What is worth a closer look, and what speaks for it. */
    Found find(String query, LocalDate asOf, Role role) {
        Snapshot corpus = snapshot();
        List<StoredArticle> articles = corpus.articles;
        View view = corpus.view(asOf, role);
        NamedLaws named = namedLaws(query, view);
        String legal = layWords.withLegalWords(query);

        IntPredicate inForce = view.counting::get;
        float[] question = embedder.embedQuestion(query);
        float[] moved = adapter.adapt(question);
        List<Neighbour> nearest = index.listNearest(question, asOf, role, CANDIDATES);

        Map<Integer, Evidence> found = new HashMap<>();
        IntFunction<Evidence> at = place -> found.computeIfAbsent(place, i -> new Evidence());
        List<Bm25Index.Scored> byWords = corpus.words.search(legal, inForce, CANDIDATES);
        for (int r = 0; r < byWords.size(); r++) {
            Evidence evidence = at.apply(byWords.get(r).document());
            evidence.wordRank = r + 1;
            evidence.words = byWords.get(r).score() / byWords.getFirst().score();
        }
        for (int r = 0; r < nearest.size(); r++) {
            int rank = r + 1;
            double cosine = nearest.get(r).cosine();
            corpus.place(nearest.get(r), inForce).ifPresent(place -> {
                at.apply(place).meaningRank = rank;
                at.apply(place).cosine = cosine;
            });
        }
        index.listNearest(moved, asOf, role, CANDIDATES)
                .forEach(neighbour ->
                        corpus.place(neighbour, inForce).ifPresent(place -> found.putIfAbsent(place, new Evidence())));
        List<Neighbour> typical = index.listNearestByQuestion(question, asOf, role, CANDIDATES);
        typical.forEach(neighbour ->
                corpus.place(neighbour, inForce).ifPresent(place -> at.apply(place).typical = neighbour.cosine()));
        index.listNearestByEncoded(encoder.encode(query), asOf, role, CANDIDATES)
                .forEach(neighbour -> corpus.place(neighbour, inForce)
                        .ifPresent(place -> at.apply(place).encoded = neighbour.cosine()));
        named.articles()
                .forEach(article -> view.named
                        .getOrDefault(article, List.of())
                        .forEach(place -> found.putIfAbsent(place, new Evidence())));
        List<String> ids =
                found.keySet().stream().map(i -> articles.get(i).id()).toList();
        Map<String, Double> meaning = index.getCosines(ids, moved);

        ArticleFeatures features = new ArticleFeatures(query, legal, corpus.words);
        List<Looked> first = new ArrayList<>();
        found.forEach((place, evidence) ->
                first.add(new Looked(place, firstLook(articles.get(place), evidence, meaning, legal, named))));
        first.sort(Comparator.comparingDouble(Looked::score).reversed().thenComparingInt(Looked::place));
        List<Candidate> candidates = first.stream()
                .limit(LOOKED_AT)
                .map(looked -> {
                    StoredArticle article = articles.get(looked.place());
                    Evidence evidence = at.apply(looked.place());
                    return new Candidate(
                            article,
                            evidence.wordRank,
                            evidence.meaningRank,
                            evidence.cosine,
                            isNamed(article, named),
                            bonus(article, named),
                            features.of(
                                    article,
                                    evidence.words,
                                    meaning.getOrDefault(article.id(), 0.0),
                                    evidence.typical,
                                    evidence.encoded));
                })
                .toList();
        double asked = typical.isEmpty() ? -1 : typical.getFirst().cosine();
        Optional<UnheldQuestions.Nearest> elsewhere = unheld.nearest(question, view.laws);
        return new Found(
                candidates,
                asked,
                elsewhere,
                named.laws().isEmpty()
                        && isForeign(
                                question,
                                asked,
                                elsewhere.map(UnheldQuestions.Nearest::cosine).orElse(-1.0)),
                named.missing().stream()
                        .map(name -> view.laws.contains(name) ? "《" + name + "》在 " + asOf + " 有效的版本" : name)
                        .toList());
    }

    /** Nothing is told of a corpus that nobody has written questions for by what its articles are not asked. */
    private boolean isForeign(float[] question, double asked, double elsewhere) {
        double[] foreign = unheld.listForeignCosines(question, Double.POSITIVE_INFINITY);
        return foreign[0] > Math.max(asked, elsewhere)
                || (asked >= 0 && scope.isForeign(Scope.features(question, asked, foreign, elsewhere)));
    }

    private NamedLaws namedLaws(String query, View view) {
        Set<String> others = new HashSet<>(OTHER_LAWS);
        others.addAll(view.laws);
        return NamedLaws.in(layWords.withTitles(query), view.titles, others, view.named::containsKey);
    }

    private static boolean isNamed(StoredArticle article, NamedLaws named) {
        return named.articles().contains(new NamedLaws.Article(article.law(), article.number()));
    }

    private static double firstLook(
            StoredArticle article, Evidence evidence, Map<String, Double> meaning, String query, NamedLaws named) {
        double score = RANKING.score(
                        evidence.words, meaning.getOrDefault(article.id(), 0.0), evidence.typical, evidence.encoded)
                + bonus(article, named);
        return LawKind.of(article.law()) == LawKind.LOCAL && !query.contains(LawKind.placeOf(article.law()))
                ? score - ELSEWHERE_MALUS
                : score;
    }

    /** What is named comes first, whatever else speaks for it. */
    private static double bonus(StoredArticle article, NamedLaws named) {
        if (isNamed(article, named)) {
            return NAMED_ARTICLE_BONUS;
        }
        return named.laws().contains(article.law()) || named.numbers().contains(article.number()) ? NAMED_LAW_BONUS : 0;
    }

    private Snapshot snapshot() {
        long generation = index.generation();
        Snapshot snapshot = current;
        return snapshot != null && snapshot.generation == generation ? snapshot : renewed(generation);
    }

    /** One at a time: the others would build the same. */
    private synchronized Snapshot renewed(long generation) {
        Snapshot snapshot = current;
        if (snapshot == null || snapshot.generation < generation) {
            snapshot = Snapshot.of(generation, index.listArticles());
            current = snapshot;
        }
        return snapshot;
    }
}
