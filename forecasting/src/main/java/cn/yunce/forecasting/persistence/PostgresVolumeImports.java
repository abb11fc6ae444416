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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads each file in one transaction; one file at a time in the whole database. */
@Component
final class PostgresVolumeImports implements VolumeImports {
    /** What other formats' rows point at: when such a file is refused, the rest of a folder would be refused row by row. */
    private static final Set<FileFormat> POINTED_AT =
            Set.of(FileFormat.NODES, FileFormat.FLEETS, FileFormat.LINES, FileFormat.TARGETS);

    private static final int TRIAL_ROWS = 5;

    private final DataSource dataSource;
    private final JdbcClient db;

    /** @param trial whether nothing is kept in the end */
    private record Wish(String feed, boolean keepGoodRows, boolean trial) {}

    PostgresVolumeImports(DataSource dataSource) {
        this.dataSource = dataSource;
        db = JdbcClient.create(dataSource);
    }

    @Override
    public ImportReport load(String feed, Path fileOrFolder, boolean keepGoodRows, Consumer<String> progress) {
        Wish wish = new Wish(checked(feed), keepGoodRows, false);
        RowErrors errors = new RowErrors();
        List<FileReport> reports = new ArrayList<>();
        Optional<LocalDate> lastDay = Optional.empty();
        for (Map.Entry<FileFormat, List<Path>> files :
                byFormat(fileOrFolder, errors, reports).entrySet()) {
            boolean refused = false;
            for (Path file : files.getValue()) {
                FileLoad load = loadFile(wish, file, errors, progress);
                reports.add(load.report());
                lastDay = later(lastDay, load.lastDay());
                refused |= !load.report().kept();
            }
            if (refused && POINTED_AT.contains(files.getKey())) {
                progress.accept("files that may point at the refused one are not loaded");
                break;
            }
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

    @Override
    public ImportTrial tryOut(String feed, Path file) {
        Wish wish = new Wish(checked(feed), true, true);
        List<String> columns;
        List<List<String>> rows;
        try (TableFile table = TableFile.open(file)) {
            columns = table.header();
            rows = table.head(TRIAL_ROWS);
        } catch (BadInputException e) {
            return new ImportTrial(unread(e), List.of(), List.of(), e.errors());
        }
        RowErrors errors = new RowErrors();
        FileReport found = loadFile(wish, file, errors, line -> {}).report();
        FileReport tried = new FileReport(
                found.file(), found.format(), found.rowsRead(), found.rowsWritten(), found.badRows(), false);
        return new ImportTrial(tried, columns, rows, errors.list());
    }

    private static String checked(String feed) {
        Checks.notBlank("feed", feed);
        Checks.inRange("length of feed", feed.length(), 1, 100);
        return feed;
    }

    /** Of a file that is none of ours. */
    private static FileReport unread(BadInputException e) {
        return new FileReport(e.errors().getFirst().file(), "unknown", 0, 0, 1, false);
    }

    /** In the order in which formats depend on each other; files that are none of ours are reported at once. */
    private static Map<FileFormat, List<Path>> byFormat(Path fileOrFolder, RowErrors errors, List<FileReport> reports) {
        Map<FileFormat, List<Path>> formats = new EnumMap<>(FileFormat.class);
        for (Path file : Files.isDirectory(fileOrFolder) ? DataFiles.candidates(fileOrFolder) : List.of(fileOrFolder)) {
            try (TableFile table = TableFile.open(file)) {
                formats.computeIfAbsent(table.format(), format -> new ArrayList<>())
                        .add(file);
            } catch (BadInputException e) {
                errors.add(e.errors().getFirst());
                reports.add(unread(e));
            }
        }
        return formats;
    }

    private FileLoad loadFile(Wish wish, Path file, RowErrors errors, Consumer<String> progress) {
        try {
            return loadFile(wish, file, true, errors, progress);
        } catch (DuplicateKeyException e) {
            // A key is there twice in a new partition; by the longer way, its line is found.
            return loadFile(wish, file, false, errors, progress);
        }
    }

    private FileLoad loadFile(Wish wish, Path file, boolean direct, RowErrors errors, Consumer<String> progress) {
        RowErrors fileErrors = new RowErrors();
        try (TableFile table = TableFile.open(file);
                Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                FileLoad load =
                        FileLoad.run(connection, wish.feed(), table, wish.keepGoodRows(), direct, fileErrors, progress);
                if (load.report().kept() && !wish.trial()) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
                errors.addAll(fileErrors);
                return load;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("could not load " + file + ": " + e.getMessage(), e);
        }
    }

    private static Optional<LocalDate> later(Optional<LocalDate> a, Optional<LocalDate> b) {
        return a.isEmpty() || (b.isPresent() && b.get().isAfter(a.get())) ? b : a;
    }
}
