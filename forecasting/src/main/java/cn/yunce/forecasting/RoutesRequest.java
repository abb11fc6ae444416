package cn.yunce.forecasting;

import java.util.List;
import java.util.Optional;

/**
 * What to plan. Times are of the planning day, {@code 08:30} or {@code 08:30:15}, up to 47:59. Loads have one entry for each dimension of capacity.
 *
 * @param places where coordinates are known; else {@code matrix} is needed
 * @param knownRoads lengths that calibrate the road factor, instead of {@code roadFactor} (1.35)
 * @param running a plan to go on from
 * @param seconds to search, 5 when missing, at most 60
 * @param windowMinutes to widen the windows of unassigned stops by when {@code whatIf} asks what that saves, 30 when missing
 */
public record RoutesRequest(
        Optional<List<PlaceBody>> places,
        Optional<MatrixBody> matrix,
        Optional<Double> roadFactor,
        Optional<List<RoadBody>> knownRoads,
        Optional<Double> kmPerHour,
        Optional<Double> droneKmPerHour,
        List<StopBody> stops,
        List<VehicleBody> vehicles,
        Optional<List<PairBody>> pairs,
        Optional<List<SpeedBody>> speeds,
        Optional<Boolean> collectedLast,
        Optional<List<WindowBody>> noFly,
        Optional<RunningBody> running,
        Optional<Double> seconds,
        Optional<Long> iterations,
        Optional<Integer> threads,
        Optional<Long> seed,
        Optional<Boolean> whatIf,
        Optional<Integer> windowMinutes) {

    /** The same with other limits of the search; the time stays where none is given. */
    public RoutesRequest searched(Optional<Double> time, int onThreads, long withSeed) {
        return with(
                running,
                time.isPresent() ? time : seconds,
                Optional.of(threads.orElse(onThreads)),
                Optional.of(seed.orElse(withSeed)));
    }

    /** The same going on from a running plan. */
    public RoutesRequest goingOn(RunningBody from) {
        return with(Optional.of(from), seconds, threads, seed);
    }

    private RoutesRequest with(
            Optional<RunningBody> from, Optional<Double> time, Optional<Integer> onThreads, Optional<Long> withSeed) {
        return new RoutesRequest(
                places,
                matrix,
                roadFactor,
                knownRoads,
                kmPerHour,
                droneKmPerHour,
                stops,
                vehicles,
                pairs,
                speeds,
                collectedLast,
                noFly,
                from,
                time,
                iterations,
                onThreads,
                withSeed,
                whatIf,
                windowMinutes);
    }

    public record PlaceBody(String id, double longitude, double latitude) {}

    /** Row by row, from each place to each. */
    public record MatrixBody(List<String> places, List<List<Integer>> meters, List<List<Integer>> seconds) {}

    public record RoadBody(String from, String to, double km) {}

    public record WindowBody(String from, String to) {}

    /**
     * @param place the stop's own id when missing
     * @param minutes of service
     * @param penalty yuan, for a stop that may be left out
     * @param drone whether one may serve it
     */
    public record StopBody(
            String id,
            Optional<String> place,
            List<Integer> load,
            Optional<List<WindowBody>> windows,
            Optional<Double> minutes,
            Optional<Double> penalty,
            Optional<Integer> priority,
            Optional<String> release,
            Optional<Boolean> collected,
            Optional<Boolean> divisible,
            Optional<Boolean> drone,
            Optional<List<String>> skills) {}

    public record VehicleBody(
            String id,
            String depot,
            int count,
            List<Integer> capacity,
            Optional<String> from,
            Optional<String> to,
            Optional<Integer> mostMinutes,
            Optional<Double> mostKm,
            Optional<Double> fixedCost,
            Optional<Double> costPerKm,
            Optional<List<String>> skills,
            Optional<List<BreakBody>> breaks,
            Optional<ReloadBody> reload,
            Optional<BatteryBody> battery,
            Optional<DroneBody> drone) {}

    public record BreakBody(String earliest, String latest, int minutes) {}

    public record ReloadBody(int trips, int minutes) {}

    public record BatteryBody(double km, int chargeMinutes, List<String> stations) {}

    public record DroneBody(
            List<Integer> payload, double km, int startMinutes, int landMinutes, double flightCost, double costPerKm) {}

    public record PairBody(String pickup, String delivery) {}

    public record SpeedBody(String from, int percent) {}

    /** @param costPerChange yuan for each stop that changes its vehicle */
    public record RunningBody(String now, Optional<Double> costPerChange, List<RunningRouteBody> routes) {}

    /**
     * @param portions of visits that serve a part of their stop's load
     * @param locked how many stops are served, or driven to
     */
    public record RunningRouteBody(
            String vehicle,
            List<String> stops,
            Optional<List<HaltBody>> halts,
            Optional<List<PortionBody>> portions,
            Optional<List<SortieBody>> flights,
            Optional<Integer> locked,
            Optional<String> departure) {}

    /** @param at position among the stops */
    public record PortionBody(int at, List<Integer> load) {}

    /**
     * A drone's way to a stop.
     *
     * @param launch position among the vehicle's stops; the depot when empty
     * @param recover the same of where it lands
     */
    public record SortieBody(String stop, Optional<Integer> launch, Optional<Integer> recover) {}

    /**
     * @param kind RELOAD or RECHARGE
     * @param before position among the stops
     * @param place of a recharge
     */
    public record HaltBody(String kind, int before, Optional<String> place) {}
}
