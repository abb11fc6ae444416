package cn.yunce.assistant;

import cn.yunce.assistant.LanguageModelStatus.State;
import cn.yunce.assistant.ModelChoiceLog.Choice;
import java.util.List;
import java.util.Optional;

/** Which language model answers, and which may. */
public interface ModelChoices {
    Overview overview();

    /**
     * Lets another model answer: it is fetched and loaded in the background, and until it is ready the one before answers. One that cannot be
     * loaded changes nothing.
     *
     * @param model {@code none}, or the name of one that is offered
     * @throws IllegalArgumentException naming those that are offered
     * @throws IllegalStateException when the configuration has fixed the model
     */
    void choose(String model, String user);

    /**
     * @param fixed by {@code YUNCE_MODEL}
     * @param answers name of the model, {@code none} without one
     * @param coming the one that is being fetched or loaded, which is not the one that answers
     * @param failure why the model chosen last does not answer
     * @param choices newest first
     */
    record Overview(
            boolean fixed,
            String answers,
            State state,
            Optional<String> coming,
            Optional<Failure> failure,
            List<Offer> offers,
            List<Choice> choices) {
        public Overview {
            offers = List.copyOf(offers);
            choices = List.copyOf(choices);
        }
    }

    record Failure(String model, String reason) {}

    /**
     * A model that may be chosen.
     *
     * @param bytes of its file
     * @param fetched how many of them are here
     */
    record Offer(String name, String title, String licence, long bytes, long fetched) {
        public Offer {
            if (bytes < 1 || fetched < 0) {
                throw new IllegalArgumentException(
                        "bytes must be at least 1 and fetched at least 0, were " + bytes + " and " + fetched);
            }
        }
    }
}
