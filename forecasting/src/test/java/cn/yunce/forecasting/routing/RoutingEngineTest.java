package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.RoutingProblem.VehicleType.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoutingEngineTest {
    private static final int PROBLEMS = 1_000;
    private static final int ITERATIONS = 300;

    private final RoutingEngine engine = RoutingEngines.create();

    @Test
    void noRuleIsBrokenInAnyOfAThousandRandomProblems() {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            RoutingProblem problem = random(new SplittableRandom(seed));
            RoutingPlan plan = engine.plan(problem, RoutingOptions.ofIterations(ITERATIONS, seed));
            assertThat(RoutingVerifier.violations(problem, plan))
                    .as("problem of seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        RoutingProblem problem = random(new SplittableRandom(5));
        RoutingOptions options = RoutingOptions.ofIterations(2_000, 7);
        assertThat(engine.plan(problem, options)).isEqualTo(engine.plan(problem, options));
    }

    @Test
    void severalThreadsKeepTheRulesToo() {
        RoutingProblem problem = random(new SplittableRandom(1));
        RoutingPlan plan = engine.plan(problem, new RoutingOptions(Duration.ofSeconds(30), 4_000, 2, 1));
        assertThat(RoutingVerifier.violations(problem, plan)).isEmpty();
        assertThat(plan.iterations()).isGreaterThanOrEqualTo(8_000);
    }

    @Test
    void stopsOnALineAreVisitedOnTheWay() {
        List<Stop> stops = new ArrayList<>();
        for (int k = 1; k <= 8; k++) {
            stops.add(stop(k, 1, OptionalLong.empty(), Set.of()));
        }
        RoutingPlan plan = plan(line(9, 10), stops, List.of(vehicle("van", 1, 8, Set.of())));
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.cost()).isEqualTo(2 * 80);
    }

    @Test
    void anOptionalStopIsLeftOutWhenTheWayCostsMore() {
        List<Stop> stops =
                List.of(stop(1, 1, OptionalLong.of(100), Set.of()), stop(5, 1, OptionalLong.of(79), Set.of()));
        RoutingPlan plan = plan(line(6, 10), stops, List.of(vehicle("van", 1, 8, Set.of())));
        assertThat(plan.unassigned()).containsExactly(1);
        assertThat(plan.cost()).isEqualTo(20 + 79);
    }

    @Test
    void aStopIsServedByAVehicleWithItsSkills() {
        List<Stop> stops =
                List.of(stop(1, 1, OptionalLong.empty(), Set.of()), stop(2, 1, OptionalLong.empty(), Set.of("cold")));
        List<VehicleType> fleet = List.of(vehicle("van", 5, 8, Set.of()), vehicle("cooled", 1, 1, Set.of("cold")));
        RoutingPlan plan = plan(line(3, 10), stops, fleet);
        assertThat(plan.unassigned()).isEmpty();
        assertThat(plan.routes()).hasSize(2);
        assertThat(plan.routes()).contains(new RoutingPlan.Route(1, List.of(1)));
    }

    @Test
    void whatNoVehicleHoldsIsUnassigned() {
        List<Stop> stops =
                List.of(stop(1, 9, OptionalLong.empty(), Set.of()), stop(2, 1, OptionalLong.empty(), Set.of()));
        RoutingPlan plan = plan(line(3, 10), stops, List.of(vehicle("van", 1, 8, Set.of())));
        assertThat(plan.unassigned()).containsExactly(0);
    }

    @Test
    void noStopsNeedNoRoutes() {
        RoutingPlan plan = plan(line(1, 10), List.of(), List.of(vehicle("van", 1, 8, Set.of())));
        assertThat(plan.routes()).isEmpty();
        assertThat(plan.cost()).isZero();
    }

    private RoutingPlan plan(TravelMatrix travel, List<Stop> stops, List<VehicleType> fleet) {
        RoutingProblem problem = new RoutingProblem(travel, stops, fleet, List.of());
        RoutingPlan plan = engine.plan(problem, RoutingOptions.ofIterations(2_000, 1));
        assertThat(RoutingVerifier.violations(problem, plan)).isEmpty();
        return plan;
    }

    private static TravelMatrix line(int size, int apart) {
        int[] distance = new int[size * size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                distance[a * size + b] = Math.abs(a - b) * apart;
            }
        }
        return TravelMatrix.of(size, distance);
    }

    private static Stop stop(int location, int demand, OptionalLong penalty, Set<String> skills) {
        return new Stop("s" + location, location, List.of(demand), 0, UNLIMITED, 0, penalty, skills);
    }

    private static VehicleType vehicle(String id, int count, int capacity, Set<String> skills) {
        return new VehicleType(id, 0, count, List.of(capacity), 0, UNLIMITED, UNLIMITED, UNLIMITED, 0, 1, skills);
    }

    /** Any mixture of features, feasible or not. */
    private static RoutingProblem random(SplittableRandom random) {
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
