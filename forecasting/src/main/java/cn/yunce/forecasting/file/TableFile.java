package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.VolumeImports.RowError;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** A CSV (plain or gzipped) or XLSX file, opened at its first row; told by its first bytes. Rows stream: none is kept. */
public final class TableFile implements Closeable {
    private final String file;
    private final RowReader rows;
    private final List<String> header;
    private final Optional<FileFormat> format;

    private TableFile(String file, RowReader rows, List<String> header, Optional<FileFormat> format) {
        this.file = file;
        this.rows = rows;
        this.header = header;
        this.format = format;
    }

    /**
     * @throws BadInputException when the file is not there, cannot be read, or its header is none of the formats'
     */
    public static TableFile open(Path path) {
        TableFile table = openAny(path);
        if (table.format.isEmpty()) {
            throw table.closeAndRefuse("a header of docs/file-formats.md, such as node_id,date,direction,parcels");
        }
        return table;
    }

    /** Opens a file of the given format. */
    static TableFile open(Path path, FileFormat format) {
        TableFile table = openAny(path);
        if (!table.format.equals(Optional.of(format))) {
            throw table.closeAndRefuse("the header " + String.join(",", format.columns()));
        }
        return table;
    }

    /** Opens a file that has the columns, and perhaps more. */
    static TableFile open(Path path, List<String> columns) {
        TableFile table = openAny(path);
        if (!table.header.containsAll(columns)) {
            throw table.closeAndRefuse("a header with " + String.join(",", columns));
        }
        return table;
    }

    /** The file's format; empty when its header is none of the formats'. */
    static Optional<FileFormat> formatOf(Path path) {
        try (TableFile table = openAny(path)) {
            return table.format;
        }
    }

    private static TableFile openAny(Path path) {
        String file = name(path);
        RowReader rows;
        try {
            rows = openRows(path);
        } catch (IOException e) {
            throw new BadInputException(broken(file, 1, e));
        }
        try {
            List<String> header = header(rows.next(), file);
            return new TableFile(file, rows, header, FileFormat.ofHeader(header));
        } catch (IOException e) {
            closeAfter(rows, e);
            throw new BadInputException(broken(file, 1, e));
        } catch (RuntimeException e) {
            closeAfter(rows, e);
            throw e;
        }
    }

    private static void closeAfter(RowReader rows, Exception e) {
        try {
            rows.close();
        } catch (IOException suppressed) {
            e.addSuppressed(suppressed);
        }
    }

    private BadInputException closeAndRefuse(String expected) {
        close();
        return new BadInputException(RowErrors.error(file, 1, Optional.empty(), String.join(",", header), expected));
    }

    private static RowReader openRows(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            throw new IOException("a file, found a folder");
        }
        byte[] start;
        try (InputStream in = Files.newInputStream(path)) {
            start = in.readNBytes(4);
        }
        int first = start.length < 4 ? 0 : ByteBuffer.wrap(start).getInt();
        if (first == 0x504b0304) {
            return XlsxRows.open(path);
        }
        if (first == 0xd0cf11e0) {
            throw new IOException("CSV or XLSX, found an old XLS or an encrypted workbook");
        }
        return CsvRows.open(path, first >>> 16 == 0x1f8b);
    }

    static List<String> header(List<String> cells, String file) {
        List<String> header = new ArrayList<>(cells);
        while (!header.isEmpty() && header.getLast().isEmpty()) {
            header.removeLast();
        }
        header.replaceAll(name -> name.toLowerCase(Locale.ROOT));
        if (header.size() > RowReader.MAX_COLUMNS) {
            throw new BadInputException(RowErrors.error(
                    file,
                    1,
                    Optional.empty(),
                    header.size() + " columns",
                    "at most " + RowReader.MAX_COLUMNS + " columns"));
        }
        for (String name : header) {
            if (name.isEmpty() || header.indexOf(name) != header.lastIndexOf(name)) {
                throw new BadInputException(
                        RowErrors.error(file, 1, Optional.empty(), name, "a header that names each column once"));
            }
        }
        return List.copyOf(header);
    }

    public String file() {
        return file;
    }

    public List<String> header() {
        return header;
    }

    public FileFormat format() {
        return format.orElseThrow();
    }

    /**
     * Reads all rows; each that {@code use} cannot take is added to {@code errors}, as is the place from which on the file
     * cannot be read.
     *
     * @return rows read, good and bad
     */
    public long forEach(RowErrors errors, Consumer<Row> use) {
        Row row = new Row(file, columns(), rows.spreadsheet());
        long count = 0;
        while (true) {
            List<String> cells;
            try {
                cells = rows.next();
            } catch (IOException e) {
                errors.add(broken(file, rows.line() + 1, e));
                return count;
            }
            if (cells.isEmpty()) {
                return count;
            }
            count++;
            row.set(cells, rows.line());
            try {
                checkShape(row, cells);
                use.accept(row);
            } catch (Row.BadCell e) {
                errors.add(e.error);
            } catch (IllegalArgumentException e) {
                errors.add(row.error(Optional.empty(), String.join(",", cells), "a fitting row: " + e.getMessage()));
            }
        }
    }

    /**
     * The first rows, for people to look at: one cell for each column, dates and times as they are understood. Moves on in the file,
     * so that {@link #forEach} no longer meets them.
     */
    public List<List<String>> head(int count) {
        Row row = new Row(file, columns(), rows.spreadsheet());
        List<List<String>> head = new ArrayList<>();
        try {
            while (head.size() < count) {
                List<String> cells = rows.next();
                if (cells.isEmpty()) {
                    break;
                }
                row.set(cells, rows.line());
                head.add(header.stream().map(column -> shown(row, column)).toList());
            }
        } catch (IOException e) {
            // What can't be read is told by whoever reads it all.
            return head;
        }
        return head;
    }

    private static String shown(Row row, String column) {
        try {
            return switch (column) {
                case "date", "due" -> row.date(column).toString();
                case "time", "发运节点" -> row.time(column).toString();
                default -> row.raw(column);
            };
        } catch (Row.BadCell e) {
            return row.raw(column);
        }
    }

    private Map<String, Integer> columns() {
        Map<String, Integer> columns = new HashMap<>();
        for (String name : header) {
            columns.put(name, columns.size());
        }
        return columns;
    }

    private void checkShape(Row row, List<String> cells) {
        int width = cells.size();
        while (width > header.size() && cells.get(width - 1).isEmpty()) {
            width--;
        }
        if (width > header.size() || (width < header.size() && !rows.spreadsheet())) {
            throw row.badLine(header.size() + " cells as in the header, not " + width);
        }
        for (int i = 0; i < width; i++) {
            if (cells.get(i).length() > RowReader.MAX_CELL_CHARS) {
                throw row.bad(header.get(i), "at most " + RowReader.MAX_CELL_CHARS + " characters");
            }
        }
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** File name as reports show it. */
    static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    private static RowError broken(String file, long line, IOException e) {
        String expected = switch (e) {
            case NoSuchFileException missing -> "a file that is there";
            case CharacterCodingException coding -> "text in UTF-8 or GB18030, found broken bytes";
            case EOFException end -> "a whole file, found one that is cut off";
            case ZipException zip -> "a whole GZIP or XLSX archive, found a broken one";
            case FileNotFoundException part -> String.valueOf(part.getMessage());
            default -> String.valueOf(e.getMessage());
        };
        int split = expected.indexOf(", found ");
        return split < 0
                ? RowErrors.error(file, line, Optional.empty(), "", expected)
                : RowErrors.error(
                        file, line, Optional.empty(), expected.substring(split + 8), expected.substring(0, split));
    }
}
