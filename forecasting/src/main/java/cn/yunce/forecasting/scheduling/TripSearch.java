package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * A wave's trips by a large neighbourhood search (Shaw 1998): some of the own trips that are back before the latest departure are
 * taken out, free vehicles are dispatched anew minute by minute with what is worth most a minute, somewhat by chance, and what is left
 * is packed into the wave's last trips. A change stays by simulated annealing.
 *
 * <p>Vehicles of a fleet are alike, so no more may be away at a minute than there are; parcels may leave once they have come, as
 * far as no later trip counts on them.
 */
final class TripSearch {
    private static final int FIRST_PACKING = 20_000;
    private static final int PACKING = 60;
    private static final double PACKING_TEMPERATURE = 4;
    private static final double FIRST_TEMPERATURE = 25;
    private static final double LAST_TEMPERATURE = 1;
    /** On the day, from what was planned minutes before. */
    private static final double TEMPERATURE_AGAIN = 5;

    private static final int MOST_SLOTS_LATE = 6;
    private static final int MOST_REMOVED = 15;
    private static final double NEAR_MINUTES = 60;
    /** How full a trip must be at least, of which each dispatching takes one. */
    private static final double[] FILLS = {1, 1, 0.9, 0.75, 0.5, 0.25, 0};

    /**
     * @param choice index of a way and how its vehicle is loaded
     * @param amounts millionths of a parcel of each line of the way
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Early(int choice, int minute, long[] amounts) {}

    /** Puts what no trip has taken aboard the wave's last trips. */
    interface Packing {
        /**
         * @param left millionths of a parcel by line
         * @param free minutes from which own vehicles may leave, ascending
         * @param start loads of vehicles to begin with
         */
        LastTrips pack(long[] left, int[] free, List<LastTrips.Load> start, long seed);
    }

    /** Trips that are to leave before the wave's end, and the loads of its last ones. */
    record Outlook(List<Draft> trips, List<LastTrips.Load> last) {}

    private record Found(List<Early> trips, LastTrips packed) {}

    private final WaveProblem problem;
    private final boolean early;
    private final List<Demand> demands;
    private final Packing packing;
    private final Deadline deadline;
    private final Random random;
    private final Wave wave;
    private final int firstMinute;
    private final int end;
    /** Whether all last trips may leave as late as any, so that they find each vehicle back. */
    private final boolean sameDue;
    /** The first so many choices; others are only kept as they came. */
    private final int dispatched;

    private final boolean[][] together;
    private final int[][] lines;
    private final Handling[] handling;
    private final int[] turn;
    private final double[] own;
    private final double[] price;

    private List<Early> trips = new ArrayList<>();
    private final int[] away;
    private final long[][] come;
    private final long[][] gone;
    private final long[][] there;

    /**
     * @param kept trips whose ways may be kept though none is dispatched on them
     * @param firstMinute at which trips may leave
     */
    private TripSearch(
            WaveProblem problem,
            boolean early,
            List<Draft> kept,
            int firstMinute,
            Packing packing,
            Deadline deadline,
            long seed) {
        this.problem = problem;
        this.early = early;
        this.packing = packing;
        this.deadline = deadline;
        this.firstMinute = firstMinute;
        demands = problem.demands();
        random = new Random(seed);
        wave = demands.getFirst().line().wave();
        end = demands.stream()
                .mapToInt(demand -> demand.line().latestDepartureMinute())
                .max()
                .orElseThrow();
        sameDue = demands.stream().allMatch(demand -> demand.line().latestDepartureMinute() == end);
        List<Way> ways = new ArrayList<>();
        List<Handling> handlings = new ArrayList<>();
        for (Way way : problem.listWays()) {
            for (Handling with : early || way.single() ? problem.handlings() : List.<Handling>of()) {
                ways.add(way);
                handlings.add(with);
            }
        }
        dispatched = ways.size();
        together = new boolean[demands.size()][demands.size()];
        for (Way way : problem.listWays()) {
            if (way.demands().size() == 2) {
                int one = demands.indexOf(way.demands().getFirst());
                int other = demands.indexOf(way.demands().getLast());
                together[one][other] = true;
                together[other][one] = true;
            }
        }
        for (Draft trip : kept) {
            if (!trip.way().single()) {
                ways.add(trip.way());
                handlings.add(trip.handling());
            }
        }
        lines = ways.stream()
                .map(way -> way.demands().stream().mapToInt(demands::indexOf).toArray())
                .toArray(int[][]::new);
        handling = handlings.toArray(Handling[]::new);
        turn = IntStream.range(0, lines.length)
                .map(choice -> handling[choice].turnMinutes(ways.get(choice).transitMinutes()))
                .toArray();
        own = ways.stream().mapToDouble(Way::ownCost).toArray();
        price = demands.stream()
                .mapToDouble(demand -> demand.line().externalCost() / Handling.LOOSE.capacity())
                .toArray();
        away = new int[end];
        come = new long[demands.size()][wave.slots() + 1];
        gone = new long[demands.size()][wave.slots() + 1];
        there = new long[demands.size()][wave.slots() + 1];
        for (int line = 0; line < demands.size(); line++) {
            for (int slot = 1; slot <= wave.slots(); slot++) {
                come[line][slot] = demands.get(line).accumulated(wave.readyMinute(slot - 1));
            }
            refresh(line);
        }
    }

    /**
     * The cheapest trips found before the deadline.
     *
     * @param early rule "early": trips may leave part-full or combined before their lines are complete
     * @param start some that keep the rules
     */
    static List<Draft> search(WaveProblem problem, boolean early, List<Draft> start, Deadline deadline, long seed) {
        LastTripsOfWave last = new LastTripsOfWave(problem);
        int first = problem.demands().getFirst().line().wave().fromMinute();
        TripSearch search = new TripSearch(problem, early, List.of(), first, last::pack, deadline, seed);
        start.forEach(search::add);
        long limit = Math.max(1, deadline.left().toMillis());
        LastTrips packed = search.pack(List.of());
        packed.search(FIRST_PACKING, LastTrips.HOT, deadline);
        Found found = search.better(
                packed,
                FIRST_TEMPERATURE,
                () -> deadline.passed()
                        ? 0
                        : Math.clamp((double) deadline.left().toMillis() / limit, Double.MIN_VALUE, 1));
        List<Draft> trips = search.drafts(found.trips());
        trips.addAll(last.drafts(found.packed()));
        return trips;
    }

    /**
     * Betters, at a minute of the day, the trips that are to leave from then on.
     *
     * @param problem of what has not left, its vehicles alike
     * @param free minute from which each vehicle may leave
     * @param wanted trips that were to leave; one that cannot leave when it was to is put off, or dropped
     * @param last loads of the last trips so far
     */
    static Outlook goOn(
            WaveProblem problem,
            boolean early,
            int minute,
            int[] free,
            List<Draft> wanted,
            Packing packing,
            List<LastTrips.Load> last,
            Recourse.Effort effort,
            long seed) {
        TripSearch search = new TripSearch(problem, early, wanted, minute, packing, Deadline.NEVER, seed);
        for (int back : free) {
            for (int until = minute; until < Math.min(back, search.end); until++) {
                search.away[until]++;
            }
        }
        wanted.stream().sorted(Comparator.comparingInt(Draft::departure)).forEach(search::addOrPutOff);
        LastTrips packed = search.pack(last);
        packed.search(effort.packing(), PACKING_TEMPERATURE, Deadline.NEVER);
        int rounds = effort.rounds();
        PrimitiveIterator.OfInt left =
                IntStream.rangeClosed(0, rounds).map(done -> rounds - done).iterator();
        Found found = search.better(packed, TEMPERATURE_AGAIN, () -> (double) left.nextInt() / rounds);
        return new Outlook(search.drafts(found.trips()), found.packed().loads());
    }

    /** @param left what is left of the search, from 1 down to 0 */
    private Found better(LastTrips first, double firstTemperature, DoubleSupplier left) {
        LastTrips packed = first;
        double cost = cost(packed);
        Found best = new Found(trips, packed);
        double bestCost = cost;
        for (double part = left.getAsDouble(); part > 0; part = left.getAsDouble()) {
            double temperature = LAST_TEMPERATURE * Math.pow(firstTemperature / LAST_TEMPERATURE, part);
            List<Early> before = trips;
            trips = new ArrayList<>(before);
            List<Early> removed = remove();
            int kept = trips.size();
            dispatch();
            LastTrips next = pack(packed.loads());
            next.search(PACKING, PACKING_TEMPERATURE, deadline);
            double nextCost = cost(next);
            if (nextCost > cost - temperature * Math.log(1 - random.nextDouble())) {
                trips.subList(kept, trips.size()).forEach(trip -> count(trip, -1));
                removed.forEach(trip -> count(trip, 1));
                trips = before;
                continue;
            }
            packed = next;
            cost = nextCost;
            if (cost < bestCost) {
                best = new Found(trips, packed);
                bestCost = cost;
            }
        }
        return best;
    }

    private int slot(int minute) {
        return Math.clamp((minute - wave.fromMinute()) / Wave.SLOT_MINUTES, 0, come[0].length - 1);
    }

    /** What of a line may still leave at each slot: what has come, less what leaves by then, and what later trips count on. */
    private void refresh(int line) {
        long[] free = there[line];
        long sum = 0;
        for (int slot = 0; slot < free.length; slot++) {
            sum += gone[line][slot];
            free[slot] = come[line][slot] - sum;
        }
        for (int slot = free.length - 2; slot >= 0; slot--) {
            free[slot] = Math.min(free[slot], free[slot + 1]);
        }
    }

    /** Counts a trip in, or out again by {@code sign} -1. */
    private void count(Early trip, int sign) {
        int slot = slot(trip.minute());
        int[] of = lines[trip.choice()];
        for (int i = 0; i < of.length; i++) {
            gone[of[i]][slot] += sign * trip.amounts()[i];
            refresh(of[i]);
        }
        int back = Math.min(end, trip.minute() + turn[trip.choice()]);
        for (int minute = trip.minute(); minute < back; minute++) {
            away[minute] += sign;
        }
    }

    private void put(Early trip) {
        trips.add(trip);
        count(trip, 1);
    }

    private void addOrPutOff(Draft draft) {
        int minute = draft.departure();
        boolean added = add(draft);
        for (int step = 1; !added && step <= MOST_SLOTS_LATE; step++) {
            int slot = (minute - wave.fromMinute()) / Wave.SLOT_MINUTES + step;
            added = add(draft.at(wave.fromMinute() + slot * Wave.SLOT_MINUTES));
        }
    }

    /** Takes over a trip that is back in time, full or with all of its lines unless the rule is "early"; all others are packed anew. */
    private boolean add(Draft draft) {
        if (!draft.own()
                || draft.back() > end
                || !(early || draft.full() || draft.departure() >= draft.way().readyMinute())) {
            return false;
        }
        for (int choice = 0; choice < lines.length; choice++) {
            if (handling[choice] == draft.handling()
                    && lines[choice].length == draft.loads().size()) {
                long[] amounts = amounts(draft, lines[choice]);
                if (Arrays.stream(amounts).allMatch(amount -> amount > 0) && fits(choice, draft.departure(), amounts)) {
                    put(new Early(choice, draft.departure(), amounts));
                    return true;
                }
            }
        }
        return false;
    }

    private long[] amounts(Draft draft, int[] of) {
        return Arrays.stream(of)
                .mapToLong(line -> draft.loads().stream()
                        .filter(load -> load.demand().equals(demands.get(line)))
                        .mapToLong(Draft.Load::amount)
                        .sum())
                .toArray();
    }

    private boolean fits(int choice, int minute, long[] amounts) {
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] > there[lines[choice][i]][slot(minute)]) {
                return false;
            }
        }
        return minute + turn[choice] <= free(minute);
    }

    /** First minute from one on at which all vehicles are away, or the end. */
    private int free(int from) {
        int minute = from;
        while (minute < end && away[minute] < problem.vehicles()) {
            minute++;
        }
        return minute;
    }

    private double cost(LastTrips packed) {
        return packed.cost()
                + trips.stream().mapToDouble(trip -> own[trip.choice()]).sum();
    }

    private LastTrips pack(List<LastTrips.Load> start) {
        long[] left = demands.stream().mapToLong(Demand::total).toArray();
        for (Early trip : trips) {
            for (int i = 0; i < trip.amounts().length; i++) {
                left[lines[trip.choice()][i]] -= trip.amounts()[i];
            }
        }
        return packing.pack(left, sameDue ? new int[problem.vehicles()] : free(), start, random.nextLong());
    }

    /** Minutes from which vehicles are free for their last trips, ascending. */
    private int[] free() {
        int[] free = new int[problem.vehicles()];
        int known = 0;
        for (int minute = end - 1; minute >= firstMinute && known < free.length; minute--) {
            while (known < Math.min(away[minute], free.length)) {
                known++;
                free[free.length - known] = minute + 1;
            }
        }
        return free;
    }

    /** Takes out some trips: of about one time, of lines that go together, or any. */
    private List<Early> remove() {
        if (trips.isEmpty()) {
            return List.of();
        }
        Early seed = trips.get(random.nextInt(trips.size()));
        int kind = random.nextInt(3);
        record Ranked(Early trip, double rank) {}
        List<Early> removed = trips.stream()
                .map(trip -> new Ranked(
                        trip,
                        switch (kind) {
                            case 0 -> Math.abs(trip.minute() - seed.minute()) + NEAR_MINUTES * random.nextDouble();
                            case 1 -> (near(trip, seed) ? 0 : 1) + random.nextDouble();
                            default -> random.nextDouble();
                        }))
                .sorted(Comparator.comparingDouble(Ranked::rank))
                .limit(1 + random.nextInt(MOST_REMOVED))
                .map(Ranked::trip)
                .toList();
        removed.forEach(trip -> count(trip, -1));
        Set<Early> out = Collections.newSetFromMap(new IdentityHashMap<>());
        out.addAll(removed);
        trips.removeIf(out::contains);
        return removed;
    }

    private boolean near(Early a, Early b) {
        for (int one : lines[a.choice()]) {
            for (int other : lines[b.choice()]) {
                if (one == other || together[one][other]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sends free vehicles off, from the first minute to the last, with what is worth most a minute of their turn. */
    private void dispatch() {
        double fill = early ? FILLS[random.nextInt(FILLS.length)] : 1;
        double least = random.nextBoolean() ? 0 : 0.5 * random.nextDouble();
        double spread = 0.1 + 0.5 * random.nextDouble();
        double[] worth = demands.stream()
                .mapToDouble(demand -> Math.exp(spread * random.nextGaussian()))
                .toArray();
        boolean[] blind = new boolean[dispatched];
        for (int choice = 0; choice < blind.length; choice++) {
            blind[choice] = random.nextInt(10) == 0;
        }
        boolean changed = false;
        for (int minute = firstMinute; minute < end; minute++) {
            changed |= (minute - firstMinute) % Wave.SLOT_MINUTES == 0
                    || (minute > firstMinute && away[minute] < away[minute - 1]);
            while (changed && away[minute] < problem.vehicles()) {
                int best = best(minute, fill, least, worth, blind);
                changed = best >= 0;
                if (changed) {
                    long[] amounts = new long[lines[best].length];
                    long room = handling[best].capacity();
                    for (int i = 0; i < amounts.length; i++) {
                        amounts[i] = Math.min(there[lines[best][i]][slot(minute)], room);
                        room -= amounts[i];
                    }
                    put(new Early(best, minute, amounts));
                }
            }
        }
    }

    /** The choice that saves most against external trips a minute, more than {@code least}; -1 for none. */
    private int best(int minute, double fill, double least, double[] worth, boolean[] blind) {
        int until = free(minute);
        int slot = slot(minute);
        int best = -1;
        double most = least;
        for (int choice = 0; choice < dispatched; choice++) {
            if (blind[choice] || minute + turn[choice] > until) {
                continue;
            }
            long capacity = handling[choice].capacity();
            long sum = 0;
            double value = 0;
            double weight = 0;
            for (int line : lines[choice]) {
                long amount = Math.min(there[line][slot], capacity - sum);
                if (amount <= 0) {
                    sum = 0;
                    break;
                }
                sum += amount;
                value += worth[line] * amount * price[line];
                weight += worth[line] * amount;
            }
            if (sum > 0 && sum >= fill * capacity) {
                double score = (value - own[choice] * weight / sum) / turn[choice];
                if (score > most) {
                    best = choice;
                    most = score;
                }
            }
        }
        return best;
    }

    private List<Draft> drafts(List<Early> some) {
        List<Draft> drafts = new ArrayList<>();
        for (Early trip : some) {
            List<Draft.Load> loads = new ArrayList<>();
            for (int i = 0; i < trip.amounts().length; i++) {
                loads.add(new Draft.Load(demands.get(lines[trip.choice()][i]), trip.amounts()[i]));
            }
            drafts.add(Draft.of(loads, problem.container(), trip.minute(), true));
        }
        return drafts;
    }
}
