package cn.yunce.forecasting.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A wave's trips by dispatching: as soon as a vehicle is free it takes a full load of the line that saves most a minute and is
 * back before its latest departure; what is left then leaves merged. A local search changes what lines are worth to the
 * dispatcher, and how often it may serve them, as long as the plan gets cheaper.
 */
final class DispatchSearch {
    private static final double SPREAD = 0.5;
    private static final int FIRST_PACKING = 20_000;
    private static final int PACKING = 300;
    private static final double PACKING_TEMPERATURE = 4;

    private final WaveProblem problem;
    private final List<Demand> demands;
    private final Handling handling;
    private final int[] turns;
    private final int[] looseTurns;
    private final int[] dues;
    private final double[] own;
    private final double[] external;
    /** Lines that may share a trip, those first that save most by it. */
    private final List<int[]> merges;

    private final LastTripsOfWave last;
    private final int firstMinute;
    private final int lastMinute;
    private final Random random;

    private double[] worth;
    private int[] most;
    /** How many of a line's trips, its first ones, go loose where there are containers. */
    private int[] loose;

    private DispatchSearch(WaveProblem problem, long seed) {
        this.problem = problem;
        demands = problem.demands();
        handling = problem.container() ? Handling.CONTAINER : Handling.LOOSE;
        turns = turns(handling);
        looseTurns = turns(Handling.LOOSE);
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
        last = new LastTripsOfWave(problem);
        worth = new double[turns.length];
        most = new int[turns.length];
        loose = new int[turns.length];
        for (int line = 0; line < worth.length; line++) {
            worth[line] = 1;
            most[line] = (int) (demands.get(line).total() / handling.capacity());
        }
    }

    private int[] turns(Handling with) {
        return demands.stream()
                .mapToInt(demand -> with.turnMinutes(demand.line().transitMinutes()))
                .toArray();
    }

    private static double saving(Way way) {
        return way.demands().stream()
                        .mapToDouble(demand -> demand.line().externalCost())
                        .sum()
                - way.externalCost();
    }

    /** The cheapest trips of so many tries. */
    static List<Draft> search(WaveProblem problem, int tries, Deadline deadline, long seed) {
        DispatchSearch search = new DispatchSearch(problem, seed);
        return search.trips(search.merged(tries, deadline));
    }

    /**
     * The same with the last trips packed for each try, which costs more time and finds cheaper ones.
     *
     * @return the cheapest trips found before the deadline, or in so many tries
     */
    static List<Draft> searchPacked(WaveProblem problem, int tries, Deadline deadline, long seed) {
        DispatchSearch search = new DispatchSearch(problem, seed);
        List<Early> dispatched = search.merged(tries, deadline);
        LastTrips start = search.pack(dispatched, List.of());
        start.search(FIRST_PACKING, LastTrips.HOT, deadline);
        Packed first = new Packed(dispatched, start);
        Packed best = search.improve(first, search::cost, tries, deadline, before -> {
            List<Early> early = search.dispatch();
            LastTrips packed = search.pack(early, before.last().loads());
            packed.search(PACKING, PACKING_TEMPERATURE, deadline);
            return new Packed(early, packed);
        });
        return search.trips(best.early(), best.last());
    }

    private record Packed(List<Early> early, LastTrips last) {}

    private List<Early> merged(int tries, Deadline deadline) {
        return improve(dispatch(), this::cost, tries, deadline, before -> dispatch());
    }

    private double cost(Packed packed) {
        return packed.early().stream().mapToDouble(trip -> own[trip.line()]).sum()
                + packed.last().cost();
    }

    /** Changes what dispatching goes by, as long as that makes trips no dearer. */
    private <T> T improve(T first, ToDoubleFunction<T> costOf, int tries, Deadline deadline, UnaryOperator<T> again) {
        T best = first;
        double cost = costOf.applyAsDouble(first);
        for (int round = 0; round < tries && !deadline.passed(); round++) {
            double[] worthBefore = worth.clone();
            int[] mostBefore = most.clone();
            int[] looseBefore = loose.clone();
            change();
            T next = again.apply(best);
            double nextCost = costOf.applyAsDouble(next);
            if (nextCost <= cost) {
                best = next;
                cost = nextCost;
            } else {
                worth = worthBefore;
                most = mostBefore;
                loose = looseBefore;
            }
        }
        return best;
    }

    private LastTrips pack(List<Early> early, List<LastTrips.Load> start) {
        return last.pack(left(early), new int[problem.vehicles()], start, random.nextLong());
    }

    private List<Draft> trips(List<Early> early, LastTrips packed) {
        List<Draft> trips = new ArrayList<>();
        early.forEach(trip -> trips.add(full(trip)));
        trips.addAll(last.drafts(packed));
        return trips;
    }

    private void change() {
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            int line = random.nextInt(worth.length);
            switch (random.nextInt(problem.container() ? 3 : 2)) {
                case 0 -> worth[line] = Math.exp(SPREAD * random.nextGaussian());
                case 1 -> most[line] = step(line, most[line]);
                default -> loose[line] = step(line, loose[line]);
            }
        }
    }

    private int step(int line, int trips) {
        int limit = (int) (demands.get(line).total() / handling.capacity());
        return Math.clamp(trips + (random.nextBoolean() ? 1 : -1), 0, limit);
    }

    /** A full trip before the latest departure. */
    private record Early(int line, int minute, Handling handling) {}

    private List<Early> dispatch() {
        int lines = turns.length;
        List<Early> trips = new ArrayList<>();
        int[] taken = new int[lines];
        long[] need = new long[lines];
        int[] turn = new int[lines];
        double[] score = new double[lines];
        for (int line = 0; line < lines; line++) {
            next(line, taken, need, turn, score);
        }
        int[] backAt = new int[lastMinute + 1];
        int free = problem.vehicles();
        for (int minute = firstMinute; minute < lastMinute; minute++) {
            free += backAt[minute];
            while (free > 0) {
                int best = -1;
                for (int line = 0; line < lines; line++) {
                    if (taken[line] < most[line]
                            && (best < 0 ? score[line] > 0 : score[line] > score[best])
                            && minute + turn[line] <= dues[line]
                            && demands.get(line).accumulated(minute) >= need[line]) {
                        best = line;
                    }
                }
                if (best < 0) {
                    break;
                }
                trips.add(new Early(best, minute, handling(best, taken[best])));
                backAt[minute + turn[best]]++;
                taken[best]++;
                free--;
                next(best, taken, need, turn, score);
            }
        }
        return trips;
    }

    private Handling handling(int line, int trip) {
        return trip < loose[line] ? Handling.LOOSE : handling;
    }

    private void next(int line, int[] taken, long[] need, int[] turn, double[] score) {
        Handling with = handling(line, taken[line]);
        need[line] += with.capacity();
        turn[line] = with == handling ? turns[line] : looseTurns[line];
        double share = (double) with.parcels() / Handling.LOOSE.parcels();
        score[line] = worth[line] * (share * external[line] - own[line]) / turn[line];
    }

    private long[] left(List<Early> early) {
        long[] left = demands.stream().mapToLong(Demand::total).toArray();
        early.forEach(trip -> left[trip.line()] -= trip.handling().capacity());
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

    private double cost(List<Early> early) {
        double cost = 0;
        for (Early trip : early) {
            cost += own[trip.line()];
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

    private List<Draft> trips(List<Early> early) {
        List<Draft> trips = new ArrayList<>();
        early.forEach(trip -> trips.add(full(trip)));
        long[] left = left(early);
        long capacity = Handling.LOOSE.capacity();
        for (int[] lines : merge(left)) {
            List<Draft.Load> loads = new ArrayList<>();
            for (int line : lines) {
                loads.add(new Draft.Load(demands.get(line), left[line] % capacity));
                left[line] -= left[line] % capacity;
            }
            trips.add(last.last(loads));
        }
        trips.addAll(last.single(left));
        return trips;
    }

    private Draft full(Early trip) {
        Draft.Load load =
                new Draft.Load(demands.get(trip.line()), trip.handling().capacity());
        return Draft.of(List.of(load), problem.container(), trip.minute(), true);
    }
}
