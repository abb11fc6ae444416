package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.VolumeSeries;
import java.util.List;

/**
 * Forecasts series by themselves and by what a sample of their panel taught, see {@link ForecastEngine#learn}. What else is forecast with a
 * series does not matter to its forecast: parts of any size, in any order and on any machine of the same kind, give the same to the bit. Safe for
 * concurrent use.
 */
public interface TrainedForecaster {

    /**
     * Forecasts each series with the options that were learnt with.
     *
     * @return one forecast for each series, in order
     * @throws IllegalArgumentException naming the series, when one cannot be forecast
     */
    List<SeriesForecast> forecast(List<VolumeSeries> part);
}
