package cn.yunce.assistant.chat;

import cn.yunce.assistant.guardrail.Quantity;
import cn.yunce.assistant.retrieval.LayWords;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of an article's numbers a question is about: the one whose clause, sentence and leading line share most with it. Nothing is chosen
 * where two numbers that differ are as near, so that no number is computed from a guess.
 */
final class Norms {
    private static final String CLAUSE_END = "，。；：:\n";
    private static final String SENTENCE_END = "。；\n";
    private static final Pattern ITEM = Pattern.compile("^[（(][一二三四五六七八九十]+[）)]");
    private static final Pattern NOISE =
            Pattern.compile("[0-9.,]+|怎么办|怎么|什么时候|什么|如何|哪些|哪个|哪天|多少|可以|能不能|是否|应该|应当|不得|超过|请问|我们|你们|按照|规定|最[晚迟多高低少]");
    /** What makes a case a graver one; it counts only where the question speaks of it. */
    private static final Pattern GRAVER = Pattern.compile("情节严重|情节特别严重|严重的|拒不改正|逾期未改正|逾期不|特别重大");

    private static final LayWords LAY_WORDS = LayWords.load();
    private static final double CLAUSE = 1;
    private static final double SENTENCE = 0.6;
    /** Of vehicles and roads in general. */
    private static final Set<String> GENERAL = Set.of("汽车", "高速", "公路", "行驶", "速公", "路上", "机动", "动车", "车辆");

    private static final Pattern FUNCTION = Pattern.compile("[在上的了时每]");

    /** A vehicle that regulations seldom name, and mean by 其他机动车. */
    private static final Pattern TRUCK = Pattern.compile("[货卡挂罐厢]车|厢货|半挂|面包|皮卡|微面");

    /** 其他邮件, and not 主管人员和其他直接责任人员. */
    private static final Pattern OF_OTHERS = Pattern.compile("(?<![和及者、与])其他");

    private static final Pattern LIGHT = Pattern.compile("面包|皮卡|微面|小货|轻型|轻卡");
    private static final Pattern THING = Pattern.compile("(?:以上|以下|以内)?的([^、，。；的]{2,8})");
    private static final double FOCUS = 1.5;
    private static final double LINE = 0.3;
    private static final double LEAD = 0.3;
    private static final double CHARACTER = 0.15;
    private static final double OTHERS = 0.1;
    private static final double MAX_OTHERS = 0.6;
    private static final Pattern DIGITS = Pattern.compile("[0-9.一二三四五六七八九十百千万]+");
    private static final double GRAVER_MALUS = 3;
    /** Two numbers nearer to each other than this leave a choice. */
    private static final double MARGIN = 0.25;

    private Norms() {}

    private record Scored(Quantity quantity, double score) {}

    /**
     * A question, read once for all numbers.
     *
     * @param words with legal words, without what every question has
     * @param said all pairs of it with legal words
     */
    private record Asked(String question, String words, Set<String> pairs, Set<String> said, Set<String> focus) {
        static Asked of(String question, String focus) {
            String legal = LAY_WORDS.withLegalWords(question);
            String words = NOISE.matcher(legal).replaceAll(" ");
            return new Asked(question, words, Norms.pairs(words), Norms.pairs(legal), Norms.pairs(focus));
        }
    }

    static Optional<Quantity> choose(String question, String text, List<Quantity> some) {
        return choose(question, "", text, some);
    }

    /** @param focus what the question says right before its own number, which counts most: 连续驾驶了 of 连续驾驶了5小时没停车休息 */
    static Optional<Quantity> choose(String question, String focus, String text, List<Quantity> some) {
        if (some.isEmpty()) {
            return Optional.empty();
        }
        if (some.stream().allMatch(some.getFirst()::sameAmount)) {
            return Optional.of(some.getFirst());
        }
        // Of numbers that say the same one is enough.
        Asked asked = Asked.of(question, focus);
        List<Quantity> differing = new ArrayList<>();
        some.forEach(one -> {
            if (differing.stream().noneMatch(one::sameAmount)) {
                differing.add(
                        best(asked, text, some.stream().filter(one::sameAmount).toList()));
            }
        });
        return chooseByWords(asked, text, differing);
    }

    /** The one whose words are nearest, near or not: to be quoted, not to be computed with. */
    static Optional<Quantity> nearest(String question, String text, List<Quantity> some) {
        return some.isEmpty() ? Optional.empty() : Optional.of(best(Asked.of(question, ""), text, some));
    }

    private static Quantity best(Asked asked, String text, List<Quantity> alike) {
        return alike.stream()
                .max(Comparator.comparingDouble(one -> score(asked, text, one)))
                .orElseThrow();
    }

    /** The same where even equal numbers stand for different things. */
    static Optional<Quantity> chooseByWords(String question, String text, List<Quantity> some) {
        return chooseByWords(Asked.of(question, ""), text, some);
    }

    private static Optional<Quantity> chooseByWords(Asked asked, String text, List<Quantity> some) {
        if (some.isEmpty()) {
            return Optional.empty();
        }
        Optional<Quantity> other = others(asked, text, some);
        if (other.isPresent() && (TRUCK.matcher(asked.question()).find() || ofOneSentence(text, some))) {
            return other;
        }
        List<Scored> scored = some.stream()
                .map(one -> new Scored(one, score(asked, text, one) - ofOthers(asked, text, one, some)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        Scored best = scored.getFirst();
        boolean plain = scored.stream()
                .filter(one -> !one.quantity().equals(best.quantity()))
                .allMatch(one -> best.score() - one.score() >= MARGIN);
        return plain ? Optional.of(best.quantity()) : Optional.empty();
    }

    private static boolean ofOneSentence(String text, List<Quantity> some) {
        return some.stream().map(one -> sentence(text, one.start())).distinct().count() == 1;
    }

    /** 其他机动车 for one that is none of those named beside it. */
    private static Optional<Quantity> others(Asked asked, String text, List<Quantity> some) {
        List<Quantity> rest =
                some.stream().filter(one -> isOfOthers(asked, text, one)).toList();
        if (rest.size() != 1) {
            return Optional.empty();
        }
        Quantity other = rest.getFirst();
        String sentence = sentence(text, other.start());
        Set<String> shared = pairs(withCase(text, other));
        boolean named = some.stream()
                .filter(one -> !one.equals(other) && sentence(text, one.start()).equals(sentence))
                .map(one -> subject(withCase(text, one)))
                .anyMatch(subject -> {
                    Set<String> own = pairs(subject);
                    own.removeAll(shared);
                    own.removeAll(GENERAL);
                    own.removeIf(pair -> FUNCTION.matcher(pair).find());
                    own.retainAll(asked.said());
                    return !own.isEmpty();
                });
        return named ? Optional.empty() : Optional.of(other);
    }

    /** Of light vehicles an item on others counts whole, too; a lorry may be heavy. */
    private static boolean isOfOthers(Asked asked, String text, Quantity one) {
        String line = text.substring(back(text, one.start(), "\n"));
        return OF_OTHERS.matcher(withCase(text, one)).find()
                || (LIGHT.matcher(asked.question()).find()
                        && ITEM.matcher(line).replaceFirst("").startsWith("其他"));
    }

    /** What a clause is about: what stands before 不得 and the like. */
    private static String subject(String clause) {
        return clause.replaceFirst("(?:最高|最低|不得|应当).*", "");
    }

    /** How near the words around a number are to a question. */
    private static double score(Asked asked, String text, Quantity quantity) {
        String clause = withCase(text, quantity);
        String sentence = sentence(text, quantity.start());
        Set<String> inClause = pairs(clause);
        Set<String> inSentence = pairs(sentence);
        Set<String> inLine =
                pairs(text.substring(back(text, quantity.start(), "\n"), ahead(text, quantity.end(), "\n")));
        Set<String> inLead = pairs(lead(text, quantity.start()));
        double score = 0;
        for (String pair : asked.pairs()) {
            score += inClause.contains(pair)
                    ? CLAUSE
                    : inSentence.contains(pair)
                            ? SENTENCE
                            : inLine.contains(pair) ? LINE : inLead.contains(pair) ? LEAD : 0;
        }
        score += CHARACTER
                * asked.words()
                        .chars()
                        .distinct()
                        .filter(c -> clause.indexOf(c) >= 0)
                        .count();
        Set<String> label = pairs(label(text, quantity));
        label.retainAll(asked.focus());
        score += FOCUS * label.size();
        Set<String> thing = pairs(thing(text, quantity));
        thing.retainAll(asked.said());
        score += thing.size();
        boolean graver = GRAVER.matcher(sentence.substring(0, Math.max(0, sentence.indexOf(clause))) + clause)
                .find();
        String question = asked.question();
        return graver && !GRAVER.matcher(question).find() && !question.contains("严重") ? score - GRAVER_MALUS : score;
    }

    /** What stands before a number in its clause, after the number before it. */
    private static String label(String text, Quantity quantity) {
        String before = text.substring(back(text, quantity.start(), CLAUSE_END), quantity.start());
        return before.replaceFirst(".*(?:[0-9]\\p{L}{0,2}|、)", "");
    }

    /** What a number is of, where it says so: 包裹 of 十千克的包裹. */
    private static String thing(String text, Quantity quantity) {
        Matcher match = THING.matcher(text).region(quantity.end(), text.length());
        return match.lookingAt() ? match.group(1) : "";
    }

    /** What a clause alone among these speaks of and the question does not: 载运集装箱的车辆. */
    private static double ofOthers(Asked asked, String text, Quantity quantity, List<Quantity> some) {
        Set<String> own = pairs(DIGITS.matcher(withCase(text, quantity)).replaceAll(" "));
        own.removeAll(asked.said());
        some.stream()
                .filter(other -> !other.equals(quantity))
                .forEach(other -> own.removeAll(pairs(withCase(text, other))));
        return Math.min(MAX_OTHERS, OTHERS * own.size());
    }

    /** The words between two stops around a number. */
    static String clause(String text, Quantity quantity) {
        return text.substring(back(text, quantity.start(), CLAUSE_END), ahead(text, quantity.end(), CLAUSE_END));
    }

    /** With the case that stands before: 经营国际快递业务的，注册资本不低于人民币二百万元. */
    static String withCase(String text, Quantity quantity) {
        int from = back(text, quantity.start(), CLAUSE_END);
        while (from > 1 && text.startsWith("的，", from - 2)) {
            from = back(text, from - 1, CLAUSE_END);
        }
        return text.substring(from, ahead(text, quantity.end(), CLAUSE_END));
    }

    /** What follows a number in its clause. */
    static String tail(String text, Quantity quantity) {
        return text.substring(quantity.end(), ahead(text, quantity.end(), CLAUSE_END));
    }

    static int sentenceEnd(String text, int at) {
        return ahead(text, at, SENTENCE_END);
    }

    static String sentence(String text, int at) {
        return text.substring(back(text, at, SENTENCE_END), ahead(text, at, SENTENCE_END));
    }

    /** Of an item the line that leads to it; empty elsewhere. */
    static String lead(String text, int at) {
        int line = back(text, at, "\n");
        if (!ITEM.matcher(text.substring(line)).find()) {
            return "";
        }
        int colon = Math.max(text.lastIndexOf('：', line), text.lastIndexOf(':', line));
        return colon < 0 ? "" : text.substring(back(text, colon, "。\n"), colon);
    }

    private static int back(String text, int from, String ends) {
        int at = from;
        while (at > 0 && ends.indexOf(text.charAt(at - 1)) < 0) {
            at--;
        }
        return at;
    }

    private static int ahead(String text, int from, String ends) {
        int at = from;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new HashSet<>();
        for (int i = 0; i + 1 < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i)) && Character.isLetterOrDigit(text.charAt(i + 1))) {
                pairs.add(text.substring(i, i + 2));
            }
        }
        return pairs;
    }
}
