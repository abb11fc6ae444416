package cn.yunce.forecasting.domain;

import java.time.LocalDateTime;
import java.util.Arrays;

/** An evenly spaced history, oldest first; immutable. NaN marks a missing observation. */
public final class VolumeSeries {
    private final String id;
    private final Frequency frequency;
    private final LocalDateTime start;
    private final double[] values;

    private VolumeSeries(String id, Frequency frequency, LocalDateTime start, double[] values) {
        this.id = Checks.notBlank("id", id);
        this.frequency = frequency;
        this.start = start;
        this.values = values;
    }

    public static VolumeSeries of(String id, Frequency frequency, LocalDateTime start, double[] values) {
        return new VolumeSeries(id, frequency, start, values.clone());
    }

    public String id() {
        return id;
    }

    public Frequency frequency() {
        return frequency;
    }

    public LocalDateTime start() {
        return start;
    }

    public int size() {
        return values.length;
    }

    public double value(int index) {
        return values[index];
    }

    public double[] toArray() {
        return values.clone();
    }

    /** When observation {@code index} was made; indices from {@link #size()} on lie in the future. */
    public LocalDateTime instant(int index) {
        return frequency.plus(start, index);
    }

    /** The first {@code size} observations. */
    public VolumeSeries head(int size) {
        return new VolumeSeries(
                id, frequency, start, Arrays.copyOf(values, Checks.inRange("size", size, 0, values.length)));
    }

    @Override
    public String toString() {
        return id + "[" + frequency.code() + " " + start + " n=" + values.length + "]";
    }
}
