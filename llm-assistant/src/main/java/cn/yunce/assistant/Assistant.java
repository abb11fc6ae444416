package cn.yunce.assistant;

/** Answers questions from retrieved sources and live data, or says that it does not know. */
public interface Assistant {

    /** Answers in one piece. */
    Answer ask(Question question);

    /**
     * Answers while telling {@code progress}. What is streamed is a draft; only the returned answer has passed its checks.
     *
     * @throws java.util.concurrent.CancellationException when {@code progress} wished it to stop
     */
    Answer ask(Question question, Progress progress);

    /** A listener that can stop the making of an answer. */
    interface Progress {
        /** A step for people to read, for example 检索法规…. */
        void onStep(String step);

        /** A piece of the draft's text. */
        void onText(String piece);

        boolean cancelled();
    }
}
