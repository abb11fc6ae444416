package cn.yunce.forecasting.routing.exchange;

import cn.yunce.forecasting.RoutesRequest;
import cn.yunce.forecasting.RoutesRequest.BatteryBody;
import cn.yunce.forecasting.RoutesRequest.DroneBody;
import cn.yunce.forecasting.RoutesRequest.HaltBody;
import cn.yunce.forecasting.RoutesRequest.MatrixBody;
import cn.yunce.forecasting.RoutesRequest.PlaceBody;
import cn.yunce.forecasting.RoutesRequest.RoadBody;
import cn.yunce.forecasting.RoutesRequest.RunningBody;
import cn.yunce.forecasting.RoutesRequest.RunningRouteBody;
import cn.yunce.forecasting.RoutesRequest.SortieBody;
import cn.yunce.forecasting.RoutesRequest.StopBody;
import cn.yunce.forecasting.RoutesRequest.VehicleBody;
import cn.yunce.forecasting.RoutesRequest.WindowBody;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.routing.Conditions;
import cn.yunce.forecasting.routing.Equipment;
import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import cn.yunce.forecasting.routing.RoutingPlan.HaltKind;
import cn.yunce.forecasting.routing.RoutingPlan.Portion;
import cn.yunce.forecasting.routing.RoutingPlan.Sortie;
import cn.yunce.forecasting.routing.RoutingProblem;
import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import cn.yunce.forecasting.routing.RunningPlan;
import cn.yunce.forecasting.routing.RunningPlan.RunningRoute;
import cn.yunce.forecasting.routing.Speeds;
import cn.yunce.forecasting.routing.StopTerms;
import cn.yunce.forecasting.routing.TravelMatrix;
import cn.yunce.forecasting.routing.Window;
import cn.yunce.forecasting.routing.road.GreatCircleRoads;
import cn.yunce.forecasting.routing.road.GreatCircleRoads.Known;
import cn.yunce.forecasting.routing.road.Roads;
import cn.yunce.forecasting.routing.road.Roads.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Makes a problem of a request; names become indexes. */
final class RequestReader {
    private static final double ROAD_FACTOR = 1.35;
    private static final double KM_PER_HOUR = 40;
    private static final double DRONE_KM_PER_HOUR = 60;
    private static final int MOST_PLACES = 3_000;

    final RoutingProblem problem;
    final List<String> places;

    private final RoutesRequest request;
    private final Map<String, Integer> placeIndex;
    private final Map<String, Integer> stopIndex = new HashMap<>();
    private final Map<String, Integer> typeIndex = new HashMap<>();

    RequestReader(RoutesRequest request, Optional<Roads> roads) throws IOException {
        this.request = request;
        places = placeNames();
        placeIndex = indexed("place", places);
        Checks.inRange("number of places", places.size(), 1, MOST_PLACES);
        List<StopBody> stops = given("stops", request.stops());
        List<VehicleBody> vehicles = given("vehicles", request.vehicles());
        stopIndex.putAll(indexed(
                "stop",
                stops.stream().map(stop -> given("id of a stop", stop.id())).toList()));
        typeIndex.putAll(indexed(
                "vehicle",
                vehicles.stream()
                        .map(type -> given("id of a vehicle", type.id()))
                        .toList()));
        TravelMatrix travel = travel(roads);
        boolean flies = vehicles.stream().anyMatch(type -> type.drone().isPresent());
        problem = new RoutingProblem(
                travel,
                stops.stream().map(this::stop).toList(),
                vehicles.stream().map(this::vehicle).toList(),
                request.pairs().orElse(List.of()).stream()
                        .map(pair -> new PickupDelivery(
                                index("stop", stopIndex, pair.pickup()), index("stop", stopIndex, pair.delivery())))
                        .toList(),
                new Conditions(
                        new Speeds(request.speeds().orElse(List.of()).stream()
                                .map(speed -> new Speeds.Period(
                                        Units.seconds("from of speeds", given("from", speed.from())), speed.percent()))
                                .toList()),
                        request.collectedLast().orElse(false),
                        flies ? Optional.of(flight()) : Optional.empty(),
                        request.noFly().orElse(List.of()).stream()
                                .map(window -> window("noFly", window))
                                .toList()));
    }

    private static <T> T given(String name, T value) {
        return Optional.ofNullable(value).orElseThrow(() -> new IllegalArgumentException(name + " must be given"));
    }

    private List<String> placeNames() {
        if (request.matrix().isPresent()) {
            return given("places of the matrix", request.matrix().orElseThrow().places());
        }
        return request
                .places()
                .orElseThrow(() -> new IllegalArgumentException("places or matrix must be given"))
                .stream()
                .map(place -> given("id of a place", place.id()))
                .toList();
    }

    private static Map<String, Integer> indexed(String what, List<String> names) {
        Map<String, Integer> index = new HashMap<>();
        for (String name : names) {
            if (index.put(name, index.size()) != null) {
                throw new IllegalArgumentException("ids of a " + what + " must differ, one was there twice: " + name);
            }
        }
        return index;
    }

    private static int index(String what, Map<String, Integer> index, String name) {
        Integer found = index.get(given(what, name));
        if (found == null) {
            throw new IllegalArgumentException(what + " must be one of those given, was " + name);
        }
        return found;
    }

    private int place(String name) {
        return index("place", placeIndex, name);
    }

    private TravelMatrix travel(Optional<Roads> roads) throws IOException {
        if (request.matrix().isPresent()) {
            MatrixBody matrix = request.matrix().orElseThrow();
            return TravelMatrix.of(
                    places.size(), entries("meters", matrix.meters()), entries("seconds", matrix.seconds()));
        }
        Roads known = roads.orElseGet(
                () -> new GreatCircleRoads(factor(), request.kmPerHour().orElse(KM_PER_HOUR)));
        return known.matrix(coordinates());
    }

    private int[] entries(String name, List<List<Integer>> rows) {
        int[] entries = given(name, rows).stream()
                .flatMap(List::stream)
                .mapToInt(entry -> Checks.inRange(name, given(name, entry), 0, VehicleType.UNLIMITED))
                .toArray();
        if (entries.length != places.size() * places.size()) {
            throw new IllegalArgumentException(
                    name + " must have " + places.size() + " × " + places.size() + " entries, had " + entries.length);
        }
        return entries;
    }

    private List<Place> coordinates() {
        return request.places().orElse(List.of()).stream()
                .map(RequestReader::located)
                .toList();
    }

    private static Place located(PlaceBody place) {
        return new Place(place.id(), place.longitude(), place.latitude());
    }

    private double factor() {
        List<RoadBody> known = request.knownRoads().orElse(List.of());
        if (known.isEmpty()) {
            return request.roadFactor().orElse(ROAD_FACTOR);
        }
        List<Place> all = coordinates();
        return GreatCircleRoads.calibrated(known.stream()
                .map(road -> new Known(
                        all.get(place(road.from())), all.get(place(road.to())), road.km() * Units.METERS_A_KM))
                .toList());
    }

    private TravelMatrix flight() {
        if (request.places().isEmpty()) {
            throw new IllegalArgumentException("places must be given with coordinates where a vehicle has a drone");
        }
        return new GreatCircleRoads(1, request.droneKmPerHour().orElse(DRONE_KM_PER_HOUR)).matrix(coordinates());
    }

    private static Window window(String name, WindowBody window) {
        return new Window(
                Units.seconds("from of " + name, given("from of " + name, window.from())),
                Units.seconds("to of " + name, given("to of " + name, window.to())));
    }

    private static int duration(double minutes) {
        return (int) Math.round(Checks.inRange("minutes", minutes, 0, 10_000) * Units.SECONDS_A_MINUTE);
    }

    private Stop stop(StopBody stop) {
        List<Window> windows = stop.windows().orElse(List.of()).stream()
                .map(window -> window("windows of stop " + stop.id(), window))
                .toList();
        return new Stop(
                stop.id(),
                place(stop.place().orElse(stop.id())),
                given("load of stop " + stop.id(), stop.load()),
                windows.isEmpty() ? List.of(new Window(0, VehicleType.UNLIMITED)) : windows,
                duration(stop.minutes().orElse(0.0)),
                stop.penalty().isPresent()
                        ? OptionalLong.of(Units.money(
                                "penalty of stop " + stop.id(), stop.penalty().orElseThrow()))
                        : OptionalLong.empty(),
                new HashSet<>(stop.skills().orElse(List.of())),
                new StopTerms(
                        stop.priority().orElse(1),
                        stop.release()
                                .map(time -> Units.seconds("release", time))
                                .orElse(0),
                        stop.collected().orElse(false),
                        stop.divisible().orElse(false),
                        stop.drone().orElse(false)));
    }

    private VehicleType vehicle(VehicleBody type) {
        String of = " of vehicle " + type.id();
        return new VehicleType(
                type.id(),
                place(type.depot()),
                type.count(),
                given("capacity" + of, type.capacity()),
                type.from().map(time -> Units.seconds("from" + of, time)).orElse(0),
                type.to().map(time -> Units.seconds("to" + of, time)).orElse(VehicleType.UNLIMITED),
                type.mostMinutes().map(RequestReader::duration).orElse(VehicleType.UNLIMITED),
                type.mostKm().map(km -> Units.meters("mostKm" + of, km)).orElse(VehicleType.UNLIMITED),
                Units.money("fixedCost" + of, type.fixedCost().orElse(0.0)),
                Units.moneyAMeter("costPerKm" + of, type.costPerKm().orElse(1.0)),
                new HashSet<>(type.skills().orElse(List.of())),
                new Equipment(
                        type.breaks().orElse(List.of()).stream()
                                .map(each -> new Equipment.Break(
                                        Units.seconds("earliest" + of, given("earliest" + of, each.earliest())),
                                        Units.seconds("latest" + of, given("latest" + of, each.latest())),
                                        duration(each.minutes())))
                                .toList(),
                        type.reload().map(each -> new Equipment.Reload(each.trips(), duration(each.minutes()))),
                        type.battery().map(this::battery),
                        type.drone().map(RequestReader::drone)));
    }

    private static int duration(int minutes) {
        return duration((double) minutes);
    }

    private Equipment.Battery battery(BatteryBody battery) {
        return new Equipment.Battery(
                Units.meters("km of a battery", battery.km()),
                duration(battery.chargeMinutes()),
                given("stations", battery.stations()).stream().map(this::place).toList());
    }

    private static Equipment.Drone drone(DroneBody drone) {
        return new Equipment.Drone(
                given("payload", drone.payload()),
                Units.meters("km of a drone", drone.km()),
                duration(drone.startMinutes()),
                duration(drone.landMinutes()),
                Math.min(1_000_000_000L, Units.money("flightCost", drone.flightCost())),
                Units.moneyAMeter("costPerKm of a drone", drone.costPerKm()));
    }

    Optional<RunningPlan> running() {
        return request.running().map(this::running);
    }

    private RunningPlan running(RunningBody running) {
        return new RunningPlan(
                given("routes of running", running.routes()).stream()
                        .map(this::route)
                        .toList(),
                Units.seconds("now", given("now", running.now())),
                Math.min(
                        1_000_000_000L,
                        Units.money("costPerChange", running.costPerChange().orElse(0.0))));
    }

    /** Stops that are not in the request any more are cancelled. */
    private RunningRoute route(RunningRouteBody route) {
        List<String> names = new ArrayList<>(given("stops of a running route", route.stops()));
        int visits = names.size();
        List<Sortie> sorties = new ArrayList<>();
        for (SortieBody flight : route.flights().orElse(List.of())) {
            sorties.add(new Sortie(
                    names.size(), flight.launch().orElse(-1), flight.recover().orElse(visits)));
            names.add(given("stop of a flight", flight.stop()));
        }
        return new RunningRoute(
                        index("vehicle", typeIndex, route.vehicle()),
                        IntStream.range(0, visits).boxed().toList(),
                        route.halts().orElse(List.of()).stream()
                                .map(halt -> halt(halt, route))
                                .toList(),
                        route.portions().orElse(List.of()).stream()
                                .map(portion -> new Portion(portion.at(), given("load of a portion", portion.load())))
                                .toList(),
                        sorties,
                        route.locked().orElse(0),
                        route.departure()
                                .map(time -> Units.seconds("departure", time))
                                .orElse(0))
                .renumbered(i -> stopIndex.getOrDefault(names.get(i), -1));
    }

    private Halt halt(HaltBody halt, RunningRouteBody route) {
        HaltKind kind = HaltKind.valueOf(given("kind of a halt", halt.kind()));
        int depot = problem.fleet()
                .get(index("vehicle", typeIndex, route.vehicle()))
                .depot();
        return new Halt(kind, halt.before(), halt.place().map(this::place).orElse(depot));
    }
}
