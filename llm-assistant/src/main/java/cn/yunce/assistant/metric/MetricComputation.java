package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.CatalogueMetrics.refused;
import static cn.yunce.assistant.metric.MetricWords.shortName;

import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricTable.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One question being computed. Code computes every number and writes every word. */
final class MetricComputation {
    private static final int SHOWN = 31;

    private final MetricQuery query;
    private final Kpi main;
    private final MetricWords words;
    private final boolean cityWide;
    private final MetricReading.Beside beside;
    private final MetricFacts facts;
    private final MetricBasis basis;
    private final MetricRows sheet;
    private final MetricConditions conditions;
    private final MetricTelling out;
    private final MetricRemarks remarks;
    private final MetricReasons reasons;
    private final StringBuilder text;
    private final List<Map<String, Object>> shown;
    private final List<String> names;

    MetricComputation(MetricAsked asked) {
        this.query = asked.query();
        this.main = asked.main();
        this.words = asked.words();
        this.cityWide = asked.cityWide();
        this.beside = asked.beside();
        this.facts = new MetricFacts(asked.store(), asked.calendar(), query, asked.lastDay());
        this.basis =
                new MetricBasis(query, facts, asked.lastDay(), asked.store().synthetic(), words);
        this.sheet = new MetricRows(asked, facts);
        this.conditions = sheet.conditions();
        this.out = new MetricTelling(asked, basis, sheet);
        this.remarks = new MetricRemarks(asked, sheet, out);
        this.reasons = new MetricReasons(asked, facts, basis, sheet, out);
        this.text = out.text();
        this.shown = out.shown();
        this.names = out.names();
    }

    MetricAnswer run() {
        query.places().forEach(place -> names.add(shortName(place.name())));
        List<Row> city = facts.rows(Level.CITY, Optional.empty(), cityWide ? List.of() : sheet.placeIds());
        List<Row> rows = query.by() == Level.CITY
                        && query.bucket().isEmpty()
                        && query.places().isEmpty()
                ? city
                : facts.rows(query.by(), query.bucket(), sheet.placeIds());
        if (rows.isEmpty()) {
            return refused(words.say("kpi.noneIn", sheet.period(), words.name(main)), List.of());
        }
        switch (query.show()) {
            case WHY -> reasons.why();
            case PROGRESS -> {
                if (sheet.single()) {
                    reasons.progress(rows.getFirst());
                } else {
                    listed(rows, city);
                }
            }
            case RISING, FALLING -> reasons.streaks();
            default -> listed(rows, city);
        }
        if (!beside.targetless().isEmpty()) {
            out.remark(
                    "kpi.noTarget",
                    words.wording()
                            .list(beside.targetless().stream().map(words::name).toList()));
        }
        if (!beside.unkept().isEmpty()) {
            out.remark("kpi.unkept", words.wording().list(beside.unkept()));
        }
        beside.unread().ifPresent(clause -> out.remark("kpi.unread", clause));
        text.append("\n").append(basis.text());
        return answer();
    }

    private void listed(List<Row> all, List<Row> city) {
        List<Row> rows = all.stream()
                .filter(row -> query.conditions().stream()
                        .allMatch(condition -> conditions.holds(condition, row, sheet.at(row, city))))
                .collect(Collectors.toCollection(ArrayList::new));
        if (sheet.single()) {
            for (Kpi kpi : query.metrics()) {
                Row row = all.getFirst();
                text.append(text.isEmpty() ? "" : "\n")
                        .append(words.say(
                                "kpi.single",
                                sheet.period(),
                                basis.scope(),
                                sheet.title(kpi),
                                sheet.said(kpi, row, city),
                                sheet.besideCity(kpi, row, city)));
            }
            out.note(all.getFirst());
            remarks.compareKpis(all.getFirst());
            return;
        }
        if (sheet.countsPeriods()) {
            counted(all, rows);
            return;
        }
        if (query.eachKpi() && query.metrics().size() > 1 && query.order() != Order.NONE) {
            rankedEach(rows, city);
            return;
        }
        sheet.dropUnfinished(rows);
        sheet.sort(rows, main);
        text.append(words.say("kpi.head", sheet.period(), basis.scope()));
        if (!query.conditions().isEmpty()) {
            text.append(words.say(
                    rows.isEmpty() ? "kpi.noneOf" : "kpi.some", all.size(), sheet.counter(), met(), rows.size()));
        } else if (query.show() == Show.COUNT) {
            text.append(words.say("kpi.count", rows.size(), sheet.counter()));
        } else {
            text.append(sheet.titles());
        }
        List<Row> limited = sheet.limited(rows);
        text.append(limited.isEmpty() ? words.say("end") + nearest(all, city) : words.say("colon"));
        limited.stream().limit(SHOWN).forEach(row -> {
            String values = query.metrics().stream()
                    .map(kpi -> (query.metrics().size() > 1 ? sheet.title(kpi) + " " : "") + sheet.said(kpi, row, city))
                    .collect(Collectors.joining(words.say("comma")));
            text.append(words.say("kpi.row", sheet.label(row), values));
        });
        limited.forEach(out::note);
        if (limited.size() > SHOWN) {
            text.append(words.say("kpi.rest", limited.size() - SHOWN));
        }
        remarks.comparePlaces(limited);
        remarks.compareTimes(limited);
        remarks.nameFirst(limited);
        remarks.sayIfNoneMoved(limited);
        remarks.sayTied(rows, limited);
        remarks.sayCourse(rows);
        remarks.sayRanks(rows);
        query.metrics().forEach(kpi -> sayCity(kpi, city));
    }

    /** Each KPI with its own order and its own rows. */
    private void rankedEach(List<Row> rows, List<Row> city) {
        text.append(words.say("kpi.head", sheet.period(), basis.scope())).append(sheet.titles());
        for (Kpi kpi : query.metrics()) {
            sheet.sort(rows, kpi);
            text.append("\n").append(sheet.title(kpi)).append(words.say("colon"));
            List<Row> limited = sheet.limited(rows);
            limited.stream()
                    .limit(SHOWN)
                    .forEach(row -> text.append(words.say("kpi.row", sheet.label(row), sheet.said(kpi, row, city))));
            limited.forEach(out::note);
            sayCity(kpi, city);
        }
    }

    private void sayCity(Kpi kpi, List<Row> city) {
        if (cityWide && query.bucket().isEmpty() && query.places().isEmpty()) {
            out.sayCityOf(kpi, city);
        }
    }

    private String met() {
        return query.conditions().stream().map(conditions::text).collect(Collectors.joining(words.say("and")));
    }

    /** How many of each place's days, weeks or months meet the conditions, the most first. */
    private void counted(List<Row> all, List<Row> met) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Row> first = new LinkedHashMap<>();
        all.forEach(row -> {
            counts.put(row.id(), 0);
            first.putIfAbsent(row.id(), row);
        });
        met.forEach(row -> counts.merge(row.id(), 1, Integer::sum));
        String unit = query.bucket().map(words::counter).orElseGet(() -> words.counter(Level.CITY));
        String of = query.conditions().isEmpty() ? words.say("kpi.withData", sheet.titles()) : met();
        text.append(words.say("kpi.head", sheet.period(), basis.scope())).append(words.say("kpi.counted", of, unit));
        Comparator<Map.Entry<String, Integer>> most = Map.Entry.comparingByValue(Comparator.reverseOrder());
        counts.entrySet().stream()
                .sorted(query.order() == Order.LOW_FIRST ? most.reversed() : most)
                .limit(query.limit().orElse(Integer.MAX_VALUE))
                .forEach(count -> {
                    String place = shortName(
                            first.getOrDefault(count.getKey(), all.getFirst()).name());
                    names.add(place);
                    shown.add(Map.of("place", place, "count", count.getValue()));
                    if (shown.size() <= SHOWN) {
                        text.append(words.say("kpi.row", place, count.getValue() + " " + unit));
                    }
                });
    }

    /** Where no place misses its target, the one that came nearest to it. */
    private String nearest(List<Row> all, List<Row> city) {
        if (!sheet.missesTarget()
                || query.show() == Show.COUNT
                || all.isEmpty()
                || conditions.target(main).isEmpty()) {
            return "";
        }
        List<Row> sorted = new ArrayList<>(all);
        sheet.sort(sorted, main);
        Row row = sorted.getFirst();
        names.add(shortName(row.name()));
        return words.say("kpi.nearest", sheet.label(row), sheet.said(main, row, city));
    }

    private MetricAnswer answer() {
        Map<String, Object> map = new LinkedHashMap<>(query.toMap());
        map.put("basis", basis.fields());
        map.put("rows", List.copyOf(shown));
        map.put("chart", chart());
        map.put("sql", facts.statements());
        String source = words.say(
                "kpi.source",
                query.metrics().stream().map(Kpi::id).collect(Collectors.joining(", ")),
                sheet.period(),
                basis.lastDay());
        return new MetricAnswer(false, text.toString(), source, names, map, List.of());
    }

    private Map<String, Object> chart() {
        String kind = query.show() == Show.WHY
                ? "waterfall"
                : query.bucket().isPresent()
                        ? query.by() == Level.CITY ? "line" : "heatmap"
                        : query.by() == Level.CITY ? "number" : query.order() == Order.NONE ? "bar" : "ranking";
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("type", kind);
        chart.put("x", query.bucket().isPresent() ? "from" : "place");
        chart.put(
                "y",
                query.show() == Show.WHY
                        ? List.of("contribution")
                        : sheet.countsPeriods()
                                ? List.of("count")
                                : query.metrics().stream().map(Kpi::id).toList());
        chart.put("unit", main.unit().toLowerCase(Locale.ROOT));
        conditions.target(main).ifPresent(target -> chart.put("target", target));
        return chart;
    }
}
