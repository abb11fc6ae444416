package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Line;
import java.util.Arrays;
import java.util.Comparator;

/** A trip that is settled before the volumes are known: its lines and vehicle; what it carries and when it leaves comes out. */
final class Commitment {
    /** Of a vehicle that an external carrier was booked for. */
    static final int BOOKED = -1;

    static final Comparator<Commitment> CHRONOLOGICAL = Comparator.comparingInt(trip -> trip.departure);

    final int[] lines;
    /** Planned load, millionths of a parcel by line. */
    final long[] parcels;

    final Handling handling;
    final int departure;
    final int vehicle;
    /** To leave full, before its line is complete. */
    final boolean full;

    final double externalCost;

    /** @param lines indices of {@code of} */
    Commitment(int[] lines, long[] parcels, Handling handling, int departure, int vehicle, boolean full, Line[] of) {
        this.lines = lines.clone();
        this.parcels = parcels.clone();
        this.handling = handling;
        this.vehicle = vehicle;
        this.full = full;
        this.departure = departure;
        externalCost = Arrays.stream(lines)
                .mapToDouble(line -> of[line].externalCost())
                .max()
                .orElseThrow();
    }

    boolean own() {
        return vehicle != BOOKED;
    }
}
