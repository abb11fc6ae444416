package cn.yunce.assistant.metric;

import cn.yunce.assistant.Caller;
import java.time.LocalDate;
import java.util.List;
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

    /** The time and the places that a question names; empty where they must be asked back. */
    default Optional<Said> said(String question, LocalDate asOf) {
        return Optional.empty();
    }

    /**
     * @param time words of the question; empty for none
     * @param places names of the network
     * @param rest the question as {@link MetricWish#masked} writes it
     */
    record Said(String time, List<String> places, String rest) {
        public Said {
            places = List.copyOf(places);
        }
    }

    /** The one place that the conversation's last figures were of; empty for the whole city and for several. */
    default Optional<String> findPlace(Caller caller, Optional<String> conversation) {
        return Optional.empty();
    }

    /** What a question asks figures by, or of, that no KPI is counted by: a firm, a driver. */
    default Optional<String> findUncounted(String question) {
        return Optional.empty();
    }

    /** The first figure that a question asks for and that none is kept of: 停留时长. */
    default Optional<String> findUnkept(String question) {
        return Optional.empty();
    }

    /** What looks like a place and is none of the network's; empty where there is no such word, or a place beside it. */
    default Optional<UnknownPlace> findUnknownPlace(String text) {
        return Optional.empty();
    }

    /** @param near names that may be meant */
    record UnknownPlace(String name, List<String> near) {
        public UnknownPlace {
            near = List.copyOf(near);
        }
    }

    /** A question that is understood but not looked up yet. */
    interface Prepared {
        /** Whether the KPI is named as the catalogue does; false where a name differs by a character. */
        boolean exact();

        /** The query, as {@link Metrics#read} gives it, of one question by itself whose KPI is described in other words than the catalogue's; else none. */
        default Map<String, Object> described() {
            return Map.of();
        }

        /** Whether it changes the conversation's question before. */
        boolean follows();

        /** Whether it says more than a KPI's name: a period, places, rows, a condition. */
        boolean specific();

        /** Names of the KPIs where it asks for nothing but their figures, of a period and of places at most; else none. */
        default List<String> plainly() {
            return List.of();
        }

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
