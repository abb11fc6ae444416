package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A problem as flat arrays for the inner loops: places are the stops 0..n − 1, then the depots. Never written after construction, and so
 * shared by the threads of a search.
 */
final class FlatProblem {
    /** Of a stop that must be visited; sums of it stay exact. */
    static final long MUST = 1L << 40;

    private static final int RUIN_NEIGHBOURS = 150;
    private static final int INSERTION_NEIGHBOURS = 25;
    /** What a unit of unavoidable waiting counts against one of distance when neighbours are ranked (Vidal and others, 2013). */
    private static final double WAITING = 0.2;

    final int stops;
    final int places;
    final int dimensions;
    final int types;

    /** Row-major from row to column, and turned: from column to row. */
    final int[] distance;

    final int[] distanceTo;
    final int[] duration;
    final int[] durationTo;

    final int[] demand;
    final int[] ready;
    final int[] due;
    final int[] service;
    final long[] penalty;
    /** Bit of each vehicle type that has the skills. */
    final long[] allowed;
    /** The other stop of a pickup and delivery, or −1. */
    final int[] mate;

    final boolean[] isPickup;

    final int[] depot;
    final int[] count;
    final int[] capacity;
    final int[] open;
    final int[] close;
    final int[] maxDuration;
    final int[] maxDistance;
    final long[] fixedCost;
    final long[] unitCost;

    /** Whether any time can bind. */
    final boolean timed;
    /** Whether any route has a longest duration below its shift. */
    final boolean limited;

    final boolean paired;

    /** Whether the search goes on from a plan that is being driven. */
    final boolean live;
    /** Stops that stay on their vehicle, and among them those before which nothing is inserted; empty unless live. */
    final boolean[] fixed;

    final boolean[] sealed;
    /** Vehicle of the running plan that a stop is on, or −1; empty unless live. */
    final int[] home;
    /** Vehicle type of each vehicle of the running plan. */
    final int[] homeType;

    final long costPerChange;

    /** Stops by distance, nearest first. */
    final int[][] near;
    /** Stops that a stop follows well, best first. */
    final int[][] before;
    /** Stops that follow a stop well, best first. */
    final int[][] after;

    FlatProblem(RoutingProblem problem, RunningPlan running) {
        List<Stop> all = problem.stops();
        List<VehicleType> fleet = problem.fleet();
        stops = all.size();
        types = fleet.size();
        dimensions = fleet.getFirst().capacity().size();
        Map<Integer, Integer> depots = new LinkedHashMap<>();
        fleet.forEach(type -> depots.computeIfAbsent(type.depot(), location -> stops + depots.size()));
        places = stops + depots.size();
        int[] location = new int[places];
        for (int k = 0; k < stops; k++) {
            location[k] = all.get(k).location();
        }
        depots.forEach((at, place) -> location[place] = at);

        TravelMatrix travel = problem.travel();
        distance = new int[places * places];
        duration = travel.isOneMatrix() ? distance : new int[places * places];
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < places; b++) {
                duration[a * places + b] = travel.duration(location[a], location[b]);
                distance[a * places + b] = travel.distance(location[a], location[b]);
            }
        }
        distanceTo = turned(distance);
        durationTo = travel.isOneMatrix() ? distanceTo : turned(duration);

        demand = new int[stops * dimensions];
        ready = new int[stops];
        due = new int[stops];
        service = new int[stops];
        penalty = new long[stops];
        allowed = new long[stops];
        for (int k = 0; k < stops; k++) {
            Stop stop = all.get(k);
            for (int d = 0; d < dimensions; d++) {
                demand[k * dimensions + d] = stop.demand().get(d);
            }
            ready[k] = stop.ready();
            due[k] = Math.min(stop.due(), VehicleType.UNLIMITED);
            service[k] = stop.service();
            penalty[k] = stop.penalty().orElse(MUST);
            for (int t = 0; t < types; t++) {
                if (fleet.get(t).skills().containsAll(stop.skills())) {
                    allowed[k] |= 1L << t;
                }
            }
        }
        mate = new int[stops];
        Arrays.fill(mate, -1);
        isPickup = new boolean[stops];
        for (PickupDelivery pair : problem.deliveries()) {
            mate[pair.pickup()] = pair.delivery();
            mate[pair.delivery()] = pair.pickup();
            isPickup[pair.pickup()] = true;
        }
        paired = !problem.deliveries().isEmpty();

        live = !running.routes().isEmpty();
        fixed = new boolean[live ? stops : 0];
        sealed = new boolean[live ? stops : 0];
        home = new int[live ? stops : 0];
        Arrays.fill(home, -1);
        homeType = running.routes().stream()
                .mapToInt(RunningPlan.RunningRoute::vehicleType)
                .toArray();
        costPerChange = running.costPerChange();
        for (int r = 0; r < homeType.length; r++) {
            RunningPlan.RunningRoute route = running.routes().get(r);
            for (int i = 0; i < route.stops().size(); i++) {
                int k = route.stops().get(i);
                home[k] = r;
                sealed[k] = i < route.locked();
                fixed[k] = sealed[k] || (mate[k] >= 0 && !isPickup[k] && fixed[mate[k]]);
            }
        }

        depot = fleet.stream().mapToInt(type -> depots.get(type.depot())).toArray();
        count = fleet.stream().mapToInt(type -> Math.min(type.count(), stops)).toArray();
        capacity = fleet.stream()
                .flatMap(type -> type.capacity().stream())
                .mapToInt(Integer::intValue)
                .toArray();
        open = fleet.stream().mapToInt(VehicleType::open).toArray();
        close = fleet.stream().mapToInt(VehicleType::close).toArray();
        maxDuration = fleet.stream().mapToInt(VehicleType::maxDuration).toArray();
        maxDistance = fleet.stream().mapToInt(VehicleType::maxDistance).toArray();
        fixedCost = fleet.stream().mapToLong(VehicleType::fixedCost).toArray();
        unitCost = fleet.stream().mapToLong(VehicleType::costPerDistance).toArray();
        limited = fleet.stream().anyMatch(type -> type.maxDuration() < type.close() - type.open());
        timed = limited
                || all.stream().anyMatch(stop -> stop.ready() > 0 || stop.due() < VehicleType.UNLIMITED)
                || fleet.stream().anyMatch(type -> type.close() < VehicleType.UNLIMITED);

        near = new int[stops][];
        before = new int[stops][];
        after = new int[stops][];
        Nearest nearest = new Nearest(Math.max(RUIN_NEIGHBOURS, INSERTION_NEIGHBOURS));
        for (int k = 0; k < stops; k++) {
            for (int v = 0; v < stops; v++) {
                nearest.offer(v == k ? -1 : distance[k * places + v], v);
            }
            near[k] = nearest.take(RUIN_NEIGHBOURS);
            for (int v = 0; v < stops; v++) {
                nearest.offer(v == k ? -1 : nearness(v, k), v);
            }
            before[k] = nearest.take(INSERTION_NEIGHBOURS);
            for (int v = 0; v < stops; v++) {
                nearest.offer(v == k ? -1 : nearness(k, v), v);
            }
            after[k] = nearest.take(INSERTION_NEIGHBOURS);
        }
    }

    /** Cost of having stop {@code k} on route {@code r}, which may be none yet, and not on the vehicle of the running plan. */
    long changeCost(int k, int r) {
        return live && home[k] >= 0 && home[k] != r ? costPerChange : 0;
    }

    /** The matrix itself where it is symmetric. */
    private int[] turned(int[] matrix) {
        if (isSymmetric(matrix)) {
            return matrix;
        }
        int[] turned = new int[matrix.length];
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < places; b++) {
                turned[b * places + a] = matrix[a * places + b];
            }
        }
        return turned;
    }

    private boolean isSymmetric(int[] matrix) {
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < a; b++) {
                if (matrix[a * places + b] != matrix[b * places + a]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Distance and unavoidable waiting from one stop to the next; negative when the next would always be late. */
    private double nearness(int from, int to) {
        int travel = duration[from * places + to];
        if (ready[from] + service[from] + travel > due[to]) {
            return -1;
        }
        long waiting = Math.max(0L, (long) ready[to] - service[from] - travel - due[from]);
        return distance[from * places + to] + WAITING * waiting;
    }

    /** The nearest of those that were offered. */
    private static final class Nearest {
        private final double[] nearness;
        private final int[] stop;
        private int size;

        Nearest(int most) {
            nearness = new double[most];
            stop = new int[most];
        }

        /** A negative nearness is not taken. */
        void offer(double value, int k) {
            if (value < 0 || (size == stop.length && value >= nearness[size - 1])) {
                return;
            }
            int at = size < stop.length ? size++ : size - 1;
            while (at > 0 && nearness[at - 1] > value) {
                nearness[at] = nearness[at - 1];
                stop[at] = stop[at - 1];
                at--;
            }
            nearness[at] = value;
            stop[at] = k;
        }

        int[] take(int most) {
            int[] taken = Arrays.copyOf(stop, Math.min(most, size));
            size = 0;
            return taken;
        }
    }
}
