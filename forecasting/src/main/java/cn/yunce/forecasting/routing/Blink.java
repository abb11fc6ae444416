package cn.yunce.forecasting.routing;

import java.util.SplittableRandom;

/** Overlooks a place now and then, so that insertion is not the same each time; draws the next one ahead instead of at each place. */
final class Blink {
    private static final double OVERLOOKED = 0.01;
    private static final double LOG_SEEN = Math.log(1 - OVERLOOKED);

    private final SplittableRandom random;
    private int left;

    Blink(SplittableRandom random) {
        this.random = random;
        left = draw();
    }

    private int draw() {
        return 1 + (int) (Math.log(1 - random.nextDouble()) / LOG_SEEN);
    }

    boolean overlooks() {
        if (--left > 0) {
            return false;
        }
        left = draw();
        return true;
    }
}
