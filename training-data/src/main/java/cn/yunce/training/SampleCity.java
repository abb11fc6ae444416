package cn.yunce.training;

import cn.yunce.forecasting.ShortHaulNetwork;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.Wave;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A made-up city: hub, 8 counties with joint-distribution parks, 120 townships, 900 village points; daily volumes with week,
 * year, Spring Festival, 618 and 双11; short-haul lines, fleets, service indicators and policy targets. The same seed gives the
 * same city, and a longer period repeats a shorter one: each value depends on its day alone.
 *
 * <p>Writes the importers' formats (docs/file-formats.md). About 2 million rows for three years.
 */
public final class SampleCity {
    /** Days of 10-minute arrivals before the last day; they are what the line forecast needs, at a tenth of the rows. */
    private static final int SLOT_DAYS = 35;

    private static final LocalDate PROGRESS_FROM = LocalDate.of(2023, 1, 1);
    private static final int PROGRESS = 41;

    private final CityMap map;
    private final VolumeModel volumes;
    private final ShortHaulModel shortHaul;
    private final KpiModel kpis;
    private final Noise noise;

    public SampleCity(long seed) {
        map = new CityMap(seed);
        noise = new Noise(seed);
        volumes = new VolumeModel(noise);
        shortHaul = new ShortHaulModel(map, volumes, noise);
        kpis = new KpiModel(noise);
    }

    public List<NetworkNode> nodes() {
        return map.nodes();
    }

    public ShortHaulNetwork shortHaulNetwork() {
        return map.shortHaul();
    }

    /** Parcels that each outlet hands to its own customers on a day, by node id. */
    public Map<String, Long> deliveries(LocalDate date) {
        Map<String, Long> parcels = new HashMap<>();
        map.outlets()
                .forEach(outlet -> parcels.put(outlet.node().id(), volumes.parcels(outlet, Direction.DELIVERY, date)));
        return parcels;
    }

    /** Writes places, lines, vehicles and targets. */
    public void writeNetwork(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Csv csv = Csv.open(folder, "nodes", "id,name,tier,parent_id,longitude,latitude")) {
            for (NetworkNode node : map.nodes()) {
                csv.row(
                        node.id(),
                        node.name(),
                        node.tier(),
                        node.parentId().orElse(""),
                        node.longitude(),
                        node.latitude());
            }
        }
        ShortHaulNetwork network = map.shortHaul();
        try (Csv csv = Csv.open(folder, "fleet_info", "车队编码,自有车数量")) {
            for (Fleet fleet : network.fleets()) {
                csv.row(fleet.id(), fleet.ownVehicles());
            }
        }
        try (Csv csv = Csv.open(folder, "vehicles", "vehicle_id,fleet,type,energy,capacity_parcels,range_km,node_id")) {
            for (CityMap.Vehicle vehicle : map.vehicles()) {
                csv.row(
                        vehicle.id(),
                        vehicle.fleet(),
                        vehicle.type(),
                        vehicle.energy(),
                        vehicle.capacity(),
                        vehicle.rangeKm() == 0 ? "" : vehicle.rangeKm(),
                        vehicle.nodeId());
            }
        }
        try (Csv csv = Csv.open(folder, "routes_and_costs", "线路编码,起始场地,目的场地,发运节点,车队编码,在途时长,自有变动成本,外部承运商成本")) {
            for (Line line : network.lines()) {
                csv.row(
                        line.code(),
                        line.origin(),
                        line.site(),
                        line.wave() == Wave.W0600 ? "06:00:00" : "14:00:00",
                        line.fleet(),
                        String.format(Locale.ROOT, "%.2f", line.transitMinutes() / 60),
                        (long) line.ownCost(),
                        (long) line.externalCost());
            }
        }
        try (Csv csv = Csv.open(folder, "combinable_sites", "站点编号1,站点编号2")) {
            for (SitePair pair : network.combinable().stream()
                    .sorted(Comparator.comparing(SitePair::first).thenComparing(SitePair::second))
                    .toList()) {
                csv.row(pair.first(), pair.second());
            }
        }
        try (Csv csv = Csv.open(folder, "targets", "id,name_zh,name_en,scope,unit,due,target,direction,paragraph")) {
            for (PolicyTarget target : PolicyTarget.ALL) {
                csv.row(
                        target.id(),
                        target.nameZh(),
                        target.nameEn(),
                        target.eachCounty() ? "EACH_COUNTY" : "CITY",
                        target.unit(),
                        target.due(),
                        target.target(),
                        "AT_LEAST",
                        target.paragraph());
            }
        }
    }

    /**
     * Writes what happened from {@code from} until {@code to}, both planning days, and what is known of the day after. Line
     * arrivals are written for the last {@value #SLOT_DAYS} of these days.
     */
    public void writeDays(Path folder, LocalDate from, LocalDate to) throws IOException {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("from must not be after to, was " + from + " > " + to);
        }
        Files.createDirectories(folder);
        writeOutletsAndKpis(folder, from, to);
        writeLines(folder, from.isBefore(to.minusDays(SLOT_DAYS)) ? to.minusDays(SLOT_DAYS) : from, to);
        writeProgress(folder, to);
    }

    private void writeOutletsAndKpis(Path folder, LocalDate from, LocalDate to) throws IOException {
        Map<String, Double> usualDay = new HashMap<>();
        Map<String, Integer> villages = new HashMap<>();
        for (CityMap.Outlet outlet : map.outlets()) {
            usualDay.merge(outlet.county(), outlet.deliveryLevel(), Double::sum);
            if (outlet.node().tier() == NetworkTier.VILLAGE) {
                villages.merge(outlet.county(), 1, Integer::sum);
            }
        }
        try (Csv node = Csv.open(folder, "node_daily", "node_id,date,direction,parcels");
                Csv kpi = Csv.open(folder, "kpi_daily", "kpi,node_id,date,numerator,denominator")) {
            for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
                Map<String, Double> delivered = new HashMap<>();
                Map<String, Double> accepted = new HashMap<>();
                for (CityMap.Outlet outlet : map.outlets()) {
                    long delivery = volumes.parcels(outlet, Direction.DELIVERY, date);
                    long pickup = volumes.parcels(outlet, Direction.PICKUP, date);
                    node.row(outlet.node().id(), date, Direction.DELIVERY, delivery);
                    node.row(outlet.node().id(), date, Direction.PICKUP, pickup);
                    delivered.merge(outlet.county(), (double) delivery, Double::sum);
                    accepted.merge(outlet.county(), (double) pickup, Double::sum);
                }
                double growth = Math.exp(0.11 * ChronoUnit.DAYS.between(PROGRESS_FROM, date) / 365.25);
                for (NetworkNode county : counties()) {
                    double parcels = delivered.getOrDefault(county.id(), 0.0);
                    LocalDate day = date;
                    kpis.facts(
                            county,
                            date,
                            parcels,
                            accepted.getOrDefault(county.id(), 0.0),
                            parcels / (growth * usualDay.getOrDefault(county.id(), 1.0)),
                            villages.getOrDefault(county.id(), 1),
                            (name, numerator, denominator) -> kpi.row(name, county.id(), day, numerator, denominator));
                }
            }
        }
    }

    private void writeLines(Path folder, LocalDate from, LocalDate to) throws IOException {
        try (Csv slots = Csv.open(folder, "parcels_10min", "line,date,time,parcels");
                Csv known = Csv.open(folder, "preknown_daily", "line,date,parcels")) {
            for (LocalDate date = from; !date.isAfter(to.plusDays(1)); date = date.plusDays(1)) {
                for (Line line : map.shortHaul().lines()) {
                    known.row(line.code(), date, shortHaul.preknown(line, date));
                    if (!date.isAfter(to)) {
                        writeSlots(slots, line, date);
                    }
                }
            }
        }
    }

    private void writeSlots(Csv slots, Line line, LocalDate date) {
        long[] parcels = shortHaul.bySlot(line, date);
        for (int slot = 0; slot < parcels.length; slot++) {
            if (parcels[slot] > 0) {
                var begin = new ServiceDate(date).at(line.wave().readyMinute(slot) - Wave.SLOT_MINUTES);
                slots.row(line.code(), begin.toLocalDate(), begin.toLocalTime() + ":00", parcels[slot]);
            }
        }
    }

    private void writeProgress(Path folder, LocalDate to) throws IOException {
        try (Csv csv = Csv.open(folder, "target_progress", "target_id,node_id,date,value")) {
            for (LocalDate date = PROGRESS_FROM.plusMonths(1).minusDays(1);
                    !date.isAfter(to);
                    date = date.plusDays(1).plusMonths(1).minusDays(1)) {
                double years = ChronoUnit.DAYS.between(PROGRESS_FROM, date) / 365.25;
                for (PolicyTarget target : PolicyTarget.ALL) {
                    if (target.eachCounty()) {
                        for (NetworkNode county : counties()) {
                            double lead = noise.gaussian(
                                    county.id().hashCode(),
                                    PROGRESS,
                                    target.id().hashCode());
                            csv.row(target.id(), county.id(), date, target.value(years, lead));
                        }
                    } else {
                        csv.row(target.id(), map.nodes().getFirst().id(), date, target.value(years, 0));
                    }
                }
            }
        }
    }

    private List<NetworkNode> counties() {
        return map.nodes().stream()
                .filter(node -> node.tier() == NetworkTier.COUNTY)
                .toList();
    }

    /** A file that is there whole or not at all; values hold no commas. */
    private static final class Csv implements AutoCloseable {
        private final Path temporary;
        private final Path file;
        private final BufferedWriter writer;
        private final StringBuilder line = new StringBuilder();

        private Csv(Path temporary, Path file) throws IOException {
            this.temporary = temporary;
            this.file = file;
            this.writer = Files.newBufferedWriter(temporary);
        }

        static Csv open(Path folder, String name, String header) throws IOException {
            Csv csv = new Csv(folder.resolve(name + ".csv.part"), folder.resolve(name + ".csv"));
            csv.writer.write(header + "\n");
            return csv;
        }

        void row(Object... values) {
            line.setLength(0);
            for (Object value : values) {
                if (!line.isEmpty()) {
                    line.append(',');
                }
                if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
                    line.append(number.longValue());
                } else {
                    line.append(value);
                }
            }
            try {
                writer.append(line.append('\n'));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("could not write " + temporary, e);
            }
        }

        @Override
        public void close() throws IOException {
            writer.close();
            Files.move(temporary, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
