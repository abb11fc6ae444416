package cn.yunce.assistant.evaluation;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a right answer over KPIs, forecasts and plans holds.
 *
 * @param plan the typed query, or the tools' calls; what is compared is said at {@link DataMatch}
 * @param result rows of the answer's query, and numbers that its text says
 * @param asked whether the right answer offers choices
 * @param hidden names of places that must stand in no row
 */
record ExpectedData(Optional<JsonNode> plan, Optional<JsonNode> result, boolean asked, List<String> hidden) {
    static final ExpectedData NOTHING = new ExpectedData(Optional.empty(), Optional.empty(), false, List.of());

    ExpectedData {
        hidden = List.copyOf(hidden);
    }
}
