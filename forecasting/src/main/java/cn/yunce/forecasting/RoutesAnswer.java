package cn.yunce.forecasting;

import java.util.List;
import java.util.Optional;

/**
 * A plan and why it is as it is.
 *
 * @param cost yuan, with the penalties of what may be left out and is
 * @param moved stops that another vehicle serves than in the running plan
 * @param whatIf what one change would save, when it was asked for
 */
public record RoutesAnswer(
        double cost,
        double km,
        List<RouteBody> routes,
        List<UnassignedBody> unassigned,
        List<String> moved,
        List<WhatIfBody> whatIf,
        long iterations) {

    /**
     * @param running index of the running plan's route that this vehicle drives
     * @param free capacity at the fullest moment
     * @param slackMinutes how much later it could leave with no stop missed; missing where nothing binds
     */
    public record RouteBody(
            String vehicle,
            Optional<Integer> running,
            double cost,
            double km,
            String departure,
            String back,
            List<VisitBody> visits,
            List<FlightBody> flights,
            List<Integer> free,
            Optional<Integer> slackMinutes) {}

    /**
     * @param kind STOP, RELOAD, RECHARGE or BREAK
     * @param load of a stop of which this visit serves a part
     */
    public record VisitBody(
            String kind,
            Optional<String> stop,
            Optional<String> place,
            String arrival,
            String start,
            String end,
            Optional<List<Integer>> load) {}

    /**
     * @param launch stop at which the drone starts; missing for the depot
     * @param recover stop at which it lands; missing for the depot
     */
    public record FlightBody(
            String stop,
            Optional<String> launch,
            Optional<String> recover,
            String launched,
            String arrival,
            String left,
            String back) {}

    public record UnassignedBody(String stop, List<ReasonBody> reasons, String chinese, String english) {}

    /**
     * @param route by index; missing for a vehicle that is not used
     * @param kind ANY_RULE, ALL_RULES, COST or NO_VEHICLE
     * @param cost yuan more, of COST
     */
    public record ReasonBody(
            String vehicle, Optional<Integer> route, String kind, List<String> rules, Optional<Double> cost) {}

    /**
     * @param change ONE_MORE_VEHICLE or WIDER_WINDOW
     * @param of vehicle type or stop
     * @param saved yuan
     * @param served stops more than now
     */
    public record WhatIfBody(String change, String of, double saved, int served) {}
}
