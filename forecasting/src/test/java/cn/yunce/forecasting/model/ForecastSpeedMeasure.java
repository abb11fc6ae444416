package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.file.LongForm;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Prints CPU seconds a series of the smoothing kernels, and seconds of the whole engine on a panel made of the file's series with noise:
 * {@code FILE SERIES}, daily series of at least 730 points.
 */
final class ForecastSpeedMeasure {
    private static final int SIZE = 730;

    private ForecastSpeedMeasure() {}

    public static void main(String[] args) {
        List<VolumeSeries> given =
                List.copyOf(LongForm.read(Path.of(args[0]), Optional.empty()).values());
        // The first round warms up.
        for (int round = 0; round < 2; round++) {
            for (Forecaster forecaster : List.of(new Ets(), new ComplexSmoothing(), new DynamicTheta())) {
                long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                for (VolumeSeries series : given) {
                    Past past = new Past(series.toArray(), SIZE, 7, new double[0][]);
                    forecaster.fit(past).forecast(past, new double[14]);
                }
                long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
                System.out.printf("%s %.4f CPU s a series%n", forecaster.name(), spent / 1e9 / given.size());
            }
        }
        Random random = new Random(1);
        List<VolumeSeries> panel = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            VolumeSeries series = given.get(i % given.size());
            double[] values = Arrays.copyOf(series.toArray(), SIZE);
            Arrays.setAll(values, t -> values[t] * Math.exp(0.1 * random.nextGaussian()));
            panel.add(VolumeSeries.of("s" + i, series.frequency(), series.start(), values));
        }
        long start = System.nanoTime();
        int count = ForecastEngines.create(1)
                .forecast(panel, new ForecastOptions(14, 7, List.of(80, 95), true))
                .size();
        System.out.printf("%d series %.1f s%n", count, (System.nanoTime() - start) / 1e9);
    }
}
