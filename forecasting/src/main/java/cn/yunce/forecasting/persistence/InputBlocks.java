package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.LineDay;
import cn.yunce.forecasting.ShortHaulHistory;
import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.SlotProfile;
import cn.yunce.forecasting.domain.VolumeSeries;
import cn.yunce.forecasting.domain.Wave;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A run's input cut into blocks: volumes by month, and the rest. The same volumes give the same block, so that runs share all
 * months but the last, and a corrected month costs one block.
 */
final class InputBlocks {
    /** Of blocks that are of no month. */
    private static final LocalDate NO_MONTH = LocalDate.EPOCH;

    private static final String HEAD = "HEAD";
    private static final String SERIES = "SERIES";
    private static final String SLOTS = "SLOTS";
    private static final String PREKNOWN = "PREKNOWN";

    /** What a block is of. */
    record Key(String part, LocalDate month) {}

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private InputBlocks() {}

    /** Uncompressed blocks; the same input gives the same bytes. */
    static Map<Key, byte[]> of(RunInput input) {
        Map<Key, byte[]> blocks = new LinkedHashMap<>();
        blocks.put(new Key(HEAD, NO_MONTH), bytes(out -> writeHead(input, out)));
        Set<YearMonth> months = new HashSet<>();
        for (VolumeSeries series : input.series()) {
            for (int t = 0; t < series.size(); t++) {
                months.add(YearMonth.from(series.instant(t)));
            }
        }
        months.stream()
                .sorted()
                .forEach(month -> blocks.put(
                        new Key(SERIES, month.atDay(1)), bytes(out -> writeSeries(input.series(), month, out))));
        byMonth(input.lines().actual())
                .forEach((month, days) -> blocks.put(
                        new Key(SLOTS, month.atDay(1)), bytes(out -> writeDays(days, InputBlocks::writeProfile, out))));
        byMonth(input.lines().preknown())
                .forEach((month, days) -> blocks.put(
                        new Key(PREKNOWN, month.atDay(1)),
                        bytes(out -> writeDays(days, (to, parcels) -> to.writeDouble(parcels), out))));
        return blocks;
    }

    /** Back from the blocks. */
    static RunInput read(Map<Key, byte[]> blocks) {
        Map<Key, byte[]> ordered = new TreeMap<>(Comparator.comparing(Key::part).thenComparing(Key::month));
        ordered.putAll(blocks);
        Map<String, double[]> volumes = new HashMap<>();
        Map<LineDay, SlotProfile> slots = new HashMap<>();
        Map<LineDay, Double> preknown = new HashMap<>();
        try {
            for (Map.Entry<Key, byte[]> block : ordered.entrySet()) {
                DataInputStream in = new DataInputStream(new ByteArrayInputStream(block.getValue()));
                switch (block.getKey().part()) {
                    case SERIES -> readSeries(in, volumes);
                    case SLOTS -> readDays(in, slots, InputBlocks::readProfile);
                    case PREKNOWN -> readDays(in, preknown, DataInputStream::readDouble);
                    default -> {}
                }
            }
            byte[] head = blocks.get(new Key(HEAD, NO_MONTH));
            if (head == null) {
                throw new IllegalStateException("the input must have a head, has " + blocks.keySet());
            }
            return readHead(new DataInputStream(new ByteArrayInputStream(head)), volumes, slots, preknown);
        } catch (IOException e) {
            throw new UncheckedIOException("a stored input is cut off", e);
        }
    }

    static byte[] compressed(byte[] block) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static byte[] uncompressed(byte[] content) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(content))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a stored input is broken", e);
        }
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeHead(RunInput input, DataOutputStream out) throws IOException {
        out.writeInt(input.horizonDays());
        out.writeInt(input.nodes().size());
        for (NetworkNode node : input.nodes()) {
            out.writeUTF(node.id());
            out.writeUTF(node.name());
            out.writeUTF(node.tier().name());
            out.writeUTF(node.parentId().orElse(""));
            out.writeDouble(node.longitude());
            out.writeDouble(node.latitude());
        }
        out.writeInt(input.series().size());
        for (VolumeSeries series : input.series()) {
            out.writeUTF(series.id());
            out.writeLong(series.start().toLocalDate().toEpochDay());
        }
        ShortHaulNetwork network = input.lines().network();
        out.writeInt(network.lines().size());
        for (Line line : network.lines()) {
            out.writeUTF(line.code());
            out.writeUTF(line.origin());
            out.writeUTF(line.site());
            out.writeUTF(line.wave().code());
            out.writeUTF(line.fleet());
            out.writeInt(line.latestDepartureMinute());
            out.writeDouble(line.transitMinutes());
            out.writeDouble(line.ownCost());
            out.writeDouble(line.externalCost());
        }
        out.writeInt(network.fleets().size());
        for (Fleet fleet : network.fleets()) {
            out.writeUTF(fleet.id());
            out.writeInt(fleet.ownVehicles());
        }
        List<SitePair> pairs = network.combinable().stream()
                .sorted(Comparator.comparing(SitePair::first).thenComparing(SitePair::second))
                .toList();
        out.writeInt(pairs.size());
        for (SitePair pair : pairs) {
            out.writeUTF(pair.first());
            out.writeUTF(pair.second());
        }
    }

    private static RunInput readHead(
            DataInputStream in,
            Map<String, double[]> volumes,
            Map<LineDay, SlotProfile> slots,
            Map<LineDay, Double> preknown)
            throws IOException {
        int horizon = in.readInt();
        List<NetworkNode> nodes = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String id = in.readUTF();
            String name = in.readUTF();
            NetworkTier tier = NetworkTier.valueOf(in.readUTF());
            String parent = in.readUTF();
            nodes.add(new NetworkNode(
                    id,
                    name,
                    tier,
                    parent.isEmpty() ? Optional.empty() : Optional.of(parent),
                    in.readDouble(),
                    in.readDouble()));
        }
        List<VolumeSeries> series = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String id = in.readUTF();
            LocalDate start = LocalDate.ofEpochDay(in.readLong());
            series.add(VolumeSeries.of(
                    id, Frequency.DAILY, start.atStartOfDay(), volumes.getOrDefault(id, new double[0])));
        }
        List<Line> lines = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            lines.add(new Line(
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    Wave.ofCode(in.readUTF()),
                    in.readUTF(),
                    in.readInt(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble()));
        }
        List<Fleet> fleets = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            fleets.add(new Fleet(in.readUTF(), in.readInt()));
        }
        Set<SitePair> pairs = new HashSet<>();
        for (int left = in.readInt(); left > 0; left--) {
            pairs.add(new SitePair(in.readUTF(), in.readUTF()));
        }
        return new RunInput(
                horizon,
                nodes,
                series,
                new ShortHaulHistory(new ShortHaulNetwork(lines, fleets, pairs), slots, preknown));
    }

    private static void writeSeries(List<VolumeSeries> all, YearMonth month, DataOutputStream out) throws IOException {
        for (VolumeSeries series : all) {
            long start = series.start().toLocalDate().toEpochDay();
            int from = (int) Math.max(0, month.atDay(1).toEpochDay() - start);
            int to = (int) Math.min(series.size(), month.plusMonths(1).atDay(1).toEpochDay() - start);
            if (from < to) {
                out.writeUTF(series.id());
                out.writeInt(to - from);
                for (int t = from; t < to; t++) {
                    out.writeDouble(series.value(t));
                }
            }
        }
    }

    /** Months in order, each appended. */
    private static void readSeries(DataInputStream in, Map<String, double[]> volumes) throws IOException {
        while (in.available() > 0) {
            String id = in.readUTF();
            int more = in.readInt();
            double[] before = volumes.getOrDefault(id, new double[0]);
            double[] longer = Arrays.copyOf(before, before.length + more);
            for (int t = before.length; t < longer.length; t++) {
                longer[t] = in.readDouble();
            }
            volumes.put(id, longer);
        }
    }

    private static <V> Map<YearMonth, Map<LineDay, V>> byMonth(Map<LineDay, V> days) {
        Map<YearMonth, Map<LineDay, V>> months = new TreeMap<>();
        days.forEach((day, value) -> months.computeIfAbsent(
                        YearMonth.from(day.date().date()),
                        month -> new TreeMap<>(
                                Comparator.comparing(LineDay::date).thenComparing(LineDay::line)))
                .put(day, value));
        return months;
    }

    private interface Cell<V> {
        void write(DataOutputStream out, V value) throws IOException;
    }

    private interface Reading<V> {
        V read(DataInputStream in) throws IOException;
    }

    private static <V> void writeDays(Map<LineDay, V> days, Cell<V> cell, DataOutputStream out) throws IOException {
        for (Map.Entry<LineDay, V> day : days.entrySet()) {
            out.writeUTF(day.getKey().line());
            out.writeLong(day.getKey().date().date().toEpochDay());
            cell.write(out, day.getValue());
        }
    }

    private static <V> void readDays(DataInputStream in, Map<LineDay, V> days, Reading<V> cell) throws IOException {
        while (in.available() > 0) {
            String line = in.readUTF();
            ServiceDate date = new ServiceDate(LocalDate.ofEpochDay(in.readLong()));
            days.put(new LineDay(line, date), cell.read(in));
        }
    }

    private static void writeProfile(DataOutputStream out, SlotProfile profile) throws IOException {
        out.writeUTF(profile.wave().code());
        for (double parcels : profile.toArray()) {
            out.writeDouble(parcels);
        }
    }

    private static SlotProfile readProfile(DataInputStream in) throws IOException {
        Wave wave = Wave.ofCode(in.readUTF());
        double[] parcels = new double[wave.slots()];
        for (int slot = 0; slot < parcels.length; slot++) {
            parcels[slot] = in.readDouble();
        }
        return SlotProfile.of(wave, parcels);
    }
}
