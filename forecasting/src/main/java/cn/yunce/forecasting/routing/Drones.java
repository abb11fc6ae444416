package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Lets the drones of a plan's vehicles take stops out of their routes, and serve such as no vehicle did, one by one, always what saves most (after Murray and
 * Chu, 2015); a plan is never made dearer.
 */
final class Drones {
    /** How far from a stop's place in its route a drone may start and land, in stops. */
    private static final int REACH = 8;

    private final FlatProblem flat;
    private final Walk walk;
    private final int[] types;
    private final List<int[]> rows;
    private final List<List<Sortie>> flown;
    /** Stops that no vehicle serves. */
    private final List<Integer> left;

    /** @param flown what has begun, by route */
    private Drones(FlatProblem flat, int[] types, List<int[]> rows, List<List<Sortie>> flown, List<Integer> left) {
        this.flat = flat;
        this.types = types;
        this.rows = new ArrayList<>(rows);
        this.flown = new ArrayList<>(flown);
        this.left = new ArrayList<>(left);
        walk = new Walk(flat);
    }

    /** A route's places, and the sorties from it by positions among these. */
    static final class Flown {
        final int[] row;
        final List<Sortie> sorties;

        Flown(int[] row, List<Sortie> sorties) {
            this.row = row;
            this.sorties = sorties;
        }
    }

    static RoutingPlan fly(RoutingProblem problem, RoutingPlan plan) {
        if (problem.conditions().flight().isEmpty()
                || plan.routes().stream()
                        .noneMatch(route -> problem.fleet()
                                .get(route.vehicleType())
                                .equipment()
                                .drone()
                                .isPresent())) {
            return plan;
        }
        PlannedRows planned = new PlannedRows(problem, plan.routes());
        Drones drones = new Drones(
                planned.flat,
                plan.routes().stream().mapToInt(Route::vehicleType).toArray(),
                planned.rows,
                plan.routes().stream().map(route -> List.<Sortie>of()).toList(),
                plan.unassigned().stream()
                        .map(k -> planned.rests.getOrDefault(k, k))
                        .toList());
        drones.run();
        Assembly assembly =
                new Assembly(problem, new Division(planned.problem, RunningPlan.NONE, planned.wholes, planned.wholes));
        List<Route> routes = new ArrayList<>(plan.routes());
        for (int r = 0; r < routes.size(); r++) {
            if (!drones.flown.get(r).isEmpty()) {
                routes.set(r, assembly.route(planned.flat, drones.types[r], drones.rows.get(r), drones.flown.get(r)));
            }
        }
        return assembly.plan(routes, plan.iterations());
    }

    /** What the vehicles' drones do beside what they have begun. */
    static List<Flown> fly(FlatProblem flat, List<Completion.Row> found) {
        int[] types = found.stream().mapToInt(row -> row.type).toArray();
        List<int[]> rows = found.stream().map(row -> row.places).toList();
        List<List<Sortie>> begun = new ArrayList<>();
        boolean[] served = new boolean[flat.stops];
        for (int r = 0; r < types.length; r++) {
            int[] row = rows.get(r);
            begun.add(flat.begun.length == 0 ? List.of() : flat.begun[types[r]].of(row.length));
            begun.get(r).forEach(sortie -> served[sortie.stop()] = true);
            IntStream.of(row).filter(place -> place < flat.stops).forEach(k -> served[k] = true);
        }
        Drones drones = new Drones(
                flat,
                types,
                rows,
                begun,
                IntStream.range(0, flat.stops).filter(k -> !served[k]).boxed().toList());
        if (flat.conditions.flight().isPresent()) {
            drones.run();
        }
        return IntStream.range(0, types.length)
                .mapToObj(r -> new Flown(drones.rows.get(r), drones.flown.get(r)))
                .toList();
    }

    /** What a route would become. */
    private static final class Move {
        final int route;
        final int[] row;
        final List<Sortie> flown;
        final long gain;

        Move(int route, int[] row, List<Sortie> flown, long gain) {
            this.route = route;
            this.row = row;
            this.flown = flown;
            this.gain = gain;
        }

        boolean serves(int k) {
            return flown.stream().anyMatch(sortie -> sortie.stop() == k)
                    || IntStream.of(row).anyMatch(place -> place == k);
        }
    }

    private void run() {
        List<Optional<Move>> moves = new ArrayList<>();
        for (int r = 0; r < types.length; r++) {
            moves.add(best(r));
        }
        Optional<Move> found = best(moves.stream().flatMap(Optional::stream));
        while (found.isPresent()) {
            Move move = found.orElseThrow();
            rows.set(move.route, move.row);
            flown.set(move.route, move.flown);
            List<Integer> served = left.stream().filter(move::serves).toList();
            left.removeAll(served);
            for (int r = 0; r < types.length; r++) {
                if (r == move.route
                        || moves.get(r).stream()
                                .anyMatch(other -> served.stream().anyMatch(other::serves))) {
                    moves.set(r, best(r));
                }
            }
            found = best(moves.stream().flatMap(Optional::stream));
        }
    }

    private static Optional<Move> best(Stream<Move> moves) {
        return moves.max(Comparator.comparingLong(move -> move.gain));
    }

    private Optional<Move> best(int r) {
        Optional<Equipment.Drone> drone = flat.drones.get(types[r]);
        if (drone.isEmpty()) {
            return Optional.empty();
        }
        int[] row = rows.get(r);
        int open = firstOpen(row);
        List<Move> best = new ArrayList<>();
        Trial trial = new Trial(flat, walk, r, types[r], drone.orElseThrow(), open, flown.get(r), best);
        boolean several = stops(flat, row) > 1;
        for (int p = open; several && p < row.length; p++) {
            if (row[p] < flat.stops) {
                trial.takeOut(row, p);
            }
        }
        for (int k : left) {
            trial.serve(row, k);
            trial.putIn(row, k);
        }
        return best(best.stream());
    }

    /** Behind what is locked. */
    private int firstOpen(int[] row) {
        int open = 0;
        for (int i = 0; flat.live && i < row.length; i++) {
            open = row[i] < flat.stops && flat.sealed[row[i]] ? i + 1 : open;
        }
        return open;
    }

    private static long stops(FlatProblem flat, int[] row) {
        return IntStream.of(row).filter(place -> place < flat.stops).count();
    }

    /**
     * Tries sorties on one route.
     *
     * @param open first position that is not locked
     */
    private record Trial(
            FlatProblem flat,
            Walk walk,
            int route,
            int t,
            Equipment.Drone drone,
            int open,
            List<Sortie> flown,
            List<Move> best) {

        void takeOut(int[] row, int p) {
            int k = row[p];
            if (!canFly(k) || flown.stream().anyMatch(sortie -> sortie.launch() == p || sortie.recover() == p)) {
                return;
            }
            int[] without = new int[row.length - 1];
            System.arraycopy(row, 0, without, 0, p);
            System.arraycopy(row, p + 1, without, p, row.length - p - 1);
            List<Sortie> moved = flown.stream()
                    .map(sortie -> new Sortie(
                            sortie.stop(),
                            sortie.launch() > p ? sortie.launch() - 1 : sortie.launch(),
                            sortie.recover() > p ? sortie.recover() - 1 : sortie.recover()))
                    .toList();
            long saved = (way(row) - way(without)) * flat.unitCost[t];
            tryAll(k, without, moved, p - REACH, Math.min(without.length, p + REACH), saved);
        }

        void serve(int[] row, int k) {
            if (canFly(k)) {
                tryAll(k, row, flown, -1, row.length, flat.penalty[k]);
            }
        }

        /** By the vehicle itself, where what the drone took has made room. */
        void putIn(int[] row, int k) {
            if (flown.isEmpty() || (flat.mate[k] >= 0 && !flat.isPickup[k])) {
                return;
            }
            set(flown);
            Reinsertion reinsertion = new Reinsertion(flat, walk);
            int[] with = reinsertion.into(row, t, k, open);
            if (with.length > 0) {
                long worth = flat.penalty[k] + (flat.mate[k] < 0 ? 0 : flat.penalty[flat.mate[k]]);
                long gain = worth - (way(with) - way(row)) * flat.unitCost[t];
                if (gain > (best.isEmpty() ? 0 : best.getLast().gain)) {
                    walk.sorties.shift(reinsertion.bestFrom, reinsertion.bestBy, reinsertion.bestAgainFrom);
                    List<Sortie> moved = flown.stream()
                            .map(sortie -> new Sortie(
                                    sortie.stop(),
                                    walk.sorties.shifted(sortie.launch()),
                                    walk.sorties.shifted(sortie.recover())))
                            .toList();
                    walk.sorties.unshift();
                    best.add(new Move(route, with, moved, gain));
                }
            }
        }

        private void set(List<Sortie> all) {
            walk.sorties.clear();
            all.forEach(each -> walk.sorties.add(each.stop(), each.launch(), each.recover()));
        }

        private boolean canFly(int k) {
            boolean flies = flat.flown[k] && flat.mate[k] < 0 && (flat.allowed[k] >> t & 1) == 1;
            for (int d = 0; d < flat.dimensions; d++) {
                flies &= flat.demand[k * flat.dimensions + d] <= drone.payload().get(d);
            }
            return flies;
        }

        private void tryAll(int k, int[] row, List<Sortie> others, int first, int last, long saved) {
            for (int i = Math.max(first, open - 1); i < last; i++) {
                if (i >= 0 && row[i] >= flat.stops) {
                    continue;
                }
                for (int j = Math.max(i, 0); j <= last; j++) {
                    if (j > i && j < row.length && flat.isDepot(row[j])) {
                        break;
                    }
                    int launch = i;
                    int recover = j;
                    boolean apart =
                            others.stream().allMatch(other -> recover <= other.launch() || launch >= other.recover());
                    if (apart && (j == row.length || row[j] < flat.stops)) {
                        offer(new Sortie(k, i, j), row, others, saved);
                    }
                }
            }
        }

        private void offer(Sortie sortie, int[] row, List<Sortie> others, long saved) {
            TravelMatrix flight = flat.conditions.flight().orElseThrow();
            int from = at(row, sortie.launch());
            int to = at(row, sortie.recover());
            int stop = flat.location[sortie.stop()];
            long way = (long) flight.distance(from, stop) + flight.distance(stop, to);
            long gain = saved - drone.flightCost() - way * drone.costPerDistance();
            if (way > drone.range() || gain <= (best.isEmpty() ? 0 : best.getLast().gain)) {
                return;
            }
            List<Sortie> all = new ArrayList<>(others);
            all.add(sortie);
            all.sort(Comparator.comparingInt(Sortie::launch).thenComparingInt(Sortie::recover));
            set(all);
            if (walk.check(row, row.length, t) == Rule.NONE) {
                best.add(new Move(route, row, all, gain));
            }
        }

        private int at(int[] row, int position) {
            return flat.location[position < 0 || position == row.length ? flat.depot[t] : row[position]];
        }

        private long way(int[] row) {
            return flat.way(row, row.length, t);
        }
    }
}
