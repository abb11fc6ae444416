package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.RoutingProblem.VehicleType.UNLIMITED;

import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;

/** Seeded problems of every feature. */
final class RandomProblems {
    private RandomProblems() {}

    /** Any mixture of features, feasible or not. */
    static RoutingProblem any(SplittableRandom random) {
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
