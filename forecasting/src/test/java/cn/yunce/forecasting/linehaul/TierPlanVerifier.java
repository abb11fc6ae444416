package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierPlan.Planned;
import cn.yunce.forecasting.TierPlan.Tier;
import cn.yunce.forecasting.TierPlan.TierCost;
import cn.yunce.forecasting.TierPlan.TierTrip;
import cn.yunce.forecasting.TierProblem;
import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.TierRules.LastMile;
import cn.yunce.forecasting.TierRules.Promise;
import cn.yunce.forecasting.TierRules.VehicleType;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a plan of the tiers minute by minute, by the text of docs/tiers.md alone; shares no code with the engine. */
final class TierPlanVerifier {
    private static final int MINUTES = 4 * 1440;

    private final TierProblem problem;
    private final TierRules rules;
    private final Planned plan;
    private final Map<String, NetworkNode> nodes = new HashMap<>();
    private final Map<String, Long> below = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private TierPlanVerifier(TierProblem problem, Planned plan) {
        this.problem = problem;
        this.plan = plan;
        rules = problem.rules();
        problem.nodes().forEach(node -> nodes.put(node.id(), node));
        problem.parcels().forEach((id, count) -> {
            Optional<NetworkNode> node = Optional.ofNullable(nodes.get(id));
            while (node.isPresent()) {
                below.merge(node.get().id(), count, Long::sum);
                node = node.get().parentId().map(nodes::get);
            }
        });
    }

    static List<String> violations(TierProblem problem, Planned plan) {
        TierPlanVerifier verifier = new TierPlanVerifier(problem, plan);
        verifier.checkTrips();
        verifier.checkVehiclesAndSites();
        verifier.checkFlow();
        verifier.checkVillages();
        verifier.checkCosts();
        return verifier.violations;
    }

    private double roadKm(String a, String b) {
        NetworkNode from = nodes.get(a);
        NetworkNode to = nodes.get(b);
        double radians = Math.PI / 180;
        double cosine = Math.sin(from.latitude() * radians) * Math.sin(to.latitude() * radians)
                + Math.cos(from.latitude() * radians)
                        * Math.cos(to.latitude() * radians)
                        * Math.cos((from.longitude() - to.longitude()) * radians);
        return 6371.0088 * Math.acos(Math.min(1, cosine)) * rules.roadFactor();
    }

    private TierRules.Leg leg(Tier tier) {
        return tier == Tier.LINE_HAUL ? rules.lineHaul() : rules.feeder();
    }

    private VehicleType type(TierTrip trip) {
        return leg(trip.tier()).types().stream()
                .filter(type -> type.id().equals(trip.type()))
                .findFirst()
                .orElseThrow();
    }

    private void checkTrips() {
        for (TierTrip trip : plan.trips()) {
            if (trip.tier() == Tier.LAST_MILE) {
                continue;
            }
            TierRules.Leg leg = leg(trip.tier());
            VehicleType type = type(trip);
            String site = trip.stops().getFirst().node();
            double km = roadKm(trip.origin(), site);
            String name = trip.tier() + " to " + site + " at " + trip.departureMinute();
            require(
                    trip.stops().size() == 1 && nodes.get(site).parentId().equals(Optional.of(trip.origin())),
                    name + " goes astray");
            require(leg.departureMinutes().contains(trip.departureMinute()), name + " leaves between waves");
            require(
                    trip.parcels() >= 1 && trip.parcels() <= type.capacityParcels(),
                    name + " carries " + trip.parcels());
            require(type.hired() == trip.vehicle().isEmpty(), name + " goes by a wrong vehicle");
            require(type.rangeKm() <= 0 || 2 * km <= type.rangeKm() + 1e-6, name + " is beyond the range");
            double minutes = 60 * km / type.kmPerHour();
            require(trip.arrivalMinute() >= trip.departureMinute() + minutes - 1e-6, name + " arrives too early");
            require(
                    trip.backMinute() >= trip.arrivalMinute() + leg.unloadMinutes() + minutes - 1e-6,
                    name + " is back too early");
            double charge = type.rangeKm() > 0 ? type.chargeMinutes() * 2 * km / type.rangeKm() : 0;
            require(trip.freeMinute() >= trip.backMinute() + charge - 1e-3, name + " is not charged");
            require(
                    Math.abs(trip.cost() - type.tripCost() - 2 * km * type.costPerKm()) < 1e-3,
                    name + " costs " + trip.cost());
        }
        Map<String, Integer> departures = new HashMap<>();
        plan.trips().stream()
                .filter(trip -> trip.tier() != Tier.LAST_MILE)
                .map(trip -> trip.tier() + " " + trip.company()
                        + trip.stops().getFirst().node() + "@" + trip.departureMinute())
                .distinct()
                .forEach(key -> departures.merge(key.substring(0, key.indexOf('@')), 1, Integer::sum));
        departures.forEach((key, count) -> require(
                count
                        <= leg(key.startsWith("LINE") ? Tier.LINE_HAUL : Tier.FEEDER)
                                .mostDepartures(),
                key + " has " + count + " departures"));
    }

    private void checkVehiclesAndSites() {
        Map<String, int[]> inUse = new HashMap<>();
        Map<String, Integer> limits = new HashMap<>();
        for (TierTrip trip : plan.trips()) {
            if (trip.tier() == Tier.LAST_MILE) {
                trip.vehicle()
                        .ifPresent(vehicle ->
                                use(inUse, limits, vehicle, trip.departureMinute(), trip.backMinute() - 1, 1));
                continue;
            }
            TierRules.Leg leg = leg(trip.tier());
            TierRules.Site origin = trip.tier() == Tier.LINE_HAUL ? rules.hub() : rules.park();
            int load = trip.departureMinute() - leg.loadMinutes();
            use(inUse, limits, "docks of " + trip.origin(), load, trip.departureMinute(), origin.docks());
            trip.vehicle().ifPresent(vehicle -> {
                use(inUse, limits, vehicle, load, trip.freeMinute(), 1);
                int number = Integer.parseInt(vehicle.substring(vehicle.lastIndexOf('-') + 1));
                require(number <= type(trip).vehicles(), vehicle + " is not there");
                use(
                        inUse,
                        limits,
                        "chargers of " + trip.origin(),
                        trip.backMinute(),
                        trip.freeMinute(),
                        origin.chargers());
            });
            if (trip.tier() == Tier.LINE_HAUL
                    && trip.arrivalMinute() >= rules.park().openMinute()) {
                use(
                        inUse,
                        limits,
                        "unloading docks of " + trip.stops().getFirst().node(),
                        trip.arrivalMinute(),
                        trip.arrivalMinute() + leg.unloadMinutes(),
                        rules.park().docks());
            }
        }
        inUse.forEach((what, counts) -> {
            int most = 0;
            for (int count : counts) {
                most = Math.max(most, count);
            }
            require(most <= limits.get(what), what + ": " + most + " at once, at most " + limits.get(what));
        });
    }

    private static void use(
            Map<String, int[]> inUse, Map<String, Integer> limits, String what, int from, int to, int limit) {
        limits.put(what, limit);
        int[] counts = inUse.computeIfAbsent(what, key -> new int[MINUTES]);
        for (int minute = from; minute < to; minute++) {
            counts[minute]++;
        }
    }

    /** Parcels leave when they are sorted, and are where they were promised to be, in time. */
    private void checkFlow() {
        NetworkNode city = nodes.values().stream()
                .filter(node -> node.tier() == NetworkTier.CITY)
                .findFirst()
                .orElseThrow();
        long total = below.getOrDefault(city.id(), 0L);
        long[] sortedAtHub = sort(hubArrivals(total), rules.hub());
        for (NetworkNode park : nodes.values()) {
            if (park.tier() == NetworkTier.COUNTY && below.getOrDefault(park.id(), 0L) > 0) {
                checkPark(park, total, sortedAtHub);
            }
        }
    }

    private long promised(int promise, long of) {
        double share = 0;
        for (int i = 0; i <= promise; i++) {
            share += rules.promises().get(i).share();
        }
        return promise == rules.promises().size() - 1 ? of : (long) Math.floor(of * share + 1e-6);
    }

    private long[] hubArrivals(long total) {
        long[] coming = new long[MINUTES];
        long before = 0;
        for (int i = 0; i < rules.promises().size(); i++) {
            Promise promise = rules.promises().get(i);
            long parcels = promised(i, total) - before;
            int slots = (promise.toMinute() - promise.fromMinute()) / 10;
            for (int slot = 1; slot <= slots; slot++) {
                coming[promise.fromMinute() + 10 * slot] += parcels * slot / slots - parcels * (slot - 1) / slots;
            }
            before += parcels;
        }
        return coming;
    }

    /** Accumulated by minute. */
    private static long[] sort(long[] coming, TierRules.Site site) {
        return sort(coming, site.parcelsPer10Minutes(), site.openMinute());
    }

    private static long[] sort(long[] coming, long rate, int open) {
        long[] sorted = new long[MINUTES];
        long waiting = 0;
        for (int minute = 0; minute < MINUTES; minute++) {
            waiting += coming[minute];
            sorted[minute] += minute > 0 ? sorted[minute - 1] : 0;
            if (minute >= open && (minute - open) % 10 == 0 && minute + 10 < MINUTES) {
                long more = Math.min(waiting, rate);
                waiting -= more;
                sorted[minute + 10] += more;
            }
        }
        return sorted;
    }

    private void checkPark(NetworkNode park, long total, long[] sortedAtHub) {
        boolean separate = rules.separateCounties().contains(park.id());
        List<Optional<Integer>> companies = new ArrayList<>();
        for (int company = 0; separate && company < rules.companyShares().size(); company++) {
            companies.add(Optional.of(company));
        }
        if (!separate) {
            companies.add(Optional.empty());
        }
        long all = 0;
        for (Optional<Integer> company : companies) {
            List<TierTrip> hauls = trips(Tier.LINE_HAUL, company, park.id());
            long parcels = hauls.stream().mapToLong(TierTrip::parcels).sum();
            all += parcels;
            long[] arrived = new long[MINUTES];
            for (TierTrip trip : hauls) {
                require(
                        sentBy(hauls, trip.departureMinute())
                                <= sortedAtHub[
                                                trip.departureMinute()
                                                        - rules.lineHaul().loadMinutes()]
                                        * parcels
                                        / total,
                        "line haul to " + park.id() + " carries parcels that are not sorted");
                arrived[trip.arrivalMinute() + rules.lineHaul().unloadMinutes()] += trip.parcels();
            }
            double share =
                    company.map(index -> rules.companyShares().get(index)).orElse(1.0);
            long rate = Math.max(1, (long) Math.floor(rules.park().parcelsPer10Minutes() * share + 1e-9));
            long[] sorted = sort(arrived, rate, rules.park().openMinute());
            long handed = 0;
            for (NetworkNode township : nodes.values()) {
                if (township.parentId().equals(Optional.of(park.id()))) {
                    handed += checkTownship(company, township, sorted, parcels, total);
                }
            }
            require(handed == parcels, park.id() + " hands on " + handed + " of " + parcels);
        }
        require(all == below.get(park.id()), park.id() + " gets " + all + " of " + below.get(park.id()));
    }

    private long checkTownship(
            Optional<Integer> company, NetworkNode township, long[] sorted, long parkParcels, long total) {
        List<TierTrip> feeders = trips(Tier.FEEDER, company, township.id());
        long parcels = feeders.stream().mapToLong(TierTrip::parcels).sum();
        for (TierTrip trip : feeders) {
            require(
                    sentBy(feeders, trip.departureMinute())
                            <= sorted[trip.departureMinute() - rules.feeder().loadMinutes()] * parcels / parkParcels,
                    "feeder to " + township.id() + " carries parcels that are not sorted");
        }
        for (int promise = 0; promise < rules.promises().size(); promise++) {
            int due = rules.promises().get(promise).townshipDueMinute();
            long there = feeders.stream()
                    .filter(trip -> trip.arrivalMinute() + rules.feeder().unloadMinutes() <= due)
                    .mapToLong(TierTrip::parcels)
                    .sum();
            require(
                    there >= promised(promise, total) * parkParcels / total * parcels / parkParcels,
                    township.id() + " has " + there + " of promise " + promise + " in time");
        }
        return parcels;
    }

    private List<TierTrip> trips(Tier tier, Optional<Integer> company, String to) {
        return plan.trips().stream()
                .filter(trip -> trip.tier() == tier
                        && trip.company().equals(company)
                        && trip.stops().getFirst().node().equals(to))
                .toList();
    }

    private static long sentBy(List<TierTrip> trips, int minute) {
        return trips.stream()
                .filter(trip -> trip.departureMinute() <= minute)
                .mapToLong(TierTrip::parcels)
                .sum();
    }

    private void checkVillages() {
        LastMile last = rules.lastMile();
        Map<String, Long> got = new HashMap<>();
        Map<String, double[]> own = new HashMap<>();
        for (TierTrip trip : plan.trips()) {
            if (trip.tier() != Tier.LAST_MILE) {
                continue;
            }
            String at = trip.origin();
            double km = 0;
            for (var stop : trip.stops()) {
                require(
                        nodes.get(stop.node()).parentId().equals(Optional.of(trip.origin())),
                        stop + " is of another township");
                km += roadKm(at, stop.node());
                at = stop.node();
                got.merge(stop.node(), stop.parcels(), Long::sum);
            }
            km += roadKm(at, trip.origin());
            double rate = trip.vehicle().isPresent() ? last.costPerKm() : last.hiredCostPerKm();
            double fixed = trip.vehicle().isPresent() ? last.routeCost() : last.hiredRouteCost();
            require(trip.parcels() <= last.capacityParcels(), "a round carries " + trip.parcels());
            require(Math.abs(trip.cost() - fixed - km * rate) < 1e-3, "a round costs " + trip.cost());
            double minutes = 60 * km / last.kmPerHour()
                    + (double) last.minutesPerStop() * trip.stops().size();
            require(trip.backMinute() >= trip.departureMinute() + minutes - 1 - 1e-3, "a round is back too early");
            Promise promise = rules.promises().stream()
                    .filter(it -> it.roundMinute() <= trip.departureMinute())
                    .reduce((a, b) -> b)
                    .orElseThrow();
            if (trip.vehicle().isPresent()) {
                double[] used = own.computeIfAbsent(trip.origin() + promise.roundMinute(), key -> new double[2]);
                used[0] += km;
                used[1] += minutes;
                require(last.rangeKm() <= 0 || used[0] <= last.rangeKm() + 1e-3, trip.vehicle() + " runs out of range");
                require(used[1] <= last.roundMinutes() + 1e-3, trip.vehicle() + " is out for too long");
            }
        }
        for (NetworkNode node : nodes.values()) {
            if (node.tier() == NetworkTier.VILLAGE) {
                long parcels = problem.parcels().getOrDefault(node.id(), 0L);
                require(
                        got.getOrDefault(node.id(), 0L) == parcels,
                        node.id() + " gets " + got.get(node.id()) + " of " + parcels);
            }
        }
    }

    private void checkCosts() {
        for (TierCost cost : plan.costs()) {
            double sum = plan.trips().stream()
                    .filter(trip -> trip.tier() == cost.tier())
                    .mapToDouble(TierTrip::cost)
                    .sum();
            require(Math.abs(sum - cost.cost()) < 1e-6, cost.tier() + " costs " + sum);
            require(cost.lowerBound() <= cost.cost() + 1e-9, cost.tier() + " has a bound above its cost");
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }
}
