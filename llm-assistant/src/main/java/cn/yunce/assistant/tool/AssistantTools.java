package cn.yunce.assistant.tool;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.retrieval.ArticleSearch;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.List;
import java.util.Set;

/** What the assistant may look up. Reads only. */
public interface AssistantTools {
    /** Arguments query, as_of, limit. */
    String SEARCH_REGULATIONS = "search_regulations";

    /** Arguments date; for lines wave, line, top, order; for places tier or node, within, direction, top, order, at_least and below in parcels; by hours line, from, before. */
    String FORECAST_VOLUME = "forecast_volume";

    /**
     * Arguments date, show, name (several with commas between), wave; for figures measures, by, top, order, at_least; to limit the trips carrier, leaves_from, leaves_before, load_from,
     * load_below, parcels_from, parcels_below; share, true where their part of the whole plan is asked for.
     */
    String GET_SCHEDULE = "get_schedule";

    /** Those of {@link #GET_SCHEDULE}'s arguments that say what is told of trips. */
    Set<String> ROWS_OF_TRIPS = Set.of("measures", "by", "top", "order", "at_least", "share");

    /** Those that say of which trips, beside names and waves. */
    Set<String> LIMITS_OF_TRIPS = Set.of(
            "carrier", "leaves_from", "leaves_before", "load_from", "load_below", "parcels_from", "parcels_below");

    List<ToolSpecification> specifications();

    /**
     * @param role who looks; sees no document kept from it
     * @throws IllegalArgumentException naming the argument that does not fit, what was expected and what it was
     */
    ToolResult run(ToolCall call, Role role);

    static AssistantTools of(ArticleSearch articles, ForecastLookup forecasts, ScheduleLookup schedules) {
        return new LookupTools(articles, forecasts, schedules);
    }
}
