package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.Hierarchy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A table leaf,total with a row for each total that a leaf is part of. */
public final class HierarchyFile {
    private HierarchyFile() {}

    /** Leaves and totals stand in the order of their first row. Throws {@link BadInputException} when a row is bad. */
    public static Hierarchy read(Path file) {
        RowErrors errors = new RowErrors();
        Map<String, List<String>> totals = new LinkedHashMap<>();
        try (TableFile table = TableFile.open(file, List.of("leaf", "total"))) {
            table.forEach(
                    errors,
                    row -> totals.computeIfAbsent(row.text("leaf"), leaf -> new ArrayList<>())
                            .add(row.text("total")));
            errors.throwIfAny();
            if (totals.isEmpty()) {
                throw new BadInputException(
                        RowErrors.error(table.file(), 1, Optional.empty(), "only a header", "rows leaf,total"));
            }
        }
        return Hierarchy.of(List.copyOf(totals.keySet()), leaf -> totals.getOrDefault(leaf, List.of()));
    }
}
