package cn.yunce.assistant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What each conversation goes on from, kept for those that spoke last. A conversation is its caller's: nobody else goes on with it.
 * Of one that is not in memory, as after a restart, it is found in the answers that were kept.
 *
 * @param <T> what is kept
 */
public final class Conversations<T> {
    private static final int MAX_CONVERSATIONS = 1_000;
    /** What lies farther back is not gone on from. */
    private static final int MAX_ANSWERS = 20;

    /** What is gone on from after these answers, latest first. */
    public interface Reader<T> {
        Optional<T> read(List<Answer> latestFirst);
    }

    private final ConversationHistory history;
    private final Reader<T> reader;

    public Conversations(ConversationHistory history, Reader<T> reader) {
        this.history = history;
        this.reader = reader;
    }

    private record Key(Caller caller, String conversation) {
        /** A conversation goes on in another language. */
        static Key of(Caller caller, String conversation) {
            return new Key(caller.in(Language.CHINESE), conversation);
        }
    }

    private final Map<Key, T> last = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, T> eldest) {
            return size() > MAX_CONVERSATIONS;
        }
    });

    /** @param conversation empty for a question of no conversation, which goes on from nothing */
    public Optional<T> find(Caller caller, Optional<String> conversation) {
        return conversation.flatMap(
                id -> Optional.ofNullable(last.get(Key.of(caller, id))).or(() -> kept(caller, id)));
    }

    private Optional<T> kept(Caller caller, String conversation) {
        if (caller.user().isEmpty()) {
            return Optional.empty();
        }
        Optional<T> found = reader.read(history.listLastAnswers(caller.user(), conversation, MAX_ANSWERS));
        found.ifPresent(said -> last.put(Key.of(caller, conversation), said));
        return found;
    }

    public void put(Caller caller, Optional<String> conversation, T said) {
        conversation.ifPresent(id -> last.put(Key.of(caller, id), said));
    }

    public void remove(Caller caller, Optional<String> conversation) {
        conversation.ifPresent(id -> last.remove(Key.of(caller, id)));
    }
}
