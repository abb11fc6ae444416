package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.Wave;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads 10-minute volumes of a network's lines: format {@code slots}. */
public final class SlotVolumes {
    private final Map<String, Wave> waves;
    private final Map<LineDay, double[]> parcels = new HashMap<>();

    SlotVolumes(ShortHaulNetwork network) {
        waves = network.lines().stream().collect(Collectors.toMap(Line::code, Line::wave));
    }

    /**
     * Volumes by line and planning day; a slot that is not there has none.
     *
     * @throws BadInputException when a row is bad, for example of an unknown line or given twice
     */
    public static Map<LineDay, SlotProfile> read(Path file, ShortHaulNetwork network) {
        RowErrors errors = new RowErrors();
        SlotVolumes volumes = new SlotVolumes(network);
        try (TableFile table = TableFile.open(file, FileFormat.SLOTS)) {
            volumes.add(table, errors);
        }
        errors.throwIfAny();
        return volumes.profiles();
    }

    void add(TableFile table, RowErrors errors) {
        table.forEach(errors, this::add);
    }

    private void add(Row row) {
        String line = row.text("line");
        Wave wave = waves.get(line);
        if (wave == null) {
            throw row.bad("line", "a line of the network");
        }
        double value = row.parcels("parcels");
        int slot = NetworkRows.slot(row, wave);
        double[] day = parcels.computeIfAbsent(new LineDay(line, NetworkRows.slotDay(row)), key -> {
            double[] none = new double[wave.slots()];
            Arrays.fill(none, Double.NaN);
            return none;
        });
        if (!Double.isNaN(day[slot])) {
            throw row.badLine("each line, date and time once");
        }
        day[slot] = value;
    }

    Map<LineDay, SlotProfile> profiles() {
        return parcels.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> SlotProfile.of(
                                waves.getOrDefault(entry.getKey().line(), Wave.W0600),
                                Arrays.stream(entry.getValue())
                                        .map(value -> Double.isNaN(value) ? 0 : value)
                                        .toArray())));
    }
}
