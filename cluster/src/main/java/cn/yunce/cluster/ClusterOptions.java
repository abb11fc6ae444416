package cn.yunce.cluster;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.domain.Frequency;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * What to forecast.
 *
 * @param input long form unique_id,ds,y with a header, plain or gzipped: a file, a folder of them or a pattern, of any file system that Spark reads
 * @param future regressors of coming instants, the same; an empty text for none
 * @param horizon observations ahead
 * @param season observations in a season
 * @param frequency code of the series' spacing, such as D
 * @param levelsPercent coverages of the intervals
 * @param sample series that panel-wide models, event profiles and errors are learnt from
 * @param seed of that sample, and of the models
 * @param partitions parts that the series are forecast in; the number does not change the forecasts
 */
public record ClusterOptions(
        String input,
        String future,
        int horizon,
        int season,
        String frequency,
        List<Integer> levelsPercent,
        int sample,
        long seed,
        int partitions)
        implements Serializable {
    public ClusterOptions {
        levelsPercent = List.copyOf(levelsPercent);
        if (sample < 1 || sample > 100_000) {
            throw new IllegalArgumentException("sample must be 1..100000 series, was " + sample);
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions must be at least 1, was " + partitions);
        }
        Frequency.ofCode(frequency);
        new ForecastOptions(horizon, season, levelsPercent, true);
    }

    Frequency spacing() {
        return Frequency.ofCode(frequency);
    }

    Optional<String> futureInput() {
        return future.isEmpty() ? Optional.empty() : Optional.of(future);
    }

    ForecastOptions forecastOptions(boolean nonNegative) {
        return new ForecastOptions(horizon, season, levelsPercent, nonNegative);
    }
}
