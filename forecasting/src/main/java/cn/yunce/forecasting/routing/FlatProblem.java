package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A problem as flat arrays for the inner loops: places are the stops 0..n − 1, then the depots, then the stations of batteries. Never written after construction, and so
 * shared by the threads of a search.
 */
final class FlatProblem {
    /** Of a stop that must be visited; sums of it stay exact. */
    static final long MUST = 1L << 40;

    /** A route that is yet to be opened. */
    static final int NEW_ROUTE = -2;

    final RoutingProblem source;
    final int stops;
    final int places;
    /** Most places that a route is walked with, halts in it. */
    final int longestRow;

    final int dimensions;
    final int types;

    /** Row-major from row to column, and turned: from column to row. */
    final int[] distance;

    final int[] distanceTo;
    /** Whether each way back is as long. */
    final boolean symmetric;

    /** Whether durations are the distances. */
    final boolean oneMatrix;

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
    final boolean windowed;
    /** The same, of times that are kept by node and judged in constant time. */
    final boolean timed;
    /** Whether any route has a longest duration below its shift; judged in constant time too. */
    final boolean limited;
    /** Whether a rule asks for whole routes to be driven through in thought, see {@link Walk}; then nothing is kept by node. */
    final boolean rich;

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

    /** Location of each place in the problem's matrices. */
    final int[] location;

    final int depots;
    /** Windows of stop {@code k} from {@code windowAt[k]} to before {@code windowAt[k + 1]}. */
    final int[] windowAt;

    final int[] windowFrom;
    final int[] windowTo;
    final int[] release;
    final boolean[] collected;
    final boolean[] flown;
    /** By stop the first of those that make one visit with it where they follow each other: parts of a divisible stop. */
    final int[] visit;
    /** By vehicle type the sorties that have begun; empty unless any have. */
    final Sorties[] begun;

    /** By vehicle type: breaks in their order, trips, reloads and batteries. */
    final List<List<Equipment.Break>> breaks;

    final int[] mostTrips;
    final int[] reload;
    final int[] range;
    final int[] fullCharge;
    final int[][] stations;
    final List<Optional<Equipment.Drone>> drones;
    final boolean halting;

    final Conditions conditions;

    FlatProblem(RoutingProblem problem, RunningPlan running) {
        this(
                problem,
                running,
                IntStream.range(0, problem.stops().size()).boxed().toList(),
                List.of());
    }

    /**
     * @param visit as {@link Division} has it
     * @param begunOfType for each vehicle type the sorties that have begun; may be empty when none have
     */
    FlatProblem(RoutingProblem problem, RunningPlan running, List<Integer> visit, List<Sorties> begunOfType) {
        this.visit = visit.stream().mapToInt(Integer::intValue).toArray();
        begun = begunOfType.stream().anyMatch(sorties -> sorties.count() > 0)
                ? begunOfType.toArray(new Sorties[0])
                : new Sorties[0];
        source = problem;
        conditions = problem.conditions();
        List<Stop> all = problem.stops();
        List<VehicleType> fleet = problem.fleet();
        stops = all.size();
        longestRow = 4 * stops + 8;
        types = fleet.size();
        dimensions = fleet.getFirst().capacity().size();
        Map<Integer, Integer> depots = new LinkedHashMap<>();
        fleet.forEach(type -> depots.computeIfAbsent(type.depot(), location -> stops + depots.size()));
        this.depots = depots.size();
        Map<Integer, Integer> stationPlaces = new LinkedHashMap<>();
        int firstStation = stops + depots.size();
        fleet.forEach(type -> type.equipment()
                .battery()
                .ifPresent(battery -> battery.stations()
                        .forEach(at ->
                                stationPlaces.computeIfAbsent(at, location -> firstStation + stationPlaces.size()))));
        places = firstStation + stationPlaces.size();
        location = new int[places];
        for (int k = 0; k < stops; k++) {
            location[k] = all.get(k).location();
        }
        depots.forEach((at, place) -> location[place] = at);
        stationPlaces.forEach((at, place) -> location[place] = at);

        TravelMatrix travel = problem.travel();
        distance = new int[places * places];
        oneMatrix = travel.isOneMatrix();
        duration = oneMatrix ? distance : new int[places * places];
        for (int a = 0; a < places; a++) {
            for (int b = 0; b < places; b++) {
                duration[a * places + b] = travel.duration(location[a], location[b]);
                distance[a * places + b] = travel.distance(location[a], location[b]);
            }
        }
        symmetric = isSymmetric(distance);
        distanceTo = symmetric ? distance : turned(distance);
        durationTo = oneMatrix ? distanceTo : isSymmetric(duration) ? duration : turned(duration);

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
            penalty[k] = stop.penalty().orElse(MUST * stop.terms().priority());
            for (int t = 0; t < types; t++) {
                if (fleet.get(t).skills().containsAll(stop.skills())) {
                    allowed[k] |= 1L << t;
                }
            }
        }
        for (Sorties sorties : begun) {
            for (int q = 0; q < sorties.count(); q++) {
                // It is being served, and by nothing else.
                allowed[sorties.stop(q)] = 0;
                penalty[sorties.stop(q)] = 0;
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
        windowAt = new int[stops + 1];
        for (int k = 0; k < stops; k++) {
            windowAt[k + 1] = windowAt[k] + all.get(k).windows().size();
        }
        windowFrom = all.stream()
                .flatMap(stop -> stop.windows().stream())
                .mapToInt(Window::from)
                .toArray();
        windowTo = all.stream()
                .flatMap(stop -> stop.windows().stream())
                .mapToInt(Window::to)
                .toArray();
        release = all.stream().mapToInt(stop -> stop.terms().release()).toArray();
        collected = new boolean[stops];
        flown = new boolean[stops];
        for (int k = 0; k < stops; k++) {
            collected[k] = all.get(k).terms().collected();
            flown[k] = all.get(k).terms().flown();
        }
        breaks = fleet.stream().map(type -> type.equipment().breaks()).toList();
        mostTrips = fleet.stream()
                .mapToInt(type -> type.equipment()
                        .reload()
                        .map(Equipment.Reload::mostTrips)
                        .orElse(1))
                .toArray();
        reload = fleet.stream()
                .mapToInt(type -> type.equipment()
                        .reload()
                        .map(Equipment.Reload::duration)
                        .orElse(0))
                .toArray();
        range = fleet.stream()
                .mapToInt(type ->
                        type.equipment().battery().map(Equipment.Battery::range).orElse(VehicleType.UNLIMITED))
                .toArray();
        fullCharge = fleet.stream()
                .mapToInt(type -> type.equipment()
                        .battery()
                        .map(Equipment.Battery::fullCharge)
                        .orElse(0))
                .toArray();
        stations = fleet.stream()
                .map(type -> type.equipment()
                        .battery()
                        .map(battery -> battery.stations().stream()
                                .mapToInt(at -> stationPlaces.getOrDefault(at, -1))
                                .toArray())
                        .orElseGet(() -> new int[0]))
                .toArray(int[][]::new);
        drones = fleet.stream().map(type -> type.equipment().drone()).toList();
        halting = fleet.stream()
                .anyMatch(type -> !type.equipment().battery().isEmpty()
                        || type.equipment().reload().isPresent());
        boolean mixed = !problem.deliveries().isEmpty()
                && stops > 2 * problem.deliveries().size();
        rich = mixed
                || halting
                || !conditions.speeds().periods().isEmpty()
                || breaks.stream().anyMatch(list -> !list.isEmpty())
                || windowFrom.length > stops
                || IntStream.range(0, stops).anyMatch(k -> release[k] > 0 || collected[k] || this.visit[k] != k)
                || begun.length > 0;
        paired = !rich && !problem.deliveries().isEmpty();

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
            for (RoutingPlan.Sortie sortie : route.sorties()) {
                home[sortie.stop()] = r;
            }
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
        boolean shorter = fleet.stream().anyMatch(type -> type.maxDuration() < type.close() - type.open());
        limited = shorter && !rich;
        windowed = shorter
                || breaks.stream().anyMatch(list -> !list.isEmpty())
                || all.stream().anyMatch(stop -> stop.ready() > 0 || stop.due() < VehicleType.UNLIMITED)
                || fleet.stream().anyMatch(type -> type.close() < VehicleType.UNLIMITED);

        timed = windowed && !rich;
    }

    boolean charges(int type, int place) {
        for (int station : stations[type]) {
            if (station == place) {
                return true;
            }
        }
        return false;
    }

    boolean isDepot(int place) {
        return place >= stops && place < stops + depots;
    }

    /** Place of a station. */
    OptionalInt station(int type, int at) {
        return IntStream.of(stations[type])
                .filter(station -> location[station] == at)
                .findFirst();
    }

    /** Cost of having stop {@code k} on route {@code r}, or {@link #NEW_ROUTE}, and not on the vehicle of the running plan. */
    long changeCost(int k, int r) {
        return live && home[k] >= 0 && home[k] != r ? costPerChange : 0;
    }

    /** The same of a stop and its mate, if that is not negative. */
    long changeCost(int k, int mate, int r) {
        return changeCost(k, r) + (mate < 0 ? 0 : changeCost(mate, r));
    }

    /** Distance from the depot of a vehicle type over the places of a row and back. */
    long way(int[] row, int length, int type) {
        int at = depot[type];
        long way = 0;
        for (int i = 0; i < length; i++) {
            way += distance[at * places + row[i]];
            at = row[i];
        }
        return way + distance[at * places + depot[type]];
    }

    private int[] turned(int[] matrix) {
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
}
