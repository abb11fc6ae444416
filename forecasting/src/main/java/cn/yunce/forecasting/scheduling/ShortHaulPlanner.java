package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.HedgedPlan;
import cn.yunce.forecasting.PlanExplanation;
import cn.yunce.forecasting.PlanOutcome;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import cn.yunce.forecasting.scheduling.Duties.Assigned;
import com.google.ortools.Loader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Plans each fleet and wave on its own (a vehicle is back from the night wave before midday, but for the longest ways), then joins
 * the waves by one flow of vehicles over the day. A plan under rule "complete" is one under rule "early" too: for "early" a part of
 * the time makes one, which the rest betters.
 */
final class ShortHaulPlanner implements ScheduleEngine {
    private static final Duration RESERVE = Duration.ofMillis(300);

    /** Under rule "early" one part of so many goes to a plan under rule "complete". */
    private static final int EARLY_PART = 4;

    /** @param bound no trips of the fleet cost less, its fixed cost included */
    private record FleetPlan(Fleet fleet, List<Assigned> duties, double bound) {}

    @Override
    public ShortHaulPlan planShortHaul(ShortHaulProblem problem) {
        return plan(problem, fleetPlans(problem, Deadline.in(problem.timeLimit().minus(RESERVE))));
    }

    @Override
    public HedgedPlan planUnderUncertainty(ShortHaulProblem problem, List<Map<String, SlotProfile>> scenarios) {
        if (scenarios.isEmpty()) {
            throw new IllegalArgumentException("scenarios must be 1 or more, were none");
        }
        Deadline deadline = Deadline.in(problem.timeLimit().minus(RESERVE));
        ShortHaulPlan plan = plan(
                problem,
                fleetPlans(problem, Deadline.in(deadline.left().multipliedBy(7).dividedBy(10))));
        List<Bookings> bookings = problem.network().fleets().stream()
                .map(fleet -> new Bookings(new FleetDay(problem, fleet), problem, plan, scenarios))
                .toList();
        try (Workers workers = new Workers()) {
            workers.run(bookings.stream().map(fleet -> () -> fleet.search(deadline)));
        }
        double fixed = ShortHaulPlan.Kpis.OWN_FIXED_COST
                * problem.network().fleets().stream()
                        .mapToInt(Fleet::ownVehicles)
                        .sum();
        return new HedgedPlan(
                plan,
                new HedgedPlan.Booking(
                        bookings.stream()
                                .flatMap(fleet -> fleet.booked().stream())
                                .map(Trip::id)
                                .collect(Collectors.toSet()),
                        fixed + bookings.stream().mapToDouble(Bookings::cost).sum(),
                        fixed
                                + bookings.stream()
                                        .mapToDouble(Bookings::costOfAll)
                                        .sum()));
    }

    @Override
    public PlanOutcome meet(ShortHaulPlan settled, ShortHaulProblem forecast, Map<String, SlotProfile> actual) {
        List<FleetPlan> driven = new ArrayList<>();
        int extraTrips = 0;
        double extraCost = 0;
        double unused = 0;
        double cost = 0;
        int dropped = 0;
        for (Fleet fleet : forecast.network().fleets()) {
            FleetDay day = new FleetDay(forecast, fleet);
            List<Commitment> commitments = day.commitments(settled.trips());
            Recourse recourse = day.recourse();
            Recourse.Day outcome = recourse.drive(
                    commitments,
                    day.demands(forecast.volumes()),
                    day.demands(actual),
                    Recourse.Effort.DAY,
                    forecast.seed());
            driven.add(new FleetPlan(fleet, day.assigned(outcome.trips(), recourse::handling), 0));
            cost += ShortHaulPlan.Kpis.OWN_FIXED_COST * fleet.ownVehicles() + outcome.cost();
            extraTrips += outcome.extraTrips();
            extraCost += outcome.extraCost();
            unused += outcome.unusedCost();
            int planned = (int) commitments.stream().filter(Commitment::own).count();
            dropped += Math.max(0, planned - outcome.ownTrips());
        }
        return new PlanOutcome(
                forecast.date(),
                plan(forecast.withVolumes(actual), driven).trips(),
                cost,
                extraTrips,
                extraCost,
                unused,
                dropped);
    }

    @Override
    public PlanExplanation explain(ShortHaulProblem problem, ShortHaulPlan plan) {
        Loader.loadNativeLibraries();
        List<Explainer> fleets = problem.network().fleets().stream()
                .map(fleet -> new Explainer(problem, fleet, plan.trips()))
                .toList();
        Map<String, PlanExplanation.TripReasons> reasons = new HashMap<>();
        fleets.forEach(fleet -> fleet.trips().forEach(trip -> reasons.put(trip.trip(), trip)));
        return new PlanExplanation(
                plan.trips().stream().map(trip -> reasons.get(trip.id())).toList(),
                fleets.stream().map(Explainer::worth).toList(),
                LineCosts.of(problem.network(), plan.trips()));
    }

    @Override
    public int turnMinutes(Line line, boolean container) {
        return (container ? Handling.CONTAINER : Handling.LOOSE).turnMinutes(line.transitMinutes());
    }

    @Override
    public int capacityParcels(boolean container) {
        return (container ? Handling.CONTAINER : Handling.LOOSE).parcels();
    }

    private static List<FleetPlan> fleetPlans(ShortHaulProblem problem, Deadline deadline) {
        Conflicts.check(problem);
        Loader.loadNativeLibraries();
        Map<Fleet, List<WaveSearch>> searches = new LinkedHashMap<>();
        for (Fleet fleet : problem.network().fleets()) {
            searches.put(fleet, searches(problem, fleet, deadline));
        }
        List<WaveSearch> all = searches.values().stream().flatMap(List::stream).toList();
        boolean early = problem.rule() == DepartureRule.EARLY;
        Deadline complete = early ? Deadline.in(deadline.left().dividedBy(EARLY_PART)) : deadline;
        new WaveSearches(all, complete).complete();
        if (early) {
            new WaveSearches(all, deadline).leaveEarly();
        }
        return searches.entrySet().stream()
                .map(entry -> new FleetPlan(
                        entry.getKey(),
                        duties(entry.getKey(), entry.getValue(), early),
                        ShortHaulPlan.Kpis.OWN_FIXED_COST * entry.getKey().ownVehicles()
                                + entry.getValue().stream()
                                        .mapToDouble(WaveSearch::bound)
                                        .sum()))
                .toList();
    }

    private static ShortHaulPlan plan(ShortHaulProblem problem, List<FleetPlan> fleets) {
        List<Trip> trips = fleets.stream()
                .flatMap(plan -> trips(plan.fleet(), plan.duties()).stream())
                .sorted(Comparator.comparingInt(Trip::departureMinute))
                .toList();
        double bound = fleets.stream().mapToDouble(FleetPlan::bound).sum();
        ShortHaulPlan.Kpis kpis = ShortHaulPlan.Kpis.of(problem.network(), trips, bound);
        double value = problem.objective().value(kpis);
        if (bound > value + 1e-6) {
            throw new IllegalStateException("lower bound must not be above the objective " + value + ", was " + bound);
        }
        return new ShortHaulPlan(problem.date(), trips, bound > value ? kpis.withLowerBound(value) : kpis);
    }

    private static List<WaveSearch> searches(ShortHaulProblem problem, Fleet fleet, Deadline deadline) {
        List<WaveSearch> searches = new ArrayList<>();
        for (Wave wave : Wave.values()) {
            List<Demand> demands = new ArrayList<>();
            for (Line line : problem.network().lines()) {
                SlotProfile profile = problem.volumes().get(line.code());
                if (profile != null && line.fleet().equals(fleet.id()) && line.wave() == wave) {
                    Demand demand = new Demand(problem.objective().price(line), profile);
                    if (demand.total() > 0) {
                        demands.add(demand);
                    }
                }
            }
            if (!demands.isEmpty()) {
                searches.add(new WaveSearch(
                        new WaveProblem(
                                demands,
                                fleet.ownVehicles(),
                                problem.container(),
                                problem.network().combinable()),
                        deadline,
                        problem.seed()));
            }
        }
        return searches;
    }

    private static List<Assigned> duties(Fleet fleet, List<WaveSearch> searches, boolean early) {
        List<Draft> wanted =
                searches.stream().flatMap(search -> search.best().stream()).toList();
        return Duties.day(wanted, fleet.ownVehicles(), early);
    }

    private static List<Trip> trips(Fleet fleet, List<Assigned> duties) {
        Reasons reasons = new Reasons(fleet, duties);
        List<Trip> trips = new ArrayList<>();
        for (Assigned duty : duties) {
            Draft draft = duty.trip();
            trips.add(new Trip(
                    fleet.id() + "-T" + (trips.size() + 1),
                    fleet.id(),
                    draft.loads().stream()
                            .map(load ->
                                    new Trip.Load(load.demand().line().code(), (double) load.amount() / Demand.PARCEL))
                            .toList(),
                    draft.departure(),
                    draft.own() && draft.handling() == Handling.CONTAINER,
                    draft.own() ? Optional.of(fleet.vehicleId(duty.vehicle() + 1)) : Optional.empty(),
                    reasons.of(draft)));
        }
        return trips;
    }
}
