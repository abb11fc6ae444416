package cn.yunce.forecasting.model;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * One small dense network (DL4J) for a whole panel: from the last weeks of a series, scaled by their own level and spread, to the
 * whole horizon at once, with absolute loss. Loading ND4J takes seconds and 100 MB, so this class is touched only where
 * a panel is worth it.
 */
final class DenseForecaster implements Forecaster {
    private static final int HIDDEN = 96;
    private static final int BATCH = 256;
    private static final int MOST_SAMPLES = 24_000;
    private static final int EPOCHS = 12;
    private static final double RATE = 2e-3;
    private static final double RATE_DECAY_AN_EPOCH = 0.8;
    private static final double FARTHEST = 6;
    private static final Object ONE_AT_A_TIME = new Object();

    static {
        NativeThreads.useOne();
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        NativeThreads.useOne();
    }

    private final MultiLayerNetwork network;
    private final int window;

    private DenseForecaster(MultiLayerNetwork network, int window) {
        this.network = network;
        this.window = window;
    }

    /**
     * Trains on all windows of the panel's pasts, or on evenly spaced ones where there are too many.
     *
     * @param window observations that the network sees
     */
    static DenseForecaster train(List<Past> panel, int window, int horizon, long seed) {
        synchronized (ONE_AT_A_TIME) {
            long windows = panel.stream()
                    .mapToLong(past -> Math.max(0, past.size - window - horizon + 1))
                    .sum();
            int stride = (int) Math.max(1, (windows + MOST_SAMPLES - 1) / MOST_SAMPLES);
            List<float[][]> samples = panel.stream()
                    .flatMap(past -> IntStream.iterate(past.size - horizon, end -> end >= window, end -> end - stride)
                            .mapToObj(end -> sample(past, end, window, horizon)))
                    .toList();
            MultiLayerNetwork network = network(window, horizon, Math.max(1, samples.size() / BATCH), seed);
            int[] order = IntStream.range(0, samples.size()).toArray();
            Random random = new Random(seed);
            float[][] in = new float[BATCH][];
            float[][] out = new float[BATCH][];
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                shuffle(order, random);
                for (int start = 0; start + BATCH <= order.length; start += BATCH) {
                    for (int i = 0; i < BATCH; i++) {
                        float[][] sample = samples.get(order[start + i]);
                        in[i] = sample[0];
                        out[i] = sample[1];
                    }
                    network.fit(Nd4j.createFromArray(in), Nd4j.createFromArray(out));
                }
            }
            return new DenseForecaster(network, window);
        }
    }

    private static MultiLayerNetwork network(int window, int horizon, int batchesAnEpoch, long seed) {
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .weightInit(WeightInit.XAVIER)
                .activation(Activation.RELU)
                .updater(new Adam(new ExponentialSchedule(
                        ScheduleType.ITERATION, RATE, Math.pow(RATE_DECAY_AN_EPOCH, 1.0 / batchesAnEpoch))))
                .list()
                .layer(new DenseLayer.Builder().nIn(window).nOut(HIDDEN).build())
                .layer(new DenseLayer.Builder().nIn(HIDDEN).nOut(HIDDEN).build())
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.L1)
                        .nIn(HIDDEN)
                        .nOut(horizon)
                        .activation(Activation.IDENTITY)
                        .build())
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return network;
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    private static float[][] sample(Past past, int end, int window, int horizon) {
        Scale scale = Scale.of(past.values, end - window, end);
        float[][] sample = {new float[window], new float[horizon]};
        for (int t = 0; t < window; t++) {
            sample[0][t] = scale.in(past.values[end - window + t]);
        }
        for (int h = 0; h < horizon; h++) {
            sample[1][h] = scale.in(past.values[end + h]);
        }
        return sample;
    }

    @Override
    public String name() {
        return "dense network";
    }

    @Override
    public Fitted fit(Past past) {
        return (now, out) -> {
            synchronized (ONE_AT_A_TIME) {
                Scale scale = Scale.of(now.values, now.size - window, now.size);
                float[][] in = new float[1][window];
                for (int t = 0; t < window; t++) {
                    in[0][t] = scale.in(now.values[now.size - window + t]);
                }
                try (INDArray scaled = network.output(Nd4j.createFromArray(in))) {
                    for (int h = 0; h < out.length; h++) {
                        out[h] = scale.out(scaled.getDouble(0, h));
                    }
                }
            }
        };
    }

    /** Level and spread of a window. */
    private record Scale(double level, double spread) {
        static Scale of(double[] values, int from, int to) {
            double level = Arrays.stream(values, from, to).average().orElse(0);
            double spread = Arrays.stream(values, from, to)
                    .map(value -> Math.abs(value - level))
                    .average()
                    .orElse(0);
            return new Scale(level, Math.max(spread, 1e-3 * Math.abs(level) + 1e-9));
        }

        float in(double value) {
            return (float) Math.clamp((value - level) / spread, -FARTHEST, FARTHEST);
        }

        double out(double scaled) {
            return level + spread * scaled;
        }
    }
}
