package cn.yunce.forecasting.domain;

import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * An evenly spaced history, oldest first; immutable. NaN marks a missing observation. It may come with regressors: values that
 * are known for the history and, as far as they reach, ahead of it.
 */
public final class VolumeSeries {
    /** Name of the regressor that says what a planner expects an event to multiply each volume by; where it says nothing, by one. */
    public static final String EVENT_FACTOR = "event_factor";

    private final String id;
    private final Frequency frequency;
    private final LocalDateTime start;
    private final double[] values;
    private final Map<String, double[]> regressors;

    private VolumeSeries(
            String id, Frequency frequency, LocalDateTime start, double[] values, Map<String, double[]> regressors) {
        this.id = Checks.notBlank("id", id);
        this.frequency = frequency;
        this.start = start;
        this.values = values;
        this.regressors = regressors;
    }

    public static VolumeSeries of(String id, Frequency frequency, LocalDateTime start, double[] values) {
        return new VolumeSeries(id, frequency, start, values.clone(), Map.of());
    }

    /**
     * This history with regressors by name, each value at the same instant as the observation of its index.
     *
     * @throws IllegalArgumentException when one is shorter than the history
     */
    public VolumeSeries withRegressors(Map<String, double[]> byName) {
        Map<String, double[]> copy = new LinkedHashMap<>();
        byName.forEach((name, column) -> {
            if (column.length < values.length) {
                throw new IllegalArgumentException("regressor " + name + " of " + id + " must have at least "
                        + values.length + " values, had " + column.length);
            }
            copy.put(name, column.clone());
        });
        return new VolumeSeries(id, frequency, start, values, copy);
    }

    public Set<String> regressorNames() {
        return Set.copyOf(regressors.keySet());
    }

    /** Values of a regressor, from the history's start. Throws {@link IllegalArgumentException} when there is none of the name. */
    public double[] regressor(String name) {
        double[] column = regressors.get(name);
        if (column == null) {
            throw new IllegalArgumentException("regressor must be one of " + regressors.keySet() + ", was " + name);
        }
        return column.clone();
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

    /** The first {@code size} observations; regressors keep what they know ahead. */
    public VolumeSeries head(int size) {
        return new VolumeSeries(
                id,
                frequency,
                start,
                Arrays.copyOf(values, Checks.inRange("size", size, 0, values.length)),
                regressors);
    }

    @Override
    public String toString() {
        return id + "[" + frequency.code() + " " + start + " n=" + values.length + "]";
    }
}
