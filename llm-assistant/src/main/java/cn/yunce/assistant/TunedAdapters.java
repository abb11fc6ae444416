package cn.yunce.assistant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Adapters that were trained here, for a base model: one of them, or the one that comes with the product, answers (champion); the latest that
 * never did is tried beside it (challenger). What an administrator decides is kept and can be taken back.
 */
public interface TunedAdapters {

    /**
     * Keeps an adapter; one that is kept already gets its new scores.
     *
     * @param gguf what is in its file
     * @param beside the champion that its scores stand beside
     */
    Adapter register(String base, byte[] gguf, Optional<Long> beside, Map<ModelTask, Score> scores, String user);

    /** Newest first. */
    List<Adapter> listAdapters(String base);

    Standing standing(String base);

    /** @throws NoSuchElementException when there is no such adapter */
    byte[] getContent(long adapter);

    /**
     * Lets an adapter answer from now on.
     *
     * @throws NoSuchElementException when there is no such adapter
     * @throws IllegalArgumentException saying what speaks against it
     */
    void promote(long adapter, String user);

    /**
     * Lets the champion before answer again.
     *
     * @throws IllegalArgumentException when the one that comes with the product answers already
     */
    void rollBack(String base, String user);

    /** Newest first. */
    List<Change> listChanges(String base);

    /** Keeps what champion and challenger said to the same live question. */
    void addTrial(Trial trial);

    /** Newest first. */
    List<Trial> listTrials(long challenger, int limit);

    /**
     * What was reached on examples that were not learned from.
     *
     * @param simple without a model
     * @param champion that answered when this was measured
     * @param own of the adapter itself
     */
    record Score(double simple, double champion, double own, int examples) {
        public Score {
            if (examples < 1) {
                throw new IllegalArgumentException("examples must be at least 1, was " + examples);
            }
        }

        /** A task that is done better without a model is not given to one. */
        boolean serves() {
            return own > simple;
        }
    }

    /** @param beside the champion when it was scored; empty for the one that comes with the product */
    record Adapter(
            long id,
            String base,
            String sha256,
            Optional<Long> beside,
            Map<ModelTask, Score> scores,
            String registeredBy,
            Instant registeredAt) {
        public Adapter {
            scores = Map.copyOf(scores);
        }

        /** Those in which it is ahead of no model. */
        public Set<ModelTask> tasks() {
            return scores.entrySet().stream()
                    .filter(entry -> entry.getValue().serves())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }

        /** What speaks against letting it answer instead of the champion of now. */
        public List<Fault> faults(Optional<Long> champion) {
            List<Fault> faults = new ArrayList<>();
            if (!beside.equals(champion)) {
                faults.add(new Fault.OtherChampion(beside, champion));
            }
            if (tasks().isEmpty()) {
                faults.add(new Fault.AheadInNothing());
            }
            new TreeMap<>(scores).forEach((task, score) -> {
                if (score.champion() > score.simple() && score.own() < score.champion()) {
                    faults.add(new Fault.Behind(task, score.champion(), score.own()));
                }
            });
            return faults;
        }
    }

    /** What speaks against an adapter. */
    sealed interface Fault {
        String text();

        /** Its scores stand beside another champion than that of now; empty for the adapter of the product. */
        record OtherChampion(Optional<Long> beside, Optional<Long> champion) implements Fault {
            @Override
            public String text() {
                return "it was scored beside " + named(beside) + ", the champion is " + named(champion);
            }

            private static String named(Optional<Long> adapter) {
                return adapter.map(id -> "adapter " + id).orElse("the adapter of the product");
            }
        }

        record AheadInNothing() implements Fault {
            @Override
            public String text() {
                return "in no task it is ahead of the product without a model";
            }
        }

        record Behind(ModelTask task, double champion, double own) implements Fault {
            @Override
            public String text() {
                return String.format(Locale.ROOT, "%s must be at least %.3f, was %.3f", task, champion, own);
            }
        }
    }

    /**
     * @param champion empty where the adapter of the product answers
     * @param version grows with each change
     */
    record Standing(Optional<Adapter> champion, Optional<Adapter> challenger, long version) {}

    /** @param champion since then; empty for the one of the product */
    record Change(Optional<Long> champion, boolean back, String user, Instant at) {}

    /** @param input with personal data masked */
    record Trial(
            ModelTask task,
            Optional<Long> champion,
            long challenger,
            String input,
            String championSaid,
            String challengerSaid,
            int championMillis,
            int challengerMillis,
            Instant at) {}

    /** Where nothing is registered. */
    static TunedAdapters none() {
        return NoTunedAdapters.INSTANCE;
    }
}
