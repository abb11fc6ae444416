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
}
