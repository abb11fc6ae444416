package cn.yunce.assistant.retrieval;

import java.util.ArrayList;
import java.util.List;

/** What people say and what the law says for it, from training-data/words. */
public final class LayWords {
    private static final String RESOURCE = "lay-legal-words.csv";

    /** @param law {@code legal} is the title of a law */
    private record Pair(String lay, String legal, boolean law) {}

    private final List<Pair> pairs;

    private LayWords(List<Pair> pairs) {
        this.pairs = List.copyOf(pairs);
    }

    public static LayWords load() {
        List<Pair> pairs = new ArrayList<>();
        for (String line : Words.lines(RESOURCE).stream().skip(1).toList()) {
            String[] fields = line.split(",", -1);
            if (fields.length != 3 || !fields[0].matches("word|law") || fields[1].isBlank() || fields[2].isBlank()) {
                throw new IllegalStateException(
                        RESOURCE + ": expected kind,lay,legal with kind word or law, found: " + line);
            }
            pairs.add(new Pair(fields[1], fields[2], fields[0].equals("law")));
        }
        return new LayWords(pairs);
    }

    /** The question followed by the legal words for its lay words; the question itself when it has none. */
    public String withLegalWords(String question) {
        StringBuilder text = new StringBuilder(question);
        for (Pair pair : pairs) {
            if (question.contains(pair.lay) && text.indexOf(pair.legal) < 0) {
                text.append(' ').append(pair.legal);
            }
        }
        return text.toString();
    }

    /** The question with popular names of laws replaced by their titles. */
    String withTitles(String question) {
        String text = question;
        for (Pair pair : pairs) {
            if (pair.law) {
                text = text.replace(pair.lay, pair.legal);
            }
        }
        return text;
    }
}
