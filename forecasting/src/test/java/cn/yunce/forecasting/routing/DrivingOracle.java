package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether a vehicle can drive a row of visits at all, by trying every departure and every place for every break; nothing of the engine's. */
final class DrivingOracle {
    static final int RELOAD = -1;
    private static final int LAST_DEPARTURE = 2_500;

    private static final int HORIZON = 60_000;

    private final RoutingProblem problem;
    private final VehicleType type;
    private final long[] covered;

    DrivingOracle(RoutingProblem problem, int type) {
        this.problem = problem;
        this.type = problem.fleet().get(type);
        covered = covered(problem.conditions().speeds());
    }

    /** @param row stops, {@link #RELOAD}, and −2 − location for a recharge */
    boolean canDrive(List<Integer> row) {
        if (!loads(row)) {
            return false;
        }
        // A departure that is put off matters only where something waits or is limited.
        for (int departure = type.open(); departure <= Math.min(type.close(), LAST_DEPARTURE); departure++) {
            if (leaves(row, 0, departure) && drive(row, 0, type.depot(), departure, departure, 0, 0)) {
                return true;
            }
            if (type.maxDuration() >= VehicleType.UNLIMITED
                    && type.equipment().breaks().isEmpty()
                    && leaves(row, 0, departure)) {
                return false;
            }
        }
        return false;
    }

    private boolean leaves(List<Integer> row, int from, int time) {
        for (int i = from; i < row.size() && row.get(i) != RELOAD; i++) {
            if (row.get(i) >= 0 && problem.stops().get(row.get(i)).terms().release() > time) {
                return false;
            }
        }
        return true;
    }

    private int location(int place) {
        return place == RELOAD
                ? type.depot()
                : place < 0 ? -2 - place : problem.stops().get(place).location();
    }

    private boolean loads(List<Integer> row) {
        long way = 0;
        long used = 0;
        int at = type.depot();
        int range = type.equipment().battery().map(Equipment.Battery::range).orElse(Integer.MAX_VALUE);
        for (int i = 0; i <= row.size(); i++) {
            int to = i < row.size() ? location(row.get(i)) : type.depot();
            way += problem.travel().distance(at, to);
            used += problem.travel().distance(at, to);
            if (used > range) {
                return false;
            }
            if (i < row.size() && row.get(i) < RELOAD) {
                used = 0;
            }
            at = to;
        }
        if (way > type.maxDistance()) {
            return false;
        }
        List<List<Integer>> trips = new ArrayList<>(List.of(new ArrayList<>()));
        for (int place : row) {
            if (place == RELOAD) {
                trips.add(new ArrayList<>());
            } else if (place >= 0) {
                if (!type.skills().containsAll(problem.stops().get(place).skills())) {
                    return false;
                }
                trips.getLast().add(place);
            }
        }
        int most = type.equipment().reload().map(Equipment.Reload::mostTrips).orElse(1);
        return trips.size() <= most && trips.stream().allMatch(this::trip);
    }

    private boolean trip(List<Integer> trip) {
        Map<Integer, Integer> mates = new HashMap<>();
        for (PickupDelivery pair : problem.deliveries()) {
            mates.put(pair.pickup(), pair.delivery());
            mates.put(pair.delivery(), pair.pickup());
            int first = trip.indexOf(pair.pickup());
            int second = trip.indexOf(pair.delivery());
            if ((first < 0) != (second < 0) || first > second) {
                return false;
            }
        }
        boolean collecting = false;
        for (int k : trip) {
            if (!mates.containsKey(k)) {
                boolean collected = problem.stops().get(k).terms().collected();
                if (collecting && !collected && problem.conditions().collectedLast()) {
                    return false;
                }
                collecting |= collected;
            }
        }
        for (int d = 0; d < type.capacity().size(); d++) {
            long load = 0;
            for (int k : trip) {
                boolean delivered =
                        !mates.containsKey(k) && !problem.stops().get(k).terms().collected();
                load += delivered ? problem.stops().get(k).demand().get(d) : 0;
            }
            boolean fits = load <= type.capacity().get(d);
            for (int k : trip) {
                boolean delivered =
                        !mates.containsKey(k) && !problem.stops().get(k).terms().collected();
                int demand = problem.stops().get(k).demand().get(d);
                load += delivered ? -demand : demand;
                fits &= load <= type.capacity().get(d);
            }
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    /** From a place, with so many breaks taken or passed. */
    private boolean drive(List<Integer> row, int i, int at, int time, int departure, int breaks, long used) {
        List<Equipment.Break> rules = type.equipment().breaks();
        if (breaks < rules.size()) {
            Equipment.Break rule = rules.get(breaks);
            if (departure > rule.latest()) {
                return drive(row, i, at, time, departure, breaks + 1, used);
            }
            boolean begun = i > 0 && time <= rule.latest();
            if (begun
                    && drive(
                            row,
                            i,
                            at,
                            Math.max(time, rule.earliest()) + rule.duration(),
                            departure,
                            breaks + 1,
                            used)) {
                return true;
            }
        }
        int to = i < row.size() ? location(row.get(i)) : type.depot();
        int arrival = arrival(time, problem.travel().duration(at, to));
        if (i == row.size()) {
            boolean rested =
                    breaks == rules.size() || arrival <= rules.get(breaks).latest();
            return rested && arrival <= type.close() && arrival - departure <= type.maxDuration();
        }
        return arrive(
                row, i, arrival, departure, breaks, used + problem.travel().distance(at, to));
    }

    private boolean arrive(List<Integer> row, int i, int time, int departure, int breaks, long used) {
        List<Equipment.Break> rules = type.equipment().breaks();
        if (breaks < rules.size()) {
            Equipment.Break rule = rules.get(breaks);
            if (departure > rule.latest()) {
                return arrive(row, i, time, departure, breaks + 1, used);
            }
            if (time <= rule.latest()
                    && arrive(row, i, Math.max(time, rule.earliest()) + rule.duration(), departure, breaks + 1, used)) {
                return true;
            }
        }
        int place = row.get(i);
        int end;
        if (place >= 0) {
            Stop stop = problem.stops().get(place);
            int start = -1;
            for (Window window : stop.windows()) {
                if (start < 0 && time <= window.to()) {
                    start = Math.max(time, window.from());
                }
            }
            if (start < 0) {
                return false;
            }
            end = start + stop.service();
        } else if (place == RELOAD) {
            end = time + type.equipment().reload().orElseThrow().duration();
            while (!leaves(row, i + 1, end)) {
                end++;
            }
        } else {
            Equipment.Battery battery = type.equipment().battery().orElseThrow();
            end = time + (int) Math.ceilDiv(battery.fullCharge() * used, battery.range());
            used = 0;
        }
        return drive(row, i + 1, location(place), end, departure, breaks, used);
    }

    /** First instant by which the speeds of all instants add up to the way. */
    private int arrival(int leaves, int duration) {
        if (problem.conditions().speeds().periods().isEmpty()) {
            return leaves + duration;
        }
        int found = Arrays.binarySearch(covered, covered[leaves] + 100L * duration);
        return found >= 0 ? found : -found - 1;
    }

    private static long[] covered(Speeds speeds) {
        long[] covered = new long[HORIZON];
        for (int time = 0; time + 1 < HORIZON; time++) {
            int speed = 100;
            for (Speeds.Period period : speeds.periods()) {
                speed = period.from() <= time ? period.percent() : speed;
            }
            covered[time + 1] = covered[time] + speed;
        }
        return covered;
    }
}
