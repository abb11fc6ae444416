package cn.yunce.assistant;

import java.util.List;
import java.util.Map;

/**
 * An answer with everything it rests on. Serialised as it is by the command line and REST.
 *
 * @param answer text for people, Chinese; when refused it says what is missing
 * @param query the typed KPI query and its time range; empty where there is none
 * @param choices what the person may have meant, to click; empty where it is clear
 * @param millis time taken
 */
public record Answer(
        String answer,
        boolean refused,
        Route route,
        List<Citation> citations,
        List<SourcedNumber> numbers,
        List<ToolCall> calls,
        Map<String, Object> query,
        List<String> choices,
        long millis) {
    public Answer {
        citations = List.copyOf(citations);
        numbers = List.copyOf(numbers);
        calls = List.copyOf(calls);
        query = Map.copyOf(query);
        choices = List.copyOf(choices);
    }
}
