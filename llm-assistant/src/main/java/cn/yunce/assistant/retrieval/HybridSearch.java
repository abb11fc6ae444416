package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.Role;
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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Words (BM25), meaning (vectors of question and article), the question's vector moved by {@link QuestionAdapter} and the articles'
 * typical questions, weighed together by {@link Ranking}, and what kind of law it is (docs/decisions/0022). Postings live in memory and
 * are built anew when the stored articles have changed; vectors stay in the database.
 */
@Service
final class HybridSearch implements ArticleSearch {
    private static final int CANDIDATES = 100;
    private static final int MAX_VIEWS = 32;
    private static final Set<String> OTHER_LAWS = Words.lines("other-laws.txt");
    private static final Ranking RANKING = new Ranking(1.5, 20, 15);

    private static final Pattern ABOUT_PARCELS = Pattern.compile("快递|快件|邮件|邮政|寄|包裹|派件|揽收|投递|取件");
    private static final double PARCEL_LAW_BONUS = 0.7;
    /** The rule of one province must not answer a question that does not name it while a national one says as much. */
    private static final double LOCAL_LAW_BONUS = -2;

    private static final double NAMED_PLACE_BONUS = 2;
    private static final double NAMED_LAW_BONUS = 3;
    private static final double NAMED_ARTICLE_BONUS = 100;

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

    /** What speaks for one article. */
    private static final class Evidence {
        private int wordRank;
        private int meaningRank;
        private double words;
        private double typical;
    }

    private record Candidate(StoredArticle article, Evidence evidence, double score) {}

    private final ArticleIndex index;
    private final TextEmbedder embedder;
    private final QuestionAdapter adapter = QuestionAdapter.load();
    private final LayWords layWords = LayWords.load();
    private volatile @Nullable Snapshot current;

    HybridSearch(ArticleIndex index, TextEmbedder embedder) {
        this.index = index;
        this.embedder = embedder;
    }

    @Override
    public SearchResult search(String query, LocalDate asOf, Role role, int limit) {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("limit must be 1..100, was " + limit);
        }
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
            corpus.place(nearest.get(r), inForce).ifPresent(place -> at.apply(place).meaningRank = rank);
        }
        index.listNearest(moved, asOf, role, CANDIDATES)
                .forEach(neighbour ->
                        corpus.place(neighbour, inForce).ifPresent(place -> found.putIfAbsent(place, new Evidence())));
        List<Neighbour> typical = index.listNearestByQuestion(question, asOf, role, CANDIDATES);
        typical.forEach(neighbour ->
                corpus.place(neighbour, inForce).ifPresent(place -> at.apply(place).typical = neighbour.cosine()));
        named.articles()
                .forEach(article -> view.named
                        .getOrDefault(article, List.of())
                        .forEach(place -> found.putIfAbsent(place, new Evidence())));
        List<String> ids =
                found.keySet().stream().map(i -> articles.get(i).id()).toList();
        Map<String, Double> meaning = index.getCosines(ids, moved);

        List<Candidate> candidates = new ArrayList<>();
        found.forEach((place, evidence) -> {
            StoredArticle article = articles.get(place);
            double score = RANKING.score(evidence.words, meaning.getOrDefault(article.id(), 0.0), evidence.typical)
                    + bonus(article, legal, named);
            candidates.add(new Candidate(article, evidence, score));
        });
        candidates.sort(Comparator.comparingDouble(Candidate::score)
                .reversed()
                .thenComparing(candidate -> candidate.article().id()));
        List<Hit> hits = IntStream.range(0, Math.min(limit, candidates.size()))
                .mapToObj(r -> {
                    Candidate candidate = candidates.get(r);
                    return new Hit(
                            candidate.article().asOf(asOf),
                            Math.exp(candidate.score() - candidates.getFirst().score()),
                            candidate.evidence().wordRank,
                            candidate.evidence().meaningRank,
                            isNamed(candidate.article(), named));
                })
                .toList();
        return new SearchResult(
                hits,
                nearest.isEmpty() ? -1 : nearest.getFirst().cosine(),
                corpus.words.bestOverlap(query, inForce),
                typical.isEmpty() ? -1 : typical.getFirst().cosine(),
                named.missing().stream()
                        .map(name -> view.laws.contains(name) ? "《" + name + "》在 " + asOf + " 有效的版本" : name)
                        .toList());
    }

    private NamedLaws namedLaws(String query, View view) {
        Set<String> others = new HashSet<>(OTHER_LAWS);
        others.addAll(view.laws);
        return NamedLaws.in(layWords.withTitles(query), view.titles, others, view.named::containsKey);
    }

    private static boolean isNamed(StoredArticle article, NamedLaws named) {
        return named.articles().contains(new NamedLaws.Article(article.law(), article.number()));
    }

    private static double bonus(StoredArticle article, String query, NamedLaws named) {
        if (isNamed(article, named)) {
            return NAMED_ARTICLE_BONUS;
        }
        if (named.laws().contains(article.law())) {
            return NAMED_LAW_BONUS;
        }
        double bonus = named.numbers().contains(article.number()) ? NAMED_LAW_BONUS : 0;
        return switch (LawKind.of(article.law())) {
            case LOCAL ->
                bonus + (query.contains(LawKind.placeOf(article.law())) ? NAMED_PLACE_BONUS : LOCAL_LAW_BONUS);
            case PARCEL -> bonus + (ABOUT_PARCELS.matcher(query).find() ? PARCEL_LAW_BONUS : 0);
            case GENERAL -> bonus;
        };
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
