package cn.yunce.assistant.retrieval;

import java.time.LocalDate;
import java.util.List;

/** Port: the stored articles and their vectors. */
public interface ArticleIndex {

    /** Grows whenever an article comes, changes or goes. */
    long generation();

    /** Every article of every version. */
    List<StoredArticle> listArticles();

    /** Articles in force on {@code asOf} whose vectors are nearest to {@code question}, nearest first. */
    List<Neighbour> listNearest(float[] question, LocalDate asOf, int limit);

    /** @param cosine -1..1 */
    record Neighbour(String articleId, double cosine) {}
}
