package cn.yunce.forecasting.web;

import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.domain.ServiceDate;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/schedules")
class ScheduleController {
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

    record Schedule(
            LocalDate date,
            boolean synthetic,
            long runId,
            int version,
            ShortHaulPlan.Kpis kpis,
            List<PlannedTrip> trips) {
        static Schedule of(PublishedPlan published) {
            ShortHaulPlan plan = published.plan();
            return new Schedule(
                    plan.date().date(),
                    published.synthetic(),
                    published.runId(),
                    published.version(),
                    plan.kpis(),
                    plan.trips().stream()
                            .map(trip -> PlannedTrip.of(trip, plan.date()))
                            .toList());
        }
    }

    record PlannedTrip(
            String id,
            String fleet,
            List<Trip.Load> loads,
            LocalDateTime departure,
            boolean container,
            Optional<String> vehicle,
            double parcels,
            String reason) {
        static PlannedTrip of(Trip trip, ServiceDate date) {
            return new PlannedTrip(
                    trip.id(),
                    trip.fleet(),
                    trip.loads(),
                    date.at(trip.departureMinute()),
                    trip.container(),
                    trip.vehicle(),
                    trip.parcels(),
                    trip.reason());
        }
    }
}
