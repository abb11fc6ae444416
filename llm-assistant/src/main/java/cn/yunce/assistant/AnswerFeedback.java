package cn.yunce.assistant;

import cn.yunce.assistant.ConversationHistory.Said;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** What accounts say of answers, and what an administrator makes of it: nothing, or a question of an evaluation set. */
public interface AnswerFeedback {
    int MAX_NOTE_LENGTH = 1_000;

    /**
     * Says it of a turn of one's own, instead of what was said before. A review of that begins anew.
     *
     * @throws NoSuchElementException when the account has no such turn
     */
    void say(String user, long turn, Said said);

    /**
     * Takes it back, unless it was reviewed.
     *
     * @throws NoSuchElementException when there is nothing to take back
     */
    void takeBack(String user, long turn);

    /** Latest first. */
    List<Entry> list(Optional<State> state, int limit);

    /**
     * @param expected of a question of an evaluation set; empty to dismiss
     * @throws NoSuchElementException when there is no such entry
     */
    Entry review(long id, Optional<Expected> expected, String by);

    /** What became of it. */
    enum State {
        OPEN,
        DISMISSED,
        QUESTION
    }

    /**
     * @param before the conversation's questions before it, oldest first
     * @param reviewedBy empty until somebody did
     */
    record Entry(
            long id,
            String user,
            Role role,
            List<String> before,
            String question,
            LocalDate asOf,
            Answer answer,
            Said said,
            Instant at,
            State state,
            Optional<Expected> expected,
            Optional<String> reviewedBy) {
        public Entry {
            before = List.copyOf(before);
        }
    }

    /**
     * What a right answer is, as in a question set.
     *
     * @param answerable false where the right answer is a refusal
     * @param gold articles that may be cited, law and number: 快递暂行条例第二十七条
     * @param facts words or numbers with their units that must be said
     */
    record Expected(Route route, boolean answerable, List<String> gold, List<String> facts) {
        private static final int MAX_ENTRIES = 20;
        private static final int MAX_LENGTH = 200;

        public Expected {
            gold = checked("gold", gold);
            facts = checked("facts", facts);
        }

        private static List<String> checked(String name, List<String> entries) {
            if (entries.size() > MAX_ENTRIES) {
                throw new IllegalArgumentException(
                        name + " must have at most " + MAX_ENTRIES + " entries, had " + entries.size());
            }
            for (String entry : entries) {
                if (entry.isBlank() || entry.length() > MAX_LENGTH) {
                    throw new IllegalArgumentException(
                            name + " must be of 1.." + MAX_LENGTH + " characters each, was " + entry.length());
                }
            }
            return List.copyOf(entries);
        }
    }
}
