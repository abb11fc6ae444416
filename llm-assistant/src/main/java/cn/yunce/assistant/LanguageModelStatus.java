package cn.yunce.assistant;

/** Which language model phrases answers, and whether it is there yet. Answers are quoted while it is not. */
public interface LanguageModelStatus {

    /** Name of the model, {@code none} without one. */
    String name();

    State state();

    enum State {
        /** Configured to work without a model. */
        NONE,
        LOADING,
        READY,
        FAILED
    }
}
