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
            int set,
            boolean hired,
            @Nullable Label before) {}

    private final LastMile rules;
    private final Roads roads;

    VillageRound(LastMile rules, Roads roads) {
        this.rules = rules;
        this.roads = roads;
    }

    /** @param parcels by village */
    Plan plan(long[] parcels, IntToDoubleFunction direction) {
        List<Stop> stops = new ArrayList<>();
        for (int village = 0; village < parcels.length; village++) {
            for (long rest = parcels[village]; rest > 0; rest -= rules.capacityParcels()) {
                stops.add(new Stop(village, Math.min(rest, rules.capacityParcels())));
            }
        }
        if (stops.size() <= MOST_STOPS) {
            List<Route> routes = exact(stops, 0, 0);
            double cost = cost(routes);
            return new Plan(routes, cost, cost);
        }
        stops.sort(Comparator.comparingDouble(stop -> direction.applyAsDouble(stop.index())));
        List<Route> routes = new ArrayList<>();
        double km = 0;
        double minutes = 0;
        for (int from = 0; from < stops.size(); from += MOST_STOPS) {
            List<Route> part = exact(stops.subList(from, Math.min(stops.size(), from + MOST_STOPS)), km, minutes);
            routes.addAll(part);
            for (Route route : part) {
                km += route.hired() ? 0 : route.km();
                minutes += route.hired() ? 0 : route.minutes();
            }
        }
        return new Plan(routes, cost(routes), Math.min(cost(routes), simpleBound(stops)));
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

    private List<Route> exact(List<Stop> stops, double kmBefore, double minutesBefore) {
        int count = stops.size();
        int sets = 1 << count;
        double[] tour = new double[sets];
        int[][] previous = new int[sets][];
        int[] last = new int[sets];
        tours(stops, tour, previous, last);
        List<List<Label>> labels = new ArrayList<>();
        labels.add(List.of(new Label(0, kmBefore, minutesBefore, 0, false, null)));
        for (int set = 1; set < sets; set++) {
            List<Label> found = new ArrayList<>();
            int lowest = set & -set;
            for (int part = set; part > 0; part = (part - 1) & set) {
                if ((part & lowest) != 0 && tour[part] < Double.MAX_VALUE) {
                    double minutes = minutes(tour[part], Integer.bitCount(part));
                    for (Label before : labels.get(set ^ part)) {
                        found.add(new Label(
                                before.cost() + cost(tour[part], true),
                                before.ownKm(),
                                before.ownMinutes(),
                                part,
                                true,
                                before));
                        double km = before.ownKm() + tour[part];
                        double busy = before.ownMinutes() + minutes;
                        if (busy <= rules.roundMinutes() + 1e-9
                                && (rules.rangeKm() <= 0 || km <= rules.rangeKm() + 1e-9)) {
                            found.add(
                                    new Label(before.cost() + cost(tour[part], false), km, busy, part, false, before));
                        }
                    }
                }
            }
            labels.add(best(found));
        }
        Label label = labels.getLast().stream()
                .min(Comparator.comparingDouble(Label::cost))
                .orElseThrow();
        List<Route> routes = new ArrayList<>();
        while (label.before() != null) {
            routes.add(new Route(
                    way(stops, label.set(), previous, last),
                    tour[label.set()],
                    minutes(tour[label.set()], Integer.bitCount(label.set())),
                    label.hired()));
            label = label.before();
        }
        return routes.reversed();
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
