package cn.yunce.forecasting.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.HedgedPlan;
import cn.yunce.forecasting.PlanOutcome;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.SlotProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UncertainPlanTest {
    private static final Duration LIMIT = Duration.ofMillis(800);

    private final ScheduleEngine engine = ScheduleEngines.create();

    static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aPlanThatMeetsItsOwnForecastCostsNoMoreThanPlanned(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, LIMIT);
        ShortHaulPlan plan = engine.planShortHaul(problem);

        PlanOutcome outcome = engine.meet(plan, problem, problem.volumes());

        assertThat(violations(problem, plan, outcome)).isEmpty();
        double planned = plan.kpis().totalCost();
        assertThat(outcome.totalCost()).isLessThan(planned + 1e-6);
        assertThat(outcome.lateExtraTrips() == 0 || outcome.totalCost() < planned - 1e-6)
                .as("late extra trips only where they make the day cheaper")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverVolumesComeAllAreDrivenByTheRules(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, LIMIT);
        ShortHaulProblem actual = problem.withVolumes(scenario(problem, seed));
        ShortHaulPlan plan = engine.planShortHaul(problem);

        assertThat(violations(actual, plan, engine.meet(plan, problem, actual.volumes())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aHedgedPlanCarriesTheForecastByTheRulesAndIsExpectedToCostNoMore(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, LIMIT);
        List<Map<String, SlotProfile>> scenarios =
                IntStream.range(0, 10).mapToObj(i -> scenario(problem, i)).toList();

        HedgedPlan hedged = engine.planUnderUncertainty(problem, scenarios);

        assertThat(PlanVerifier.violations(problem, hedged.plan())).isEmpty();
        assertThat(hedged.booking().expectedCost())
                .isLessThanOrEqualTo(hedged.booking().expectedCostOfAll());
        assertThat(hedged.settled().trips())
                .allMatch(trip ->
                        trip.vehicle().isPresent() || hedged.booking().trips().contains(trip.id()));
        ShortHaulProblem actual = problem.withVolumes(scenario(problem, seed + 100));
        assertThat(violations(actual, hedged.plan(), engine.meet(hedged.settled(), problem, actual.volumes())))
                .isEmpty();
    }

    @Test
    void aPlanWithoutScenariosIsRefused() {
        ShortHaulProblem problem = RandomProblems.of(1, LIMIT);

        assertThatThrownBy(() -> engine.planUnderUncertainty(problem, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scenarios");
    }

    private static Map<String, SlotProfile> scenario(ShortHaulProblem problem, long seed) {
        Random random = new Random(seed);
        Map<String, SlotProfile> volumes = new LinkedHashMap<>();
        problem.volumes().keySet().stream().sorted().forEach(line -> {
            SlotProfile profile = Objects.requireNonNull(problem.volumes().get(line));
            double scale = Math.exp(0.3 * random.nextGaussian());
            volumes.put(
                    line,
                    SlotProfile.of(
                            profile.wave(),
                            Arrays.stream(profile.toArray())
                                    .map(parcels -> parcels * scale)
                                    .toArray()));
        });
        return volumes;
    }

    /** Of the rules; the KPIs are those of another plan. */
    private static List<String> violations(ShortHaulProblem problem, ShortHaulPlan plan, PlanOutcome outcome) {
        return PlanVerifier.violations(problem, new ShortHaulPlan(outcome.date(), outcome.trips(), plan.kpis()))
                .stream()
                .filter(violation -> !violation.contains(": expected ") && !violation.startsWith("lowerBound"))
                .toList();
    }
}
