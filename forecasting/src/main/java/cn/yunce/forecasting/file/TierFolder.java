package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the formats {@code nodes} and {@code node-daily} of a folder; other files are passed over.
 *
 * @param deliveries parcels by day and node
 */
public record TierFolder(List<NetworkNode> nodes, Map<ServiceDate, Map<String, Long>> deliveries) {
    public TierFolder {
        nodes = List.copyOf(nodes);
        deliveries = Map.copyOf(deliveries);
    }

    /**
     * @param from first day that is read
     * @param to last day that is read
     * @throws BadInputException when a row is bad
     */
    public static TierFolder read(Path folder, ServiceDate from, ServiceDate to) {
        RowErrors errors = new RowErrors();
        List<NetworkNode> nodes = new ArrayList<>();
        Map<ServiceDate, Map<String, Long>> deliveries = new TreeMap<>();
        DataFiles.list(folder).forEach((path, format) -> {
            if (format == FileFormat.NODES || format == FileFormat.NODE_DAILY) {
                try (TableFile table = TableFile.open(path)) {
                    table.forEach(errors, row -> {
                        if (format == FileFormat.NODES) {
                            nodes.add(node(row));
                        } else {
                            add(row, from, to, deliveries);
                        }
                    });
                }
            }
        });
        errors.throwIfAny();
        return new TierFolder(nodes, deliveries);
    }

    private static NetworkNode node(Row row) {
        return new NetworkNode(
                row.text("id"),
                row.text("name"),
                row.oneOf("tier", NetworkTier.class),
                row.optionalText("parent_id"),
                row.number("longitude", -180, 180),
                row.number("latitude", -90, 90));
    }

    private static void add(Row row, ServiceDate from, ServiceDate to, Map<ServiceDate, Map<String, Long>> deliveries) {
        ServiceDate date = new ServiceDate(row.date("date"));
        long parcels = Math.round(row.parcels("parcels"));
        boolean wanted = date.compareTo(from) >= 0 && date.compareTo(to) <= 0;
        if (row.oneOf("direction", Direction.class) == Direction.DELIVERY && wanted) {
            Optional<Long> twice = Optional.ofNullable(
                    deliveries.computeIfAbsent(date, key -> new HashMap<>()).putIfAbsent(row.text("node_id"), parcels));
            if (twice.isPresent()) {
                throw row.badLine("each node, date and direction once");
            }
        }
    }
}
