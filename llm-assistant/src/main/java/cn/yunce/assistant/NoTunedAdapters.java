package cn.yunce.assistant;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Keeps nothing. */
enum NoTunedAdapters implements TunedAdapters {
    INSTANCE;

    @Override
    public Adapter register(
            String base, byte[] gguf, Optional<Long> beside, Map<ModelTask, Score> scores, String user) {
        throw new IllegalStateException("no adapter is kept here");
    }

    @Override
    public List<Adapter> listAdapters(String base) {
        return List.of();
    }

    @Override
    public Standing standing(String base) {
        return new Standing(Optional.empty(), Optional.empty(), 0);
    }

    @Override
    public byte[] getContent(long adapter) {
        throw new NoSuchElementException("there is no adapter " + adapter);
    }

    @Override
    public void promote(long adapter, String user) {
        throw new NoSuchElementException("there is no adapter " + adapter);
    }

    @Override
    public void rollBack(String base, String user) {
        throw new IllegalArgumentException("the adapter of the product answers already");
    }

    @Override
    public List<Change> listChanges(String base) {
        return List.of();
    }

    @Override
    public void addTrial(Trial trial) {}

    @Override
    public List<Trial> listTrials(long challenger, int limit) {
        return List.of();
    }
}
