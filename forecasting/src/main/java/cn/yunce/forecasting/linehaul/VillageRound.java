package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierRules.LastMile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One round of a township over its villages: every set of stops that fits a vehicle by its shortest tour (Held and Karp 1962), then the
 * cheapest way to split all stops into such sets, own vehicle's hours and range kept. Exact up to {@value #MOST_STOPS} stops; more are cut
 * into parts by direction, and a simpler bound holds. A village whose parcels exceed a vehicle gets full ones of its own first.
 */
final class VillageRound {
    static final int MOST_STOPS = 10;

    /** @param index of the village */
    record Stop(int index, long parcels) {}

    record Route(List<Stop> stops, double km, double minutes, boolean hired) {}

    record Plan(List<Route> routes, double cost, double lowerBound) {}

    /** Length of the road between villages, or from the township, which is -1. */
    interface Roads {
        double km(int a, int b);
    }

    private record Label(
            double cost,
            double ownKm,
            double ownMinutes,
            Route route,
            @Nullable Label before) {}

    private final LastMile rules;
    private final Roads roads;

    VillageRound(LastMile rules, Roads roads) {
        this.rules = rules;
        this.roads = roads;
    }

    /** @param parcels by village */
    Plan plan(long[] parcels, IntToDoubleFunction direction) {
        List<Stop> full = new ArrayList<>();
        List<Stop> stops = new ArrayList<>();
        for (int village = 0; village < parcels.length; village++) {
            long rest = parcels[village];
            for (; rest > rules.capacityParcels(); rest -= rules.capacityParcels()) {
                full.add(new Stop(village, rules.capacityParcels()));
            }
            if (rest > 0) {
                stops.add(new Stop(village, rest));
            }
        }
        if (stops.size() <= MOST_STOPS) {
            List<Route> routes = routes(exact(stops, withFull(full)));
            double cost = cost(routes);
            return new Plan(routes, cost, cost);
        }
        stops.sort(Comparator.comparingDouble(stop -> direction.applyAsDouble(stop.index())));
        List<Label> labels = withFull(full);
        for (int from = 0; from < stops.size(); from += MOST_STOPS) {
            labels = exact(stops.subList(from, Math.min(stops.size(), from + MOST_STOPS)), labels);
        }
        List<Route> routes = routes(labels);
        return new Plan(routes, cost(routes), Math.min(cost(routes), simpleBound(full) + simpleBound(stops)));
    }

    /** A full vehicle goes out and back, ours or a hired one. */
    private List<Label> withFull(List<Stop> full) {
        List<Label> labels = List.of(new Label(0, 0, 0, new Route(List.of(), 0, 0, true), null));
        for (Stop stop : full) {
            double km = 2 * roads.km(-1, stop.index());
            List<Label> next = new ArrayList<>();
            labels.forEach(label -> extend(label, List.of(stop), km, next));
            labels = best(next);
        }
        return labels;
    }

    private void extend(Label before, List<Stop> way, double km, List<Label> next) {
        double minutes = minutes(km, way.size());
        next.add(new Label(
                before.cost() + cost(km, true),
                before.ownKm(),
                before.ownMinutes(),
                new Route(way, km, minutes, true),
                before));
        double ownKm = before.ownKm() + km;
        double busy = before.ownMinutes() + minutes;
        if (busy <= rules.roundMinutes() + 1e-9 && (rules.rangeKm() <= 0 || ownKm <= rules.rangeKm() + 1e-9)) {
            next.add(new Label(
                    before.cost() + cost(km, false), ownKm, busy, new Route(way, km, minutes, false), before));
        }
    }

    private static List<Route> routes(List<Label> labels) {
        List<Route> routes = new ArrayList<>();
        for (Label label = labels.stream()
                        .min(Comparator.comparingDouble(Label::cost))
                        .orElseThrow();
                label.before() != null;
                label = label.before()) {
            routes.add(label.route());
        }
        return routes.reversed();
    }

    private double simpleBound(List<Stop> stops) {
        long total = stops.stream().mapToLong(Stop::parcels).sum();
        double farthest = stops.stream()
                .mapToDouble(stop -> roads.km(-1, stop.index()))
                .max()
                .orElse(0);
        return Math.ceilDiv(total, rules.capacityParcels()) * Math.min(rules.routeCost(), rules.hiredRouteCost())
                + 2 * farthest * Math.min(rules.costPerKm(), rules.hiredCostPerKm());
    }

    private double cost(List<Route> routes) {
        return routes.stream()
                .mapToDouble(route -> cost(route.km(), route.hired()))
                .sum();
    }

    double cost(double km, boolean hired) {
        return hired
                ? rules.hiredRouteCost() + km * rules.hiredCostPerKm()
                : rules.routeCost() + km * rules.costPerKm();
    }

    /** All stops by further routes, from labels on. */
    private List<Label> exact(List<Stop> stops, List<Label> before) {
        int sets = 1 << stops.size();
        double[] tour = new double[sets];
        int[][] previous = new int[sets][];
        int[] last = new int[sets];
        tours(stops, tour, previous, last);
        List<List<Stop>> ways = new ArrayList<>();
        List<List<Label>> labels = new ArrayList<>();
        ways.add(List.of());
        labels.add(before);
        for (int set = 1; set < sets; set++) {
            ways.add(tour[set] < Double.MAX_VALUE ? way(stops, set, previous, last) : List.of());
            List<Label> found = new ArrayList<>();
            int lowest = set & -set;
            for (int part = set; part > 0; part = (part - 1) & set) {
                if ((part & lowest) != 0 && tour[part] < Double.MAX_VALUE) {
                    for (Label label : labels.get(set ^ part)) {
                        extend(label, ways.get(part), tour[part], found);
                    }
                }
            }
            labels.add(best(found));
        }
        return labels.getLast();
    }

    private double minutes(double km, int stops) {
        return 60 * km / rules.kmPerHour() + (double) stops * rules.minutesPerStop();
    }

    private static List<Label> best(List<Label> labels) {
        labels.sort(Comparator.comparingDouble(Label::cost));
        List<Label> kept = new ArrayList<>();
        for (Label label : labels) {
            if (kept.stream()
                    .noneMatch(other -> other.ownKm() <= label.ownKm() && other.ownMinutes() <= label.ownMinutes())) {
                kept.add(label);
            }
        }
        return kept;
    }

    /** Shortest tours of all sets that fit a vehicle; others are {@link Double#MAX_VALUE} long. */
    private void tours(List<Stop> stops, double[] tour, int[][] previous, int[] last) {
        int count = stops.size();
        double[][] path = new double[tour.length][];
        for (int set = 1; set < tour.length; set++) {
            long load = 0;
            for (int stop = 0; stop < count; stop++) {
                load += (set >> stop & 1) * stops.get(stop).parcels();
            }
            tour[set] = Double.MAX_VALUE;
            if (load > rules.capacityParcels()) {
                continue;
            }
            path[set] = new double[count];
            previous[set] = new int[count];
            for (int end = 0; end < count; end++) {
                if ((set >> end & 1) == 0) {
                    continue;
                }
                int rest = set ^ (1 << end);
                int to = stops.get(end).index();
                double shortest = rest == 0 ? roads.km(-1, to) : Double.MAX_VALUE;
                int from = -1;
                for (int before = 0; rest > 0 && before < count; before++) {
                    if ((rest >> before & 1) == 1) {
                        double km =
                                path[rest][before] + roads.km(stops.get(before).index(), to);
                        if (km < shortest) {
                            shortest = km;
                            from = before;
                        }
                    }
                }
                path[set][end] = shortest;
                previous[set][end] = from;
                if (shortest + roads.km(to, -1) < tour[set]) {
                    tour[set] = shortest + roads.km(to, -1);
                    last[set] = end;
                }
            }
        }
    }

    private static List<Stop> way(List<Stop> stops, int set, int[][] previous, int[] last) {
        List<Stop> way = new ArrayList<>();
        int stop = last[set];
        for (int rest = set; rest > 0; ) {
            way.add(stops.get(stop));
            int before = previous[rest][stop];
            rest ^= (1 << stop);
            stop = Math.max(0, before);
        }
        return way.reversed();
    }
}
