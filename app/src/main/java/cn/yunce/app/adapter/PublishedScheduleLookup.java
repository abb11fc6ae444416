package cn.yunce.app.adapter;

import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.forecasting.ShortHaulPlan.Kpis;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.domain.ServiceDate;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

@Component
final class PublishedScheduleLookup implements ScheduleLookup {
    private static final String EXTERNAL = "外部";
    private static final DateTimeFormatter SAME_DAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OTHER_DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private final VehicleSchedules schedules;

    PublishedScheduleLookup(VehicleSchedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public Optional<Plan> findPlan(LocalDate date) {
        return schedules.findPlan(new ServiceDate(date)).map(PublishedScheduleLookup::plan);
    }

    private static Plan plan(PublishedPlan published) {
        ServiceDate date = published.plan().date();
        Kpis kpis = published.plan().kpis();
        return new Plan(
                date.date(),
                kpis.totalCost(),
                kpis.ownVehicleTurnover(),
                kpis.parcelsPerVehicle(),
                kpis.ownTrips(),
                kpis.externalTrips(),
                published.plan().trips().stream().map(trip -> trip(trip, date)).toList(),
                published.synthetic(),
                Sources.text(published.runId(), published.dataCutOff(), published.synthetic()));
    }

    private static PlannedTrip trip(Trip trip, ServiceDate date) {
        LocalDateTime departure = date.at(trip.departureMinute());
        boolean sameDay = departure.toLocalDate().equals(date.date());
        return new PlannedTrip(
                trip.id(),
                trip.fleet(),
                trip.loads().stream().map(Trip.Load::line).toList(),
                (sameDay ? SAME_DAY : OTHER_DAY).format(departure),
                trip.parcels(),
                trip.container(),
                trip.vehicle().orElse(EXTERNAL),
                trip.reason());
    }
}
