package cn.yunce.assistant.metric;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricStore.Cell;
import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.MetricTable.Row;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads what a question needs from the store, and keeps the statements that did. */
final class MetricFacts {
    private final MetricStore store;
    private final CalendarLookup calendar;
    private final MetricQuery query;
    private final LocalDate lastDay;
    private final List<String> statements = new ArrayList<>();

    /** @param lastDay with data */
    MetricFacts(MetricStore store, CalendarLookup calendar, MetricQuery query, LocalDate lastDay) {
        this.store = store;
        this.calendar = calendar;
        this.query = query;
        this.lastDay = lastDay;
    }

    List<String> statements() {
        return List.copyOf(statements);
    }

    /** Rows of the question's period and, where it compares, of the other. */
    List<Row> rows(Level by, Optional<Grain> bucket, List<String> places) {
        MetricTable table = new MetricTable();
        for (Kpi kpi : query.metrics()) {
            Span span = query.time().span();
            table.add(
                    kpi,
                    read(kpi, span, by, bucket, places),
                    divisor(kpi, span, query.time().days()));
            query.time().compare().filter(compare -> bucket.isPresent()).ifPresent(compare -> {
                Grain grain = bucket.orElseThrow();
                if (compare.isOfEach()) {
                    for (Span part : whole(span, grain)) {
                        table.addBefore(
                                kpi,
                                read(kpi, compare.before(part, grain), by, bucket, places),
                                divisor(kpi, span, query.time().days()),
                                date -> compare.after(date, grain));
                    }
                }
            });
            query.time().compare().filter(compare -> bucket.isEmpty()).ifPresent(compare -> {
                Span before = fitting(compare.span());
                Days days = compare.days().orElse(query.time().days());
                table.addBefore(kpi, read(kpi, before, days, by, Optional.empty(), places), divisor(kpi, before, days));
            });
        }
        return table.rows();
    }

    /** The times of a span that are over, and what has gone by of the one that is not: 26 days of November are held to as many. */
    private List<Span> whole(Span span, Grain grain) {
        LocalDate end = lastDay.plusDays(1);
        if (!end.isBefore(span.to()) || !end.isAfter(span.from())) {
            return List.of(span);
        }
        LocalDate start = grain.start(lastDay);
        return start.isAfter(span.from())
                ? List.of(new Span(span.from(), start), new Span(start, end))
                : List.of(new Span(span.from(), end));
    }

    List<Cell> read(Kpi kpi, Span span, Level by, Optional<Grain> bucket, List<String> places) {
        return read(kpi, span, query.time().days(), by, bucket, places);
    }

    private List<Cell> read(Kpi kpi, Span span, Days days, Level by, Optional<Grain> bucket, List<String> places) {
        FactQuery facts = new FactQuery(
                kpi,
                span,
                only(span, days),
                by,
                bucket,
                places,
                query.places().stream()
                        .map(Place::level)
                        .max(Comparator.naturalOrder())
                        .orElse(Level.CITY));
        statements.add(store.explain(facts));
        return store.read(facts);
    }

    /** Of a period that is not over, as many days of the one before; of one before that is not over itself, its days with data. */
    Span fitting(Span before) {
        if (before.to().isAfter(lastDay.plusDays(1)) && !before.from().isAfter(lastDay)) {
            return new Span(before.from(), lastDay.plusDays(1));
        }
        Span span = query.time().span();
        long missing = span.to().isAfter(lastDay.plusDays(1))
                ? span.days() - new Span(span.from(), lastDay.plusDays(1)).days()
                : 0;
        boolean shorten = missing > 0
                && before.days() > missing
                && query.metrics().getFirst().facts() != Kpi.Facts.TARGET_PROGRESS;
        return shorten ? new Span(before.from(), before.to().minusDays(missing)) : before;
    }

    private double divisor(Kpi kpi, Span span, Days days) {
        return query.perDay() && kpi.aggregate() == Kpi.Aggregate.SUM ? days(span, days) : 1;
    }

    private double days(Span span, Days days) {
        LocalDate to = span.to().isAfter(lastDay.plusDays(1)) ? lastDay.plusDays(1) : span.to();
        return only(span, days).map(List::size).map(Integer::doubleValue).orElse((double)
                new Span(span.from(), to).days());
    }

    private Optional<List<LocalDate>> only(Span span, Days days) {
        if (days == Days.ALL) {
            return Optional.empty();
        }
        return Optional.of(span.from()
                .datesUntil(span.to())
                .filter(day -> switch (days) {
                    case ALL -> true;
                    case WORKDAYS -> !calendar.isDayOff(day);
                    case DAYS_OFF -> calendar.isDayOff(day);
                    case WEEKENDS -> day.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
                    case MAKE_UP_WORKDAYS -> calendar.isMakeUpWorkday(day);
                })
                .toList());
    }
}
