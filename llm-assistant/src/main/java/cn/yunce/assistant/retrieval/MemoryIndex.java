package cn.yunce.assistant.retrieval;

import static java.util.stream.Collectors.toMap;

import cn.yunce.assistant.Role;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Articles, their vectors and their typical questions' vectors in memory, compared exactly: for training and tests. */
final class MemoryIndex implements ArticleIndex {
    private final List<StoredArticle> articles;
    private final List<float[]> vectors;
    private final Map<String, List<float[]>> questions;
    private final Map<String, List<float[]>> encoded;
    private final Map<String, Integer> places = new HashMap<>();

    MemoryIndex(List<StoredArticle> articles, List<float[]> vectors) {
        this(articles, vectors, Map.of(), Map.of());
    }

    /**
     * @param questions vectors of typical questions by article
     * @param encoded the same of {@link cn.yunce.assistant.corpus.QuestionEncoder}
     */
    MemoryIndex(
            List<StoredArticle> articles,
            List<float[]> vectors,
            Map<String, List<float[]>> questions,
            Map<String, List<float[]>> encoded) {
        this.articles = List.copyOf(articles);
        this.vectors = List.copyOf(vectors);
        this.questions = Map.copyOf(questions);
        this.encoded = Map.copyOf(encoded);
        for (int i = 0; i < articles.size(); i++) {
            places.put(articles.get(i).id(), i);
        }
    }

    @Override
    public long generation() {
        return 1;
    }

    @Override
    public List<StoredArticle> listArticles() {
        return articles;
    }

    @Override
    public List<Neighbour> listNearest(float[] question, LocalDate asOf, Role role, int limit) {
        return IntStream.range(0, articles.size())
                .filter(i -> articles.get(i).inForce(asOf) && articles.get(i).isReadableBy(role))
                .mapToObj(i -> new Neighbour(articles.get(i).id(), TextEmbedder.likeness(question, vectors.get(i))))
                .sorted(Comparator.comparingDouble(Neighbour::cosine).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Neighbour> listNearestByQuestion(float[] question, LocalDate asOf, Role role, int limit) {
        return listNearest(questions, question, asOf, role, limit);
    }

    @Override
    public List<Neighbour> listNearestByEncoded(float[] question, LocalDate asOf, Role role, int limit) {
        return listNearest(encoded, question, asOf, role, limit);
    }

    private List<Neighbour> listNearest(
            Map<String, List<float[]>> questions, float[] question, LocalDate asOf, Role role, int limit) {
        return articles.stream()
                .filter(article ->
                        article.inForce(asOf) && article.isReadableBy(role) && questions.containsKey(article.id()))
                .map(article -> new Neighbour(
                        article.id(),
                        questions.getOrDefault(article.id(), List.of()).stream()
                                .mapToDouble(asked -> TextEmbedder.likeness(question, asked))
                                .max()
                                .orElse(-1)))
                .sorted(Comparator.comparingDouble(Neighbour::cosine).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Map<String, Double> getCosines(Collection<String> articleIds, float[] question) {
        return articleIds.stream()
                .filter(places::containsKey)
                .collect(toMap(
                        id -> id, id -> TextEmbedder.likeness(question, vectors.get(places.getOrDefault(id, 0)))));
    }
}
