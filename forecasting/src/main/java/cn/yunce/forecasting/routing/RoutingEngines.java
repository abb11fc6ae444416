package cn.yunce.forecasting.routing;

/** Makes the routing engines. */
public final class RoutingEngines {
    private RoutingEngines() {}

    /** Slack induction by string removals (Christiaens and Vanden Berghe, 2020) with granular insertion. */
    public static RoutingEngine create() {
        return new StringRemovalEngine();
    }
}
