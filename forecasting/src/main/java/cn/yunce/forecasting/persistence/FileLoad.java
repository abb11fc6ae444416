package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.VolumeImports.FileReport;
import cn.yunce.forecasting.file.FileFormat;
import cn.yunce.forecasting.file.RowErrors;
import cn.yunce.forecasting.file.TableFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * One file's way into its table, within the connection's transaction: COPY, checks that need the whole file, then an upsert that
 * touches only rows that differ.
 *
 * @param lastDay of the volumes in it; empty for other formats
 */
record FileLoad(FileReport report, Optional<LocalDate> lastDay) {
    private static final int PROGRESS_ROWS = 250_000;

    /** Held by the file being loaded, so that two loads never make the same partition or wait for each other's rows. */
    private static final int LOAD_LOCK = 0x59_43_4c;

    /**
     * @param direct whether rows may go straight into new partitions; fails with a unique violation when a key is there twice
     */
    static FileLoad run(
            Connection connection,
            String feed,
            TableFile table,
            boolean keepGoodRows,
            boolean direct,
            RowErrors errors,
            Consumer<String> progress)
            throws SQLException {
        JdbcClient db = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        TableSpec spec = TableSpec.of(table.format(), table.header());
        db.sql("SELECT pg_advisory_xact_lock(?)").param(LOAD_LOCK).query().singleRow();
        db.sql("SET LOCAL work_mem = '128MB'").update();
        short feedId = feedId(db, feed);
        KnownNames known = new KnownNames(db);
        try (CopySink sink = new CopySink(connection, db, spec, feedId, direct)) {
            long rows = copy(sink, spec, table, known, keepGoodRows, errors, progress);
            if (errors.count() == 0 || keepGoodRows) {
                sink.finish();
                refuseRepeated(db, spec, table.file(), errors);
                if (table.format() == FileFormat.NODES) {
                    refuseOrphans(db, table.file(), errors);
                }
            }
            if (errors.count() > 0 && !keepGoodRows) {
                return new FileLoad(
                        new FileReport(table.file(), table.format().code(), rows, 0, errors.count(), false),
                        Optional.empty());
            }
            sink.attach();
            long written =
                    sink.directRows() + db.sql(upsert(spec)).param(feedId).update();
            widenSpan(db, spec, sink);
            if (written > 0) {
                sumCounties(db, table.format(), sink);
            }
            FileReport report =
                    new FileReport(table.file(), table.format().code(), rows, written, errors.count(), true);
            if (written > 0) {
                log(db, feedId, report);
                db.sql("ANALYZE forecasting." + spec.table()).update();
            }
            progress.accept(String.format(
                    Locale.ROOT,
                    "%s: %,d rows read, %,d new or changed, %,d bad",
                    table.file(),
                    rows,
                    written,
                    errors.count()));
            return new FileLoad(report, sink.lastDay());
        }
    }

    private static void log(JdbcClient db, short feedId, FileReport report) {
        db.sql("INSERT INTO forecasting.import_log (feed_id, file, format, rows_read, rows_written, bad_rows) "
                        + "VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        feedId,
                        report.file(),
                        report.format(),
                        report.rowsRead(),
                        report.rowsWritten(),
                        report.badRows())
                .update();
    }

    private static long copy(
            CopySink sink,
            TableSpec spec,
            TableFile table,
            KnownNames known,
            boolean keepGoodRows,
            RowErrors errors,
            Consumer<String> progress) {
        long[] count = {0};
        CopyRow cells = new CopyRow();
        return table.forEach(errors, row -> {
            if (++count[0] % PROGRESS_ROWS == 0) {
                progress.accept(String.format(Locale.ROOT, "%s: %,d rows read", table.file(), count[0]));
            }
            cells.clear();
            spec.encoder().encode(row, known, cells);
            if (errors.count() == 0 || keepGoodRows) {
                sink.add(row, cells);
            }
        });
    }

    private static void refuseRepeated(JdbcClient db, TableSpec spec, String file, RowErrors errors) {
        String key = join(spec.key());
        boolean repeated = db.sql("SELECT EXISTS (SELECT 1 FROM stage GROUP BY " + key + " HAVING count(*) > 1)")
                .query(Boolean.class)
                .single();
        if (repeated) {
            db.sql("DELETE FROM stage WHERE ctid IN (SELECT ctid FROM (SELECT ctid, row_number() OVER (PARTITION BY "
                            + key
                            + " ORDER BY line_no) AS n FROM stage) numbered WHERE n > 1) RETURNING line_no, concat_ws(',', "
                            + key + ")")
                    .query(row -> {
                        errors.add(RowErrors.error(
                                file, row.getLong(1), Optional.empty(), row.getString(2), "each " + key + " once"));
                    });
        }
    }

    /** Parents must be in the file or the network, and stand above; so there is no circle either. */
    private static void refuseOrphans(JdbcClient db, String file, RowErrors errors) {
        String rank = "array_position(ARRAY['CITY', 'COUNTY', 'TOWNSHIP', 'VILLAGE'], %s)";
        String sql = "DELETE FROM stage WHERE parent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ("
                + "SELECT id, tier FROM stage UNION ALL SELECT id, tier FROM forecasting.node n "
                + "WHERE NOT EXISTS (SELECT 1 FROM stage s WHERE s.id = n.id)) parent WHERE parent.id = stage.parent_id AND "
                + rank.formatted("parent.tier") + " < " + rank.formatted("stage.tier")
                + ") RETURNING line_no, parent_id";
        // With good rows kept, a node that goes may have been another's parent.
        long before;
        do {
            before = errors.count();
            db.sql(sql).query(row -> {
                errors.add(RowErrors.error(
                        file, row.getLong(1), Optional.of("parent_id"), row.getString(2), "the id of a node above"));
            });
        } while (errors.count() > before);
        db.sql("SELECT s.line_no, s.tier FROM stage s WHERE EXISTS (SELECT 1 FROM forecasting.node child WHERE "
                        + "child.parent_id = s.id AND NOT EXISTS (SELECT 1 FROM stage c WHERE c.id = child.id) AND "
                        + rank.formatted("child.tier") + " <= " + rank.formatted("s.tier") + ")")
                .query(row -> {
                    errors.add(RowErrors.error(
                            file,
                            row.getLong(1),
                            Optional.of("tier"),
                            row.getString(2),
                            "a tier above that of the loaded nodes below"));
                });
    }

    private static void widenSpan(JdbcClient db, TableSpec spec, CopySink sink) {
        sink.firstDay()
                .ifPresent(first -> db.sql(
                                "INSERT INTO forecasting.volume_span VALUES (?, ?, ?) "
                                        + "ON CONFLICT (volumes) DO UPDATE SET first_day = least(volume_span.first_day, EXCLUDED.first_day), "
                                        + "last_day = greatest(volume_span.last_day, EXCLUDED.last_day) "
                                        + "WHERE volume_span.first_day > EXCLUDED.first_day OR volume_span.last_day < EXCLUDED.last_day")
                        .params(spec.table(), first, sink.lastDay().orElse(first))
                        .update());
    }

    /** All days where nodes may have moved, otherwise those that were loaded. */
    private static void sumCounties(JdbcClient db, FileFormat format, CopySink sink) {
        if (format == FileFormat.NODES) {
            db.sql("SELECT forecasting.sum_county_volume('-infinity', 'infinity')")
                    .query()
                    .singleRow();
        } else if (format == FileFormat.NODE_DAILY) {
            sink.firstDay()
                    .ifPresent(first -> db.sql("SELECT forecasting.sum_county_volume(?, ?)")
                            .params(first, sink.lastDay().orElse(first))
                            .query()
                            .singleRow());
        }
    }

    private static short feedId(JdbcClient db, String feed) {
        return db.sql("SELECT id FROM forecasting.feed WHERE name = ?")
                .param(feed)
                .query(Short.class)
                .optional()
                .orElseGet(() -> db.sql("INSERT INTO forecasting.feed (name, synthetic) VALUES (?, false) RETURNING id")
                        .param(feed)
                        .query(Short.class)
                        .single());
    }

    private static String upsert(TableSpec spec) {
        String columns = join(spec.columns());
        String values = spec.values().stream()
                .map(value -> value + " = EXCLUDED." + value)
                .collect(Collectors.joining(", "));
        return "INSERT INTO forecasting." + spec.table() + " AS old (" + columns + ", feed_id) SELECT " + columns
                + ", ? FROM stage ON CONFLICT (" + join(spec.key()) + ") DO UPDATE SET " + values + " WHERE ("
                + prefixed("old.", spec.values()) + ") IS DISTINCT FROM (" + prefixed("EXCLUDED.", spec.values()) + ")";
    }

    private static String prefixed(String prefix, List<String> names) {
        return names.stream().map(name -> prefix + name).collect(Collectors.joining(", "));
    }

    private static String join(List<String> names) {
        return String.join(", ", names);
    }
}
