package cn.yunce.assistant.retrieval;

import java.time.LocalDate;

/** Finds the articles that answer a question. */
public interface ArticleSearch {

    /**
     * Articles in force on {@code asOf}, best first. Articles that the query names (law, number or both) come before those that
     * only resemble it.
     *
     * @param query as the person wrote it
     * @param limit 1..100
     * @throws IllegalArgumentException when {@code limit} is out of range
     */
    SearchResult search(String query, LocalDate asOf, int limit);
}
