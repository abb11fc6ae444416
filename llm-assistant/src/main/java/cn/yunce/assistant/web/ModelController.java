package cn.yunce.assistant.web;

import cn.yunce.assistant.ModelChoices;
import cn.yunce.assistant.ModelChoices.Overview;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Which language model answers, and who chose it. */
@RestController
@RequestMapping("/api/v1/model")
class ModelController {
    private final ModelChoices choices;

    ModelController(ModelChoices choices) {
        this.choices = choices;
    }

    /** @param model {@code none}, or the name of one that is offered */
    record Wanted(@Nullable String model) {}

    @GetMapping
    Overview get() {
        return choices.overview();
    }

    /** Returns at once; what is chosen answers when it is ready. */
    @PutMapping
    Overview choose(@RequestBody Wanted wanted, HttpServletRequest caller) {
        try {
            choices.choose(
                    Optional.ofNullable(wanted.model()).orElse(""),
                    Callers.of(caller).user());
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.UNPROCESSABLE_CONTENT, e.getMessage(), e);
        } catch (IllegalStateException e) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, e.getMessage(), e);
        }
        return get();
    }
}
