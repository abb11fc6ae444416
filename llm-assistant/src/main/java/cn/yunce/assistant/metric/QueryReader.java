package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Condition;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricQuery.Test;
import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.TimeReading.Period;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads queries as {@link MetricQuery#toMap} writes them. */
final class QueryReader {
    private static final int MOST_DAYS = 3_700;
    private static final int MOST_KPIS = 6;
    private static final int MOST_ROWS = 200;

    private final Map<?, ?> fields;
    private final KpiCatalogue catalogue;
    private final List<Place> known;

    QueryReader(Map<?, ?> fields, KpiCatalogue catalogue, List<Place> known) {
        this.fields = fields;
        this.catalogue = catalogue;
        this.known = known;
    }

    /** @throws IllegalArgumentException naming the field, what was expected and what was found */
    MetricQuery read() {
        List<Kpi> metrics = texts(fields, "metrics").stream().map(this::kpi).toList();
        if (metrics.isEmpty() || metrics.size() > MOST_KPIS) {
            throw bad("metrics", "1 to " + MOST_KPIS + " ids of KPIs", metrics.size());
        }
        Show show = constant(Show.class, fields, "show", Show.VALUES);
        Order order = constant(Order.class, fields, "order", Order.NONE);
        Period time = time(show == Show.WHY || order.isOfChange());
        String bucket = text(fields, "bucket", "NONE");
        Optional<Grain> grain = bucket.equals("NONE")
                ? Optional.empty()
                : Optional.of(constant(Grain.class, fields, "bucket", Grain.DAY));
        if (show == Show.PROGRESS && metrics.getFirst().target().isEmpty()) {
            throw bad("show", "another than PROGRESS for a KPI without a target", show);
        }
        return new MetricQuery(
                metrics,
                constant(Level.class, fields, "by", Level.CITY),
                grain,
                texts(fields, "places").stream().map(this::place).toList(),
                time,
                order,
                limit(),
                texts(fields, "conditions").stream().map(this::condition).toList(),
                flag("withinCounty"),
                show,
                flag("perDay"),
                flag("eachKpi"));
    }

    /** @param compared whether the question makes no sense without another period */
    private Period time(boolean compared) {
        if (!(fields.get("time") instanceof Map<?, ?> time)) {
            throw bad("time", "{from, to}", fields.get("time"));
        }
        Span span = span(time, "time");
        Span previous = Found.before(span.to(), Math.toIntExact(span.days()))
                .orElseThrow()
                .previous();
        Optional<Compare> compare = Optional.empty();
        if (time.get("compare") instanceof Map<?, ?> against) {
            Compare.Kind kind = constant(Compare.Kind.class, against, "kind", Compare.Kind.NAMED);
            compare = Optional.of(new Compare(
                    kind,
                    switch (kind) {
                        case YEAR_ON_YEAR -> span.yearBefore();
                        case PREVIOUS -> previous(span);
                        case NAMED -> span(against, "time.compare");
                    },
                    against.get("days") == null
                            ? Optional.empty()
                            : Optional.of(constant(Days.class, against, "days", Days.ALL))));
        }
        if (compared && compare.isEmpty()) {
            compare = Optional.of(new Compare(Compare.Kind.PREVIOUS, previous(span)));
        }
        return new Period(
                span,
                constant(Grain.class, time, "grain", Grain.DAY),
                constant(Days.class, time, "days", Days.ALL),
                span.yearBefore(),
                previous,
                compare,
                true,
                "");
    }

    /** Whole months against as many months before, other periods against as many days. */
    private static Span previous(Span span) {
        boolean months = span.from().getDayOfMonth() == 1 && span.to().getDayOfMonth() == 1;
        return (months ? Found.whole(span, Grain.MONTH) : Found.days(span))
                .orElseThrow()
                .previous();
    }

    private static Span span(Map<?, ?> time, String field) {
        LocalDate from = date(time, field, "from");
        LocalDate to = date(time, field, "to");
        if (!from.isBefore(to) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw bad(field, "from before to, at most " + MOST_DAYS + " days", from + " .. " + to);
        }
        return new Span(from, to);
    }

    private static LocalDate date(Map<?, ?> time, String field, String side) {
        try {
            return LocalDate.parse(String.valueOf(time.get(side)));
        } catch (DateTimeParseException e) {
            throw bad(field + "." + side, "a date like 2026-10-01", time.get(side));
        }
    }

    private Kpi kpi(String id) {
        return catalogue.findKpi(id).orElseThrow(() -> bad("metrics", "ids of the catalogue", id));
    }

    private Place place(String name) {
        List<Place> meant = Stream.concat(known.stream(), Stream.of(Place.VILLAGES))
                .filter(place -> place.name().equals(name)
                        || place.id().equals(name)
                        || MetricWords.shortName(place.name()).equals(name))
                .toList();
        if (meant.isEmpty()) {
            throw bad("places", "names or ids of the network's places", name);
        }
        if (meant.size() > 1) {
            throw bad("places", "names that one place alone has, or ids", name);
        }
        return meant.getFirst();
    }

    private Condition condition(String text) {
        String[] parts = text.split(" ", -1);
        if (parts.length < 2) {
            throw bad("conditions", "texts like \"onTimeRate BELOW 96\"", text);
        }
        Test test = constant(Test.class, Map.of("conditions", parts[1]), "conditions", Test.ABOVE);
        try {
            return new Condition(kpi(parts[0]), test, test.isOfNumber() ? Double.parseDouble(parts[2]) : 0);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw bad("conditions", "a number after " + test, text);
        }
    }

    private OptionalInt limit() {
        if (fields.get("limit") == null) {
            return OptionalInt.empty();
        }
        if (fields.get("limit") instanceof Integer limit && limit >= 1 && limit <= MOST_ROWS) {
            return OptionalInt.of(limit);
        }
        throw bad("limit", "1.." + MOST_ROWS, fields.get("limit"));
    }

    private boolean flag(String field) {
        Object value = fields.get(field);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw bad(field, "true or false", value);
    }

    private static String text(Map<?, ?> fields, String field, String otherwise) {
        Object value = fields.get(field);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw bad(field, "text", value);
    }

    private static List<String> texts(Map<?, ?> fields, String field) {
        Object value = fields.get(field);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            List<String> texts = new ArrayList<>();
            list.forEach(text -> texts.add((String) text));
            return texts;
        }
        throw bad(field, "a list of texts", value);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, Map<?, ?> fields, String field, E otherwise) {
        String value = text(fields, field, otherwise.name());
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseThrow(() -> bad(field, "one of " + Arrays.toString(type.getEnumConstants()), value));
    }

    private static IllegalArgumentException bad(String field, String expected, @Nullable Object found) {
        String shown = String.valueOf(found).replaceAll("\\p{Cntrl}", " ");
        return new IllegalArgumentException("query, " + field + ": expected " + expected + ", found "
                + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown));
    }
}
