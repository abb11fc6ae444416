package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded disturbances of all kinds, wishes that cannot be met among them. */
final class RandomDisturbances {
    private final Random random;
    private final ShortHaulProblem problem;
    private final ShortHaulPlan plan;

    RandomDisturbances(long seed, ShortHaulProblem problem, ShortHaulPlan plan) {
        random = new Random(seed);
        this.problem = problem;
        this.plan = plan;
    }

    LiveDay day(int count, int lateMinutes) {
        return day(count, lateMinutes, random.nextInt(1000) - 1);
    }

    LiveDay day(int count, int lateMinutes, int now) {
        List<Disturbance> disturbances = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            disturbances.add(one(now));
        }
        return LiveDay.of(problem, plan, now, disturbances, lateMinutes, LiveDay.DEFAULT_CHANGE_PENALTY);
    }

    private Disturbance one(int now) {
        List<Trip> trips = plan.trips();
        List<Line> lines = problem.network().lines();
        Line line = lines.get(random.nextInt(lines.size()));
        Fleet fleet = problem.network()
                .fleets()
                .get(random.nextInt(problem.network().fleets().size()));
        int from = Math.max(0, now + random.nextInt(240) - 60);
        int to = from + 30 + random.nextInt(300);
        return switch (random.nextInt(trips.isEmpty() ? 4 : 6)) {
            case 0 ->
                fleet.ownVehicles() == 0
                        ? new Disturbance.LateVolume(List.of(line.code()), 10 * (1 + random.nextInt(6)))
                        : new Disturbance.Breakdown(
                                fleet.vehicleId(1 + random.nextInt(fleet.ownVehicles())), from, 1440);
            case 1 -> new Disturbance.VolumeChange(List.of(line.code()), random.nextInt(3) == 0 ? 0.5 : 2);
            case 2 -> new Disturbance.LateVolume(List.of(line.code()), 10 * (1 + random.nextInt(6)));
            case 3 -> new Disturbance.RoadClosure(line.origin(), line.site(), from, to);
            case 4 ->
                new Disturbance.Lock(trips.get(random.nextInt(trips.size())).id());
            default -> {
                Trip trip = trips.get(random.nextInt(trips.size()));
                yield new Disturbance.Move(trip.id(), Math.max(0, trip.departureMinute() + random.nextInt(90) - 45));
            }
        };
    }
}
