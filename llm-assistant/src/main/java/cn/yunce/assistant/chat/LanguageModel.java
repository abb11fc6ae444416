package cn.yunce.assistant.chat;

import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.assistant.ModelTask;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The language model, wherever it runs. It only rewords and picks: what it writes is checked by its caller. Every answer is empty
 * while the model is loading, busy for too long, failing, or configured away, and the caller then does without.
 */
public interface LanguageModel extends LanguageModelStatus, AutoCloseable {

    /**
     * Writes what {@code task} asks for.
     *
     * @param onPiece gets the text as it is written
     * @param cancelled asked between pieces
     * @throws java.util.concurrent.CancellationException when {@code cancelled} turned true
     */
    Optional<String> write(String task, Consumer<String> onPiece, BooleanSupplier cancelled);

    /**
     * Picks the tool that serves a question; its arguments are decided by code.
     *
     * @return the name of one of {@code tools}
     * @throws java.util.concurrent.CancellationException when {@code cancelled} turned true
     */
    Optional<String> pickTool(String question, List<ToolSpecification> tools, BooleanSupplier cancelled);

    /** Whether it was tuned for a task, so that it does it better than rules where those say nothing. */
    default boolean isTuned(ModelTask task) {
        return false;
    }

    /**
     * Does a task of the trade, by the short instruction where it was tuned for it.
     *
     * @param input as {@link ModelTask#input} makes it
     * @throws java.util.concurrent.CancellationException when {@code cancelled} turned true
     */
    default Optional<String> perform(ModelTask task, String input, BooleanSupplier cancelled) {
        return Optional.empty();
    }

    /** Starts loading in the background; returns at once. A second call does nothing. */
    void load();

    /** Loads; returns once it is ready or has failed. */
    default void loadNow() {
        load();
    }

    @Override
    void close();

    /** Ends once what it writes now is written. */
    default void closeWhenIdle() {
        close();
    }

    /** Works without a model. */
    static LanguageModel none() {
        return NoModel.INSTANCE;
    }
}
