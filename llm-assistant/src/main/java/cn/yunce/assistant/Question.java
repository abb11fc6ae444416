package cn.yunce.assistant;

import java.time.LocalDate;
import java.util.Optional;

/**
 * @param text 1..2,000 characters
 * @param asOf the day whose law and data count; today when empty
 * @param conversation earlier turns that this one may refer to
 */
public record Question(String text, Caller caller, Optional<LocalDate> asOf, Optional<String> conversation) {
    public static final int MAX_LENGTH = 2_000;

    /** Of a caller who may see the whole city. */
    public Question(String text, Role role, Optional<LocalDate> asOf, Optional<String> conversation) {
        this(text, Caller.of(role), asOf, conversation);
    }

    public Question {
        text = text.strip();
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "question must have 1.." + MAX_LENGTH + " characters, had " + text.length());
        }
    }
}
