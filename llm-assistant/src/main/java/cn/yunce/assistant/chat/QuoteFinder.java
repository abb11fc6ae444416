package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.retrieval.Hit;
import cn.yunce.assistant.retrieval.LayWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the sentences of the articles found that answer a question best. Sentences are weighed by the question's bigrams in them,
 * rare ones (among the sentences at hand) more than common ones, and by their article's rank.
 */
final class QuoteFinder {
    private static final Pattern SENTENCE = Pattern.compile("[^。\\n]+。?");
    private static final Pattern ITEM = Pattern.compile("^[（(][一二三四五六七八九十]+[）)]");
    private static final Pattern ASKS_NUMBER = Pattern.compile("多少|几[天日倍年个月]|多久|多长|何时|什么时候|期限|最多|最高|上限|罚");
    private static final Pattern NOISE =
            Pattern.compile("怎么办|怎么|什么|如何|哪些|哪个|可以|能不能|是否|应该|应当|需要|有没有|请问|我们|你们|我|的话|吗|呢|啊|吧|了|的|要|会|被|多少|多久|规定");
    private static final LayWords LAY_WORDS = LayWords.load();

    private static final int MAX_QUOTES = 3;
    private static final int MAX_QUOTE_LENGTH = 320;
    private static final double KEEP = 0.6;
    private static final double NUMBER_BONUS = 1.25;
    private static final double LEGAL_WEIGHT = 0.7;

    private record Sentence(Hit hit, int rank, int start, int end, Set<String> bigrams) {}

    private record Scored(Sentence sentence, double score) {}

    private QuoteFinder() {}

    /** Best first, one for each article; each quote is a substring of its article's text. */
    static List<Citation> find(String question, List<Hit> hits) {
        List<Sentence> sentences = new ArrayList<>();
        for (int rank = 0; rank < hits.size(); rank++) {
            String text = hits.get(rank).article().text();
            for (Matcher match = SENTENCE.matcher(text); match.find(); ) {
                String body = match.group().strip();
                if (body.length() > 1) {
                    int start = text.indexOf(body, match.start());
                    sentences.add(new Sentence(hits.get(rank), rank, start, start + body.length(), bigrams(body)));
                }
            }
        }
        Set<String> asked = bigrams(NOISE.matcher(question).replaceAll(" "));
        Set<String> legal = bigrams(LAY_WORDS.withLegalWords(question));
        legal.removeAll(asked);
        Map<String, Integer> frequency = new HashMap<>();
        sentences.forEach(sentence -> sentence.bigrams().forEach(bigram -> frequency.merge(bigram, 1, Integer::sum)));
        boolean asksNumber = ASKS_NUMBER.matcher(question).find();
        Map<String, Scored> bestOfArticle = new HashMap<>();
        for (Sentence sentence : sentences) {
            double score = weight(asked, sentence, frequency, sentences.size())
                    + LEGAL_WEIGHT * weight(legal, sentence, frequency, sentences.size());
            if (asksNumber && !Quantities.find(textOf(sentence)).isEmpty()) {
                score *= NUMBER_BONUS;
            }
            score *= sentence.hit().score() / hits.getFirst().score();
            Scored scored = new Scored(sentence, score);
            bestOfArticle.merge(sentence.hit().article().id(), scored, (a, b) -> a.score() >= b.score() ? a : b);
        }
        List<Scored> best = bestOfArticle.values().stream()
                .sorted(Comparator.comparing(
                                (Scored scored) -> scored.sentence().hit().named())
                        .thenComparingDouble(Scored::score)
                        .reversed()
                        .thenComparingInt(scored -> scored.sentence().rank()))
                .toList();
        if (best.isEmpty()) {
            return List.of();
        }
        boolean named = best.getFirst().sentence().hit().named();
        double top = best.stream().mapToDouble(Scored::score).max().orElse(0);
        return best.stream()
                .filter(scored ->
                        named ? scored.sentence().hit().named() : scored.score() > 0 && scored.score() >= KEEP * top)
                .limit(MAX_QUOTES)
                .map(scored -> cite(scored.sentence()))
                .toList();
    }

    private static Citation cite(Sentence sentence) {
        ArticleText article = sentence.hit().article();
        String quote = quote(sentence, article.text());
        if (!article.text().contains(quote)) {
            throw new IllegalStateException("quote must be a substring of " + article.id() + ", was " + quote);
        }
        return new Citation(article.id(), article.law(), article.version(), article.article(), quote);
    }

    /** A short article whole when it is named; an item with the line that leads to it; else the sentence. */
    private static String quote(Sentence sentence, String text) {
        if (sentence.hit().named() && text.length() <= MAX_QUOTE_LENGTH) {
            return text.strip();
        }
        int start = sentence.start();
        int from = start;
        if (ITEM.matcher(text.substring(start, sentence.end())).find()) {
            int lead = text.lastIndexOf('：', start);
            from = lead < 0 ? start : Math.max(text.lastIndexOf('\n', lead), text.lastIndexOf('。', lead)) + 1;
        }
        String wide = text.substring(from, endOfItems(text, sentence.end())).strip();
        return wide.length() <= MAX_QUOTE_LENGTH
                ? wide
                : text.substring(start, sentence.end()).strip();
    }

    /** A sentence that ends in a colon says nothing without the items after it. */
    private static int endOfItems(String text, int end) {
        int until = end;
        if (text.charAt(end - 1) == '：') {
            for (int next = until + 1;
                    next < text.length() && ITEM.matcher(text.substring(next)).find();
                    next = until + 1) {
                int line = text.indexOf('\n', next);
                until = line < 0 ? text.length() : line;
            }
        }
        return until;
    }

    private static String textOf(Sentence sentence) {
        return sentence.hit().article().text().substring(sentence.start(), sentence.end());
    }

    private static double weight(Set<String> words, Sentence sentence, Map<String, Integer> frequency, int sentences) {
        return words.stream()
                .filter(sentence.bigrams()::contains)
                .mapToDouble(word -> Math.log(1 + (double) sentences / frequency.getOrDefault(word, 1)))
                .sum();
    }

    private static Set<String> bigrams(String text) {
        Set<String> bigrams = new HashSet<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i)) && Character.isLetterOrDigit(text.charAt(i + 1))) {
                bigrams.add(text.substring(i, i + 2));
            }
        }
        return bigrams;
    }
}
