package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.Timetable.Visit;
import java.util.ArrayList;
import java.util.List;

/** When the vehicles of a plan are where: as early as they can, and leaving so late that no limit of duration is broken. */
public final class Timetables {
    private Timetables() {}

    /**
     * One timetable a route.
     *
     * @throws IllegalArgumentException when a route breaks a rule of the problem
     */
    public static List<Timetable> of(RoutingProblem problem, RoutingPlan plan) {
        PlannedRows planned = new PlannedRows(problem, plan.routes());
        Walk walk = new Walk(planned.flat);
        List<Timetable> timetables = new ArrayList<>();
        for (int r = 0; r < plan.routes().size(); r++) {
            Route route = plan.routes().get(r);
            planned.fly(walk, r, route);
            int[] row = planned.rows.get(r);
            Timetable found = walk.timetable(row, row.length, route.vehicleType());
            timetables.add(new Timetable(
                    found.departure(),
                    found.visits().stream()
                            .map(visit -> of(visit, planned.flat))
                            .toList(),
                    found.flights(),
                    found.returned()));
        }
        return timetables;
    }

    /**
     * One timetable a route of a plan that goes on from a running one: what is locked is driven as it was, all else not before now.
     *
     * @throws IllegalArgumentException when a route breaks a rule of the problem
     */
    public static List<Timetable> underWay(RoutingProblem problem, RunningPlan running, LivePlan live) {
        UnderWay underWay = UnderWay.of(problem, running);
        List<Route> routes = new ArrayList<>();
        for (int r = 0; r < live.plan().routes().size(); r++) {
            Route route = live.plan().routes().get(r);
            int number = live.vehicles().get(r);
            int type = number < 0
                    ? route.vehicleType()
                    : underWay.running().routes().get(number).vehicleType();
            routes.add(route.withVehicleType(type));
        }
        return of(
                underWay.problem(),
                new RoutingPlan(routes, live.plan().unassigned(), live.plan().cost(), 0));
    }

    /** What a route costs: the vehicle, its way, its drone's flights. */
    public static long cost(RoutingProblem problem, Route route) {
        return Assembly.cost(problem, route);
    }

    /** Length of a route, halts in it. */
    public static long distance(RoutingProblem problem, Route route) {
        return Assembly.distance(problem, route);
    }

    private static Visit of(Visit visit, FlatProblem flat) {
        return visit.kind() == Timetable.Kind.STOP
                ? new Visit(visit.kind(), flat.whole[visit.subject()], visit.arrival(), visit.start(), visit.end())
                : visit;
    }
}
