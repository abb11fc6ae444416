package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
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
 * ask for; the starts of locked stops are fixed; the last of them is not left before now; all other vehicles leave later than now. A vehicle whose drone has
 * flown is a type alone.
 *
 * @param types of the given problem for each type of this one
 * @param visit as {@link Division} has it
 * @param begun for each type the sorties of its vehicle that have begun, by positions in its row
 */
record UnderWay(
        RoutingProblem problem, RunningPlan running, List<Integer> types, List<Integer> visit, List<Sorties> begun) {
    static UnderWay of(RoutingProblem problem, RunningPlan running) {
        return of(Division.asVisited(problem, running));
    }

    static UnderWay of(Division division) {
        return new Departure(division).underWay();
    }

    FlatProblem flat() {
        return new FlatProblem(problem, running, visit, begun);
    }

    /** A type for each vehicle, or kind of vehicles, that has left. */
    private static final class Departure {
        private final Division division;
        private final RoutingProblem problem;
        private final RunningPlan running;
        private final FlatProblem flat;
        private final List<VehicleType> fleet = new ArrayList<>();
        private final List<Integer> types = new ArrayList<>();
        private final List<Sorties> begun = new ArrayList<>();
        private final List<Stop> stops;

        Departure(Division division) {
            this.division = division;
            problem = division.problem();
            running = division.running();
            flat = new FlatProblem(problem, RunningPlan.NONE, division.visit(), List.of());
            stops = new ArrayList<>(problem.stops());
        }

        UnderWay underWay() {
            int[] left = new int[problem.fleet().size()];
            int[] leftWithFlights = new int[left.length];
            count(left, leftWithFlights);
            for (int t = 0; t < left.length; t++) {
                VehicleType type = problem.fleet().get(t);
                int open = Math.max(type.open(), running.now());
                boolean over = open > type.close();
                int waiting = over ? 0 : type.count() - left[t];
                add(t, type.with(waiting, over ? type.open() : open, type.skills(), type.equipment()), new Sorties());
            }
            int[] typeThatLeft = new int[left.length];
            for (int t = 0; t < left.length; t++) {
                if (left[t] > leftWithFlights[t]) {
                    VehicleType type = problem.fleet().get(t);
                    typeThatLeft[t] = fleet.size();
                    add(
                            t,
                            type.with(
                                    left[t] - leftWithFlights[t],
                                    type.open(),
                                    and(type.skills(), skill(fleet.size())),
                                    onTheWay(type)),
                            new Sorties());
                }
            }
            List<RunningRoute> routes = new ArrayList<>();
            for (RunningRoute route : running.routes()) {
                int t = route.vehicleType();
                if (route.locked() == 0) {
                    routes.add(route);
                } else if (route.begun().isEmpty()) {
                    lock(route, typeThatLeft[t], route.locked(), new Sorties());
                    routes.add(onItsWay(route, typeThatLeft[t], route.locked()));
                } else {
                    VehicleType type = problem.fleet().get(t);
                    int leaves = Math.min(Math.max(route.departure(), type.open()), type.close());
                    int alone = fleet.size();
                    Sorties flown = new Sorties();
                    int locked = lockedWithFlights(route);
                    lock(route, alone, locked, flown);
                    add(t, type.with(1, leaves, and(type.skills(), skill(alone)), onTheWay(type)), flown);
                    routes.add(onItsWay(route, alone, locked));
                }
            }
            return new UnderWay(
                    problem.withStops(stops).withFleet(fleet),
                    new RunningPlan(routes, running.now(), running.costPerChange()),
                    types,
                    division.visit(),
                    begun);
        }

        private void count(int[] left, int[] leftWithFlights) {
            int[] waiting = new int[left.length];
            for (RunningRoute route : running.routes()) {
                int t = route.vehicleType();
                Checks.inRange("vehicleType of a running route", t, 0, left.length - 1);
                for (int k : route.stops()) {
                    Checks.inRange(
                            "stop of a running route", k, 0, problem.stops().size() - 1);
                }
                if (route.locked() > 0) {
                    left[t]++;
                    leftWithFlights[t] += route.begun().isEmpty() ? 0 : 1;
                } else {
                    waiting[t]++;
                }
                Checks.inRange(
                        "running vehicles of type " + problem.fleet().get(t).id(),
                        left[t] + waiting[t],
                        0,
                        problem.fleet().get(t).count());
            }
        }

        private void add(int t, VehicleType type, Sorties flown) {
            fleet.add(type);
            types.add(t);
            begun.add(flown);
        }

        /** Where the drone is in the air, the vehicle drives to where it lands first. */
        private static int lockedWithFlights(RunningRoute route) {
            return route.begun().stream()
                    .filter(sortie -> sortie.recover() < route.stops().size())
                    .mapToInt(sortie -> Math.max(route.locked(), sortie.recover() + 1))
                    .max()
                    .orElse(route.locked());
        }

        private static RunningRoute onItsWay(RunningRoute route, int type, int locked) {
            return new RunningRoute(
                    type, route.stops(), route.halts(), route.portions(), route.sorties(), locked, route.departure());
        }

        /** Locked stops are served when they were, or will be, from the known departure on, whatever their windows say. */
        private void lock(RunningRoute route, int leftAs, int locked, Sorties flown) {
            int t = route.vehicleType();
            int[] at = new int[locked];
            int[] row = PlannedRows.row(
                    flat,
                    t,
                    route.stops().subList(0, locked),
                    route.halts().stream()
                            .filter(halt -> halt.before() < locked)
                            .toList(),
                    at);
            for (Sortie sortie : route.begun()) {
                flown.add(
                        sortie.stop(),
                        sortie.launch() < 0 ? -1 : at[sortie.launch()],
                        sortie.recover() < locked ? at[sortie.recover()] : Sorties.END);
            }
            Walk walk = new Walk(flat);
            walk.sorties.goOnWith(flown);
            Timetable timetable = walk.timetableFrom(row, row.length, t, Math.max(route.departure(), flat.open[t]));
            int last = route.stops().get(locked - 1);
            for (Timetable.Visit visit : timetable.visits()) {
                if (visit.kind() == Timetable.Kind.STOP) {
                    int k = visit.subject();
                    int service = stops.get(k).service();
                    fix(
                            k,
                            visit.start(),
                            k == last ? Math.max(service, running.now() - visit.start()) : service,
                            and(stops.get(k).skills(), skill(leftAs)));
                }
            }
            for (Timetable.Flight flight : timetable.flights()) {
                Stop stop = stops.get(flight.stop());
                fix(flight.stop(), flight.start(), stop.service(), stop.skills());
            }
        }

        private void fix(int k, int start, int service, Set<String> skills) {
            Stop stop = stops.get(k);
            stops.set(
                    k,
                    new Stop(
                            stop.id(),
                            stop.location(),
                            stop.demand(),
                            List.of(new Window(start, start)),
                            service,
                            OptionalLong.empty(),
                            skills,
                            stop.terms()));
        }

        private static String skill(int type) {
            return "has left as type " + type;
        }

        private static Set<String> and(Set<String> skills, String more) {
            Set<String> all = new HashSet<>(skills);
            all.add(more);
            return all;
        }

        /** Breaks that had to be begun before now are done, or never will be. */
        private Equipment onTheWay(VehicleType type) {
            Equipment all = type.equipment();
            return new Equipment(
                    all.breaks().stream()
                            .filter(rule -> rule.latest() >= running.now())
                            .toList(),
                    all.reload(),
                    all.battery(),
                    all.drone());
        }
    }
}
