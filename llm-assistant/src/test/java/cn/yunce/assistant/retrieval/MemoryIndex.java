package cn.yunce.assistant.retrieval;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Articles and their vectors in memory, compared exactly. */
final class MemoryIndex implements ArticleIndex {
    private final List<StoredArticle> articles;
    private final List<float[]> vectors;

    MemoryIndex(List<StoredArticle> articles, List<float[]> vectors) {
        this.articles = List.copyOf(articles);
        this.vectors = List.copyOf(vectors);
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
    public List<Neighbour> listNearest(float[] question, LocalDate asOf, int limit) {
        return IntStream.range(0, articles.size())
                .filter(i -> articles.get(i).inForce(asOf))
                .mapToObj(i -> new Neighbour(articles.get(i).id(), dot(question, vectors.get(i))))
                .sorted(Comparator.comparingDouble(Neighbour::cosine).reversed())
                .limit(limit)
                .toList();
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
