package cn.yunce.forecasting.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A wave's trips by dispatching: as soon as a vehicle is free it takes a full load of the line that saves most a minute and is
 * back before its latest departure; what is left then leaves merged. A local search changes what lines are worth to the
 * dispatcher, and how often it may serve them, as long as the plan gets cheaper.
 */
final class DispatchSearch {
    private static final double SPREAD = 0.5;

    private final WaveProblem problem;
    private final List<Demand> demands;
    private final Handling handling;
    private final int[] turns;
    private final int[] dues;
    private final double[] own;
    private final double[] external;
    /** Lines that may share a trip, those first that save most by it. */
    private final List<int[]> merges;

    private final int firstMinute;
    private final int lastMinute;
    private final Random random;

    private double[] worth;
    private int[] most;

    private DispatchSearch(WaveProblem problem, int grid, long seed) {
        this.problem = problem;
        demands = problem.demands();
        handling = problem.container() ? Handling.CONTAINER : Handling.LOOSE;
        turns = demands.stream()
                .mapToInt(demand -> handling.turnMinutes(demand.line().transitMinutes(), grid))
                .toArray();
        dues = demands.stream()
                .mapToInt(demand -> demand.line().latestDepartureMinute())
                .toArray();
        own = demands.stream().mapToDouble(demand -> demand.line().ownCost()).toArray();
        external = demands.stream()
                .mapToDouble(demand -> demand.line().externalCost())
                .toArray();
        merges = problem.listWays().stream()
                .filter(way -> !way.single())
                .sorted(Comparator.comparingDouble(DispatchSearch::saving).reversed())
                .map(way -> way.demands().stream().mapToInt(demands::indexOf).toArray())
                .toList();
        firstMinute = demands.stream()
                .mapToInt(demand -> Math.min(demand.readyMinute(handling.capacity()), demand.readyMinute()))
                .min()
                .orElseThrow();
        lastMinute = Arrays.stream(dues).max().orElseThrow();
        random = new Random(seed);
        worth = new double[turns.length];
        most = new int[turns.length];
        for (int line = 0; line < worth.length; line++) {
            worth[line] = 1;
            most[line] = (int) (demands.get(line).total() / handling.capacity());
        }
    }

    private static double saving(Way way) {
        return way.demands().stream()
                        .mapToDouble(demand -> demand.line().externalCost())
                        .sum()
                - way.externalCost();
    }

    /** The cheapest trips of so many tries, own ones at minutes that their vehicles keep on a grid of {@code grid} minutes. */
    static List<Draft> search(WaveProblem problem, int grid, int tries, Deadline deadline, long seed) {
        DispatchSearch search = new DispatchSearch(problem, grid, seed);
        List<int[]> best = search.dispatch();
        double cost = search.cost(best);
        for (int round = 0; round < tries && !deadline.passed(); round++) {
            double[] worth = search.worth.clone();
            int[] most = search.most.clone();
            search.change();
            List<int[]> next = search.dispatch();
            double nextCost = search.cost(next);
            if (nextCost <= cost) {
                best = next;
                cost = nextCost;
            } else {
                search.worth = worth;
                search.most = most;
            }
        }
        return search.trips(best);
    }

    private void change() {
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int line = random.nextInt(worth.length);
            if (random.nextBoolean()) {
                worth[line] = Math.exp(SPREAD * random.nextGaussian());
            } else {
                int limit = (int) (demands.get(line).total() / handling.capacity());
                most[line] = Math.clamp(most[line] + (random.nextBoolean() ? 1 : -1), 0, limit);
            }
        }
    }

    /** Full trips before the latest departure, as line and minute. */
    private List<int[]> dispatch() {
        List<int[]> trips = new ArrayList<>();
        int[] taken = new int[turns.length];
        int[] backAt = new int[lastMinute + 1];
        int free = problem.vehicles();
        double[] score = new double[turns.length];
        double share = (double) handling.parcels() / Handling.LOOSE.parcels();
        for (int line = 0; line < score.length; line++) {
            score[line] = worth[line] * (share * external[line] - own[line]) / turns[line];
        }
        for (int minute = firstMinute; minute < lastMinute; minute++) {
            free += backAt[minute];
            while (free > 0) {
                int best = -1;
                for (int line = 0; line < turns.length; line++) {
                    if (taken[line] < most[line]
                            && (best < 0 ? score[line] > 0 : score[line] > score[best])
                            && minute + turns[line] <= dues[line]
                            && demands.get(line).accumulated(minute) >= (taken[line] + 1) * handling.capacity()) {
                        best = line;
                    }
                }
                if (best < 0) {
                    break;
                }
                trips.add(new int[] {best, minute});
                taken[best]++;
                free--;
                backAt[minute + turns[best]]++;
            }
        }
        return trips;
    }

    private long[] left(List<int[]> early) {
        long[] left = demands.stream().mapToLong(Demand::total).toArray();
        early.forEach(trip -> left[trip[0]] -= handling.capacity());
        return left;
    }

    /** Lines that share a last trip, greatest savings first; {@code left} keeps what fits no merged trip. */
    private List<int[]> merge(long[] left) {
        List<int[]> merged = new ArrayList<>();
        long capacity = Handling.LOOSE.capacity();
        boolean[] used = new boolean[left.length];
        for (int[] lines : merges) {
            long sum = 0;
            boolean all = true;
            for (int line : lines) {
                long rest = left[line] % capacity;
                all &= !used[line] && rest > 0;
                sum += rest;
            }
            if (all && sum <= capacity) {
                merged.add(lines);
                for (int line : lines) {
                    used[line] = true;
                }
            }
        }
        return merged;
    }

    private double cost(List<int[]> early) {
        double cost = 0;
        for (int[] trip : early) {
            cost += own[trip[0]];
        }
        long[] left = left(early);
        double[] savings = new double[left.length + (int) (Arrays.stream(left).sum() / Handling.LOOSE.capacity())];
        int trips = 0;
        boolean[] used = new boolean[left.length];
        for (int[] lines : merge(left)) {
            double dearest = 0;
            double ownCost = 0;
            for (int line : lines) {
                used[line] = true;
                dearest = Math.max(dearest, external[line]);
                ownCost = Math.max(ownCost, own[line]);
            }
            cost += dearest;
            savings[trips++] = dearest - ownCost;
        }
        for (int line = 0; line < left.length; line++) {
            long count = used[line]
                    ? left[line] / Handling.LOOSE.capacity()
                    : Math.ceilDiv(left[line], Handling.LOOSE.capacity());
            cost += count * external[line];
            for (int i = 0; i < count; i++) {
                savings[trips++] = external[line] - own[line];
            }
        }
        Arrays.sort(savings, 0, trips);
        for (int i = 0; i < Math.min(trips, problem.vehicles()); i++) {
            cost -= Math.max(0, savings[trips - 1 - i]);
        }
        return cost;
    }

    private List<Draft> trips(List<int[]> early) {
        List<Draft> trips = new ArrayList<>();
        for (int[] trip : early) {
            trips.add(Draft.of(
                    List.of(new Draft.Load(demands.get(trip[0]), handling.capacity())),
                    problem.container(),
                    trip[1],
                    true));
        }
        long[] left = left(early);
        long capacity = Handling.LOOSE.capacity();
        for (int[] lines : merge(left)) {
            List<Draft.Load> loads = new ArrayList<>();
            for (int line : lines) {
                loads.add(new Draft.Load(demands.get(line), left[line] % capacity));
                left[line] -= left[line] % capacity;
            }
            trips.add(last(loads));
        }
        for (int line = 0; line < left.length; line++) {
            for (long rest = left[line]; rest > 0; rest -= capacity) {
                trips.add(last(List.of(new Draft.Load(demands.get(line), Math.min(rest, capacity)))));
            }
        }
        return trips;
    }

    private Draft last(List<Draft.Load> loads) {
        Draft draft = Draft.of(loads, problem.container(), 0, true);
        return draft.at(draft.way().latestDeparture());
    }
}
