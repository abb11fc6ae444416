package cn.yunce.assistant.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Okapi BM25 over documents numbered from 0, in memory (Robertson and Zaragoza 2009, The Probabilistic Relevance Framework). Immutable.
 * A search costs the postings of its terms.
 */
final class Bm25Index {
    private static final double K1 = 1.2;
    private static final double B = 0.75;

    /** Documents that hold a term, and the term's weight in each without its rarity. */
    private static final class Postings {
        final int[] documents;
        final float[] weights;

        Postings(int size) {
            documents = new int[size];
            weights = new float[size];
        }
    }

    record Scored(int document, double score) {}

    private final int size;
    private final Map<String, Postings> terms;

    Bm25Index(List<String> documents) {
        size = documents.size();
        List<List<String>> tokens = documents.stream().map(Tokens::of).toList();
        double meanLength = tokens.stream().mapToInt(List::size).average().orElse(1);
        Map<String, List<int[]>> counts = new HashMap<>();
        for (int d = 0; d < size; d++) {
            for (String token : tokens.get(d)) {
                List<int[]> places = counts.computeIfAbsent(token, t -> new ArrayList<>());
                if (places.isEmpty() || places.getLast()[0] != d) {
                    places.add(new int[] {d, 0});
                }
                places.getLast()[1]++;
            }
        }
        terms = HashMap.newHashMap(counts.size());
        counts.forEach((token, places) -> {
            Postings postings = new Postings(places.size());
            for (int i = 0; i < places.size(); i++) {
                int document = places.get(i)[0];
                postings.documents[i] = document;
                double tf = places.get(i)[1];
                double norm = K1 * (1 - B + B * tokens.get(document).size() / meanLength);
                postings.weights[i] = (float) (tf * (K1 + 1) / (tf + norm));
            }
            terms.put(token, postings);
        });
    }

    /** The best documents that pass {@code allowed}, best first; those without any of the terms are left out. */
    List<Scored> search(String query, IntPredicate allowed, int limit) {
        double[] scores = new double[size];
        for (String token : Tokens.of(query)) {
            Postings postings = terms.get(token);
            if (postings != null) {
                double rarity = rarity(token);
                for (int i = 0; i < postings.documents.length; i++) {
                    scores[postings.documents[i]] += rarity * postings.weights[i];
                }
            }
        }
        return IntStream.range(0, size)
                .filter(d -> scores[d] > 0 && allowed.test(d))
                .mapToObj(d -> new Scored(d, scores[d]))
                .sorted((a, b) -> Double.compare(b.score, a.score))
                .limit(limit)
                .toList();
    }

    /** How rare a term is: the inverse of the share of documents that hold it, as a logarithm. */
    double rarity(String term) {
        Postings postings = terms.get(term);
        return rarity(postings == null ? 0 : postings.documents.length);
    }

    private double rarity(int holders) {
        return Math.log(1 + (size - holders + 0.5) / (holders + 0.5));
    }
}
