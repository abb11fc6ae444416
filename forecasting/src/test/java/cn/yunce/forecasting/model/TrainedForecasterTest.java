package cn.yunce.forecasting.model;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.ForecastEngine;
import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.TrainedForecaster;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainedForecasterTest {
    private static final LocalDateTime END = LocalDate.of(2024, 6, 20).atStartOfDay();
    private static final ForecastOptions TEN_DAYS = new ForecastOptions(10, 7, List.of(80, 95), true);

    private final ForecastEngine engine = ForecastEngines.create(7);
    private final List<VolumeSeries> panel = panel();

    /** Long, new, rare, constant and short series, and some that end early. */
    private static List<VolumeSeries> panel() {
        List<VolumeSeries> panel = new ArrayList<>();
        for (int i = 0; i < 36; i++) {
            Random random = new Random(i);
            int size = i % 9 == 4 ? 20 : i % 9 == 7 ? 3 : 420;
            LocalDateTime start = END.minusDays(size + (i % 12 == 11 ? 5 : 0));
            double[] values = new double[size];
            double level = 50 + random.nextInt(500);
            for (int t = 0; t < size; t++) {
                double season = 1 + 0.3 * Math.sin((start.toLocalDate().toEpochDay() + t) * 2 * Math.PI / 7);
                values[t] = switch (i % 9) {
                    case 2 -> random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
                    case 5 -> level;
                    default -> Math.rint(level * season * Math.exp(0.1 * random.nextGaussian()));
                };
            }
            panel.add(VolumeSeries.of("s" + i, Frequency.DAILY, start, values));
        }
        return panel;
    }

    @Test
    void whatElseIsForecastDoesNotMatter() {
        TrainedForecaster trained = engine.learn(panel.subList(0, 27), TEN_DAYS);
        List<SeriesForecast> atOnce = trained.forecast(panel);
        List<SeriesForecast> inParts = new ArrayList<>();
        for (int from = 0; from < panel.size(); from += 5) {
            inParts.addAll(trained.forecast(panel.subList(from, Math.min(from + 5, panel.size()))));
        }
        assertThat(inParts).isEqualTo(atOnce);
        List<VolumeSeries> backwards = new ArrayList<>(panel);
        Collections.reverse(backwards);
        assertThat(trained.forecast(backwards)).isEqualTo(atOnce.reversed());
    }

    @Test
    void aPanelThatTeachesItselfIsForecastAsEver() {
        assertThat(engine.learn(panel, TEN_DAYS).forecast(panel)).isEqualTo(engine.forecast(panel, TEN_DAYS));
    }

    @Test
    void seriesUnlikeAnyOfTheSampleAreForecastAllTheSame() {
        List<VolumeSeries> regular =
                panel.stream().filter(series -> series.size() > 400).limit(2).toList();
        List<VolumeSeries> withRegressors = panel.stream()
                .map(series -> series.withRegressors(Map.of("x", new double[series.size() + 10])))
                .toList();
        for (List<VolumeSeries> sample : List.of(regular, List.<VolumeSeries>of())) {
            for (List<VolumeSeries> series : List.of(panel, withRegressors)) {
                List<SeriesForecast> forecasts = engine.learn(sample, TEN_DAYS).forecast(series);
                assertThat(forecasts).hasSize(panel.size());
                assertThat(forecasts)
                        .allSatisfy(forecast -> assertThat(forecast.points())
                                .allSatisfy(point -> assertThat(point.mean()).isFinite()));
            }
        }
    }
}
