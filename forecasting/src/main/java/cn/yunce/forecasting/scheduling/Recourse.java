package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * One fleet's day as it is driven when volumes come that are not those of the plan.
 *
 * <p>Until a wave's end {@link WaveDispatch} plans own vehicles' trips anew from what has come and what is expected of the rest. At
 * the end, when all parcels are there, {@link LastTrips} puts what is left on own vehicles, booked ones and late extra trips of one
 * line.
 */
final class Recourse {
    /**
     * How thoroughly a day's own decisions are searched.
     *
     * @param stepMinutes from one plan of a wave's trips to the next
     * @param rounds changes looked at for each
     * @param packing changes looked at for what its last trips carry, before
     * @param tries changes looked at for the last trips of a wave
     */
    record Effort(int stepMinutes, int rounds, int packing, int tries) {
        /** For one scenario of many. */
        static final Effort SCENARIO = new Effort(6 * Wave.SLOT_MINUTES, 1, 100, 1500);

        /** For a day as it came. */
        static final Effort DAY = new Effort(Wave.SLOT_MINUTES, 60, 400, 40_000);
    }

    /**
     * A trip as driven.
     *
     * @param vehicle {@link Commitment#BOOKED} for an external one
     * @param extra beyond the plan
     */
    record Driven(List<Draft.Load> loads, Handling handling, int departure, int vehicle, boolean extra) {}

    /** What a day costs, without the fleet's fixed cost, and the trips of it. */
    record Day(double cost, double unusedCost, double extraCost, int extraTrips, int ownTrips, List<Driven> trips) {}

    private static final long CAPACITY = Handling.LOOSE.capacity();

    private final Line[] lines;
    private final DepartureRule rule;
    private final boolean container;
    private final int vehicles;
    private final Set<SitePair> pairs;
    private final boolean[][] combinable;

    /** @param of the problem's lines that are the fleet's */
    Recourse(ShortHaulProblem problem, List<Line> of, int vehicles) {
        this.vehicles = vehicles;
        lines = of.toArray(Line[]::new);
        container = problem.container();
        rule = problem.rule();
        pairs = problem.network().combinable();
        combinable = new boolean[lines.length][lines.length];
        for (int a = 0; a < lines.length; a++) {
            for (int b = 0; b < lines.length; b++) {
                combinable[a][b] = a != b && problem.network().mayCombine(lines[a], lines[b]);
            }
        }
    }

    Line[] lines() {
        return lines;
    }

    int vehicles() {
        return vehicles;
    }

    boolean container() {
        return container;
    }

    /** A wave's problem. Under rule "complete" no trip of several lines is looked for before the wave's end. */
    WaveProblem problem(List<Demand> demands) {
        return new WaveProblem(demands, vehicles, container, early() ? pairs : Set.of());
    }

    boolean early() {
        return rule == DepartureRule.EARLY;
    }

    boolean mayCombine(int line, int other) {
        return combinable[line][other];
    }

    /**
     * Drives a day.
     *
     * @param plan chronological; its external trips are booked
     * @param forecast that the plan was made on, by line
     * @param actual parcels by line
     */
    Day drive(List<Commitment> plan, Demand[] forecast, Demand[] actual, Effort effort, long seed) {
        return drive(List.of(Wave.values()), plan, forecast, actual, effort, seed);
    }

    /** Drives some of a day's waves; before them all vehicles are free. */
    Day drive(List<Wave> waves, List<Commitment> plan, Demand[] forecast, Demand[] actual, Effort effort, long seed) {
        Run run = new Run(plan, forecast, actual);
        waves.forEach(wave -> run.drive(wave, effort, seed));
        return new Day(run.cost, run.unusedCost, run.extraCost, run.extraTrips, run.ownTrips, List.copyOf(run.log));
    }

    private final class Run {
        private final List<Commitment> plan;
        private final Demand[] forecast;
        private final Demand[] actual;
        private final int[] free;
        private final long[] gone;
        private final List<Driven> log = new ArrayList<>();
        private double cost;
        private double unusedCost;
        private double extraCost;
        private int extraTrips;
        private int ownTrips;

        Run(List<Commitment> plan, Demand[] forecast, Demand[] actual) {
            this.plan = plan;
            this.forecast = forecast;
            this.actual = actual;
            free = new int[vehicles];
            Arrays.fill(free, Integer.MIN_VALUE);
            gone = new long[lines.length];
        }

        void drive(Wave wave, Effort effort, long seed) {
            List<Commitment> ofWave = plan.stream()
                    .filter(trip -> lines[trip.lines[0]].wave() == wave)
                    .toList();
            WaveDispatch dispatch = new WaveDispatch(Recourse.this, wave, ofWave, forecast, actual);
            for (int minute = wave.fromMinute(); minute < wave.toMinute(); minute += effort.stepMinutes()) {
                dispatch.plan(minute, free, gone, effort, seed + minute);
                for (WaveDispatch.Trip trip : dispatch.take(minute + effort.stepMinutes())) {
                    if (!leave(trip)) {
                        dispatch.putBack(trip);
                    }
                }
            }
            lastTrips(wave, ofWave, dispatch, effort.tries(), seed);
        }

        /** Whether the trip could leave: its vehicle and parcels are there. */
        private boolean leave(WaveDispatch.Trip trip) {
            int vehicle = latestFree(trip.minute());
            if (vehicle < 0 || !there(trip)) {
                return false;
            }
            List<Draft.Load> loads = new ArrayList<>();
            double dearest = 0;
            double transit = 0;
            for (int i = 0; i < trip.lines().length; i++) {
                int line = trip.lines()[i];
                long amount = Math.min(trip.parcels()[i], actual[line].accumulated(trip.minute()) - gone[line]);
                if (amount > 0) {
                    gone[line] += amount;
                    dearest = Math.max(dearest, lines[line].ownCost());
                    transit = Math.max(transit, lines[line].transitMinutes());
                    loads.add(new Draft.Load(actual[line], amount));
                }
            }
            if (loads.isEmpty()) {
                return false;
            }
            cost += dearest;
            ownTrips++;
            free[vehicle] = trip.minute() + trip.handling().turnMinutes(transit);
            log.add(new Driven(loads, trip.handling(), trip.minute(), vehicle, false));
            return true;
        }

        /** The vehicle that is free by the minute, and was not long before; -1 for none. */
        private int latestFree(int minute) {
            int best = -1;
            for (int vehicle = 0; vehicle < vehicles; vehicle++) {
                if (free[vehicle] <= minute && (best < 0 || free[vehicle] > free[best])) {
                    best = vehicle;
                }
            }
            return best;
        }

        /** By the departure rule: under "complete" a full load of one line, or all that comes of each. */
        private boolean there(WaveDispatch.Trip trip) {
            if (early()) {
                return true;
            }
            int first = trip.lines()[0];
            if (trip.lines().length == 1
                    && trip.parcels()[0] == trip.handling().capacity()
                    && actual[first].accumulated(trip.minute()) - gone[first] >= trip.parcels()[0]) {
                return true;
            }
            return Arrays.stream(trip.lines()).allMatch(line -> readyMinute(line) <= trip.minute());
        }

        private int readyMinute(int line) {
            return actual[line].total() == 0 ? 0 : actual[line].readyMinute();
        }

        private void lastTrips(Wave wave, List<Commitment> ofWave, WaveDispatch dispatch, int tries, long seed) {
            List<LastTrips.Slot> slots = new ArrayList<>();
            for (int vehicle : freeFirst()) {
                slots.add(new LastTrips.Slot(vehicle, free[vehicle], backBy(vehicle, wave), 0));
            }
            ofWave.stream()
                    .filter(trip -> !trip.own())
                    .forEach(trip -> slots.add(LastTrips.Slot.booked(trip.externalCost)));
            long[] rest = new long[lines.length];
            int[] ready = new int[lines.length];
            for (int line = 0; line < lines.length; line++) {
                rest[line] = lines[line].wave() == wave ? actual[line].total() - gone[line] : 0;
                ready[line] = readyMinute(line);
            }
            LastTrips last = new LastTrips(lines, rest, ready, combinable, container, slots, seed);
            last.start(dispatch.lastLoads());
            last.search(tries, LastTrips.HOT, Deadline.NEVER);
            for (int slot = 0; slot < slots.size(); slot++) {
                leaveLast(slots.get(slot), last.loads().get(slot), last.handling(slot), ready);
            }
            long[] left = last.left();
            for (int line = 0; line < left.length; line++) {
                for (long amount = left[line]; amount > 0; amount -= CAPACITY) {
                    addExtra(line, Math.min(amount, CAPACITY));
                }
            }
        }

        /** Vehicles in the order in which they are free. */
        private List<Integer> freeFirst() {
            List<Integer> all = new ArrayList<>();
            for (int vehicle = 0; vehicle < vehicles; vehicle++) {
                all.add(vehicle);
            }
            all.sort(Comparator.comparingInt(vehicle -> free[vehicle]));
            return all;
        }

        /** Last minute by which a vehicle must be back for its first planned trip of a later wave. */
        private int backBy(int vehicle, Wave wave) {
            return plan.stream()
                    .filter(trip -> trip.vehicle == vehicle
                            && lines[trip.lines[0]].wave().fromMinute() >= wave.toMinute())
                    .mapToInt(trip -> trip.departure)
                    .min()
                    .orElse(Integer.MAX_VALUE);
        }

        private void leaveLast(LastTrips.Slot slot, LastTrips.Load load, Handling handling, int[] ready) {
            double dearest = 0;
            double transit = 0;
            int departure = slot.own() ? slot.free() : 0;
            int due = Integer.MAX_VALUE;
            List<Draft.Load> loads = new ArrayList<>();
            for (int i = 0; i < load.lines().length; i++) {
                if (load.parcels()[i] > 0) {
                    Line line = lines[load.lines()[i]];
                    dearest = Math.max(dearest, slot.own() ? line.ownCost() : line.externalCost());
                    transit = Math.max(transit, line.transitMinutes());
                    departure = Math.max(departure, ready[load.lines()[i]]);
                    due = Math.min(due, line.latestDepartureMinute());
                    loads.add(new Draft.Load(actual[load.lines()[i]], load.parcels()[i]));
                }
            }
            cost += Math.max(dearest, slot.price());
            if (loads.isEmpty()) {
                unusedCost += slot.price();
                return;
            }
            if (slot.own()) {
                ownTrips++;
                free[slot.vehicle()] = departure + handling.turnMinutes(transit);
            }
            log.add(new Driven(loads, handling, slot.own() ? departure : due, slot.vehicle(), false));
        }

        private void addExtra(int line, long amount) {
            extraTrips++;
            extraCost += lines[line].externalCost();
            cost += lines[line].externalCost();
            log.add(new Driven(
                    List.of(new Draft.Load(actual[line], amount)),
                    Handling.LOOSE,
                    lines[line].latestDepartureMinute(),
                    Commitment.BOOKED,
                    true));
        }
    }

    /** Handling of a trip as driven: light trips take the container where there is one. */
    Handling handling(Driven trip) {
        long amount = trip.loads().stream().mapToLong(Draft.Load::amount).sum();
        return container && amount <= Handling.CONTAINER.capacity() ? Handling.CONTAINER : trip.handling();
    }
}
