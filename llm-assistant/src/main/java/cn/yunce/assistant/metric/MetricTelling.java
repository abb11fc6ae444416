package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.number;
import static cn.yunce.assistant.metric.MetricWords.shortName;

import cn.yunce.assistant.metric.MetricTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of a query, sentence by sentence, with the rows that are shown and the names in it. */
final class MetricTelling {
    /** From so many times on a difference is told as times, too. */
    private static final double MANY = 1.5;

    private final MetricQuery query;
    private final MetricWords words;
    private final MetricBasis basis;
    private final MetricRows sheet;
    private final boolean times;
    private final StringBuilder text = new StringBuilder();
    private final List<Map<String, Object>> shown = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    MetricTelling(MetricAsked asked, MetricBasis basis, MetricRows sheet) {
        this.query = asked.query();
        this.words = asked.words();
        this.basis = basis;
        this.sheet = sheet;
        this.times = asked.beside().times();
    }

    StringBuilder text() {
        return text;
    }

    List<Map<String, Object>> shown() {
        return shown;
    }

    List<String> names() {
        return names;
    }

    void remark(String key, Object... values) {
        text.append("\n").append(words.say(key, values));
    }

    void note(Row row) {
        Map<String, Object> noted = new LinkedHashMap<>();
        noted.put("place", MetricRows.HEADS.contains(row.name()) ? basis.scope() : shortName(row.name()));
        query.bucket().ifPresent(grain -> noted.put("from", row.bucket().toString()));
        row.values().forEach((id, value) -> noted.put(id, value));
        row.before().forEach((id, value) -> noted.put(id + "Before", value));
        List<String> small =
                query.metrics().stream().filter(row::isSmall).map(Kpi::id).toList();
        if (!small.isEmpty()) {
            noted.put("smallSample", small);
        }
        shown.add(noted);
        if (!MetricRows.HEADS.contains(row.name())) {
            names.add(shortName(row.name()));
        }
    }

    void sayDifference(Kpi kpi, String first, double value, String second, double other) {
        boolean many = !kpi.unit().equals("%") && value >= MANY * other;
        String ratio = other <= 0 || !(times || many) ? "" : words.say("kpi.times", number(value / other, 2));
        text.append(words.say(
                "kpi.difference",
                first,
                second,
                words.say(value < other ? "lower" : "higher"),
                words.difference(kpi, value - other) + words.share(kpi, value - other, other) + ratio));
    }

    void sayCityOf(Kpi kpi, List<Row> city) {
        if (city.isEmpty()) {
            return;
        }
        Row row = city.getFirst();
        String change = query.time()
                .compare()
                .flatMap(compare -> sheet.changed(kpi, row, compare))
                .map(said -> words.say("comma") + said)
                .orElse("");
        text.append(words.say("kpi.city", sheet.title(kpi), words.value(kpi, row.value(kpi)) + change));
    }
}
