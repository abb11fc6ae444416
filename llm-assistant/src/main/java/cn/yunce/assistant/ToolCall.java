package cn.yunce.assistant;

import java.util.Map;

/** A tool that was called for an answer, with its arguments. */
public record ToolCall(String tool, Map<String, Object> arguments) {
    public ToolCall {
        arguments = Map.copyOf(arguments);
    }
}
