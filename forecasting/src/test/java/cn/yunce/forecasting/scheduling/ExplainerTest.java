package cn.yunce.forecasting.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cn.yunce.forecasting.PlanExplanation;
import cn.yunce.forecasting.PlanExplanation.TripReasons;
import cn.yunce.forecasting.PlanExplanation.WhyExternal;
import cn.yunce.forecasting.PlanExplanation.WhyNotEarlier;
import cn.yunce.forecasting.ScheduleEngine;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each reason is tried: what it says must not be possible breaks a rule, and what it says costs more does. */
class ExplainerTest {
    private final ScheduleEngine engine = ScheduleEngines.create();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyReasonHoldsWhenItIsTried(long seed) {
        ShortHaulProblem problem = RandomProblems.of(seed, Duration.ZERO);
        ShortHaulPlan plan = engine.planShortHaul(problem);

        PlanExplanation why = engine.explain(problem, plan);

        assertThat(why.trips())
                .extracting(TripReasons::trip)
                .containsExactlyElementsOf(plan.trips().stream().map(Trip::id).toList());
        for (TripReasons reasons : why.trips()) {
            Trip trip = trip(plan, reasons.trip());
            assertThat(reasons.external().isPresent()).isEqualTo(trip.vehicle().isEmpty());
            assertThat(reasons.apartCosts().isPresent()).isEqualTo(trip.loads().size() > 1);
            reasons.external().ifPresent(external -> check(problem, plan, trip, external));
            reasons.apartCosts().ifPresent(costs -> assertThat(costs).isLessThanOrEqualTo(apart(problem, trip) + 1e-9));
            check(problem, plan, trip, reasons.notEarlier());
            assertThat(reasons.words().chinese()).isNotBlank();
            assertThat(reasons.words().english()).isNotBlank();
        }
        why.fleets()
                .forEach(fleet -> assertThat(fleet.oneFewerCosts().orElse(Double.MAX_VALUE))
                        .isGreaterThanOrEqualTo(fleet.oneMoreSaves())
                        .isGreaterThanOrEqualTo(0));
        double fixed = ShortHaulPlan.Kpis.OWN_FIXED_COST
                * problem.network().fleets().stream()
                        .mapToInt(Fleet::ownVehicles)
                        .sum();
        assertThat(why.lines().stream()
                                .mapToDouble(PlanExplanation.LineCost::cost)
                                .sum()
                        + fixed)
                .isCloseTo(plan.kpis().totalCost(), within(1e-6));
    }

    private static void check(ShortHaulProblem problem, ShortHaulPlan plan, Trip trip, WhyExternal why) {
        Fleet fleet = problem.network().fleets().stream()
                .filter(one -> one.id().equals(trip.fleet()))
                .findFirst()
                .orElseThrow();
        switch (why) {
            case WhyExternal.NoOwnVehicles none ->
                assertThat(fleet.ownVehicles()).isZero();
            case WhyExternal.NotCheaper none ->
                assertThat(problem.network().cost(by(problem, trip, fleet.vehicleId(1), 0)))
                        .isGreaterThanOrEqualTo(problem.network().cost(trip));
            case WhyExternal.VehiclesAway away -> {
                List<Trip> changed = new ArrayList<>();
                for (Trip other : plan.trips()) {
                    changed.add(
                            other.equals(trip)
                                    ? by(problem, trip, away.vehicle(), away.minute())
                                    : away.displaced().contains(other.id()) ? external(problem, other) : other);
                }
                ShortHaulPlan tried = plan(problem, plan, changed);
                assertThat(PlanVerifier.violations(problem, tried)).isEmpty();
                assertThat(tried.kpis().totalCost()).isCloseTo(plan.kpis().totalCost() + away.costs(), within(1e-6));
                if (!away.displaced().isEmpty()) {
                    everyInsertionBreaksARule(problem, plan, trip, fleet);
                }
            }
        }
    }

    private static void everyInsertionBreaksARule(
            ShortHaulProblem problem, ShortHaulPlan plan, Trip trip, Fleet fleet) {
        int latest = external(problem, trip).departureMinute();
        for (String vehicle : fleet.listVehicleIds()) {
            for (int minute = Math.max(0, latest - 200); minute <= latest; minute += 10) {
                Trip own = by(problem, trip, vehicle, minute);
                List<Trip> changed = plan.trips().stream()
                        .map(other -> other.equals(trip) ? own : other)
                        .toList();
                assertThat(PlanVerifier.violations(problem, plan(problem, plan, changed)))
                        .as("%s by %s at %d", trip.id(), vehicle, minute)
                        .isNotEmpty();
            }
        }
    }

    private static void check(ShortHaulProblem problem, ShortHaulPlan plan, Trip trip, WhyNotEarlier why) {
        List<Trip> changed = plan.trips().stream()
                .map(other -> other.equals(trip) ? at(trip, trip.departureMinute() - 1) : other)
                .toList();
        List<String> violations = PlanVerifier.violations(problem, plan(problem, plan, changed));
        switch (why) {
            case WhyNotEarlier.NoNeed none -> assertThat(violations).isEmpty();
            case WhyNotEarlier.ParcelsNotThere parcels -> {
                assertThat(trip.loads()).extracting(Trip.Load::line).contains(parcels.line());
                assertThat(violations).anyMatch(violation -> violation.contains(parcels.line()));
            }
            case WhyNotEarlier.VehicleAway away -> {
                assertThat(trip(plan, away.tripBefore()).vehicle()).isEqualTo(trip.vehicle());
                assertThat(violations).isNotEmpty();
            }
        }
    }

    /** Each line alone, one on the trip's vehicle and the others external. */
    private static double apart(ShortHaulProblem problem, Trip trip) {
        double best = Double.POSITIVE_INFINITY;
        for (Trip.Load keeper : trip.loads()) {
            double sum = 0;
            for (Trip.Load load : trip.loads()) {
                Trip alone = new Trip(
                        trip.id(),
                        trip.fleet(),
                        List.of(load),
                        0,
                        false,
                        load.equals(keeper) ? trip.vehicle() : Optional.empty(),
                        "");
                sum += problem.network().cost(alone);
            }
            best = Math.min(best, sum);
        }
        return best - problem.network().cost(trip);
    }

    private static ShortHaulPlan plan(ShortHaulProblem problem, ShortHaulPlan before, List<Trip> trips) {
        return new ShortHaulPlan(before.date(), trips, ShortHaulPlan.Kpis.of(problem.network(), trips, 0));
    }

    private static Trip trip(ShortHaulPlan plan, String id) {
        return plan.trips().stream()
                .filter(trip -> trip.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Trip by(ShortHaulProblem problem, Trip trip, String vehicle, int minute) {
        boolean container = problem.container() && trip.parcels() <= 800;
        return new Trip(trip.id(), trip.fleet(), trip.loads(), minute, container, Optional.of(vehicle), trip.reason());
    }

    private static Trip external(ShortHaulProblem problem, Trip trip) {
        int latest = trip.loads().stream()
                .mapToInt(load -> problem.network().getLine(load.line()).latestDepartureMinute())
                .min()
                .orElseThrow();
        return new Trip(trip.id(), trip.fleet(), trip.loads(), latest, false, Optional.empty(), trip.reason());
    }

    private static Trip at(Trip trip, int minute) {
        return new Trip(trip.id(), trip.fleet(), trip.loads(), minute, trip.container(), trip.vehicle(), trip.reason());
    }
}
