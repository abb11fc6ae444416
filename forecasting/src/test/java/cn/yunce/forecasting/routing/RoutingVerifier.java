package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.HaltKind;
import cn.yunce.forecasting.routing.RoutingPlan.Portion;
import cn.yunce.forecasting.routing.RoutingPlan.Route;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import cn.yunce.forecasting.routing.Timetable.Flight;
import cn.yunce.forecasting.routing.Timetable.Kind;
import cn.yunce.forecasting.routing.Timetable.Visit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The rules of routing problems from their text, with nothing of the engine's but the plan and the timetables that it claims. */
final class RoutingVerifier {
    private final RoutingProblem problem;
    private final RoutingPlan plan;
    private final List<String> found = new ArrayList<>();

    private RoutingVerifier(RoutingProblem problem, RoutingPlan plan) {
        this.problem = problem;
        this.plan = plan;
    }

    /** Every rule that a plan breaks, in words; empty when it breaks none. */
    static List<String> violations(RoutingProblem problem, RoutingPlan plan) {
        RoutingVerifier verifier = new RoutingVerifier(problem, plan);
        verifier.run();
        return verifier.found;
    }

    /** A stop, or a halt, on a route. */
    private record Place(Kind kind, int subject, int location, List<Integer> load) {}

    private void run() {
        List<Timetable> timetables = List.of();
        try {
            timetables = Timetables.of(problem, plan);
        } catch (IllegalArgumentException e) {
            found.add(String.valueOf(e.getMessage()));
        }
        int[] used = new int[problem.fleet().size()];
        long cost = 0;
        Map<Integer, List<Integer>> served = new HashMap<>();
        Map<Integer, Integer> visits = new HashMap<>();
        for (int r = 0; r < plan.routes().size(); r++) {
            Route route = plan.routes().get(r);
            VehicleType type = problem.fleet().get(route.vehicleType());
            used[route.vehicleType()]++;
            List<Place> places = places(route);
            for (Place place : places) {
                if (place.kind() == Kind.STOP) {
                    serve(place.subject(), place.load(), served, visits);
                    skills(r, type, place.subject());
                }
            }
            for (Sortie sortie : route.sorties()) {
                serve(sortie.stop(), stop(sortie.stop()).demand(), served, visits);
                skills(r, type, sortie.stop());
            }
            long length = length(places, type);
            cost += type.fixedCost() + length * type.costPerDistance();
            if (length > type.maxDistance()) {
                found.add("route " + r + " is " + length + " long");
            }
            cost += sorties(r, route, type);
            loads(r, route, places, type);
            if (r < timetables.size()) {
                new Times(r, route, places, type, timetables.get(r)).check();
            }
        }
        for (int t = 0; t < used.length; t++) {
            if (used[t] > problem.fleet().get(t).count()) {
                found.add(used[t] + " vehicles of type " + t);
            }
        }
        Set<Integer> unassigned = new TreeSet<>();
        for (int k = 0; k < problem.stops().size(); k++) {
            List<Integer> got = served.getOrDefault(k, List.of());
            boolean divisible = stop(k).terms().divisible();
            if (!divisible && visits.getOrDefault(k, 0) > 1) {
                found.add("stop " + k + " is visited twice");
            }
            if (!got.equals(stop(k).demand())) {
                unassigned.add(k);
                cost += stop(k).penalty().orElse(0);
                if (!got.isEmpty() && !divisible) {
                    found.add("stop " + k + " is served by " + got);
                }
            }
            for (int d = 0; d < got.size(); d++) {
                if (got.get(d) > stop(k).demand().get(d) && got.get(d) > 0) {
                    found.add("stop " + k + " gets more than it wants");
                }
            }
        }
        if (!List.copyOf(unassigned).equals(plan.unassigned())) {
            found.add("unassigned must be " + unassigned + ", was " + plan.unassigned());
        }
        if (cost != plan.cost()) {
            found.add("cost must be " + cost + ", was " + plan.cost());
        }
    }

    private Stop stop(int k) {
        return problem.stops().get(k);
    }

    private void serve(int k, List<Integer> load, Map<Integer, List<Integer>> served, Map<Integer, Integer> visits) {
        visits.merge(k, 1, Integer::sum);
        served.merge(
                k,
                load,
                (a, b) -> IntStream.range(0, a.size())
                        .mapToObj(d -> a.get(d) + b.get(d))
                        .toList());
    }

    private void skills(int r, VehicleType type, int k) {
        if (!type.skills().containsAll(stop(k).skills())) {
            found.add("route " + r + " lacks a skill of stop " + k);
        }
    }

    private List<Place> places(Route route) {
        List<Place> places = new ArrayList<>();
        VehicleType type = problem.fleet().get(route.vehicleType());
        for (int i = 0; i <= route.stops().size(); i++) {
            for (Halt halt : route.halts()) {
                if (halt.before() == i) {
                    boolean reload = halt.kind() == HaltKind.RELOAD;
                    if (reload && halt.location() != type.depot()) {
                        found.add("a reload is not at the vehicle's depot");
                    }
                    if (!reload
                            && !type.equipment()
                                    .battery()
                                    .orElseThrow()
                                    .stations()
                                    .contains(halt.location())) {
                        found.add("a recharge is not at a station");
                    }
                    places.add(new Place(
                            reload ? Kind.RELOAD : Kind.RECHARGE, halt.location(), halt.location(), List.of()));
                }
            }
            if (i < route.stops().size()) {
                int k = route.stops().get(i);
                int at = i;
                List<Integer> load = route.portions().stream()
                        .filter(portion -> portion.at() == at)
                        .map(Portion::load)
                        .findFirst()
                        .orElse(stop(k).demand());
                places.add(new Place(Kind.STOP, k, stop(k).location(), load));
            }
        }
        return places;
    }

    private long length(List<Place> places, VehicleType type) {
        long length = 0;
        int at = type.depot();
        for (Place place : places) {
            length += problem.travel().distance(at, place.location());
            at = place.location();
        }
        return length + problem.travel().distance(at, type.depot());
    }

    private int location(Route route, int position) {
        return position < 0 || position == route.stops().size()
                ? problem.fleet().get(route.vehicleType()).depot()
                : stop(route.stops().get(position)).location();
    }

    /** Range, payload, one flight after the other, no reload while it flies; says what they cost. */
    private long sorties(int r, Route route, VehicleType type) {
        long cost = 0;
        int landed = -1;
        for (Sortie sortie : route.sorties()) {
            Equipment.Drone drone = type.equipment().drone().orElseThrow();
            TravelMatrix flight = problem.conditions().flight().orElseThrow();
            Stop stop = stop(sortie.stop());
            long way = (long) flight.distance(location(route, sortie.launch()), stop.location())
                    + flight.distance(stop.location(), location(route, sortie.recover()));
            cost += drone.flightCost() + way * drone.costPerDistance();
            if (way > drone.range() || !stop.terms().flown() || sortie.launch() < landed) {
                found.add("route " + r + " has a bad " + sortie);
            }
            for (int d = 0; d < stop.demand().size(); d++) {
                if (stop.demand().get(d) > drone.payload().get(d)) {
                    found.add("too heavy for a drone: stop " + sortie.stop());
                }
            }
            for (Halt halt : route.halts()) {
                if (halt.kind() == HaltKind.RELOAD
                        && halt.before() > sortie.launch()
                        && halt.before() <= sortie.recover()) {
                    found.add("route " + r + " reloads while its drone flies");
                }
            }
            landed = sortie.recover();
        }
        return cost;
    }

    /** Trip by trip: what is delivered is on board from the start, what is collected until the end, a pair's from pickup to delivery. */
    private void loads(int r, Route route, List<Place> places, VehicleType type) {
        Map<Integer, Integer> pickups = new HashMap<>();
        for (PickupDelivery pair : problem.deliveries()) {
            pickups.put(pair.delivery(), pair.pickup());
        }
        List<List<Place>> trips = new ArrayList<>();
        trips.add(new ArrayList<>());
        List<List<Integer>> flown = new ArrayList<>();
        flown.add(new ArrayList<>());
        int position = -1;
        for (int i = 0; i <= places.size(); i++) {
            for (Sortie sortie : route.sorties()) {
                boolean here = i == 0 ? sortie.launch() < 0 : false;
                if (here) {
                    flown.getLast().add(sortie.stop());
                }
            }
            if (i == places.size()) {
                break;
            }
            Place place = places.get(i);
            if (place.kind() == Kind.RELOAD) {
                trips.add(new ArrayList<>());
                flown.add(new ArrayList<>());
            } else if (place.kind() == Kind.STOP) {
                position++;
                trips.getLast().add(place);
                for (Sortie sortie : route.sorties()) {
                    if (sortie.launch() == position) {
                        flown.getLast().add(sortie.stop());
                    }
                }
            }
        }
        int most = type.equipment().reload().map(Equipment.Reload::mostTrips).orElse(1);
        if (trips.size() > most) {
            found.add("route " + r + " has " + trips.size() + " trips");
        }
        for (int trip = 0; trip < trips.size(); trip++) {
            trip(r, trips.get(trip), flown.get(trip), type, pickups);
        }
    }

    private void trip(int r, List<Place> trip, List<Integer> flown, VehicleType type, Map<Integer, Integer> pickups) {
        List<Integer> stops = trip.stream().map(Place::subject).toList();
        Set<Integer> paired = new TreeSet<>(pickups.keySet());
        paired.addAll(pickups.values());
        for (int k : stops) {
            if (pickups.containsKey(k)
                    && (!stops.contains(pickups.get(k)) || stops.indexOf(pickups.get(k)) > stops.indexOf(k))) {
                found.add("route " + r + " delivers " + k + " before it picks up");
            }
            if (pickups.containsValue(k) && stops.stream().noneMatch(other -> pickups.getOrDefault(other, -1) == k)) {
                found.add("route " + r + " does not deliver what it picks up at " + k);
            }
        }
        boolean collecting = false;
        for (int k : stops) {
            boolean collected = stop(k).terms().collected();
            if (problem.conditions().collectedLast() && collecting && !collected && !paired.contains(k)) {
                found.add("route " + r + " delivers " + k + " after it collected");
            }
            collecting |= collected;
        }
        for (int d = 0; d < type.capacity().size(); d++) {
            int dimension = d;
            int load = flown.stream()
                    .mapToInt(k -> stop(k).demand().get(dimension))
                    .sum();
            for (Place place : trip) {
                if (!paired.contains(place.subject())
                        && !stop(place.subject()).terms().collected()) {
                    load += place.load().get(d);
                }
            }
            int most = load;
            for (Place place : trip) {
                boolean delivered = !paired.contains(place.subject())
                        && !stop(place.subject()).terms().collected();
                load += delivered ? -place.load().get(d) : place.load().get(d);
                most = Math.max(most, load);
            }
            if (most > type.capacity().get(d)) {
                found.add("route " + r + " carries " + most);
            }
        }
    }

    /** One route against the timetable that is claimed for it. */
    private final class Times {
        private final int r;
        private final Route route;
        private final List<Place> places;
        private final VehicleType type;
        private final Timetable timetable;

        Times(int r, Route route, List<Place> places, VehicleType type, Timetable timetable) {
            this.r = r;
            this.route = route;
            this.places = places;
            this.type = type;
            this.timetable = timetable;
        }

        private void must(boolean holds, String what) {
            if (!holds) {
                found.add("route " + r + ": " + what + " " + timetable);
            }
        }

        void check() {
            must(timetable.departure() >= type.open() && timetable.returned() <= type.close(), "shift");
            must(timetable.returned() - timetable.departure() <= type.maxDuration(), "duration");
            breaks();
            int leaves = flights(-1, timetable.departure());
            release(0);
            int at = type.depot();
            int next = 0;
            int stops = 0;
            long used = 0;
            List<Visit> pauses = new ArrayList<>();
            for (Visit visit : timetable.visits()) {
                if (visit.kind() == Kind.BREAK) {
                    pauses.add(visit);
                    continue;
                }
                must(next < places.size(), "a visit too many");
                Place place = places.get(next++);
                must(place.kind() == visit.kind() && place.subject() == visit.subject(), "other visits");
                int earliest = visit.arrival();
                for (Visit pause : pauses) {
                    if (pause.start() >= visit.arrival()) {
                        must(pause.start() >= earliest, "a break before the last ends");
                        earliest = pause.end();
                    } else {
                        must(pause.start() >= leaves, "a break while driving");
                        leaves = pause.end();
                    }
                }
                pauses.clear();
                must(visit.arrival() >= arrival(leaves, at, place.location()), "too fast to " + place);
                must(visit.start() >= earliest, "service before arrival at " + place);
                long charged = problem.travel().distance(at, place.location());
                used += charged;
                battery(used);
                if (place.kind() == Kind.STOP) {
                    must(
                            stop(place.subject()).windows().stream()
                                    .anyMatch(window -> window.from() <= visit.start() && visit.start() <= window.to()),
                            "window of " + place);
                    must(visit.end() >= visit.start() + stop(place.subject()).service(), "service of " + place);
                    leaves = flights(stops, visit.end());
                    stops++;
                } else if (place.kind() == Kind.RELOAD) {
                    must(
                            visit.end()
                                    >= visit.start()
                                            + type.equipment()
                                                    .reload()
                                                    .orElseThrow()
                                                    .duration(),
                            "reload");
                    leaves = visit.end();
                    released(next, visit.end());
                } else {
                    Equipment.Battery battery = type.equipment().battery().orElseThrow();
                    must(
                            (visit.end() - visit.start()) * (long) battery.range() >= battery.fullCharge() * used,
                            "recharge");
                    used = 0;
                    leaves = visit.end();
                }
                at = place.location();
            }
            must(next == places.size(), "a visit too few");
            for (Visit pause : pauses) {
                must(pause.start() >= leaves, "a break while driving home");
                leaves = pause.end();
            }
            battery(used + problem.travel().distance(at, type.depot()));
            int home = arrival(leaves, at, type.depot());
            for (int q = 0; q < route.sorties().size(); q++) {
                if (route.sorties().get(q).recover() == route.stops().size()) {
                    home = Math.max(home, timetable.flights().get(q).back())
                            + type.equipment().drone().orElseThrow().landDuration();
                }
            }
            must(timetable.returned() >= home, "home too fast");
        }

        private void battery(long used) {
            type.equipment().battery().ifPresent(battery -> must(used <= battery.range(), "battery"));
        }

        private void release(int from) {
            released(from, timetable.departure());
        }

        /** What a trip that begins with a place carries must be there when it leaves. */
        private void released(int from, int departure) {
            for (int i = from; i < places.size() && places.get(i).kind() != Kind.RELOAD; i++) {
                if (places.get(i).kind() == Kind.STOP) {
                    must(stop(places.get(i).subject()).terms().release() <= departure, "release");
                }
            }
        }

        private void breaks() {
            List<Equipment.Break> rules = type.equipment().breaks();
            for (int b = 0; b < rules.size(); b++) {
                int number = b;
                Equipment.Break rule = rules.get(b);
                List<Visit> taken = timetable.visits().stream()
                        .filter(visit -> visit.kind() == Kind.BREAK && visit.subject() == number)
                        .toList();
                must(taken.size() <= 1, "a break twice");
                if (taken.isEmpty()) {
                    must(
                            timetable.departure() > rule.latest() || timetable.returned() <= rule.latest(),
                            "no break " + b);
                } else {
                    Visit visit = taken.getFirst();
                    must(
                            rule.earliest() <= visit.start()
                                    && visit.start() <= rule.latest()
                                    && visit.end() - visit.start() >= rule.duration(),
                            "break " + b);
                }
            }
        }

        /** Landing, starting, and what the drone does in between; says when the vehicle can go on. */
        private int flights(int position, int ready) {
            int leaves = ready;
            for (int q = 0; q < route.sorties().size(); q++) {
                Sortie sortie = route.sorties().get(q);
                Equipment.Drone drone = type.equipment().drone().orElseThrow();
                Flight flight = timetable.flights().get(q);
                if (sortie.launch() == position) {
                    leaves += drone.startDuration();
                    must(flight.launched() >= leaves, "launch");
                    leaves = flight.launched();
                    fly(sortie, flight);
                }
                if (sortie.recover() == position && position >= 0) {
                    leaves = Math.max(leaves, flight.back()) + drone.landDuration();
                }
            }
            return leaves;
        }

        private void fly(Sortie sortie, Flight flight) {
            TravelMatrix air = problem.conditions().flight().orElseThrow();
            Stop stop = stop(sortie.stop());
            must(flight.stop() == sortie.stop(), "another flight");
            must(
                    flight.arrival()
                            >= flight.launched() + air.duration(location(route, sortie.launch()), stop.location()),
                    "flight out");
            must(flight.start() >= flight.arrival(), "service before the drone is there");
            must(
                    stop.windows().stream()
                            .anyMatch(window -> window.from() <= flight.start() && flight.start() <= window.to()),
                    "window of a flight");
            must(flight.left() >= flight.start() + stop.service(), "service by drone");
            must(
                    flight.back() >= flight.left() + air.duration(stop.location(), location(route, sortie.recover())),
                    "flight back");
            for (Window none : problem.conditions().noFly()) {
                must(flight.arrival() <= none.from() || flight.launched() >= none.to(), "no-fly out");
                must(flight.back() <= none.from() || flight.left() >= none.to(), "no-fly back");
            }
        }

        /** Instant by instant. */
        private int arrival(int leaves, int from, int to) {
            int duration = problem.travel().duration(from, to);
            if (problem.conditions().speeds().periods().isEmpty()) {
                return leaves + duration;
            }
            long left = 100L * duration;
            int time = leaves;
            while (left > 0) {
                int speed = 100;
                for (Speeds.Period period : problem.conditions().speeds().periods()) {
                    speed = period.from() <= time ? period.percent() : speed;
                }
                left -= speed;
                time++;
            }
            return time;
        }
    }
}
