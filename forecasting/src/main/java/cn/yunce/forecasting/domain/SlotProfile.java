package cn.yunce.forecasting.domain;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Parcels of one line and planning day by 10-minute slot of its wave; immutable, non-negative. */
public final class SlotProfile {
    private final Wave wave;
    private final double[] parcels;

    private SlotProfile(Wave wave, double[] parcels) {
        this.wave = wave;
        this.parcels = parcels;
    }

    /**
     * @param parcels one value for each of the wave's slots
     * @throws IllegalArgumentException when the length is not the wave's, or a value is negative or not finite
     */
    public static SlotProfile of(Wave wave, double[] parcels) {
        if (parcels.length != wave.slots()) {
            throw new IllegalArgumentException("parcels must have " + wave.slots() + " slots, had " + parcels.length);
        }
        for (double value : parcels) {
            Checks.inRange("parcels", value, 0, 1e12);
        }
        return new SlotProfile(wave, parcels.clone());
    }

    public Wave wave() {
        return wave;
    }

    public double parcels(int slot) {
        return parcels[slot];
    }

    public double total() {
        return DoubleStream.of(parcels).sum();
    }

    /** The same in whole parcels, as vehicles carry them: cumulated, each slot stays within half a parcel; so does the total. */
    public SlotProfile wholeParcels() {
        double[] whole = new double[parcels.length];
        double cumulated = 0;
        double before = 0;
        for (int slot = 0; slot < parcels.length; slot++) {
            cumulated += parcels[slot];
            double now = Math.max(before, Math.floor(cumulated + 0.5));
            whole[slot] = now - before;
            before = now;
        }
        return new SlotProfile(wave, whole);
    }

    public double[] toArray() {
        return parcels.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SlotProfile that && wave == that.wave && Arrays.equals(parcels, that.parcels);
    }

    @Override
    public int hashCode() {
        return 31 * wave.hashCode() + Arrays.hashCode(parcels);
    }

    @Override
    public String toString() {
        return wave + Arrays.toString(parcels);
    }
}
