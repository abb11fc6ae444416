package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Many stops in clusters, as {@code java … LargeRoutingMeasure STOPS SECONDS THREADS SEED}, in seconds of processor time a thread: cost, iterations, and the heap at its fullest. Violations are
 * looked for by the verifier.
 */
final class LargeRoutingMeasure {
    private static final int SIDE = 10_000;
    private static final int STOPS_A_CLUSTER = 100;
    private static final int CAPACITY = 100;

    private LargeRoutingMeasure() {}

    public static void main(String[] arguments) {
        RoutingProblem problem = problem(Integer.parseInt(arguments[0]));
        RoutingPlan plan = RoutingEngines.create()
                .plan(
                        problem,
                        RoutingOptions.within(
                                        Duration.ofSeconds(Long.parseLong(arguments[1])),
                                        Integer.parseInt(arguments[2]),
                                        Long.parseLong(arguments[3]))
                                .withClock(RoutingOptions.Clock.CPU));
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .mapToLong(LargeRoutingMeasure::peak)
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%d stops: cost %d, %d routes, %d iterations, %d unassigned, heap at most %d MiB%n",
                problem.stops().size(),
                plan.cost(),
                plan.routes().size(),
                plan.iterations(),
                plan.unassigned().size(),
                peak >> 20);
        System.out.println("violations: " + RoutingVerifier.violations(problem, plan));
    }

    private static long peak(MemoryPoolMXBean pool) {
        return pool.getPeakUsage().getUsed();
    }

    private static RoutingProblem problem(int stops) {
        SplittableRandom random = new SplittableRandom(1);
        double[][] xy = new double[stops + 1][];
        xy[0] = new double[] {SIDE / 2.0, SIDE / 2.0};
        double[] center = xy[0];
        for (int i = 1; i <= stops; i++) {
            if (i % STOPS_A_CLUSTER == 1) {
                center = new double[] {random.nextDouble() * SIDE, random.nextDouble() * SIDE};
            }
            xy[i] = new double[] {
                center[0] + random.nextGaussian() * SIDE / 20, center[1] + random.nextGaussian() * SIDE / 20
            };
        }
        int size = stops + 1;
        int[] distance = new int[size * size];
        for (int i = 0; i < distance.length; i++) {
            distance[i] =
                    (int) Math.round(Math.hypot(xy[i / size][0] - xy[i % size][0], xy[i / size][1] - xy[i % size][1]));
        }
        List<Stop> all = IntStream.rangeClosed(1, stops)
                .mapToObj(k -> new Stop(
                        "s" + k,
                        k,
                        List.of(1 + random.nextInt(9)),
                        0,
                        VehicleType.UNLIMITED,
                        0,
                        OptionalLong.empty(),
                        Set.of()))
                .toList();
        VehicleType van = new VehicleType(
                "van",
                0,
                stops,
                List.of(CAPACITY),
                0,
                VehicleType.UNLIMITED,
                VehicleType.UNLIMITED,
                VehicleType.UNLIMITED,
                0,
                1,
                Set.of());
        return new RoutingProblem(TravelMatrix.of(size, distance), all, List.of(van), List.of());
    }
}
