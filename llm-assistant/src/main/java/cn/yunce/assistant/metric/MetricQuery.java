package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.TimeReading.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What a question asks of the KPIs.
 *
 * @param by places that make rows; CITY for none
 * @param bucket time that makes rows
 * @param places what the question is limited to; empty for the whole city
 * @param conditions rows must meet all
 * @param limit rows to show; of RISING and FALLING the steps in a row
 * @param withinCounty ranks, limits and shares within each county
 * @param perDay the sum a day, of additive KPIs
 * @param eachKpi ranks and limits by each KPI on its own, else by the first
 */
public record MetricQuery(
        List<Kpi> metrics,
        Kpi.Level by,
        Optional<Grain> bucket,
        List<Place> places,
        Period time,
        Order order,
        OptionalInt limit,
        List<Condition> conditions,
        boolean withinCounty,
        Show show,
        boolean perDay,
        boolean eachKpi) {
    public MetricQuery {
        metrics = List.copyOf(metrics);
        places = List.copyOf(places);
        conditions = List.copyOf(conditions);
        if (metrics.isEmpty()) {
            throw new IllegalArgumentException("metrics must not be empty");
        }
    }

    /** Whether nothing but figures is asked for, of one period and of the city or of named places. */
    boolean isPlain() {
        return (by == Kpi.Level.CITY || places.size() > 1)
                && bucket.isEmpty()
                && order == Order.NONE
                && limit.isEmpty()
                && conditions.isEmpty()
                && show == Show.VALUES
                && !perDay
                && time.days() == Days.ALL
                && time.compare().isEmpty();
    }

    public enum Order {
        NONE,
        BEST_FIRST,
        WORST_FIRST,
        HIGH_FIRST,
        LOW_FIRST,
        /** By the change against the period compared with. */
        RISE_FIRST,
        FALL_FIRST,
        /** By the same as a share of the value before, of KPIs that are no ratios. */
        GROWTH_FIRST,
        DECLINE_FIRST;

        boolean isOfChange() {
            return this == RISE_FIRST || this == FALL_FIRST || this == GROWTH_FIRST || this == DECLINE_FIRST;
        }
    }

    /** What is asked of the numbers. */
    public enum Show {
        VALUES,
        GAP,
        SHARE,
        COUNT,
        WHY,
        RISING,
        FALLING,
        PROGRESS
    }

    public enum Test {
        MISSES_TARGET,
        MEETS_TARGET,
        ABOVE_CITY,
        BELOW_CITY,
        ABOVE,
        BELOW,
        /** Against the period compared with. */
        ROSE,
        FELL,
        /** The change, signed, in the KPI's unit or percentage points. */
        CHANGE_ABOVE,
        CHANGE_BELOW,
        /** The change, signed, in percent of the value before. */
        GROWTH_ABOVE,
        GROWTH_BELOW,
        /** Percent of the city's sum. */
        SHARE_ABOVE,
        SHARE_BELOW;

        boolean isOfChange() {
            return switch (this) {
                case ROSE, FELL, CHANGE_ABOVE, CHANGE_BELOW, GROWTH_ABOVE, GROWTH_BELOW -> true;
                default -> false;
            };
        }

        boolean isOfTarget() {
            return this == MISSES_TARGET || this == MEETS_TARGET;
        }

        boolean isOfCity() {
            return switch (this) {
                case ABOVE_CITY, BELOW_CITY, SHARE_ABOVE, SHARE_BELOW -> true;
                default -> false;
            };
        }

        boolean isOfNumber() {
            return switch (this) {
                case ABOVE, BELOW, CHANGE_ABOVE, CHANGE_BELOW, GROWTH_ABOVE, GROWTH_BELOW, SHARE_ABOVE, SHARE_BELOW ->
                    true;
                default -> false;
            };
        }
    }

    /** @param value in the KPI's unit, points or percent, as the test says; 0 for tests without a number */
    public record Condition(Kpi kpi, Test test, double value) {}

    /** Whether its answer tells something of the whole city beside the places. */
    boolean comparesWithCity() {
        return (show == Show.SHARE && !withinCounty)
                || conditions.stream().anyMatch(condition -> condition.test().isOfCity());
    }

    /** Whether a KPI is told a day. */
    boolean isPerDay(Kpi kpi) {
        return perDay && kpi.aggregate() == Kpi.Aggregate.SUM;
    }

    /** Whether it asks for one figure of each KPI. */
    boolean isSingle() {
        return by == Kpi.Level.CITY && bucket.isEmpty() && show != Show.WHY && show != Show.PROGRESS;
    }

    /** Its place and another, one row each, with their difference. */
    MetricQuery beside(Place other) {
        return weighed(metrics, other.level(), List.of(other, places.getFirst()), Order.HIGH_FIRST);
    }

    /** Its KPI and another, with their difference. */
    MetricQuery beside(Kpi other) {
        return weighed(List.of(metrics.getFirst(), other), by, places, Order.NONE);
    }

    private MetricQuery weighed(List<Kpi> kpis, Kpi.Level level, List<Place> of, Order order) {
        return new MetricQuery(
                kpis,
                level,
                bucket,
                of,
                time,
                order,
                OptionalInt.empty(),
                List.of(),
                withinCounty,
                Show.GAP,
                perDay,
                eachKpi);
    }

    /** The same against another period. */
    MetricQuery against(Span other) {
        return new MetricQuery(
                metrics,
                by,
                bucket,
                places,
                time.comparedWith(new Compare(Compare.Kind.NAMED, other)),
                order,
                limit,
                List.of(),
                withinCounty,
                Show.VALUES,
                perDay,
                eachKpi);
    }

    /** In a place, of whose outlets those of villages alone count where they do without it. */
    MetricQuery within(Place place) {
        return new MetricQuery(
                metrics,
                by,
                bucket,
                Stream.concat(Stream.of(place), places.stream()).toList(),
                time,
                order,
                limit,
                conditions,
                withinCounty,
                show,
                perDay,
                eachKpi);
    }

    /** The same of a catalogue's KPIs of the same ids; empty where it lacks one. */
    Optional<MetricQuery> over(KpiCatalogue catalogue) {
        Map<String, Kpi> known = new LinkedHashMap<>();
        catalogue.kpis().forEach(kpi -> known.put(kpi.id(), kpi));
        boolean all = metrics.stream().allMatch(kpi -> known.containsKey(kpi.id()))
                && conditions.stream()
                        .allMatch(condition -> known.containsKey(condition.kpi().id()));
        return all
                ? Optional.of(new MetricQuery(
                        metrics.stream()
                                .map(kpi -> known.getOrDefault(kpi.id(), kpi))
                                .toList(),
                        by,
                        bucket,
                        places,
                        time,
                        order,
                        limit,
                        conditions.stream()
                                .map(condition -> new Condition(
                                        known.getOrDefault(condition.kpi().id(), condition.kpi()),
                                        condition.test(),
                                        condition.value()))
                                .toList(),
                        withinCounty,
                        show,
                        perDay,
                        eachKpi))
                : Optional.empty();
    }

    private static Map<String, Object> map(Compare compare) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", compare.kind().name());
        map.put("from", compare.span().from().toString());
        map.put("to", compare.span().to().toString());
        compare.days().ifPresent(days -> map.put("days", days.name()));
        return map;
    }

    /** For the answer's field {@code query}. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("metrics", metrics.stream().map(Kpi::id).toList());
        map.put("by", by.name());
        map.put("bucket", bucket.map(Grain::name).orElse("NONE"));
        map.put("places", places.stream().map(Place::name).toList());
        Map<String, Object> when = new LinkedHashMap<>();
        when.put("from", time.span().from().toString());
        when.put("to", time.span().to().toString());
        when.put("grain", time.grain().name());
        when.put("days", time.days().name());
        when.put("named", time.named());
        time.compare().ifPresent(compare -> when.put("compare", map(compare)));
        map.put("time", when);
        map.put("order", order.name());
        limit.ifPresent(rows -> map.put("limit", rows));
        map.put(
                "conditions",
                conditions.stream()
                        .map(condition -> condition.kpi().id() + " "
                                + condition.test().name()
                                + (condition.test().isOfNumber() ? " " + condition.value() : ""))
                        .toList());
        map.put("withinCounty", withinCounty);
        map.put("show", show.name());
        map.put("perDay", perDay);
        map.put("eachKpi", eachKpi);
        return map;
    }
}
