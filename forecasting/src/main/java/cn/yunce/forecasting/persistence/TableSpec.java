package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.PolicyTargets;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.SitePair;
import cn.yunce.forecasting.domain.Wave;
import cn.yunce.forecasting.file.FileFormat;
import cn.yunce.forecasting.file.NetworkRows;
import cn.yunce.forecasting.file.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a file format is stored.
 *
 * @param columns of the table, without {@code feed_id}
 * @param key those of them that make a row unique, each once a file
 * @param partitioning by month; empty when there is none
 */
record TableSpec(
        String table, List<String> columns, List<String> key, Optional<Partitioning> partitioning, Encoder encoder) {
    private static final double MAX_VALUE = 1e12;

    TableSpec {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The column whose month tells the partition, and its day in a row. */
    record Partitioning(String column, Function<Row, LocalDate> day) {}

    /** Writes a row's cells in the order of the columns. */
    interface Encoder {
        void encode(Row row, KnownNames known, CopyRow out);
    }

    private enum VehicleKind {
        VAN,
        TRICYCLE,
        DRONE
    }

    private enum Energy {
        DIESEL,
        ELECTRIC
    }

    List<String> values() {
        List<String> values = new ArrayList<>(columns);
        values.removeAll(key);
        values.add("feed_id");
        return values;
    }

    /** @param header of the file; the series form may have regressors */
    static TableSpec of(FileFormat format, List<String> header) {
        return switch (format) {
            case NODES -> plain("node", "id,name,tier,parent_id,longitude,latitude", 1, TableSpec::node);
            case FLEETS ->
                plain("fleet", "id,own_vehicles", 1, (row, known, out) -> {
                    Fleet fleet = NetworkRows.fleet(row);
                    out.add(fleet.id()).add(fleet.ownVehicles());
                });
            case VEHICLES ->
                plain("vehicle", "id,fleet_id,type,energy,capacity_parcels,range_km,node_id", 1, TableSpec::vehicle);
            case LINES ->
                plain(
                        "line",
                        "code,origin,site,wave,fleet_id,latest_departure_minute,transit_minutes,own_cost,external_cost",
                        1,
                        TableSpec::line);
            case COMBINABLE ->
                plain("combinable_site", "first,second", 2, (row, known, out) -> {
                    SitePair pair = NetworkRows.combinable(row);
                    out.add(pair.first()).add(pair.second());
                });
            case SERIES -> series(header);
            case FLOWS ->
                daily(
                        "flow_volume",
                        "origin,destination,date,parcels",
                        3,
                        row -> row.date("date"),
                        (row, known, out) -> out.add(row.text("origin"))
                                .add(row.text("destination"))
                                .add(row.date("date"))
                                .add(row.parcels("parcels")));
            case NODE_DAILY ->
                daily(
                        "node_volume",
                        "node_id,date,direction,parcels",
                        3,
                        row -> row.date("date"),
                        (row, known, out) -> out.add(known.node(row, "node_id"))
                                .add(row.date("date"))
                                .add(row.oneOf("direction", Direction.class).name())
                                .add(row.parcels("parcels")));
            case SLOTS ->
                daily(
                        "slot_volume",
                        "line,date,slot,parcels",
                        3,
                        row -> NetworkRows.slotDay(row).date(),
                        (row, known, out) -> {
                            Wave wave = known.wave(row, "line");
                            out.add(row.text("line"))
                                    .add(NetworkRows.slotDay(row))
                                    .add(NetworkRows.slot(row, wave))
                                    .add(row.parcels("parcels"));
                        });
            case PREKNOWN ->
                plain("preknown", "line,date,parcels", 2, (row, known, out) -> {
                    known.wave(row, "line");
                    out.add(row.text("line")).add(row.date("date")).add(row.parcels("parcels"));
                });
            case KPI_DAILY ->
                plain(
                        "kpi_daily",
                        "kpi,node_id,date,numerator,denominator",
                        3,
                        (row, known, out) -> out.add(row.text("kpi"))
                                .add(known.node(row, "node_id"))
                                .add(row.date("date"))
                                .add(row.number("numerator", -MAX_VALUE, MAX_VALUE))
                                .add(row.number("denominator", 0, MAX_VALUE)));
            case TARGETS ->
                plain("target", "id,name_zh,name_en,scope,unit,due,target,direction,paragraph", 1, TableSpec::target);
            case TARGET_PROGRESS ->
                plain(
                        "target_progress",
                        "target_id,node_id,date,value",
                        3,
                        (row, known, out) -> out.add(known.target(row, "target_id"))
                                .add(known.node(row, "node_id"))
                                .add(row.date("date"))
                                .add(row.number("value", -MAX_VALUE, MAX_VALUE)));
        };
    }

    private static TableSpec plain(String table, String columns, int keyColumns, Encoder encoder) {
        List<String> names = List.of(columns.split(","));
        return new TableSpec(table, names, names.subList(0, keyColumns), Optional.empty(), encoder);
    }

    private static TableSpec daily(
            String table, String columns, int keyColumns, Function<Row, LocalDate> day, Encoder encoder) {
        List<String> names = List.of(columns.split(","));
        return new TableSpec(
                table, names, names.subList(0, keyColumns), Optional.of(new Partitioning("date", day)), encoder);
    }

    private static TableSpec series(List<String> header) {
        List<String> regressors = new ArrayList<>(header);
        regressors.removeAll(FileFormat.SERIES.columns());
        Encoder encoder = (row, known, out) -> {
            StringBuilder json = new StringBuilder("{");
            for (String name : regressors) {
                double value = row.numberOrMissing(name, -1e15, 1e15);
                if (!Double.isNaN(value)) {
                    json.append(json.length() == 1 ? "\"" : ",\"")
                            .append(jsonText(name))
                            .append("\":")
                            .append(value);
                }
            }
            out.add(row.text("unique_id"))
                    .add(row.instant("ds"))
                    .add(row.numberOrMissing("y", -1e15, 1e15))
                    .add(json.append('}').toString());
        };
        List<String> columns = List.of("series_id", "instant", "value", "regressors");
        return new TableSpec(
                "series_value",
                columns,
                columns.subList(0, 2),
                Optional.of(new Partitioning("instant", row -> row.instant("ds").toLocalDate())),
                encoder);
    }

    private static String jsonText(String name) {
        return name.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }

    private static void node(Row row, KnownNames known, CopyRow out) {
        NetworkTier tier = row.oneOf("tier", NetworkTier.class);
        Optional<String> parent = row.optionalText("parent_id");
        if (parent.isEmpty() != (tier == NetworkTier.CITY)) {
            throw row.bad("parent_id", tier == NetworkTier.CITY ? "no node above a CITY" : "the id of the node above");
        }
        out.add(row.text("id")).add(row.text("name")).add(tier.name());
        parent.ifPresentOrElse(out::add, out::addNull);
        out.add(row.number("longitude", -180, 180)).add(row.number("latitude", -90, 90));
    }

    private static void vehicle(Row row, KnownNames known, CopyRow out) {
        Energy energy = row.oneOf("energy", Energy.class);
        double range = row.numberOrMissing("range_km", 1, 10_000);
        if (Double.isNaN(range) && energy == Energy.ELECTRIC) {
            throw row.bad("range_km", "the kilometres an ELECTRIC vehicle goes");
        }
        out.add(row.text("vehicle_id"))
                .add(row.text("fleet"))
                .add(row.oneOf("type", VehicleKind.class).name())
                .add(energy.name())
                .add(row.integer("capacity_parcels", 1, 1_000_000))
                .add(range)
                .add(known.node(row, "node_id"));
    }

    private static void line(Row row, KnownNames known, CopyRow out) {
        Line line = NetworkRows.line(row);
        out.add(line.code())
                .add(line.origin())
                .add(line.site())
                .add(line.wave().code())
                .add(known.fleet(row, "车队编码"))
                .add(line.latestDepartureMinute())
                .add(line.transitMinutes())
                .add(line.ownCost())
                .add(line.externalCost());
    }

    private static void target(Row row, KnownNames known, CopyRow out) {
        out.add(row.text("id"))
                .add(row.text("name_zh"))
                .add(row.text("name_en"))
                .add(row.oneOf("scope", PolicyTargets.Scope.class).name())
                .add(row.text("unit"))
                .add(row.date("due"))
                .add(row.number("target", -MAX_VALUE, MAX_VALUE))
                .add(row.oneOf("direction", PolicyTargets.Bound.class).name())
                .add(row.text("paragraph"));
    }
}
