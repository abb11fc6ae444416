package cn.yunce.forecasting.scheduling;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Duties of a fleet's own vehicles over the day. */
final class Duties {
    private static final double COST_SCALE = 1000;
    private static final Comparator<Draft> CHRONOLOGICAL = Comparator.comparingInt(Draft::departure)
            .thenComparing(draft -> draft.way().demands().getFirst().line().code())
            .thenComparing(Comparator.comparingLong(Draft::amount).reversed());

    /** @param vehicle index of the own vehicle, 0-based; -1 for an external carrier */
    record Assigned(Draft trip, int vehicle) {}

    /** A vehicle is away from a departure until it is back, which saves so much. */
    record Span(int departure, int back, double saving) {}

    private Duties() {}

    /**
     * Chooses the trips that own vehicles make so that most is saved against external carriers, at the departures given: a
     * flow of vehicles through time, of least cost. All others go external, at their latest departure.
     */
    static List<Draft> choose(List<Draft> trips, int vehicles) {
        boolean[] own = mostSaving(
                trips.stream()
                        .map(draft -> new Span(draft.departure(), draft.back(), draft.saving()))
                        .toList(),
                vehicles);
        List<Draft> chosen = new ArrayList<>();
        for (int trip = 0; trip < trips.size(); trip++) {
            Draft draft = trips.get(trip);
            chosen.add(
                    own[trip] ? draft.by(true) : draft.by(false).at(draft.way().latestDeparture()));
        }
        return chosen;
    }

    /** Which spans as many vehicles make, so that most is saved; none that saves nothing. */
    static boolean[] mostSaving(List<Span> spans, int vehicles) {
        NavigableMap<Integer, Integer> nodes = new TreeMap<>();
        spans.forEach(span -> {
            nodes.put(span.departure(), 0);
            nodes.put(span.back(), 0);
        });
        int count = 0;
        for (Map.Entry<Integer, Integer> node : nodes.entrySet()) {
            node.setValue(count++);
        }
        boolean[] made = new boolean[spans.size()];
        if (count > 0 && vehicles > 0) {
            MinCostFlow flow = new MinCostFlow();
            for (Span span : spans) {
                flow.addArcWithCapacityAndUnitCost(
                        node(nodes, span.departure()),
                        node(nodes, span.back()),
                        1,
                        -Math.round(span.saving() * COST_SCALE));
            }
            for (int node = 0; node + 1 < count; node++) {
                flow.addArcWithCapacityAndUnitCost(node, node + 1, vehicles, 0);
            }
            flow.setNodeSupply(0, vehicles);
            flow.setNodeSupply(count - 1, -vehicles);
            if (flow.solve() != MinCostFlowBase.Status.OPTIMAL) {
                throw new IllegalStateException("the flow of vehicles must have a solution, had none");
            }
            for (int span = 0; span < spans.size(); span++) {
                made[span] = flow.getFlow(span) > 0 && spans.get(span).saving() > 0;
            }
            flow.delete();
        }
        return made;
    }

    private static int node(Map<Integer, Integer> nodes, int minute) {
        return nodes.getOrDefault(minute, -1);
    }

    /**
     * Gives each own trip a vehicle and moves it as early as its vehicle and its parcels allow, trips of one vehicle and of one
     * line in the order they had. An own trip whose vehicle or parcels are not there by its departure goes external.
     *
     * @param early rule "early": trips leave as soon as what they carry is there
     */
    static List<Assigned> assign(List<Draft> trips, int vehicles, boolean early) {
        int[] free = new int[vehicles];
        Arrays.fill(free, Integer.MIN_VALUE);
        Map<Demand, Long> gone = new HashMap<>();
        List<Assigned> assigned = new ArrayList<>();
        for (Draft trip : trips.stream().sorted(CHRONOLOGICAL).toList()) {
            int vehicle = trip.own() ? lastFreed(free, trip.departure()) : -1;
            int ready = vehicle >= 0 ? readyMinute(trip, gone, early) : Integer.MAX_VALUE;
            if (ready > trip.departure()) {
                assigned.add(new Assigned(trip.by(false).at(trip.way().latestDeparture()), -1));
                continue;
            }
            trip.loads().forEach(load -> gone.merge(load.demand(), load.amount(), Long::sum));
            Draft moved = trip.at(Math.max(ready, free[vehicle]));
            free[vehicle] = moved.back();
            assigned.add(new Assigned(moved, vehicle));
        }
        return assigned;
    }

    /**
     * Moves own trips as late as their latest departure and their vehicle's next trip allow: to the minutes of {@link Moves}.
     * Vehicles are those of {@code assigned}.
     */
    static List<Draft> late(List<Assigned> assigned) {
        Map<Integer, Integer> next = new HashMap<>();
        List<Draft> late = new ArrayList<>();
        for (Assigned duty : assigned.reversed()) {
            Draft trip = duty.trip();
            if (trip.own()) {
                int back = next.getOrDefault(duty.vehicle(), Integer.MAX_VALUE);
                int turn = trip.back() - trip.departure();
                trip = trip.at(Math.min(trip.way().latestDeparture(), back - turn));
                next.put(duty.vehicle(), trip.departure());
            }
            late.add(trip);
        }
        return late;
    }

    private static int readyMinute(Draft trip, Map<Demand, Long> gone, boolean early) {
        if (early) {
            return trip.loads().stream()
                    .mapToInt(load -> load.demand().readyMinute(gone.getOrDefault(load.demand(), 0L) + load.amount()))
                    .max()
                    .orElseThrow();
        }
        if (!trip.full()) {
            return trip.way().readyMinute();
        }
        Demand demand = trip.way().demands().getFirst();
        return demand.readyMinute(gone.getOrDefault(demand, 0L) + trip.amount());
    }

    /** The vehicle that came back last of those free by the minute, so that vehicles are used one after another; -1 for none. */
    private static int lastFreed(int[] free, int minute) {
        int best = -1;
        for (int vehicle = 0; vehicle < free.length; vehicle++) {
            if (free[vehicle] <= minute && (best < 0 || free[vehicle] > free[best])) {
                best = vehicle;
            }
        }
        return best;
    }

    /** A day's duties of its waves' trips, chronological. */
    static List<Assigned> day(List<Draft> wanted, int vehicles, boolean early) {
        List<Draft> moved =
                assign(wanted, vehicles, early).stream().map(Assigned::trip).toList();
        return assign(choose(moved, vehicles), vehicles, early).stream()
                .sorted(Comparator.comparingInt(duty -> duty.trip().departure()))
                .toList();
    }

    static double cost(List<Draft> trips) {
        return trips.stream().mapToDouble(Draft::cost).sum();
    }
}
