package cn.yunce.assistant.metric;

import java.util.List;
import java.util.Optional;

/** What a question means to the KPIs. */
sealed interface MetricReading {

    /**
     * @param exact whether the KPI is named as the catalogue does
     * @param follows whether it changes the query before
     */
    record Query(MetricQuery query, boolean exact, boolean follows, Beside beside) implements MetricReading {
        Query with(Optional<String> unread) {
            return new Query(query, exact, follows, beside.with(unread));
        }
    }

    /**
     * What is to be told beside the figures.
     *
     * @param targetless KPIs whose target is asked for and that have none
     * @param unkept what else is asked for and no KPI counts
     * @param ranked places whose rank is asked for
     * @param level whether a value is asked to be much or little, which the city's beside it tells
     * @param times whether it asks how many times one value the other is
     * @param unread a clause that asks for something and that nothing was read of
     */
    record Beside(
            List<Kpi> targetless,
            List<String> unkept,
            List<MetricStore.Place> ranked,
            boolean level,
            boolean times,
            Optional<String> unread) {
        static final Beside NOTHING = new Beside(List.of(), List.of(), List.of(), false, false, Optional.empty());

        public Beside {
            targetless = List.copyOf(targetless);
            unkept = List.copyOf(unkept);
            ranked = List.copyOf(ranked);
        }

        Beside with(Optional<String> clause) {
            return new Beside(targetless, unkept, ranked, level, times, clause);
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
