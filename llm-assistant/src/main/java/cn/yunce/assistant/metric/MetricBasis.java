package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.shortName;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/** 口径、时间、范围、数据截至: what an answer's numbers stand on. */
final class MetricBasis {
    /** Months and quarters differ by as many days without being told so. */
    private static final int LIKE_MONTHS = 3;

    private final MetricQuery query;
    private final MetricFacts facts;
    private final LocalDate lastDay;
    private final boolean synthetic;
    private final MetricWords words;

    MetricBasis(MetricQuery query, MetricFacts facts, LocalDate lastDay, boolean synthetic, MetricWords words) {
        this.words = words;
        this.query = query;
        this.facts = facts;
        this.lastDay = lastDay;
        this.synthetic = synthetic;
    }

    LocalDate lastDay() {
        return lastDay;
    }

    String scope() {
        return query.places().isEmpty()
                ? words.say("city")
                : words.wording()
                        .list(query.places().stream()
                                .map(place -> shortName(place.name()))
                                .toList());
    }

    String text() {
        StringBuilder definitions = new StringBuilder(String.join(
                words.say("semicolon"),
                query.metrics().stream()
                        .map(kpi -> words.say("basis.definition", words.name(kpi), words.definition(kpi)))
                        .toList()));
        query.metrics()
                .forEach(kpi -> kpi.target()
                        .ifPresent(target ->
                                definitions.append(words.say("basis.target", words.paragraph(target.paragraph())))));
        StringBuilder period = new StringBuilder(words.period(query.time().span()));
        boolean streak = query.show() == MetricQuery.Show.RISING || query.show() == MetricQuery.Show.FALLING;
        period.append(query.time().named() || streak ? "" : words.say("basis.unnamed"));
        period.append(
                query.time().days() == Days.ALL
                        ? ""
                        : words.say("basis.days", words.days(query.time().days())));
        query.time()
                .compare()
                .filter(compare -> query.bucket().isEmpty() || !compare.isOfEach())
                .ifPresent(compare -> period.append(words.say(
                                "basis.compare",
                                words.compared(compare),
                                words.period(facts.fitting(compare.span()))
                                        + compare.days()
                                                .map(days -> words.say("basis.days", words.days(days)))
                                                .orElse("")))
                        .append(lengths(compare)));
        query.time()
                .compare()
                .filter(compare -> query.bucket().isPresent() && compare.isOfEach())
                .ifPresent(compare -> period.append(
                        words.say("basis.each", words.compared(compare), words.say("before." + compare.kind()))));
        return words.say("basis.text", definitions, period, scope(), lastDay) + (synthetic ? words.say("sample") : "");
    }

    /** What the text says, for people to change and ask again. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "definitions",
                query.metrics().stream()
                        .map(kpi -> Map.of(
                                "id", kpi.id(),
                                "zh", kpi.zh(),
                                "en", kpi.en(),
                                "definition", words.definition(kpi),
                                "unit", kpi.unit()))
                        .toList());
        fields.put("from", query.time().span().from().toString());
        fields.put("to", query.time().span().to().toString());
        fields.put("scope", scope());
        fields.put("dataUntil", lastDay.toString());
        fields.put("synthetic", synthetic);
        return fields;
    }

    /** Said where the two periods differ in length, as sums then compare badly. */
    private String lengths(Compare compare) {
        Span span = query.time().span();
        Span before = facts.fitting(compare.span());
        boolean festival = query.time().grain() == Grain.DAY
                && span.days() != before.days()
                && span.last().isBefore(lastDay);
        boolean apart = compare.kind() == Compare.Kind.NAMED
                && Math.abs(span.days() - before.days()) > LIKE_MONTHS
                && span.last().isBefore(lastDay);
        return festival || apart ? words.say("basis.lengths", before.days(), span.days()) : "";
    }
}
