package cn.yunce.assistant.metric;

import cn.yunce.assistant.Caller;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** Answers questions about KPIs. */
public interface Metrics {

    /**
     * What the question means to the KPIs; empty where it names none and follows none.
     *
     * @param conversation of this caller's that the question continues
     */
    Optional<Prepared> prepare(String question, LocalDate asOf, Caller caller, Optional<String> conversation);

    /** The query that a question is read as, as {@link MetricQuery#toMap} writes it; empty where it names no KPI or must be asked back. */
    default Map<String, Object> read(String question, LocalDate asOf) {
        return Map.of();
    }

    /** A question that is understood but not looked up yet. */
    interface Prepared {
        /** Whether the KPI is named as the catalogue does; false where a name differs by a character. */
        boolean exact();

        /** Whether it changes the conversation's question before. */
        boolean follows();

        /** Whether it says more than a KPI's name: a period, places, rows, a condition. */
        boolean specific();

        /** Whether the days asked for lie after the as-of date. */
        boolean future();

        /** Whether it names days that begin before the as-of date. */
        boolean past();

        /** Whether it asks for parcels alone, which are forecast, too. */
        boolean volumes();

        /** Looks it up; refuses what the caller may not see. */
        MetricAnswer answer();
    }

    /** A KPI or a question in the words that English questions have for them, as far as there are such. */
    default String inEnglish(String text) {
        return text;
    }

    /** Knows no KPI. */
    static Metrics none() {
        return (question, asOf, caller, conversation) -> Optional.empty();
    }
}
