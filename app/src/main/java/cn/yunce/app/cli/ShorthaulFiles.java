package cn.yunce.app.cli;

import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.Trip;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import cn.yunce.forecasting.file.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Writes a short-haul day: all files to a draft folder beside the output, which are moved in when the last one is whole. */
final class ShorthaulFiles {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private ShorthaulFiles() {}

    static void write(Path output, ShortHaulNetwork network, Map<String, SlotProfile> parcels, ShortHaulPlan plan)
            throws IOException {
        Path target = output.toAbsolutePath().normalize();
        Files.createDirectories(target);
        Path draft = Files.createTempDirectory(target, ".draft");
        try {
            forecast(draft, network, parcels, plan);
            trips(draft, plan);
            kpis(draft, plan);
            for (String file : List.of("forecast.csv", "forecast_10min.csv", "trips.csv", "kpis.json")) {
                Files.move(
                        draft.resolve(file),
                        target.resolve(file),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            delete(draft);
        }
    }

    private static void forecast(
            Path folder, ShortHaulNetwork network, Map<String, SlotProfile> parcels, ShortHaulPlan plan) {
        CsvWriter.write(folder.resolve("forecast.csv"), List.of("line", "date", "parcels"), rows -> {
            for (Line line : network.lines()) {
                SlotProfile profile = parcels.get(line.code());
                rows.row(line.code(), plan.date(), profile == null ? 0.0 : profile.total());
            }
        });
        CsvWriter.write(folder.resolve("forecast_10min.csv"), List.of("line", "date", "time", "parcels"), rows -> {
            for (Line line : network.lines()) {
                SlotProfile profile = parcels.get(line.code());
                for (int slot = 0; profile != null && slot < profile.wave().slots(); slot++) {
                    if (profile.parcels(slot) > 0) {
                        LocalDateTime start = plan.date().at(profile.wave().readyMinute(slot) - Wave.SLOT_MINUTES);
                        rows.row(line.code(), DATE.format(start), TIME.format(start), profile.parcels(slot));
                    }
                }
            }
        });
    }

    private static void trips(Path folder, ShortHaulPlan plan) {
        CsvWriter.write(
                folder.resolve("trips.csv"),
                List.of("trip", "fleet", "lines", "departure", "parcels_by_line", "container", "vehicle", "reason"),
                rows -> plan.trips()
                        .forEach(trip -> rows.row(
                                trip.id(),
                                trip.fleet(),
                                joined(trip, Trip.Load::line),
                                MINUTE.format(plan.date().at(trip.departureMinute())),
                                joined(trip, load -> String.valueOf(Math.round(load.parcels()))),
                                trip.container(),
                                trip.vehicle().orElse("external"),
                                trip.reason())));
    }

    private static String joined(Trip trip, Function<Trip.Load, String> text) {
        return trip.loads().stream().map(text).collect(Collectors.joining("+"));
    }

    private static void kpis(Path folder, ShortHaulPlan plan) throws IOException {
        ShortHaulPlan.Kpis kpis = plan.kpis();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", plan.date().toString());
        values.put("totalCost", kpis.totalCost());
        values.put("lowerBound", kpis.lowerBound());
        values.put("ownVehicleTurnover", kpis.ownVehicleTurnover());
        values.put("parcelsPerVehicle", kpis.parcelsPerVehicle());
        values.put("ownVehicles", kpis.ownVehicles());
        values.put("ownTrips", kpis.ownTrips());
        values.put("externalTrips", kpis.externalTrips());
        values.put("combinedTrips", kpis.combinedTrips());
        values.put("parcels", kpis.parcels());
        Files.writeString(
                folder.resolve("kpis.json"),
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n",
                StandardCharsets.UTF_8);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
