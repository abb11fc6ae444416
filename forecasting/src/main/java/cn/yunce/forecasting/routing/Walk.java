package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.Timetable.Flight;
import cn.yunce.forecasting.routing.Timetable.Kind;
import cn.yunce.forecasting.routing.Timetable.Visit;
import java.util.ArrayList;
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
    private final int dimensions;

    /** Whether a window that is missed counts as met; else windows hold, or do not count at all. */
    private boolean late;

    /** What is inserted into the row moves the positions of sorties from here on. */
    private int shiftFrom = Integer.MAX_VALUE;

    private int shiftBy;
    private int shiftAgainFrom = Integer.MAX_VALUE;

    /** Rules that do not count. */
    final Set<Rule> ignored = EnumSet.noneOf(Rule.class);

    /** Sorties of the vehicle's drone in their order; only {@link Drones} sets them. */
    int sorties;

    private int[] sortieStop = new int[8];
    private int[] sortieLaunch = new int[8];
    private int[] sortieRecover = new int[8];

    private final int[] tripOf;
    private int stamp;
    private final int[] releases;
    private final int[] charged;
    private final int[] now;

    private int departure;
    private int returned;
    private int waited;
    private int slack;

    private boolean recording;
    private int[] arrival = new int[0];
    private int[] start = new int[0];
    private int[] end = new int[0];
    private int[] leaving = new int[0];
    private boolean[] pausedBefore = new boolean[0];
    private boolean[] pausedAfter = new boolean[0];
    private final List<Flight> flights = new ArrayList<>();

    Walk(FlatProblem problem) {
        this.problem = problem;
        speeds = problem.conditions.speeds();
        even = speeds.periods().isEmpty();
        places = problem.places;
        dimensions = problem.dimensions;
        tripOf = new int[problem.stops];
        int longest = 4 * problem.stops + 8;
        releases = new int[longest];
        charged = new int[longest];
        now = new int[problem.breaks.stream().mapToInt(List::size).max().orElse(0) + 1];
    }

    /** A sortie, from and to positions in the row, −1 and its length for the depot. */
    void add(int stop, int launch, int recover) {
        if (sorties == sortieStop.length) {
            sortieStop = Arrays.copyOf(sortieStop, 2 * sorties);
            sortieLaunch = Arrays.copyOf(sortieLaunch, 2 * sorties);
            sortieRecover = Arrays.copyOf(sortieRecover, 2 * sorties);
        }
        sortieStop[sorties] = stop;
        sortieLaunch[sorties] = launch;
        sortieRecover[sorties++] = recover;
    }

    /** The first rule that the route breaks. */
    Rule check(int[] row, int length, int type) {
        Rule broken = loads(row, length, type);
        return broken == Rule.NONE ? times(row, length, type) : broken;
    }

    /** For rows with so many places more from a position on, and one more from another on. */
    void shift(int from, int by, int againFrom) {
        shiftFrom = from;
        shiftBy = by;
        shiftAgainFrom = againFrom;
    }

    private int launch(int q) {
        return shifted(sortieLaunch[q]);
    }

    private int recover(int q) {
        return shifted(sortieRecover[q]);
    }

    int shifted(int position) {
        return position + (position >= shiftFrom ? shiftBy : 0) + (position >= shiftAgainFrom ? 1 : 0);
    }

    boolean counts(Rule rule) {
        return !ignored.contains(rule);
    }

    private Rule loads(int[] row, int length, int t) {
        long way = 0;
        long used = 0;
        int depot = problem.depot[t];
        int at = depot;
        for (int i = 0; i <= length; i++) {
            int to = i < length ? row[i] : depot;
            int leg = problem.distance[at * places + to];
            way += leg;
            used += leg;
            if (used > problem.range[t] && counts(Rule.RANGE)) {
                return Rule.RANGE;
            }
            if (i < length && to >= problem.stops + problem.depots) {
                if (!problem.charges(t, to)) {
                    return Rule.RANGE;
                }
                // A battery that is large enough needs no charging either.
                charged[i] = counts(Rule.RANGE) || late
                        ? (int) Math.ceilDiv(problem.fullCharge[t] * used, problem.range[t])
                        : 0;
                used = 0;
            }
            if (i < length && to < problem.stops && (problem.allowed[to] >> t & 1) == 0 && counts(Rule.SKILLS)) {
                return Rule.SKILLS;
            }
            at = to;
        }
        if (way > problem.maxDistance[t] && counts(Rule.DISTANCE)) {
            return Rule.DISTANCE;
        }
        int trips = 0;
        for (int from = 0; from <= length; ) {
            int to = from;
            while (to < length && !problem.isDepot(row[to])) {
                to++;
            }
            Rule broken = trip(row, from, to, t);
            if (broken != Rule.NONE) {
                return broken;
            }
            trips++;
            from = to + 1;
        }
        return trips > problem.mostTrips[t] && counts(Rule.TRIPS) ? Rule.TRIPS : Rule.NONE;
    }

    /** From a place to before another; keeps the release of what the trip carries. */
    private Rule trip(int[] row, int from, int to, int t) {
        stamp++;
        int open = 0;
        boolean collecting = false;
        int release = 0;
        for (int i = from; i < to; i++) {
            int k = row[i];
            if (k >= problem.stops) {
                continue;
            }
            release = Math.max(release, problem.release[k]);
            int mate = problem.mate[k];
            if (mate >= 0) {
                open += problem.isPickup[k] ? 1 : -1;
                if (!problem.isPickup[k] && tripOf[mate] != stamp && counts(Rule.PAIR)) {
                    return Rule.PAIR;
                }
                tripOf[k] = stamp;
            }
            if (problem.conditions.collectedLast() && mate < 0) {
                if (collecting && !problem.collected[k] && counts(Rule.COLLECTED_LAST)) {
                    return Rule.COLLECTED_LAST;
                }
                collecting |= problem.collected[k];
            }
        }
        for (int q = 0; q < sorties; q++) {
            if (launch(q) >= from - 1 && launch(q) < to) {
                release = Math.max(release, problem.release[sortieStop[q]]);
            }
        }
        releases[from] = counts(Rule.RELEASE) ? release : 0;
        if (open != 0 && counts(Rule.PAIR)) {
            return Rule.PAIR;
        }
        for (int d = 0; d < dimensions && counts(Rule.CAPACITY); d++) {
            if (!holds(row, from, to, d, problem.capacity[t * dimensions + d])) {
                return Rule.CAPACITY;
            }
        }
        return Rule.NONE;
    }

    private boolean holds(int[] row, int from, int to, int d, int capacity) {
        return mostOnBoard(row, from, to, d) <= capacity;
    }

    /** What a drone takes counts as on board for the whole trip. */
    private long mostOnBoard(int[] row, int from, int to, int d) {
        long load = 0;
        for (int i = from; i < to; i++) {
            int k = row[i];
            if (k < problem.stops && problem.mate[k] < 0 && !problem.collected[k]) {
                load += problem.demand[k * dimensions + d];
            }
        }
        for (int q = 0; q < sorties; q++) {
            if (launch(q) >= from - 1 && launch(q) < to) {
                load += problem.demand[sortieStop[q] * dimensions + d];
            }
        }
        long most = load;
        for (int i = from; i < to; i++) {
            int k = row[i];
            if (k < problem.stops) {
                boolean leaves = problem.mate[k] < 0 && !problem.collected[k];
                load += leaves ? -problem.demand[k * dimensions + d] : problem.demand[k * dimensions + d];
                most = Math.max(most, load);
            }
        }
        return most;
    }

    /** Capacity that is free at the fullest moment of any trip, in each dimension. */
    List<Integer> free(int[] row, int length, int t) {
        List<Integer> free = new ArrayList<>();
        for (int d = 0; d < dimensions; d++) {
            long most = 0;
            for (int from = 0; from <= length; ) {
                int to = from;
                while (to < length && !problem.isDepot(row[to])) {
                    to++;
                }
                most = Math.max(most, mostOnBoard(row, from, to, d));
                from = to + 1;
            }
            free.add((int) (problem.capacity[t * dimensions + d] - most));
        }
        return free;
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
            int begin = Math.max(open, releases[0]);
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
                boolean further = i > 0 && row[i - 1] < problem.stops && problem.whole[row[i - 1]] == problem.whole[to];
                duration += further ? 0 : problem.service[to];
            } else if (i < length) {
                duration += problem.isDepot(to) ? problem.reload[t] : charged[i];
            }
            at = to;
        }
        return duration;
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
            if (waited == 0 && even && breaks.isEmpty() && sorties == 0) {
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
        record(length, type);
        try {
            if (loads(row, length, type) != Rule.NONE || times(row, length, type) != Rule.NONE) {
                throw new IllegalArgumentException("route must be one that its vehicle can drive, was "
                        + Arrays.toString(Arrays.copyOf(row, length)) + " of vehicle type " + type);
            }
            return recorded(row, length, type);
        } finally {
            recording = false;
        }
    }

    /** The same from a given departure, whatever rules that breaks. */
    Timetable timetableFrom(int[] row, int length, int type, int leaves) {
        ignored.addAll(EnumSet.complementOf(EnumSet.of(Rule.BREAKS, Rule.RELEASE, Rule.WINDOWS)));
        late = true;
        record(length, type);
        try {
            loads(row, length, type);
            departure = leaves;
            List<Equipment.Break> breaks = problem.breaks.get(type);
            if (drive(row, length, type, breaks, passed(breaks)) != Rule.NONE) {
                ignored.add(Rule.BREAKS);
                drive(row, length, type, List.of(), 0);
            }
            return recorded(row, length, type);
        } finally {
            recording = false;
            late = false;
            ignored.clear();
        }
    }

    private void record(int length, int type) {
        recording = true;
        int cells = (length + 1) * (problem.breaks.get(type).size() + 1);
        if (arrival.length < cells) {
            arrival = new int[cells];
            start = new int[cells];
            end = new int[cells];
            leaving = new int[cells];
            pausedBefore = new boolean[cells];
            pausedAfter = new boolean[cells];
        }
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
        int width = most + 1;
        int depot = problem.depot[t];
        waited = 0;
        slack = NEVER;
        flights.clear();
        int flight = 0;
        int back = -1;
        if (recording) {
            Arrays.fill(pausedBefore, false);
            Arrays.fill(pausedAfter, false);
        }
        Arrays.fill(now, 0, width, NEVER);
        now[skipped] = departure;
        if (sorties > 0 && launch(0) == -1) {
            now[0] += startDuration(t);
            back = fly(0, depot, row, length, t, now[0]);
            if (back == NEVER) {
                return Rule.RANGE;
            }
            flight = 1;
        }
        int at = depot;
        boolean alive = true;
        for (int i = 0; i < length && alive; i++) {
            int k = row[i];
            if (back >= 0 && problem.isDepot(k)) {
                // No reload while the drone is in the air.
                return Rule.TRIPS;
            }
            alive = false;
            int before = NEVER;
            for (int b = skipped; b <= most; b++) {
                int time = now[b] == NEVER ? NEVER : arrivalAt(at, k, now[b]);
                boolean paused = false;
                if (b > skipped
                        && before != NEVER
                        && before <= breaks.get(b - 1).latest()) {
                    int after = Math.max(before, breaks.get(b - 1).earliest())
                            + breaks.get(b - 1).duration();
                    if (after < time) {
                        time = after;
                        paused = true;
                    }
                }
                before = time;
                if (recording) {
                    arrival[i * width + b] = time;
                    pausedBefore[i * width + b] = paused;
                }
                now[b] = time;
            }
            before = NEVER;
            for (int b = skipped; b <= most; b++) {
                int time = now[b];
                if (time != NEVER) {
                    int begun = time;
                    int ended;
                    if (k < problem.stops) {
                        boolean further =
                                i > 0 && row[i - 1] < problem.stops && problem.whole[row[i - 1]] == problem.whole[k];
                        begun = further ? time : startAt(k, time);
                        ended = begun == NEVER ? NEVER : further ? begun : begun + problem.service[k];
                    } else if (problem.isDepot(k)) {
                        ended = Math.max(time + problem.reload[t], releases[i + 1]);
                        waited += ended - time - problem.reload[t];
                    } else {
                        ended = time + charged[i];
                    }
                    time = ended;
                    if (recording) {
                        start[i * width + b] = begun;
                        end[i * width + b] = ended;
                    }
                }
                if (b > skipped
                        && before != NEVER
                        && before <= breaks.get(b - 1).latest()) {
                    int after = Math.max(before, breaks.get(b - 1).earliest())
                            + breaks.get(b - 1).duration();
                    if (after < time) {
                        time = after;
                        if (recording) {
                            pausedAfter[i * width + b] = true;
                        }
                    }
                }
                before = time;
                if (recording) {
                    leaving[i * width + b] = time;
                }
                if (time != NEVER && b < most && time > breaks.get(b).latest()) {
                    // Under way without a break that was due.
                    time = NEVER;
                }
                now[b] = time;
                alive |= time != NEVER;
            }
            at = k;
            if (sorties > 0 && now[0] != NEVER) {
                int leaves = now[0];
                if (back >= 0 && recover(flight - 1) == i) {
                    leaves = Math.max(leaves, back) + landDuration(t);
                    back = -1;
                }
                while (flight < sorties && back < 0 && k < problem.stops && launch(flight) == i) {
                    leaves += startDuration(t);
                    back = fly(flight, k, row, length, t, leaves);
                    if (back == NEVER) {
                        return Rule.RANGE;
                    }
                    if (recover(flight++) == i) {
                        leaves = Math.max(leaves, back) + landDuration(t);
                        back = -1;
                    }
                }
                now[0] = leaves;
            }
        }
        if (!alive) {
            return (most > 0 ? Rule.BREAKS : Rule.WINDOWS);
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

    private int startDuration(int t) {
        return problem.drones.get(t).orElseThrow().startDuration();
    }

    private int landDuration(int t) {
        return problem.drones.get(t).orElseThrow().landDuration();
    }

    /** When the drone is back at where the vehicle picks it up; {@link #NEVER} when it cannot fly then. */
    private int fly(int q, int from, int[] row, int length, int t, int launched) {
        TravelMatrix flight = problem.conditions.flight().orElseThrow();
        int k = sortieStop[q];
        int to = recover(q) < length ? row[recover(q)] : problem.depot[t];
        int there = launched + flight.duration(problem.location[from], problem.location[k]);
        for (Window none : problem.conditions.noFly()) {
            if (launched < none.to() && there > none.from()) {
                return NEVER;
            }
        }
        int begun = startAt(k, there);
        if (begun == NEVER) {
            return NEVER;
        }
        int leaves = begun + problem.service[k];
        int home = flight.duration(problem.location[k], problem.location[to]);
        for (Window none : problem.conditions.noFly()) {
            if (leaves < none.to() && leaves + home > none.from()) {
                leaves = none.to();
            }
        }
        if (recording) {
            flights.add(new Flight(k, launched, there, begun, leaves, leaves + home));
        }
        return leaves + home;
    }

    /** Goes back from the return over the choices that led there. */
    private Timetable recorded(int[] row, int length, int t) {
        int width = (counts(Rule.BREAKS) ? problem.breaks.get(t).size() : 0) + 1;
        List<Equipment.Break> breaks = problem.breaks.get(t);
        int taken = width - 1;
        for (int b = width - 1; b >= 0; b--) {
            if (now[b] != NEVER) {
                int time = arrivalAt(length == 0 ? problem.depot[t] : row[length - 1], problem.depot[t], now[b]);
                if (time <= returned && (b == width - 1 || time <= breaks.get(b).latest())) {
                    taken = b;
                }
            }
        }
        List<Visit> visits = new ArrayList<>();
        for (int i = length - 1; i >= 0; i--) {
            while (taken > 0 && pausedAfter[i * width + taken]) {
                taken--;
                visits.add(pause(taken, leaving[i * width + taken], breaks.get(taken)));
            }
            int cell = i * width + taken;
            int place = row[i];
            Kind kind = place < problem.stops ? Kind.STOP : problem.isDepot(place) ? Kind.RELOAD : Kind.RECHARGE;
            int subject = kind == Kind.STOP ? place : problem.location[place];
            int service = visits.size();
            visits.add(new Visit(kind, subject, arrival[cell], start[cell], end[cell]));
            while (taken > 0 && pausedBefore[i * width + taken]) {
                taken--;
                visits.add(pause(taken, arrival[i * width + taken], breaks.get(taken)));
            }
            Visit visit = visits.get(service);
            visits.set(
                    service,
                    new Visit(visit.kind(), visit.subject(), arrival[i * width + taken], visit.start(), visit.end()));
        }
        return new Timetable(departure, visits.reversed(), flights, returned);
    }

    private static Visit pause(int number, int time, Equipment.Break rule) {
        int begun = Math.max(time, rule.earliest());
        return new Visit(Kind.BREAK, number, begun, begun, begun + rule.duration());
    }
}
