package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a short-haul folder in the layout of MathorCup 2025 D: the formats {@code lines}, {@code fleets}, {@code combinable},
 * {@code slots} and {@code preknown}, under any file names. Files of other formats are passed over.
 */
public final class ShortHaulFolder {
    private ShortHaulFolder() {}

    /**
     * @throws BadInputException when lines or fleets are not there, or a row is bad
     */
    public static ShortHaulHistory read(Path folder) {
        Map<Path, FileFormat> files = DataFiles.list(folder);
        RowErrors errors = new RowErrors();
        ShortHaulNetwork network = network(folder, files, errors);
        SlotVolumes slots = new SlotVolumes(network);
        forEachTable(files, FileFormat.SLOTS, table -> slots.add(table, errors));
        Map<LineDay, Double> preknown = new HashMap<>();
        Set<String> codes = new HashSet<>();
        network.lines().forEach(line -> codes.add(line.code()));
        forEachTable(
                files,
                FileFormat.PREKNOWN,
                table -> table.forEach(errors, row -> {
                    LineDay day = new LineDay(row.text("line"), new ServiceDate(row.date("date")));
                    if (!codes.contains(day.line())) {
                        throw row.bad("line", "a line of the network");
                    }
                    if (preknown.putIfAbsent(day, row.parcels("parcels")) != null) {
                        throw row.badLine("each line and date once");
                    }
                }));
        errors.throwIfAny();
        return new ShortHaulHistory(network, slots.profiles(), preknown);
    }

    private static ShortHaulNetwork network(Path folder, Map<Path, FileFormat> files, RowErrors errors) {
        for (FileFormat needed : List.of(FileFormat.LINES, FileFormat.FLEETS)) {
            if (!files.containsValue(needed)) {
                throw new BadInputException(RowErrors.error(
                        TableFile.name(folder),
                        1,
                        Optional.empty(),
                        "none",
                        "a file with the header " + String.join(",", needed.columns())));
            }
        }
        Map<String, Fleet> fleets = new LinkedHashMap<>();
        forEachTable(
                files,
                FileFormat.FLEETS,
                table -> table.forEach(errors, row -> {
                    Fleet fleet = NetworkRows.fleet(row);
                    if (fleets.putIfAbsent(fleet.id(), fleet) != null) {
                        throw row.bad("车队编码", "each fleet once");
                    }
                }));
        Map<String, Line> lines = new LinkedHashMap<>();
        forEachTable(
                files,
                FileFormat.LINES,
                table -> table.forEach(errors, row -> {
                    Line line = NetworkRows.line(row);
                    if (!fleets.containsKey(line.fleet())) {
                        throw row.bad("车队编码", "a fleet of the network");
                    }
                    if (lines.putIfAbsent(line.code(), line) != null) {
                        throw row.bad("线路编码", "each line once");
                    }
                }));
        Set<SitePair> combinable = new HashSet<>();
        forEachTable(
                files,
                FileFormat.COMBINABLE,
                table -> table.forEach(errors, row -> combinable.add(NetworkRows.combinable(row))));
        errors.throwIfAny();
        return new ShortHaulNetwork(List.copyOf(lines.values()), List.copyOf(fleets.values()), combinable);
    }

    private static void forEachTable(Map<Path, FileFormat> files, FileFormat format, Consumer<TableFile> use) {
        files.forEach((path, found) -> {
            if (found == format) {
                try (TableFile table = TableFile.open(path)) {
                    use.accept(table);
                }
            }
        });
    }
}
