package cn.yunce.forecasting.routing;

import static cn.yunce.forecasting.routing.RoutingProblem.VehicleType.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DistrictsTest {
    private static final int PROBLEMS = 3_000;
    private static final int ITERATIONS = 30;

    @Test
    void districtsTogetherMakeAPlanThatKeepsTheRulesAndIsNoDearerThanTheFirst() {
        int searched = 0;
        int cheaper = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = new FlatProblem(RandomProblems.any(new SplittableRandom(seed)), RunningPlan.NONE);
            Neighbours neighbours = new Neighbours(problem);
            Search whole = new Search(problem, neighbours, RunningPlan.NONE, seed);
            if (problem.rich || !whole.canShare() || whole.isTrivial()) {
                continue;
            }
            searched++;
            Districts districts = new Districts(problem, neighbours, seed);
            districts.search(whole, (search, before, share) -> {
                search.cool(share);
                IntStream.range(0, ITERATIONS).forEach(i -> search.iterate());
                return ITERATIONS;
            });
            Tours tours = new Tours(problem);
            tours.begin();
            tours.restore(districts.best());
            assertThat(tours.cost).as("cost with seed " + seed).isLessThanOrEqualTo(whole.bestCost());
            cheaper += tours.cost < whole.bestCost() ? 1 : 0;
            assertKept(tours);
        }
        assertThat(searched).isGreaterThan(PROBLEMS / 50);
        assertThat(cheaper).isGreaterThan(searched / 5);
    }

    @Test
    void manyStopsArePlannedByDistrictsTheSameWayEachTime() {
        RoutingProblem problem = grid(2_025);
        RoutingOptions options = RoutingOptions.ofIterations(6_000, 3);
        RoutingPlan plan = RoutingEngines.create().plan(problem, options);
        assertThat(RoutingVerifier.violations(problem, plan)).isEmpty();
        assertThat(plan.unassigned()).isEmpty();
        assertThat(RoutingEngines.create().plan(problem, options)).isEqualTo(plan);
    }

    private static void assertKept(Tours tours) {
        FlatProblem problem = tours.problem;
        int[] visits = new int[problem.stops];
        int[] used = new int[problem.types];
        for (int u = 0; u < tours.used.count(); u++) {
            int r = tours.used.get(u);
            int t = tours.type[r];
            used[t]++;
            assertThat(tours.keepsRules(r)).isTrue();
            IntStream.of(tours.row).limit(tours.row(r)).forEach(k -> visits[k]++);
        }
        assertThat(IntStream.of(visits).allMatch(count -> count <= 1)).isTrue();
        assertThat(IntStream.range(0, problem.types).allMatch(t -> used[t] <= problem.count[t]))
                .isTrue();
        assertThat(IntStream.range(0, problem.stops)
                        .allMatch(k -> problem.mate[k] < 0 || visits[k] == visits[problem.mate[k]]))
                .isTrue();
    }

    /** Stops on a square's lattice around their depot, twenty to a vehicle. */
    private static RoutingProblem grid(int stops) {
        int side = (int) Math.ceil(Math.sqrt(stops + 1.0));
        int size = stops + 1;
        int[] distance = IntStream.range(0, size * size)
                .map(i -> 10
                        * (Math.abs(i / size % side - i % size % side) + Math.abs(i / size / side - i % size / side)))
                .toArray();
        List<Stop> all = IntStream.rangeClosed(1, stops)
                .mapToObj(k -> new Stop("s" + k, k, List.of(1), 0, UNLIMITED, 0, OptionalLong.empty(), Set.of()))
                .toList();
        VehicleType van =
                new VehicleType("van", 0, stops, List.of(20), 0, UNLIMITED, UNLIMITED, UNLIMITED, 0, 1, Set.of());
        return new RoutingProblem(TravelMatrix.of(size, distance), all, List.of(van), List.of());
    }
}
