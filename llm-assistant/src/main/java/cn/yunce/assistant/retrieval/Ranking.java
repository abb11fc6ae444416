package cn.yunce.assistant.retrieval;

/**
 * Weighs what speaks for an article: a linear score whose weights are those of a softmax over all articles (listwise; Cao et al. 2007,
 * Learning to Rank: From Pairwise Approach to Listwise Approach).
 *
 * @param words weight of the BM25 score as a share of the best one
 * @param meaning weight of the cosine between the moved question and the article
 * @param typical weight of the cosine between question and the article's nearest typical question, as far as it is above {@link ArticleFeatures#FLOOR}
 * @param encoded the same by {@link TunedEncoder}'s vectors, from 0 on
 */
record Ranking(double words, double meaning, double typical, double encoded) {
    double score(double wordShare, double movedCosine, double typicalCosine, double encodedCosine) {
        return words * wordShare
                + meaning * movedCosine
                + typical * Math.max(0, typicalCosine - ArticleFeatures.FLOOR)
                + encoded * Math.max(0, encodedCosine);
    }
}
