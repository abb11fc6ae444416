package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.MetricStore.Cell;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What each place gives to the change of the whole. Of a sum, its own change; of a ratio, its own rate's change at its new weight, plus
 * the shift of its weight times its old rate's distance from the old whole. Either adds up to the change exactly.
 *
 * @param parts by place name, in the KPI's unit
 */
record Contributions(double before, double now, Map<String, Double> parts) {

    double change() {
        return now - before;
    }

    /** Empty cells on either side, or a ratio without denominators, have no change to explain. */
    static boolean comparable(Kpi kpi, List<Cell> before, List<Cell> now) {
        return whole(kpi, before).isPresent() && whole(kpi, now).isPresent();
    }

    static Contributions of(Kpi kpi, List<Cell> before, List<Cell> now) {
        Map<String, Cell> old = byName(before);
        Map<String, Cell> current = byName(now);
        Map<String, Double> parts = new LinkedHashMap<>();
        for (Map<String, Cell> side : List.of(current, old)) {
            for (Cell cell : side.values()) {
                Cell nothing = new Cell(cell.id(), cell.name(), cell.county(), cell.bucket(), 0, 0);
                parts.put(
                        cell.name(),
                        part(
                                kpi,
                                old.getOrDefault(cell.name(), nothing),
                                current.getOrDefault(cell.name(), nothing),
                                before,
                                now));
            }
        }
        return new Contributions(
                whole(kpi, before).orElseThrow(), whole(kpi, now).orElseThrow(), parts);
    }

    private static Map<String, Cell> byName(List<Cell> cells) {
        return cells.stream().collect(Collectors.toMap(Cell::name, cell -> cell, (a, b) -> a, LinkedHashMap::new));
    }

    private static double part(Kpi kpi, Cell old, Cell current, List<Cell> before, List<Cell> now) {
        if (!kpi.aggregate().isRatio()) {
            return kpi.scale() * (current.numerator() - old.numerator());
        }
        double oldWhole = sum(before, false) / sum(before, true);
        double oldRate = old.denominator() > 0 ? old.numerator() / old.denominator() : oldWhole;
        double oldWeight = old.denominator() / sum(before, true);
        double weight = current.denominator() / sum(now, true);
        double rate = current.denominator() > 0 ? current.numerator() / current.denominator() : oldRate;
        return kpi.scale() * (weight * (rate - oldRate) + (weight - oldWeight) * (oldRate - oldWhole));
    }

    private static OptionalDouble whole(Kpi kpi, List<Cell> cells) {
        return cells.isEmpty() ? OptionalDouble.empty() : MetricTable.value(kpi, sum(cells, false), sum(cells, true));
    }

    private static double sum(List<Cell> cells, boolean denominators) {
        return cells.stream()
                .mapToDouble(cell -> denominators ? cell.denominator() : cell.numerator())
                .sum();
    }

    /** As many as it takes for the largest part to have two digits, but no fewer than {@code usual} and no more than two above. */
    int decimals(int usual) {
        double largest = parts.values().stream().mapToDouble(Math::abs).max().orElse(0);
        int decimals = usual;
        while (decimals < usual + 2 && largest * Math.pow(10, decimals) < 10) {
            decimals++;
        }
        return decimals;
    }

    /** Parts rounded so that they still add up to the rounded change (largest remainders). */
    Map<String, BigDecimal> rounded(int decimals) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        Map<String, BigDecimal> rounded = new LinkedHashMap<>();
        BigDecimal rest = BigDecimal.valueOf(change()).setScale(decimals, RoundingMode.HALF_UP);
        for (Map.Entry<String, Double> part : parts.entrySet()) {
            BigDecimal floor = BigDecimal.valueOf(part.getValue()).setScale(decimals, RoundingMode.FLOOR);
            rounded.put(part.getKey(), floor);
            rest = rest.subtract(floor);
        }
        List<String> byRemainder = parts.entrySet().stream()
                .sorted(Comparator.comparingDouble(part ->
                        rounded.getOrDefault(part.getKey(), BigDecimal.ZERO).doubleValue() - part.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        int units = rest.divide(unit, 0, RoundingMode.HALF_UP).intValue();
        for (int i = 0; i < units; i++) {
            rounded.merge(byRemainder.get(i % byRemainder.size()), unit, BigDecimal::add);
        }
        return rounded;
    }
}
