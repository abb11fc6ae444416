package cn.yunce.assistant.web;

import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.Question;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/api/v1/ask")
class AskController {
    private static final int MAX_CONVERSATION = 100;

    private final Assistant assistant;
    private final ConversationHistory history;

    AskController(Assistant assistant, ConversationHistory history) {
        this.assistant = assistant;
        this.history = history;
    }

    /**
     * @param asOf the day whose law and data count; today without it
     * @param conversation id that the caller chose for a series of questions
     */
    record Request(
            @NotBlank(message = "must be a question of 1..2000 characters")
            @Size(max = Question.MAX_LENGTH, message = "must have at most 2000 characters")
            @Nullable
            String question,

            @Nullable LocalDate asOf,

            @Size(max = MAX_CONVERSATION, message = "must have at most 100 characters") @Nullable
            String conversation) {

        Question by(Caller caller) {
            return new Question(
                    Optional.ofNullable(question).orElse(""),
                    caller,
                    Optional.ofNullable(asOf),
                    Optional.ofNullable(conversation));
        }
    }

    @PostMapping
    Answered ask(@Valid @RequestBody Request request, HttpServletRequest caller) {
        Question question = request.by(Callers.of(caller));
        return Answered.of(question, assistant.ask(question), history);
    }

    /** The answer as server-sent events; dropping the request stops the work. */
    @PostMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@Valid @RequestBody Request request, HttpServletRequest caller) {
        AnswerStream stream = new AnswerStream(history);
        Question question = request.by(Callers.of(caller));
        Thread.ofVirtual().name("ask").start(() -> stream.run(assistant, question));
        return stream.emitter();
    }
}
