package cn.yunce.training;

import java.util.SplittableRandom;

/**
 * Seeded noise without state: the value belongs to its key alone, so any day of any outlet can be made again on its own and a
 * later day never changes an earlier one.
 */
final class Noise {
    private static final int MEMORY_DAYS = 21;

    private final long seed;

    Noise(long seed) {
        this.seed = seed;
    }

    /** Standard normal. */
    double gaussian(long subject, long topic, long day) {
        return random(subject, topic, day).nextGaussian();
    }

    /** Uniform on [0, 1). */
    double uniform(long subject, long topic, long day) {
        return random(subject, topic, day).nextDouble();
    }

    /** Standard normal with autocorrelation {@code phi} from day to day. */
    double persistent(long subject, long topic, long day, double phi) {
        double value = 0;
        double weight = Math.sqrt(1 - phi * phi);
        for (int lag = 0; lag < MEMORY_DAYS; lag++) {
            value += weight * gaussian(subject, topic, day - lag);
            weight *= phi;
        }
        return value;
    }

    SplittableRandom random(long subject, long topic, long day) {
        return new SplittableRandom(mix(mix(mix(seed) ^ subject) ^ topic * 0x9E3779B97F4A7C15L) ^ day);
    }

    /** Finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
