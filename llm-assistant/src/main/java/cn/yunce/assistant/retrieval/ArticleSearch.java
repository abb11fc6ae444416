package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.Role;
import java.time.LocalDate;

/** Finds the articles that answer a question. */
public interface ArticleSearch {

    /**
     * Articles in force on {@code asOf} that {@code role} may read, best first. Articles that the query names (law, number or both) come before those that
     * only resemble it.
     *
     * @param query as the person wrote it
     * @param limit 1..100
     * @throws IllegalArgumentException when {@code limit} is out of range
     */
    SearchResult search(String query, LocalDate asOf, Role role, int limit);
}
