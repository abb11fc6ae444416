package cn.yunce.cluster;

import cn.yunce.forecasting.TrainedForecaster;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.LongFormLines;
import cn.yunce.forecasting.model.ForecastEngines;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an executor learns from: sent once to each, learnt from by the first task that needs it. Models stay where they were trained; the same sample
 * trains the same everywhere.
 *
 * @param header of the history's lines
 * @param futureHeader of the regressors' lines; empty without any
 */
record Lesson(ClusterOptions options, boolean nonNegative, String header, String futureHeader, List<SeriesLines> sample)
        implements Serializable {
    /** One at a time: a second one on the same executors is rare, and a panel's models are large. */
    private record Learnt(Lesson lesson, TrainedForecaster trained) {}

    private static Optional<Learnt> last = Optional.empty();

    TrainedForecaster learnt() {
        return learnt(this);
    }

    private static synchronized TrainedForecaster learnt(Lesson lesson) {
        Learnt learnt =
                last.filter(known -> known.lesson().equals(lesson)).orElseGet(() -> new Learnt(lesson, lesson.learn()));
        last = Optional.of(learnt);
        return learnt.trained();
    }

    ClusterForecast.SeriesReader reader() {
        return new ClusterForecast.SeriesReader(
                new LongFormLines(options.input(), header, options.spacing()),
                options.futureInput().map(input -> new LongFormLines(input, futureHeader, options.spacing())),
                options.horizon());
    }

    private TrainedForecaster learn() {
        ClusterForecast.SeriesReader reader = reader();
        List<VolumeSeries> series = sample.stream()
                .map(reader::read)
                .sorted(Comparator.comparing(VolumeSeries::id, new SampleComparator(options.seed())))
                .toList();
        return ForecastEngines.create(options.seed()).learn(series, options.forecastOptions(nonNegative));
    }
}
