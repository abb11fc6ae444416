package cn.yunce.forecasting.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.file.ShortHaulFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RealDaysTest {
    private static final Path FOLDER = Path.of("../../shared/data/shorthaul");

    private static ShortHaulHistory history;

    @BeforeAll
    static void readDays() {
        boolean there = Files.isDirectory(FOLDER);
        assertThat(there || !"true".equals(System.getenv("CI")))
                .as("../shared/data/shorthaul must be there where CI is true")
                .isTrue();
        Assumptions.assumeTrue(there);
        history = ShortHaulFolder.read(FOLDER);
    }

    static Stream<ServiceDate> days() {
        return IntStream.rangeClosed(5, 11).mapToObj(day -> ServiceDate.parse("2024-12-%02d".formatted(day)));
    }

    @ParameterizedTest
    @MethodSource("days")
    void everyRealDayIsPlannedByTheRules(ServiceDate day) {
        for (boolean container : new boolean[] {false, true}) {
            ShortHaulProblem problem = problem(day, container, Duration.ofSeconds(2));

            ShortHaulPlan plan = ScheduleEngines.create().planShortHaul(problem);

            assertThat(PlanVerifier.violations(problem, plan)).isEmpty();
            assertThat(plan.trips()).hasSizeGreaterThan(400);
            assertThat(plan.kpis().lowerBound()).isGreaterThan(0.5 * plan.kpis().totalCost());
        }
    }

    @Test
    void theLastDayCostsLessThan80000() {
        ShortHaulProblem problem = problem(ServiceDate.parse("2024-12-11"), false, Duration.ofSeconds(10));

        ShortHaulPlan plan = ScheduleEngines.create().planShortHaul(problem);

        assertThat(PlanVerifier.violations(problem, plan)).isEmpty();
        assertThat(plan.kpis().totalCost()).isLessThan(80_000);
        assertThat(plan.kpis().lowerBound()).isGreaterThan(70_000);
    }

    private static ShortHaulProblem problem(ServiceDate day, boolean container, Duration limit) {
        Map<String, SlotProfile> volumes = new HashMap<>();
        for (Map.Entry<LineDay, SlotProfile> entry : history.actual().entrySet()) {
            if (entry.getKey().date().equals(day)) {
                volumes.put(entry.getKey().line(), entry.getValue());
            }
        }
        return new ShortHaulProblem(history.network(), day, volumes, container, DepartureRule.COMPLETE, limit, 1);
    }
}
