package cn.yunce.assistant.metric;

import java.util.List;
import java.util.Map;

/**
 * @param text for people, Chinese
 * @param source catalogue entry, period and data cut-off that every number of the text rests on
 * @param names identifiers in the text whose digits are no numbers
 * @param query the typed query with its rows, chart and statements; empty where nothing was queried
 * @param choices what to ask instead
 */
public record MetricAnswer(
        boolean refused,
        String text,
        String source,
        List<String> names,
        Map<String, Object> query,
        List<String> choices) {
    public MetricAnswer {
        names = List.copyOf(names);
        query = Map.copyOf(query);
        choices = List.copyOf(choices);
    }
}
