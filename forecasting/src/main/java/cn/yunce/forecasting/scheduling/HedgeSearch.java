package cn.yunce.forecasting.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Betters one fleet's commitments over scenarios: books and cancels external vehicles, gives idle own vehicles a last trip, and
 * changes the lines of trips, by simulated annealing (Kirkpatrick, Gelatt and Vecchi 1983) on the mean cost of
 * driving the scenarios. The forecast itself is always carried without extras.
 */
final class HedgeSearch {
    private static final double FIRST_TEMPERATURE = 12;
    private static final double LAST_TEMPERATURE = 0.5;

    private final Recourse recourse;
    private final Demand[] forecast;
    private final List<Demand[]> scenarios;
    private final int vehicles;
    private final boolean container;
    private final List<int[]> ways;
    private final int[][] waysOfLine;
    private final Random random;
    private final double[] extras;

    private List<Commitment> trips;
    private double cost;

    /**
     * @param ways lines that may share a trip, single ones too, by index
     * @param scenarios parcels by line
     */
    HedgeSearch(
            Recourse recourse,
            int vehicles,
            boolean container,
            List<int[]> ways,
            Demand[] forecast,
            List<Demand[]> scenarios,
            List<Commitment> start,
            long seed) {
        this.recourse = recourse;
        this.vehicles = vehicles;
        this.container = container;
        this.ways = ways;
        this.forecast = forecast;
        this.scenarios = scenarios;
        random = new Random(seed);
        extras = new double[forecast.length];
        waysOfLine = new int[forecast.length][];
        for (int line = 0; line < waysOfLine.length; line++) {
            int of = line;
            waysOfLine[line] = IntStream.range(0, ways.size())
                    .filter(way -> contains(ways.get(way), of))
                    .toArray();
        }
        trips = start;
        cost = cost(start);
    }

    /** Mean cost over the scenarios, without the fleet's fixed cost. */
    double cost() {
        return cost;
    }

    List<Commitment> trips() {
        return trips;
    }

    void search(int tries, Deadline deadline) {
        if (ways.isEmpty()) {
            return;
        }
        List<Commitment> best = trips;
        double bestCost = cost;
        for (int round = 0; round < tries && !deadline.passed(); round++) {
            List<Commitment> next = new ArrayList<>(trips);
            if (!change(next)) {
                continue;
            }
            next.sort(Commitment.CHRONOLOGICAL);
            double temperature =
                    FIRST_TEMPERATURE * Math.pow(LAST_TEMPERATURE / FIRST_TEMPERATURE, (double) round / tries);
            double[] before = extras.clone();
            double nextCost = cost(next);
            if (nextCost < cost - temperature * Math.log(1 - random.nextDouble())) {
                trips = next;
                cost = nextCost;
                if (cost < bestCost) {
                    best = trips;
                    bestCost = cost;
                }
            } else {
                System.arraycopy(before, 0, extras, 0, before.length);
            }
        }
        trips = best;
        cost = bestCost;
    }

    private double cost(List<Commitment> plan) {
        Recourse.Limits limits = Recourse.Limits.of(plan, vehicles);
        recourse.drive(plan, limits, forecast, new ArrayList<>());
        if (recourse.extraTrips() > 0) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.fill(extras, 0);
        double sum = 0;
        for (Demand[] day : scenarios) {
            recourse.drive(plan, limits, day, new ArrayList<>());
            sum += recourse.cost();
            for (int line = 0; line < extras.length; line++) {
                extras[line] += recourse.extras(line);
            }
        }
        return sum / scenarios.size();
    }

    private boolean change(List<Commitment> plan) {
        switch (random.nextInt(7)) {
            case 0 -> plan.add(booked(wayOf(lackingLine())));
            case 1 -> {
                return remove(plan);
            }
            case 2 -> {
                if (vehicles == 0) {
                    return false;
                }
                int[] way = wayOf(lackingLine());
                plan.add(trip(way, container ? Handling.CONTAINER : Handling.LOOSE, 0, random.nextInt(vehicles)));
            }
            case 3 -> {
                return refill(plan);
            }
            default -> {
                return reroute(plan);
            }
        }
        return true;
    }

    private Commitment booked(int[] way) {
        return trip(way, Handling.LOOSE, 0, Commitment.BOOKED);
    }

    private Commitment trip(int[] way, Handling handling, int before, int vehicle) {
        int departure = before > 0 ? before : Integer.MAX_VALUE;
        return new Commitment(way, handling, departure, vehicle, false, recourse.lines());
    }

    private boolean remove(List<Commitment> plan) {
        int at = last(plan);
        if (at < 0) {
            return false;
        }
        plan.remove(at);
        return true;
    }

    /** Another way for a trip, one with a line in common or one that serves a line that lacks room. */
    private boolean reroute(List<Commitment> plan) {
        int at = last(plan);
        if (at < 0) {
            return false;
        }
        Commitment old = plan.get(at);
        int[] way = random.nextBoolean() ? wayOf(old.lines[random.nextInt(old.lines.length)]) : wayOf(lackingLine());
        plan.set(at, trip(way, old.handling, 0, old.vehicle));
        return true;
    }

    /** Another line for a full trip, or none. */
    private boolean refill(List<Commitment> plan) {
        int[] full = IntStream.range(0, plan.size())
                .filter(trip -> plan.get(trip).full)
                .toArray();
        if (full.length == 0) {
            return false;
        }
        int at = full[random.nextInt(full.length)];
        if (random.nextInt(4) == 0) {
            plan.remove(at);
            return true;
        }
        Commitment old = plan.get(at);
        int line = lackingLine();
        plan.set(
                at, new Commitment(new int[] {line}, old.handling, old.departure, old.vehicle, true, recourse.lines()));
        return true;
    }

    /** Index of a random trip that leaves last; -1 when there is none. */
    private int last(List<Commitment> plan) {
        int[] last = IntStream.range(0, plan.size())
                .filter(trip -> !plan.get(trip).full)
                .toArray();
        return last.length == 0 ? -1 : last[random.nextInt(last.length)];
    }

    /** A random way that serves the line, or any where none does. */
    private int[] wayOf(int line) {
        int[] some = waysOfLine[line];
        return ways.get(some.length == 0 ? random.nextInt(ways.size()) : some[random.nextInt(some.length)]);
    }

    /** A line, by its late extra trips; any where there are none. */
    private int lackingLine() {
        double sum = Arrays.stream(extras).sum();
        double at = random.nextDouble() * sum;
        for (int line = 0; line < extras.length && sum > 0; line++) {
            at -= extras[line];
            if (at < 0) {
                return line;
            }
        }
        return random.nextInt(extras.length);
    }

    private static boolean contains(int[] way, int line) {
        return Arrays.stream(way).anyMatch(other -> other == line);
    }
}
