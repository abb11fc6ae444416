package cn.yunce.assistant.chat;

import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.metric.MetricSlots;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Lets the model say in the catalogue's words what a question asks of the KPIs, where the parser found none of their names. */
final class SlotFilling {
    private final LanguageModel model;

    SlotFilling(LanguageModel model) {
        this.model = model;
    }

    /** The question in the parser's words; empty where the model was not tuned for it or adds a time, a place or a number. */
    Optional<String> reword(String question, BooleanSupplier cancelled) {
        if (!model.isTuned(ModelTask.SLOTS)) {
            return Optional.empty();
        }
        return model.perform(ModelTask.SLOTS, ModelTask.input(question, List.of()), cancelled)
                .flatMap(SlotFilling::slots)
                .filter(slots -> slots.isSaidIn(question))
                .map(MetricSlots::question);
    }

    private static Optional<MetricSlots> slots(String json) {
        try {
            return Optional.of(MetricSlots.parse(json));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
