package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.RoutingProblem.VehicleType.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;

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
    private static final int ITERATIONS = 100;

    private final RoutingEngine engine = RoutingEngines.create();

    @Test
    void noRuleIsBrokenInAnyOfAThousandRandomProblems() {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            RoutingProblem problem = RandomProblems.any(new SplittableRandom(seed));
            RoutingPlan plan = engine.plan(problem, RoutingOptions.ofIterations(ITERATIONS, seed));
            assertThat(RoutingVerifier.violations(problem, plan))
                    .as("problem of seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        RoutingProblem problem = RandomProblems.any(new SplittableRandom(5));
        RoutingOptions options = RoutingOptions.ofIterations(2_000, 7);
        assertThat(engine.plan(problem, options)).isEqualTo(engine.plan(problem, options));
    }

    @Test
    void severalThreadsKeepTheRulesToo() {
        RoutingProblem problem = RandomProblems.any(new SplittableRandom(1));
        RoutingPlan plan = engine.plan(problem, new RoutingOptions(Duration.ofSeconds(30), 4_000, 2, 1));
        assertThat(RoutingVerifier.violations(problem, plan)).isEmpty();
        assertThat(plan.iterations()).isGreaterThanOrEqualTo(8_000);
    }

    @Test
    void aSearchEndsByTheProcessorsClockToo() {
        RoutingProblem problem = RandomProblems.any(new SplittableRandom(1));
        RoutingOptions options = RoutingOptions.within(Duration.ofMillis(100), 1, 1);
        RoutingPlan plan = engine.plan(problem, options.withClock(RoutingOptions.Clock.CPU));
        assertThat(RoutingVerifier.violations(problem, plan)).isEmpty();
        assertThat(plan.iterations()).isPositive();
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
}
