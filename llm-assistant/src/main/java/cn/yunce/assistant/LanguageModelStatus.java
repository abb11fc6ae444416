package cn.yunce.assistant;

import java.util.Optional;

/** Which language model phrases answers, and whether it is there yet. Answers are quoted while it is not. */
public interface LanguageModelStatus {

    /** Name of the model, {@code none} without one. */
    String name();

    State state();

    /** Why it could not be loaded. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    enum State {
        /** Configured to work without a model. */
        NONE,
        LOADING,
        READY,
        FAILED
    }
}
