package cn.yunce.assistant.web;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.Assistant;
import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.Question;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One answer on its way to a browser, as events {@code step}, {@code text}, {@code answer} and {@code problem}. A caller that has gone is
 * noticed when the next event cannot be written, at the latest by the heartbeat.
 */
final class AnswerStream implements Assistant.Progress {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerStream.class);
    private static final long TIMEOUT_MILLIS = 120_000;
    private static final long HEARTBEAT_MILLIS = 500;

    private final ConversationHistory history;
    private final SseEmitter emitter = new SseEmitter(TIMEOUT_MILLIS);
    private final AtomicBoolean gone = new AtomicBoolean();
    private final AtomicBoolean done = new AtomicBoolean();

    AnswerStream(ConversationHistory history) {
        this.history = history;
        emitter.onCompletion(() -> gone.set(true));
        emitter.onTimeout(() -> gone.set(true));
        emitter.onError(error -> gone.set(true));
    }

    SseEmitter emitter() {
        return emitter;
    }

    void run(Assistant assistant, Question question) {
        Thread heartbeat = Thread.ofVirtual().name("ask-heartbeat").start(this::beat);
        try {
            Answer answer = assistant.ask(question, this);
            finish("answer", Answered.of(question, answer, history));
        } catch (CancellationException e) {
            LOG.debug("the caller dropped the question");
            done.set(true);
            emitter.complete();
        } catch (RuntimeException e) {
            LOG.error("Question failed", e);
            finish(
                    "problem",
                    ProblemDetail.forStatusAndDetail(
                            HttpStatus.INTERNAL_SERVER_ERROR, "the service could not do that; its log says why"));
        } finally {
            heartbeat.interrupt();
        }
    }

    @Override
    public void onStep(String step) {
        send(SseEmitter.event().name("step").data(Map.of("step", step), MediaType.APPLICATION_JSON));
    }

    @Override
    public void onText(String piece) {
        send(SseEmitter.event().name("text").data(Map.of("piece", piece), MediaType.APPLICATION_JSON));
    }

    @Override
    public boolean cancelled() {
        return gone.get();
    }

    private void finish(String event, Object data) {
        done.set(true);
        send(SseEmitter.event().name(event).data(data, MediaType.APPLICATION_JSON));
        emitter.complete();
    }

    /** A comment that readers skip; while the model reads its prompt nothing else would tell that the caller has gone. */
    private void beat() {
        try {
            while (!gone.get() && !done.get()) {
                Thread.sleep(HEARTBEAT_MILLIS);
                send(SseEmitter.event().comment("working"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(SseEmitter.SseEventBuilder event) {
        if (gone.get()) {
            return;
        }
        try {
            emitter.send(event);
        } catch (IOException | IllegalStateException e) {
            gone.set(true);
        }
    }
}
