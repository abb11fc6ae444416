package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.VolumeImports;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.file.DataFiles;
import cn.yunce.forecasting.file.FileFormat;
import cn.yunce.forecasting.file.RowErrors;
import cn.yunce.forecasting.file.TableFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads each file in one transaction; one file at a time in the whole database. */
@Component
final class PostgresVolumeImports implements VolumeImports {
    /** What other formats' rows point at: when such a file is refused, the rest of a folder would be refused row by row. */
    private static final Set<FileFormat> POINTED_AT =
            Set.of(FileFormat.NODES, FileFormat.FLEETS, FileFormat.LINES, FileFormat.TARGETS);

    private final DataSource dataSource;
    private final JdbcClient db;

    PostgresVolumeImports(DataSource dataSource) {
        this.dataSource = dataSource;
        db = JdbcClient.create(dataSource);
    }

    @Override
    public ImportReport load(String feed, Path fileOrFolder, boolean keepGoodRows, Consumer<String> progress) {
        Checks.notBlank("feed", feed);
        Checks.inRange("length of feed", feed.length(), 1, 100);
        RowErrors errors = new RowErrors();
        List<FileReport> reports = new ArrayList<>();
        List<TableFile> tables = new ArrayList<>();
        Optional<LocalDate> lastDay = Optional.empty();
        try {
            for (Path file :
                    Files.isDirectory(fileOrFolder) ? DataFiles.candidates(fileOrFolder) : List.of(fileOrFolder)) {
                try {
                    tables.add(TableFile.open(file));
                } catch (BadInputException e) {
                    errors.add(e.errors().getFirst());
                    reports.add(new FileReport(e.errors().getFirst().file(), "unknown", 0, 0, 1, false));
                }
            }
            tables.sort(Comparator.comparing(TableFile::format));
            for (TableFile table : tables) {
                FileLoad load = loadFile(feed, table, keepGoodRows, errors, progress);
                reports.add(load.report());
                lastDay = later(lastDay, load.lastDay());
                if (!load.report().kept() && POINTED_AT.contains(table.format())) {
                    progress.accept(table.file() + " was refused; files that may point at it are not loaded");
                    break;
                }
            }
        } finally {
            tables.forEach(TableFile::close);
        }
        ImportReport report = new ImportReport(reports, errors.list());
        // Last, so that a load that was cut off is fetched again whole.
        if (!report.hasErrors()) {
            lastDay.ifPresent(day -> db.sql("UPDATE forecasting.feed SET loaded_up_to = ? "
                            + "WHERE name = ? AND (loaded_up_to < ? OR loaded_up_to IS NULL)")
                    .params(day, feed, day)
                    .update());
        }
        return report;
    }

    private FileLoad loadFile(
            String feed, TableFile table, boolean keepGoodRows, RowErrors errors, Consumer<String> progress) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                FileLoad load = FileLoad.run(connection, feed, table, keepGoodRows, errors, progress);
                if (load.report().kept()) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                return load;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("could not load " + table.file() + ": " + e.getMessage(), e);
        }
    }

    private static Optional<LocalDate> later(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isAfter(a.get())) ? b : a;
    }
}
