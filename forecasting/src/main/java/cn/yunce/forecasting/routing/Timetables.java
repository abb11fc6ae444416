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
            timetables.add(ofWholes(found, planned.wholes));
        }
        return timetables;
    }

    private static Timetable ofWholes(Timetable timetable, List<Integer> wholes) {
        return new Timetable(
                timetable.departure(),
                timetable.visits().stream().map(visit -> of(visit, wholes)).toList(),
                timetable.flights(),
                timetable.returned());
    }

    /**
     * One timetable a route of a plan that goes on from a running one: what is locked is driven as it was, all else not before now.
     *
     * @throws IllegalArgumentException when a route breaks a rule of the problem
     */
    public static List<Timetable> underWay(RoutingProblem problem, RunningPlan running, LivePlan live) {
        Division division = Division.asVisited(problem, live.asRunning(running));
        UnderWay underWay = UnderWay.of(division);
        FlatProblem flat = underWay.flat();
        Walk walk = new Walk(flat);
        return underWay.running().routes().stream()
                .map(route -> {
                    int[] at = new int[route.stops().size()];
                    int[] row = PlannedRows.row(flat, route.vehicleType(), route.stops(), route.halts(), at);
                    PlannedRows.fly(walk, route.sorties(), at);
                    return ofWholes(walk.timetable(row, row.length, route.vehicleType()), division.whole());
                })
                .toList();
    }

    /** What a route costs: the vehicle, its way, its drone's flights. */
    public static long cost(RoutingProblem problem, Route route) {
        return Assembly.cost(problem, route);
    }

    /** Length of a route, halts in it. */
    public static long distance(RoutingProblem problem, Route route) {
        return Assembly.distance(problem, route);
    }

    private static Visit of(Visit visit, List<Integer> wholes) {
        return visit.kind() == Timetable.Kind.STOP
                ? new Visit(visit.kind(), wholes.get(visit.subject()), visit.arrival(), visit.start(), visit.end())
                : visit;
    }
}
