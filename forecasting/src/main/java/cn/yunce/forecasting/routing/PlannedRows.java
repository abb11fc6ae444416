package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.HaltKind;
import cn.yunce.forecasting.routing.RoutingPlan.Portion;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A plan's routes as rows of places, for a {@link Walk}; visits that serve a part of a stop are stops of their own. */
final class PlannedRows {
    final RoutingProblem problem;
    final FlatProblem flat;
    /** The route's places. */
    final List<int[]> rows = new ArrayList<>();
    /** Index of each route's stop positions in its row. */
    final List<int[]> positions = new ArrayList<>();
    /** The given stop of each stop of the problem. */
    final List<Integer> wholes;
    /** What is left of a divisible stop that is not wholly served, by the stop. */
    final Map<Integer, Integer> rests = new TreeMap<>();

    PlannedRows(RoutingProblem given, List<Route> routes) {
        int count = given.stops().size();
        List<Stop> stops = new ArrayList<>(given.stops());
        List<Integer> whole = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        boolean[] taken = new boolean[count];
        int[][] left = given.stops().stream()
                .map(stop -> stop.demand().stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        List<List<Integer>> visits = new ArrayList<>();
        for (Route route : routes) {
            List<Integer> own = new ArrayList<>(route.stops());
            for (Portion portion : route.portions()) {
                int k = route.stops().get(portion.at());
                Stop part = given.stops().get(k).withDemand(portion.load());
                for (int d = 0; d < left[k].length; d++) {
                    left[k][d] -= portion.load().get(d);
                }
                if (taken[k]) {
                    own.set(portion.at(), stops.size());
                    stops.add(part);
                    whole.add(k);
                } else {
                    taken[k] = true;
                    stops.set(k, part);
                }
            }
            visits.add(own);
        }
        for (int k = 0; k < count; k++) {
            if (taken[k] && IntStream.of(left[k]).anyMatch(rest -> rest > 0)) {
                rests.put(k, stops.size());
                stops.add(given.stops()
                        .get(k)
                        .withDemand(IntStream.of(left[k]).boxed().toList()));
                whole.add(k);
            }
        }
        problem = given.withStops(stops);
        wholes = List.copyOf(whole);
        flat = new FlatProblem(problem, RunningPlan.NONE, wholes, List.of());
        for (int r = 0; r < routes.size(); r++) {
            add(routes.get(r), visits.get(r));
        }
    }

    private void add(Route route, List<Integer> visits) {
        int[] at = new int[visits.size()];
        rows.add(row(flat, route.vehicleType(), visits, route.halts(), at));
        positions.add(at);
    }

    /**
     * The places of a route.
     *
     * @param at takes the position of each visit
     */
    static int[] row(FlatProblem flat, int type, List<Integer> visits, List<Halt> halts, int[] at) {
        List<Integer> row = new ArrayList<>();
        for (int i = 0; i <= visits.size(); i++) {
            for (Halt halt : halts) {
                if (halt.before() == i) {
                    row.add(place(flat, halt, type));
                }
            }
            if (i < visits.size()) {
                at[i] = row.size();
                row.add(visits.get(i));
            }
        }
        return row.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Place of a halt of a vehicle type. */
    private static int place(FlatProblem flat, Halt halt, int type) {
        return halt.kind() == HaltKind.RELOAD
                ? flat.depot[type]
                : flat.station(type, halt.location())
                        .orElseThrow(() -> new IllegalArgumentException(
                                "location of a recharge must be a station of its vehicle type, was "
                                        + halt.location()));
    }

    /** Lets a walk know of a route's sorties. */
    void fly(Walk walk, int r, Route route) {
        fly(walk, route.sorties(), positions.get(r));
    }

    /** @param at position of each visit in the row */
    static void fly(Walk walk, List<Sortie> sorties, int[] at) {
        walk.sorties.clear();
        sorties.forEach(sortie -> walk.sorties.add(
                sortie.stop(),
                sortie.launch() < 0 ? -1 : at[sortie.launch()],
                sortie.recover() < at.length ? at[sortie.recover()] : Sorties.END));
    }
}
