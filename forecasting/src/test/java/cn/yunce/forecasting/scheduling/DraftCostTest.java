package cn.yunce.forecasting.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.PlanExplanation;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a draft of a plan costs that no trip of has left. */
class DraftCostTest {
    private static final Duration LIMIT = Duration.ofMillis(400);
    private static final double FRESH_TOLERANCE = 0.05;

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void fewerParcelsAreNeverDearer(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, LIMIT);
        ShortHaulPlan plan = ScheduleEngines.create().planShortHaul(problem);

        for (double factor : new double[] {0.95, 0.9, 0.5}) {
            Replan.Changed draft = draft(problem, plan, new Disturbance.VolumeChange(lines(problem), factor));

            assertThat(draft.plan().kpis().totalCost())
                    .as("× %s", factor)
                    .isLessThanOrEqualTo(Math.max(draft.costBefore(), leastOfFull(problem, factor)) + 1e-6);
        }
    }

    /** Under rule "complete" a full vehicle is full later where parcels are fewer, so that even a plan from nothing may be dearer. */
    private static double leastOfFull(ShortHaulProblem problem, double factor) {
        return problem.rule() == DepartureRule.EARLY
                ? 0
                : ScheduleEngines.create()
                        .planShortHaul(scaled(problem, factor))
                        .kpis()
                        .totalCost();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void moreParcelsCostHardlyMoreThanInAPlanFromNothing(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, LIMIT);
        ShortHaulPlan plan = ScheduleEngines.create().planShortHaul(problem);

        for (double factor : new double[] {1.05, 1.2, 2}) {
            Replan.Changed draft = draft(problem, plan, new Disturbance.VolumeChange(lines(problem), factor));
            ShortHaulPlan fresh = ScheduleEngines.create().planShortHaul(scaled(problem, factor));

            assertThat(draft.plan().kpis().totalCost())
                    .as("× %s", factor)
                    .isLessThanOrEqualTo((1 + FRESH_TOLERANCE) * fresh.kpis().totalCost() + dearest(problem));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oneVehicleOutCostsAtMostWhatTheExplanationSays(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, LIMIT);
        ShortHaulPlan plan = ScheduleEngines.create().planShortHaul(problem);
        PlanExplanation reasons = ScheduleEngines.create().explain(problem, plan);

        for (Fleet fleet : problem.network().fleets()) {
            for (String vehicle : fleet.listVehicleIds()) {
                Replan.Changed draft =
                        draft(problem, plan, new Disturbance.Breakdown(vehicle, 0, Disturbance.LAST_MINUTE));

                assertThat(draft.plan().kpis().totalCost() - draft.costBefore())
                        .as(vehicle)
                        .isLessThanOrEqualTo(most(reasons, fleet) + 1e-2);
            }
        }
    }

    private static double most(PlanExplanation reasons, Fleet fleet) {
        return reasons.fleets().stream()
                .filter(worth -> worth.fleet().equals(fleet.id()))
                .flatMap(worth -> worth.oneFewerCosts().stream())
                .findFirst()
                .orElseThrow();
    }

    private static Replan.Changed draft(ShortHaulProblem problem, ShortHaulPlan plan, Disturbance what) {
        LiveDay day = LiveDay.of(problem, plan, -1, List.of(what), 0, LiveDay.changePenalty(plan, -1));
        Replan.Changed draft = (Replan.Changed) ReplanEngines.create().replan(day);
        assertThat(LiveDayVerifier.violations(day, draft)).isEmpty();
        return draft;
    }

    private static List<String> lines(ShortHaulProblem problem) {
        return problem.network().lines().stream().map(Line::code).toList();
    }

    private static double dearest(ShortHaulProblem problem) {
        return problem.network().lines().stream()
                .mapToDouble(Line::externalCost)
                .max()
                .orElseThrow();
    }

    private static ShortHaulProblem scaled(ShortHaulProblem problem, double factor) {
        Map<String, SlotProfile> volumes = new HashMap<>();
        problem.volumes().forEach((line, profile) -> volumes.put(line, scaled(profile, factor)));
        return problem.withVolumes(volumes);
    }

    /** As docs/live-day.md has it: accumulated, and whole where the planned parcels are. */
    private static SlotProfile scaled(SlotProfile profile, double factor) {
        double[] parcels = profile.toArray();
        boolean whole = Arrays.stream(parcels).allMatch(value -> value == Math.rint(value));
        double come = 0;
        double before = 0;
        for (int slot = 0; slot < parcels.length; slot++) {
            come += parcels[slot];
            double now = whole ? Math.round(factor * come) : factor * come;
            parcels[slot] = now - before;
            before = now;
        }
        return SlotProfile.of(profile.wave(), parcels);
    }
}
