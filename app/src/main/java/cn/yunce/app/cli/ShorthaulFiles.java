package cn.yunce.app.cli;

import cn.yunce.forecasting.PlanOutcome;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.ShortHaulPlan;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import cn.yunce.forecasting.file.CsvWriter;
import cn.yunce.forecasting.file.TripsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Writes the files of a short-haul day. */
final class ShorthaulFiles {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private ShorthaulFiles() {}

    static void write(Path output, ShortHaulNetwork network, Map<String, SlotProfile> parcels, ShortHaulPlan plan)
            throws Exception {
        Drafts.publish(output, List.of("forecast.csv", "forecast_10min.csv", "trips.csv", "kpis.json"), draft -> {
            forecast(draft, network, parcels, plan);
            TripsFile.write(draft.resolve("trips.csv"), plan.date(), plan.trips());
            kpis(draft, plan);
        });
    }

    /** What became of the plan, beside it. */
    static void write(Path output, PlanOutcome outcome) throws Exception {
        Drafts.publish(output, List.of("driven.csv", "outcome.json"), draft -> {
            TripsFile.write(draft.resolve("driven.csv"), outcome.date(), outcome.trips());
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("date", outcome.date().toString());
            values.put("totalCost", outcome.totalCost());
            values.put("lateExtraTrips", outcome.lateExtraTrips());
            values.put("lateExtraCost", outcome.lateExtraCost());
            values.put("unusedExternalCost", outcome.unusedExternalCost());
            values.put("droppedOwnTrips", outcome.droppedOwnTrips());
            json(draft.resolve("outcome.json"), values);
        });
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
        json(folder.resolve("kpis.json"), values);
    }

    static void json(Path file, Map<String, Object> values) throws IOException {
        Files.writeString(
                file,
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n",
                StandardCharsets.UTF_8);
    }
}
