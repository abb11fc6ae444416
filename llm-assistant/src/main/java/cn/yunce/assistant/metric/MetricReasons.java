package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.number;
import static cn.yunce.assistant.metric.MetricWords.shortName;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.metric.Kpi.Better;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricStore.Cell;
import cn.yunce.assistant.metric.MetricTable.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers that are no rows of values: why a figure changed, who rose on and on, how far a target is. */
final class MetricReasons {
    private static final int MOST_PUSHED = 3;

    private final MetricStore store;
    private final CalendarLookup calendar;
    private final MetricQuery query;
    private final LocalDate asOf;
    private final LocalDate lastDay;
    private final boolean cityWide;
    private final Kpi main;
    private final MetricWords words;
    private final MetricFacts facts;
    private final MetricBasis basis;
    private final MetricRows sheet;
    private final MetricTelling out;
    private final StringBuilder text;
    private final List<Map<String, Object>> shown;
    private final List<String> names;

    MetricReasons(MetricAsked asked, MetricFacts facts, MetricBasis basis, MetricRows sheet, MetricTelling out) {
        this.store = asked.store();
        this.calendar = asked.calendar();
        this.query = asked.query();
        this.asOf = asked.asOf();
        this.lastDay = asked.lastDay();
        this.cityWide = asked.cityWide();
        this.main = asked.main();
        this.words = asked.words();
        this.facts = facts;
        this.basis = basis;
        this.sheet = sheet;
        this.out = out;
        this.text = out.text();
        this.shown = out.shown();
        this.names = out.names();
    }

    /** Places whose value rose, or fell, as often in a row as asked; the step before the period counts as the first's base. */
    void streaks() {
        Span span = query.time().span();
        Grain step = query.bucket().orElse(Grain.MONTH);
        LocalDate from = switch (step) {
            case DAY -> span.from().minusDays(1);
            case WEEK -> span.from().minusWeeks(1);
            default -> span.from().minusMonths(1);
        };
        MetricTable table = new MetricTable();
        List<String> places = sheet.placeIds();
        table.add(main, facts.read(main, new Span(from, span.to()), query.by(), Optional.of(step), places), 1);
        Map<String, List<Row>> byPlace =
                table.rows().stream().collect(Collectors.groupingBy(Row::id, LinkedHashMap::new, Collectors.toList()));
        boolean up = query.show() == Show.RISING;
        int steps = query.limit().orElse(3);
        boolean ofWhole = query.by() == Level.CITY;
        List<String> found = new ArrayList<>();
        byPlace.forEach((id, series) -> {
            int run = longestRun(series, up);
            if (run >= steps) {
                String values = series.stream()
                        .map(row -> sheet.label(row)
                                        .replace(shortName(row.name()), "")
                                        .strip() + " " + words.value(main, row.value(main)))
                        .collect(Collectors.joining(words.say("comma")));
                found.add(words.say(
                        "kpi.row",
                        ofWhole ? basis.scope() : shortName(series.getFirst().name()),
                        values));
                series.forEach(out::note);
            }
        });
        String told = ofWhole ? found.isEmpty() ? "kpi.noStreak" : "kpi.streak" : "kpi.streaks";
        text.append(words.say(
                        told,
                        words.period(span),
                        basis.scope(),
                        words.name(main),
                        steps,
                        words.counter(step),
                        words.say(up ? "kpi.rose" : "kpi.fell"),
                        found.size(),
                        words.counter(query.by())))
                .append(found.isEmpty() ? words.say("end") : words.say("colon") + String.join("", found));
    }

    private int longestRun(List<Row> series, boolean up) {
        int longest = 0;
        int run = 0;
        for (int i = 1; i < series.size(); i++) {
            double step = series.get(i).value(main).orElse(0)
                    - series.get(i - 1).value(main).orElse(0);
            run = (up ? step > 0 : step < 0) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    void why() {
        Compare compare = query.time().compare().orElseThrow();
        Span before = facts.fitting(compare.span());
        List<String> places = sheet.placeIds();
        Level by = query.places().isEmpty() || main.level() == Level.COUNTY ? Level.COUNTY : Level.TOWNSHIP;
        List<Cell> now = facts.read(main, query.time().span(), by, Optional.empty(), places);
        List<Cell> then = facts.read(main, before, by, Optional.empty(), places);
        if (!Contributions.comparable(main, then, now)) {
            text.append(words.say("kpi.incomparable", words.period(before)));
            return;
        }
        Contributions contributions = Contributions.of(main, then, now);
        contributions.parts().keySet().forEach(place -> names.add(shortName(place)));
        if (contributions.parts().size() == 1 && query.places().size() == 1) {
            whyOne(compare);
            return;
        }
        double change = contributions.change();
        text.append(words.say(
                "kpi.why",
                sheet.period(),
                basis.scope(),
                words.name(main),
                words.value(main, OptionalDouble.of(contributions.now())),
                words.compared(compare),
                words.period(before),
                words.say(change >= 0 ? "up" : "down"),
                number(Math.abs(change), contributions.decimals(main.decimals())) + words.differenceUnit(main),
                words.level(by)));
        int decimals = contributions.decimals(main.decimals());
        Map<String, BigDecimal> rounded = contributions.rounded(decimals);
        rounded.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, BigDecimal> part) ->
                                part.getValue().abs())
                        .reversed())
                .forEach(part -> {
                    String sign = part.getValue().signum() < 0 ? "" : "+";
                    text.append(words.say(
                            "kpi.row",
                            shortName(part.getKey()),
                            sign + part.getValue().toPlainString()));
                    shown.add(Map.of("place", shortName(part.getKey()), "contribution", part.getValue()));
                });
        sayPushed(rounded);
        List<String> holidays = Stream.concat(
                        query.time()
                                .span()
                                .from()
                                .datesUntil(query.time().span().to()),
                        before.from().datesUntil(before.to()))
                .filter(calendar::isDayOff)
                .map(calendar::findHoliday)
                .flatMap(Optional::stream)
                .distinct()
                .map(holiday -> words.wording().word("holiday", holiday))
                .toList();
        if (!holidays.isEmpty()) {
            text.append(words.say("kpi.holidays", words.wording().list(holidays)));
        }
    }

    /** Who raised the figure and who held it down, the most first. */
    private void sayPushed(Map<String, BigDecimal> parts) {
        for (int sign : List.of(1, -1)) {
            List<String> places = parts.entrySet().stream()
                    .filter(part -> part.getValue().signum() == sign)
                    .sorted(Comparator.comparing((Map.Entry<String, BigDecimal> part) ->
                                    part.getValue().abs())
                            .reversed())
                    .limit(MOST_PUSHED)
                    .map(part -> shortName(part.getKey()))
                    .toList();
            if (!places.isEmpty()) {
                text.append(words.say(
                        sign > 0 ? "kpi.pushed" : "kpi.held", words.wording().list(places)));
            }
        }
    }

    /** What is known of a county whose figure is not split further: what it came from, and the city's. */
    private void whyOne(Compare compare) {
        List<Row> rows = facts.rows(Level.CITY, Optional.empty(), sheet.placeIds());
        List<Row> city = cityWide ? facts.rows(Level.CITY, Optional.empty(), List.of()) : List.of();
        Row row = rows.getFirst();
        text.append(words.say(
                "kpi.single",
                sheet.period(),
                basis.scope(),
                sheet.title(main),
                words.value(main, row.value(main)),
                sheet.changed(main, row, compare)
                        .map(change -> words.say("comma") + change)
                        .orElse("")));
        text.append(words.say("kpi.whyOne", words.name(main), words.level(main.level())));
        out.note(row);
        if (!city.isEmpty()
                && row.value(main).isPresent()
                && city.getFirst().value(main).isPresent()) {
            out.sayDifference(
                    main,
                    basis.scope(),
                    row.value(main).orElseThrow(),
                    words.say("city"),
                    city.getFirst().value(main).orElseThrow());
        }
        query.metrics().forEach(kpi -> out.sayCityOf(kpi, city));
    }

    /** Policy targets: how far, how fast it must go on, and where a straight line through the months ends. */
    void progress(Row row) {
        Kpi.Target target = main.target().orElseThrow();
        double value = row.value(main).orElse(0);
        String done =
                main.better() == Better.LOWER ? "" : words.say("kpi.done", number(100 * value / target.value(), 2));
        LocalDate day = query.time().span().last();
        text.append(words.say(
                "kpi.progress",
                day.isAfter(lastDay) && !query.time().span().from().isAfter(lastDay) ? lastDay : day,
                basis.scope(),
                words.name(main),
                words.value(main, row.value(main)),
                number(target.value(), main.decimals()) + words.unit(main),
                done,
                words.gap(main, value, target.value())));
        out.note(row);
        if (target.due().isEmpty() || main.facts() != Kpi.Facts.TARGET_PROGRESS) {
            return;
        }
        LocalDate due = target.due().get();
        if (!cityWide) {
            return;
        }
        LocalDate at = query.time().span().to().isAfter(asOf)
                ? asOf
                : query.time().span().to();
        double months = Math.max(0, (due.toEpochDay() - at.toEpochDay() + 1) / 30.4375);
        if (due.isBefore(at)) {
            text.append(words.say("kpi.pastDue", due));
            return;
        }
        text.append(words.say("kpi.due", due));
        if (months > 0 && value < target.value()) {
            text.append(words.say(
                    "kpi.monthly",
                    number((target.value() - value) / months, Math.max(2, main.decimals())) + words.unit(main)));
        }
        LinearTrend.of(store.readMonthEnds(main, at.plusDays(1))).ifPresent(trend -> {
            LinearTrend.Point end = trend.at(due);
            text.append(words.say(
                    "kpi.trend",
                    number(end.mean(), main.decimals()) + words.unit(main),
                    number(end.lo80(), main.decimals()),
                    number(end.hi80(), main.decimals()),
                    words.say(
                            end.lo80() >= target.value()
                                    ? "kpi.likely"
                                    : end.hi80() < target.value() ? "kpi.unlikely" : "kpi.uncertain")));
        });
    }
}
