package cn.yunce.forecasting.routing;

/** Plans routes; pure, safe for concurrent use. */
public interface RoutingEngine {

    /**
     * The cheapest plan found within the limits. Every rule of the problem holds in it; a stop that no vehicle can serve is left
     * unassigned.
     *
     * @return on one thread, and where {@link RoutingOptions#iterations} end the search, the same plan for the same seed
     */
    RoutingPlan plan(RoutingProblem problem, RoutingOptions options);

    /**
     * Goes on from a running plan: takes new stops in, keeps what is locked, and changes a stop's vehicle only where that saves more than
     * it costs. Stops that no longer fit on their routes are planned anew.
     *
     * @throws IllegalArgumentException when a running route names what the problem does not have, or no vehicle can drive its locked stops
     */
    LivePlan replan(RoutingProblem problem, RunningPlan running, RoutingOptions options);
}
