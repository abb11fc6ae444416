package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;

/**
 * What became of a plan when a day's actual volumes came.
 *
 * @param trips driven, by departure: own trips, booked external ones that carried something, late extra ones
 * @param totalCost own fixed cost, own trips driven, all booked external vehicles, late extra trips
 * @param lateExtraTrips external trips beyond the plan, one line each
 * @param unusedExternalCost booked external vehicles, paid but not needed
 * @param droppedOwnTrips planned own trips less those driven, 0 where more were
 */
public record PlanOutcome(
        ServiceDate date,
        List<Trip> trips,
        double totalCost,
        int lateExtraTrips,
        double lateExtraCost,
        double unusedExternalCost,
        int droppedOwnTrips) {
    public PlanOutcome {
        trips = List.copyOf(trips);
    }
}
