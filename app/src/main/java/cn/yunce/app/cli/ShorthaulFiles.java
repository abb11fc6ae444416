package cn.yunce.app.cli;

import cn.yunce.forecasting.Objective;
import cn.yunce.forecasting.PlanExplanation;
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

    static void write(
            Path output,
            ShortHaulNetwork network,
            Map<String, SlotProfile> parcels,
            ShortHaulPlan plan,
            Objective objective)
            throws Exception {
        Drafts.publish(output, List.of("forecast.csv", "forecast_10min.csv", "trips.csv", "kpis.json"), draft -> {
            forecast(draft, network, parcels, plan);
            TripsFile.write(draft.resolve("trips.csv"), plan.date(), plan.trips());
            kpis(draft, plan, objective);
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

    /** Why the plan is as it is, beside it. */
    static void write(Path output, PlanExplanation explanation) throws Exception {
        Drafts.publish(output, List.of("reasons.csv", "line_costs.csv", "fleets.csv"), draft -> {
            CsvWriter.write(
                    draft.resolve("reasons.csv"),
                    List.of("trip", "reasons", "reasons_en"),
                    rows -> explanation
                            .trips()
                            .forEach(trip -> rows.row(
                                    trip.trip(),
                                    trip.words().chinese(),
                                    trip.words().english())));
            CsvWriter.write(
                    draft.resolve("line_costs.csv"),
                    List.of("line", "parcels", "trips", "own_cost", "external_cost"),
                    rows -> explanation
                            .lines()
                            .forEach(line -> rows.row(
                                    line.line(), line.parcels(), line.trips(), line.ownCost(), line.externalCost())));
            CsvWriter.write(
                    draft.resolve("fleets.csv"),
                    List.of("fleet", "vehicles", "one_more_saves", "one_fewer_costs"),
                    rows -> explanation
                            .fleets()
                            .forEach(fleet -> rows.row(
                                    fleet.fleet(),
                                    fleet.vehicles(),
                                    fleet.oneMoreSaves(),
                                    fleet.oneFewerCosts().map(String::valueOf).orElse(""))));
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

    private static void kpis(Path folder, ShortHaulPlan plan, Objective objective) throws IOException {
        ShortHaulPlan.Kpis kpis = plan.kpis();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", plan.date().toString());
        values.put("totalCost", kpis.totalCost());
        values.put("objective", objective.value(kpis));
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
