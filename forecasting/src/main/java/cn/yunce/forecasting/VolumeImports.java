package cn.yunce.forecasting;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Loads files and folders of the documented formats (docs/file-formats.md) into the database. */
public interface VolumeImports {

    /**
     * Loads a file, or a folder's files in the order they depend on each other; the format is found by the header. Loading
     * the same data twice changes nothing. Each file is one transaction: nothing of a file with a bad row is kept, unless
     * {@code keepGoodRows}.
     *
     * @param feed name that the data is kept under, for example {@code sample-city}
     * @param progress gets a line now and then
     */
    ImportReport load(String feed, Path fileOrFolder, boolean keepGoodRows, Consumer<String> progress);

    /** What {@link #load} would make of a file, keeping its good rows. Nothing is kept. */
    ImportTrial tryOut(String feed, Path file);

    /** @param errors the first 100 bad rows of all files; {@code badRows} counts all */
    record ImportReport(List<FileReport> files, List<RowError> errors) {
        public ImportReport {
            files = List.copyOf(files);
            errors = List.copyOf(errors);
        }

        public boolean hasErrors() {
            return files.stream().anyMatch(file -> file.badRows() > 0);
        }
    }

    record FileReport(String file, String format, long rowsRead, long rowsWritten, long badRows, boolean kept) {}

    /**
     * @param file {@code rowsWritten} counts the good rows that would be new or changed; never {@code kept}
     * @param columns the header; empty when the file can't be read
     * @param rows the first few, cell by column, dates and times as they are understood
     * @param errors the first 100 bad rows
     */
    record ImportTrial(FileReport file, List<String> columns, List<List<String>> rows, List<RowError> errors) {
        public ImportTrial {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            errors = List.copyOf(errors);
        }
    }

    /** @param column empty when the whole line is meant */
    record RowError(String file, long line, Optional<String> column, String found, String expected) {
        @Override
        public String toString() {
            return file + ":" + line + column.map(name -> ": column " + name).orElse("") + ": expected " + expected
                    + ", found " + (found.isEmpty() ? "nothing" : "\"" + found + "\"");
        }
    }
}
