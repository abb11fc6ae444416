package cn.yunce.assistant.chat;

import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.metric.MetricSlots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Lets the model say in the catalogue's words what a question asks of the KPIs, where the parser found none of their names. */
public final class SlotFilling {
    private final LanguageModel model;

    SlotFilling(LanguageModel model) {
        this.model = model;
    }

    /** Whether {@link #reword} may give anything. */
    boolean isTuned() {
        return model.isTuned(ModelTask.SLOTS);
    }

    /** The question in the parser's words; empty where the model was not tuned for it or adds a time, a place or a number. */
    Optional<String> reword(String question, KpiGuess.Meant kpis, BooleanSupplier cancelled) {
        if (!isTuned()) {
            return Optional.empty();
        }
        return model.perform(ModelTask.SLOTS, ModelTask.input(question, List.of()), cancelled)
                .flatMap(json -> read(json, question, kpis))
                .map(MetricSlots::question);
    }

    /**
     * With the classifier's KPI where that is certain: it errs less often in what is meant, the model in what is asked of it. Empty where the
     * classifier takes neither for likely, since such a question is open.
     */
    public static Optional<MetricSlots> read(String json, String question, KpiGuess.Meant kpis) {
        return slots(json)
                .filter(slots -> slots.isSaidIn(question) && kpis.isLikely())
                .flatMap(slots -> {
                    List<String> named = slots.kpis();
                    if (named.size() > 1) {
                        return Optional.of(slots)
                                .filter(several -> named.stream().anyMatch(kpis.likely()::contains));
                    }
                    return kpis.certain()
                            .map(slots::of)
                            .or(() -> Optional.of(slots).filter(one -> kpis.isProbably(named.getFirst())));
                });
    }

    /**
     * Whether a query goes before the parser's, which knows the days of a week and errs in KPIs that are described.
     *
     * @param filled what the model's words are read as
     * @param parsed what the question's are
     */
    public static boolean isBetter(Map<String, Object> filled, Map<String, Object> parsed, KpiGuess.Meant kpis) {
        return !filled.equals(parsed)
                && days(filled).equals(days(parsed))
                && keeps("by", "CITY", filled, parsed)
                && keeps("bucket", "NONE", filled, parsed)
                && (kpis.certain().isPresent() || metrics(filled).containsAll(metrics(parsed)));
    }

    /** Whether what the parser read of a field, beside what goes without saying, is read by the model. */
    private static boolean keeps(String field, String unsaid, Map<String, Object> filled, Map<String, Object> parsed) {
        Object read = parsed.getOrDefault(field, unsaid);
        return read.equals(unsaid) || read.equals(filled.get(field));
    }

    private static String days(Map<String, Object> query) {
        return query.get("time") instanceof Map<?, ?> time ? String.valueOf(time.get("days")) : "";
    }

    private static List<?> metrics(Map<String, Object> query) {
        return query.get("metrics") instanceof List<?> metrics ? metrics : List.of();
    }

    private static Optional<MetricSlots> slots(String json) {
        try {
            return Optional.of(MetricSlots.parse(json));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
