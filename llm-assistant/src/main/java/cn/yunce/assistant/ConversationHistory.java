package cn.yunce.assistant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What accounts asked and were answered, by conversation. A conversation is its account's alone. */
public interface ConversationHistory {

    /**
     * Keeps a turn, with personal data masked.
     *
     * @param question of a conversation, by a caller with an account
     * @return id of the turn
     */
    long add(Question question, Answer answer);

    /** Latest first. */
    List<Conversation> list(String user, int limit);

    /** Oldest first; empty where the account has no such conversation. */
    List<Turn> listTurns(String user, String conversation);

    /** Answers of the conversation's last turns, latest first. */
    List<Answer> listLastAnswers(String user, String conversation, int limit);

    /** @return whether the account had it */
    boolean delete(String user, String conversation);

    /** All of an account's conversations. */
    void deleteAll(String user);

    /** @param title its first question */
    record Conversation(String id, String title, int turns, Instant lastAt) {}

    /** @param feedback what the account said of the answer */
    record Turn(long id, String question, Answer answer, Instant at, Optional<Said> feedback) {}

    /** @param note may be empty */
    record Said(boolean good, String note) {}

    /** Keeps nothing. */
    static ConversationHistory none() {
        return new ConversationHistory() {
            @Override
            public long add(Question question, Answer answer) {
                throw new UnsupportedOperationException("no conversation is kept here");
            }

            @Override
            public List<Conversation> list(String user, int limit) {
                return List.of();
            }

            @Override
            public List<Turn> listTurns(String user, String conversation) {
                return List.of();
            }

            @Override
            public List<Answer> listLastAnswers(String user, String conversation, int limit) {
                return List.of();
            }

            @Override
            public boolean delete(String user, String conversation) {
                return false;
            }

            @Override
            public void deleteAll(String user) {}
        };
    }
}
