package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One fleet's day as it is driven when volumes come that are not those of the plan.
 *
 * <p>Until a wave's end own vehicles make their planned full trips, each when its parcels are there. What a dispatcher sees is
 * what has come so far, and the forecast of the rest in proportion to it: a vehicle whose load will not come in time, or that
 * is free long enough, takes a full load of another line that has one more than its planned trips need. At the end, when all
 * parcels are there, {@link LastTrips} puts the rest on own vehicles, booked ones and late extra trips of one line.
 */
final class Recourse {
    /** Part of a load by which a line must be expected above its forecast for a vehicle to make a trip for it that is not planned. */
    private static final double SPARE = 0.3;

    private static final long CAPACITY = Handling.LOOSE.capacity();
    private static final long[] CAPACITIES = {CAPACITY, CAPACITY, CAPACITY};
    /** Parcels by which a line's ratio of actual to forecast volume is drawn to one, early in a wave. */
    private static final double PULL = 300 * (double) Demand.PARCEL;

    /**
     * A trip as driven.
     *
     * @param vehicle {@link Commitment#BOOKED} for an external one
     * @param extra beyond the plan
     */
    record Driven(List<Draft.Load> loads, Handling handling, int departure, int vehicle, boolean extra) {}

    /** What a day costs, without the fleet's fixed cost, and the trips of it. */
    record Day(double cost, double unusedCost, double extraCost, int extraTrips, int ownTrips, List<Driven> trips) {}

    private final Line[] lines;
    private final DepartureRule rule;
    private final boolean container;
    private final int vehicles;
    private final boolean[][] combinable;

    /** @param combinable of each two lines, whether they may share a trip */
    Recourse(List<Line> lines, int vehicles, boolean container, DepartureRule rule, boolean[][] combinable) {
        this.lines = lines.toArray(Line[]::new);
        this.vehicles = vehicles;
        this.container = container;
        this.rule = rule;
        this.combinable = combinable;
    }

    Line[] lines() {
        return lines;
    }

    /**
     * Drives a day.
     *
     * @param plan chronological; its external trips are booked
     * @param forecast that the plan was made on, by line
     * @param actual parcels by line
     * @param tries changes looked at for the last trips of a wave
     */
    Day drive(List<Commitment> plan, Demand[] forecast, Demand[] actual, int tries, long seed) {
        Run run = new Run(plan, forecast, actual);
        for (Wave wave : Wave.values()) {
            run.fullTrips(wave);
            run.lastTrips(wave, tries, seed);
        }
        return new Day(run.cost, run.unusedCost, run.extraCost, run.extraTrips, run.ownTrips, List.copyOf(run.log));
    }

    private final class Run {
        private final List<Commitment> plan;
        private final Demand[] forecast;
        private final Demand[] actual;
        /** Last minute at which a trip may leave for its vehicle to make its later trips; of trips by index. */
        private final int[] latest;

        private final int[] back;
        private final List<List<Integer>> duties = new ArrayList<>();
        private final int[] done;
        private final int[] free;
        private final long[] gone;
        private final long[] planned;
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
            latest = new int[plan.size()];
            back = new int[plan.size()];
            done = new int[vehicles];
            free = new int[vehicles];
            gone = new long[lines.length];
            planned = new long[lines.length];
            Arrays.fill(free, Integer.MIN_VALUE);
            int[] next = new int[vehicles];
            Arrays.fill(next, Integer.MAX_VALUE);
            for (int vehicle = 0; vehicle < vehicles; vehicle++) {
                duties.add(new ArrayList<>());
            }
            for (int i = plan.size() - 1; i >= 0; i--) {
                Commitment trip = plan.get(i);
                if (trip.own()) {
                    back[i] = next[trip.vehicle];
                    latest[i] = Math.min(trip.latest, back[i] - trip.turnMinutes(trip.handling));
                    next[trip.vehicle] = latest[i];
                    duties.get(trip.vehicle).addFirst(i);
                    if (trip.full) {
                        planned[trip.lines[0]] += trip.handling.capacity();
                    }
                }
            }
        }

        /** The vehicle's next planned trip; -1 for none. */
        private int next(int vehicle) {
            List<Integer> duty = duties.get(vehicle);
            return done[vehicle] < duty.size() ? duty.get(done[vehicle]) : -1;
        }

        private Wave wave(int trip) {
            return lines[plan.get(trip).lines[0]].wave();
        }

        private void fullTrips(Wave wave) {
            for (int minute = wave.fromMinute(); minute <= wave.toMinute(); minute++) {
                for (int vehicle : waiting(minute)) {
                    while (free[vehicle] <= minute && step(vehicle, wave, minute)) {
                        // the vehicle may have given a trip up, and look at its next one
                    }
                }
            }
        }

        /** Vehicles that are free, those first whose next trip must leave first. */
        private List<Integer> waiting(int minute) {
            List<Integer> waiting = new ArrayList<>();
            for (int vehicle = 0; vehicle < vehicles; vehicle++) {
                if (free[vehicle] <= minute) {
                    waiting.add(vehicle);
                }
            }
            waiting.sort(
                    Comparator.comparingInt(vehicle -> next(vehicle) < 0 ? Integer.MAX_VALUE : latest[next(vehicle)]));
            return waiting;
        }

        /** Whether the vehicle has something else to look at this minute. */
        private boolean step(int vehicle, Wave wave, int minute) {
            int trip = next(vehicle);
            if (trip < 0 || wave(trip) != wave) {
                takeSpare(vehicle, wave, minute, trip < 0 ? Integer.MAX_VALUE : latest[trip], false);
                return false;
            }
            Commitment of = plan.get(trip);
            if (!of.full) {
                boolean more = hasMore(vehicle, wave);
                if (more && minute > latest[trip]) {
                    done[vehicle]++;
                    return true;
                }
                if (more && minute >= ready(of)) {
                    leaveAsPlanned(of, minute, of.parcels);
                    return true;
                }
                if (rule == DepartureRule.EARLY && minute == latest[trip] && minute < ready(of)) {
                    leaveAsPlanned(of, minute, CAPACITIES);
                    return true;
                }
                takeSpare(vehicle, wave, minute, latest[trip], false);
                return false;
            }
            int line = of.lines[0];
            if (minute > latest[trip]) {
                giveUp(vehicle, of);
                return true;
            }
            if (actual[line].accumulated(minute) - gone[line] >= of.handling.capacity() && !starves(trip, minute)) {
                done[vehicle]++;
                planned[line] -= of.handling.capacity();
                leaveFull(vehicle, line, of.handling, minute);
                return false;
            }
            if (takeSpare(vehicle, wave, minute, latest[trip], false)) {
                return false;
            }
            if (expected(line, minute, latest[trip]) - gone[line] < of.handling.capacity()
                    && takeSpare(vehicle, wave, minute, back[trip], true)) {
                giveUp(vehicle, of);
            }
            return false;
        }

        /** Whether the full trip, if it left now, would take what another of its line, that must leave no later, still waits for. */
        private boolean starves(int trip, int minute) {
            Commitment of = plan.get(trip);
            int line = of.lines[0];
            for (int other : waitingFor(line)) {
                if (other != trip && latest[other] <= latest[trip]) {
                    long need = 0;
                    for (int earlier : waitingFor(line)) {
                        need += earlier != trip && latest[earlier] <= latest[other]
                                ? plan.get(earlier).handling.capacity()
                                : 0;
                    }
                    long there = expected(line, minute, latest[other]) - gone[line];
                    if (there >= need && there - of.handling.capacity() < need) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Planned full trips of a line that have not left. */
        private List<Integer> waitingFor(int line) {
            List<Integer> trips = new ArrayList<>();
            for (int vehicle = 0; vehicle < vehicles; vehicle++) {
                List<Integer> duty = duties.get(vehicle);
                for (int trip : duty.subList(Math.min(done[vehicle], duty.size()), duty.size())) {
                    if (plan.get(trip).full && plan.get(trip).lines[0] == line) {
                        trips.add(trip);
                    }
                }
            }
            return trips;
        }

        private void giveUp(int vehicle, Commitment trip) {
            done[vehicle]++;
            planned[trip.lines[0]] -= trip.handling.capacity();
        }

        private int ready(Commitment trip) {
            int ready = 0;
            for (int line : trip.lines) {
                ready = Math.max(ready, readyMinute(line));
            }
            return ready;
        }

        private int readyMinute(int line) {
            return actual[line].total() == 0 ? 0 : actual[line].readyMinute();
        }

        /** What will have accumulated by a later minute, as seen now. */
        private long expected(int line, int now, int later) {
            long so = actual[line].accumulated(now);
            long then = forecast[line].accumulated(now);
            double ratio = (so + PULL) / (then + PULL);
            return so + (long) (ratio * (forecast[line].accumulated(later) - then));
        }

        /** Takes a full load that no planned trip needs, of the line that saves most a minute, if it is back by then. */
        private boolean takeSpare(int vehicle, Wave wave, int minute, int by, boolean instead) {
            Handling with = container ? Handling.CONTAINER : Handling.LOOSE;
            double share = (double) with.parcels() / Handling.LOOSE.parcels();
            int best = -1;
            double most = 0;
            for (int line = 0; line < lines.length; line++) {
                Line of = lines[line];
                int turn = with.turnMinutes(of.transitMinutes());
                double saving = (share * of.externalCost() - of.ownCost()) / turn;
                if (of.wave() == wave
                        && saving > most
                        && minute <= of.latestDepartureMinute()
                        && minute + turn <= Math.min(by, of.latestDepartureMinute())
                        && actual[line].accumulated(minute) - gone[line] >= with.capacity()
                        && isSpare(line, minute, with, instead)) {
                    best = line;
                    most = saving;
                }
            }
            if (best >= 0) {
                leaveFull(vehicle, best, with, minute);
            }
            return best >= 0;
        }

        /** @param instead of a planned trip that there is no load for */
        private boolean isSpare(int line, int minute, Handling with, boolean instead) {
            long all = expected(line, minute, lines[line].wave().toMinute());
            return all - gone[line] - planned[line] >= with.capacity()
                    && (instead || all - forecast[line].total() >= SPARE * with.capacity());
        }

        private void leaveFull(int vehicle, int line, Handling handling, int minute) {
            gone[line] += handling.capacity();
            free[vehicle] = minute + handling.turnMinutes(lines[line].transitMinutes());
            cost += lines[line].ownCost();
            ownTrips++;
            log.add(new Driven(
                    List.of(new Draft.Load(actual[line], handling.capacity())), handling, minute, vehicle, false));
        }

        /** Whether the vehicle has another planned trip of the wave after its next one. */
        private boolean hasMore(int vehicle, Wave wave) {
            List<Integer> duty = duties.get(vehicle);
            return done[vehicle] + 1 < duty.size() && wave(duty.get(done[vehicle] + 1)) == wave;
        }

        /** With what is there of the planned lines, at most {@code most} of each. */
        private void leaveAsPlanned(Commitment of, int minute, long[] most) {
            done[of.vehicle]++;
            long room = of.handling.capacity();
            double dearest = 0;
            List<Draft.Load> loads = new ArrayList<>();
            for (int i = 0; i < of.lines.length; i++) {
                int line = of.lines[i];
                long amount = Math.clamp(actual[line].accumulated(minute) - gone[line], 0, Math.min(room, most[i]));
                if (amount > 0) {
                    gone[line] += amount;
                    room -= amount;
                    dearest = Math.max(dearest, lines[line].ownCost());
                    loads.add(new Draft.Load(actual[line], amount));
                }
            }
            if (!loads.isEmpty()) {
                cost += dearest;
                ownTrips++;
                free[of.vehicle] = minute + of.turnMinutes(of.handling);
                log.add(new Driven(loads, of.handling, minute, of.vehicle, false));
            }
        }

        private void lastTrips(Wave wave, int tries, long seed) {
            List<LastTrips.Slot> slots = new ArrayList<>();
            List<LastTrips.Load> start = new ArrayList<>();
            for (Commitment trip : plan) {
                if (!trip.own() && lines[trip.lines[0]].wave() == wave) {
                    double price = Arrays.stream(trip.lines)
                            .mapToDouble(line -> lines[line].externalCost())
                            .max()
                            .orElseThrow();
                    slots.add(LastTrips.Slot.booked(price));
                    start.add(new LastTrips.Load(trip.lines, trip.parcels));
                }
            }
            for (int vehicle = 0; vehicle < vehicles; vehicle++) {
                ownSlot(vehicle, wave, slots, start);
            }
            long[] rest = new long[lines.length];
            int[] ready = new int[lines.length];
            for (int line = 0; line < lines.length; line++) {
                rest[line] = lines[line].wave() == wave ? actual[line].total() - gone[line] : 0;
                ready[line] = readyMinute(line);
            }
            LastTrips last = new LastTrips(lines, rest, ready, combinable, container, slots, seed);
            last.start(start);
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

        /** The vehicle's trip at the wave's end, planned or not. */
        private void ownSlot(int vehicle, Wave wave, List<LastTrips.Slot> slots, List<LastTrips.Load> start) {
            LastTrips.Load load = LastTrips.Load.NONE;
            for (int trip = next(vehicle); trip >= 0 && wave(trip) == wave; trip = next(vehicle)) {
                Commitment of = plan.get(trip);
                done[vehicle]++;
                if (of.full) {
                    planned[of.lines[0]] -= of.handling.capacity();
                } else {
                    load = new LastTrips.Load(of.lines, of.parcels);
                }
            }
            int later = next(vehicle);
            slots.add(new LastTrips.Slot(vehicle, free[vehicle], later < 0 ? Integer.MAX_VALUE : latest[later], 0));
            start.add(load);
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
