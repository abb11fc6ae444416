package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.HaltKind;
import cn.yunce.forecasting.routing.RoutingPlan.Portion;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Makes a plan of what was found: parts of a stop become visits to it, and all is priced anew. */
record Assembly(RoutingProblem problem, Division division) {

    /** @param flown sorties by positions in the row */
    Route route(FlatProblem flat, int type, int[] row, List<Sortie> flown) {
        List<Integer> stops = new ArrayList<>();
        List<Halt> halts = new ArrayList<>();
        List<Portion> portions = new ArrayList<>();
        int before = -1;
        int[] position = new int[row.length + 1];
        for (int i = 0; i < row.length; i++) {
            int place = row[i];
            if (place >= flat.stops) {
                HaltKind kind = flat.isDepot(place) ? HaltKind.RELOAD : HaltKind.RECHARGE;
                halts.add(new Halt(kind, stops.size(), flat.location[place]));
                before = -1;
                position[i] = stops.size();
                continue;
            }
            int whole = division.whole().get(place);
            List<Integer> load = division.problem().stops().get(place).demand();
            if (flat.visit[place] == before) {
                Portion last = portions.removeLast();
                portions.add(new Portion(
                        last.at(),
                        IntStream.range(0, load.size())
                                .mapToObj(d -> last.load().get(d) + load.get(d))
                                .toList()));
            } else {
                if (!load.equals(problem.stops().get(whole).demand())) {
                    portions.add(new Portion(stops.size(), load));
                }
                stops.add(whole);
            }
            position[i] = stops.size() - 1;
            before = flat.visit[place];
        }
        position[row.length] = stops.size();
        return new Route(
                type,
                stops,
                halts,
                portions,
                flown.stream()
                        .map(sortie -> new Sortie(
                                sortie.stop(),
                                sortie.launch() < 0 ? -1 : position[sortie.launch()],
                                position[sortie.recover()]))
                        .toList());
    }

    RoutingPlan plan(List<Route> routes, long iterations) {
        int count = problem.stops().size();
        long[] left = problem.stops().stream()
                .mapToLong(stop ->
                        stop.demand().stream().mapToLong(Integer::longValue).sum())
                .toArray();
        boolean[] visited = new boolean[count];
        for (Route route : routes) {
            route.stops().forEach(k -> visited[k] = true);
            route.sorties().forEach(sortie -> visited[sortie.stop()] = true);
            boolean[] part = new boolean[route.stops().size()];
            for (Portion portion : route.portions()) {
                part[portion.at()] = true;
                left[route.stops().get(portion.at())] -=
                        portion.load().stream().mapToLong(Integer::longValue).sum();
            }
            for (int i = 0; i < part.length; i++) {
                left[route.stops().get(i)] = part[i] ? left[route.stops().get(i)] : 0;
            }
        }
        List<Integer> unassigned = IntStream.range(0, count)
                .filter(k -> !visited[k] || (problem.stops().get(k).terms().divisible() && left[k] > 0))
                .boxed()
                .toList();
        long cost = routes.stream().mapToLong(route -> cost(problem, route)).sum()
                + unassigned.stream()
                        .map(k -> problem.stops().get(k).penalty())
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .sum();
        return new RoutingPlan(routes, unassigned, cost, iterations);
    }

    static long distance(RoutingProblem problem, Route route) {
        RoutingProblem.VehicleType type = problem.fleet().get(route.vehicleType());
        long way = 0;
        int at = type.depot();
        for (int i = 0; i <= route.stops().size(); i++) {
            for (Halt halt : route.halts()) {
                if (halt.before() == i) {
                    way += problem.travel().distance(at, halt.location());
                    at = halt.location();
                }
            }
            if (i < route.stops().size()) {
                int to = problem.stops().get(route.stops().get(i)).location();
                way += problem.travel().distance(at, to);
                at = to;
            }
        }
        return way + problem.travel().distance(at, type.depot());
    }

    static long cost(RoutingProblem problem, Route route) {
        RoutingProblem.VehicleType type = problem.fleet().get(route.vehicleType());
        long cost = type.fixedCost() + distance(problem, route) * type.costPerDistance();
        for (Sortie sortie : route.sorties()) {
            Equipment.Drone drone = type.equipment().drone().orElseThrow();
            cost += drone.flightCost() + flown(problem, route, sortie) * drone.costPerDistance();
        }
        return cost;
    }

    /** Distance of a drone's way out and back. */
    static long flown(RoutingProblem problem, Route route, Sortie sortie) {
        TravelMatrix flight = problem.conditions().flight().orElseThrow();
        int to = problem.stops().get(sortie.stop()).location();
        return (long) flight.distance(at(problem, route, sortie.launch()), to)
                + flight.distance(to, at(problem, route, sortie.recover()));
    }

    private static int at(RoutingProblem problem, Route route, int position) {
        return position < 0 || position >= route.stops().size()
                ? problem.fleet().get(route.vehicleType()).depot()
                : problem.stops().get(route.stops().get(position)).location();
    }
}
