package cn.yunce.forecasting.file;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes CSV files in UTF-8 that are there whole or not at all. */
public final class CsvWriter {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

    private final CSVPrinter printer;

    private CsvWriter(CSVPrinter printer) {
        this.printer = printer;
    }

    /**
     * Writes beside the file and renames when all rows are written; makes the folders it needs, replaces what was there. A
     * name that ends in {@code .gz} is gzipped.
     *
     * @throws UncheckedIOException when it cannot be written; what was there stays
     */
    public static void write(Path file, List<String> header, Consumer<CsvWriter> rows) {
        try {
            Path target = file.toAbsolutePath();
            Path folder = target.resolveSibling("");
            Files.createDirectories(folder);
            Path draft = folder.resolve(
                    "." + TableFile.name(file) + "." + ProcessHandle.current().pid() + ".part");
            try {
                try (OutputStream bytes = Files.newOutputStream(draft);
                        OutputStream out = TableFile.name(file).endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes;
                        CSVPrinter printer = new CSVPrinter(
                                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), FORMAT)) {
                    printer.printRecord(header);
                    rows.accept(new CsvWriter(printer));
                }
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One row; whole doubles are written without a fraction, NaN as an empty cell. */
    public void row(Object... cells) {
        try {
            for (Object cell : cells) {
                printer.print(cell instanceof Double number ? plain(number) : cell);
            }
            printer.println();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link #row} writes, without the line's end. */
    public static String text(Object... cells) {
        Object[] plain = Arrays.stream(cells)
                .map(cell -> cell instanceof Double number ? plain(number) : cell)
                .toArray();
        return FORMAT.format(plain);
    }

    private static String plain(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
