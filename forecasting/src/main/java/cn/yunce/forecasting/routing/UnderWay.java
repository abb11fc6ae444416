package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import cn.yunce.forecasting.routing.RunningPlan.RunningRoute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A problem and a running plan put as a problem of the engine's: vehicles that have left are types of their own, which only locked stops
 * ask for; the starts of locked stops are fixed; the last of them is not left before now; all other vehicles leave later than now.
 *
 * @param types of the given problem for each type of this one
 */
record UnderWay(RoutingProblem problem, RunningPlan running, List<Integer> types) {
    private static final String LEFT = "has left as type ";

    static UnderWay of(RoutingProblem problem, RunningPlan running) {
        int[] left = new int[problem.fleet().size()];
        int[] waiting = new int[left.length];
        for (RunningRoute route : running.routes()) {
            int t = route.vehicleType();
            Checks.inRange("vehicleType of a running route", t, 0, left.length - 1);
            for (int k : route.stops()) {
                Checks.inRange("stop of a running route", k, 0, problem.stops().size() - 1);
            }
            if (route.locked() > 0) {
                left[t]++;
            } else {
                waiting[t]++;
            }
            Checks.inRange(
                    "running vehicles of type " + problem.fleet().get(t).id(),
                    left[t] + waiting[t],
                    0,
                    problem.fleet().get(t).count());
        }
        List<VehicleType> fleet = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        int[] typeThatLeft = new int[left.length];
        for (int t = 0; t < left.length; t++) {
            VehicleType type = problem.fleet().get(t);
            int open = Math.max(type.open(), running.now());
            boolean over = open > type.close();
            fleet.add(type.with(
                    over ? 0 : type.count() - left[t], over ? type.open() : open, type.skills(), type.equipment()));
            types.add(t);
        }
        for (int t = 0; t < left.length; t++) {
            if (left[t] > 0) {
                VehicleType type = problem.fleet().get(t);
                Set<String> skills = new HashSet<>(type.skills());
                skills.add(LEFT + t);
                typeThatLeft[t] = fleet.size();
                fleet.add(type.with(left[t], type.open(), skills, onTheWay(type, running.now())));
                types.add(t);
            }
        }
        List<Stop> stops = new ArrayList<>(problem.stops());
        List<RunningRoute> routes = running.routes().stream()
                .map(route -> route.locked() == 0
                        ? route
                        : new RunningRoute(
                                typeThatLeft[route.vehicleType()],
                                route.stops(),
                                route.halts(),
                                route.locked(),
                                route.departure()))
                .toList();
        FlatProblem flat = new FlatProblem(problem, RunningPlan.NONE);
        Walk walk = new Walk(flat);
        running.routes().forEach(route -> lock(flat, walk, route, running.now(), stops));
        return new UnderWay(
                problem.withStops(stops).withFleet(fleet),
                new RunningPlan(routes, running.now(), running.costPerChange()),
                types);
    }

    /** Locked stops are served when they were, or will be, from the known departure on, whatever their windows say. */
    private static void lock(FlatProblem flat, Walk walk, RunningRoute route, int now, List<Stop> stops) {
        if (route.locked() == 0) {
            return;
        }
        int t = route.vehicleType();
        int[] row = PlannedRows.row(
                flat,
                t,
                route.stops().subList(0, route.locked()),
                route.halts().stream()
                        .filter(halt -> halt.before() < route.locked())
                        .toList());
        Timetable timetable = walk.timetableFrom(row, row.length, t, Math.max(route.departure(), flat.open[t]));
        int last = route.stops().get(route.locked() - 1);
        for (Timetable.Visit visit : timetable.visits()) {
            if (visit.kind() == Timetable.Kind.STOP) {
                Stop stop = stops.get(visit.subject());
                int service = visit.subject() == last ? Math.max(stop.service(), now - visit.start()) : stop.service();
                Set<String> skills = new HashSet<>(stop.skills());
                skills.add(LEFT + t);
                stops.set(
                        visit.subject(),
                        new Stop(
                                stop.id(),
                                stop.location(),
                                stop.demand(),
                                List.of(new Window(visit.start(), visit.start())),
                                service,
                                OptionalLong.empty(),
                                skills,
                                stop.terms()));
            }
        }
    }

    /** Breaks that had to be begun before now are done, or never will be. */
    private static Equipment onTheWay(VehicleType type, int now) {
        Equipment all = type.equipment();
        return new Equipment(
                all.breaks().stream().filter(rule -> rule.latest() >= now).toList(),
                all.reload(),
                all.battery(),
                all.drone());
    }
}
