package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;

/**
 * Parcels of one line on the planning day as they accumulate, in millionths of a parcel, so that amounts add up exactly and a
 * division of whole parcels stays whole.
 */
final class Demand {
    static final long PARCEL = 1_000_000;
    private static final double MAX_PARCELS = 1e6;

    private final Line line;
    private final long[] accumulated;

    /** @throws IllegalArgumentException when parcels arrive after the latest departure, or are more than a line can have */
    Demand(Line line, SlotProfile profile) {
        if (profile.wave() != line.wave()) {
            throw new IllegalArgumentException("volumes of line " + line.code() + " must be of wave " + line.wave()
                    + ", were of " + profile.wave());
        }
        if (!(profile.total() <= MAX_PARCELS)) {
            throw new IllegalArgumentException(
                    "parcels of line " + line.code() + " must be 0..1000000 a day, were " + profile.total());
        }
        this.line = line;
        accumulated = new long[line.wave().slots()];
        long sum = 0;
        for (int slot = 0; slot < accumulated.length; slot++) {
            sum += Math.round(profile.parcels(slot) * PARCEL);
            accumulated[slot] = sum;
        }
        if (total() > 0 && readyMinute() > line.latestDepartureMinute()) {
            throw new IllegalArgumentException("line " + line.code()
                    + ": all parcels must be carried, and no trip may leave after the line's latest departure, minute "
                    + line.latestDepartureMinute() + " of the planning day; the last parcels come at minute "
                    + readyMinute());
        }
    }

    Line line() {
        return line;
    }

    long total() {
        return accumulated[accumulated.length - 1];
    }

    double parcels() {
        return (double) total() / PARCEL;
    }

    /** Minute at which the last parcels are there. */
    int readyMinute() {
        return readyMinute(total());
    }

    /** Minute at which {@code amount} has accumulated; {@link Integer#MAX_VALUE} when it never does. */
    int readyMinute(long amount) {
        for (int slot = 0; slot < accumulated.length; slot++) {
            if (accumulated[slot] >= amount) {
                return line.wave().readyMinute(slot);
            }
        }
        return Integer.MAX_VALUE;
    }

    /** What has accumulated by the minute. */
    long accumulated(int minute) {
        int slots = Math.min((minute - line.wave().fromMinute()) / Wave.SLOT_MINUTES, accumulated.length);
        return slots <= 0 ? 0 : accumulated[slots - 1];
    }

    @Override
    public String toString() {
        return line.code() + " " + parcels();
    }
}
