package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Judges a re-plan by the text of docs/live-day.md and the short-haul rules alone; shares no code with the engine. */
final class LiveDayVerifier {
    private final LiveDay day;
    private final Replan.Changed replan;
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, NavigableMap<Integer, Double>> arrivals = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private LiveDayVerifier(LiveDay day, Replan.Changed replan) {
        this.day = day;
        this.replan = replan;
        for (Line line : day.problem().network().lines()) {
            lines.put(line.code(), line);
            arrivals.put(line.code(), comes(line.code()));
        }
    }

    static List<String> violations(LiveDay day, Replan.Changed replan) {
        LiveDayVerifier verifier = new LiveDayVerifier(day, replan);
        verifier.checkPast();
        verifier.checkWishes();
        replan.plan().trips().stream().filter(verifier::toCome).forEach(verifier::checkTrip);
        verifier.checkParcels();
        verifier.checkVehicles();
        verifier.checkReport();
        return verifier.violations;
    }

    private List<Disturbance> disturbances() {
        return day.events().stream().map(LiveEvent::what).toList();
    }

    private boolean toCome(Trip trip) {
        return trip.departureMinute() > day.nowMinute();
    }

    /** Parcels that have come by a minute, of one line. */
    private NavigableMap<Integer, Double> comes(String code) {
        SlotProfile profile = day.problem().volumes().get(code);
        int slots = profile == null ? 0 : profile.wave().slots();
        int[] minutes = new int[slots];
        double[] sums = new double[slots];
        for (int slot = 0; profile != null && slot < slots; slot++) {
            minutes[slot] = profile.wave().readyMinute(slot);
            sums[slot] = profile.parcels(slot) + (slot == 0 ? 0 : sums[slot - 1]);
        }
        for (LiveEvent event : day.events()) {
            double known = 0;
            for (int slot = 0; slot < slots; slot++) {
                known = minutes[slot] <= event.knownMinute() ? sums[slot] : known;
            }
            for (int slot = 0; profile != null && slot < slots; slot++) {
                boolean later = minutes[slot] > event.knownMinute();
                if (later
                        && event.what() instanceof Disturbance.VolumeChange change
                        && change.lines().contains(code)) {
                    double more = change.factor() * (sums[slot] - known);
                    sums[slot] = known + (whole(profile) ? Math.round(more) : more);
                }
                if (later
                        && event.what() instanceof Disturbance.LateVolume late
                        && late.lines().contains(code)) {
                    minutes[slot] += late.minutes();
                }
            }
        }
        NavigableMap<Integer, Double> comes = new TreeMap<>();
        for (int slot = 0; slot < slots; slot++) {
            comes.put(minutes[slot], sums[slot]);
        }
        return comes;
    }

    private static boolean whole(SlotProfile profile) {
        return Arrays.stream(profile.toArray()).allMatch(parcels -> parcels == Math.rint(parcels));
    }

    private double there(String code, int minute) {
        Map.Entry<Integer, Double> last = arrivals.get(code).floorEntry(minute);
        return last == null ? 0 : last.getValue();
    }

    private int complete(String code) {
        double all = there(code, Integer.MAX_VALUE);
        if (all == 0) {
            return 0;
        }
        return arrivals.get(code).entrySet().stream()
                .filter(entry -> entry.getValue() >= all - 1e-6)
                .mapToInt(Map.Entry::getKey)
                .min()
                .orElseThrow();
    }

    private void checkPast() {
        List<Trip> left =
                day.plan().trips().stream().filter(trip -> !toCome(trip)).toList();
        List<Trip> kept =
                replan.plan().trips().stream().filter(trip -> !toCome(trip)).toList();
        require(new HashSet<>(left).equals(new HashSet<>(kept)), "what has left must stay as it was");
    }

    private void checkWishes() {
        Map<String, Trip> before = byId(day.plan().trips());
        Map<String, Trip> after = byId(replan.plan().trips());
        Map<String, Disturbance.Move> moves = new HashMap<>();
        for (LiveEvent event : day.events()) {
            if (event.what() instanceof Disturbance.Lock lock) {
                require(
                        before.get(lock.trip()).equals(after.get(lock.trip())),
                        lock.trip() + " is locked and must stay as it was");
            }
            if (event.what() instanceof Disturbance.Move move) {
                moves.put(move.trip(), move);
            }
        }
        moves.forEach((id, move) -> {
            Trip trip = after.get(id);
            require(
                    trip != null
                            && trip.departureMinute() == move.departureMinute()
                            && codes(trip).equals(codes(before.get(id))),
                    id + " must leave at minute " + move.departureMinute() + " for the same lines");
        });
    }

    private static Map<String, Trip> byId(List<Trip> trips) {
        Map<String, Trip> byId = new HashMap<>();
        trips.forEach(trip -> byId.put(trip.id(), trip));
        return byId;
    }

    private static Set<String> codes(Trip trip) {
        Set<String> codes = new LinkedHashSet<>();
        trip.loads().forEach(load -> codes.add(load.line()));
        return codes;
    }

    private void checkTrip(Trip trip) {
        int capacity = trip.container() ? 800 : 1000;
        boolean full = trip.loads().size() == 1 && trip.parcels() >= capacity - 1e-6;
        boolean own = trip.vehicle().isPresent();
        require(trip.parcels() <= capacity + 1e-6, trip.id() + " holds " + trip.parcels());
        require(!trip.container() || day.problem().container(), trip.id() + " has a container");
        require(trip.loads().size() <= 3 && codes(trip).size() == trip.loads().size(), trip.id() + " has wrong lines");
        double transit = transit(trip);
        double back = trip.departureMinute() + (trip.container() ? 20 : 90) + 2 * transit;
        for (String code : codes(trip)) {
            Line line = lines.get(code);
            require(line.fleet().equals(trip.fleet()), trip.id() + " is of another fleet than " + code);
            require(
                    day.problem().rule() == DepartureRule.EARLY || full || trip.departureMinute() >= complete(code),
                    trip.id() + " leaves before " + code + " is complete");
            require(
                    trip.departureMinute() <= latest(line),
                    trip.id() + " leaves at " + trip.departureMinute() + ", after " + latest(line));
            for (String other : codes(trip)) {
                Line second = lines.get(other);
                require(
                        code.equals(other)
                                || (line.wave() == second.wave()
                                        && line.origin().equals(second.origin())
                                        && day.problem()
                                                .network()
                                                .combinable()
                                                .contains(new SitePair(line.site(), second.site()))),
                        code + " and " + other + " may not share a vehicle");
            }
            for (Disturbance disturbance : disturbances()) {
                if (disturbance instanceof Disturbance.RoadClosure road
                        && road.origin().equals(line.origin())
                        && road.site().equals(line.site())) {
                    require(
                            !meets(trip.departureMinute(), trip.departureMinute() + transit, road),
                            trip.id() + " goes out over a closed road");
                    require(!own || !meets(back - transit, back, road), trip.id() + " comes back over a closed road");
                }
            }
        }
        for (Disturbance disturbance : disturbances()) {
            if (disturbance instanceof Disturbance.Breakdown broken
                    && trip.vehicle().filter(broken.vehicle()::equals).isPresent()) {
                require(
                        trip.departureMinute() >= broken.toMinute() || back <= broken.fromMinute(),
                        trip.id() + " goes by the broken " + broken.vehicle());
            }
        }
    }

    private static boolean meets(double from, double to, Disturbance.RoadClosure road) {
        return from < road.toMinute() && to > road.fromMinute();
    }

    private double transit(Trip trip) {
        return trip.loads().stream()
                .mapToDouble(load -> lines.get(load.line()).transitMinutes())
                .max()
                .orElseThrow();
    }

    private double latest(Line line) {
        int first = Math.max(complete(line.code()), day.nowMinute() + 1);
        for (boolean moved = true; moved; ) {
            moved = false;
            for (Disturbance disturbance : disturbances()) {
                if (disturbance instanceof Disturbance.RoadClosure road
                        && road.origin().equals(line.origin())
                        && road.site().equals(line.site())
                        && meets(first, first + line.transitMinutes(), road)) {
                    first++;
                    moved = true;
                }
            }
        }
        return first > line.latestDepartureMinute()
                ? Math.min(first, line.latestDepartureMinute() + day.lateMinutes())
                : line.latestDepartureMinute();
    }

    private void checkParcels() {
        Map<String, Double> carried = new HashMap<>();
        replan.plan().trips().stream()
                .sorted(Comparator.comparingInt(Trip::departureMinute))
                .forEach(trip -> trip.loads().forEach(load -> {
                    double sum = carried.merge(load.line(), load.parcels(), Double::sum);
                    require(
                            sum <= there(load.line(), trip.departureMinute()) + 1e-4,
                            trip.id() + " carries parcels of " + load.line() + " that are not there");
                }));
        for (String code : lines.keySet()) {
            double all = there(code, Integer.MAX_VALUE);
            double gone = carried.getOrDefault(code, 0.0);
            require(Math.abs(all - gone) < 1e-3, code + ": " + gone + " of " + all + " parcels leave");
        }
    }

    private void checkVehicles() {
        Set<String> vehicles = new HashSet<>();
        for (Fleet fleet : day.problem().network().fleets()) {
            for (int number = 1; number <= fleet.ownVehicles(); number++) {
                vehicles.add(fleet.id() + " " + fleet.id() + "-" + number);
            }
        }
        Map<String, List<Trip>> duties = new HashMap<>();
        for (Trip trip : replan.plan().trips()) {
            trip.vehicle().ifPresent(vehicle -> {
                require(vehicles.contains(trip.fleet() + " " + vehicle), trip.id() + " goes by unknown " + vehicle);
                duties.computeIfAbsent(vehicle, key -> new ArrayList<>()).add(trip);
            });
        }
        duties.forEach((vehicle, duty) -> {
            duty.sort(Comparator.comparingInt(Trip::departureMinute));
            for (int i = 1; i < duty.size(); i++) {
                Trip trip = duty.get(i - 1);
                double back = trip.departureMinute() + (trip.container() ? 20 : 90) + 2 * transit(trip);
                require(
                        back < duty.get(i).departureMinute(),
                        vehicle + " leaves as " + duty.get(i).id() + " before it is back from " + trip.id());
            }
        });
    }

    private void checkReport() {
        Map<String, Trip> before = byId(day.plan().trips());
        Map<String, Trip> after = byId(replan.plan().trips());
        require(after.size() == replan.plan().trips().size(), "ids must be used once");
        Set<String> changed = new HashSet<>();
        before.forEach((id, trip) -> {
            Trip now = after.get(id);
            if (now == null
                    || !now.vehicle().equals(trip.vehicle())
                    || now.departureMinute() != trip.departureMinute()
                    || now.container() != trip.container()
                    || !codes(now).equals(codes(trip))) {
                changed.add(id);
            }
        });
        after.keySet().stream().filter(id -> !before.containsKey(id)).forEach(changed::add);
        Set<String> reported = new HashSet<>();
        replan.changes()
                .forEach(change -> reported.add(
                        change.after().or(change::before).orElseThrow().id()));
        require(
                changed.equals(reported) && reported.size() == replan.changes().size(),
                "changed are " + changed + ", reported " + reported);
        replan.changes()
                .forEach(change -> require(
                        !change.why().chinese().isBlank()
                                && !change.why().english().isBlank(),
                        "a change has no reason"));
        require(Math.abs(cost(replan.plan().trips()) - replan.plan().kpis().totalCost()) < 1e-6, "wrong cost");
        require(Math.abs(cost(day.plan().trips()) - replan.costBefore()) < 1e-6, "wrong cost before");
        require(replan.plan().kpis().lowerBound() <= replan.plan().kpis().totalCost() + 1e-9, "wrong lower bound");
        Set<String> late = new HashSet<>();
        for (Trip trip : replan.plan().trips()) {
            for (String code : codes(trip)) {
                if (trip.departureMinute() > lines.get(code).latestDepartureMinute()) {
                    late.add(trip.id());
                }
            }
        }
        require(late.equals(new HashSet<>(replan.lateTrips())), "late are " + late);
    }

    private double cost(List<Trip> trips) {
        double cost = 0;
        for (Fleet fleet : day.problem().network().fleets()) {
            cost += 100.0 * fleet.ownVehicles();
        }
        for (Trip trip : trips) {
            double most = 0;
            for (String code : codes(trip)) {
                Line line = lines.get(code);
                most = Math.max(most, trip.vehicle().isPresent() ? line.ownCost() : line.externalCost());
            }
            cost += most;
        }
        return cost;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
