package cn.yunce.assistant.chat;

import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

final class NoModel implements LanguageModel {
    static final NoModel INSTANCE = new NoModel();

    private NoModel() {}

    @Override
    public String name() {
        return "none";
    }

    @Override
    public State state() {
        return State.NONE;
    }

    @Override
    public Optional<String> write(String task, Consumer<String> onPiece, BooleanSupplier cancelled) {
        return Optional.empty();
    }

    @Override
    public Optional<String> pickTool(String question, List<ToolSpecification> tools, BooleanSupplier cancelled) {
        return Optional.empty();
    }

    @Override
    public void load() {}

    @Override
    public void close() {}
}
