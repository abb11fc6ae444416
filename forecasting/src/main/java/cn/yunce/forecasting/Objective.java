package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.Line;

/**
 * 优化目标: what a plan has least of. Its value is the total cost, less a bonus for each own trip, plus a penalty for each external one, in
 * the unit of the costs; so turnover (own trips a vehicle) and parcels a vehicle (fewer external vehicles) are weighed against cost.
 *
 * @param ownTripBonus at most what the cheapest own trip costs, so that no trip is worth making for its own sake
 */
public record Objective(double ownTripBonus, double externalTripPenalty) {
    /** The least cost. */
    public static final Objective COST = new Objective(0, 0);

    /**
     * The fewest external trips, and of those plans the cheapest: the most parcels a vehicle, exactly; and, as the trips that an own
     * vehicle makes are those that no external one has to, the way to the highest turnover that carries no more trips than needed.
     */
    public static final Objective FEWEST_EXTERNAL = new Objective(0, 10_000);

    public Objective {
        Checks.inRange("ownTripBonus", ownTripBonus, 0, 1e6);
        Checks.inRange("externalTripPenalty", externalTripPenalty, 0, 1e6);
    }

    /** The objective's value of a plan. */
    public double value(ShortHaulPlan.Kpis kpis) {
        return kpis.totalCost() - ownTripBonus * kpis.ownTrips() + externalTripPenalty * kpis.externalTrips();
    }

    /**
     * The line with its trips' bonus and penalty in their costs. A combined trip costs what its dearest line does, so that it has them
     * once too.
     *
     * @throws IllegalArgumentException when the bonus is more than an own trip to the line costs
     */
    public Line price(Line line) {
        if (ownTripBonus > line.ownCost()) {
            throw new IllegalArgumentException("ownTripBonus must be at most the cost of an own trip of each line, was "
                    + ownTripBonus + " where one of line " + line.code() + " costs " + line.ownCost());
        }
        return new Line(
                line.code(),
                line.origin(),
                line.site(),
                line.wave(),
                line.fleet(),
                line.latestDepartureMinute(),
                line.transitMinutes(),
                line.ownCost() - ownTripBonus,
                line.externalCost() + externalTripPenalty);
    }
}
