package cn.yunce.assistant.metric;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A period that a phrase names, with what 同比 and 环比 compare it with. */
record Found(Span span, Grain grain, Span yearBefore, Span previous) {

    static Optional<Found> before(LocalDate asOf, int count) {
        return days(new Span(asOf.minusDays(count), asOf));
    }

    static Optional<Found> months(LocalDate asOf, int count, Grain grain) {
        LocalDate to = asOf.withDayOfMonth(1);
        return whole(new Span(to.minusMonths(count), to), grain);
    }

    static Optional<Found> days(Span span) {
        return Optional.of(new Found(
                span, Grain.DAY, span.yearBefore(), new Span(span.from().minusDays(span.days()), span.from())));
    }

    static Optional<Found> shifted(Span span, Grain grain, Period unit) {
        return Optional.of(new Found(
                span,
                grain,
                span.yearBefore(),
                new Span(span.from().minus(unit), span.to().minus(unit))));
    }

    /** Whole calendar units: what comes before is as many months. */
    static Optional<Found> whole(Span span, Grain grain) {
        long months = ChronoUnit.MONTHS.between(span.from(), span.to());
        return Optional.of(
                new Found(span, grain, span.yearBefore(), new Span(span.from().minusMonths(months), span.from())));
    }

    static Optional<Found> yearly(Span span, Grain grain) {
        return Optional.of(new Found(span, grain, span.yearBefore(), span.yearBefore()));
    }

    static Optional<Found> toDate(LocalDate first, LocalDate last, Period unit) {
        Span span = Span.through(first, last);
        return Optional.of(
                new Found(span, Grain.DAY, span.yearBefore(), Span.through(first.minus(unit), last.minus(unit))));
    }
}
