package cn.yunce.forecasting.routing;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A plan under construction: each route a circular list around a sentinel, node {@code stops + route}, its stops and, after the sentinels, nodes
 * for halts; with loads, and the {@link Labels} by which insertion is judged in constant time. A journal takes back all that was done since {@link #begin}.
 */
final class Tours {
    static final int AWAY = -2;

    final FlatProblem problem;
    /** Costs of the routes in use and penalties of the absent stops. */
    long cost;

    /** By node. */
    final int[] next;

    final int[] previous;
    /** Place in the matrices: the stop itself, or the depot of a sentinel. */
    final int[] place;
    /** −1 while absent; {@link #AWAY} while another search has it. */
    final int[] route;
    /** To the next node. */
    final int[] leg;

    final int[] service;

    /** By route; type −1 while not in use. */
    final int[] type;

    final int[] size;
    final int[] load;
    final long[] length;

    final Labels labels;

    /** Routes. */
    final Members used;

    final int[] usedOfType;
    /** No more vehicles of a type than these, where other searches have some. */
    private final int[] mostOfType;
    /** No more routes than these are opened. */
    int mostRoutes;
    /** What one more route counts as a saving, so that some are opened while a search is hot, or a cost where negative; no part of {@link #cost}. */
    long premium;

    /** Stops. */
    final Members absent;

    /** Stops that are neither on a route nor absent, as another search has them; they count as if they were not there. */
    private int away;

    /** Whether a route no longer keeps its rules, as it may where a detour is shorter than the way. */
    boolean broken;

    final Walk walk;
    /** Of the row that {@link #row} wrote last. */
    final int[] row;

    private final int[] halts;
    private int haltsLeft;
    private final int[] haltsOn;

    private final int stops;
    private final int places;
    private final int dimensions;
    private final Members free;

    private final int[] touched;
    private int touchedCount;
    private final int[] touchedIn;
    private int iteration;
    private int[] journal;
    private int journalSize;
    private final int[] absentBefore;
    private int absentCountBefore;
    private long costBefore;

    Tours(FlatProblem problem) {
        this.problem = problem;
        stops = problem.stops;
        places = problem.places;
        dimensions = problem.dimensions;
        // A vehicle of a running plan keeps its number, even while another type takes what it leaves.
        int routes = Math.min(stops, Arrays.stream(problem.count).sum()) + problem.homeType.length;
        int mostHalts = problem.halting ? 2 * stops + 2 * routes : 0;
        int nodes = stops + routes + mostHalts;
        walk = new Walk(problem);
        row = new int[problem.longestRow];
        halts = new int[mostHalts];
        haltsOn = new int[routes];
        for (int h = 0; h < mostHalts; h++) {
            halts[haltsLeft++] = stops + routes + h;
        }
        mostRoutes = stops;
        next = new int[nodes];
        previous = new int[nodes];
        place = new int[nodes];
        route = new int[nodes];
        leg = new int[nodes];
        service = Arrays.copyOf(problem.service, nodes);
        type = new int[routes];
        size = new int[routes];
        load = new int[routes * dimensions];
        length = new long[routes];
        used = new Members(routes);
        usedOfType = new int[problem.types];
        mostOfType = problem.count.clone();
        free = new Members(routes);
        absent = new Members(stops);
        touched = new int[routes];
        touchedIn = new int[routes];
        journal = new int[2 * nodes + 16];
        absentBefore = new int[stops];
        labels = new Labels(this);
        for (int k = 0; k < stops; k++) {
            place[k] = k;
            route[k] = -1;
            absent.add(k);
            cost += problem.penalty[k];
        }
        Arrays.fill(type, -1);
        for (int r = routes - 1; r >= 0; r--) {
            next[stops + r] = stops + r;
            previous[stops + r] = stops + r;
            route[stops + r] = r;
            free.add(r);
        }
    }

    int sentinel(int r) {
        return stops + r;
    }

    /** One that is not away. */
    int anyStop(SplittableRandom random) {
        int k = random.nextInt(stops);
        while (route[k] == AWAY) {
            k = random.nextInt(stops);
        }
        return k;
    }

    /** How many are not away. */
    int stopsHere() {
        return stops - away;
    }

    boolean canOpen(int t) {
        return used.count() < mostRoutes && usedOfType[t] < mostOfType[t];
    }

    /** Whether a route in use can be driven with a vehicle of the type. */
    boolean canChange(int t) {
        return usedOfType[t] < mostOfType[t];
    }

    /** An empty route of a type, which must be {@linkplain #canOpen available}. */
    int open(int t) {
        int at = free.count() - 1;
        while (problem.live && free.get(at) < problem.homeType.length && problem.homeType[free.get(at)] != t) {
            at--;
        }
        int r = free.get(at);
        open(r, t);
        return r;
    }

    /** Takes a free route into use. */
    void open(int r, int t) {
        touch(r);
        setType(r, t);
        cost += problem.fixedCost[t];
        clear(r);
    }

    private void clear(int r) {
        int sentinel = sentinel(r);
        next[sentinel] = sentinel;
        previous[sentinel] = sentinel;
        leg[sentinel] = 0;
        size[r] = 0;
        length[r] = 0;
        Arrays.fill(load, r * dimensions, (r + 1) * dimensions, 0);
        refresh(r);
    }

    /** Inserts an absent stop behind a node of a route in use; that it is allowed there is the caller's to know. */
    void insert(int k, int behind, int r) {
        touch(r);
        link(k, behind, r);
        route[k] = r;
        size[r]++;
        cost += problem.changeCost(k, r) - problem.penalty[k];
        addLoad(k, r, 1);
        absent.remove(k);
        labels.inserted(k, r);
    }

    private void link(int node, int behind, int r) {
        int ahead = next[behind];
        int in = problem.distanceTo[place[node] * places + place[behind]];
        int out = problem.distance[place[node] * places + place[ahead]];
        lengthen(r, (long) in + out - leg[behind]);
        leg[behind] = in;
        leg[node] = out;
        next[behind] = node;
        previous[node] = behind;
        next[node] = ahead;
        previous[ahead] = node;
    }

    private void unlink(int node, int r) {
        int behind = previous[node];
        int ahead = next[node];
        int joined = behind == ahead ? 0 : problem.distance[place[behind] * places + place[ahead]];
        lengthen(r, (long) joined - leg[behind] - leg[node]);
        leg[behind] = joined;
        next[behind] = ahead;
        previous[ahead] = behind;
    }

    private void lengthen(int r, long more) {
        length[r] += more;
        cost += more * problem.unitCost[type[r]];
    }

    boolean canHalt(int count) {
        return haltsLeft >= count;
    }

    /** Inserts a halt at a depot or station behind a node of a route in use. */
    int insertHalt(int at, int behind, int r) {
        touch(r);
        int node = takeHalt(at, r);
        link(node, behind, r);
        return node;
    }

    private int takeHalt(int at, int r) {
        int node = halts[--haltsLeft];
        place[node] = at;
        route[node] = r;
        haltsOn[r]++;
        return node;
    }

    void removeHalt(int node) {
        touch(route[node]);
        unlink(node, route[node]);
        freeHalt(node);
    }

    private void freeHalt(int node) {
        haltsOn[route[node]]--;
        halts[haltsLeft++] = node;
    }

    boolean isHalt(int node) {
        return node >= stops + type.length;
    }

    /** Writes the places of a route, without its depot at both ends, to {@link #row}; says how many there are. */
    int row(int r) {
        int length = 0;
        int sentinel = sentinel(r);
        for (int v = next[sentinel]; v != sentinel; v = next[v]) {
            row[length++] = place[v];
        }
        return length;
    }

    boolean keepsRules(int r) {
        return walk.check(row, row(r), type[r]) == Rule.NONE;
    }

    /** Takes a stop out; {@link #settle} the route when all that leave it have left. */
    void remove(int k) {
        int r = route[k];
        touch(r);
        unlink(k, r);
        route[k] = -1;
        size[r]--;
        cost += problem.penalty[k] - problem.changeCost(k, r);
        addLoad(k, r, -1);
        absent.add(k);
    }

    /** Puts a route that stops were taken from in order: times anew, or out of use when it is empty. */
    void settle(int r) {
        if (size[r] == 0) {
            int sentinel = sentinel(r);
            while (next[sentinel] != sentinel) {
                removeHalt(next[sentinel]);
            }
            cost -= problem.fixedCost[type[r]];
            setType(r, -1);
        } else if (problem.rich) {
            dropHalts(r);
            broken |= !keepsRules(r);
        } else {
            labels.refresh(r);
            broken |= length[r] > problem.maxDistance[type[r]] || !labels.keepTimesFromTheStart(r);
        }
    }

    /** The halts that a route can do without. */
    private void dropHalts(int r) {
        int sentinel = sentinel(r);
        // What lies before a locked stop is done.
        int from = next[sentinel];
        for (int v = from; problem.live && v != sentinel; v = next[v]) {
            from = v < stops && problem.sealed[v] ? next[v] : from;
        }
        for (int v = from; v != sentinel && haltsOn[r] > 0; ) {
            int node = v;
            v = next[v];
            if (isHalt(node) && canDropHalt(r, node)) {
                removeHalt(node);
            }
        }
    }

    private boolean canDropHalt(int r, int node) {
        int behind = previous[node];
        int ahead = next[node];
        if (problem.distance[place[behind] * places + place[ahead]] > leg[behind] + leg[node]) {
            return false;
        }
        int written = 0;
        int sentinel = sentinel(r);
        for (int v = next[sentinel]; v != sentinel; v = next[v]) {
            if (v != node) {
                row[written++] = place[v];
            }
        }
        return walk.check(row, written, type[r]) == Rule.NONE;
    }

    /** Exchanges what follows two nodes of different routes, either of which may be a sentinel. */
    void exchangeTails(int i, int p) {
        int r = route[i];
        int s = route[p];
        touch(r);
        touch(s);
        int a = next[i];
        int b = next[p];
        int lastOfR = previous[sentinel(r)];
        int lastOfS = previous[sentinel(s)];
        move(a, r, s);
        move(b, s, r);
        join(i, b, lastOfS, r, s);
        join(p, a, lastOfR, s, r);
        remeasure(r);
        remeasure(s);
    }

    private void move(int from, int r, int s) {
        for (int v = from; v < stops; v = next[v]) {
            route[v] = s;
            size[r]--;
            size[s]++;
            addLoad(v, r, -1);
            addLoad(v, s, 1);
        }
    }

    private void join(int last, int first, int end, int r, int from) {
        if (first == sentinel(from)) {
            next[last] = sentinel(r);
            previous[sentinel(r)] = last;
        } else {
            next[last] = first;
            previous[first] = last;
            next[end] = sentinel(r);
            previous[sentinel(r)] = end;
        }
    }

    private void remeasure(int r) {
        long was = length[r];
        refresh(r);
        cost += (length[r] - was) * problem.unitCost[type[r]];
        if (size[r] == 0) {
            settle(r);
        }
    }

    /** Takes all stops of a route out. */
    void empty(int r) {
        int sentinel = sentinel(r);
        while (next[sentinel] != sentinel) {
            int v = next[sentinel];
            if (v < stops) {
                remove(v);
            } else {
                removeHalt(v);
            }
        }
        settle(r);
    }

    /** Drives a route with another type, if its rules allow that; says whether they did. */
    boolean retype(int r, int t) {
        int was = type[r];
        touch(r);
        changeType(r, t);
        if (length[r] <= problem.maxDistance[t] && (problem.rich ? keepsRules(r) : labels.keepTimes(r))) {
            return true;
        }
        changeType(r, was);
        return false;
    }

    private void changeType(int r, int t) {
        cost -= problem.fixedCost[type[r]] + length[r] * problem.unitCost[type[r]];
        setType(r, t);
        int sentinel = sentinel(r);
        for (int v = next[sentinel]; haltsOn[r] > 0 && v != sentinel; v = next[v]) {
            if (isHalt(v) && place[v] < stops + problem.depots) {
                place[v] = problem.depot[t];
            }
        }
        refresh(r);
        cost += problem.fixedCost[t] + length[r] * problem.unitCost[t];
    }

    /** From here on {@link #rollback} takes back. */
    void begin() {
        iteration++;
        broken = false;
        touchedCount = 0;
        journalSize = 0;
        costBefore = cost;
        absentCountBefore = absent.copyTo(absentBefore);
    }

    private void touch(int r) {
        if (touchedIn[r] == iteration) {
            return;
        }
        touchedIn[r] = iteration;
        touched[touchedCount++] = r;
        int room = journalSize + size[r] + haltsOn[r] + 2;
        if (room > journal.length) {
            journal = Arrays.copyOf(journal, 2 * room);
        }
        journal[journalSize++] = type[r];
        int sentinel = sentinel(r);
        for (int v = next[sentinel]; v != sentinel; v = next[v]) {
            journal[journalSize++] = isHalt(v) ? place[v] : v;
        }
        journal[journalSize++] = -1;
    }

    int touchedCount() {
        return touchedCount;
    }

    int touched(int i) {
        return touched[i];
    }

    void rollback() {
        for (int i = 0; i < touchedCount; i++) {
            int sentinel = sentinel(touched[i]);
            for (int v = next[sentinel]; haltsOn[touched[i]] > 0; v = next[v]) {
                if (isHalt(v)) {
                    freeHalt(v);
                }
            }
        }
        int read = 0;
        for (int i = 0; i < touchedCount; i++) {
            int r = touched[i];
            setType(r, journal[read++]);
            read = fill(r, journal, read) + 1;
        }
        cost = costBefore;
        absent.set(absentBefore, absentCountBefore);
        for (int i = 0; i < absentCountBefore; i++) {
            route[absentBefore[i]] = -1;
        }
    }

    /** Makes a route of the stops from {@code read} up to a negative number, whose index it returns; costs stay as they are. */
    private int fill(int r, int[] from, int read) {
        int at = read;
        int last = sentinel(r);
        size[r] = 0;
        Arrays.fill(load, r * dimensions, (r + 1) * dimensions, 0);
        for (; from[at] >= 0; at++) {
            int v = from[at] < stops ? from[at] : takeHalt(from[at], r);
            next[last] = v;
            previous[v] = last;
            if (v < stops) {
                route[v] = r;
                size[r]++;
                addLoad(v, r, 1);
            }
            last = v;
        }
        next[last] = sentinel(r);
        previous[sentinel(r)] = last;
        if (type[r] >= 0) {
            refresh(r);
        }
        return at;
    }

    /** All routes: for each −2 − (its number × types + type), then the places of its stops and halts; −1 ends. */
    int[] snapshot() {
        int[] all = new int[stops + used.count() + 1 + halts.length - haltsLeft];
        int written = 0;
        for (int u = 0; u < used.count(); u++) {
            int r = used.get(u);
            int sentinel = sentinel(r);
            all[written++] = -2 - r * problem.types - type[r];
            for (int v = next[sentinel]; v != sentinel; v = next[v]) {
                all[written++] = place[v];
            }
        }
        all[written++] = -1;
        return Arrays.copyOf(all, written);
    }

    /** Replaces all routes. */
    void restore(int[] snapshot) {
        while (used.count() > 0) {
            empty(used.get(used.count() - 1));
        }
        for (int read = 0; snapshot[read] != -1; ) {
            int header = -2 - snapshot[read++];
            int r = header / problem.types;
            open(r, header % problem.types);
            for (; snapshot[read] >= 0; read++) {
                append(snapshot[read], r);
            }
        }
    }

    /** Replaces all routes by some of a plan's; the stops on its others are away. */
    void restorePart(Parting.Part part, int[] plan) {
        recall();
        System.arraycopy(part.most, 0, mostOfType, 0, mostOfType.length);
        restore(part.routes);
        for (int at : plan) {
            if (at >= 0 && at < stops && route[at] == -1) {
                sendAway(at);
            }
        }
        while (!part.withAbsent && absent.count() > 0) {
            sendAway(absent.get(absent.count() - 1));
        }
    }

    private void sendAway(int k) {
        absent.remove(k);
        route[k] = AWAY;
        cost -= problem.penalty[k];
        away++;
    }

    /** Whatever was away is absent. */
    void recall() {
        System.arraycopy(problem.count, 0, mostOfType, 0, mostOfType.length);
        for (int k = 0; away > 0; k++) {
            if (route[k] == AWAY) {
                route[k] = -1;
                absent.add(k);
                cost += problem.penalty[k];
                away--;
            }
        }
    }

    /** Puts a stop or halt at the end of a route in use. */
    void append(int at, int r) {
        int last = previous[sentinel(r)];
        if (at < stops) {
            insert(at, last, r);
        } else {
            insertHalt(at, last, r);
        }
    }

    private void setType(int r, int t) {
        int was = type[r];
        if (was == t) {
            return;
        }
        if (was >= 0) {
            usedOfType[was]--;
        }
        if (t >= 0) {
            usedOfType[t]++;
            place[sentinel(r)] = problem.depot[t];
        }
        if (was < 0) {
            free.remove(r);
            used.add(r);
        } else if (t < 0) {
            used.remove(r);
            free.add(r);
        }
        type[r] = t;
    }

    private void addLoad(int k, int r, int sign) {
        // What a pair carries is on board for a part of the route only.
        if (problem.mate[k] < 0 && !problem.rich) {
            for (int d = 0; d < dimensions; d++) {
                load[r * dimensions + d] += sign * problem.demand[k * dimensions + d];
            }
        }
    }

    private void refresh(int r) {
        int sentinel = sentinel(r);
        long sum = 0;
        for (int i = sentinel; size[r] > 0; ) {
            int j = next[i];
            leg[i] = problem.distance[place[i] * places + place[j]];
            sum += leg[i];
            i = j;
            if (i == sentinel) {
                break;
            }
        }
        length[r] = sum;
        labels.refresh(r);
    }
}
