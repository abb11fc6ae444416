package cn.yunce.assistant.retrieval;

import java.util.List;

/**
 * What a search found, with the evidence on which a caller may decide that the question is out of scope.
 *
 * @param hits best first
 * @param bestCosine cosine between the raw query and the nearest article in force, -1..1; -1 when there is no article
 * @param bestOverlap largest share of the query's bigrams, weighed by rarity, that one article contains, 0..1
 * @param bestTypical cosine between the raw query and the nearest typical question of an article in force, -1..1; -1 when there is none
 * @param missing laws and articles that the query names but the corpus lacks on that day, for example 禁止寄递物品管理规定 or
 *     快递暂行条例第九十九条
 */
public record SearchResult(
        List<Hit> hits, double bestCosine, double bestOverlap, double bestTypical, List<String> missing) {
    public SearchResult {
        hits = List.copyOf(hits);
        missing = List.copyOf(missing);
    }
}
