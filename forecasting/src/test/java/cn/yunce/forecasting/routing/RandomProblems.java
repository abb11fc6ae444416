package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.RoutingProblem.VehicleType.UNLIMITED;

import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/** Seeded problems of every feature. */
final class RandomProblems {
    private RandomProblems() {}

    /** Any mixture of features, feasible or not. */
    static RoutingProblem any(SplittableRandom random) {
        return enriched(simple(random), random);
    }

    /** Each further feature with some probability. */
    private static RoutingProblem enriched(RoutingProblem problem, SplittableRandom random) {
        Set<Integer> paired = new HashSet<>();
        problem.deliveries().forEach(pair -> {
            paired.add(pair.pickup());
            paired.add(pair.delivery());
        });
        boolean windows = random.nextInt(3) == 0;
        boolean releases = random.nextInt(3) == 0;
        boolean collects = random.nextInt(3) == 0;
        boolean divides = random.nextInt(3) == 0;
        boolean drones = random.nextInt(3) == 0;
        List<Stop> stops = new ArrayList<>();
        for (int k = 0; k < problem.stops().size(); k++) {
            Stop stop = problem.stops().get(k);
            boolean alone = !paired.contains(k);
            boolean collected = alone && collects && random.nextInt(3) == 0;
            boolean divisible = alone && divides && stop.penalty().isEmpty() && random.nextInt(3) == 0;
            stop = stop.withTerms(new StopTerms(
                    1 + random.nextInt(3),
                    alone && releases ? random.nextInt(200) : 0,
                    collected,
                    divisible,
                    alone && drones && !collected && !divisible && random.nextInt(4) > 0));
            if (divisible) {
                stop = stop.withDemand(stop.demand().stream()
                        .map(demand -> demand * (1 + random.nextInt(9)))
                        .toList());
            }
            if (windows && random.nextBoolean()) {
                int from = stop.ready();
                int to = from + random.nextInt(60);
                List<Window> several = new ArrayList<>(List.of(new Window(from, to)));
                for (int w = random.nextInt(3); w > 0; w--) {
                    from = to + 1 + random.nextInt(150);
                    to = from + random.nextInt(60);
                    several.add(new Window(from, to));
                }
                stop = stop.withWindows(several);
            }
            stops.add(stop);
        }
        int places = problem.travel().size();
        boolean reloads = random.nextInt(3) == 0;
        boolean batteries = random.nextInt(3) == 0;
        boolean pauses = random.nextInt(3) == 0;
        List<VehicleType> fleet = problem.fleet().stream()
                .map(type -> type.withEquipment(equipment(
                        random,
                        reloads && random.nextInt(4) > 0,
                        batteries && random.nextInt(4) > 0,
                        pauses && random.nextBoolean(),
                        drones && random.nextInt(4) > 0,
                        places,
                        type)))
                .toList();
        List<Speeds.Period> periods = new ArrayList<>();
        for (int i = random.nextInt(3) == 0 ? 3 : 0, from = 0; i > 0; i--) {
            from += 1 + random.nextInt(200);
            periods.add(new Speeds.Period(from, 20 + random.nextInt(81)));
        }
        int noFly = random.nextInt(300);
        Conditions conditions = new Conditions(
                new Speeds(periods),
                random.nextBoolean(),
                drones ? Optional.of(flight(problem.travel())) : Optional.empty(),
                random.nextBoolean() ? List.of(new Window(noFly, noFly + random.nextInt(60))) : List.of());
        return new RoutingProblem(problem.travel(), stops, fleet, problem.deliveries(), conditions);
    }

    /** Twice as fast as on the road, and a little shorter. */
    private static TravelMatrix flight(TravelMatrix travel) {
        int size = travel.size();
        int[] distance = new int[size * size];
        int[] duration = new int[size * size];
        for (int i = 0; i < size * size; i++) {
            distance[i] = travel.distance(i / size, i % size) * 4 / 5;
            duration[i] = travel.duration(i / size, i % size) / 2;
        }
        return TravelMatrix.of(size, distance, duration);
    }

    private static Equipment equipment(
            SplittableRandom random,
            boolean reloads,
            boolean battery,
            boolean pauses,
            boolean drone,
            int places,
            VehicleType type) {
        List<Equipment.Break> breaks = new ArrayList<>();
        int from = 0;
        for (int i = pauses && !drone ? 1 + random.nextInt(2) : 0; i > 0; i--) {
            int earliest = from + random.nextInt(150);
            int latest = earliest + random.nextInt(120);
            breaks.add(new Equipment.Break(earliest, latest, 1 + random.nextInt(30)));
            from = latest;
        }
        return new Equipment(
                breaks,
                reloads
                        ? Optional.of(new Equipment.Reload(2 + random.nextInt(3), random.nextInt(20)))
                        : Optional.empty(),
                battery
                        ? Optional.of(new Equipment.Battery(
                                80 + random.nextInt(200),
                                random.nextInt(100),
                                List.of(random.nextInt(places), random.nextInt(places), type.depot())
                                        .subList(0, 1 + random.nextInt(3))))
                        : Optional.empty(),
                drone
                        ? Optional.of(new Equipment.Drone(
                                type.capacity().stream()
                                        .map(capacity -> random.nextInt(8))
                                        .toList(),
                                40 + random.nextInt(160),
                                random.nextInt(3),
                                random.nextInt(3),
                                random.nextInt(5),
                                random.nextInt(2)))
                        : Optional.empty());
    }

    /** Loads, windows, pairs, skills, limits. */
    static RoutingProblem simple(SplittableRandom random) {
        int depots = 1 + random.nextInt(3);
        int stopCount = random.nextInt(26);
        int size = depots + stopCount;
        int dimensions = 1 + random.nextInt(2);
        boolean windows = random.nextBoolean();
        boolean symmetric = random.nextBoolean();
        double[][] xy = new double[size][];
        for (int i = 0; i < size; i++) {
            xy[i] = new double[] {random.nextDouble() * 100, random.nextDouble() * 100};
        }
        int[] distance = new int[size * size];
        int[] duration = new int[size * size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                double way = Math.hypot(xy[a][0] - xy[b][0], xy[a][1] - xy[b][1]);
                distance[a * size + b] = (int) (way * (symmetric ? 1 : 1 + random.nextDouble() / 5));
                duration[a * size + b] = (int) (way * 2);
            }
        }
        List<PickupDelivery> pairs = new ArrayList<>();
        for (int k = 0; k + 1 < stopCount && random.nextInt(3) == 0; k += 2) {
            pairs.add(random.nextBoolean() ? new PickupDelivery(k, k + 1) : new PickupDelivery(k + 1, k));
        }
        List<Stop> stops = new ArrayList<>();
        for (int k = 0; k < stopCount; k++) {
            int ready = windows ? random.nextInt(500) : 0;
            int due = windows ? ready + random.nextInt(300) : UNLIMITED;
            List<Integer> demand = new ArrayList<>();
            int at = k;
            boolean delivery = pairs.stream().anyMatch(pair -> pair.delivery() == at);
            boolean paired = delivery || pairs.stream().anyMatch(pair -> pair.pickup() == at);
            for (int d = 0; d < dimensions; d++) {
                demand.add(paired ? (delivery ? -3 : 3) : random.nextInt(8));
            }
            stops.add(new Stop(
                    "s" + k,
                    depots + k,
                    demand,
                    ready,
                    due,
                    random.nextInt(10),
                    random.nextInt(4) == 0 ? OptionalLong.of(random.nextInt(200)) : OptionalLong.empty(),
                    random.nextInt(5) == 0 ? Set.of("cold") : Set.of()));
        }
        List<VehicleType> fleet = new ArrayList<>();
        int types = 1 + random.nextInt(4);
        for (int t = 0; t < types; t++) {
            List<Integer> capacity = new ArrayList<>();
            for (int d = 0; d < dimensions; d++) {
                capacity.add(5 + random.nextInt(30));
            }
            int open = windows ? random.nextInt(60) : 0;
            fleet.add(new VehicleType(
                    "t" + t,
                    random.nextInt(depots),
                    random.nextInt(6),
                    capacity,
                    open,
                    windows ? open + 400 + random.nextInt(600) : UNLIMITED,
                    random.nextInt(3) == 0 ? 100 + random.nextInt(400) : UNLIMITED,
                    random.nextInt(3) == 0 ? 100 + random.nextInt(300) : UNLIMITED,
                    random.nextInt(3) * 50L,
                    1 + random.nextInt(3),
                    random.nextBoolean() ? Set.of("cold") : Set.of()));
        }
        return new RoutingProblem(TravelMatrix.of(size, distance, duration), stops, fleet, pairs);
    }
}
