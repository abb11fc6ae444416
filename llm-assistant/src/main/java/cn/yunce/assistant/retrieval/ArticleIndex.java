package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.Role;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Port: the stored articles and their vectors. */
public interface ArticleIndex {

    /** Grows whenever an article comes, changes or goes. */
    long generation();

    /** Every article of every version. */
    List<StoredArticle> listArticles();

    /** Articles in force on {@code asOf} that {@code role} may read, whose vectors are nearest to {@code question}, nearest first. */
    List<Neighbour> listNearest(float[] question, LocalDate asOf, Role role, int limit);

    /** Articles in force on {@code asOf} that {@code role} may read, whose typical questions are nearest to {@code question}, nearest first, each once. */
    List<Neighbour> listNearestByQuestion(float[] question, LocalDate asOf, Role role, int limit);

    /** The same by vectors of {@link cn.yunce.assistant.corpus.QuestionEncoder}. */
    List<Neighbour> listNearestByEncoded(float[] question, LocalDate asOf, Role role, int limit);

    /** Cosines of these articles' vectors to {@code question}; those that have gone meanwhile are left out. */
    Map<String, Double> getCosines(Collection<String> articleIds, float[] question);

    /** @param cosine -1..1 */
    record Neighbour(String articleId, double cosine) {}
}
