package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import java.time.Duration;
import java.util.Map;

/**
 * 排班设置: how the evening's run plans the short haul.
 *
 * @param container whether trips may use the standard container
 * @param bookingScenarios scenarios of the forecast's error over which external vehicles are booked; 0: all that the plan needs are
 * @param planSeconds for each day's plan
 */
public record PlanSettings(
        boolean container, DepartureRule rule, Objective objective, int bookingScenarios, int planSeconds) {
    /** As the service plans until someone changes it. */
    public static final PlanSettings STANDARD = new PlanSettings(false, DepartureRule.COMPLETE, Objective.COST, 20, 10);

    private static final long SEED = 1;

    public PlanSettings {
        Checks.inRange("bookingScenarios", bookingScenarios, 0, 200);
        Checks.inRange("planSeconds", planSeconds, 1, 600);
    }

    /** @throws IllegalArgumentException when the objective does not fit one of the network's lines */
    public void checkFits(ShortHaulNetwork network) {
        network.lines().forEach(objective::price);
    }

    /** A day's problem by these settings. */
    public ShortHaulProblem problem(
            ShortHaulNetwork network, ServiceDate date, Map<String, SlotProfile> volumes, Duration limit) {
        return new ShortHaulProblem(network, date, volumes, container, rule, objective, limit, SEED);
    }
}
