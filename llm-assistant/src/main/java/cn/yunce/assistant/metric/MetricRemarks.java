package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.shortName;

import cn.yunce.assistant.metric.Kpi.Better;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.MetricTable.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** What is remarked on rows beside their values: who is ahead, how far apart, how many alike. */
final class MetricRemarks {
    private static final int FEWEST_OF_COURSE = 3;
    private static final int MOST_STEPS = 31;

    private final MetricQuery query;
    private final Kpi main;
    private final MetricWords words;
    private final MetricReading.Beside beside;
    private final MetricRows sheet;
    private final MetricTelling out;
    private final StringBuilder text;

    MetricRemarks(MetricAsked asked, MetricRows sheet, MetricTelling out) {
        this.query = asked.query();
        this.main = asked.main();
        this.words = asked.words();
        this.beside = asked.beside();
        this.sheet = sheet;
        this.out = out;
        this.text = out.text();
    }

    /** That nothing fell where the deepest fall is asked for, and the other way round. */
    void sayIfNoneMoved(List<Row> limited) {
        if (!query.order().isOfChange() || limited.isEmpty()) {
            return;
        }
        double change = limited.getFirst().change(main).orElse(0);
        boolean falls = query.order() == Order.FALL_FIRST || query.order() == Order.DECLINE_FIRST;
        if (falls && change > 0) {
            out.remark("kpi.noneFell");
        } else if (!falls && change < 0) {
            out.remark("kpi.noneRose");
        }
    }

    /** How many rows that are left out have the value of the last that is told. */
    void sayTied(List<Row> rows, List<Row> limited) {
        if (query.order() == Order.NONE
                || query.order().isOfChange()
                || query.withinCounty()
                || limited.isEmpty()
                || limited.size() == rows.size()) {
            return;
        }
        String value = words.value(main, limited.getLast().value(main));
        long tied = rows.stream()
                .skip(limited.size())
                .filter(row -> words.value(main, row.value(main)).equals(value))
                .count();
        if (tied > 0) {
            out.remark("kpi.tied", value, tied, sheet.counter());
        }
    }

    /** Highest, lowest and from first to last, of a place's figures in time; sums of periods that are cut off do not count. */
    void sayCourse(List<Row> rows) {
        if (query.by() != Level.CITY
                || query.bucket().isEmpty()
                || query.order() != Order.NONE
                || !query.conditions().isEmpty()
                || query.show() == Show.COUNT
                || query.show() == Show.SHARE
                || query.metrics().size() > 1) {
            return;
        }
        List<Row> known = rows.stream()
                .filter(row -> row.value(main).isPresent())
                .filter(row -> main.aggregate().isRatio() || sheet.partial(row).isEmpty())
                .toList();
        if (known.size() < FEWEST_OF_COURSE) {
            return;
        }
        Comparator<Row> byValue =
                Comparator.comparingDouble(row -> row.value(main).orElseThrow());
        // An unfinished month may be the highest already, but not yet the lowest.
        Row highest = rows.stream()
                .filter(row -> row.value(main).isPresent())
                .max(byValue)
                .orElseThrow();
        Row lowest = known.stream().min(byValue).orElseThrow();
        double change = known.getLast().value(main).orElseThrow()
                - known.getFirst().value(main).orElseThrow();
        saySums(rows, known);
        out.remark(
                "kpi.course",
                sheet.label(highest),
                words.value(main, highest.value(main)),
                sheet.label(lowest),
                words.value(main, lowest.value(main)),
                words.difference(
                        main,
                        highest.value(main).orElseThrow() - lowest.value(main).orElseThrow()),
                sheet.label(known.getLast()),
                sheet.label(known.getFirst()),
                words.say(change < 0 ? "lower" : "higher"),
                words.difference(main, change)
                        + words.share(main, change, known.getFirst().value(main).orElseThrow()));
        if (known.size() <= MOST_STEPS) {
            out.remark("kpi.steps", steps(known, 1), steps(known, -1));
        }
    }

    /** The sum of all and the mean of the times that are over, of what adds up. */
    private void saySums(List<Row> rows, List<Row> over) {
        if (main.aggregate() != Kpi.Aggregate.SUM) {
            return;
        }
        double sum = rows.stream().mapToDouble(row -> row.value(main).orElse(0)).sum();
        double mean = over.stream()
                .mapToDouble(row -> row.value(main).orElseThrow())
                .average()
                .orElseThrow();
        out.remark(
                "kpi.sums",
                words.value(main, OptionalDouble.of(sum)),
                words.counter(query.bucket().orElseThrow()),
                words.value(main, OptionalDouble.of(mean)));
    }

    /** How often in a row of times the figure rose, or fell. */
    private long steps(List<Row> rows, int sign) {
        return IntStream.range(1, rows.size())
                .filter(i -> Math.signum(rows.get(i).value(main).orElseThrow()
                                - rows.get(i - 1).value(main).orElseThrow())
                        == sign)
                .count();
    }

    /** Which of the places that a question weighs is ahead, and by how much. */
    void comparePlaces(List<Row> rows) {
        boolean gap = query.show() == Show.GAP;
        boolean weighed = query.places().size() > 1
                ? query.order() != Order.NONE || gap
                : gap
                        && query.limit().isEmpty()
                        && query.conditions().isEmpty()
                        && (query.order() != Order.NONE || main.target().isEmpty());
        if (query.by() == Level.CITY
                || query.bucket().isPresent()
                || query.order().isOfChange()
                || !weighed) {
            return;
        }
        for (Kpi kpi : query.metrics()) {
            List<Row> known = new ArrayList<>(
                    rows.stream().filter(row -> row.value(kpi).isPresent()).toList());
            if (known.size() < 2) {
                return;
            }
            sheet.sort(known, kpi);
            Row first = known.getFirst();
            Row last = known.getLast();
            out.sayDifference(
                    kpi,
                    sheet.label(first) + (query.metrics().size() > 1 ? sheet.title(kpi) : ""),
                    first.value(kpi).orElseThrow(),
                    sheet.label(last),
                    last.value(kpi).orElseThrow());
        }
    }

    /** How far the highest and the lowest of a place's times are apart, where that is asked for. */
    void compareTimes(List<Row> rows) {
        List<Row> known =
                rows.stream().filter(row -> row.value(main).isPresent()).toList();
        if (query.bucket().isPresent()
                && query.by() == Level.CITY
                && query.show() == Show.GAP
                && query.order() != Order.NONE
                && !query.order().isOfChange()
                && known.size() > 1) {
            out.sayDifference(
                    main,
                    sheet.label(known.getFirst()),
                    known.getFirst().value(main).orElseThrow(),
                    sheet.label(known.getLast()),
                    known.getLast().value(main).orElseThrow());
        }
    }

    /** How far two KPIs of one unit are apart. */
    void compareKpis(Row row) {
        if (query.metrics().size() != 2
                || query.show() != Show.GAP
                || query.time().compare().isPresent()) {
            return;
        }
        Kpi other = query.metrics().getLast();
        if (main.unit().equals(other.unit())
                && row.value(main).isPresent()
                && row.value(other).isPresent()) {
            out.sayDifference(
                    main,
                    sheet.title(main),
                    row.value(main).orElseThrow(),
                    sheet.title(other),
                    row.value(other).orElseThrow());
        }
    }

    /** Where the places stand whose rank is asked for. */
    void sayRanks(List<Row> rows) {
        boolean ranks = query.order() != Order.NONE || main.better() != Better.LOWER;
        for (Place place : beside.ranked()) {
            for (int i = 0; i < rows.size() && ranks && query.bucket().isEmpty(); i++) {
                if (rows.get(i).id().equals(place.id())) {
                    out.remark("kpi.rank", shortName(place.name()), i + 1, rows.size(), words.counter(query.by()));
                }
            }
        }
    }

    /** The first and the last of all rows in an order, where all are listed. */
    void nameFirst(List<Row> rows) {
        boolean ranked = query.limit().isEmpty()
                && query.conditions().isEmpty()
                && query.places().size() < 2
                && !query.withinCounty()
                && rows.size() > 1;
        if (ranked && query.order() != Order.NONE) {
            text.append(
                    words.say("kpi.first." + query.order(), sheet.label(rows.getFirst()), sheet.label(rows.getLast())));
        }
    }
}
