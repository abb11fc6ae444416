package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of a plan's external trips of a fleet to book ahead. Only a booked vehicle may combine lines; one that is not needed is
 * paid all the same. So trips of several lines are booked, cheapest first, as many as make the mean cost of the scenarios'
 * recourse least, wave by wave; a trip of one line costs the same when hired late, and is booked only where all are.
 */
final class Bookings {
    private final FleetDay day;
    private final Recourse recourse;
    private final ShortHaulPlan plan;
    private final long seed;
    private final Demand[] forecast;
    private final List<Demand[]> scenarios;
    private final Map<String, Double> externalCost = new HashMap<>();
    private final Map<String, Wave> wave = new HashMap<>();
    private Set<Trip> booked;
    private final Map<Wave, Double> cost = new EnumMap<>(Wave.class);
    private double costOfAll;

    Bookings(FleetDay day, ShortHaulProblem problem, ShortHaulPlan plan, List<Map<String, SlotProfile>> scenarios) {
        this.day = day;
        this.plan = plan;
        this.seed = problem.seed();
        forecast = day.demands(problem.volumes());
        this.scenarios = scenarios.stream().map(day::demands).toList();
        for (Line line : problem.network().lines()) {
            externalCost.put(line.code(), line.externalCost());
            wave.put(line.code(), line.wave());
        }
        booked = new HashSet<>(plan.trips().stream()
                .filter(trip ->
                        trip.fleet().equals(day.fleet().id()) && trip.vehicle().isEmpty())
                .toList());
        recourse = day.recourse();
    }

    Set<Trip> booked() {
        return Set.copyOf(booked);
    }

    /** Mean cost over the scenarios, without the fleet's fixed cost. */
    double cost() {
        return cost.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The same with all external trips booked. */
    double costOfAll() {
        return costOfAll;
    }

    /** Before it, costs are 0. */
    void search(Deadline deadline) {
        for (Wave of : Wave.values()) {
            cost.put(of, cost(of, booked));
        }
        costOfAll = cost();
        for (Wave of : Wave.values()) {
            List<Trip> combined = booked.stream()
                    .filter(trip -> trip.loads().size() > 1 && wave(trip) == of)
                    .sorted(Comparator.comparingDouble(this::price).thenComparing(Trip::id))
                    .toList();
            double half = tryPart(of, combined, 2, deadline);
            if (tryPart(of, combined, 1, deadline) < half) {
                tryPart(of, combined, 0, deadline);
            } else {
                tryPart(of, combined, 3, deadline);
            }
        }
    }

    /** Books, of a wave, so many quarters of the combined trips alone where that costs less; its mean cost. */
    private double tryPart(Wave of, List<Trip> combined, int quarters, Deadline deadline) {
        if (deadline.passed()) {
            return Double.POSITIVE_INFINITY;
        }
        Set<Trip> some = new HashSet<>(booked);
        some.removeIf(trip -> wave(trip) == of);
        some.addAll(combined.subList(0, combined.size() * quarters / 4));
        double expected = cost(of, some);
        if (expected < cost.getOrDefault(of, 0.0)) {
            cost.put(of, expected);
            booked = some;
        }
        return expected;
    }

    private double price(Trip trip) {
        return trip.loads().stream()
                .mapToDouble(load -> externalCost.getOrDefault(load.line(), 0.0))
                .max()
                .orElse(0);
    }

    private Wave wave(Trip trip) {
        return wave.getOrDefault(trip.loads().getFirst().line(), Wave.W0600);
    }

    private double cost(Wave of, Set<Trip> some) {
        List<Trip> settled = new ArrayList<>(plan.trips());
        settled.removeIf(trip -> trip.vehicle().isEmpty() && !some.contains(trip));
        List<Commitment> commitments = day.commitments(settled);
        double sum = 0;
        for (Demand[] scenario : scenarios) {
            sum += recourse.drive(List.of(of), commitments, forecast, scenario, Recourse.Effort.SCENARIO, seed)
                    .cost();
        }
        return sum / scenarios.size();
    }
}
