package cn.yunce.assistant.web;

import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.ConversationHistory.Conversation;
import cn.yunce.assistant.ConversationHistory.Turn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The caller's own conversations. */
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationController {
    private static final int MAX_LIST = 1_000;

    private final ConversationHistory history;

    ConversationController(ConversationHistory history) {
        this.history = history;
    }

    @GetMapping
    List<Conversation> list(@RequestParam(defaultValue = "50") int limit, HttpServletRequest caller) {
        return history.list(Callers.of(caller).user(), Callers.limit(limit, MAX_LIST));
    }

    @GetMapping("/{id}")
    List<Turn> get(@PathVariable String id, HttpServletRequest caller) {
        List<Turn> turns = history.listTurns(Callers.of(caller).user(), id);
        if (turns.isEmpty()) {
            throw missing();
        }
        return turns;
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id, HttpServletRequest caller) {
        if (!history.delete(Callers.of(caller).user(), id)) {
            throw missing();
        }
    }

    private static ResponseStatusException missing() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "there is no such conversation of yours");
    }
}
