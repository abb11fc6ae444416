package cn.yunce.assistant.guardrail;

/**
 * Decides whether a sentence that a model wrote says only what the evidence says. Strict rather than clever: a sentence that is
 * wrongly rejected costs wording, since the quote itself is shown instead; one that is wrongly let through costs trust.
 */
public interface SentenceCheck {

    Verdict check(String sentence, Evidence evidence);

    /** @param reason why it is not supported; empty when it is */
    record Verdict(boolean supported, String reason) {
        static final Verdict SUPPORTED = new Verdict(true, "");

        static Verdict rejected(String reason) {
            return new Verdict(false, reason);
        }
    }

    static SentenceCheck lexical() {
        return new LexicalCheck();
    }
}
