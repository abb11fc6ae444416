package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.SlotProfile;
import java.util.Arrays;

/** Parcels of one line on a disturbed day as they accumulate, in millionths; unlike a {@link Demand}'s, they may come at any minute. */
final class Arrivals {
    private final int[] minutes;
    private final long[] accumulated;

    private Arrivals(int[] minutes, long[] accumulated) {
        this.minutes = minutes;
        this.accumulated = accumulated;
    }

    static Arrivals of(SlotProfile profile) {
        int slots = profile.wave().slots();
        int[] minutes = new int[slots];
        long[] accumulated = new long[slots];
        long sum = 0;
        for (int slot = 0; slot < slots; slot++) {
            sum += Math.round(profile.parcels(slot) * Demand.PARCEL);
            minutes[slot] = profile.wave().readyMinute(slot);
            accumulated[slot] = sum;
        }
        return new Arrivals(minutes, accumulated);
    }

    /** What comes after a minute is {@code factor} times as much, in whole parcels where it was. */
    Arrivals scaled(double factor, int after) {
        boolean whole = Arrays.stream(accumulated).allMatch(amount -> amount % Demand.PARCEL == 0);
        long unit = whole ? Demand.PARCEL : 1;
        long before = accumulated(after);
        long[] scaled = accumulated.clone();
        for (int i = 0; i < scaled.length; i++) {
            if (minutes[i] > after) {
                scaled[i] = before + Math.round(factor * (accumulated[i] - before) / unit) * unit;
            }
        }
        return new Arrivals(minutes, scaled);
    }

    /** What comes after a minute comes later. */
    Arrivals later(int by, int after) {
        int[] moved = minutes.clone();
        for (int i = 0; i < moved.length; i++) {
            if (minutes[i] > after) {
                moved[i] += by;
            }
        }
        return new Arrivals(moved, accumulated);
    }

    /** Without the first {@code amount}. */
    Arrivals less(long amount) {
        return new Arrivals(
                minutes,
                Arrays.stream(accumulated).map(sum -> Math.max(0, sum - amount)).toArray());
    }

    long total() {
        return accumulated.length == 0 ? 0 : accumulated[accumulated.length - 1];
    }

    /** Minute at which {@code amount} has accumulated; {@link Integer#MAX_VALUE} when it never does. */
    int readyMinute(long amount) {
        for (int i = 0; i < accumulated.length; i++) {
            if (accumulated[i] >= amount) {
                return minutes[i];
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Minute at which the last parcels are there; 0 when none come. */
    int readyMinute() {
        return total() == 0 ? 0 : readyMinute(total());
    }

    long accumulated(int minute) {
        long sum = 0;
        for (int i = 0; i < minutes.length && minutes[i] <= minute; i++) {
            sum = accumulated[i];
        }
        return sum;
    }
}
