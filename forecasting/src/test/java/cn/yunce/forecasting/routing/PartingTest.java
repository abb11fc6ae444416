package cn.yunce.forecasting.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartingTest {
    private static final int PROBLEMS = 200;

    @Test
    void partsJoinedAreThePlanThatWasParted() {
        int parted = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = problem(seed);
            Tours tours = filled(problem, seed);
            Parting parting = new Parting(problem, seed);
            if (tours.used.count() >= 2) {
                parted++;
                int[] plan = tours.snapshot();
                int[] joined = parting.join(
                        parting.part(plan, 2).stream().map(part -> part.routes).toList());
                assertThat(routes(problem, joined)).containsExactlyInAnyOrderElementsOf(routes(problem, plan));
            }
        }
        assertThat(parted).isGreaterThan(PROBLEMS / 4);
    }

    @Test
    void eachPartHasItsShareOfTheVehiclesThatAreLeft() {
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = problem(seed);
            Tours tours = filled(problem, seed);
            if (tours.used.count() >= 2) {
                List<Parting.Part> parts = new Parting(problem, seed).part(tours.snapshot(), 2);
                for (int t = 0; t < problem.types; t++) {
                    int type = t;
                    assertThat(parts.stream().mapToInt(part -> part.most[type]).sum())
                            .isEqualTo(problem.count[t]);
                }
            }
        }
    }

    @Test
    void searchesOfPartsNeitherLoseStopsNorBreakRulesAndTheirCostsAddUp() {
        int parted = 0;
        for (int seed = 0; seed < PROBLEMS; seed++) {
            FlatProblem problem = problem(seed);
            Neighbours neighbours = new Neighbours(problem);
            Search one = new Search(problem, neighbours, RunningPlan.NONE, seed);
            Search other = new Search(problem, neighbours, RunningPlan.NONE, seed + 1);
            int[] plan = one.current();
            Parting parting = new Parting(problem, seed);
            if (one.canShare() && routes(problem, plan).size() >= 2) {
                parted++;
                long before = one.cost();
                List<Parting.Part> parts = parting.part(plan, 2);
                one.takePart(parts.getFirst(), plan);
                other.takePart(parts.getLast(), plan);
                assertThat(one.cost() + other.cost()).isEqualTo(before);
                for (int i = 0; i < 200; i++) {
                    one.iterate();
                    other.iterate();
                }
                int[] joined = parting.join(List.of(one.current(), other.current()));
                long cost = one.cost() + other.cost();
                one.takeWhole(joined);
                assertThat(one.cost()).as("cost with seed " + seed).isEqualTo(cost);
                assertThat(routes(problem, one.best())).containsExactlyInAnyOrderElementsOf(routes(problem, joined));
            }
        }
        assertThat(parted).isGreaterThan(PROBLEMS / 4);
    }

    /** Type of each route, then its places. */
    private static List<List<Integer>> routes(FlatProblem problem, int[] plan) {
        List<List<Integer>> routes = new ArrayList<>();
        IntStream.of(plan).limit(plan.length - 1L).forEach(entry -> {
            if (entry <= -2) {
                routes.add(new ArrayList<>(List.of((-2 - entry) % problem.types)));
            } else {
                routes.getLast().add(entry);
            }
        });
        return routes;
    }

    private static FlatProblem problem(int seed) {
        return new FlatProblem(RandomProblems.any(new SplittableRandom(seed)), RunningPlan.NONE);
    }

    private static Tours filled(FlatProblem problem, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tours tours = new Tours(problem);
        tours.begin();
        Neighbours neighbours = new Neighbours(problem);
        Recreate recreate = problem.rich
                ? new WalkedInsertion(problem, neighbours, tours, random)
                : new GranularInsertion(problem, neighbours, tours, random);
        recreate.run();
        return tours;
    }
}
