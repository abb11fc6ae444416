package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The long form unique_id,ds,y with further columns as regressors; rows in any order. Series stand in the order of their first
 * row; an instant that is not there, or has an empty cell, is NaN.
 *
 * @param series each with its regressors
 */
public record LongForm(Frequency frequency, List<Entry> series) {
    private static final int MAX_OBSERVATIONS = 1_000_000;
    private static final double MAX_VALUE = 1e15;
    static final List<String> KEY = List.of("unique_id", "ds");

    public LongForm {
        series = List.copyOf(series);
    }

    /**
     * One series.
     *
     * @param values of column y; all NaN when there is none
     * @param regressors by column, at the same instants
     */
    public record Entry(VolumeSeries values, Map<String, VolumeSeries> regressors) {
        public Entry {
            regressors = Collections.unmodifiableMap(new LinkedHashMap<>(regressors));
        }

        /**
         * The history with its regressors, and what {@code coming} says of them for the next observations, as far as that is without a gap;
         * {@link VolumeSeries#EVENT_FACTOR} may have gaps.
         */
        public VolumeSeries withFuture(Optional<Entry> coming, int horizon) {
            Map<String, VolumeSeries> future = coming.map(Entry::regressors).orElseGet(Map::of);
            Set<String> names = new LinkedHashSet<>(regressors.keySet());
            names.addAll(future.keySet());
            Map<String, double[]> columns = new LinkedHashMap<>();
            for (String name : names) {
                VolumeSeries next = future.get(name);
                double[] ahead =
                        next == null ? new double[0] : ahead(next, horizon, name.equals(VolumeSeries.EVENT_FACTOR));
                double[] column = new double[values.size() + ahead.length];
                Arrays.fill(column, Double.NaN);
                VolumeSeries past = regressors.get(name);
                if (past != null) {
                    System.arraycopy(past.toArray(), 0, column, 0, values.size());
                }
                System.arraycopy(ahead, 0, column, values.size(), ahead.length);
                columns.put(name, column);
            }
            return values.withRegressors(columns);
        }

        private double[] ahead(VolumeSeries regressor, int horizon, boolean withGaps) {
            Map<LocalDateTime, Double> byInstant = new HashMap<>();
            for (int t = 0; t < regressor.size(); t++) {
                byInstant.put(regressor.instant(t), regressor.value(t));
            }
            return IntStream.range(0, horizon)
                    .mapToDouble(h -> byInstant.getOrDefault(values.instant(values.size() + h), Double.NaN))
                    .takeWhile(value -> withGaps || !Double.isNaN(value))
                    .toArray();
        }
    }

    /**
     * Reads a history.
     *
     * @param frequency empty: told by the smallest step between two observations of a series
     * @throws BadInputException when a row is bad, given twice, or off the frequency's grid
     */
    public static LongForm read(Path file, Optional<Frequency> frequency) {
        return new Reader().read(file, frequency, FileFormat.SERIES.columns());
    }

    /** Reads regressors of coming instants: like {@link #read}, column y may be missing. */
    public static LongForm readFuture(Path file, Frequency frequency) {
        return new Reader().read(file, Optional.of(frequency), KEY);
    }

    /** The series without regressors. */
    public List<VolumeSeries> values() {
        return series.stream().map(Entry::values).toList();
    }

    /** Gathers rows, series by series. */
    static final class Reader {
        private static final String ONCE = "each unique_id and ds once";

        private final RowErrors errors = new RowErrors();
        private final Map<String, NavigableMap<LocalDateTime, Observation>> rows = new LinkedHashMap<>();

        /** Columns y and the regressors' of one row. */
        @SuppressWarnings("ArrayRecordComponent") // never leaves this reader; a list would box each number
        record Observation(long line, double[] values) {}

        LongForm read(Path path, Optional<Frequency> frequency, List<String> needed) {
            try (TableFile table = TableFile.open(path, needed)) {
                List<String> columns = columns(table.header());
                table.forEach(errors, row -> add(row, columns));
                errors.throwIfAny();
                if (rows.isEmpty()) {
                    throw new BadInputException(
                            RowErrors.error(table.file(), 1, Optional.empty(), "only a header", "rows"));
                }
                return finish(frequency.orElseGet(this::smallestStep), columns, table.file());
            }
        }

        /** Columns of values: y, then the regressors'. */
        static List<String> columns(List<String> header) {
            List<String> columns = new ArrayList<>(header);
            columns.removeAll(KEY);
            columns.remove("y");
            columns.addFirst("y");
            return columns;
        }

        static Observation observation(Row row, List<String> columns) {
            double[] values = new double[columns.size()];
            for (int column = 0; column < values.length; column++) {
                values[column] = row.numberOrMissing(columns.get(column), -MAX_VALUE, MAX_VALUE);
            }
            return new Observation(row.line(), values);
        }

        private void add(Row row, List<String> columns) {
            Observation observation = observation(row, columns);
            if (!put(row.text("unique_id"), row.instant("ds"), observation)) {
                throw row.badLine(ONCE);
            }
        }

        /** False where there is one of the same instant already. */
        private boolean put(String id, LocalDateTime instant, Observation observation) {
            return rows.computeIfAbsent(id, key -> new TreeMap<>()).putIfAbsent(instant, observation) == null;
        }

        /** The same of a row that was read from the file before. */
        void add(String file, String id, LocalDateTime instant, Observation observation) {
            if (!put(id, instant, observation)) {
                errors.add(RowErrors.error(file, observation.line(), Optional.empty(), id + "," + instant, ONCE));
            }
        }

        LongForm finish(Frequency frequency, List<String> columns, String file) {
            List<Entry> entries = new ArrayList<>();
            rows.forEach((id, observations) ->
                    entry(id, frequency, columns, observations, file).ifPresent(entries::add));
            errors.throwIfAny();
            return new LongForm(frequency, entries);
        }

        private Optional<Entry> entry(
                String id,
                Frequency frequency,
                List<String> columns,
                NavigableMap<LocalDateTime, Observation> observations,
                String file) {
            LocalDateTime start = observations.firstKey();
            long size = steps(frequency, start, observations.lastKey()) + 1;
            if (size > MAX_OBSERVATIONS) {
                errors.add(RowErrors.error(
                        file,
                        observations.lastEntry().getValue().line(),
                        Optional.of("ds"),
                        observations.lastKey().toString(),
                        "at most " + MAX_OBSERVATIONS + " steps of " + frequency.code() + " after the first of " + id));
                return Optional.empty();
            }
            double[][] values = new double[columns.size()][(int) size];
            for (double[] column : values) {
                Arrays.fill(column, Double.NaN);
            }
            observations.forEach((instant, observation) -> {
                long index = steps(frequency, start, instant);
                if (!frequency.plus(start, index).equals(instant)) {
                    errors.add(RowErrors.error(
                            file,
                            observation.line(),
                            Optional.of("ds"),
                            instant.toString(),
                            "whole steps of " + frequency.code() + " after " + start));
                    return;
                }
                for (int column = 0; column < values.length; column++) {
                    values[column][(int) index] = observation.values()[column];
                }
            });
            Map<String, VolumeSeries> regressors = new LinkedHashMap<>();
            for (int column = 1; column < values.length; column++) {
                regressors.put(
                        columns.get(column), VolumeSeries.of(columns.get(column), frequency, start, values[column]));
            }
            return Optional.of(new Entry(VolumeSeries.of(id, frequency, start, values[0]), regressors));
        }

        private Frequency smallestStep() {
            long seconds = Long.MAX_VALUE;
            for (NavigableMap<LocalDateTime, Observation> series : rows.values()) {
                Optional<LocalDateTime> before = Optional.empty();
                for (LocalDateTime instant : series.keySet()) {
                    if (before.isPresent()) {
                        seconds = Math.min(seconds, ChronoUnit.SECONDS.between(before.get(), instant));
                    }
                    before = Optional.of(instant);
                }
            }
            long days = seconds / 86_400;
            if (seconds == Long.MAX_VALUE) {
                return Frequency.DAILY;
            } else if (days >= 360) {
                return Frequency.YEARLY;
            } else if (days >= 89) {
                return Frequency.QUARTERLY;
            } else if (days >= 28) {
                return Frequency.MONTHLY;
            } else if (days >= 7) {
                return Frequency.WEEKLY;
            } else if (days >= 1) {
                return Frequency.DAILY;
            }
            return seconds % 3_600 == 0 ? Frequency.HOURLY : Frequency.TEN_MINUTES;
        }

        /** Whole steps from {@code start} to {@code end}, or the nearest below. */
        private static long steps(Frequency frequency, LocalDateTime start, LocalDateTime end) {
            long months = (end.getYear() - start.getYear()) * 12L + end.getMonthValue() - start.getMonthValue();
            return switch (frequency) {
                case TEN_MINUTES -> ChronoUnit.MINUTES.between(start, end) / 10;
                case HOURLY -> ChronoUnit.HOURS.between(start, end);
                case DAILY -> ChronoUnit.DAYS.between(start, end);
                case WEEKLY -> ChronoUnit.DAYS.between(start, end) / 7;
                case MONTHLY -> months;
                case QUARTERLY -> months / 3;
                case YEARLY -> months / 12;
            };
        }
    }
}
