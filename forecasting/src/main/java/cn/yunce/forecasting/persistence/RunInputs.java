package cn.yunce.forecasting.persistence;

import java.util.Optional;

/** What runs knew, as they knew it: later corrections of volumes do not reach it. */
public interface RunInputs {

    /** Replaces the run's input. */
    void save(long runId, RunInput input);

    /** Equal to what was saved, to the bit. */
    Optional<RunInput> find(long runId);
}
