package cn.yunce.assistant.chat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Strings of one to three letters that several examples have, weighted by how often a question has them and how few examples do (Salton and Buckley, 1988). Numbers count as one letter, the question's ends as
 * another; punctuation counts for nothing.
 */
final class QuestionTerms {
    private static final int LONGEST = 3;
    private static final int LEAST_EXAMPLES = 2;

    private final List<String> terms;
    private final float[] rarity;
    private final Map<String, Integer> places = new HashMap<>();

    private QuestionTerms(List<String> terms, float[] rarity) {
        this.terms = terms;
        this.rarity = rarity;
        for (int i = 0; i < rarity.length; i++) {
            places.put(terms.get(i), i);
        }
    }

    static QuestionTerms of(Collection<String> examples) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        examples.forEach(example -> listStrings(example).keySet().forEach(term -> counts.merge(term, 1, Integer::sum)));
        counts.values().removeIf(count -> count < LEAST_EXAMPLES);
        float[] rarity = new float[counts.size()];
        int i = 0;
        for (int count : counts.values()) {
            rarity[i++] = (float) (1 + Math.log((1.0 + examples.size()) / (1 + count)));
        }
        return new QuestionTerms(List.copyOf(counts.keySet()), rarity);
    }

    int size() {
        return rarity.length;
    }

    /** The weights by place, a vector of length one, or of zero where no string is known. */
    SortedMap<Integer, Double> weigh(String question) {
        SortedMap<Integer, Double> weights = new TreeMap<>();
        listStrings(question).forEach((term, count) -> {
            Integer place = places.get(term);
            if (place != null) {
                weights.put(place, (1 + Math.log(count)) * rarity[place]);
            }
        });
        double length = Math.sqrt(
                weights.values().stream().mapToDouble(weight -> weight * weight).sum());
        weights.replaceAll((place, weight) -> weight / length);
        return weights;
    }

    /** How often a question has each of its strings. */
    private static Map<String, Integer> listStrings(String question) {
        String text = "^" + question.replaceAll("\\d+(\\.\\d+)?", "0").replaceAll("[\\p{P}\\s]", "") + "$";
        Map<String, Integer> strings = new LinkedHashMap<>();
        for (int length = 1; length <= LONGEST; length++) {
            for (int at = 0; at + length <= text.length(); at++) {
                strings.merge(text.substring(at, at + length), 1, Integer::sum);
            }
        }
        return strings;
    }

    static QuestionTerms read(DataInputStream data) throws IOException {
        String[] terms = new String[data.readInt()];
        float[] rarity = new float[terms.length];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = data.readUTF();
            rarity[i] = data.readFloat();
        }
        return new QuestionTerms(Arrays.asList(terms), rarity);
    }

    /** Their number, then each with its rarity. */
    void write(DataOutputStream data) throws IOException {
        data.writeInt(rarity.length);
        for (int i = 0; i < rarity.length; i++) {
            data.writeUTF(terms.get(i));
            data.writeFloat(rarity[i]);
        }
    }
}
