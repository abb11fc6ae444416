package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.Replan.Words;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.TierPlan.Stop;
import cn.yunce.forecasting.TierPlan.Tier;
import cn.yunce.forecasting.TierPlan.TierCost;
import cn.yunce.forecasting.TierPlan.TierTrip;
import cn.yunce.forecasting.TierProblem;
import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.TierRules.Promise;
import cn.yunce.forecasting.domain.NetworkNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One problem being planned. */
final class TierDay {
    /** What a leg's parcels are at its destination: when they come in the plan, and when they could come at the earliest. */
    private record Inflow(Leg leg, double sortingShare, Curve planned, Curve earliest) {}

    private final TierProblem problem;
    private final TierRules rules;
    private final Places places;
    private final long[] promised;
    private final List<TierTrip> trips = new ArrayList<>();
    private final List<TierCost> costs = new ArrayList<>();

    TierDay(TierProblem problem) {
        this.problem = problem;
        rules = problem.rules();
        places = new Places(problem);
        promised = promised(places.parcels(places.city()));
    }

    /** Parcels of the first promises together, of a place's. */
    private long[] promised(long parcels) {
        long[] sums = new long[rules.promises().size()];
        double share = 0;
        for (int promise = 0; promise < sums.length; promise++) {
            share += rules.promises().get(promise).share();
            sums[promise] = (long) Math.floor(parcels * share + 1e-6);
        }
        sums[sums.length - 1] = parcels;
        return sums;
    }

    /** The same of a part of the city's, as it comes out of the curves. */
    private long[] promised(long part, long[] whole) {
        long[] sums = new long[whole.length];
        for (int promise = 0; promise < sums.length; promise++) {
            sums[promise] = Curve.floorPart(whole[promise], part, whole[whole.length - 1]);
        }
        return sums;
    }

    TierPlan plan() {
        List<Inflow> parks = new ArrayList<>();
        Optional<TierPlan.Infeasible> none = planLineHaul(parks);
        if (none.isEmpty()) {
            none = planFeeders(parks);
        }
        if (none.isPresent()) {
            return none.get();
        }
        planVillages();
        trips.sort(Comparator.comparingInt(TierTrip::departureMinute)
                .thenComparing(TierTrip::tier)
                .thenComparing(trip -> trip.stops().getFirst().node()));
        return new TierPlan.Planned(problem.date(), trips, costs);
    }

    private Curve hub() {
        Map<Integer, Long> coming = new TreeMap<>();
        long before = 0;
        for (int i = 0; i < promised.length; i++) {
            Promise promise = rules.promises().get(i);
            int slots = (promise.toMinute() - promise.fromMinute()) / Curve.SLOT;
            long parcels = promised[i] - before;
            for (int slot = 0; slot < slots; slot++) {
                long more = parcels * (slot + 1) / slots - parcels * slot / slots;
                coming.merge(promise.fromMinute() + Curve.SLOT * (slot + 1), more, Long::sum);
            }
            before = promised[i];
        }
        return Curve.of(coming)
                .sorted(rules.hub().parcelsPer10Minutes(), rules.hub().openMinute());
    }

    private Optional<TierPlan.Infeasible> planLineHaul(List<Inflow> parks) {
        TierRules.Leg haul = rules.lineHaul();
        List<Leg> legs = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        Curve hub = hub();
        int place = 0;
        for (NetworkNode park : places.below(places.city())) {
            boolean separate = rules.separateCounties().contains(park.id());
            List<Double> companies = separate ? rules.companyShares() : List.of(1.0);
            double km = problem.roadKm(places.city(), park);
            long before = 0;
            double share = 0;
            for (int company = 0; company < companies.size(); company++) {
                share += companies.get(company);
                long upTo = company == companies.size() - 1
                        ? places.parcels(park)
                        : (long) Math.floor(places.parcels(park) * share + 1e-6);
                long parcels = upTo - before;
                before = upTo;
                if (parcels > 0) {
                    long[] ready = ready(haul, hub.part(parcels));
                    long[] need = haulNeed(park, km, parcels, sortingRate(companies.get(company)));
                    Optional<Integer> of = separate ? Optional.of(company) : Optional.empty();
                    legs.add(new Leg(park.id(), place, of, km, ready, need));
                    shares.add(companies.get(company));
                }
            }
            place++;
        }
        Resources resources = new Resources(haul, rules.hub(), rules.park(), true, legs);
        LegGroup group = new LegGroup(haul, resources, legs);
        Optional<Leg> impossible = group.findImpossible();
        if (impossible.isPresent()) {
            return Optional.of(late(Tier.LINE_HAUL, places.city(), impossible.get()));
        }
        LegGroup.Result result = group.plan();
        if (result.choices().isEmpty()) {
            return Optional.of(crowded(Tier.LINE_HAUL, places.city()));
        }
        List<TierTrip> made = new LegTrips(haul, Tier.LINE_HAUL, places.city(), legs)
                .of(result.choices().get());
        add(Tier.LINE_HAUL, made, result.lowerBound());
        for (int i = 0; i < legs.size(); i++) {
            Leg leg = legs.get(i);
            parks.add(new Inflow(
                    leg,
                    shares.get(i),
                    sorted(planned(leg, made), shares.get(i)),
                    sorted(earliest(haul, leg), shares.get(i))));
        }
        return Optional.empty();
    }

    private long sortingRate(double share) {
        return Math.max(1, (long) Math.floor(rules.park().parcelsPer10Minutes() * share + 1e-9));
    }

    private Curve sorted(Curve coming, double share) {
        return coming.sorted(sortingRate(share), rules.park().openMinute());
    }

    private Curve planned(Leg leg, List<TierTrip> made) {
        Map<Integer, Long> coming = new TreeMap<>();
        for (TierTrip trip : made) {
            if (trip.company().equals(leg.company())
                    && trip.stops().getFirst().node().equals(leg.destination())) {
                coming.merge(trip.arrivalMinute() + rules.lineHaul().unloadMinutes(), trip.parcels(), Long::sum);
            }
        }
        return Curve.of(coming);
    }

    /** All that is ready leaves with each wave by the fastest vehicle. */
    private Curve earliest(TierRules.Leg haul, Leg leg) {
        Map<Integer, Long> coming = new TreeMap<>();
        long before = 0;
        for (int wave = 0; wave < leg.waves(); wave++) {
            int departure = haul.departureMinutes().get(wave);
            int arrival = haul.types().stream()
                    .mapToInt(type -> Resources.arrival(type, leg.km(), departure))
                    .min()
                    .orElseThrow();
            coming.merge(arrival + haul.unloadMinutes(), leg.ready(wave) - before, Long::sum);
            before = leg.ready(wave);
        }
        return Curve.of(coming);
    }

    private static long[] ready(TierRules.Leg leg, Curve sorted) {
        return leg.departureMinutes().stream()
                .mapToLong(departure -> sorted.by(departure - leg.loadMinutes()))
                .toArray();
    }

    /** When the slowest of the leg's vehicles would be there and unloaded. */
    private static int unloaded(TierRules.Leg leg, double km, int departure) {
        return leg.types().stream()
                        .mapToInt(type -> Resources.arrival(type, km, departure))
                        .max()
                        .orElseThrow()
                + leg.unloadMinutes();
    }

    /** Index of the last wave that is in time at a township; -1 when none is. */
    private int lastFeeder(double km, int dueMinute) {
        int last = -1;
        for (int wave = 0; wave < rules.feeder().departureMinutes().size(); wave++) {
            if (unloaded(rules.feeder(), km, rules.feeder().departureMinutes().get(wave)) <= dueMinute) {
                last = wave;
            }
        }
        return last;
    }

    /**
     * So much must have left by each wave that the rest can still be sorted in the park before the last feeders that are in time begin to
     * load.
     */
    private long[] haulNeed(NetworkNode park, double km, long parcels, long rate) {
        TierRules.Leg haul = rules.lineHaul();
        long[] sums = promised(parcels, promised);
        long[] need = new long[haul.departureMinutes().size()];
        for (int promise = 0; promise < sums.length; promise++) {
            int due = rules.promises().get(promise).townshipDueMinute();
            int last = places.below(park).stream()
                    .mapToInt(township -> lastFeeder(problem.roadKm(park, township), due))
                    .min()
                    .orElse(-1);
            int sortedBy = last < 0
                    ? -1
                    : rules.feeder().departureMinutes().get(last)
                            - rules.feeder().loadMinutes();
            for (int wave = 0; wave < need.length; wave++) {
                long later = wave + 1 < need.length
                        ? rate
                                * slots(
                                        unloaded(
                                                haul,
                                                km,
                                                haul.departureMinutes().get(wave + 1)),
                                        sortedBy)
                        : 0;
                need[wave] = Math.max(need[wave], sums[promise] - later);
            }
            if (sums[promise]
                    > rate * slots(unloaded(haul, km, haul.departureMinutes().getFirst()), sortedBy)) {
                need[0] = Long.MAX_VALUE;
            }
        }
        need[need.length - 1] = Math.max(need[need.length - 1], parcels);
        return need;
    }

    /** Sorting slots of the park that begin at {@code from} or later and end by {@code to}. */
    private long slots(int from, int to) {
        int open = rules.park().openMinute();
        int first = open + Math.ceilDiv(Math.max(0, from - open), Curve.SLOT) * Curve.SLOT;
        return Math.max(0, Math.floorDiv(to - first, Curve.SLOT));
    }

    private Optional<TierPlan.Infeasible> planFeeders(List<Inflow> parks) {
        List<TierTrip> made = new ArrayList<>();
        double bound = 0;
        for (NetworkNode park : places.below(places.city())) {
            List<Leg> legs = new ArrayList<>();
            List<Leg> early = new ArrayList<>();
            for (Inflow inflow : parks) {
                if (inflow.leg().destination().equals(park.id())) {
                    addFeeders(park, inflow, legs, early);
                }
            }
            LegGroup group = feeders(legs);
            Optional<Leg> impossible = group.findImpossible();
            if (impossible.isPresent()) {
                return Optional.of(late(Tier.FEEDER, park, impossible.get()));
            }
            LegGroup.Result result = group.plan();
            if (result.choices().isEmpty()) {
                return Optional.of(crowded(Tier.FEEDER, park));
            }
            List<TierTrip> fed = new LegTrips(rules.feeder(), Tier.FEEDER, park, legs)
                    .of(result.choices().get());
            made.addAll(fed);
            double cost = fed.stream().mapToDouble(TierTrip::cost).sum();
            bound += feeders(early).lowerBound(result.prices(), cost);
        }
        add(Tier.FEEDER, made, bound);
        return Optional.empty();
    }

    private LegGroup feeders(List<Leg> legs) {
        Resources resources = new Resources(rules.feeder(), rules.park(), rules.park(), false, legs);
        return new LegGroup(rules.feeder(), resources, legs);
    }

    private void addFeeders(NetworkNode park, Inflow inflow, List<Leg> legs, List<Leg> early) {
        long[] whole = promised(inflow.leg().total(), promised);
        long before = 0;
        long parkParcels = 0;
        for (NetworkNode township : places.below(park)) {
            parkParcels += places.parcels(township);
            long upTo = Curve.floorPart(parkParcels, inflow.leg().total(), places.parcels(park));
            long parcels = upTo - before;
            before = upTo;
            if (parcels > 0) {
                double km = problem.roadKm(park, township);
                long[] need = feederNeed(km, promised(parcels, whole));
                legs.add(new Leg(
                        township.id(),
                        legs.size(),
                        inflow.leg().company(),
                        km,
                        ready(rules.feeder(), inflow.planned().part(parcels)),
                        need));
                early.add(new Leg(
                        township.id(),
                        early.size(),
                        inflow.leg().company(),
                        km,
                        ready(rules.feeder(), inflow.earliest().part(parcels)),
                        need));
            }
        }
    }

    private long[] feederNeed(double km, long[] sums) {
        long[] need = new long[rules.feeder().departureMinutes().size()];
        for (int promise = 0; promise < sums.length; promise++) {
            int last = lastFeeder(km, rules.promises().get(promise).townshipDueMinute());
            for (int wave = Math.max(0, last); wave < need.length; wave++) {
                need[wave] = last < 0 && sums[promise] > 0 ? Long.MAX_VALUE : Math.max(need[wave], sums[promise]);
            }
        }
        return need;
    }

    private void planVillages() {
        List<TierTrip> made = new ArrayList<>();
        double bound = 0;
        for (NetworkNode park : places.below(places.city())) {
            for (NetworkNode township : places.below(park)) {
                bound += planVillages(township, made);
            }
        }
        add(Tier.LAST_MILE, made, bound);
    }

    private double planVillages(NetworkNode township, List<TierTrip> made) {
        List<NetworkNode> villages = places.below(township);
        VillageRound round = new VillageRound(
                rules.lastMile(),
                (a, b) -> problem.roadKm(a < 0 ? township : villages.get(a), b < 0 ? township : villages.get(b)));
        double bound = 0;
        for (int promise = 0; promise < promised.length; promise++) {
            long[] parcels = new long[villages.size()];
            for (int village = 0; village < parcels.length; village++) {
                long[] sums = promised(places.parcels(villages.get(village)), promised);
                parcels[village] = sums[promise] - (promise == 0 ? 0 : sums[promise - 1]);
            }
            VillageRound.Plan plan = round.plan(
                    parcels,
                    village -> Math.atan2(
                            villages.get(village).latitude() - township.latitude(),
                            villages.get(village).longitude() - township.longitude()));
            bound += plan.lowerBound();
            double own = rules.promises().get(promise).roundMinute();
            for (VillageRound.Route route : plan.routes()) {
                double begins = route.hired() ? rules.promises().get(promise).roundMinute() : own;
                own += route.hired() ? 0 : route.minutes();
                made.add(trip(township, villages, route, begins, round.cost(route.km(), route.hired())));
            }
        }
        return bound;
    }

    private TierTrip trip(
            NetworkNode township, List<NetworkNode> villages, VillageRound.Route route, double begins, double cost) {
        int departure = (int) Math.ceil(begins - 1e-9);
        double first =
                problem.roadKm(township, villages.get(route.stops().getFirst().index()));
        int back = (int) Math.ceil(begins + route.minutes() - 1e-9);
        return new TierTrip(
                Tier.LAST_MILE,
                Optional.empty(),
                route.hired() ? "外雇三轮车" : "电动三轮车",
                route.hired() ? Optional.empty() : Optional.of(township.name() + "三轮-1"),
                township.id(),
                route.stops().stream()
                        .map(stop -> new Stop(villages.get(stop.index()).id(), stop.parcels()))
                        .toList(),
                departure,
                departure + (int) Math.ceil(60 * first / rules.lastMile().kmPerHour() - 1e-9),
                Math.max(back, departure),
                Math.max(back, departure),
                route.km(),
                cost);
    }

    private void add(Tier tier, List<TierTrip> made, double bound) {
        double cost = made.stream().mapToDouble(TierTrip::cost).sum();
        long parcels = made.stream().mapToLong(TierTrip::parcels).sum();
        costs.add(new TierCost(tier, cost, Math.min(bound, cost), made.size(), parcels));
        trips.addAll(made);
    }

    private static TierPlan.Infeasible late(Tier tier, NetworkNode origin, Leg leg) {
        return new TierPlan.Infeasible(
                tier,
                origin.id(),
                new Words(
                        origin.name() + "至" + leg.destination() + "：分拣、波次、频次与续航之下，包裹无法按时限到达",
                        "from " + origin.id() + " to " + leg.destination()
                                + ": sorting, waves, frequency and range leave no way to be in time"));
    }

    private static TierPlan.Infeasible crowded(Tier tier, NetworkNode origin) {
        return new TierPlan.Infeasible(
                tier,
                origin.id(),
                new Words(
                        origin.name() + "：月台、车辆或充电位不足，各线路无法同时按时发出",
                        origin.id() + ": docks, vehicles or chargers are too few for all legs to leave in time"));
    }
}
