package cn.yunce.forecasting.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Comma-separated rows of RFC 4180, plain or gzipped. */
final class CsvRows implements RowReader {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();

    private final RowLimitStream limit;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;

    private CsvRows(RowLimitStream limit, CSVParser parser) {
        this.limit = limit;
        this.parser = parser;
        records = parser.iterator();
    }

    static CsvRows open(Path path, boolean gzipped) throws IOException {
        Charset charset;
        try (InputStream in = bytes(path, gzipped)) {
            charset = TextEncoding.detect(in);
        }
        RowLimitStream limit = new RowLimitStream(bytes(path, gzipped), MAX_ROW_BYTES, "rows");
        try {
            Reader reader = new BufferedReader(new InputStreamReader(limit, TextEncoding.strict(charset)), 1 << 13);
            reader.mark(1);
            if (reader.read() != '\uFEFF') {
                reader.reset();
            }
            return new CsvRows(
                    limit,
                    CSVParser.builder().setReader(reader).setFormat(FORMAT).get());
        } catch (IOException | RuntimeException e) {
            limit.close();
            throw e;
        }
    }

    private static InputStream bytes(Path path, boolean gzipped) throws IOException {
        InputStream file = Files.newInputStream(path);
        try {
            return gzipped ? new GZIPInputStream(file, 1 << 16) : file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public List<String> next() throws IOException {
        try {
            while (records.hasNext()) {
                CSVRecord record = records.next();
                limit.rowDone();
                List<String> cells = new ArrayList<>(record.size());
                boolean empty = true;
                for (String cell : record) {
                    String text = cell.strip();
                    empty &= text.isEmpty();
                    cells.add(text);
                }
                if (!empty) {
                    return cells;
                }
            }
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalStateException e) {
            throw new IOException("quoted cells that end before a comma or a line's end", e);
        }
    }

    @Override
    public long line() {
        return parser.getCurrentLineNumber();
    }

    @Override
    public boolean spreadsheet() {
        return false;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
