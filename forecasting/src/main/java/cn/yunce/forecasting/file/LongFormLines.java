package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.domain.Frequency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Reads the long form line by line, for who gets the lines of a CSV file from elsewhere. One thread at a time. */
public final class LongFormLines {
    private final String file;
    private final Frequency frequency;
    private final List<String> header;
    private final List<String> columns;
    private final Row row;

    /**
     * @param file as errors name it
     * @param header the file's first line
     * @throws BadInputException when the header lacks unique_id or ds
     */
    public LongFormLines(String file, String header, Frequency frequency) {
        this.file = file;
        this.frequency = frequency;
        this.header = TableFile.header(cells(header.startsWith("\uFEFF") ? header.substring(1) : header), file);
        if (!this.header.containsAll(LongForm.KEY)) {
            throw new BadInputException(RowErrors.error(
                    file, 1, Optional.empty(), header, "a header with " + String.join(",", LongForm.KEY)));
        }
        this.columns = LongForm.Reader.columns(this.header);
        Map<String, Integer> places = new HashMap<>();
        for (String name : this.header) {
            places.put(name, places.size());
        }
        this.row = new Row(file, places, false);
    }

    private static List<String> cells(String line) {
        try (CSVParser parser = CSVParser.parse(line, CSVFormat.RFC4180)) {
            return parser.getRecords().getFirst().stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T at(String line, Function<Row, T> read) {
        List<String> cells = cells(line);
        row.set(cells, 0);
        try {
            if (cells.size() != header.size()) {
                throw row.badLine(header.size() + " cells as in the header, not " + cells.size());
            }
            return read.apply(row);
        } catch (Row.BadCell e) {
            throw new BadInputException(e.error);
        }
    }

    /** The series that a line is of. */
    public String id(String line) {
        return at(line, cells -> cells.text("unique_id"));
    }

    /** Whether a line's volume is below zero. */
    public boolean isNegative(String line) {
        return at(line, cells -> LongForm.Reader.observation(cells, columns).values()[0] < 0);
    }

    /**
     * The one series that all of the lines are of.
     *
     * @throws BadInputException when a line is bad, an instant there twice or off the frequency's grid
     */
    public LongForm.Entry series(Iterable<String> lines) {
        LongForm.Reader reader = new LongForm.Reader();
        for (String line : lines) {
            at(line, cells -> {
                reader.add(
                        file,
                        cells.text("unique_id"),
                        cells.instant("ds"),
                        LongForm.Reader.observation(cells, columns));
                return true;
            });
        }
        return reader.finish(frequency, columns, file).series().getFirst();
    }
}
