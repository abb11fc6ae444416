package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import java.time.Duration;
import java.util.Map;

/**
 * What to schedule.
 *
 * @param volumes parcels by line code; a line that is missing has none
 * @param container whether trips may use the standard container (800 parcels, 10 + 10 minutes of handling)
 * @param timeLimit after which the best plan found so far is returned
 */
public record ShortHaulProblem(
        ShortHaulNetwork network,
        ServiceDate date,
        Map<String, SlotProfile> volumes,
        boolean container,
        DepartureRule rule,
        Objective objective,
        Duration timeLimit,
        long seed) {
    public ShortHaulProblem {
        volumes = Map.copyOf(volumes);
    }

    /** For the least cost. */
    public ShortHaulProblem(
            ShortHaulNetwork network,
            ServiceDate date,
            Map<String, SlotProfile> volumes,
            boolean container,
            DepartureRule rule,
            Duration timeLimit,
            long seed) {
        this(network, date, volumes, container, rule, Objective.COST, timeLimit, seed);
    }

    /** The same with other volumes. */
    public ShortHaulProblem withVolumes(Map<String, SlotProfile> others) {
        return new ShortHaulProblem(network, date, others, container, rule, objective, timeLimit, seed);
    }
}
