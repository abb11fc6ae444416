package cn.yunce.assistant.web;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.ConversationHistory;
import cn.yunce.assistant.Question;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer as it is told.
 *
 * @param turn its id in the account's conversation; empty where it is kept nowhere
 */
record Answered(
        @JsonUnwrapped Answer answer,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Long> turn) {
    private static final Logger LOG = LoggerFactory.getLogger(Answered.class);

    /** Keeps the turn of an account's conversation. An answer that can't be kept is told all the same. */
    static Answered of(Question question, Answer answer, ConversationHistory history) {
        if (question.conversation().isEmpty() || question.caller().user().isEmpty()) {
            return new Answered(answer, Optional.empty());
        }
        try {
            return new Answered(answer, Optional.of(history.add(question, answer)));
        } catch (RuntimeException e) {
            LOG.error("An answer could not be kept", e);
            return new Answered(answer, Optional.empty());
        }
    }
}
