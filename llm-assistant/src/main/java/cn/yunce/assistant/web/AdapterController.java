package cn.yunce.assistant.web;

import cn.yunce.assistant.LanguageModelStatus;
import cn.yunce.assistant.ModelTask;
import cn.yunce.assistant.TunedAdapters;
import cn.yunce.assistant.TunedAdapters.Adapter;
import cn.yunce.assistant.TunedAdapters.Change;
import cn.yunce.assistant.TunedAdapters.Fault;
import cn.yunce.assistant.TunedAdapters.Trial;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Which adapter of the language model answers, which is tried beside it, and who decided so. */
@RestController
@RequestMapping("/api/v1/adapters")
class AdapterController {
    private static final int MAX_TRIALS = 1_000;

    private final TunedAdapters adapters;
    private final LanguageModelStatus model;

    AdapterController(TunedAdapters adapters, LanguageModelStatus model) {
        this.adapters = adapters;
        this.model = model;
    }

    /**
     * @param champion empty where the adapter of the product answers, or none
     * @param challenger the one that is tried beside it
     */
    record Adapters(
            String base,
            LanguageModelStatus.State state,
            Optional<Long> champion,
            Optional<Long> challenger,
            List<Judged> adapters,
            List<Change> changes) {}

    /** @param faults what speaks against its answering; empty where nothing does */
    record Judged(Adapter adapter, List<Objection> faults) {}

    /**
     * @param kind name of the record of {@link Fault}
     * @param text in English
     */
    record Objection(String kind, Optional<ModelTask> task, String text) {
        static Objection of(Fault fault) {
            return new Objection(
                    fault.getClass().getSimpleName(),
                    fault instanceof Fault.Behind behind ? Optional.of(behind.task()) : Optional.empty(),
                    fault.text());
        }
    }

    @GetMapping
    Adapters list() {
        TunedAdapters.Standing standing = adapters.standing(model.name());
        Optional<Long> champion = standing.champion().map(Adapter::id);
        return new Adapters(
                model.name(),
                model.state(),
                champion,
                standing.challenger().map(Adapter::id),
                adapters.listAdapters(model.name()).stream()
                        .map(adapter -> new Judged(
                                adapter,
                                champion.equals(Optional.of(adapter.id()))
                                        ? List.of()
                                        : adapter.faults(champion).stream()
                                                .map(Objection::of)
                                                .toList()))
                        .toList(),
                adapters.listChanges(model.name()));
    }

    /** What champion and challenger said to the same questions. */
    @GetMapping("/{adapter}/trials")
    List<Trial> trials(@PathVariable long adapter, @RequestParam(defaultValue = "50") int limit) {
        return adapters.listTrials(adapter, Callers.limit(limit, MAX_TRIALS));
    }

    @PostMapping("/{adapter}/promote")
    Adapters promote(@PathVariable long adapter, HttpServletRequest caller) {
        return decided(() -> adapters.promote(adapter, Callers.of(caller).user()));
    }

    @PostMapping("/rollback")
    Adapters rollBack(HttpServletRequest caller) {
        return decided(() -> adapters.rollBack(model.name(), Callers.of(caller).user()));
    }

    private Adapters decided(Runnable decision) {
        try {
            decision.run();
        } catch (NoSuchElementException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
        }
        return list();
    }
}
