package cn.yunce.assistant.chat;

import cn.yunce.assistant.Assistant.Progress;
import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.wording.Wording;
import java.time.LocalDate;

/**
 * A question, or a part of one, being answered.
 *
 * @param text without personal data
 * @param today the day whose law and data count
 */
record Asked(String text, LocalDate today, Caller caller, Progress progress) {
    Role role() {
        return caller.role();
    }

    /** What the answer is worded in. */
    Wording words() {
        return Wording.of(caller.language());
    }

    /** Tells a step by its key. */
    void step(String key) {
        progress.onStep(words().say("step." + key));
    }

    Asked part(String part) {
        return new Asked(part, today, caller, progress);
    }
}
