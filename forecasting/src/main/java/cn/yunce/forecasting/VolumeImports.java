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

    /** @param column empty when the whole line is meant */
    record RowError(String file, long line, Optional<String> column, String found, String expected) {
        @Override
        public String toString() {
            return file + ":" + line + column.map(name -> ": column " + name).orElse("") + ": expected " + expected
                    + ", found " + (found.isEmpty() ? "nothing" : "\"" + found + "\"");
        }
    }
}
