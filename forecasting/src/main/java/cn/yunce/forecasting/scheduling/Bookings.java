package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayList;
import java.util.Comparator;
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
    private static final int TRIES = 1500;
    private static final int STEPS = 4;

    private final FleetDay day;
    private final ShortHaulPlan plan;
    private final long seed;
    private final Demand[] forecast;
    private final List<Demand[]> scenarios;
    private final Map<String, Double> externalCost = new HashMap<>();
    private final Map<String, Wave> wave = new HashMap<>();
    private Set<Trip> booked;
    private double cost;
    private final double costOfAll;

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
        costOfAll = cost(booked);
        cost = costOfAll;
    }

    Set<Trip> booked() {
        return Set.copyOf(booked);
    }

    /** Mean cost over the scenarios, without the fleet's fixed cost. */
    double cost() {
        return cost;
    }

    /** The same with all external trips booked. */
    double costOfAll() {
        return costOfAll;
    }

    void search(Deadline deadline) {
        for (Wave of : Wave.values()) {
            List<Trip> combined = booked.stream()
                    .filter(trip -> trip.loads().size() > 1 && wave(trip) == of)
                    .sorted(Comparator.comparingDouble(this::price).thenComparing(Trip::id))
                    .toList();
            for (int step = STEPS; step >= 0 && !deadline.passed(); step--) {
                Set<Trip> some = new HashSet<>(booked);
                some.removeIf(trip -> wave(trip) == of);
                some.addAll(combined.subList(0, combined.size() * step / STEPS));
                double expected = cost(some);
                if (expected < cost) {
                    cost = expected;
                    booked = some;
                }
            }
        }
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

    private double cost(Set<Trip> some) {
        List<Trip> settled = new ArrayList<>(plan.trips());
        settled.removeIf(trip -> trip.vehicle().isEmpty() && !some.contains(trip));
        List<Commitment> commitments = day.commitments(settled);
        Recourse recourse = day.recourse();
        double sum = 0;
        for (Demand[] scenario : scenarios) {
            sum += recourse.drive(commitments, forecast, scenario, TRIES, seed).cost();
        }
        return sum / scenarios.size();
    }
}
