package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.Explanation.Kind;
import cn.yunce.forecasting.routing.Explanation.Obstacle;
import cn.yunce.forecasting.routing.Explanation.RouteRoom;
import cn.yunce.forecasting.routing.Explanation.Unserved;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Finds reasons by trying: a stop is put at every place of every route, with rules lifted one by one. */
public final class Explanations {
    private static final List<Rule> RULES =
            EnumSet.complementOf(EnumSet.of(Rule.NONE)).stream().toList();

    private final RoutingProblem problem;
    private final RoutingPlan plan;
    private final PlannedRows planned;
    private final Walk walk;
    private final Reinsertion reinsertion;

    private Explanations(RoutingProblem problem, RoutingPlan plan) {
        this.problem = problem;
        this.plan = plan;
        planned = new PlannedRows(problem, plan.routes());
        walk = new Walk(planned.flat);
        reinsertion = new Reinsertion(planned.flat, walk);
    }

    /**
     * Explains a plan of the problem. Of a divisible stop it is what is left over that is tried.
     *
     * @param mostStops how many unassigned stops are explained, the first ones
     */
    public static Explanation of(RoutingProblem problem, RoutingPlan plan, int mostStops) {
        Explanations explanations = new Explanations(problem, plan);
        return new Explanation(
                plan.unassigned().stream()
                        .limit(mostStops)
                        .map(explanations::unserved)
                        .toList(),
                explanations.rooms());
    }

    private Unserved unserved(int stop) {
        int k = planned.rests.getOrDefault(stop, stop);
        List<Obstacle> obstacles = new ArrayList<>();
        int[] used = new int[problem.fleet().size()];
        for (int r = 0; r < plan.routes().size(); r++) {
            Route route = plan.routes().get(r);
            planned.fly(walk, r, route);
            used[route.vehicleType()]++;
            obstacles.add(obstacle(k, planned.rows.get(r), route.vehicleType(), OptionalInt.of(r)));
        }
        walk.sorties.clear();
        for (int t = 0; t < used.length; t++) {
            obstacles.add(
                    used[t] < problem.fleet().get(t).count()
                            ? obstacle(k, new int[0], t, OptionalInt.empty())
                            : new Obstacle(t, OptionalInt.empty(), Kind.NO_VEHICLE, Set.of(), OptionalLong.empty()));
        }
        return new Unserved(stop, obstacles);
    }

    private Obstacle obstacle(int k, int[] row, int type, OptionalInt route) {
        int[] with = reinsertion.into(row, type, k);
        if (with.length > 0) {
            FlatProblem flat = planned.flat;
            long way = flat.way(with, with.length, type);
            long cost = row.length == 0
                    ? way * flat.unitCost[type] + flat.fixedCost[type]
                    : (way - flat.way(row, row.length, type)) * flat.unitCost[type];
            return new Obstacle(type, route, Kind.COST, Set.of(), OptionalLong.of(cost));
        }
        Set<Rule> any = EnumSet.noneOf(Rule.class);
        for (Rule rule : RULES) {
            if (fitsWithout(EnumSet.of(rule), row, type, k)) {
                any.add(rule);
            }
        }
        return any.isEmpty()
                ? new Obstacle(type, route, Kind.ALL_RULES, all(row, type, k), OptionalLong.empty())
                : new Obstacle(type, route, Kind.ANY_RULE, any, OptionalLong.empty());
    }

    /** Rules of which none can be kept. */
    private Set<Rule> all(int[] row, int type, int k) {
        Set<Rule> lifted = EnumSet.copyOf(RULES);
        for (Rule rule : RULES) {
            lifted.remove(rule);
            if (!fitsWithout(lifted, row, type, k)) {
                lifted.add(rule);
            }
        }
        return lifted;
    }

    private boolean fitsWithout(Set<Rule> rules, int[] row, int type, int k) {
        walk.ignored.addAll(rules);
        boolean fits = reinsertion.into(row, type, k).length > 0;
        walk.ignored.clear();
        return fits;
    }

    private List<RouteRoom> rooms() {
        List<RouteRoom> rooms = new ArrayList<>();
        for (int r = 0; r < plan.routes().size(); r++) {
            Route route = plan.routes().get(r);
            planned.fly(walk, r, route);
            int[] row = planned.rows.get(r);
            long distance = Assembly.distance(problem, route);
            int t = route.vehicleType();
            rooms.add(new RouteRoom(
                    Assembly.cost(problem, route),
                    distance,
                    walk.free(row, row.length, t),
                    walk.slack(row, row.length, t, RouteRoom.MOST_SLACK),
                    problem.fleet().get(t).maxDistance() - distance));
        }
        return rooms;
    }
}
