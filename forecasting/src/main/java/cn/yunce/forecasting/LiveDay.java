package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.Line;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A planning day under way, whose plan no longer fits. The rules stand in docs/live-day.md.
 *
 * @param problem what the plan was made of; its time limit is that of the re-plan
 * @param plan in force until now
 * @param nowMinute of the planning day; trips that leave then or before have left
 * @param events all of the day, also those that the plan was mended for already, in the order in which they became known; of two moves of
 *     a trip that became known at different minutes the later one holds
 * @param lateMinutes by which a trip may leave after its lines' latest departure where their parcels or their road come late
 * @param changePenalty cost that counts for each changed trip
 */
public record LiveDay(
        ShortHaulProblem problem,
        ShortHaulPlan plan,
        int nowMinute,
        List<LiveEvent> events,
        int lateMinutes,
        double changePenalty) {
    /** Beyond what an external trip costs: trips change for need, hardly for gain. */
    public static final double DEFAULT_CHANGE_PENALTY = 500;

    /** While no trip has left nobody has to be told of a change: they decide only between plans that cost the same. */
    public static final double UNBEGUN_CHANGE_PENALTY = 0.01;

    /** @throws IllegalArgumentException for a disturbance of a vehicle, line, road or trip that the day does not have */
    public LiveDay {
        events = List.copyOf(events);
        Checks.inRange("nowMinute", nowMinute, -1, 1440);
        Checks.inRange("lateMinutes", lateMinutes, 0, 600);
        Checks.inRange("changePenalty", changePenalty, 0, 1e6);
        if (!plan.date().equals(problem.date())) {
            throw new IllegalArgumentException("date of the plan must be " + problem.date() + ", was " + plan.date());
        }
        Names names = new Names(problem.network(), plan);
        for (LiveEvent event : events) {
            Checks.inRange("knownMinute", event.knownMinute(), -1, nowMinute);
            names.check(event.what());
        }
    }

    /** A day whose disturbances all become known now. */
    public static LiveDay of(
            ShortHaulProblem problem,
            ShortHaulPlan plan,
            int nowMinute,
            List<Disturbance> disturbances,
            int lateMinutes,
            double changePenalty) {
        List<LiveEvent> events = disturbances.stream()
                .map(disturbance -> new LiveEvent(nowMinute, disturbance))
                .toList();
        return new LiveDay(problem, plan, nowMinute, events, lateMinutes, changePenalty);
    }

    /** What a changed trip of the plan counts at a minute, unless somebody says otherwise. */
    public static double changePenalty(ShortHaulPlan plan, int nowMinute) {
        boolean begun = plan.trips().stream().anyMatch(trip -> trip.departureMinute() <= nowMinute);
        return begun ? DEFAULT_CHANGE_PENALTY : UNBEGUN_CHANGE_PENALTY;
    }

    private static final class Names {
        private final Set<String> lines;
        private final Set<String> roads;
        private final Set<String> vehicles = new HashSet<>();
        private final Set<String> trips;

        Names(ShortHaulNetwork network, ShortHaulPlan plan) {
            lines = network.lines().stream().map(Line::code).collect(Collectors.toSet());
            roads = network.lines().stream()
                    .map(line -> road(line.origin(), line.site()))
                    .collect(Collectors.toSet());
            network.fleets().forEach(fleet -> vehicles.addAll(fleet.listVehicleIds()));
            trips = plan.trips().stream().map(Trip::id).collect(Collectors.toSet());
        }

        void check(Disturbance disturbance) {
            switch (disturbance) {
                case Disturbance.Breakdown breakdown -> check("vehicle", vehicles, breakdown.vehicle());
                case Disturbance.VolumeChange change -> change.lines().forEach(line -> check("line", lines, line));
                case Disturbance.LateVolume late -> late.lines().forEach(line -> check("line", lines, line));
                case Disturbance.RoadClosure closure -> check("road", roads, road(closure.origin(), closure.site()));
                case Disturbance.Lock lock -> check("trip", trips, lock.trip());
                case Disturbance.Move move -> check("trip", trips, move.trip());
            }
        }

        private static String road(String origin, String site) {
            return origin + " - " + site;
        }

        private static void check(String what, Set<String> known, String name) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(what + " must be one of the day's, was " + name);
            }
        }
    }
}
