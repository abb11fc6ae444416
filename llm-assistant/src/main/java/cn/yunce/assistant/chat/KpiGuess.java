package cn.yunce.assistant.chat;

import cn.yunce.assistant.chat.QuestionClassifier.Guess;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.util.List;
import java.util.Optional;

/** Tells which KPI is meant where a question describes one without naming it. */
public final class KpiGuess {
    /** Label of questions about figures that the catalogue does not have. */
    static final String NONE = "";

    private static final double CERTAIN = 0.6;
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

    /** The KPI's name where there is little doubt; on the develop part of training-data/tuning 98 of 99 that are so certain are right. */
    public Optional<String> certain(String question) {
        Guess guess = guesses(question).getFirst();
        return guess.probability() >= CERTAIN && !guess.label().equals(NONE)
                ? Optional.of(guess.label())
                : Optional.empty();
    }

    /** The likeliest KPIs' names, to be asked back; none where the question means no KPI of the catalogue. */
    public List<String> likely(String question) {
        List<Guess> guesses = guesses(question);
        boolean none = guesses.getFirst().label().equals(NONE);
        return guesses.stream()
                .map(Guess::label)
                .filter(label -> !none && !label.equals(NONE))
                .limit(CHOICES)
                .toList();
    }

    private List<Guess> guesses(String question) {
        return classifier.guesses(QuestionClassifier.input(question, embedder.embedQuestion(question)));
    }
}
