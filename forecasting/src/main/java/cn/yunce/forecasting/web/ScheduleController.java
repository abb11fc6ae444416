package cn.yunce.forecasting.web;

import cn.yunce.forecasting.HedgedPlan.Booking;
import cn.yunce.forecasting.PlanReview;
import cn.yunce.forecasting.PlanSettings;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.TierPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.VehicleSchedules.PublishedTiers;
import cn.yunce.forecasting.domain.ServiceDate;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/schedules")
class ScheduleController {
    private static final int MAX_REVIEWS = 1_000;

    private final VehicleSchedules schedules;

    ScheduleController(VehicleSchedules schedules) {
        this.schedules = schedules;
    }

    @GetMapping
    List<LocalDate> dates() {
        return schedules.listPlannedDates().stream().map(ServiceDate::date).toList();
    }

    @GetMapping("/{date}")
    Schedule schedule(@PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date) {
        return schedules
                .findPlan(Parameters.day(date))
                .map(Schedule::of)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "date must be a day with a published plan, was " + date));
    }

    @GetMapping("/reviews")
    List<Review> reviews(@RequestParam(defaultValue = "31") int limit) {
        return schedules.listReviews(Parameters.inRange("limit", limit, 1, MAX_REVIEWS)).stream()
                .map(Review::of)
                .toList();
    }

    @GetMapping("/{date}/review")
    Review review(@PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date) {
        return schedules
                .findReview(Parameters.day(date))
                .map(Review::of)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "date must be a day that was planned and is over, was " + date));
    }

    /** @param errorCost what the forecast's error cost: driven less known */
    record Review(
            LocalDate date,
            double plannedCost,
            double drivenCost,
            double knownCost,
            double knownLowerBound,
            double errorCost,
            int lateExtraTrips,
            double lateExtraCost,
            double unusedExternalCost) {
        static Review of(PlanReview review) {
            return new Review(
                    review.date().date(),
                    review.plannedCost(),
                    review.drivenCost(),
                    review.knownCost(),
                    review.knownLowerBound(),
                    review.errorCost(),
                    review.lateExtraTrips(),
                    review.lateExtraCost(),
                    review.unusedExternalCost());
        }
    }

    @GetMapping("/{date}/tiers")
    Tiers tiers(
            @PathVariable @DateTimeFormat(iso = ISO.DATE) LocalDate date,
            @RequestParam Optional<TierPlan.Tier> tier,
            @RequestParam Optional<String> origin) {
        return schedules
                .findTiers(Parameters.day(date))
                .map(published -> Tiers.of(
                        published,
                        trip -> tier.map(trip.tier()::equals).orElse(true)
                                && origin.map(trip.origin()::equals).orElse(true)))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "date must be a day with a published plan of the tiers, was " + date));
    }

    record Tiers(
            LocalDate date,
            boolean synthetic,
            long runId,
            double totalCost,
            double lowerBound,
            List<TierPlan.TierCost> costs,
            List<PlannedTierTrip> trips) {
        static Tiers of(PublishedTiers published, Predicate<TierPlan.TierTrip> wanted) {
            TierPlan.Planned plan = published.plan();
            return new Tiers(
                    plan.date().date(),
                    published.synthetic(),
                    published.runId(),
                    plan.totalCost(),
                    plan.lowerBound(),
                    plan.costs(),
                    plan.trips().stream()
                            .filter(wanted)
                            .map(trip -> PlannedTierTrip.of(trip, plan.date()))
                            .toList());
        }
    }

    record PlannedTierTrip(
            TierPlan.Tier tier,
            Optional<Integer> company,
            String type,
            Optional<String> vehicle,
            String origin,
            List<TierPlan.Stop> stops,
            LocalDateTime departure,
            LocalDateTime arrival,
            LocalDateTime back,
            LocalDateTime free,
            double km,
            double cost) {
        static PlannedTierTrip of(TierPlan.TierTrip trip, ServiceDate date) {
            return new PlannedTierTrip(
                    trip.tier(),
                    trip.company(),
                    trip.type(),
                    trip.vehicle(),
                    trip.origin(),
                    trip.stops(),
                    date.at(trip.departureMinute()),
                    date.at(trip.arrivalMinute()),
                    date.at(trip.backMinute()),
                    date.at(trip.freeMinute()),
                    trip.km(),
                    trip.cost());
        }
    }

    record Schedule(
            LocalDate date,
            boolean synthetic,
            long runId,
            int version,
            ShortHaulPlan.Kpis kpis,
            PlanSettings settings,
            Optional<ExpectedCost> expectedCost,
            List<PlannedTrip> trips) {
        static Schedule of(PublishedPlan published) {
            ShortHaulPlan plan = published.plan();
            return new Schedule(
                    plan.date().date(),
                    published.synthetic(),
                    published.runId(),
                    published.version(),
                    plan.kpis(),
                    published.settings(),
                    published
                            .booking()
                            .map(booking -> new ExpectedCost(booking.expectedCost(), booking.expectedCostOfAll())),
                    plan.trips().stream()
                            .map(trip -> PlannedTrip.of(trip, plan.date(), booked(trip, published.booking())))
                            .toList());
        }
    }

    private static Optional<Boolean> booked(Trip trip, Optional<Booking> booking) {
        return trip.vehicle().isPresent()
                ? Optional.empty()
                : booking.map(ahead -> ahead.trips().contains(trip.id())).or(() -> Optional.of(true));
    }

    /**
     * Of the day as it may come, late extra trips included.
     *
     * @param withAllBooked were vehicles booked for all of the plan's external trips
     */
    record ExpectedCost(double asBooked, double withAllBooked) {}

    /** @param booked whether the vehicle of an external trip is booked ahead, or hired on the day as needed; of own trips and in drafts empty */
    record PlannedTrip(
            String id,
            String fleet,
            List<Trip.Load> loads,
            LocalDateTime departure,
            boolean container,
            Optional<String> vehicle,
            Optional<Boolean> booked,
            double parcels,
            String reason) {
        static PlannedTrip of(Trip trip, ServiceDate date, Optional<Boolean> booked) {
            return new PlannedTrip(
                    trip.id(),
                    trip.fleet(),
                    trip.loads(),
                    date.at(trip.departureMinute()),
                    trip.container(),
                    trip.vehicle(),
                    booked,
                    trip.parcels(),
                    trip.reason());
        }
    }
}
