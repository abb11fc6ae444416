package cn.yunce.assistant.metric;

import java.util.List;

/** What a question means to the KPIs. */
sealed interface MetricReading {

    /**
     * @param exact whether the KPI is named as the catalogue does
     * @param follows whether it changes the query before
     * @param targetless KPIs whose target is asked for and that have none
     * @param unkept what else is asked for and no KPI counts
     */
    record Query(MetricQuery query, boolean exact, boolean follows, List<Kpi> targetless, List<String> unkept)
            implements MetricReading {
        public Query {
            unkept = List.copyOf(unkept);
            targetless = List.copyOf(targetless);
        }
    }

    /**
     * Open: ask one of the choices.
     *
     * @param past whether it names days that begin before the as-of date
     */
    record Ask(String reason, List<String> choices, boolean past) implements MetricReading {
        public Ask {
            choices = List.copyOf(choices);
        }
    }

    /** It names no KPI. */
    record None() implements MetricReading {}
}
