package cn.yunce.assistant.retrieval;

import static java.util.stream.Collectors.toSet;

import cn.yunce.assistant.corpus.TextEmbedder;
import cn.yunce.assistant.retrieval.ArticleIndex.Neighbour;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * BM25 and vectors, fused by reciprocal rank (Cormack et al. 2009; k = 10 was best in trials), then weighed by what kind of law it is.
 * Postings live in memory and are built anew when the stored articles have changed; vectors stay in the database.
 */
@Service
final class HybridSearch implements ArticleSearch {
    private static final int CANDIDATES = 100;
    private static final double K = 10;

    private static final Pattern ABOUT_PARCELS = Pattern.compile("快递|快件|邮件|邮政|寄|包裹|派件|揽收|投递|取件");
    private static final double PARCEL_LAW_WEIGHT = 1.2;
    /** The rule of one province must not answer a question that does not name it while a national one says as much. */
    private static final double LOCAL_LAW_WEIGHT = 0.6;

    private static final double NAMED_PLACE_WEIGHT = 1.5;
    private static final double NAMED_LAW_WEIGHT = 2;

    /** What is in memory of one state of the corpus. */
    private record Snapshot(
            long generation, List<StoredArticle> articles, Map<String, Integer> places, Bm25Index words) {
        static Snapshot of(long generation, List<StoredArticle> articles) {
            Map<String, Integer> places = HashMap.newHashMap(articles.size());
            for (int i = 0; i < articles.size(); i++) {
                places.put(articles.get(i).id(), i);
            }
            Bm25Index words = new Bm25Index(
                    articles.stream().map(StoredArticle::searchText).toList());
            return new Snapshot(generation, List.copyOf(articles), places, words);
        }
    }

    /** Ranks of one article while fusing. */
    private static final class Ranks {
        private int words;
        private int meaning;
    }

    private final ArticleIndex index;
    private final TextEmbedder embedder;
    private final LayWords layWords = LayWords.load();
    private volatile @Nullable Snapshot current;

    HybridSearch(ArticleIndex index, TextEmbedder embedder) {
        this.index = index;
        this.embedder = embedder;
    }

    @Override
    public SearchResult search(String query, LocalDate asOf, int limit) {
        if (limit < 1 || limit > 100) {
            throw new IllegalArgumentException("limit must be 1..100, was " + limit);
        }
        Snapshot corpus = snapshot();
        List<StoredArticle> articles = corpus.articles;
        NamedLaws named = namedLaws(query, asOf, articles);
        String legal = layWords.withLegalWords(query);

        Map<Integer, Ranks> ranks = new HashMap<>();
        var byWords = corpus.words.search(legal, i -> articles.get(i).inForce(asOf), CANDIDATES);
        for (int r = 0; r < byWords.size(); r++) {
            ranks.computeIfAbsent(byWords.get(r).document(), i -> new Ranks()).words = r + 1;
        }
        float[] question = embedder.embedQuestion(query);
        List<Neighbour> nearest = index.listNearest(question, asOf, CANDIDATES);
        double bestCosine = nearest.isEmpty() ? -1 : nearest.getFirst().cosine();
        if (!legal.equals(query)) {
            nearest = index.listNearest(embedder.embedQuestion(legal), asOf, CANDIDATES);
        }
        for (int r = 0; r < nearest.size(); r++) {
            Integer place = corpus.places.get(nearest.get(r).articleId());
            // An ingestion may have come between the two looks.
            if (place != null && articles.get(place).inForce(asOf)) {
                ranks.computeIfAbsent(place, i -> new Ranks()).meaning = r + 1;
            }
        }
        for (int i = 0; i < articles.size(); i++) {
            if (isNamed(articles.get(i), named) && articles.get(i).inForce(asOf)) {
                ranks.computeIfAbsent(i, p -> new Ranks());
            }
        }

        List<Hit> hits = new ArrayList<>();
        ranks.forEach((place, rank) -> {
            StoredArticle article = articles.get(place);
            boolean exact = isNamed(article, named);
            double score = (share(rank.words) + share(rank.meaning)) * weight(article, legal, named) + (exact ? 1 : 0);
            hits.add(new Hit(article.asOf(asOf), score, rank.words, rank.meaning, exact));
        });
        hits.sort(Comparator.comparingDouble(Hit::score)
                .reversed()
                .thenComparing(hit -> hit.article().id()));
        return new SearchResult(
                hits.subList(0, Math.min(limit, hits.size())),
                bestCosine,
                corpus.words.bestOverlap(query, i -> articles.get(i).inForce(asOf)),
                named.missing());
    }

    private NamedLaws namedLaws(String query, LocalDate asOf, List<StoredArticle> articles) {
        List<StoredArticle> inForce =
                articles.stream().filter(article -> article.inForce(asOf)).toList();
        Set<String> titles = inForce.stream().map(StoredArticle::law).collect(toSet());
        Set<NamedLaws.Article> known = inForce.stream()
                .map(article -> new NamedLaws.Article(article.law(), article.number()))
                .collect(toSet());
        return NamedLaws.in(layWords.withTitles(query), titles, known::contains);
    }

    private static boolean isNamed(StoredArticle article, NamedLaws named) {
        return named.articles().contains(new NamedLaws.Article(article.law(), article.number()));
    }

    private static double share(int rank) {
        return rank == 0 ? 0 : 1 / (K + rank);
    }

    private static double weight(StoredArticle article, String query, NamedLaws named) {
        if (named.laws().contains(article.law())) {
            return NAMED_LAW_WEIGHT;
        }
        double weight = named.numbers().contains(article.number()) ? NAMED_LAW_WEIGHT : 1;
        return switch (LawKind.of(article.law())) {
            case LOCAL ->
                weight * (query.contains(LawKind.placeOf(article.law())) ? NAMED_PLACE_WEIGHT : LOCAL_LAW_WEIGHT);
            case PARCEL -> ABOUT_PARCELS.matcher(query).find() ? weight * PARCEL_LAW_WEIGHT : weight;
            case GENERAL -> weight;
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
