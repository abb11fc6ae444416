package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import java.util.List;
import java.util.Optional;

/** Tells what kind of question it is. */
interface QuestionRouter {

    /** Empty where it cannot tell; whoever asks may then look into the corpus, or ask the model. */
    Optional<Route> route(String question);

    /** What it is likeliest taken for, however little likelier than others; empty where nothing is known of that. */
    default Optional<Route> likeliest(String question) {
        return Optional.empty();
    }

    /** How likely it asks for things of more than one kind at once; 0 where nothing is known of that. */
    default double mixed(String question) {
        return 0;
    }

    /** Of figures, forecasts, plans and rules what it may ask for, the likeliest first; empty where nothing is known of that. */
    default List<Kind> kinds(String question) {
        return List.of();
    }

    /** @param probability among all kinds of one question */
    record Kind(Route route, double probability) {}
}
