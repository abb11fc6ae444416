package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.period;
import static cn.yunce.assistant.metric.MetricWords.shortName;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** 口径、时间、范围、数据截至: what an answer's numbers stand on. */
final class MetricBasis {
    private final MetricQuery query;
    private final MetricFacts facts;
    private final LocalDate lastDay;
    private final boolean synthetic;

    MetricBasis(MetricQuery query, MetricFacts facts, LocalDate lastDay, boolean synthetic) {
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
                ? "全市"
                : query.places().stream().map(place -> shortName(place.name())).collect(Collectors.joining("、"));
    }

    String text() {
        StringBuilder basis = new StringBuilder("口径：");
        basis.append(query.metrics().stream()
                .map(kpi -> kpi.zh() + "＝" + kpi.definition())
                .collect(Collectors.joining("；")));
        query.metrics()
                .forEach(kpi -> kpi.target()
                        .ifPresent(target -> basis.append("；目标依据《实施方案》").append(target.paragraph())));
        basis.append("｜时间：").append(period(query.time().span()));
        basis.append(query.time().named() ? "" : "（未指定时间，取上一个完整月）");
        basis.append(
                query.time().days() == Days.ALL
                        ? ""
                        : "，只计" + MetricWords.days(query.time().days()));
        query.time()
                .compare()
                .ifPresent(compare -> basis.append("，")
                        .append(compare.kind().zh())
                        .append(" ")
                        .append(period(facts.fitting(compare.span())))
                        .append(lengths(compare)));
        basis.append("｜范围：").append(scope()).append("｜数据截至：").append(lastDay);
        return basis + (synthetic ? "（示例数据）" : "");
    }

    /** What the text says, for people to change and ask again. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(
                "definitions",
                query.metrics().stream()
                        .map(kpi -> Map.of(
                                "id", kpi.id(), "zh", kpi.zh(), "definition", kpi.definition(), "unit", kpi.unit()))
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
        return festival ? "（" + before.days() + " 天，本期 " + span.days() + " 天）" : "";
    }
}
