package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.number;
import static cn.yunce.assistant.metric.MetricWords.unit;

import cn.yunce.assistant.metric.Kpi.Better;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Condition;
import cn.yunce.assistant.metric.MetricTable.Row;
import java.util.List;
import java.util.OptionalDouble;

/** A query's targets and conditions: which rows meet them, and how they are said. */
record MetricConditions(MetricQuery query) {
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
            case ABOVE_CITY -> own > whole;
            case BELOW_CITY -> own < whole;
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
        return query.title(kpi)
                + switch (condition.test()) {
                    case MISSES_TARGET -> "没达标（目标 " + targetText(kpi) + "）";
                    case MEETS_TARGET -> "达标（目标 " + targetText(kpi) + "）";
                    case ABOVE_CITY -> "高于全市";
                    case BELOW_CITY -> "低于全市";
                    case ABOVE -> "高于 " + number(condition.value(), kpi.decimals()) + unit(kpi);
                    case BELOW -> "低于 " + number(condition.value(), kpi.decimals()) + unit(kpi);
                    case ROSE -> compared() + "上升";
                    case FELL -> compared() + "下降";
                    case CHANGE_ABOVE, CHANGE_BELOW ->
                        changed(
                                condition,
                                number(Math.abs(condition.value()), kpi.decimals()) + MetricWords.differenceUnit(kpi));
                    case GROWTH_ABOVE, GROWTH_BELOW -> changed(condition, plain(Math.abs(condition.value())) + "%");
                    case SHARE_ABOVE -> "占全市超过 " + plain(condition.value()) + "%";
                    case SHARE_BELOW -> "占全市不到 " + plain(condition.value()) + "%";
                };
    }

    private String changed(Condition condition, String amount) {
        boolean above =
                condition.test() == MetricQuery.Test.CHANGE_ABOVE || condition.test() == MetricQuery.Test.GROWTH_ABOVE;
        boolean fall = condition.value() < 0;
        return compared() + (fall ? "下降" : "上升") + (above == fall ? "不到 " : "超过 ") + amount;
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? number(value, 0) : number(value, 2);
    }

    private String compared() {
        return query.time().compare().map(compare -> compare.kind().zh()).orElse("");
    }

    private String targetText(Kpi kpi) {
        return target(kpi).isEmpty()
                ? "未设"
                : (kpi.better() == Better.LOWER ? "不高于 " : "不低于 ")
                        + number(target(kpi).getAsDouble(), kpi.decimals())
                        + unit(kpi);
    }
}
