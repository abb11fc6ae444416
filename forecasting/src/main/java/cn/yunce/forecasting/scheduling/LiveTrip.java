package cn.yunce.forecasting.scheduling;

import java.util.List;

/**
 * A trip of a fleet on a live day.
 *
 * @param id of the trip it comes from; blank for a new one
 * @param lines indices into the fleet's lines
 * @param loads millionths of a parcel by line
 * @param vehicle index of the own vehicle, {@link #EXTERNAL} for none
 */
record LiveTrip(String id, List<Integer> lines, List<Long> loads, Handling handling, int departure, int vehicle) {
    static final int EXTERNAL = -1;

    LiveTrip {
        lines = List.copyOf(lines);
        loads = List.copyOf(loads);
    }

    boolean own() {
        return vehicle != EXTERNAL;
    }

    boolean fresh() {
        return id.isBlank();
    }

    long amount() {
        return loads.stream().mapToLong(Long::longValue).sum();
    }

    /** Millionths of a parcel of a line aboard. */
    long load(int line) {
        int at = lines.indexOf(line);
        return at < 0 ? 0 : loads.get(at);
    }

    /** The trip by another vehicle and at another minute. */
    LiveTrip by(List<Integer> onLines, Handling with, int minute, int ownVehicle) {
        return new LiveTrip(id, onLines, onLines.stream().map(this::load).toList(), with, minute, ownVehicle);
    }
}
