package cn.yunce.forecasting.routing.road;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.VolumeImports.RowError;
import cn.yunce.forecasting.routing.TravelMatrix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A CSV of {@code from,to,meters,seconds}; a way that is there in one direction only counts for both. */
public final class FileRoads implements Roads {
    private static final String HEADER = "from,to,meters,seconds";

    private final Path file;

    public FileRoads(Path file) {
        this.file = file;
    }

    /** @throws BadInputException naming line and what was expected */
    @Override
    public TravelMatrix matrix(List<Place> places) throws IOException {
        Map<String, Integer> index = new HashMap<>();
        places.forEach(place -> index.put(place.id(), index.size()));
        int size = places.size();
        int[] distance = filled(size);
        int[] duration = filled(size);
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.getFirst().strip().equals(HEADER)) {
            throw bad(1, lines.isEmpty() ? "nothing" : lines.getFirst(), "the header " + HEADER);
        }
        for (int line = 2; line <= lines.size(); line++) {
            String row = lines.get(line - 1).strip();
            if (row.isEmpty()) {
                continue;
            }
            String[] fields = row.split(",", -1);
            if (fields.length != 4) {
                throw bad(line, row, HEADER);
            }
            Integer from = index.get(fields[0]);
            Integer to = index.get(fields[1]);
            if (from != null && to != null) {
                distance[from * size + to] = whole(line, fields[2]);
                duration[from * size + to] = whole(line, fields[3]);
            }
        }
        for (int i = 0; i < size * size; i++) {
            int back = i % size * size + i / size;
            if (distance[i] < 0) {
                distance[i] = distance[back];
                duration[i] = duration[back];
            }
            if (distance[i] < 0) {
                throw bad(
                        lines.size(),
                        "no such row",
                        "a way from " + places.get(i / size).id() + " to "
                                + places.get(i % size).id());
            }
        }
        return TravelMatrix.of(size, distance, duration);
    }

    private static int[] filled(int size) {
        int[] matrix = new int[size * size];
        Arrays.fill(matrix, -1);
        for (int i = 0; i < size; i++) {
            matrix[i * size + i] = 0;
        }
        return matrix;
    }

    private int whole(int line, String field) {
        try {
            long value = Math.round(Double.parseDouble(field.strip()));
            if (value >= 0 && value <= Integer.MAX_VALUE / 4) {
                return (int) value;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw bad(line, field, "metres and seconds of 0 or more");
    }

    private BadInputException bad(int line, String found, String expected) {
        return new BadInputException(
                new RowError(String.valueOf(file.getFileName()), line, Optional.empty(), found, expected));
    }
}
