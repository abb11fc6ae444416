package cn.yunce.app.cli;

import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.LongForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.Option;

/** The options of commands that read series in the long form. */
final class SeriesInput {
    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

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

    int horizon() {
        return horizon;
    }

    int season() {
        return season;
    }

    List<VolumeSeries> read() throws IOException {
        Frequency spacing = Frequency.ofCode(frequency);
        LongForm history = LongForm.read(input.toRealPath(), Optional.of(spacing));
        Map<String, LongForm.Entry> coming = new HashMap<>();
        if (future.isPresent()) {
            LongForm.readFuture(future.get().toRealPath(), spacing)
                    .series()
                    .forEach(entry -> coming.put(entry.values().id(), entry));
        }
        return history.series().stream()
                .map(entry -> withRegressors(
                        entry, Optional.ofNullable(coming.get(entry.values().id()))))
                .toList();
    }

    private VolumeSeries withRegressors(LongForm.Entry entry, Optional<LongForm.Entry> coming) {
        VolumeSeries series = entry.values();
        Map<String, double[]> columns = new LinkedHashMap<>();
        Map<String, VolumeSeries> future =
                coming.map(LongForm.Entry::regressors).orElseGet(Map::of);
        Set<String> names = new LinkedHashSet<>(entry.regressors().keySet());
        names.addAll(future.keySet());
        for (String name : names) {
            double[] ahead = Optional.ofNullable(future.get(name))
                    .map(values -> ahead(series, values))
                    .orElseGet(() -> new double[0]);
            double[] column = new double[series.size() + ahead.length];
            Arrays.fill(column, Double.NaN);
            VolumeSeries past = entry.regressors().get(name);
            if (past != null) {
                System.arraycopy(past.toArray(), 0, column, 0, series.size());
            }
            System.arraycopy(ahead, 0, column, series.size(), ahead.length);
            columns.put(name, column);
        }
        return series.withRegressors(columns);
    }

    /** The horizon's values, as far as they are given without a gap. */
    private double[] ahead(VolumeSeries series, VolumeSeries regressor) {
        Map<LocalDateTime, Double> byInstant = new HashMap<>();
        for (int t = 0; t < regressor.size(); t++) {
            byInstant.put(regressor.instant(t), regressor.value(t));
        }
        return IntStream.range(0, horizon)
                .mapToDouble(h -> byInstant.getOrDefault(series.instant(series.size() + h), Double.NaN))
                .takeWhile(value -> !Double.isNaN(value))
                .toArray();
    }

    /** Volumes stay at zero or above where the histories do. */
    static boolean isNonNegative(List<VolumeSeries> panel) {
        return panel.stream().allMatch(series -> Arrays.stream(series.toArray()).noneMatch(value -> value < 0));
    }

    /** A date, with the time of day where it has one. */
    static String text(LocalDateTime instant) {
        return instant.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? instant.toLocalDate().toString()
                : INSTANT.format(instant);
    }
}
