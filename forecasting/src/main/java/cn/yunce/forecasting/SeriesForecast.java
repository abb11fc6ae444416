package cn.yunce.forecasting;

import java.util.List;

/**
 * The forecast of one series.
 *
 * @param model name of the model that was chosen
 * @param why one sentence: how it did against the others on the rolling origins
 * @param flags what was found in the history, for example {@code gaps-filled}, {@code short-history}; empty when nothing
 */
public record SeriesForecast(String id, String model, String why, List<String> flags, List<ForecastPoint> points) {
    public SeriesForecast {
        flags = List.copyOf(flags);
        points = List.copyOf(points);
    }
}
