package cn.yunce.forecasting.routing;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Drives a whole route in thought, by every rule: loads trip by trip, then times by earliest arrivals, one for each number of breaks that have been taken.
 * No visit becomes feasible by coming later, so the earliest arrivals decide; the departure is put off only where the duration is limited, to the first instant at
 * which that can hold. Linear in the route.
 *
 * <p>A route is a row of places: stops, and depots and stations where the vehicle halts; its own depot at both ends is not in it.
 */
final class Walk {
    private static final int NEVER = Integer.MAX_VALUE;
    /** Of putting off a departure. */
    private static final int MOST_TRIES = 60;

    private final FlatProblem problem;
    private final Speeds speeds;
    private final boolean even;
    private final int places;

    /** Whether a window that is missed counts as met; else windows hold, or do not count at all. */
    private boolean late;

    /** Rules that do not count. */
    final Set<Rule> ignored = EnumSet.noneOf(Rule.class);

    /** Of the vehicle's drone. */
    final Sorties sorties = new Sorties();

    private final Loads loads;
    private final DriveLog log = new DriveLog();
    /** Earliest time by the number of breaks that have been taken. */
    private final int[] now;

    /** Next sortie, and when the drone is back from the last; −1 while it is on board. */
    private int flight;

    private int back;

    private int departure;
    private int returned;
    private int waited;
    private int slack;

    Walk(FlatProblem problem) {
        this.problem = problem;
        speeds = problem.conditions.speeds();
        even = speeds.periods().isEmpty();
        places = problem.places;
        loads = new Loads(problem, sorties, ignored);
        now = new int[problem.breaks.stream().mapToInt(List::size).max().orElse(0) + 1];
    }

    /** The first rule that the route breaks. */
    Rule check(int[] row, int length, int type) {
        goOn(type);
        Rule broken = loads.check(row, length, type, counts(Rule.RANGE));
        return broken == Rule.NONE ? times(row, length, type) : broken;
    }

    private void goOn(int type) {
        if (problem.begun.length > 0) {
            sorties.goOnWith(problem.begun[type]);
        }
    }

    boolean counts(Rule rule) {
        return !ignored.contains(rule);
    }

    /** Capacity that is free at the fullest moment of any trip, in each dimension. */
    List<Integer> free(int[] row, int length, int type) {
        return loads.free(row, length, type);
    }

    private Rule times(int[] row, int length, int t) {
        if (counts(Rule.DURATION)
                && problem.maxDuration[t] < problem.close[t]
                && shortest(row, length, t) > problem.maxDuration[t]) {
            return Rule.DURATION;
        }
        List<Equipment.Break> breaks = counts(Rule.BREAKS) ? problem.breaks.get(t) : List.of();
        int open = counts(Rule.SHIFT) ? problem.open[t] : 0;
        Rule first = Rule.NONE;
        for (int skipped = 0; skipped <= breaks.size(); skipped++) {
            int begin = Math.max(open, loads.releases[0]);
            if (skipped > 0) {
                begin = Math.max(begin, breaks.get(skipped - 1).latest() + 1);
            }
            Rule broken = times(row, length, t, breaks, begin, skipped);
            if (broken == Rule.NONE) {
                return Rule.NONE;
            }
            if (first == Rule.NONE) {
                first = broken;
            }
        }
        return first;
    }

    /** Duration without any waiting, at full speed. */
    private long shortest(int[] row, int length, int t) {
        long duration = 0;
        int at = problem.depot[t];
        for (int i = 0; i <= length; i++) {
            int to = i < length ? row[i] : problem.depot[t];
            duration += problem.duration[at * places + to];
            if (to < problem.stops) {
                duration += isFurtherPart(row, i) ? 0 : problem.service[to];
            } else if (i < length) {
                duration += problem.isDepot(to) ? problem.reload[t] : loads.charged[i];
            }
            at = to;
        }
        return duration;
    }

    /** Whether a stop's part comes right behind another part of the same, whose visit goes on. */
    private boolean isFurtherPart(int[] row, int i) {
        return i > 0
                && row[i] < problem.stops
                && row[i - 1] < problem.stops
                && problem.visit[row[i - 1]] == problem.visit[row[i]];
    }

    private Rule times(int[] row, int length, int t, List<Equipment.Break> breaks, int begin, int skipped) {
        departure = begin;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Rule broken = drive(row, length, t, breaks, skipped);
            if (broken != Rule.NONE) {
                return tries == 0 ? broken : Rule.DURATION;
            }
            if (returned - departure <= problem.maxDuration[t] || !counts(Rule.DURATION)) {
                return Rule.NONE;
            }
            int next = returned - problem.maxDuration[t];
            if (waited == 0 && even && breaks.isEmpty() && sorties.count() == 0) {
                // Nothing but a window that is missed makes the way shorter.
                next = slack == NEVER ? NEVER : Math.max(next, departure + slack + 1);
            }
            if (next >= NEVER / 2) {
                return Rule.DURATION;
            }
            departure = next;
        }
        return Rule.DURATION;
    }

    /** How much later than in its timetable the vehicle could leave, at most a limit, duration apart. */
    int slack(int[] row, int length, int type, int most) {
        if (check(row, length, type) != Rule.NONE) {
            return 0;
        }
        int left = departure;
        int kept = 0;
        int broken = most + 1;
        while (kept + 1 < broken) {
            int tried = kept + (broken - kept) / 2;
            departure = left + tried;
            List<Equipment.Break> breaks = problem.breaks.get(type);
            if (drive(row, length, type, breaks, passed(breaks)) == Rule.NONE) {
                kept = tried;
            } else {
                broken = tried;
            }
        }
        return kept;
    }

    /** Breaks whose time is over at the departure. */
    private int passed(List<Equipment.Break> breaks) {
        return (int) breaks.stream().filter(rule -> rule.latest() < departure).count();
    }

    /** When the vehicle is where; the route must keep every rule. */
    Timetable timetable(int[] row, int length, int type) {
        List<Equipment.Break> breaks = problem.breaks.get(type);
        log.open((length + 1) * (breaks.size() + 1));
        try {
            if (check(row, length, type) != Rule.NONE) {
                throw new IllegalArgumentException("route must be one that its vehicle can drive, was "
                        + Arrays.toString(Arrays.copyOf(row, length)) + " of vehicle type " + type);
            }
            return timetable(row, length, type, breaks);
        } finally {
            log.close();
        }
    }

    /** The same from a given departure, whatever rules that breaks. */
    Timetable timetableFrom(int[] row, int length, int type, int leaves) {
        ignored.addAll(EnumSet.complementOf(EnumSet.of(Rule.BREAKS, Rule.RELEASE, Rule.WINDOWS)));
        late = true;
        List<Equipment.Break> breaks = problem.breaks.get(type);
        log.open((length + 1) * (breaks.size() + 1));
        try {
            loads.check(row, length, type, true);
            departure = leaves;
            if (drive(row, length, type, breaks, passed(breaks)) != Rule.NONE) {
                breaks = List.of();
                drive(row, length, type, breaks, 0);
            }
            return timetable(row, length, type, breaks);
        } finally {
            log.close();
            late = false;
            ignored.clear();
        }
    }

    /** Of the last drive. */
    private Timetable timetable(int[] row, int length, int t, List<Equipment.Break> breaks) {
        int most = breaks.size();
        int last = length == 0 ? problem.depot[t] : row[length - 1];
        int taken = most;
        for (int b = most; b >= 0; b--) {
            if (now[b] != NEVER) {
                int time = arrivalAt(last, problem.depot[t], now[b]);
                if (time <= returned && (b == most || time <= breaks.get(b).latest())) {
                    taken = b;
                }
            }
        }
        return log.timetable(problem, row, length, t, taken, departure, returned);
    }

    private int arrivalAt(int from, int to, int left) {
        int duration = problem.duration[from * places + to];
        return even ? left + duration : speeds.arrival(left, duration);
    }

    /** Start of service in the first window that can still be met; {@link #NEVER} when all are missed. */
    private int startAt(int k, int time) {
        if (!counts(Rule.WINDOWS)) {
            return time;
        }
        for (int w = problem.windowAt[k]; w < problem.windowAt[k + 1]; w++) {
            if (time <= problem.windowTo[w]) {
                int begun = Math.max(time, problem.windowFrom[w]);
                waited += begun - time;
                slack = Math.min(slack, problem.windowTo[w] - begun);
                return begun;
            }
        }
        return late ? time : NEVER;
    }

    private Rule drive(int[] row, int length, int t, List<Equipment.Break> breaks, int skipped) {
        int most = breaks.size();
        int depot = problem.depot[t];
        waited = 0;
        slack = NEVER;
        flight = 0;
        back = -1;
        log.begin(most);
        Arrays.fill(now, 0, most + 1, NEVER);
        now[skipped] = departure;
        if (!landAndStart(-1, row, length, t)) {
            return Rule.RANGE;
        }
        int at = depot;
        for (int i = 0; i < length; i++) {
            if (back >= 0 && problem.isDepot(row[i])) {
                // No reload while the drone is in the air.
                return Rule.TRIPS;
            }
            arrive(i, at, row[i], breaks, skipped);
            if (!leave(row, i, t, breaks, skipped)) {
                return most > 0 ? Rule.BREAKS : Rule.WINDOWS;
            }
            if (!landAndStart(i, row, length, t)) {
                return Rule.RANGE;
            }
            at = row[i];
        }
        returned = NEVER;
        for (int b = skipped; b <= most; b++) {
            if (now[b] != NEVER) {
                int time = arrivalAt(at, depot, now[b]);
                if (back >= 0) {
                    time = Math.max(time, back) + landDuration(t);
                }
                if (b == most || time <= breaks.get(b).latest()) {
                    returned = Math.min(returned, time);
                }
            }
        }
        if (returned == NEVER) {
            return Rule.BREAKS;
        }
        return returned > problem.close[t] && counts(Rule.SHIFT) ? Rule.SHIFT : Rule.NONE;
    }

    private void arrive(int i, int from, int to, List<Equipment.Break> breaks, int skipped) {
        int before = NEVER;
        for (int b = skipped; b <= breaks.size(); b++) {
            int time = now[b] == NEVER ? NEVER : arrivalAt(from, to, now[b]);
            int paused = afterBreak(breaks, b, before);
            before = Math.min(time, paused);
            log.arrived(i, b, before, paused < time);
            now[b] = before;
        }
    }

    /** Serves, and says whether the vehicle can go on. */
    private boolean leave(int[] row, int i, int t, List<Equipment.Break> breaks, int skipped) {
        boolean goesOn = false;
        int before = NEVER;
        for (int b = skipped; b <= breaks.size(); b++) {
            int time = now[b] == NEVER ? NEVER : served(row, i, b, t);
            int paused = afterBreak(breaks, b, before);
            before = Math.min(time, paused);
            log.left(i, b, before, paused < time);
            boolean due = b < breaks.size() && before > breaks.get(b).latest();
            now[b] = due ? NEVER : before;
            goesOn |= now[b] != NEVER;
        }
        return goesOn;
    }

    /** When a vehicle goes on that takes its break {@code b}, from 1, when it is ready; {@link #NEVER} when that is too late. */
    private static int afterBreak(List<Equipment.Break> breaks, int b, int ready) {
        if (ready == NEVER) {
            return NEVER;
        }
        Equipment.Break rule = breaks.get(b - 1);
        return ready > rule.latest() ? NEVER : Math.max(ready, rule.earliest()) + rule.duration();
    }

    /** When what is done at a place is over. */
    private int served(int[] row, int i, int b, int t) {
        int k = row[i];
        int begun = now[b];
        int ended = begun;
        if (k >= problem.stops) {
            int ready = begun + (problem.isDepot(k) ? problem.reload[t] : loads.charged[i]);
            ended = problem.isDepot(k) ? Math.max(ready, loads.releases[i + 1]) : ready;
            waited += ended - ready;
        } else if (!isFurtherPart(row, i)) {
            begun = startAt(k, begun);
            ended = begun == NEVER ? NEVER : begun + problem.service[k];
        }
        log.served(i, b, begun, ended);
        return ended;
    }

    /** Lets the drone land and start after a position, −1 for the depot; false when it cannot fly then. */
    private boolean landAndStart(int i, int[] row, int length, int t) {
        if (sorties.count() == 0 || now[0] == NEVER) {
            return true;
        }
        if (back >= 0 && sorties.recover(flight - 1) == i) {
            land(t);
        }
        int from = i < 0 ? problem.depot[t] : row[i];
        boolean mayStart = i < 0 || from < problem.stops;
        while (mayStart && flight < sorties.count() && back < 0 && sorties.launch(flight) == i) {
            now[0] += startDuration(t);
            boolean began = problem.begun.length > 0 && flight < problem.begun[t].count();
            back = fly(flight, from, row, length, t, now[0], late || began);
            if (back == NEVER) {
                return false;
            }
            if (sorties.recover(flight++) == i) {
                land(t);
            }
        }
        return true;
    }

    private void land(int t) {
        now[0] = Math.max(now[0], back) + landDuration(t);
        back = -1;
    }

    private int startDuration(int t) {
        return problem.drones.get(t).orElseThrow().startDuration();
    }

    private int landDuration(int t) {
        return problem.drones.get(t).orElseThrow().landDuration();
    }

    /**
     * When the drone is back at where the vehicle picks it up; {@link #NEVER} when it cannot fly then.
     *
     * @param began whether it does so in fact
     */
    private int fly(int q, int from, int[] row, int length, int t, int launched, boolean began) {
        TravelMatrix air = problem.conditions.flight().orElseThrow();
        int k = sorties.stop(q);
        int to = sorties.recover(q) < length ? row[sorties.recover(q)] : problem.depot[t];
        int there = launched + air.duration(problem.location[from], problem.location[k]);
        for (Window none : problem.conditions.noFly()) {
            if (!began && launched < none.to() && there > none.from()) {
                return NEVER;
            }
        }
        int begun = startAt(k, there);
        if (begun == NEVER) {
            return NEVER;
        }
        int leaves = begun + problem.service[k];
        int home = air.duration(problem.location[k], problem.location[to]);
        for (Window none : problem.conditions.noFly()) {
            if (!began && leaves < none.to() && leaves + home > none.from()) {
                leaves = none.to();
            }
        }
        log.flew(k, launched, there, begun, leaves, leaves + home);
        return leaves + home;
    }
}
