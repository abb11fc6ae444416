package cn.yunce.assistant.chat;

import cn.yunce.assistant.chat.QuestionClassifier.Guess;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells which KPI is meant where a question describes one without naming it. */
public final class KpiGuess {
    /** Label of questions about figures that the catalogue does not have. */
    static final String NONE = "";

    private static final double CERTAIN = 0.7;
    /** Below that no KPI is near enough to be offered. */
    private static final double POSSIBLE = 0.5;

    /** From there on a model's KPI is not taken: it was tuned on questions that mean one. */
    private static final double UNLIKELY_NONE = 0.1;

    private static final double SURE = 0.9;
    private static final int CHOICES = 3;

    /** What is mostly meant by what is asked of a KPI that is left out. */
    private static final Map<Pattern, List<String>> USUAL = new LinkedHashMap<>();

    static {
        USUAL.put(Pattern.compile("目标|完成|达标|进度|考核"), List.of("时限准时率", "共配率", "投诉率"));
        USUAL.put(Pattern.compile("增|涨|降|跌|下滑|同比|环比|最[多少大小高低]|多少[件票单]|[变上下]升|走势|趋势"), List.of("业务量", "业务收入", "投递量"));
        USUAL.put(Pattern.compile("最[好差优]|第一|垫底|倒数|拖后腿|掉链子|落后|领先|表现|排名"), List.of("时限准时率", "投诉率", "单件成本"));
    }

    private final TextEmbedder embedder;
    private final QuestionClassifier classifier;

    private KpiGuess(TextEmbedder embedder, QuestionClassifier classifier) {
        this.embedder = embedder;
        this.classifier = classifier;
    }

    /** As it comes with the product. */
    public static KpiGuess load(TextEmbedder embedder) {
        return new KpiGuess(embedder, QuestionClassifier.load("kpi-classifier.bin"));
    }

    /** What a question may mean; embeds it once. */
    public Meant read(String question) {
        return new Meant(question, classifier.guesses(question, embedder.embedQuestion(question)));
    }

    /** KPIs that a question may mean, the likeliest first. */
    public static final class Meant {
        private final String question;
        private final List<Guess> guesses;

        private Meant(String question, List<Guess> guesses) {
            this.question = question;
            this.guesses = guesses;
        }

        /** Its name where there is little doubt; on the develop part of training-data/tuning 120 of 121 that are so certain are right. */
        public Optional<String> certain() {
            return guesses.getFirst().probability() >= CERTAIN
                    ? likely().stream().findFirst()
                    : Optional.empty();
        }

        /** Whether a KPI of the catalogue is likelier by far than none of them. */
        boolean isLikely() {
            return guesses.stream()
                    .noneMatch(guess -> guess.label().equals(NONE) && guess.probability() >= UNLIKELY_NONE);
        }

        /** Whether that KPI is likelier than all others together; else a question that names none is open. */
        boolean isProbably(String kpi) {
            Guess first = guesses.getFirst();
            return first.label().equals(kpi) && first.probability() >= POSSIBLE;
        }

        /** False where it surely asks for figures that the catalogue does not have. */
        boolean isKept() {
            Guess first = guesses.getFirst();
            return !first.label().equals(NONE) || first.probability() < SURE;
        }

        /**
         * Names to be asked back: those that are not much less likely than the first; where none is likely, those that people mostly mean by such words,
         * if there are.
         */
        List<String> choices() {
            double first = guesses.getFirst().probability();
            boolean none = guesses.getFirst().label().equals(NONE);
            if (none && first >= CERTAIN) {
                return List.of();
            }
            if (none || first < POSSIBLE) {
                return USUAL.entrySet().stream()
                        .filter(usual -> usual.getKey().matcher(question).find())
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(List.of());
            }
            return guesses.stream()
                    .filter(guess ->
                            guess.probability() >= first / 4 && !guess.label().equals(NONE))
                    .map(Guess::label)
                    .limit(CHOICES)
                    .toList();
        }

        /** The likeliest; none where the question means no KPI of the catalogue. */
        public List<String> likely() {
            if (guesses.getFirst().label().equals(NONE)) {
                return List.of();
            }
            return guesses.stream()
                    .map(Guess::label)
                    .filter(label -> !label.equals(NONE))
                    .limit(CHOICES)
                    .toList();
        }
    }
}
