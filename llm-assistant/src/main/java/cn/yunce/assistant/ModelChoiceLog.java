package cn.yunce.assistant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Port: which language models administrators chose. The last choice is in force. */
public interface ModelChoiceLog {
    void add(String model, String user);

    /** Newest first. */
    List<Choice> listChoices(int limit);

    default Optional<Choice> findLast() {
        return listChoices(1).stream().findFirst();
    }

    /** @param model a name of the manifest, or {@code none} */
    record Choice(long id, String model, String user, Instant at) {
        public Choice {
            if (model.isBlank()) {
                throw new IllegalArgumentException("model must be none or a name of the manifest, was blank");
            }
        }
    }
}
