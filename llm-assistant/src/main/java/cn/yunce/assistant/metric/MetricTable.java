package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.MetricStore.Cell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Rows of places and buckets, with the KPIs' values in them. */
final class MetricTable {
    /**
     * @param values by KPI id; a ratio without denominator has none
     * @param samples denominators of ratios by KPI id
     */
    record Row(
            String id,
            String name,
            String county,
            LocalDate bucket,
            Map<String, Double> values,
            Map<String, Double> before,
            Map<String, Double> samples) {
        Row {
            samples = Map.copyOf(samples);
            values = Map.copyOf(values);
            before = Map.copyOf(before);
        }

        OptionalDouble value(Kpi kpi) {
            return values.containsKey(kpi.id())
                    ? OptionalDouble.of(values.getOrDefault(kpi.id(), 0.0))
                    : OptionalDouble.empty();
        }

        /** Over too few to judge by. */
        boolean isSmall(Kpi kpi) {
            return values.containsKey(kpi.id())
                    && samples.getOrDefault(kpi.id(), Double.POSITIVE_INFINITY) < kpi.smallSample();
        }

        double sample(Kpi kpi) {
            return samples.getOrDefault(kpi.id(), 0.0);
        }

        /** Percent of the value before; empty where that is 0. */
        OptionalDouble growth(Kpi kpi) {
            OptionalDouble change = change(kpi);
            double base = before.getOrDefault(kpi.id(), 0.0);
            return change.isEmpty() || base == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(100 * change.getAsDouble() / base);
        }

        OptionalDouble change(Kpi kpi) {
            return values.containsKey(kpi.id()) && before.containsKey(kpi.id())
                    ? OptionalDouble.of(values.getOrDefault(kpi.id(), 0.0) - before.getOrDefault(kpi.id(), 0.0))
                    : OptionalDouble.empty();
        }
    }

    private final Map<String, Cell> keys = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> values = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> before = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> samples = new LinkedHashMap<>();

    void add(Kpi kpi, List<Cell> cells, double divisor) {
        for (Cell cell : cells) {
            String key = cell.id() + "@" + cell.bucket();
            keys.putIfAbsent(key, cell);
            put(values, key, kpi, cell, divisor);
            if (kpi.aggregate().isRatio()) {
                samples.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(kpi.id(), cell.denominator());
            }
        }
    }

    /** Cells that stand for a whole span, whatever its days. */
    void addBefore(Kpi kpi, List<Cell> cells, double divisor) {
        for (Cell cell : cells) {
            keys.keySet().stream()
                    .filter(key -> key.startsWith(cell.id() + "@"))
                    .forEach(key -> put(before, key, kpi, cell, divisor));
        }
    }

    /** @param after the bucket that a cell's is compared with */
    void addBefore(Kpi kpi, List<Cell> cells, double divisor, UnaryOperator<LocalDate> after) {
        for (Cell cell : cells) {
            String key = cell.id() + "@" + after.apply(cell.bucket());
            if (keys.containsKey(key)) {
                put(before, key, kpi, cell, divisor);
            }
        }
    }

    private static void put(Map<String, Map<String, Double>> target, String key, Kpi kpi, Cell cell, double divisor) {
        OptionalDouble value = value(kpi, cell.numerator(), cell.denominator());
        if (value.isPresent()) {
            target.computeIfAbsent(key, k -> new LinkedHashMap<>()).put(kpi.id(), value.getAsDouble() / divisor);
        }
    }

    static OptionalDouble value(Kpi kpi, double numerator, double denominator) {
        if (!kpi.aggregate().isRatio()) {
            return OptionalDouble.of(kpi.scale() * numerator);
        }
        return denominator > 0 ? OptionalDouble.of(kpi.scale() * numerator / denominator) : OptionalDouble.empty();
    }

    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        keys.forEach((key, cell) -> rows.add(new Row(
                cell.id(),
                cell.name(),
                cell.county(),
                cell.bucket(),
                values.getOrDefault(key, Map.of()),
                before.getOrDefault(key, Map.of()),
                samples.getOrDefault(key, Map.of()))));
        return rows;
    }
}
