package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.file.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends a file's rows by COPY. Rows of a month that has no partition go straight into a table of their own, which becomes the
 * partition when its index is built at the end; that is several times faster than to look each row up. All others go into the
 * temporary table {@code stage}.
 */
final class CopySink implements AutoCloseable {
    private static final int BUFFER_CHARS = 1 << 16;
    private static final String STAGE = "stage";

    private final CopyManager copies;
    private final JdbcClient db;
    private final TableSpec spec;
    private final short feedId;
    private final boolean direct;
    private final Set<String> partitions;
    private final Map<YearMonth, String> newPartitions = new TreeMap<>();
    private final Set<YearMonth> months = new HashSet<>();
    private final Map<String, CopyRow> buffers = new HashMap<>();
    private Optional<CopyIn> copy = Optional.empty();
    private String copyTarget = "";
    private YearMonth month = YearMonth.of(1, 1);
    private String partition = "";
    private LocalDate firstDay = LocalDate.MAX;
    private LocalDate lastDay = LocalDate.MIN;
    private long directRows;

    /** @param direct whether rows may go straight into new partitions */
    CopySink(Connection connection, JdbcClient db, TableSpec spec, short feedId, boolean direct) throws SQLException {
        this.db = db;
        this.spec = spec;
        this.feedId = feedId;
        this.direct = direct;
        copies = connection.unwrap(PGConnection.class).getCopyAPI();
        partitions = new HashSet<>(db.sql("SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid "
                        + "WHERE i.inhparent = to_regclass(?)")
                .param("forecasting." + spec.table())
                .query(String.class)
                .list());
        db.sql("CREATE TEMP TABLE stage ON COMMIT DROP AS SELECT 0::bigint AS line_no, " + names(spec.columns())
                        + " FROM forecasting." + spec.table() + " WITH NO DATA")
                .update();
    }

    /** Takes a good row, whose cells were written in the order of the columns. */
    void add(Row row, CopyRow cells) {
        Optional<LocalDate> day = spec.partitioning().map(by -> by.day().apply(row));
        day.ifPresent(this::see);
        boolean toPartition = day.isPresent() && direct && !partitions.contains(partition);
        String target = toPartition ? newPartitions.computeIfAbsent(month, this::create) : STAGE;
        CopyRow buffer = buffers.computeIfAbsent(target, name -> new CopyRow());
        buffer.add(toPartition ? feedId : (double) row.line()).endWith(cells);
        directRows += toPartition ? 1 : 0;
        if (buffer.length() >= BUFFER_CHARS) {
            send(target, buffer);
        }
    }

    private void see(LocalDate day) {
        if (day.getYear() != month.getYear() || day.getMonthValue() != month.getMonthValue()) {
            month = YearMonth.from(day);
            months.add(month);
            partition = partition(month);
        }
        firstDay = day.isBefore(firstDay) ? day : firstDay;
        lastDay = day.isAfter(lastDay) ? day : lastDay;
    }

    /** Sends the rest; after it the stage is complete, the new partitions wait for {@link #attach}. */
    void finish() throws SQLException {
        buffers.forEach(this::send);
        endCopy();
    }

    private void send(String target, CopyRow rows) {
        byte[] bytes = rows.take();
        try {
            if (!target.equals(copyTarget)) {
                endCopy();
                boolean stage = target.equals(STAGE);
                copy = Optional.of(copies.copyIn("COPY " + (stage ? "stage (line_no, " : target + " (feed_id, ")
                        + names(spec.columns()) + ") FROM STDIN" + (stage ? "" : " (FREEZE)")));
                copyTarget = target;
            }
            copy.orElseThrow().writeToCopy(bytes, 0, bytes.length);
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not take the rows: " + e.getMessage(), e);
        }
    }

    private void endCopy() throws SQLException {
        if (copy.isPresent()) {
            copy.get().endCopy();
            copy = Optional.empty();
            copyTarget = "";
        }
    }

    private String create(YearMonth newMonth) {
        try {
            endCopy();
        } catch (SQLException e) {
            throw new IllegalStateException("the database did not take the rows: " + e.getMessage(), e);
        }
        String name = "forecasting." + partition(newMonth);
        db.sql("CREATE TABLE " + name + " (LIKE forecasting." + spec.table() + ")")
                .update();
        return name;
    }

    /**
     * Makes the partitions that the stage's rows need, and partitions of the new tables; a repeated key fails here. They are
     * attached, as creating them as partitions would lock readers out until the load is done.
     */
    void attach() {
        for (YearMonth needed : months) {
            if (!newPartitions.containsKey(needed) && !partitions.contains(partition(needed))) {
                newPartitions.put(needed, create(needed));
            }
        }
        newPartitions.forEach((newMonth, name) -> db.sql("ALTER TABLE forecasting." + spec.table()
                        + " ATTACH PARTITION " + name + " FOR VALUES FROM ('" + newMonth.atDay(1) + "') TO ('"
                        + newMonth.plusMonths(1).atDay(1) + "')")
                .update());
    }

    long directRows() {
        return directRows;
    }

    Optional<LocalDate> firstDay() {
        return months.isEmpty() ? Optional.empty() : Optional.of(firstDay);
    }

    Optional<LocalDate> lastDay() {
        return months.isEmpty() ? Optional.empty() : Optional.of(lastDay);
    }

    private String partition(YearMonth of) {
        return spec.table()
                + (of.getMonthValue() < 10 ? "_" + of.getYear() + "_0" : "_" + of.getYear() + "_")
                + of.getMonthValue();
    }

    private static String names(List<String> columns) {
        return String.join(", ", columns);
    }

    /** Gives a COPY up that was not finished. */
    @Override
    public void close() throws SQLException {
        if (copy.isPresent() && copy.get().isActive()) {
            copy.get().cancelCopy();
        }
    }
}
