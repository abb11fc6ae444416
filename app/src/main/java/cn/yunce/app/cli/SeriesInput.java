package cn.yunce.app.cli;

import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.LongForm;
import cn.yunce.forecasting.file.SeriesParts;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of commands that read series in the long form. */
final class SeriesInput {
    private static final long LARGE_BYTES = 64L << 20;
    private static final long PART_BYTES = 16L << 20;
    private static final int MOST_PARTS = 4096;
    /** How many times longer a history is than its gzipped file, about. */
    private static final int GZIPPED = 8;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "历史 history: unique_id,ds,y and more columns as regressors")
    private Path input;

    @Option(names = "--horizon", required = true, paramLabel = "H", description = "预测步数 observations ahead, 1..366")
    private int horizon;

    @Option(
            names = "--season",
            defaultValue = "7",
            paramLabel = "N",
            description = "季节长度 observations in a season, 1 for none (${DEFAULT-VALUE})")
    private int season;

    @Option(
            names = "--freq",
            defaultValue = "D",
            paramLabel = "F",
            description = "间隔 spacing: 10min H D W M Q Y (${DEFAULT-VALUE})")
    private String frequency;

    @Option(
            names = "--future",
            paramLabel = "FILE",
            description = "已知的未来变量 unique_id,ds and the regressors of coming instants; the regression among the models"
                    + " uses those that reach the whole horizon, others are left out with a note; event_factor is what you expect an event"
                    + " to multiply the volume by, 1 for no event")
    private Optional<Path> future = Optional.empty();

    @Option(
            names = "--pool",
            defaultValue = "ALL",
            paramLabel = "POOL",
            description =
                    "模型范围 models that may take part: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}); OWN leaves out what is trained on the whole"
                            + " panel")
    private ModelPool pool;

    ModelPool pool() {
        return pool;
    }

    int horizon() {
        return horizon;
    }

    int season() {
        return season;
    }

    List<VolumeSeries> read() throws IOException {
        Frequency spacing = Frequency.ofCode(frequency);
        LongForm history = LongForm.read(input.toRealPath(), Optional.of(spacing));
        return together(
                history,
                future.isPresent()
                        ? Optional.of(LongForm.readFuture(future.get().toRealPath(), spacing))
                        : Optional.empty());
    }

    /** Parts in which a file of this size is forecast: one unless it is large. */
    int partsBySize() throws IOException {
        Path file = input.toRealPath();
        long bytes = Files.size(file) * (file.toString().endsWith(".gz") ? GZIPPED : 1);
        return bytes < LARGE_BYTES ? 1 : (int) Math.min(MOST_PARTS, bytes / PART_BYTES);
    }

    /** Lays the input out on disk in parts of whole series, each of which can be read by itself. */
    Parts readParts(int count, long seed, Path beside) throws IOException {
        Frequency spacing = Frequency.ofCode(frequency);
        SeriesParts history = SeriesParts.of(input.toRealPath(), spacing, count, seed, beside);
        try {
            return new Parts(
                    history,
                    future.isPresent()
                            ? Optional.of(SeriesParts.ofFuture(future.get().toRealPath(), spacing, count, seed, beside))
                            : Optional.empty());
        } catch (IOException | RuntimeException e) {
            history.close();
            throw e;
        }
    }

    /** The input in parts. */
    final class Parts implements Closeable {
        private final SeriesParts history;
        private final Optional<SeriesParts> coming;

        private Parts(SeriesParts history, Optional<SeriesParts> coming) {
            this.history = history;
            this.coming = coming;
        }

        int count() {
            return history.count();
        }

        boolean isNonNegative() {
            return history.isNonNegative();
        }

        List<VolumeSeries> read(int part) throws IOException {
            return together(
                    history.read(part),
                    coming.isPresent() ? Optional.of(coming.get().read(part)) : Optional.empty());
        }

        /** So many series drawn by chance, or all. */
        List<VolumeSeries> sample(int most) throws IOException {
            List<VolumeSeries> sample = new ArrayList<>();
            for (int part = 0; part < count() && sample.size() < most; part++) {
                sample.addAll(read(part));
            }
            return List.copyOf(sample.subList(0, Math.min(most, sample.size())));
        }

        @Override
        public void close() throws IOException {
            history.close();
            if (coming.isPresent()) {
                coming.get().close();
            }
        }
    }

    private List<VolumeSeries> together(LongForm history, Optional<LongForm> ahead) {
        Map<String, LongForm.Entry> coming = new HashMap<>();
        ahead.ifPresent(regressors ->
                regressors.series().forEach(entry -> coming.put(entry.values().id(), entry)));
        return history.series().stream()
                .map(entry -> entry.withFuture(
                        Optional.ofNullable(coming.get(entry.values().id())), horizon))
                .toList();
    }

    /** Volumes stay at zero or above where the histories do. */
    static boolean isNonNegative(List<VolumeSeries> panel) {
        return panel.stream().allMatch(series -> Arrays.stream(series.toArray()).noneMatch(value -> value < 0));
    }
}
