package cn.yunce.assistant.chat;

import cn.yunce.assistant.chat.QuestionClassifier.Guess;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.util.List;
import java.util.Optional;

/** Tells which KPI is meant where a question describes one without naming it. */
public final class KpiGuess {
    /** Label of questions about figures that the catalogue does not have. */
    static final String NONE = "";

    private static final double CERTAIN = 0.7;
    private static final int CHOICES = 3;

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
        return new Meant(classifier.guesses(question, embedder.embedQuestion(question)));
    }

    /** KPIs that a question may mean, the likeliest first. */
    public static final class Meant {
        private final List<Guess> guesses;

        private Meant(List<Guess> guesses) {
            this.guesses = guesses;
        }

        /** Its name where there is little doubt; on the develop part of training-data/tuning 120 of 121 that are so certain are right. */
        public Optional<String> certain() {
            return guesses.getFirst().probability() >= CERTAIN
                    ? likely().stream().findFirst()
                    : Optional.empty();
        }

        /** Names to be asked back; none where the question means no KPI of the catalogue. */
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
