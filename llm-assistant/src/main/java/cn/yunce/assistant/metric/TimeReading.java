package cn.yunce.assistant.metric;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What a question says about time. */
public sealed interface TimeReading {

    /**
     * @param yearBefore what 同比 compares with
     * @param previous what 环比 compares with
     * @param compare the comparison that the question asks for
     * @param named false where the question names no time and the last complete month stands in
     * @param phrase the words that name the time; empty when {@code named} is false
     */
    record Period(
            Span span,
            Grain grain,
            Days days,
            Span yearBefore,
            Span previous,
            Optional<Compare> compare,
            boolean named,
            String phrase)
            implements TimeReading {

        /** One period of two that follow each other: 8月和9月每天. */
        Period joined() {
            return compare.filter(other -> other.days().isEmpty())
                    .map(Compare::span)
                    .filter(other ->
                            other.from().equals(span.to()) || other.to().equals(span.from()))
                    .map(other -> {
                        Span both = other.from().equals(span.to())
                                ? new Span(span.from(), other.to())
                                : new Span(other.from(), span.to());
                        Found found = Found.days(both).orElseThrow();
                        return new Period(
                                both,
                                grain,
                                days,
                                both.yearBefore(),
                                found.previous(),
                                Optional.empty(),
                                named,
                                phrase);
                    })
                    .orElse(this);
        }

        /** The one that {@code yearBefore} is. */
        Period yearBack() {
            return new Period(
                    yearBefore,
                    grain,
                    days,
                    yearBefore.yearBefore(),
                    previous.yearBefore(),
                    Optional.empty(),
                    true,
                    phrase);
        }

        /** The one that {@code previous} is. */
        Period back() {
            LocalDate from = previous.from();
            boolean months = from.getDayOfMonth() == 1 && previous.to().getDayOfMonth() == 1;
            Span beforeThat = new Span(
                    months
                            ? from.minusMonths(ChronoUnit.MONTHS.between(from, previous.to()))
                            : from.minusDays(previous.days()),
                    from);
            return new Period(previous, grain, days, previous.yearBefore(), beforeThat, Optional.empty(), true, phrase);
        }

        /** With the period before or with that of the year before. */
        Period compared(Compare.Kind kind) {
            return comparedWith(new Compare(kind, kind == Compare.Kind.PREVIOUS ? previous : yearBefore));
        }

        Period comparedWith(Compare other) {
            return new Period(span, grain, days, yearBefore, previous, Optional.of(other), named, phrase);
        }
    }

    /** Several periods are meant equally well, or none that the calendar has; {@code choices} may be asked instead. */
    record Unclear(String phrase, String reason, List<String> choices) implements TimeReading {
        public Unclear {
            choices = List.copyOf(choices);
        }
    }
}
