package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.number;

import cn.yunce.assistant.metric.Kpi.Better;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Condition;
import cn.yunce.assistant.metric.MetricTable.Row;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A query's targets and conditions: which rows meet them, and how they are said.
 *
 * @param peers how many places of the rows' kind the city has
 */
record MetricConditions(MetricQuery query, MetricWords words, long peers) {
    /** The city's value that a place's is held to: of what adds up, the places' mean. */
    OptionalDouble ofCity(Kpi kpi, List<Row> city) {
        OptionalDouble whole =
                city.isEmpty() ? OptionalDouble.empty() : city.getFirst().value(kpi);
        return whole.isEmpty() || kpi.aggregate().isRatio()
                ? whole
                : OptionalDouble.of(whole.getAsDouble() / Math.max(1, peers));
    }

    /** A KPI's target for the rows: of a policy target that is told by county, one a county. */
    OptionalDouble target(Kpi kpi) {
        boolean each = kpi.facts() == Kpi.Facts.TARGET_PROGRESS
                && (query.by() == Level.COUNTY || !query.places().isEmpty());
        return kpi.target().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(each ? 1 : kpi.target().get().value());
    }

    /** @param city the whole city's row, or none */
    boolean holds(Condition condition, Row row, List<Row> city) {
        OptionalDouble value = row.value(condition.kpi());
        if (value.isEmpty()) {
            return false;
        }
        double own = value.getAsDouble();
        double whole =
                city.isEmpty() ? own : city.getFirst().value(condition.kpi()).orElse(own);
        OptionalDouble target = target(condition.kpi());
        return switch (condition.test()) {
            case MISSES_TARGET -> target.isPresent() && !condition.kpi().isMet(own, target.getAsDouble());
            case MEETS_TARGET -> target.isPresent() && condition.kpi().isMet(own, target.getAsDouble());
            case ABOVE_CITY -> own > ofCity(condition.kpi(), city).orElse(own);
            case BELOW_CITY -> own < ofCity(condition.kpi(), city).orElse(own);
            case ABOVE -> own > condition.value();
            case BELOW -> own < condition.value();
            case ROSE -> row.change(condition.kpi()).orElse(0) > 0;
            case FELL -> row.change(condition.kpi()).orElse(0) < 0;
            case CHANGE_ABOVE -> row.change(condition.kpi()).orElse(Double.NaN) > condition.value();
            case CHANGE_BELOW -> row.change(condition.kpi()).orElse(Double.NaN) < condition.value();
            case GROWTH_ABOVE -> row.growth(condition.kpi()).orElse(Double.NaN) > condition.value();
            case GROWTH_BELOW -> row.growth(condition.kpi()).orElse(Double.NaN) < condition.value();
            case SHARE_ABOVE -> whole > 0 && 100 * own / whole > condition.value();
            case SHARE_BELOW -> whole > 0 && 100 * own / whole < condition.value();
        };
    }

    String text(Condition condition) {
        Kpi kpi = condition.kpi();
        String title = words.title(query, kpi);
        return switch (condition.test()) {
            case MISSES_TARGET, MEETS_TARGET -> say(condition.test().name(), title, targetText(kpi));
            case ABOVE_CITY, BELOW_CITY -> say(condition.test().name(), title);
            case ABOVE, BELOW ->
                say(condition.test().name(), title, number(condition.value(), kpi.decimals()) + words.unit(kpi));
            case ROSE, FELL -> say(condition.test().name(), title, compared());
            case CHANGE_ABOVE, CHANGE_BELOW -> changed(condition, title, words.difference(kpi, condition.value()));
            case GROWTH_ABOVE, GROWTH_BELOW -> changed(condition, title, plain(Math.abs(condition.value())) + "%");
            case SHARE_ABOVE, SHARE_BELOW -> say(condition.test().name(), title, plain(condition.value()) + "%");
        };
    }

    private String say(String test, Object... values) {
        return words.say("condition." + test, values);
    }

    private String changed(Condition condition, String title, String amount) {
        boolean above =
                condition.test() == MetricQuery.Test.CHANGE_ABOVE || condition.test() == MetricQuery.Test.GROWTH_ABOVE;
        boolean fall = condition.value() < 0;
        return say((fall ? "fell" : "rose") + (above == fall ? "Less" : "More"), title, compared(), amount);
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? number(value, 0) : number(value, 2);
    }

    private String compared() {
        return query.time().compare().map(words::compared).orElse("");
    }

    private String targetText(Kpi kpi) {
        return target(kpi).isEmpty()
                ? words.say("condition.noTarget")
                : words.say(
                        kpi.better() == Better.LOWER ? "condition.atMost" : "condition.atLeast",
                        number(target(kpi).getAsDouble(), kpi.decimals()) + words.unit(kpi));
    }
}
