package cn.yunce.forecasting.web;

import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeForecasts.DayVolume;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.web.ForecastController.Day;
import cn.yunce.forecasting.web.ForecastController.NodeDay;
import cn.yunce.forecasting.web.ScheduleController.Review;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The coming day in one answer: what the first page shows, which would else be twenty that wait for one another. */
@RestController
@RequestMapping("/api/v1/outlook")
class OutlookController {
    /** Days back among which a park's busiest is looked for. */
    private static final int DAYS_BACK = 60;

    private static final int REVIEWS = 7;

    private final VolumeForecasts forecasts;
    private final VehicleSchedules schedules;
    private final Clock clock;

    OutlookController(VolumeForecasts forecasts, VehicleSchedules schedules, Clock clock) {
        this.forecasts = forecasts;
        this.schedules = schedules;
        this.clock = clock;
    }

    @GetMapping
    Outlook outlook() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ServiceDate.ZONE);
        List<ServiceDate> planned = schedules.listPlannedDates();
        Optional<ServiceDate> day = nearest(forecasts.listForecastDates(), today);
        Map<String, DayVolume> busiest = forecasts.listBusiestDays(Direction.DELIVERY, DAYS_BACK);
        return new Outlook(
                planned.stream().map(ServiceDate::date).toList(),
                day.map(ServiceDate::date),
                day.stream()
                        .flatMap(date -> Stream.of(Direction.DELIVERY, Direction.PICKUP)
                                .flatMap(direction -> nodes(NetworkTier.CITY, direction, date)))
                        .toList(),
                day.stream()
                        .flatMap(date -> nodes(NetworkTier.COUNTY, Direction.DELIVERY, date))
                        .map(park -> new Park(
                                park,
                                Optional.ofNullable(busiest.get(park.nodeId())).map(Day::of)))
                        .toList(),
                nearest(planned, today).flatMap(schedules::findPlan).map(PlanSum::of),
                schedules.listReviews(REVIEWS).stream().map(Review::of).toList());
    }

    private Stream<NodeDay> nodes(NetworkTier tier, Direction direction, ServiceDate date) {
        return forecasts.listNodeForecasts(tier, direction, date).stream().map(NodeDay::of);
    }

    /** Tomorrow, else the nearest day after it, else the latest before. */
    private static Optional<ServiceDate> nearest(Collection<ServiceDate> days, LocalDate today) {
        TreeSet<LocalDate> sorted = new TreeSet<>();
        days.forEach(day -> sorted.add(day.date()));
        return Optional.ofNullable(sorted.higher(today))
                .or(() -> Optional.ofNullable(sorted.floor(today)))
                .map(ServiceDate::new);
    }

    /**
     * @param day that the forecasts are of; empty before the first run
     * @param hubs both directions
     * @param reviews of the last planned days, latest first
     */
    record Outlook(
            List<LocalDate> planDays,
            Optional<LocalDate> day,
            List<NodeDay> hubs,
            List<Park> parks,
            Optional<PlanSum> plan,
            List<Review> reviews) {}

    /** @param busiest its busiest day of late; empty without a history */
    record Park(NodeDay point, Optional<Day> busiest) {}

    /** @param uncovered trips that no vehicle is booked for, with their parcels */
    record PlanSum(
            LocalDate date,
            boolean synthetic,
            ShortHaulPlan.Kpis kpis,
            int trips,
            int uncovered,
            double uncoveredParcels) {
        static PlanSum of(PublishedPlan published) {
            List<Trip> trips = published.plan().trips();
            List<Trip> uncovered = trips.stream()
                    .filter(trip -> trip.vehicle().isEmpty()
                            && published
                                    .booking()
                                    .filter(ahead -> !ahead.trips().contains(trip.id()))
                                    .isPresent())
                    .toList();
            return new PlanSum(
                    published.plan().date().date(),
                    published.synthetic(),
                    published.plan().kpis(),
                    trips.size(),
                    uncovered.size(),
                    uncovered.stream().mapToDouble(Trip::parcels).sum());
        }
    }
}
