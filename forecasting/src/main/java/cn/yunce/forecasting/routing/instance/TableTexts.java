package cn.yunce.forecasting.routing.instance;

import cn.yunce.forecasting.routing.RoutingProblem;
import cn.yunce.forecasting.routing.RoutingProblem.PickupDelivery;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Texts that are tables of numbers, told apart by their first rows: Solomon and Gehring-Homberger, Li-Lim, Cordeau. */
final class TableTexts {
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern NUMBERS = Pattern.compile("[-+0-9.eE\\s]+");
    /** DIMACS 2021: distances and times truncated to one decimal. */
    private static final double TENTHS = 10;
    /** Double precision, near enough: published costs have two decimals. */
    private static final double FINE = 10_000;
    /** Above the length of any route of these sets, in units of {@link #FINE}. */
    private static final long FEWEST_VEHICLES = 100_000_000_000L;

    private TableTexts() {}

    /** A row of numbers and where it stands. */
    private record Row(int line, List<Double> numbers) {}

    static RoutingInstance parse(Path file, List<String> lines) {
        boolean solomon = lines.stream().anyMatch(line -> line.strip().equals("CUSTOMER"));
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && NUMBERS.matcher(line).matches()) {
                rows.add(new Row(i + 1, numbers(file, i + 1, line)));
            } else if (!line.isEmpty() && !solomon) {
                throw RoutingInstance.bad(
                        file, i + 1, line, "a row of numbers, or a .vrp, Solomon, Li-Lim or Cordeau file");
            }
        }
        if (rows.isEmpty()) {
            throw RoutingInstance.bad(file, 1, "no numbers", "a .vrp, Solomon, Li-Lim or Cordeau file");
        }
        if (solomon) {
            return solomon(file, rows);
        }
        return switch (rows.getFirst().numbers().size()) {
            case 3 -> liLim(file, rows);
            case 4 -> cordeau(file, rows);
            default ->
                throw RoutingInstance.bad(
                        file,
                        rows.getFirst().line(),
                        rows.getFirst().numbers().size() + " numbers",
                        "3 numbers (Li-Lim) or 4 (Cordeau)");
        };
    }

    private static List<Double> numbers(Path file, int number, String line) {
        try {
            return BLANKS.splitAsStream(line).map(Double::valueOf).toList();
        } catch (NumberFormatException e) {
            throw RoutingInstance.bad(file, number, line, "numbers");
        }
    }

    private static List<Row> customers(Path file, List<Row> rows, int columns) {
        List<Row> customers = rows.subList(1, rows.size());
        for (Row row : customers) {
            if (row.numbers().size() < columns) {
                throw RoutingInstance.bad(file, row.line(), row.numbers().size() + " numbers", columns + " numbers");
            }
        }
        if (customers.size() < 2) {
            throw RoutingInstance.bad(
                    file, rows.getFirst().line(), customers.size() + " places", "a depot and a customer");
        }
        return customers;
    }

    /** Number, x, y, demand, ready, due, service; the depot first. */
    private static RoutingInstance solomon(Path file, List<Row> rows) {
        List<Row> places = customers(file, rows, 7);
        List<Double> depot = places.getFirst().numbers();
        VehicleType type = new VehicleType(
                "vehicle",
                0,
                places.size(),
                List.of((int) number(file, rows.getFirst(), 1)),
                Places.scaled(depot.get(4), TENTHS),
                Places.scaled(depot.get(5), TENTHS),
                VehicleType.UNLIMITED,
                VehicleType.UNLIMITED,
                0,
                1,
                Set.of());
        List<Stop> stops = stops(places, TENTHS);
        RoutingProblem problem = new RoutingProblem(
                Places.euclidean(coordinates(places), Places.truncated(TENTHS)), stops, List.of(type), List.of());
        return new RoutingInstance(problem, upTo(stops.size()), TENTHS, 0, 1);
    }

    /** As Solomon's, and the places of the pickup of a delivery and of the delivery of a pickup. */
    private static RoutingInstance liLim(Path file, List<Row> rows) {
        List<Row> places = customers(file, rows, 9);
        List<Double> depot = places.getFirst().numbers();
        VehicleType type = new VehicleType(
                "vehicle",
                0,
                (int) number(file, rows.getFirst(), 0),
                List.of((int) number(file, rows.getFirst(), 1)),
                Places.scaled(depot.get(4), FINE),
                Places.scaled(depot.get(5), FINE),
                VehicleType.UNLIMITED,
                VehicleType.UNLIMITED,
                FEWEST_VEHICLES,
                1,
                Set.of());
        List<Stop> stops = stops(places, FINE);
        List<PickupDelivery> pairs = places.stream()
                .skip(1)
                .map(Row::numbers)
                .filter(row -> row.get(8) > 0)
                .map(row ->
                        new PickupDelivery(row.get(0).intValue() - 1, row.get(8).intValue() - 1))
                .toList();
        RoutingProblem problem = new RoutingProblem(
                Places.euclidean(coordinates(places), Places.rounded(FINE)), stops, List.of(type), pairs);
        return new RoutingInstance(problem, upTo(stops.size()), FINE, FEWEST_VEHICLES, 2);
    }

    /** Type, vehicles a depot, customers, depots; longest duration and capacity a depot; customers, then depots. */
    private static RoutingInstance cordeau(Path file, List<Row> rows) {
        Row first = rows.getFirst();
        int vehicles = (int) number(file, first, 1);
        int customers = (int) number(file, first, 2);
        int depots = (int) number(file, first, 3);
        if (number(file, first, 0) != 2 || rows.size() != 1 + 2 * depots + customers) {
            throw RoutingInstance.bad(
                    file,
                    first.line(),
                    rows.size() + " rows, type " + first.numbers().getFirst().intValue(),
                    "type 2 and " + (1 + 2 * depots + customers) + " rows");
        }
        List<Row> places = new ArrayList<>(rows.subList(1 + depots, rows.size()));
        List<VehicleType> fleet = new ArrayList<>();
        for (int d = 0; d < depots; d++) {
            double duration = number(file, rows.get(1 + d), 0);
            fleet.add(new VehicleType(
                    "depot " + (d + 1),
                    customers + d,
                    vehicles,
                    List.of((int) number(file, rows.get(1 + d), 1)),
                    0,
                    VehicleType.UNLIMITED,
                    duration == 0 ? VehicleType.UNLIMITED : Places.scaled(duration, FINE),
                    VehicleType.UNLIMITED,
                    0,
                    1,
                    Set.of()));
        }
        List<Stop> stops = new ArrayList<>();
        for (int k = 0; k < customers; k++) {
            List<Double> row = places.get(k).numbers();
            stops.add(new Stop(
                    String.valueOf(k + 1),
                    k,
                    List.of(row.get(4).intValue()),
                    0,
                    VehicleType.UNLIMITED,
                    Places.scaled(row.get(3), FINE),
                    OptionalLong.empty(),
                    Set.of()));
        }
        RoutingProblem problem = new RoutingProblem(
                Places.euclidean(coordinates(places), Places.rounded(FINE)), stops, fleet, List.of());
        return new RoutingInstance(problem, upTo(customers), FINE, 0, 2);
    }

    private static double number(Path file, Row row, int column) {
        if (row.numbers().size() <= column) {
            throw RoutingInstance.bad(file, row.line(), row.numbers().size() + " numbers", (column + 1) + " numbers");
        }
        return row.numbers().get(column);
    }

    private static double[][] coordinates(List<Row> places) {
        return places.stream()
                .map(row -> new double[] {row.numbers().get(1), row.numbers().get(2)})
                .toArray(double[][]::new);
    }

    private static List<Stop> stops(List<Row> places, double scale) {
        return IntStream.range(1, places.size())
                .mapToObj(place -> {
                    List<Double> row = places.get(place).numbers();
                    return new Stop(
                            String.valueOf(place),
                            place,
                            List.of(row.get(3).intValue()),
                            Places.scaled(row.get(4), scale),
                            Places.scaled(row.get(5), scale),
                            Places.scaled(row.get(6), scale),
                            OptionalLong.empty(),
                            Set.of());
                })
                .toList();
    }

    private static List<Integer> upTo(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }
}
