package cn.yunce.assistant;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each conversation goes on from, kept for those that spoke last. A conversation is its caller's: nobody else goes on with it.
 *
 * @param <T> what is kept
 */
public final class Conversations<T> {
    private static final int MAX_CONVERSATIONS = 1_000;

    private record Key(Caller caller, String conversation) {}

    private final Map<Key, T> last = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, T> eldest) {
            return size() > MAX_CONVERSATIONS;
        }
    });

    /** @param conversation empty for a question of no conversation, which goes on from nothing */
    public Optional<T> find(Caller caller, Optional<String> conversation) {
        return conversation.map(id -> last.get(new Key(caller, id)));
    }

    public void put(Caller caller, Optional<String> conversation, T said) {
        conversation.ifPresent(id -> last.put(new Key(caller, id), said));
    }

    public void remove(Caller caller, Optional<String> conversation) {
        conversation.ifPresent(id -> last.remove(new Key(caller, id)));
    }
}
