package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.SampleOrder;
import cn.yunce.forecasting.file.LongForm.Reader.Observation;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A long form that is too large for memory, read once and laid out on disk in parts of whole series. Series lie in the parts, and within each,
 * in {@link SampleOrder}: so all parts one after the other give the same order however many there are, and the first series are a sample.
 * Takes about 40 bytes of disk a row.
 */
public final class SeriesParts implements Closeable {
    private static final int MOST_PARTS = 4096;
    /** What a part holds back before it writes. */
    private static final int BUFFER_BYTES = 1 << 15;

    private final Path folder;
    private final String file;
    private final Frequency frequency;
    private final long seed;
    private final List<String> columns;
    private final List<Part> parts;
    private boolean nonNegative = true;

    private SeriesParts(Path folder, String file, Frequency frequency, int count, long seed, List<String> columns) {
        this.folder = folder;
        this.file = file;
        this.frequency = frequency;
        this.seed = seed;
        this.columns = columns;
        parts = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            parts.add(new Part(folder.resolve(part + ".rows")));
        }
    }

    /**
     * Reads a history.
     *
     * @param count of parts, 1..4096
     * @param beside an existing folder in which a folder for the parts is made, and removed when this is closed
     * @throws BadInputException when a row is bad
     */
    public static SeriesParts of(Path file, Frequency frequency, int count, long seed, Path beside) throws IOException {
        return read(file, frequency, count, seed, beside, FileFormat.SERIES.columns());
    }

    /** Reads regressors of coming instants: like {@link #of}, column y may be missing. */
    public static SeriesParts ofFuture(Path file, Frequency frequency, int count, long seed, Path beside)
            throws IOException {
        return read(file, frequency, count, seed, beside, LongForm.KEY);
    }

    private static SeriesParts read(
            Path path, Frequency frequency, int count, long seed, Path beside, List<String> needed) throws IOException {
        Checks.inRange("parts", count, 1, MOST_PARTS);
        try (TableFile table = TableFile.open(path, needed)) {
            SeriesParts parts = new SeriesParts(
                    Files.createTempDirectory(beside, ".series"),
                    table.file(),
                    frequency,
                    count,
                    seed,
                    LongForm.Reader.columns(table.header()));
            try {
                parts.fill(table);
                return parts;
            } catch (IOException | RuntimeException e) {
                parts.close();
                throw e;
            }
        }
    }

    private void fill(TableFile table) throws IOException {
        RowErrors errors = new RowErrors();
        long rows = table.forEach(errors, row -> {
            Observation observation = LongForm.Reader.observation(row, columns);
            String id = row.text("unique_id");
            nonNegative &= !(observation.values()[0] < 0);
            parts.get(SampleOrder.part(SampleOrder.of(seed, id), parts.size())).add(id, row.instant("ds"), observation);
        });
        errors.throwIfAny();
        if (rows == 0) {
            throw new BadInputException(RowErrors.error(file, 1, Optional.empty(), "only a header", "rows"));
        }
        for (Part part : parts) {
            part.flush();
        }
    }

    /** How many parts there are; some may be empty. */
    public int count() {
        return parts.size();
    }

    /** Whether no value is below zero. */
    public boolean isNonNegative() {
        return nonNegative;
    }

    /**
     * Reads a part back.
     *
     * @throws BadInputException when an instant is given twice, or off the frequency's grid
     */
    public LongForm read(int part) throws IOException {
        LongForm.Reader reader = new LongForm.Reader();
        parts.get(part).read(reader, file, columns.size());
        List<LongForm.Entry> inOrder = reader.finish(frequency, columns, file).series().stream()
                .sorted(Comparator.comparing(
                                (LongForm.Entry entry) ->
                                        SampleOrder.of(seed, entry.values().id()),
                                Long::compareUnsigned)
                        .thenComparing(entry -> entry.values().id()))
                .toList();
        return new LongForm(frequency, inOrder);
    }

    @Override
    public void close() throws IOException {
        for (Part part : parts) {
            Files.deleteIfExists(part.path);
        }
        Files.deleteIfExists(folder);
    }

    /** The rows of one part. */
    private static final class Part {
        final Path path;
        private final ByteArrayOutputStream held = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(held);

        Part(Path path) {
            this.path = path;
        }

        void add(String id, LocalDateTime instant, Observation observation) {
            try {
                out.writeUTF(id);
                out.writeLong(instant.toEpochSecond(ZoneOffset.UTC));
                out.writeLong(observation.line());
                for (double value : observation.values()) {
                    out.writeDouble(value);
                }
                if (held.size() > BUFFER_BYTES) {
                    flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void flush() throws IOException {
            // Opened anew each time: systems allow a process a thousand open files.
            try (OutputStream file =
                    Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                held.writeTo(file);
            }
            held.reset();
        }

        void read(LongForm.Reader reader, String file, int columns) throws IOException {
            try (DataInputStream in =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(path), 1 << 16))) {
                while (true) {
                    String id;
                    try {
                        id = in.readUTF();
                    } catch (EOFException end) {
                        return;
                    }
                    LocalDateTime instant = LocalDateTime.ofEpochSecond(in.readLong(), 0, ZoneOffset.UTC);
                    long line = in.readLong();
                    double[] values = new double[columns];
                    for (int column = 0; column < columns; column++) {
                        values[column] = in.readDouble();
                    }
                    reader.add(file, id, instant, new Observation(line, values));
                }
            }
        }
    }
}
