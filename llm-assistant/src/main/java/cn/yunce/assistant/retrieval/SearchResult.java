package cn.yunce.assistant.retrieval;

import java.util.List;
import java.util.Optional;

/**
 * What a search found, with the evidence on which a caller may decide that nothing answers the question.
 *
 * @param hits best first
 * @param certainty how likely the first hit answers the query, 0..1
 * @param other a law that is not in the corpus and that such questions are asked of, where the query is clearly nearer to one of them than to
 *     any that the corpus answers
 * @param foreign whether the query is nearest to a question that no law answers
 * @param missing laws and articles that the query names but the corpus lacks on that day, for example 禁止寄递物品管理规定 or
 *     快递暂行条例第九十九条
 */
public record SearchResult(
        List<Hit> hits, double certainty, Optional<String> other, boolean foreign, List<String> missing) {
    public SearchResult {
        hits = List.copyOf(hits);
        missing = List.copyOf(missing);
    }
}
