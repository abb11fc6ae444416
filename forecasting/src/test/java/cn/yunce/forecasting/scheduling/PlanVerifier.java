package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.DepartureRule;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Judges a plan by the text of the short-haul rules alone; shares no code with the engine. Minutes are those of the planning
 * day.
 *
 * <ul>
 *   <li>A vehicle carries 1,000 parcels, with a container 800; loading and unloading take 45 + 45 or 10 + 10 minutes.
 *   <li>A slot's parcels are there at its end; no trip carries what has not come yet, or what an earlier one took.
 *   <li>A full vehicle of one line may leave at once, all others when the last parcels of their lines are there; none after the
 *       latest departure.
 *   <li>At most three lines a trip, of one fleet, wave and origin, each two combinable.
 *   <li>An own vehicle may leave again strictly after departure + handling + twice the longest transit.
 * </ul>
 */
final class PlanVerifier {
    private static final double TOLERANCE = 1e-6;

    private final ShortHaulProblem problem;
    private final Map<String, Line> lines = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private PlanVerifier(ShortHaulProblem problem) {
        this.problem = problem;
        problem.network().lines().forEach(line -> lines.put(line.code(), line));
    }

    /** What the plan does wrong; empty when nothing. */
    static List<String> violations(ShortHaulProblem problem, ShortHaulPlan plan) {
        PlanVerifier verifier = new PlanVerifier(problem);
        if (!plan.date().equals(problem.date())) {
            verifier.violations.add("date " + plan.date());
        }
        Set<String> ids = new HashSet<>();
        for (Trip trip : plan.trips()) {
            if (!ids.add(trip.id())) {
                verifier.violations.add(trip.id() + ": id used twice");
            }
            verifier.checkTrip(trip);
        }
        verifier.checkParcels(plan.trips());
        verifier.checkDuties(plan.trips());
        verifier.checkKpis(plan);
        return verifier.violations;
    }

    private void checkTrip(Trip trip) {
        List<Line> onBoard = new ArrayList<>();
        for (Trip.Load load : trip.loads()) {
            Line line = lines.get(load.line());
            if (line == null) {
                violations.add(trip.id() + ": unknown line " + load.line());
                return;
            }
            onBoard.add(line);
        }
        require(onBoard.size() <= 3, trip, "more than three lines");
        require(new HashSet<>(onBoard).size() == onBoard.size(), trip, "a line twice");
        require(trip.container() ? problem.container() : true, trip, "no container is allowed");
        double capacity = trip.container() ? 800 : 1000;
        require(trip.parcels() <= capacity + TOLERANCE, trip, trip.parcels() + " parcels on board");
        boolean full = onBoard.size() == 1 && trip.parcels() >= capacity - TOLERANCE;
        for (Line line : onBoard) {
            require(line.fleet().equals(trip.fleet()), trip, "line of another fleet: " + line.code());
            require(trip.departureMinute() <= line.latestDepartureMinute(), trip, "leaves too late for " + line.code());
            if (problem.rule() == DepartureRule.COMPLETE && !full) {
                require(
                        trip.departureMinute() >= lastParcelsMinute(line),
                        trip,
                        "leaves part-full or combined before " + line.code() + " is complete");
            }
        }
        for (Line a : onBoard) {
            for (Line b : onBoard) {
                if (!a.equals(b)) {
                    require(
                            a.wave() == b.wave()
                                    && a.origin().equals(b.origin())
                                    && problem.network().combinable().contains(new SitePair(a.site(), b.site())),
                            trip,
                            a.code() + " and " + b.code() + " may not share a vehicle");
                }
            }
        }
        require(!trip.reason().isBlank(), trip, "no reason");
    }

    private void require(boolean holds, Trip trip, String otherwise) {
        if (!holds) {
            violations.add(trip.id() + ": " + otherwise);
        }
    }

    private int lastParcelsMinute(Line line) {
        SlotProfile profile = problem.volumes().get(line.code());
        int last = 0;
        for (int slot = 0; profile != null && slot < profile.wave().slots(); slot++) {
            if (profile.parcels(slot) > 0) {
                last = profile.wave().readyMinute(slot);
            }
        }
        return last;
    }

    private double arrivedBy(Line line, int minute) {
        SlotProfile profile = problem.volumes().get(line.code());
        double sum = 0;
        for (int slot = 0; profile != null && slot < profile.wave().slots(); slot++) {
            if (profile.wave().readyMinute(slot) <= minute) {
                sum += profile.parcels(slot);
            }
        }
        return sum;
    }

    private void checkParcels(List<Trip> trips) {
        Map<String, Double> carried = new HashMap<>();
        for (Trip trip : trips.stream()
                .sorted(Comparator.comparingInt(Trip::departureMinute))
                .toList()) {
            for (Trip.Load load : trip.loads()) {
                double sum = carried.merge(load.line(), load.parcels(), Double::sum);
                Line line = lines.get(load.line());
                if (line != null) {
                    double there = arrivedBy(line, trip.departureMinute());
                    require(sum <= there + 1e-4, trip, "carries " + sum + " of " + line.code() + ", only " + there);
                }
            }
        }
        for (Line line : problem.network().lines()) {
            double all = arrivedBy(line, Integer.MAX_VALUE);
            double gone = carried.getOrDefault(line.code(), 0.0);
            if (Math.abs(all - gone) > 1e-3) {
                violations.add(line.code() + ": " + gone + " of " + all + " parcels carried");
            }
        }
    }

    private void checkDuties(List<Trip> trips) {
        Map<String, List<Trip>> duties = new HashMap<>();
        trips.forEach(trip -> trip.vehicle()
                .ifPresent(vehicle -> duties.computeIfAbsent(vehicle, key -> new ArrayList<>())
                        .add(trip)));
        Map<String, String> fleetOfVehicle = new HashMap<>();
        for (Fleet fleet : problem.network().fleets()) {
            for (int number = 1; number <= fleet.ownVehicles(); number++) {
                fleetOfVehicle.put(fleet.vehicleId(number), fleet.id());
            }
        }
        duties.forEach((vehicle, duty) -> {
            duty.sort(Comparator.comparingInt(Trip::departureMinute));
            for (int i = 0; i < duty.size(); i++) {
                Trip trip = duty.get(i);
                require(trip.fleet().equals(fleetOfVehicle.get(vehicle)), trip, "no such own vehicle " + vehicle);
                double back = trip.departureMinute()
                        + (trip.container() ? 10 + 10 : 45 + 45)
                        + 2 * max(trip, Line::transitMinutes);
                if (i + 1 < duty.size()) {
                    Trip next = duty.get(i + 1);
                    require(
                            back < next.departureMinute() - 1e-9,
                            next,
                            vehicle + " is back at " + back + " only, leaves at " + next.departureMinute());
                }
            }
        });
    }

    private double max(Trip trip, ToDoubleFunction<Line> value) {
        return trip.loads().stream()
                .map(load -> lines.get(load.line()))
                .mapToDouble(value)
                .max()
                .orElseThrow();
    }

    private void checkKpis(ShortHaulPlan plan) {
        int vehicles =
                problem.network().fleets().stream().mapToInt(Fleet::ownVehicles).sum();
        double cost = 100.0 * vehicles;
        int own = 0;
        int combined = 0;
        double parcels = 0;
        for (Trip trip : plan.trips()) {
            cost += max(trip, trip.vehicle().isPresent() ? Line::ownCost : Line::externalCost);
            own += trip.vehicle().isPresent() ? 1 : 0;
            combined += trip.loads().size() > 1 ? 1 : 0;
            parcels += trip.parcels();
        }
        int external = plan.trips().size() - own;
        ShortHaulPlan.Kpis kpis = plan.kpis();
        same("totalCost", cost, kpis.totalCost());
        same("ownVehicles", vehicles, kpis.ownVehicles());
        same("ownTrips", own, kpis.ownTrips());
        same("externalTrips", external, kpis.externalTrips());
        same("combinedTrips", combined, kpis.combinedTrips());
        same("parcels", parcels, kpis.parcels());
        same("ownVehicleTurnover", vehicles == 0 ? 0 : (double) own / vehicles, kpis.ownVehicleTurnover());
        int used = vehicles + external;
        same("parcelsPerVehicle", used == 0 ? 0 : parcels / used, kpis.parcelsPerVehicle());
        double objective = kpis.totalCost()
                - problem.objective().ownTripBonus() * own
                + problem.objective().externalTripPenalty() * external;
        if (kpis.lowerBound() > objective) {
            violations.add("lowerBound " + kpis.lowerBound() + " above the objective " + objective);
        }
    }

    private void same(String kpi, double expected, double found) {
        if (Math.abs(expected - found) > 1e-6 * Math.max(1, Math.abs(expected))) {
            violations.add(kpi + ": expected " + expected + ", was " + found);
        }
    }
}
