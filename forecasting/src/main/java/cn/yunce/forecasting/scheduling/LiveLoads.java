package cn.yunce.forecasting.scheduling;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a live day's parcels on given trips: a flow of least cost through time, by line. A trip carries what is there when it leaves;
 * loads change no more than they must; what the trips cannot hold is left over.
 */
final class LiveLoads {
    private static final long REST = 1000;

    /**
     * @param trips with their parcels, those with none left out
     * @param left millionths of a parcel by line that no trip carries
     */
    record Loaded(List<LiveTrip> trips, List<Long> left) {}

    private record Arc(int id, int trip, int position) {}

    private final LiveFleet fleet;
    private final MinCostFlow flow = new MinCostFlow();
    private final List<LiveTrip> trips;
    private final List<NavigableMap<Integer, Integer>> nodes = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final Map<Integer, Long> supply = new HashMap<>();
    private final List<Arc> arcs = new ArrayList<>();
    private final long[][] loads;
    private int count;

    private LiveLoads(LiveFleet fleet, List<LiveTrip> trips) {
        this.fleet = fleet;
        this.trips = trips;
        loads = new long[trips.size()][];
    }

    /**
     * Empty when there is no way: a locked trip's parcels are not there, or a trip that must leave full, or for all its lines, cannot.
     */
    static Optional<Loaded> of(LiveFleet fleet, List<LiveTrip> trips) {
        return new LiveLoads(fleet, trips).load();
    }

    private Optional<Loaded> load() {
        int sink = count++;
        makeLines();
        long[] total = {0};
        for (int trip = 0; trip < trips.size(); trip++) {
            if (!addTrip(trip, sink)) {
                flow.delete();
                return Optional.empty();
            }
        }
        int[] rests = new int[ends.size()];
        for (int line = 0; line < rests.length; line++) {
            rests[line] = flow.addArcWithCapacityAndUnitCost(ends.get(line), sink, total(), REST);
        }
        supply.forEach((node, amount) -> {
            flow.setNodeSupply(node, amount);
            total[0] += amount;
        });
        flow.setNodeSupply(sink, -total[0]);
        MinCostFlowBase.Status status = flow.solve();
        if (status != MinCostFlowBase.Status.OPTIMAL) {
            flow.delete();
            if (status != MinCostFlowBase.Status.INFEASIBLE) {
                throw new IllegalStateException("the flow of parcels must be solved, was " + status);
            }
            return Optional.empty();
        }
        arcs.forEach(arc -> loads[arc.trip()][arc.position()] += flow.getFlow(arc.id()));
        List<Long> left = new ArrayList<>();
        for (int rest : rests) {
            left.add(flow.getFlow(rest));
        }
        flow.delete();
        return Optional.of(new Loaded(loaded(), left));
    }

    private long total() {
        long total = 0;
        for (int line = 0; line < fleet.lines().size(); line++) {
            total += fleet.arrivals(line).total();
        }
        return total;
    }

    private void makeLines() {
        for (int line = 0; line < fleet.lines().size(); line++) {
            NavigableMap<Integer, Integer> minutes = new TreeMap<>();
            for (LiveTrip trip : trips) {
                if (trip.lines().contains(line)) {
                    minutes.put(trip.departure(), 0);
                }
            }
            long before = 0;
            int last = -1;
            for (Map.Entry<Integer, Integer> minute : minutes.entrySet()) {
                int node = count++;
                minute.setValue(node);
                long there = there(line, minute.getKey());
                supply.put(node, there - before);
                before = there;
                if (last >= 0) {
                    flow.addArcWithCapacityAndUnitCost(last, node, total(), 0);
                }
                last = node;
            }
            int end = count++;
            supply.put(end, fleet.arrivals(line).total() - before);
            if (last >= 0) {
                flow.addArcWithCapacityAndUnitCost(last, end, total(), 0);
            }
            nodes.add(minutes);
            ends.add(end);
        }
    }

    private long there(int line, int minute) {
        return fleet.rules().holds(LiveRules.Base.PARCELS_THERE)
                ? fleet.arrivals(line).accumulated(minute)
                : fleet.arrivals(line).total();
    }

    private boolean addTrip(int index, int sink) {
        LiveTrip trip = trips.get(index);
        int node = count++;
        loads[index] = new long[trip.lines().size()];
        long room = trip.handling().capacity();
        boolean locked = fleet.locked(trip);
        boolean full = !fleet.early() && fleet.before(trip.lines(), trip.departure());
        if (full && !locked && trip.lines().size() > 1) {
            return false;
        }
        if (full && locked && !fleet.full(trip)) {
            return false;
        }
        for (int position = 0; position < trip.lines().size(); position++) {
            int line = trip.lines().get(position);
            int from = nodes.get(line).getOrDefault(trip.departure(), -1);
            long old = trip.loads().get(position);
            long least = fleet.stays(trip) ? Math.min(old, Demand.PARCEL) : 0;
            if (locked) {
                least = old;
            } else if (full) {
                least = trip.handling().capacity();
            }
            supply.merge(from, -least, Long::sum);
            loads[index][position] = least;
            room -= least;
            if (!locked && !full) {
                arcs.add(new Arc(flow.addArcWithCapacityAndUnitCost(from, node, old - least, 0), index, position));
                arcs.add(new Arc(flow.addArcWithCapacityAndUnitCost(from, node, total(), 1), index, position));
            }
        }
        flow.addArcWithCapacityAndUnitCost(node, sink, Math.max(0, room), 0);
        return true;
    }

    private List<LiveTrip> loaded() {
        List<LiveTrip> loaded = new ArrayList<>();
        for (int index = 0; index < loads.length; index++) {
            List<Integer> aboard = new ArrayList<>();
            List<Long> amounts = new ArrayList<>();
            LiveTrip trip = trips.get(index);
            for (int position = 0; position < loads[index].length; position++) {
                if (loads[index][position] > 0) {
                    aboard.add(trip.lines().get(position));
                    amounts.add(loads[index][position]);
                }
            }
            if (!aboard.isEmpty()) {
                loaded.add(new LiveTrip(trip.id(), aboard, amounts, trip.handling(), trip.departure(), trip.vehicle()));
            }
        }
        return loaded;
    }
}
