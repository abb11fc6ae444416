package cn.yunce.forecasting.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.yunce.forecasting.InfeasiblePlanException;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlanFuzzTest {
    private static final int PROBLEMS = 1000;
    /** The planner keeps 300 ms of the limit to itself. */
    private static final Duration LIMIT = Duration.ofMillis(320);

    private final ScheduleEngine engine = ScheduleEngines.create();

    @Test
    @Timeout(300)
    void aThousandRandomProblemsArePlannedByTheRulesOrTheirConflictsNamed() {
        SoftAssertions all = new SoftAssertions();
        int infeasible = 0;
        for (long seed = 1000; seed < 1000 + PROBLEMS; seed++) {
            ShortHaulProblem problem = RandomProblems.of(seed, LIMIT);
            List<Line> late = new ArrayList<>();
            if (seed % 5 == 0) {
                problem = delayed(problem, new Random(seed), late);
            }
            if (late.isEmpty()) {
                ShortHaulPlan plan = engine.planShortHaul(problem);
                all.assertThat(PlanVerifier.violations(problem, plan))
                        .as("seed %d", seed)
                        .isEmpty();
            } else {
                infeasible++;
                ShortHaulProblem wrong = problem;
                assertThatThrownBy(() -> engine.planShortHaul(wrong))
                        .as("seed %d", seed)
                        .isInstanceOfSatisfying(
                                InfeasiblePlanException.class,
                                conflict -> assertThat(conflict.conflicts())
                                        .hasSize(late.size())
                                        .allMatch(text -> late.stream()
                                                .anyMatch(line -> text.contains(line.code())
                                                        && text.contains("minute " + line.latestDepartureMinute()))));
            }
        }
        all.assertAll();
        assertThat(infeasible).isBetween(20, 200);
    }

    /** Parcels of some lines come after their latest departure, where it is before the wave's end. */
    private static ShortHaulProblem delayed(ShortHaulProblem problem, Random random, List<Line> late) {
        Map<String, SlotProfile> volumes = new HashMap<>(problem.volumes());
        for (Line line : problem.network().lines()) {
            SlotProfile profile = volumes.get(line.code());
            if (profile != null && line.latestDepartureMinute() < line.wave().toMinute() && random.nextBoolean()) {
                double[] parcels = Arrays.copyOf(profile.toArray(), line.wave().slots());
                parcels[parcels.length - 1] = 1 + random.nextInt(500);
                volumes.put(line.code(), SlotProfile.of(line.wave(), parcels));
                late.add(line);
            }
        }
        return problem.withVolumes(volumes);
    }
}
