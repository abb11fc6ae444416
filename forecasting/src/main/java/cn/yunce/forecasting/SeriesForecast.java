package cn.yunce.forecasting;

import java.util.List;

/**
 * The forecast of one series.
 *
 * @param model name of the model that was chosen
 * @param why one sentence: how it did against the others on the rolling origins
 * @param flags what was found in the history, for example {@code gaps-filled}, {@code short-history}; empty when nothing
 * @param weights of the models that the forecast is the weighted mean of, those of weight zero left out; empty when not told
 */
public record SeriesForecast(
        String id,
        String model,
        String why,
        List<String> flags,
        List<ModelWeight> weights,
        List<ForecastPoint> points) {
    public SeriesForecast {
        flags = List.copyOf(flags);
        weights = List.copyOf(weights);
        points = List.copyOf(points);
    }

    /** A forecast that does not tell its weights. */
    public SeriesForecast(String id, String model, String why, List<String> flags, List<ForecastPoint> points) {
        this(id, model, why, flags, List.of(), points);
    }

    /** The same with other points. */
    public SeriesForecast withPoints(List<ForecastPoint> others) {
        return new SeriesForecast(id, model, why, flags, weights, others);
    }
}
