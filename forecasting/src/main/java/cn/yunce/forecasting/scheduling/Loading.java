package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.Moves.Move;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts parcels on trips: a greatest flow from lines to trips (shortest augmenting paths, Edmonds and Karp 1972) over whole
 * millionths of parcels. What the trips cannot hold leaves by further external trips, so all parcels are always carried.
 */
final class Loading {
    private record Slot(Way way, long capacity, int departure, boolean own) {}

    private final WaveProblem problem;
    private final List<Draft> trips = new ArrayList<>();

    private Loading(WaveProblem problem) {
        this.problem = problem;
    }

    static List<Draft> load(WaveProblem problem, TripCounts counts) {
        return new Loading(problem).load(counts);
    }

    private List<Draft> load(TripCounts counts) {
        Map<Demand, Long> left = new HashMap<>();
        problem.demands().forEach(demand -> left.put(demand, demand.total()));
        List<Slot> slots = new ArrayList<>();
        List<Move> chronological = counts.own().keySet().stream()
                .sorted(Comparator.comparingInt(Move::departure))
                .toList();
        for (Move move : chronological) {
            for (int i = 0; i < counts.own().getOrDefault(move, 0); i++) {
                if (move.load() == Moves.Load.FULL) {
                    loadFull(move, left);
                } else {
                    slots.add(new Slot(move.way(), move.handling().capacity(), move.departure(), true));
                }
            }
        }
        counts.external().forEach((way, count) -> {
            for (int i = 0; i < count; i++) {
                slots.add(new Slot(way, Handling.LOOSE.capacity(), way.latestDeparture(), false));
            }
        });
        share(slots, left);
        left.forEach((demand, amount) -> addExternal(demand, amount));
        return List.copyOf(trips);
    }

    private void loadFull(Move move, Map<Demand, Long> left) {
        Demand demand = move.way().demands().getFirst();
        long amount = move.handling().capacity();
        left.merge(demand, -amount, Long::sum);
        trips.add(Draft.of(List.of(new Draft.Load(demand, amount)), problem.container(), move.departure(), true));
    }

    private void addExternal(Demand demand, long amount) {
        for (long rest = amount; rest > 0; rest -= Handling.LOOSE.capacity()) {
            trips.add(Draft.of(
                    List.of(new Draft.Load(demand, Math.min(rest, Handling.LOOSE.capacity()))),
                    problem.container(),
                    demand.line().latestDepartureMinute(),
                    false));
        }
    }

    /** Loads the slots and takes what they hold from {@code left}. */
    private void share(List<Slot> slots, Map<Demand, Long> left) {
        int trips = slots.size();
        int lines = problem.demands().size();
        long[] room = slots.stream().mapToLong(Slot::capacity).toArray();
        long[] rest = problem.demands().stream()
                .mapToLong(demand -> left.getOrDefault(demand, 0L))
                .toArray();
        long[][] aboard = new long[trips][lines];
        boolean[][] serves = new boolean[trips][lines];
        for (int trip = 0; trip < trips; trip++) {
            for (int line = 0; line < lines; line++) {
                serves[trip][line] = slots.get(trip)
                        .way()
                        .demands()
                        .contains(problem.demands().get(line));
            }
        }
        for (int line = 0; line < lines; line++) {
            while (rest[line] > 0 && augment(line, serves, aboard, room, rest)) {
                // each round puts parcels of the line aboard, moving others' where that makes room
            }
            left.put(problem.demands().get(line), rest[line]);
        }
        for (int trip = 0; trip < trips; trip++) {
            List<Draft.Load> loads = new ArrayList<>();
            for (int line = 0; line < lines; line++) {
                if (aboard[trip][line] > 0) {
                    loads.add(new Draft.Load(problem.demands().get(line), aboard[trip][line]));
                }
            }
            Slot slot = slots.get(trip);
            if (!loads.isEmpty()) {
                this.trips.add(Draft.of(loads, problem.container(), slot.departure(), slot.own()));
            }
        }
    }

    private static boolean augment(int from, boolean[][] serves, long[][] aboard, long[] room, long[] rest) {
        int trips = serves.length;
        int lines = rest.length;
        int[] tripFrom = new int[trips];
        int[] lineFrom = new int[lines];
        Arrays.fill(tripFrom, -1);
        Arrays.fill(lineFrom, -1);
        Deque<Integer> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            int line = open.remove();
            for (int trip = 0; trip < trips; trip++) {
                if (!serves[trip][line] || tripFrom[trip] >= 0) {
                    continue;
                }
                tripFrom[trip] = line;
                if (room[trip] > 0) {
                    push(from, trip, tripFrom, lineFrom, aboard, room, rest);
                    return true;
                }
                for (int other = 0; other < lines; other++) {
                    if (other != from && lineFrom[other] < 0 && aboard[trip][other] > 0) {
                        lineFrom[other] = trip;
                        open.add(other);
                    }
                }
            }
        }
        return false;
    }

    private static void push(
            int from, int last, int[] tripFrom, int[] lineFrom, long[][] aboard, long[] room, long[] rest) {
        long amount = Math.min(room[last], rest[from]);
        for (int line = tripFrom[last]; line != from; line = tripFrom[lineFrom[line]]) {
            amount = Math.min(amount, aboard[lineFrom[line]][line]);
        }
        room[last] -= amount;
        rest[from] -= amount;
        int trip = last;
        while (true) {
            int line = tripFrom[trip];
            aboard[trip][line] += amount;
            if (line == from) {
                return;
            }
            trip = lineFrom[line];
            aboard[trip][line] -= amount;
        }
    }
}
