package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.Corpus.ArticleText;
import cn.yunce.assistant.guardrail.Instructions;
import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.retrieval.Hit;
import cn.yunce.assistant.retrieval.LayWords;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Quotes what answers a question from the articles that were found. Within an article sentences are weighed by the question's bigrams in
 * them, rare ones (among the sentences at hand) more than common ones.
 */
final class QuoteFinder {
    private static final Pattern SENTENCE = Pattern.compile("[^。\\n]+。?");
    private static final Pattern ITEM = Pattern.compile("^[（(][一二三四五六七八九十]+[）)]");
    private static final Pattern ASKS_NUMBER = Pattern.compile("多少|几[天日倍年个月]|多久|多长|何时|什么时候|期限|最多|最高|上限|罚");
    private static final Pattern NOISE =
            Pattern.compile("怎么办|怎么|什么|如何|哪些|哪个|可以|能不能|是否|应该|应当|需要|有没有|请问|我们|你们|我|的话|吗|呢|啊|吧|了|的|要|会|被|多少|多久|规定");
    private static final LayWords LAY_WORDS = LayWords.load();

    private static final String PARAGRAPH_BEFORE = "前款";
    private static final int MAX_QUOTES = 2;
    private static final int MAX_QUOTE_LENGTH = 320;
    /** An article this much less likely than the first is not quoted beside it, save where both may have a part in a sum. */
    private static final double KEEP = 0.85;

    private static final double KEEP_FOR_SUM = 0.15;

    private static final double NUMBER_BONUS = 1.25;
    /** So that a sentence with a number comes first where none shares a word with the question. */
    private static final double NUMBER_HEAD_START = 1;

    private static final double LEGAL_WEIGHT = 0.7;

    private record Sentence(Hit hit, int start, int end, Set<String> bigrams) {}

    private record Scored(Sentence sentence, double score) {}

    private QuoteFinder() {}

    /** One for each article that is about as likely as the first, best first; each quote is a substring of its article's text. */
    static List<Citation> find(String question, List<Hit> hits) {
        boolean named = hits.stream().anyMatch(Hit::named);
        double top = hits.isEmpty() ? 0 : hits.getFirst().score();
        boolean sum = Computation.asksSum(question);
        List<Hit> kept = hits.stream()
                .filter(hit -> named ? hit.named() : hit.score() >= (sum ? KEEP_FOR_SUM : KEEP) * top)
                .limit(MAX_QUOTES)
                .toList();
        List<Sentence> sentences = new ArrayList<>();
        for (Hit hit : kept) {
            String text = hit.article().text();
            for (Matcher match = SENTENCE.matcher(text); match.find(); ) {
                String body = match.group().strip();
                if (body.length() > 1 && !Instructions.in(body)) {
                    int start = text.indexOf(body, match.start());
                    sentences.add(new Sentence(hit, start, start + body.length(), bigrams(body)));
                }
            }
        }
        Set<String> asked = bigrams(NOISE.matcher(question).replaceAll(" "));
        Set<String> legal = bigrams(LAY_WORDS.withLegalWords(question));
        legal.removeAll(asked);
        Map<String, Integer> frequency = new HashMap<>();
        sentences.forEach(sentence -> sentence.bigrams().forEach(bigram -> frequency.merge(bigram, 1, Integer::sum)));
        boolean asksNumber = ASKS_NUMBER.matcher(question).find();
        Map<String, Scored> bestOfArticle = new LinkedHashMap<>();
        for (Sentence sentence : sentences) {
            double score = weight(asked, sentence, frequency, sentences.size())
                    + LEGAL_WEIGHT * weight(legal, sentence, frequency, sentences.size());
            if (asksNumber && !Quantities.find(textOf(sentence)).isEmpty()) {
                score = NUMBER_BONUS * score + NUMBER_HEAD_START;
            }
            Scored scored = new Scored(sentence, score);
            bestOfArticle.merge(sentence.hit().article().id(), scored, (a, b) -> a.score() >= b.score() ? a : b);
        }
        return bestOfArticle.values().stream()
                .map(scored -> cite(scored.sentence()))
                .toList();
    }

    /** The quote as it is where it holds what stands at a place of the article, else one that does. */
    static Citation around(ArticleText article, int at, Citation citation) {
        String text = article.text();
        int quoted = text.indexOf(citation.quote());
        if (quoted <= at && at < quoted + citation.quote().length()) {
            return citation;
        }
        for (Matcher match = SENTENCE.matcher(text); match.find(); ) {
            if (match.start() <= at && at < match.end()) {
                return new Citation(
                        citation.articleId(),
                        citation.law(),
                        citation.version(),
                        citation.article(),
                        quote(match.start(), match.end(), text));
            }
        }
        return citation;
    }

    private static Citation cite(Sentence sentence) {
        ArticleText article = sentence.hit().article();
        String quote = quote(sentence.start(), sentence.end(), article.text());
        if (!article.text().contains(quote)) {
            throw new IllegalStateException("quote must be a substring of " + article.id() + ", was " + quote);
        }
        return new Citation(article.id(), article.law(), article.version(), article.article(), quote);
    }

    /** Of an article that speaks to the assistant the sentence alone; else a short article whole; a short paragraph with its items; an item with the line that leads to it; else the sentence. */
    private static String quote(int start, int end, String text) {
        if (Instructions.in(text)) {
            return text.substring(start, end).strip();
        }
        if (text.length() <= MAX_QUOTE_LENGTH) {
            return text.strip();
        }
        String paragraph = paragraph(text, start);
        if (paragraph.length() <= MAX_QUOTE_LENGTH) {
            return withParagraphBefore(paragraph, text);
        }
        int from = start;
        if (ITEM.matcher(text.substring(start, end)).find()) {
            int lead = text.lastIndexOf('：', start);
            from = lead < 0 ? start : Math.max(text.lastIndexOf('\n', lead), text.lastIndexOf('。', lead)) + 1;
        }
        String wide = text.substring(from, endOfItems(text, end)).strip();
        return withParagraphBefore(
                wide.length() <= MAX_QUOTE_LENGTH
                        ? wide
                        : text.substring(start, end).strip(),
                text);
    }

    /** 有前款规定行为的 says nothing without the paragraph that it means. */
    private static String withParagraphBefore(String quote, String text) {
        int at = text.indexOf(quote);
        int line = text.lastIndexOf('\n', at);
        if (!quote.contains(PARAGRAPH_BEFORE) || line <= 0) {
            return quote;
        }
        int from = text.indexOf(paragraph(text, line - 1));
        String both = text.substring(from, at + quote.length()).strip();
        return both.length() <= 2 * MAX_QUOTE_LENGTH ? both : quote;
    }

    /** The lines around a place that belong together: a line and the items after it. */
    private static String paragraph(String text, int at) {
        int from = text.lastIndexOf('\n', at) + 1;
        while (from > 0 && ITEM.matcher(text.substring(from)).find()) {
            from = text.lastIndexOf('\n', from - 2) + 1;
        }
        int to = endOfLine(text, at);
        while (to < text.length() && ITEM.matcher(text.substring(to + 1)).find()) {
            to = endOfLine(text, to + 1);
        }
        return text.substring(from, to).strip();
    }

    private static int endOfLine(String text, int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
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

    static Set<String> bigrams(String text) {
        Set<String> bigrams = new HashSet<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i)) && Character.isLetterOrDigit(text.charAt(i + 1))) {
                bigrams.add(text.substring(i, i + 2));
            }
        }
        return bigrams;
    }
}
