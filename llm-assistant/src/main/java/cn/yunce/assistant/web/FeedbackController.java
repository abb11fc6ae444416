package cn.yunce.assistant.web;

import cn.yunce.assistant.AnswerFeedback;
import cn.yunce.assistant.AnswerFeedback.Entry;
import cn.yunce.assistant.AnswerFeedback.Expected;
import cn.yunce.assistant.AnswerFeedback.State;
import cn.yunce.assistant.ConversationHistory.Said;
import cn.yunce.assistant.Route;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.json.JsonMapper;

/** What people say of answers, and its review. */
@RestController
@RequestMapping("/api/v1/feedback")
class FeedbackController {
    private static final int MAX_LIST = 1_000;

    private final AnswerFeedback feedback;

    FeedbackController(AnswerFeedback feedback) {
        this.feedback = feedback;
    }

    record Saying(
            @Nullable Boolean good,

            @Size(max = AnswerFeedback.MAX_NOTE_LENGTH, message = "must have at most 1000 characters") @Nullable
            String note) {
        Said said() {
            if (good == null) {
                throw new IllegalArgumentException("good must be true or false, was missing");
            }
            return new Said(good, Optional.ofNullable(note).orElse("").strip());
        }
    }

    @PutMapping("/turns/{turn}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void say(@PathVariable long turn, @Valid @RequestBody Saying saying, HttpServletRequest caller) {
        orProblem(() -> {
            feedback.say(Callers.of(caller).user(), turn, saying.said());
            return turn;
        });
    }

    @DeleteMapping("/turns/{turn}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void takeBack(@PathVariable long turn, HttpServletRequest caller) {
        orProblem(() -> {
            feedback.takeBack(Callers.of(caller).user(), turn);
            return turn;
        });
    }

    @GetMapping
    List<Entry> list(@RequestParam Optional<State> state, @RequestParam(defaultValue = "200") int limit) {
        return feedback.list(state, Callers.limit(limit, MAX_LIST));
    }

    /** @param answerable whether it has an answer; null: the entry is dismissed, and the rest is not read */
    record Verdict(
            @Nullable Boolean answerable,
            @Nullable Route route,
            @Nullable List<String> gold,
            @Nullable List<String> facts) {
        Optional<Expected> expected() {
            if (answerable == null) {
                return Optional.empty();
            }
            if (route == null) {
                throw new IllegalArgumentException("route must be given for a question, was missing");
            }
            return Optional.of(new Expected(
                    route,
                    answerable,
                    Optional.ofNullable(gold).orElse(List.of()),
                    Optional.ofNullable(facts).orElse(List.of())));
        }
    }

    @PostMapping("/{id}/review")
    Entry review(@PathVariable long id, @RequestBody Verdict verdict, HttpServletRequest caller) {
        return orProblem(
                () -> feedback.review(id, verdict.expected(), Callers.of(caller).user()));
    }

    /** The entries that became questions, a line each, as {@code ./yunce eval} reads them. */
    @GetMapping(path = "/questions.jsonl", produces = "application/x-ndjson;charset=UTF-8")
    String questions() {
        return feedback.list(Optional.of(State.QUESTION), Integer.MAX_VALUE).reversed().stream()
                .flatMap(entry -> entry.expected().map(expected -> line(entry, expected)).stream())
                .map(line -> JsonMapper.shared().writeValueAsString(line) + "\n")
                .collect(Collectors.joining());
    }

    private static Map<String, Object> line(Entry entry, Expected expected) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("id", "feedback-" + entry.id());
        line.put("persona", entry.role().name().toLowerCase(Locale.ROOT));
        if (!entry.before().isEmpty()) {
            line.put("before", entry.before());
        }
        line.put("question", entry.question());
        line.put("as_of", entry.asOf().toString());
        line.put("route", expected.route().name());
        line.put("gold", expected.gold());
        line.put("facts", expected.facts());
        line.put("answerable", expected.answerable());
        return line;
    }

    private static <T> T orProblem(Supplier<T> work) {
        try {
            return work.get();
        } catch (NoSuchElementException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }
}
