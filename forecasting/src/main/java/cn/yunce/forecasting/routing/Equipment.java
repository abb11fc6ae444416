package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import java.util.List;
import java.util.Optional;

/**
 * What a vehicle type has, and its drivers keep, beyond capacity and shift.
 *
 * @param breaks in their order
 */
public record Equipment(List<Break> breaks, Optional<Reload> reload, Optional<Battery> battery, Optional<Drone> drone) {
    /** Nothing of it. */
    public static final Equipment NONE = new Equipment(List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final int MOST_BREAKS = 6;
    private static final int UNLIMITED = RoutingProblem.VehicleType.UNLIMITED;

    public Equipment {
        breaks = List.copyOf(breaks);
        Checks.inRange("number of breaks", breaks.size(), 0, MOST_BREAKS);
        for (int b = 1; b < breaks.size(); b++) {
            Checks.inRange(
                    "earliest of break " + (b + 1),
                    breaks.get(b).earliest(),
                    breaks.get(b - 1).latest(),
                    UNLIMITED);
        }
        if (drone.isPresent() && !breaks.isEmpty()) {
            throw new IllegalArgumentException("a vehicle with a drone must have no breaks, had " + breaks.size());
        }
    }

    /**
     * A pause where the vehicle stands, before or after a service. It must be begun by its latest start if the vehicle left its depot by
     * then and is not back by then.
     */
    public record Break(int earliest, int latest, int duration) {
        public Break {
            Checks.inRange("earliest of a break", earliest, 0, UNLIMITED);
            Checks.inRange("latest of a break", latest, earliest, UNLIMITED);
            Checks.inRange("duration of a break", duration, 1, UNLIMITED);
        }
    }

    /**
     * The vehicle may come back to its depot and leave again.
     *
     * @param mostTrips of a vehicle, at least 2
     * @param duration of one reload
     */
    public record Reload(int mostTrips, int duration) {
        public Reload {
            Checks.inRange("mostTrips", mostTrips, 2, Integer.MAX_VALUE);
            Checks.inRange("duration of a reload", duration, 0, UNLIMITED);
        }
    }

    /**
     * Full when the vehicle leaves its depot for the first time; filled up at each station that it goes to, which takes the part of
     * {@code fullCharge} that is missing, rounded up.
     *
     * @param range distance on one charge
     * @param stations locations
     */
    public record Battery(int range, int fullCharge, List<Integer> stations) {
        private static final int MOST_STATIONS = 200;

        public Battery {
            stations = stations.stream().distinct().toList();
            Checks.inRange("range of a battery", range, 1, UNLIMITED);
            Checks.inRange("fullCharge", fullCharge, 0, UNLIMITED);
            Checks.inRange("number of stations", stations.size(), 0, MOST_STATIONS);
        }
    }

    /**
     * One drone that rides with the vehicle. It leaves where the vehicle stands, at the depot or after a service, brings one stop its goods, and
     * comes back to the vehicle at a later stop or at the depot, where who is first waits. The vehicle stands still while it starts and while it lands.
     *
     * @param payload in each dimension of capacity
     * @param range distance out and back
     */
    public record Drone(
            List<Integer> payload,
            int range,
            int startDuration,
            int landDuration,
            long flightCost,
            long costPerDistance) {
        private static final long MOST_COST = 1_000_000_000L;

        public Drone {
            payload = List.copyOf(payload);
            Checks.inRange("range of a drone", range, 1, UNLIMITED);
            Checks.inRange("startDuration", startDuration, 0, UNLIMITED);
            Checks.inRange("landDuration", landDuration, 0, UNLIMITED);
            Checks.inRange("flightCost", flightCost, 0L, MOST_COST);
            Checks.inRange("costPerDistance of a drone", costPerDistance, 0L, MOST_COST);
        }
    }
}
