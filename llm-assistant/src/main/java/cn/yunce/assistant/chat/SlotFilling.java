package cn.yunce.assistant.chat;

import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.metric.MetricSlots;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Lets the model say in the catalogue's words what a question asks of the KPIs, where the parser found none of their names. */
public final class SlotFilling {
    private final LanguageModel model;

    SlotFilling(LanguageModel model) {
        this.model = model;
    }

    /** The question in the parser's words; empty where the model was not tuned for it or adds a time, a place or a number. */
    Optional<String> reword(String question, KpiGuess.Meant kpis, BooleanSupplier cancelled) {
        if (!model.isTuned(ModelTask.SLOTS)) {
            return Optional.empty();
        }
        return model.perform(ModelTask.SLOTS, ModelTask.input(question, List.of()), cancelled)
                .flatMap(json -> read(json, question, kpis))
                .map(MetricSlots::question);
    }

    /** With the classifier's KPI where that is certain: it errs less often in what is meant, the model in what is asked of it. */
    public static Optional<MetricSlots> read(String json, String question, KpiGuess.Meant kpis) {
        return slots(json)
                .filter(slots -> slots.isSaidIn(question) && !kpis.likely().isEmpty())
                .map(slots -> slots.kpis().size() > 1
                        ? slots
                        : kpis.certain().map(slots::of).orElse(slots));
    }

    private static Optional<MetricSlots> slots(String json) {
        try {
            return Optional.of(MetricSlots.parse(json));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
