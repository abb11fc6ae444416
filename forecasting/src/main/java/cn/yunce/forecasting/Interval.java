package cn.yunce.forecasting;

/** A prediction interval of nominal coverage {@code levelPercent}. */
public record Interval(int levelPercent, double lo, double hi) {
    public Interval {
        if (levelPercent < 1 || levelPercent > 99) {
            throw new IllegalArgumentException("levelPercent must be 1..99, was " + levelPercent);
        }
        if (!(lo <= hi)) {
            throw new IllegalArgumentException("lo must not be above hi, was " + lo + " > " + hi);
        }
    }
}
