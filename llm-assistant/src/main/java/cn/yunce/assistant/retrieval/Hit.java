package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.Corpus.ArticleText;

/**
 * An article that was found, and why.
 *
 * @param score how likely it answers the query, as a share of the first hit's likelihood, 0..1
 * @param bm25Rank place by words, from 1; 0 when not among the candidates
 * @param vectorRank place by meaning, from 1; 0 when not among the candidates
 * @param named the query names this very article (its law and number)
 */
public record Hit(ArticleText article, double score, int bm25Rank, int vectorRank, boolean named) {}
