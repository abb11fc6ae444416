package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import java.util.Optional;

/** Tells what kind of question it is. */
interface QuestionRouter {

    /** Empty where it cannot tell; whoever asks may then look into the corpus, or ask the model. */
    Optional<Route> route(String question);
}
