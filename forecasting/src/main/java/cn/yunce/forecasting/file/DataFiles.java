package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder's data files. */
public final class DataFiles {
    private DataFiles() {}

    /** Files that look like data by their name's end, ordered by name; hidden ones are passed over. */
    public static List<Path> candidates(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException(RowErrors.error(
                    TableFile.name(folder), 1, Optional.empty(), Files.exists(folder) ? "a file" : "none", "a folder"));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file) && isData(TableFile.name(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isData(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith(".")
                && !lower.startsWith("~$")
                && (lower.endsWith(".csv") || lower.endsWith(".csv.gz") || lower.endsWith(".xlsx"));
    }

    /** The folder's files whose header is one of the formats', ordered by name. */
    static Map<Path, FileFormat> list(Path folder) {
        Map<Path, FileFormat> formats = new LinkedHashMap<>();
        for (Path file : candidates(folder)) {
            TableFile.formatOf(file).ifPresent(format -> formats.put(file, format));
        }
        return formats;
    }
}
