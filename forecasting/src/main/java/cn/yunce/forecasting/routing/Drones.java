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

    private final RoutingProblem problem;

    Drones(RoutingProblem problem) {
        this.problem = problem;
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

    RoutingPlan fly(RoutingPlan plan) {
        if (problem.conditions().flight().isEmpty()
                || plan.routes().stream().noneMatch(route -> drone(route).isPresent())) {
            return plan;
        }
        PlannedRows planned = new PlannedRows(problem, plan.routes());
        Walk walk = new Walk(planned.flat);
        List<Route> routes = new ArrayList<>(plan.routes());
        List<int[]> rows = new ArrayList<>(planned.rows);
        List<List<Sortie>> flown =
                new ArrayList<>(routes.stream().map(route -> List.<Sortie>of()).toList());
        List<Integer> left = new ArrayList<>(plan.unassigned().stream()
                .map(k -> planned.rests.getOrDefault(k, k))
                .toList());
        List<Optional<Move>> moves = new ArrayList<>();
        for (int r = 0; r < routes.size(); r++) {
            moves.add(best(planned.flat, walk, r, routes.get(r), rows.get(r), flown.get(r), left));
        }
        Optional<Move> found = best(moves.stream().flatMap(Optional::stream));
        while (found.isPresent()) {
            Move move = found.orElseThrow();
            rows.set(move.route, move.row);
            flown.set(move.route, move.flown);
            List<Integer> served = left.stream().filter(move::serves).toList();
            left.removeAll(served);
            for (int r = 0; r < routes.size(); r++) {
                if (r == move.route
                        || moves.get(r).stream()
                                .anyMatch(other -> served.stream().anyMatch(other::serves))) {
                    moves.set(r, best(planned.flat, walk, r, routes.get(r), rows.get(r), flown.get(r), left));
                }
            }
            found = best(moves.stream().flatMap(Optional::stream));
        }
        Assembly assembly = new Assembly(problem, new Division(planned.problem, planned.wholes()));
        for (int r = 0; r < routes.size(); r++) {
            if (!flown.get(r).isEmpty()) {
                routes.set(r, assembly.route(planned.flat, routes.get(r).vehicleType(), rows.get(r), flown.get(r)));
            }
        }
        return assembly.plan(routes, plan.iterations());
    }

    private Optional<Equipment.Drone> drone(Route route) {
        return problem.fleet().get(route.vehicleType()).equipment().drone();
    }

    private static Optional<Move> best(Stream<Move> moves) {
        return moves.max(Comparator.comparingLong(move -> move.gain));
    }

    private Optional<Move> best(
            FlatProblem flat, Walk walk, int r, Route route, int[] row, List<Sortie> flown, List<Integer> left) {
        Optional<Equipment.Drone> drone = drone(route);
        if (drone.isEmpty()) {
            return Optional.empty();
        }
        List<Move> best = new ArrayList<>();
        Trial trial = new Trial(flat, walk, r, route.vehicleType(), drone.orElseThrow(), flown, best);
        boolean several = stops(flat, row) > 1;
        for (int p = 0; several && p < row.length; p++) {
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

    private static long stops(FlatProblem flat, int[] row) {
        return IntStream.of(row).filter(place -> place < flat.stops).count();
    }

    /** Tries sorties on one route. */
    private record Trial(
            FlatProblem flat, Walk walk, int route, int t, Equipment.Drone drone, List<Sortie> flown, List<Move> best) {

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
            tryAll(k, without, moved, Math.max(-1, p - REACH), Math.min(without.length, p + REACH), saved);
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
            int[] with = reinsertion.into(row, t, k);
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
            for (int i = first; i < last; i++) {
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
