package cn.yunce.forecasting;

import java.util.List;
import java.util.Optional;

/**
 * 班次: one vehicle's way to the sites of its lines and back.
 *
 * @param departureMinute minutes after the start of the planning day
 * @param vehicle the own vehicle's id; empty for an external carrier
 * @param reason why it is as it is: full, remainder, combined, external because no own vehicle was free …
 */
public record Trip(
        String id,
        String fleet,
        List<Load> loads,
        int departureMinute,
        boolean container,
        Optional<String> vehicle,
        String reason) {
    public Trip {
        loads = List.copyOf(loads);
        if (loads.isEmpty()) {
            throw new IllegalArgumentException("loads of trip " + id + " must not be empty");
        }
    }

    public double parcels() {
        return loads.stream().mapToDouble(Load::parcels).sum();
    }

    /** Parcels of one line on board. */
    public record Load(String line, double parcels) {
        public Load {
            if (!(parcels > 0)) {
                throw new IllegalArgumentException("parcels of line " + line + " must be above 0, was " + parcels);
            }
        }
    }
}
