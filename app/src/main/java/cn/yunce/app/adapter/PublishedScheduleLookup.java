package cn.yunce.app.adapter;

import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.forecasting.LiveSchedules;
import cn.yunce.forecasting.LiveSchedules.LineTurn;
import cn.yunce.forecasting.ShortHaulPlan.Kpis;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.VehicleSchedules;
import cn.yunce.forecasting.VehicleSchedules.PublishedPlan;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

@Component
final class PublishedScheduleLookup implements ScheduleLookup {
    private static final int SECONDS_A_MINUTE = 60;

    private final VehicleSchedules schedules;
    private final LiveSchedules live;

    PublishedScheduleLookup(VehicleSchedules schedules, LiveSchedules live) {
        this.schedules = schedules;
        this.live = live;
    }

    @Override
    public Optional<Plan> findPlan(LocalDate date) {
        return schedules.findPlan(new ServiceDate(date)).map(this::plan);
    }

    @Override
    public List<FleetWorth> listFleetWorths(LocalDate date) {
        try {
            return live.explain(new ServiceDate(date)).fleets().stream()
                    .map(fleet -> new FleetWorth(
                            fleet.fleet(),
                            fleet.vehicles(),
                            fleet.oneMoreSaves(),
                            fleet.oneFewerCosts().map(OptionalDouble::of).orElseGet(OptionalDouble::empty)))
                    .toList();
        } catch (NoSuchElementException | IllegalStateException e) {
            return List.of();
        }
    }

    @Override
    public Set<List<String>> listCombinable() {
        LiveSchedules.Network network = live.getNetwork();
        List<Line> lines = network.lines().stream().map(LineTurn::line).toList();
        return lines.stream()
                .flatMap(a -> lines.stream()
                        .filter(b -> a.code().compareTo(b.code()) < 0 && network.mayCombine(a, b))
                        .map(b -> List.of(a.code(), b.code())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private Plan plan(PublishedPlan published) {
        ServiceDate date = published.plan().date();
        Kpis kpis = published.plan().kpis();
        LiveSchedules.Network network = live.getNetwork();
        Map<String, LineTurn> lines = network.lines().stream()
                .collect(Collectors.toUnmodifiableMap(turn -> turn.line().code(), Function.identity()));
        return new Plan(
                date.date(),
                kpis.totalCost(),
                kpis.lowerBound(),
                kpis.ownVehicleTurnover(),
                kpis.parcelsPerVehicle(),
                kpis.ownVehicles(),
                kpis.ownTrips(),
                kpis.externalTrips(),
                published.plan().trips().stream()
                        .map(trip -> trip(trip, date, network, lines))
                        .toList(),
                published.synthetic(),
                Sources.text(published.runId(), published.dataCutOff(), published.synthetic()));
    }

    private static PlannedTrip trip(
            Trip trip, ServiceDate date, LiveSchedules.Network network, Map<String, LineTurn> lines) {
        LocalDateTime departure = date.at(trip.departureMinute());
        OptionalDouble transit = most(trip, lines, turn -> turn.line().transitMinutes());
        OptionalDouble turn =
                most(trip, lines, trip.container() ? LineTurn::containerTurnMinutes : LineTurn::turnMinutes);
        return new PlannedTrip(
                trip.id(),
                trip.fleet(),
                trip.loads().stream().map(Trip.Load::line).toList(),
                departure,
                after(departure, transit),
                trip.vehicle().flatMap(own -> after(departure, turn)),
                trip.parcels(),
                trip.container() ? network.containerCapacityParcels() : network.capacityParcels(),
                most(
                        trip,
                        lines,
                        trip.vehicle().isPresent()
                                ? one -> one.line().ownCost()
                                : one -> one.line().externalCost()),
                trip.container(),
                trip.vehicle().orElse(PlannedTrip.EXTERNAL),
                trip.reason());
    }

    private static Optional<LocalDateTime> after(LocalDateTime departure, OptionalDouble minutes) {
        return minutes.isPresent()
                ? Optional.of(departure.plusSeconds(Math.round(SECONDS_A_MINUTE * minutes.getAsDouble())))
                : Optional.empty();
    }

    /** Of a combined trip's lines the most; empty where one is no longer known. */
    private static OptionalDouble most(Trip trip, Map<String, LineTurn> lines, ToDoubleFunction<LineTurn> value) {
        List<String> codes = trip.loads().stream().map(Trip.Load::line).toList();
        return codes.stream().allMatch(lines::containsKey)
                ? codes.stream()
                        .flatMap(code -> Optional.ofNullable(lines.get(code)).stream())
                        .mapToDouble(value)
                        .max()
                : OptionalDouble.empty();
    }
}
