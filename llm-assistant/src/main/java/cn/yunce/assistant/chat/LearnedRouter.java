package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.chat.QuestionClassifier.Guess;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the classifier takes for likely; where it is in doubt, what the words tell. Greetings, what is plainly foreign (attacks, stocks) and what
 * a plan wants reached are recognised by words first, since no classifier has seen all of it.
 */
final class LearnedRouter implements QuestionRouter {
    private static final double LIKELY = 0.5;
    /** 你今天心情怎么样 is near to a greeting and none. */
    private static final double GREETING = 0.85;

    private static final Set<Route> ANSWERED = Set.of(Route.FORECAST, Route.KPI, Route.POLICY, Route.SCHEDULE);

    private final RuleRouter rules = new RuleRouter();
    private final TextEmbedder embedder;
    private final QuestionClassifier classifier;

    LearnedRouter(TextEmbedder embedder, QuestionClassifier classifier) {
        this.embedder = embedder;
        this.classifier = classifier;
    }

    @Override
    public Optional<Route> route(String question) {
        Optional<Route> byWords = rules.route(question);
        if (isPlain(byWords, question)) {
            return byWords;
        }
        Guess guess = single(question).getFirst();
        boolean greets = guess.label().equals(Route.SMALLTALK.name());
        if (guess.probability() < (greets ? GREETING : LIKELY)) {
            return byWords;
        }
        return Optional.of(Route.valueOf(guess.label())).filter(route -> route != Route.OUT_OF_SCOPE);
    }

    private static boolean isPlain(Optional<Route> byWords, String question) {
        return byWords.filter(route -> route == Route.SMALLTALK
                        || route == Route.OUT_OF_SCOPE
                        || (route == Route.POLICY && RuleRouter.asksTarget(question)))
                .isPresent();
    }

    @Override
    public Optional<Route> likeliest(String question) {
        Optional<Route> byWords = rules.route(question);
        return isPlain(byWords, question)
                ? byWords
                : Optional.of(Route.valueOf(guesses(question).getFirst().label()));
    }

    @Override
    public double mixed(String question) {
        return mixed(guesses(question));
    }

    private static double mixed(List<Guess> guesses) {
        return guesses.stream()
                .filter(one -> one.label().equals(Route.MIXED.name()))
                .mapToDouble(Guess::probability)
                .sum();
    }

    @Override
    public List<Kind> kinds(String question) {
        return single(question).stream()
                .map(one -> new Kind(Route.valueOf(one.label()), one.probability()))
                .filter(kind -> ANSWERED.contains(kind.route()))
                .toList();
    }

    /** As if it asked for one thing. */
    private List<Guess> single(String question) {
        List<Guess> all = guesses(question);
        double rest = 1 - mixed(all);
        return all.stream()
                .filter(one -> !one.label().equals(Route.MIXED.name()))
                .map(one -> new Guess(one.label(), one.probability() / Math.max(rest, 1e-9)))
                .toList();
    }

    private List<Guess> guesses(String question) {
        return classifier.guesses(question, embedder.embedQuestion(question));
    }
}
