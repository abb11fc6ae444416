package cn.yunce.forecasting.routing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.routing.instance.RoutingInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Published problems, where they are there. */
@EnabledIf("present")
class RealInstancesTest {
    private static final Path FOLDER = Path.of("../../shared/routing");
    private static final long ITERATIONS = 20_000;

    static boolean present() {
        return Files.isDirectory(FOLDER);
    }

    /** Loose: after so few iterations; what a wrong reader or objective would give is far beyond. */
    @ParameterizedTest
    @CsvSource({
        "cvrp_x/X-n101-k25.vrp, 27591",
        "vrptw_solomon/R112.txt, 948.9",
        "vrptw_gh/RC1_2_5.txt, 3325.6",
        "pdptw_lilim/lr101.txt, 1650.8",
        "mdvrp_cordeau/p03.txt, 641.19",
        "mdvrp_cordeau/pr04.txt, 2058.31",
        "pyvrp_hfvrp/X101-FSMFD.vrp, 35170.24",
        "pyvrp_hfvrp/X110-HD.vrp, 15859.34",
        "pyvrp_mdvrptw/PR11A.vrp, 6655548",
        "pyvrp_mtvrptwr/C201R0.5.vrp, 15006"
    })
    void aShortSearchIsNearTheBestKnownAndKeepsTheRules(String file, double bestKnown) throws IOException {
        RoutingInstance instance = RoutingInstance.read(FOLDER.resolve(file));
        RoutingPlan plan = RoutingEngines.create().plan(instance.problem(), RoutingOptions.ofIterations(ITERATIONS, 1));
        assertThat(RoutingVerifier.violations(instance.problem(), plan)).isEmpty();
        assertThat(plan.unassigned()).isEmpty();
        assertThat(instance.publishedCost(plan)).isBetween(bestKnown * 0.9999, bestKnown * 1.12);
    }

    /** The best known solutions cost what they are published to cost, by our reading. */
    @ParameterizedTest
    @CsvSource({"cvrp_x/X-n101-k25, 27591", "pyvrp_hfvrp/X110-HD, 15859.34", "pyvrp_mdvrptw/PR11A, 6655548"})
    void aPublishedSolutionCostsWhatIsPublished(String name, double published) throws IOException {
        RoutingInstance instance = RoutingInstance.read(FOLDER.resolve(name + ".vrp"));
        List<List<Integer>> routes;
        try (Stream<String> lines = Files.lines(FOLDER.resolve(name + ".sol"))) {
            routes = lines.filter(line -> line.startsWith("Route"))
                    .map(line -> Stream.of(line.substring(line.indexOf(':') + 1)
                                    .strip()
                                    .split("\\s+", -1))
                            .filter(number -> !number.isEmpty())
                            .map(number -> instance.numbers().indexOf(Integer.valueOf(number)))
                            .toList())
                    .toList();
        }
        RoutingProblem problem = instance.problem();
        long cost = 0;
        int type = 0;
        int left = problem.fleet().getFirst().count();
        for (List<Integer> stops : routes) {
            while (left == 0) {
                left = problem.fleet().get(++type).count();
            }
            left--;
            if (!stops.isEmpty()) {
                cost += cost(problem, type, stops);
            }
        }
        RoutingPlan plan = new RoutingPlan(List.of(), List.of(), cost, 0);
        assertThat(instance.publishedCost(plan)).isBetween(published - 0.6, published + 0.6);
    }

    private static long cost(RoutingProblem problem, int type, List<Integer> stops) {
        RoutingProblem.VehicleType vehicle = problem.fleet().get(type);
        long length = 0;
        int at = vehicle.depot();
        for (int stop : stops) {
            int to = problem.stops().get(stop).location();
            length += problem.travel().distance(at, to);
            at = to;
        }
        length += problem.travel().distance(at, vehicle.depot());
        return vehicle.fixedCost() + length * vehicle.costPerDistance();
    }

    @Test
    void vehiclesAreSavedBeforeDistance() throws IOException {
        RoutingInstance instance = RoutingInstance.read(FOLDER.resolve("pdptw_lilim/lc103.txt"));
        RoutingPlan plan = RoutingEngines.create().plan(instance.problem(), RoutingOptions.ofIterations(100_000, 1));
        assertThat(RoutingVerifier.violations(instance.problem(), plan)).isEmpty();
        assertThat(plan.routes()).hasSize(9);
    }
}
