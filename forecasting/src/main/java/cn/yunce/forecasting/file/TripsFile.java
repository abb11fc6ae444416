package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A plan's trips as a table, format {@code trips} of docs/file-formats.md. */
public final class TripsFile {
    private static final List<String> COLUMNS =
            List.of("trip", "fleet", "lines", "departure", "parcels_by_line", "container", "vehicle", "reason");
    private static final String EXTERNAL = "external";
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private final Map<String, Line> lines = new HashMap<>();
    private final Set<String> vehicles = new HashSet<>();
    private final ServiceDate date;
    private final Map<String, Trip> trips = new HashMap<>();

    private TripsFile(ShortHaulNetwork network, ServiceDate date) {
        this.date = date;
        network.lines().forEach(line -> lines.put(line.code(), line));
        for (Fleet fleet : network.fleets()) {
            fleet.listVehicleIds().forEach(id -> vehicles.add(fleet.id() + " " + id));
        }
    }

    /**
     * The trips, in the order of the file.
     *
     * @throws BadInputException when a row is bad, for example of an unknown line or vehicle
     */
    public static List<Trip> read(Path file, ShortHaulNetwork network, ServiceDate date) {
        RowErrors errors = new RowErrors();
        TripsFile reader = new TripsFile(network, date);
        List<Trip> trips = new ArrayList<>();
        try (TableFile table = TableFile.open(file, COLUMNS)) {
            table.forEach(errors, row -> trips.add(reader.trip(row)));
        }
        errors.throwIfAny();
        return trips;
    }

    private Trip trip(Row row) {
        String fleet = row.text("fleet");
        String[] codes = row.text("lines").split("\\+", -1);
        String[] parcels = row.text("parcels_by_line").split("\\+", -1);
        if (codes.length != parcels.length) {
            throw row.bad("parcels_by_line", codes.length + " numbers joined by +");
        }
        List<Trip.Load> loads = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            Line line = lines.get(codes[i]);
            if (line == null || !line.fleet().equals(fleet)) {
                throw row.bad("lines", "lines of the row's fleet joined by +");
            }
            loads.add(new Trip.Load(codes[i], parcels(row, parcels[i])));
        }
        LocalDateTime departure = row.instant("departure");
        long minute = date.minuteOf(departure);
        if (minute < 0 || minute > 2 * 1440) {
            throw row.bad("departure", "a time of planning day " + date);
        }
        String vehicle = row.text("vehicle");
        if (!EXTERNAL.equals(vehicle) && !vehicles.contains(fleet + " " + vehicle)) {
            throw row.bad("vehicle", "an own vehicle of the row's fleet or external");
        }
        String container = row.raw("container");
        if (!"true".equals(container) && !"false".equals(container)) {
            throw row.bad("container", "true or false");
        }
        Trip trip = new Trip(
                row.text("trip"),
                fleet,
                loads,
                (int) minute,
                Boolean.parseBoolean(container),
                EXTERNAL.equals(vehicle) ? Optional.empty() : Optional.of(vehicle),
                row.raw("reason"));
        if (trips.putIfAbsent(trip.id(), trip) != null) {
            throw row.bad("trip", "each trip once");
        }
        return trip;
    }

    private static double parcels(Row row, String text) {
        double value = text.matches("[0-9]{1,10}(\\.[0-9]{1,9})?") ? Double.parseDouble(text) : 0;
        if (!(value > 0 && value <= Row.MAX_PARCELS)) {
            throw row.bad("parcels_by_line", "numbers above 0 joined by +");
        }
        return value;
    }

    /** Parcels are written whole. */
    public static void write(Path file, ServiceDate date, List<Trip> trips) {
        CsvWriter.write(
                file,
                COLUMNS,
                rows -> trips.forEach(trip -> rows.row(
                        trip.id(),
                        trip.fleet(),
                        joined(trip, Trip.Load::line),
                        MINUTE.format(date.at(trip.departureMinute())),
                        joined(trip, load -> String.valueOf(Math.round(load.parcels()))),
                        trip.container(),
                        trip.vehicle().orElse(EXTERNAL),
                        trip.reason())));
    }

    private static String joined(Trip trip, Function<Trip.Load, String> text) {
        return trip.loads().stream().map(text).collect(Collectors.joining("+"));
    }
}
