package cn.yunce.assistant.evaluation;

import cn.yunce.assistant.Route;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** Percentile bootstrap; the same seed gives the same interval. */
final class Bootstrap {
    private static final int RESAMPLES = 1_000;
    private static final long SEED = 20_261_125;
    private static final double LOW = 0.025;
    private static final double HIGH = 0.975;

    /** A question's part in a share: of {@code whole}, {@code part} were so. */
    record Share(double part, double whole) {}

    private Bootstrap() {}

    /** Sum of parts over sum of wholes. */
    static Estimate share(List<Share> shares) {
        return estimate(shares.toArray(Share[]::new), Bootstrap::ratio);
    }

    /** A question's route, as it should be and as it was. */
    record Routed(Route right, Route taken) {}

    /** Mean over the right routes of the harmonic mean of precision and recall. */
    static Estimate macroF1(List<Routed> routed) {
        return estimate(routed.toArray(Routed[]::new), drawn -> {
            Map<Route, Integer> right = new EnumMap<>(Route.class);
            Map<Route, Integer> taken = new EnumMap<>(Route.class);
            Map<Route, Integer> both = new EnumMap<>(Route.class);
            for (Routed one : drawn) {
                right.merge(one.right(), 1, Integer::sum);
                taken.merge(one.taken(), 1, Integer::sum);
                if (one.right() == one.taken()) {
                    both.merge(one.right(), 1, Integer::sum);
                }
            }
            return right.entrySet().stream()
                    .mapToDouble(route -> 2.0
                            * both.getOrDefault(route.getKey(), 0)
                            / (route.getValue() + taken.getOrDefault(route.getKey(), 0)))
                    .average()
                    .orElse(1);
        });
    }

    static Estimate quantile(List<Long> values, double level) {
        return estimate(values.toArray(Long[]::new), drawn -> {
            Long[] sorted = drawn.clone();
            Arrays.sort(sorted);
            return at(sorted, level);
        });
    }

    private static double ratio(Share[] shares) {
        double part = 0;
        double whole = 0;
        for (Share share : shares) {
            part += share.part();
            whole += share.whole();
        }
        return whole == 0 ? 1 : part / whole;
    }

    private static <T> Estimate estimate(T[] all, ToDoubleFunction<T[]> measure) {
        SplittableRandom random = new SplittableRandom(SEED);
        T[] drawn = all.clone();
        Double[] values = new Double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = all[random.nextInt(all.length)];
            }
            values[i] = measure.applyAsDouble(drawn);
        }
        Arrays.sort(values);
        return new Estimate(measure.applyAsDouble(all), at(values, LOW), at(values, HIGH), all.length);
    }

    private static double at(Number[] sorted, double level) {
        return sorted.length == 0
                ? 0
                : sorted[Math.clamp((int) Math.ceil(level * sorted.length) - 1, 0, sorted.length - 1)].doubleValue();
    }
}
