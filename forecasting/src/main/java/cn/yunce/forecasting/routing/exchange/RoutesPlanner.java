package cn.yunce.forecasting.routing.exchange;

import cn.yunce.forecasting.DeliveryRoutes;
import cn.yunce.forecasting.RoutesAnswer;
import cn.yunce.forecasting.RoutesRequest;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.routing.Explanation;
import cn.yunce.forecasting.routing.Explanations;
import cn.yunce.forecasting.routing.LivePlan;
import cn.yunce.forecasting.routing.RoutingEngine;
import cn.yunce.forecasting.routing.RoutingOptions;
import cn.yunce.forecasting.routing.RoutingPlan;
import cn.yunce.forecasting.routing.RoutingProblem;
import cn.yunce.forecasting.routing.RunningPlan;
import cn.yunce.forecasting.routing.WhatIfs;
import cn.yunce.forecasting.routing.road.Roads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Plans by an engine; pure but for the roads that it asks. */
public final class RoutesPlanner implements DeliveryRoutes {
    private static final double DEFAULT_SECONDS = 5;
    private static final double MOST_WHAT_IF_SECONDS = 5;
    private static final int DEFAULT_WINDOW_MINUTES = 30;
    private static final int MOST_EXPLAINED = 100;

    private final RoutingEngine engine;
    private final Optional<Roads> roads;

    /** @param roads that know distances and times between places with coordinates; great circles times the request's road factor when empty */
    public RoutesPlanner(RoutingEngine engine, Optional<Roads> roads) {
        this.engine = engine;
        this.roads = roads;
    }

    @Override
    public RoutesAnswer plan(VillageDay day, double mostSeconds) throws IOException {
        VillageTours tours = new VillageTours(day.park(), day.villages(), day.quantile(), day.vehicles(), day.drones());
        RoutesRequest request = tours.request(day.forecasts(), day.seconds(), day.iterations());
        if (day.territories().isEmpty()) {
            return plan(request, mostSeconds);
        }
        RoutesAnswer others = plan(tours.request(day.territories(), day.seconds(), day.iterations()), mostSeconds);
        return plan(VillageTours.inTerritories(request, others, day.costPerChange()), mostSeconds);
    }

    @Override
    public RoutesAnswer plan(RoutesRequest request, double mostSeconds) throws IOException {
        RequestReader reader = new RequestReader(request, roads);
        double seconds = Checks.inRange("seconds", request.seconds().orElse(DEFAULT_SECONDS), 0.01, mostSeconds);
        RoutingProblem problem = reader.problem;
        Optional<RunningPlan> running = reader.running();
        LivePlan live = running.isPresent()
                ? engine.replan(problem, running.orElseThrow(), options(request, seconds))
                : fresh(engine.plan(problem, options(request, seconds)));
        // Of a plan under way the past is given, so reasons that ask what else could have been are for plans from
        // nothing.
        Optional<Explanation> explanation = running.isPresent()
                ? Optional.empty()
                : Optional.of(Explanations.of(problem, live.plan(), MOST_EXPLAINED));
        List<WhatIfs.WhatIf> whatIf = request.whatIf().orElse(false) && running.isEmpty()
                ? WhatIfs.of(
                        engine,
                        problem,
                        live.plan(),
                        options(request, Math.min(seconds, MOST_WHAT_IF_SECONDS)),
                        Units.SECONDS_A_MINUTE
                                * Checks.inRange(
                                        "windowMinutes",
                                        request.windowMinutes().orElse(DEFAULT_WINDOW_MINUTES),
                                        1,
                                        1440))
                : List.of();
        return new AnswerWriter(reader, running).answer(live, explanation, whatIf);
    }

    private static RoutingOptions options(RoutesRequest request, double seconds) {
        return new RoutingOptions(
                Duration.ofMillis(Math.round(seconds * 1000)),
                request.iterations().orElse(Long.MAX_VALUE),
                Math.min(request.threads().orElse(1), Runtime.getRuntime().availableProcessors()),
                request.seed().orElse(1L));
    }

    private static LivePlan fresh(RoutingPlan plan) {
        return new LivePlan(plan, plan.routes().stream().map(route -> -1).toList(), List.of());
    }
}
