package cn.yunce.assistant.chat;

import cn.yunce.assistant.corpus.TextEmbedder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a model took of its quotes to be said before them, each sentence as whole as it stands there: a small model picks the right sentence more
 * often than it knows which of its conditions may be left out.
 */
public final class Lead {
    /** A longer sentence is left as the model cut it; no answer to a dispatcher is longer. */
    private static final int LONGEST = 80;

    private static final double ROUNDING = 1e-6;

    private static final Pattern SAID_END = Pattern.compile("(?<=[。！？；])");
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。！？])|\\n+");
    private static final Pattern CLAUSE_END = Pattern.compile("(?<=[。！？；])|\\n+");
    private static final Pattern UNSAID = Pattern.compile("[，。；、：！？\\s]");
    private static final Pattern OPEN_END = Pattern.compile("[；：，、]?$");

    private Lead() {}

    /**
     * @param said without marks of quotes
     * @return sentences, none twice; one that is in no quote stays as it is
     */
    public static String of(String said, List<String> quotes) {
        Set<String> sentences = new LinkedHashSet<>();
        for (String sentence : SAID_END.split(said)) {
            if (!sentence.isBlank()) {
                sentences.add(ended(findWhole(sentence, quotes).orElse(sentence.strip())));
            }
        }
        return String.join("", sentences);
    }

    /**
     * Whether no sentence of the quotes is nearer to the question by its meaning: what two readers pick is right more often than what one does, and
     * the quotes stand there without it, too.
     */
    public static boolean isNearest(String question, String said, List<String> quotes, TextEmbedder embedder) {
        List<String> sentences = new ArrayList<>(List.of(said));
        quotes.stream()
                .flatMap(SENTENCE_END::splitAsStream)
                .map(String::strip)
                .filter(sentence -> !sentence.isEmpty())
                .forEach(sentences::add);
        float[] asked = embedder.embedQuestion(question);
        List<Double> likeness = embedder.embedPassages(sentences).stream()
                .map(sentence -> TextEmbedder.likeness(asked, sentence))
                .toList();
        return likeness.stream().allMatch(one -> one <= likeness.getFirst() + ROUNDING);
    }

    private static Optional<String> findWhole(String sentence, List<String> quotes) {
        String letters = letters(sentence);
        return quotes.stream()
                .flatMap(quote -> Stream.of(SENTENCE_END, CLAUSE_END).flatMap(end -> end.splitAsStream(quote)))
                .map(String::strip)
                .filter(whole -> whole.length() <= LONGEST && isWithin(letters, letters(whole)))
                .findFirst();
    }

    private static String letters(String text) {
        return UNSAID.matcher(text).replaceAll("");
    }

    /** Whether all of it stands there in its order, with or without something between. */
    private static boolean isWithin(String part, String whole) {
        int at = 0;
        for (int i = 0; i < whole.length() && at < part.length(); i++) {
            at += whole.charAt(i) == part.charAt(at) ? 1 : 0;
        }
        return at == part.length() && !part.isEmpty();
    }

    private static String ended(String sentence) {
        return sentence.endsWith("。") || sentence.endsWith("！") || sentence.endsWith("？")
                ? sentence
                : OPEN_END.matcher(sentence).replaceFirst("。");
    }
}
