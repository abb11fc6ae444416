package cn.yunce.forecasting.routing;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Why a plan is as it is.
 *
 * @param unserved for each unassigned stop what keeps it off each vehicle
 * @param routes for each route what it costs and where it has room
 */
public record Explanation(List<Unserved> unserved, List<RouteRoom> routes) {
    public Explanation {
        unserved = List.copyOf(unserved);
        routes = List.copyOf(routes);
    }

    /** @param obstacles one for each route, then one for each vehicle type of which no vehicle is used or none is left */
    public record Unserved(int stop, List<Obstacle> obstacles) {
        public Unserved {
            obstacles = List.copyOf(obstacles);
        }
    }

    /** What sort of obstacle. */
    public enum Kind {
        /** Without any one of the rules it would fit; every other rule alone would not help. */
        ANY_RULE,
        /** Without all of the rules together it would fit, without any one of them alone it would not. */
        ALL_RULES,
        /** It fits, for more than it costs to leave it out. */
        COST,
        /** All vehicles of the type are used. */
        NO_VEHICLE
    }

    /**
     * What keeps a stop, or the pair that it is of, off a vehicle, tried at every place of its route.
     *
     * @param route by index in the plan; empty for a vehicle that is not used
     * @param rules of {@link Kind#ANY_RULE} and {@link Kind#ALL_RULES}, else none
     * @param cost more than now, of {@link Kind#COST}
     */
    public record Obstacle(int vehicleType, OptionalInt route, Kind kind, Set<Rule> rules, OptionalLong cost) {
        public Obstacle {
            rules = Set.copyOf(rules);
        }
    }

    /**
     * @param cost of the vehicle, its way and its drone's
     * @param free capacity at the fullest moment, in each dimension
     * @param slack how much later the vehicle could leave with no stop missed, at most {@value #MOST_SLACK}
     * @param distanceLeft of the type's longest distance
     */
    public record RouteRoom(long cost, long distance, List<Integer> free, int slack, long distanceLeft) {
        /** Where nothing binds. */
        public static final int MOST_SLACK = 1 << 24;

        public RouteRoom {
            free = List.copyOf(free);
        }
    }
}
