package cn.yunce.forecasting.file;

import java.util.List;
import java.util.Optional;

/** The formats of docs/file-formats.md, told by their header, in the order in which they depend on each other. */
public enum FileFormat {
    NODES("nodes", "id", "name", "tier", "parent_id", "longitude", "latitude"),
    FLEETS("fleets", "车队编码", "自有车数量"),
    VEHICLES("vehicles", "vehicle_id", "fleet", "type", "energy", "capacity_parcels", "range_km", "node_id"),
    LINES("lines", "线路编码", "起始场地", "目的场地", "发运节点", "车队编码", "在途时长", "自有变动成本", "外部承运商成本"),
    COMBINABLE("combinable", "站点编号1", "站点编号2"),
    SERIES("series", "unique_id", "ds", "y"),
    FLOWS("flows", "origin", "destination", "date", "parcels"),
    NODE_DAILY("node-daily", "node_id", "date", "direction", "parcels"),
    SLOTS("slots", "line", "date", "time", "parcels"),
    PREKNOWN("preknown", "line", "date", "parcels"),
    KPI_DAILY("kpi-daily", "kpi", "node_id", "date", "numerator", "denominator"),
    TARGETS("targets", "id", "name_zh", "name_en", "scope", "unit", "due", "target", "direction", "paragraph"),
    TARGET_PROGRESS("target-progress", "target_id", "node_id", "date", "value");

    private final String code;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> columns;

    FileFormat(String code, String... columns) {
        this.code = code;
        this.columns = List.of(columns);
    }

    /** Name in the documentation and in reports. */
    public String code() {
        return code;
    }

    public List<String> columns() {
        return columns;
    }

    /** The format whose columns these are, in any order; the series form may have more. */
    public static Optional<FileFormat> ofHeader(List<String> header) {
        for (FileFormat format : values()) {
            if (header.containsAll(format.columns) && (format == SERIES || header.size() == format.columns.size())) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }
}
