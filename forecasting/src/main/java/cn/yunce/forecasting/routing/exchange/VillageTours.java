package cn.yunce.forecasting.routing.exchange;

import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.RoutesAnswer;
import cn.yunce.forecasting.RoutesAnswer.RouteBody;
import cn.yunce.forecasting.RoutesAnswer.VisitBody;
import cn.yunce.forecasting.RoutesRequest;
import cn.yunce.forecasting.RoutesRequest.HaltBody;
import cn.yunce.forecasting.RoutesRequest.PlaceBody;
import cn.yunce.forecasting.RoutesRequest.ReloadBody;
import cn.yunce.forecasting.RoutesRequest.RunningBody;
import cn.yunce.forecasting.RoutesRequest.RunningRouteBody;
import cn.yunce.forecasting.RoutesRequest.SortieBody;
import cn.yunce.forecasting.RoutesRequest.StopBody;
import cn.yunce.forecasting.RoutesRequest.VehicleBody;
import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.VolumeForecasts.NodeForecast;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.NetworkNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A day's tours from a county park straight to its villages, as a request: each village with forecast parcels is a stop, and a quantile of its forecast, not the
 * mean, is what the tours are sized for (Wang, Crainic and Wallace, 2014, plan on the 75th percentile).
 *
 * @param flown whether drones may serve villages, where a vehicle has one
 */
record VillageTours(
        NetworkNode park,
        List<NetworkNode> villages,
        double quantile,
        Optional<List<VehicleBody>> vehicles,
        boolean flown) {
    /** Of the normal distribution: that of the mean, of the upper ends of the 80 % and of the 95 % interval. */
    private static final double[] Z = {0, 1.281_552, 1.959_964};

    private static final double MOST_QUANTILE = 0.975;
    private static final int MOST_HIRED = 60;
    private static final int MOST_TRIPS = 4;
    private static final int RELOAD_MINUTES = 15;

    VillageTours {
        villages = List.copyOf(villages);
        Checks.inRange("quantile", quantile, 0.5, MOST_QUANTILE);
    }

    /** @param forecasts of the villages on the day, others among them do not matter */
    RoutesRequest request(List<NodeForecast> forecasts, Optional<Double> seconds, Optional<Long> iterations) {
        Map<String, NodeForecast> byNode = new TreeMap<>();
        forecasts.forEach(forecast -> byNode.put(forecast.nodeId(), forecast));
        TierRules rules = TierRules.standard();
        TierRules.VehicleType van = rules.feeder().types().getFirst();
        List<PlaceBody> places = new ArrayList<>(List.of(place(park)));
        List<StopBody> stops = new ArrayList<>();
        for (NetworkNode village : villages) {
            int parcels =
                    byNode.containsKey(village.id()) ? (int) Math.ceil(quantile(byNode.get(village.id())) - 1e-9) : 0;
            if (parcels > 0) {
                places.add(place(village));
                stops.add(stop(village, parcels, rules.lastMile().minutesPerStop()));
            }
        }
        return new RoutesRequest(
                Optional.of(places),
                Optional.empty(),
                Optional.of(rules.roadFactor()),
                Optional.empty(),
                Optional.of(van.kmPerHour()),
                Optional.empty(),
                stops,
                vehicles.orElseGet(() -> rules.feeder().types().stream()
                        .filter(type -> type.rangeKm() == 0)
                        .map(this::vehicle)
                        .toList()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                seconds,
                iterations,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static PlaceBody place(NetworkNode node) {
        return new PlaceBody(node.id(), node.longitude(), node.latitude());
    }

    private StopBody stop(NetworkNode village, int parcels, double minutes) {
        return new StopBody(
                village.id(),
                Optional.empty(),
                List.of(parcels),
                Optional.empty(),
                Optional.of(minutes),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(!flown),
                Optional.of(flown),
                Optional.empty());
    }

    /** Own vans load again at the park, hired ones come for one trip. */
    private VehicleBody vehicle(TierRules.VehicleType van) {
        return new VehicleBody(
                van.id(),
                park.id(),
                van.hired() ? MOST_HIRED : van.vehicles(),
                List.of(van.capacityParcels()),
                Optional.of("08:00"),
                Optional.of("18:00"),
                Optional.empty(),
                Optional.empty(),
                Optional.of(van.tripCost()),
                Optional.of(van.costPerKm()),
                Optional.empty(),
                Optional.empty(),
                van.hired() ? Optional.empty() : Optional.of(new ReloadBody(MOST_TRIPS, RELOAD_MINUTES)),
                Optional.empty(),
                Optional.empty());
    }

    /** Between the mean and the upper ends of the intervals, along the normal distribution's quantiles. */
    private double quantile(NodeForecast forecast) {
        double z = normalQuantile(quantile);
        double[] ends = {forecast.mean(), hi(forecast, 80), hi(forecast, 95)};
        int i = z <= Z[1] ? 1 : 2;
        return ends[i - 1] + (ends[i] - ends[i - 1]) * (z - Z[i - 1]) / (Z[i] - Z[i - 1]);
    }

    private static double hi(NodeForecast forecast, int level) {
        return forecast.intervals().stream()
                .filter(interval -> interval.levelPercent() == level)
                .mapToDouble(Interval::hi)
                .findFirst()
                .orElse(forecast.mean());
    }

    /** By bisection of the error function's series; four digits are enough here. */
    private static double normalQuantile(double probability) {
        double lo = 0;
        double hi = 3;
        for (int i = 0; i < 40; i++) {
            double mid = (lo + hi) / 2;
            if (normal(mid) < probability) {
                lo = mid;
            } else {
                hi = mid;
            }
        }
        return (lo + hi) / 2;
    }

    private static double normal(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; k < 60; k++) {
            term *= -z * z / (2 * k);
            sum += term / (2 * k + 1);
        }
        return 0.5 + sum / Math.sqrt(2 * Math.PI);
    }

    /**
     * The same day, going on from the tours of other days: who serves a village changes only where that saves more than it costs. Villages that those tours do not
     * have are new.
     *
     * @param costPerChange yuan a village
     */
    static RoutesRequest inTerritories(RoutesRequest day, RoutesAnswer territories, double costPerChange) {
        Set<String> left = day.stops().stream().map(StopBody::id).collect(Collectors.toCollection(HashSet::new));
        List<RunningRouteBody> routes = territories.routes().stream()
                .map(route -> running(route, left))
                .filter(route -> !route.stops().isEmpty())
                .toList();
        return day.goingOn(new RunningBody("00:00", Optional.of(costPerChange), routes));
    }

    /** A stop that several visits share stays with the first, what a drone served with its vehicle; halts stay where they are. */
    private static RunningRouteBody running(RouteBody route, Set<String> left) {
        List<String> stops = new ArrayList<>();
        List<HaltBody> halts = new ArrayList<>();
        for (VisitBody visit : route.visits()) {
            if (visit.stop().isPresent()) {
                visit.stop().filter(left::remove).ifPresent(stops::add);
            } else if (visit.place().isPresent()) {
                halts.add(new HaltBody(visit.kind(), stops.size(), visit.place()));
            }
        }
        List<SortieBody> flights = route.flights().stream()
                .filter(flight -> left.remove(flight.stop()))
                .map(flight -> new SortieBody(flight.stop(), Optional.empty(), Optional.empty()))
                .toList();
        return new RunningRouteBody(
                route.vehicle(),
                stops,
                Optional.of(halts),
                Optional.empty(),
                Optional.of(flights),
                Optional.empty(),
                Optional.empty());
    }
}
