package cn.yunce.assistant;

/**
 * Where a statement stands. Attached by code, never by a model.
 *
 * @param articleId opens the article: GET /api/v1/articles/{articleId}
 * @param law title of the law, without 《》
 * @param version day the version was made or amended, ISO
 * @param article for example 第二十一条
 * @param quote a substring of the article's text
 */
public record Citation(String articleId, String law, String version, String article, String quote) {}
