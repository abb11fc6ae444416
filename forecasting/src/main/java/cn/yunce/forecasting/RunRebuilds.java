package cn.yunce.forecasting;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes the forecasts of past runs again, from what those runs knew. */
public interface RunRebuilds {

    /**
     * Forecasts again what the run forecast, from its own input, whatever was loaded or corrected since.
     *
     * @param progress gets a line now and then
     * @return empty when there is no such run, or its input is not kept: it ran before inputs were, or was forgotten
     */
    Optional<Rebuild> rebuild(long runId, Consumer<String> progress);

    /**
     * What came out.
     *
     * @param nodes as made again, in the order of their id
     * @param lines as made again, in the order of day and line
     * @param differences a line for each series or line-day that is not, to the last bit, what the run stored; empty when all are
     */
    record Rebuild(long runId, List<SeriesForecast> nodes, List<LineForecast> lines, List<String> differences) {
        public Rebuild {
            nodes = List.copyOf(nodes);
            lines = List.copyOf(lines);
            differences = List.copyOf(differences);
        }
    }
}
