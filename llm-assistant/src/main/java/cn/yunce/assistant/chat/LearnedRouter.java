package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.corpus.TextEmbedder;
import java.util.Optional;

/**
 * What the classifier takes for likely; where it is in doubt, what the words tell. Greetings, what is plainly foreign (attacks, stocks) and what
 * a plan wants reached are recognised by words first, since no classifier has seen all of it.
 */
final class LearnedRouter implements QuestionRouter {
    private static final double LIKELY = 0.5;
    /** 你今天心情怎么样 is near to a greeting and none. */
    private static final double GREETING = 0.75;

    private final RuleRouter rules = new RuleRouter();
    private final TextEmbedder embedder;
    private final RouteClassifier classifier;

    LearnedRouter(TextEmbedder embedder, RouteClassifier classifier) {
        this.embedder = embedder;
        this.classifier = classifier;
    }

    @Override
    public Optional<Route> route(String question) {
        Optional<Route> byWords = rules.route(question);
        boolean plain = byWords.filter(route -> route == Route.SMALLTALK
                        || route == Route.OUT_OF_SCOPE
                        || (route == Route.POLICY && RuleRouter.asksTarget(question)))
                .isPresent();
        if (plain) {
            return byWords;
        }
        RouteClassifier.Guess guess = classifier.guess(embedder.embedQuestion(question));
        if (guess.probability() < LIKELY || (guess.route() == Route.SMALLTALK && guess.probability() < GREETING)) {
            return byWords;
        }
        return Optional.of(guess.route()).filter(route -> route != Route.OUT_OF_SCOPE);
    }
}
