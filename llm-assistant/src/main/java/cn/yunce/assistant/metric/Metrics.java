package cn.yunce.assistant.metric;

import cn.yunce.assistant.Role;
import java.time.LocalDate;
import java.util.Optional;

/** Answers questions about KPIs. */
public interface Metrics {

    /**
     * What the question means to the KPIs; empty where it names none and follows none.
     *
     * @param conversation that the question continues
     */
    Optional<Prepared> prepare(String question, LocalDate asOf, Optional<String> conversation);

    /** A question that is understood but not looked up yet. */
    interface Prepared {
        /** Whether the KPI is named as the catalogue does; false where a name differs by a character. */
        boolean exact();

        /** Whether it says more than a KPI's name: a period, places, rows, a condition. */
        boolean specific();

        /** Whether the days asked for lie after the as-of date. */
        boolean future();

        /** Whether it names days that all lie before the as-of date. */
        boolean past();

        /** Looks it up; refuses what {@code role} may not see. */
        MetricAnswer answer(Role role);
    }

    /** Knows no KPI. */
    static Metrics none() {
        return (question, asOf, conversation) -> Optional.empty();
    }
}
