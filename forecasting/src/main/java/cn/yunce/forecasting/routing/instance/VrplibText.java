package cn.yunce.forecasting.routing.instance;

import cn.yunce.forecasting.routing.Equipment;
import cn.yunce.forecasting.routing.RoutingProblem;
import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import cn.yunce.forecasting.routing.StopTerms;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** VRPLIB text, with the sections for vehicles that PyVRP adds. */
final class VrplibText {
    private static final Pattern SPECIFICATION = Pattern.compile("([A-Z_]+)\\s*:\\s*(.*)");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Set<String> UNKNOWN = Set.of("BACKHAUL_SECTION");
    private static final double TENTHS = 10;
    private static final double EXACT = 1000;
    private static final double FLEET_MIX_UNIT = 100;

    private static final Equipment RELOADING = new Equipment(
            List.of(), Optional.of(new Equipment.Reload(Integer.MAX_VALUE, 0)), Optional.empty(), Optional.empty());

    private final Path file;
    private final Map<String, String> specifications = new HashMap<>();
    private final Map<String, List<double[]>> sections = new LinkedHashMap<>();

    private VrplibText(Path file) {
        this.file = file;
    }

    static RoutingInstance parse(Path file, List<String> lines) {
        VrplibText text = new VrplibText(file);
        text.read(lines);
        return text.instance();
    }

    private void read(List<String> lines) {
        List<double[]> section = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher specification = SPECIFICATION.matcher(line);
            if (line.isEmpty() || line.equals("EOF")) {
                continue;
            }
            if (line.endsWith("_SECTION")) {
                if (UNKNOWN.contains(line)) {
                    throw RoutingInstance.bad(
                            file, i + 1, line, "a section other than " + line + ", which is not supported yet");
                }
                section = sections.computeIfAbsent(line, name -> new ArrayList<>());
            } else if (specification.matches()) {
                specifications.put(
                        specification.group(1), specification.group(2).strip());
            } else {
                section.add(numbers(line, i + 1));
            }
        }
        if (!specifications.getOrDefault("EDGE_WEIGHT_TYPE", "EUC_2D").equals("EUC_2D")) {
            throw RoutingInstance.bad(
                    file, 1, "EDGE_WEIGHT_TYPE " + specifications.get("EDGE_WEIGHT_TYPE"), "EDGE_WEIGHT_TYPE EUC_2D");
        }
    }

    private double[] numbers(String line, int number) {
        try {
            return BLANKS.splitAsStream(line).mapToDouble(Double::parseDouble).toArray();
        } catch (NumberFormatException e) {
            throw RoutingInstance.bad(file, number, line, "numbers");
        }
    }

    private RoutingInstance instance() {
        List<double[]> nodes = section("NODE_COORD_SECTION", 3);
        boolean cvrp = specifications.getOrDefault("TYPE", "CVRP").equals("CVRP");
        boolean fleetMix = specifications.getOrDefault("TYPE", "").equals("HFVRP");
        boolean trips = specifications.getOrDefault("TYPE", "").equals("MTVRPTWR");
        double scale = cvrp ? 1 : trips ? TENTHS : EXACT;
        DoubleToIntFunction whole = trips ? Places.truncated(scale) : Places.rounded(scale);
        int depots = (int)
                section("DEPOT_SECTION", 1).stream().filter(row -> row[0] > 0).count();
        double[][] xy = nodes.stream().map(row -> new double[] {row[1], row[2]}).toArray(double[][]::new);

        int size = nodes.size();
        double[] demand = column("DEMAND_SECTION", size, 0);
        double[] service = specifications.containsKey("SERVICE_TIME")
                ? filled(size, number("SERVICE_TIME"))
                : column("SERVICE_TIME_SECTION", size, 0);
        double[] release = column("RELEASE_TIME_SECTION", size, 0);
        boolean windows = sections.containsKey("TIME_WINDOW_SECTION");
        List<double[]> windowRows = windows ? section("TIME_WINDOW_SECTION", 3) : List.of();
        List<Stop> stops = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        for (int node = depots; node < size; node++) {
            double[] window = windows ? windowRows.get(node) : new double[3];
            stops.add(new Stop(
                            String.valueOf(node),
                            node,
                            List.of(Places.scaled(demand[node], 1)),
                            windows ? Places.scaled(window[1], scale) : 0,
                            windows ? Places.scaled(window[2], scale) : VehicleType.UNLIMITED,
                            Places.scaled(service[node], scale),
                            OptionalLong.empty(),
                            Set.of())
                    .withTerms(new StopTerms(1, Places.scaled(release[node], scale), false, false, false)));
            numbers.add(node);
        }
        RoutingProblem problem =
                new RoutingProblem(Places.euclidean(xy, whole), stops, fleet(stops.size(), scale, windows), List.of());
        double costScale = fleetMix ? EXACT * FLEET_MIX_UNIT : 1;
        return new RoutingInstance(problem, numbers, costScale, 0, fleetMix ? 2 : 0);
    }

    /** Vehicles one by one, those that are alike together. */
    private List<VehicleType> fleet(int stops, double scale, boolean windows) {
        int vehicles = specifications.containsKey("VEHICLES") ? (int) number("VEHICLES") : stops;
        double[] capacity = specifications.containsKey("CAPACITY")
                ? filled(vehicles, number("CAPACITY"))
                : column("CAPACITY_SECTION", vehicles, 0);
        double[] fixed = column("VEHICLES_FIXED_COST_SECTION", vehicles, 0);
        double[] unit = column("VEHICLES_UNIT_DISTANCE_COST_SECTION", vehicles, 1);
        double[] depot = column("VEHICLES_DEPOT_SECTION", vehicles, 1);
        Map<List<Double>, Integer> counts = new LinkedHashMap<>();
        for (int v = 0; v < vehicles; v++) {
            counts.merge(List.of(capacity[v], fixed[v], unit[v], depot[v]), 1, Integer::sum);
        }
        int maxDuration = specifications.containsKey("VEHICLES_MAX_DURATION")
                ? Places.scaled(number("VEHICLES_MAX_DURATION"), scale)
                : VehicleType.UNLIMITED;
        List<VehicleType> fleet = new ArrayList<>();
        counts.forEach((kind, count) -> {
            int at = (int) Math.round(kind.get(3)) - 1;
            double[] shift = windows ? section("TIME_WINDOW_SECTION", 3).get(at) : new double[3];
            fleet.add(new VehicleType(
                    String.valueOf(fleet.size() + 1),
                    at,
                    count,
                    List.of(Places.scaled(kind.get(0), 1)),
                    windows ? Places.scaled(shift[1], scale) : 0,
                    windows ? Places.scaled(shift[2], scale) : VehicleType.UNLIMITED,
                    maxDuration,
                    VehicleType.UNLIMITED,
                    Math.round(kind.get(1) * scale),
                    Math.round(kind.get(2)),
                    Set.of(),
                    sections.containsKey("VEHICLES_RELOAD_DEPOT_SECTION") ? RELOADING : Equipment.NONE));
        });
        return fleet;
    }

    private double number(String specification) {
        String value = String.valueOf(specifications.get(specification));
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw RoutingInstance.bad(file, 1, specification + ": " + value, specification + ": a number");
        }
    }

    private List<double[]> section(String name, int columns) {
        List<double[]> rows = sections.getOrDefault(name, List.of());
        if (rows.isEmpty() || rows.stream().anyMatch(row -> row.length < columns && row[0] > 0)) {
            throw RoutingInstance.bad(
                    file, 1, name + " of " + rows.size() + " rows", name + " of rows of " + columns + " numbers");
        }
        return rows;
    }

    /** Second number of each row; {@code otherwise} where there is no such section. */
    private double[] column(String name, int rows, double otherwise) {
        if (!sections.containsKey(name)) {
            return filled(rows, otherwise);
        }
        List<double[]> found = section(name, 2);
        if (found.size() != rows) {
            throw RoutingInstance.bad(file, 1, name + " of " + found.size() + " rows", name + " of " + rows + " rows");
        }
        return found.stream().mapToDouble(row -> row[1]).toArray();
    }

    private static double[] filled(int size, double value) {
        double[] filled = new double[size];
        Arrays.fill(filled, value);
        return filled;
    }
}
