package cn.yunce.forecasting.web;

import cn.yunce.forecasting.DeliveryRoutes;
import cn.yunce.forecasting.DeliveryRoutes.VillageDay;
import cn.yunce.forecasting.RoutesAnswer;
import cn.yunce.forecasting.RoutesRequest;
import cn.yunce.forecasting.RoutesRequest.VehicleBody;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeForecasts.NodeForecast;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Delivery routes, planned while the caller waits. */
@RestController
@RequestMapping("/api/v1/routes")
class RoutesController {
    private static final double MOST_SECONDS = 60;
    private static final int MOST_AT_ONCE = 2;
    private static final double QUANTILE = 0.75;
    private static final double COST_PER_CHANGE = 10;

    private final DeliveryRoutes routes;
    private final VolumeForecasts forecasts;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    RoutesController(DeliveryRoutes routes, VolumeForecasts forecasts) {
        this.routes = routes;
        this.forecasts = forecasts;
    }

    @PostMapping
    RoutesAnswer plan(@RequestBody RoutesRequest request) {
        return inTurn(() -> routes.plan(request, MOST_SECONDS));
    }

    @PostMapping("/villages")
    RoutesAnswer villages(@RequestBody VillagesBody body) {
        ServiceDate day = Parameters.day(body.date());
        NetworkNode park = forecasts
                .findNode(body.park())
                .filter(node -> node.tier() == NetworkTier.COUNTY)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "park must be the id of a county park, was " + body.park()));
        List<NetworkNode> villages =
                forecasts.listNodes(Optional.of(NetworkTier.TOWNSHIP), Optional.of(park.id())).stream()
                        .flatMap(township ->
                                forecasts
                                        .listNodes(Optional.of(NetworkTier.VILLAGE), Optional.of(township.id()))
                                        .stream())
                        .toList();
        List<NodeForecast> found = villageForecasts(day);
        if (found.isEmpty()) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "date must have a published forecast, was " + day.date());
        }
        VillageDay asked = new VillageDay(
                park,
                villages,
                found,
                body.quantile().orElse(QUANTILE),
                body.territories().orElse(false)
                        ? villageForecasts(forecasts.listForecastDates().getFirst())
                        : List.of(),
                body.costPerChange().orElse(COST_PER_CHANGE),
                body.vehicles(),
                body.drones().orElse(false),
                body.seconds(),
                body.iterations());
        return inTurn(() -> routes.plan(asked, MOST_SECONDS));
    }

    private List<NodeForecast> villageForecasts(ServiceDate day) {
        return forecasts.listNodeForecasts(NetworkTier.VILLAGE, Direction.DELIVERY, day);
    }

    private RoutesAnswer inTurn(Planning planning) {
        if (!free.tryAcquire()) {
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS, MOST_AT_ONCE + " plans are being made; try again in a moment");
        }
        try {
            return planning.run();
        } catch (IOException e) {
            throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, e.getMessage(), e);
        } finally {
            free.release();
        }
    }

    private interface Planning {
        RoutesAnswer run() throws IOException;
    }

    /**
     * @param territories whether villages stay, where that costs little, with the vehicle that serves them on the first forecast day
     * @param drones whether the vehicles' drones may serve villages
     */
    record VillagesBody(
            LocalDate date,
            String park,
            Optional<Double> quantile,
            Optional<Boolean> territories,
            Optional<Double> costPerChange,
            Optional<List<VehicleBody>> vehicles,
            Optional<Boolean> drones,
            Optional<Double> seconds,
            Optional<Long> iterations) {
        VillagesBody {
            Objects.requireNonNull(date, "date must be given");
            Objects.requireNonNull(park, "park must be given");
        }
    }
}
