package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.Portion;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A plan to go on from: one that is being driven, or yesterday's. Stops of the problem that are on none of its routes are new.
 *
 * @param routes of the vehicles, each a vehicle of its own
 * @param now before which no vehicle turns to what is not locked
 * @param costPerChange of each stop that is moved from its vehicle to another
 */
public record RunningPlan(List<RunningRoute> routes, int now, long costPerChange) {
    /** Nothing is driven. */
    static final RunningPlan NONE = new RunningPlan(List.of(), 0, 0);

    private static final long MOST_COST = 1_000_000_000L;

    public RunningPlan {
        routes = List.copyOf(routes);
        Checks.inRange("now", now, 0, RoutingProblem.VehicleType.UNLIMITED);
        Checks.inRange("costPerChange", costPerChange, 0, MOST_COST);
        BitSet seen = new BitSet();
        for (RunningRoute route : routes) {
            for (int i = 0; i < route.stops().size(); i++) {
                if (route.portion(i).isEmpty()) {
                    see(seen, route.stops().get(i));
                }
            }
            route.sorties().forEach(sortie -> see(seen, sortie.stop()));
        }
    }

    private static void see(BitSet seen, int stop) {
        if (seen.get(stop)) {
            throw new IllegalArgumentException("a stop must be on one running route, was on two: " + stop);
        }
        seen.set(stop);
    }

    /** A plan of which nothing is driven yet. */
    public static RunningPlan notBegun(RoutingPlan plan, long costPerChange) {
        return new RunningPlan(
                plan.routes().stream()
                        .map(route -> new RunningRoute(
                                route.vehicleType(),
                                route.stops(),
                                route.halts(),
                                route.portions(),
                                route.sorties(),
                                0,
                                0))
                        .toList(),
                0,
                costPerChange);
    }

    /**
     * The same for another problem with the same fleet: stops are told by their ids, those that the other problem does not have are
     * cancelled.
     */
    public RunningPlan carriedOver(RoutingProblem from, RoutingProblem to) {
        Map<String, Integer> index = new HashMap<>();
        for (int k = 0; k < to.stops().size(); k++) {
            index.put(to.stops().get(k).id(), k);
        }
        List<RunningRoute> carried = routes.stream()
                .map(route -> route.renumbered(
                        k -> index.getOrDefault(from.stops().get(k).id(), -1)))
                .toList();
        return new RunningPlan(carried, now, costPerChange);
    }

    /**
     * One vehicle's way.
     *
     * @param vehicleType by index in the problem's fleet
     * @param stops by index in the problem; may be empty
     * @param halts ascending by the stop that they come before
     * @param portions of the visits that serve a part of a divisible stop's load
     * @param sorties of the vehicle's drone. Those that start before the last locked stop is left are facts, and the stops up to where the drone lands are locked
     *     with them; others are planned anew
     * @param locked how many stops from the first on stay as they are: those that were visited and the one that the vehicle drives to. Their
     *     windows no longer count, they are facts
     * @param departure when the vehicle left its depot; counts only where stops are locked
     */
    public record RunningRoute(
            int vehicleType,
            List<Integer> stops,
            List<Halt> halts,
            List<Portion> portions,
            List<Sortie> sorties,
            int locked,
            int departure) {
        public RunningRoute {
            stops = List.copyOf(stops);
            halts = List.copyOf(halts);
            portions = List.copyOf(portions);
            sorties = List.copyOf(sorties);
            for (Halt halt : halts) {
                Checks.inRange("before of a halt", halt.before(), 0, stops.size());
            }
            for (Portion portion : portions) {
                Checks.inRange("at of a portion", portion.at(), 0, stops.size() - 1);
            }
            for (Sortie sortie : sorties) {
                Checks.inRange("launch of a sortie", sortie.launch(), -1, stops.size() - 1);
                Checks.inRange("recover of a sortie", sortie.recover(), 0, stops.size());
            }
            Checks.inRange("locked", locked, 0, stops.size());
            Checks.inRange("departure", departure, 0, RoutingProblem.VehicleType.UNLIMITED);
        }

        /** Whole stops, and no flights. */
        public RunningRoute(int vehicleType, List<Integer> stops, List<Halt> halts, int locked, int departure) {
            this(vehicleType, stops, halts, List.of(), List.of(), locked, departure);
        }

        /** Without halts. */
        public RunningRoute(int vehicleType, List<Integer> stops, int locked, int departure) {
            this(vehicleType, stops, List.of(), locked, departure);
        }

        /** What the visit at a position serves, if that is a part of its stop's load. */
        Optional<Portion> portion(int at) {
            return portions.stream().filter(portion -> portion.at() == at).findFirst();
        }

        /** Sorties that have begun. */
        List<Sortie> begun() {
            return sorties.stream()
                    .filter(sortie -> locked > 0 && sortie.launch() < locked - 1)
                    .toList();
        }

        /** The same with other numbers for its stops, which are cancelled where these are negative. */
        public RunningRoute renumbered(IntUnaryOperator number) {
            int[] known = new int[stops.size() + 1];
            List<Integer> kept = new ArrayList<>();
            List<Portion> keptPortions = new ArrayList<>();
            for (int i = 0; i < stops.size(); i++) {
                known[i] = kept.size();
                int stop = number.applyAsInt(stops.get(i));
                if (stop >= 0) {
                    portion(i).ifPresent(portion -> keptPortions.add(new Portion(kept.size(), portion.load())));
                    kept.add(stop);
                }
            }
            known[stops.size()] = kept.size();
            return new RunningRoute(
                    vehicleType,
                    kept,
                    halts.stream()
                            .map(halt -> new Halt(halt.kind(), known[halt.before()], halt.location()))
                            .toList(),
                    keptPortions,
                    sorties.stream()
                            .filter(sortie -> number.applyAsInt(sortie.stop()) >= 0)
                            .map(sortie -> new Sortie(
                                    number.applyAsInt(sortie.stop()),
                                    known[sortie.launch() + 1] - 1,
                                    known[sortie.recover()]))
                            .toList(),
                    known[locked],
                    departure);
        }
    }
}
