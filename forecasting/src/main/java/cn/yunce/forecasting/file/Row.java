package cn.yunce.forecasting.file;

import cn.yunce.forecasting.VolumeImports.RowError;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a table. Every accessor checks what it reads, and throws what {@link #bad} makes when it is not as expected;
 * {@link TableFile#forEach} turns that into a {@link RowError}. Valid until the next row is read.
 */
public final class Row {
    /** No parcel count, cost or share of ours is above it. */
    public static final double MAX_PARCELS = 1e9;

    private static final LocalDate FIRST_DATE = LocalDate.of(1990, 1, 1);
    private static final LocalDate LAST_DATE = LocalDate.of(2100, 12, 31);
    private static final String DATE_EXPECTED = "a date 1990-01-01..2100-12-31";
    private static final LocalDate SPREADSHEET_DAY_ZERO = LocalDate.of(1899, 12, 30);

    private final String file;
    private final Map<String, Integer> columns;
    private final boolean spreadsheet;
    private List<String> cells = List.of();
    private long line;
    private String lastDateText = "";
    private LocalDate lastDate = FIRST_DATE;

    Row(String file, Map<String, Integer> columns, boolean spreadsheet) {
        this.file = file;
        this.columns = columns;
        this.spreadsheet = spreadsheet;
    }

    void set(List<String> newCells, long newLine) {
        cells = newCells;
        line = newLine;
    }

    public long line() {
        return line;
    }

    /** The cell as it stands, trimmed; empty when it is. */
    public String raw(String column) {
        int index = columns.getOrDefault(column, Integer.MAX_VALUE);
        return index < cells.size() ? cells.get(index) : "";
    }

    /** An identifier or a name: 1 to 200 characters, none a control character. */
    public String text(String column) {
        String text = raw(column);
        if (text.isEmpty() || text.length() > 200 || text.chars().anyMatch(Character::isISOControl)) {
            throw bad(column, "1 to 200 characters");
        }
        return text;
    }

    public Optional<String> optionalText(String column) {
        return raw(column).isEmpty() ? Optional.empty() : Optional.of(text(column));
    }

    public double number(String column, double lo, double hi) {
        String text = raw(column);
        double value = text.isEmpty() ? Double.NaN : parse(text);
        if (!(value >= lo && value <= hi)) {
            throw bad(column, "a number " + plain(lo) + ".." + plain(hi));
        }
        return value;
    }

    /** Like {@link #number}; an empty cell, {@code NaN} or {@code NA} is NaN. */
    public double numberOrMissing(String column, double lo, double hi) {
        return switch (raw(column)) {
            case "", "NaN", "nan", "NA" -> Double.NaN;
            default -> number(column, lo, hi);
        };
    }

    public double parcels(String column) {
        return number(column, 0, MAX_PARCELS);
    }

    public int integer(String column, int lo, int hi) {
        double value = number(column, lo, hi);
        if (value != Math.rint(value)) {
            throw bad(column, "a whole number " + lo + ".." + hi);
        }
        return (int) value;
    }

    public <E extends Enum<E>> E oneOf(String column, Class<E> type) {
        String text = raw(column);
        for (E value : type.getEnumConstants()) {
            if (value.name().equals(text)) {
                return value;
            }
        }
        throw bad(column, "one of " + Arrays.toString(type.getEnumConstants()));
    }

    /** A day: {@code 2024-12-01}, {@code 2024/12/1}, or a spreadsheet's day number. */
    public LocalDate date(String column) {
        String text = raw(column);
        if (!text.equals(lastDateText)) {
            LocalDateTime instant = parseInstant(text, column, DATE_EXPECTED);
            if (!instant.toLocalTime().equals(LocalTime.MIDNIGHT)) {
                throw bad(column, DATE_EXPECTED);
            }
            lastDate = instant.toLocalDate();
            lastDateText = text;
        }
        return lastDate;
    }

    /** A day, or a day and a time: {@code 2024-12-01 06:10:00} or with a {@code T}. */
    public LocalDateTime instant(String column) {
        return parseInstant(raw(column), column, DATE_EXPECTED + ", with or without a time");
    }

    /** A time of day: {@code 06:00}, {@code 06:00:00}, or a spreadsheet's part of a day. */
    public LocalTime time(String column) {
        String text = raw(column);
        String expected = "a time of day such as 06:00:00";
        try {
            if (spreadsheet && isNumber(text)) {
                double day = parse(text);
                if (day >= 0 && day < 1) {
                    return LocalTime.ofSecondOfDay(Math.min(Math.round(day * 86_400), 86_399));
                }
                throw bad(column, expected);
            }
            return LocalTime.parse(text.length() > 1 && text.charAt(1) == ':' ? "0" + text : text);
        } catch (DateTimeException e) {
            throw bad(column, expected);
        }
    }

    /** What an accessor throws: the cell is not as expected. */
    public RuntimeException bad(String column, String expected) {
        return new BadCell(error(Optional.of(column), raw(column), expected));
    }

    /** The whole line is not as expected. */
    public RuntimeException badLine(String expected) {
        return new BadCell(error(Optional.empty(), String.join(",", cells), expected));
    }

    RowError error(Optional<String> column, String found, String expected) {
        return RowErrors.error(file, line, column, found, expected);
    }

    private LocalDateTime parseInstant(String text, String column, String expected) {
        LocalDateTime instant;
        try {
            if (spreadsheet && isNumber(text)) {
                double day = parse(text);
                if (!(day >= 0 && day < 100_000)) {
                    throw bad(column, expected);
                }
                instant = SPREADSHEET_DAY_ZERO.atStartOfDay().plusSeconds(Math.round(day * 86_400));
            } else {
                int split = text.indexOf(' ') < 0 ? text.indexOf('T') : text.indexOf(' ');
                instant = split < 0
                        ? parseDate(text).atStartOfDay()
                        : parseDate(text.substring(0, split)).atTime(LocalTime.parse(text.substring(split + 1)));
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw bad(column, expected);
        }
        if (instant.toLocalDate().isBefore(FIRST_DATE) || instant.toLocalDate().isAfter(LAST_DATE)) {
            throw bad(column, expected);
        }
        return instant;
    }

    private static LocalDate parseDate(String text) {
        if (text.indexOf('/') < 0) {
            return LocalDate.parse(text);
        }
        String[] parts = text.split("/", 4);
        if (parts.length != 3 || text.length() > 10) {
            throw new NumberFormatException(text);
        }
        return LocalDate.of(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** Decimal notation only: Java would also take 0x1p3, 1d, NaN and Infinity. */
    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789.-+eE".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static double parse(String text) {
        try {
            return isNumber(text) ? Double.parseDouble(text) : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? String.valueOf((long) value) : "" + value;
    }

    /** Carries an error out of an accessor; cheap, as a file may have millions of bad rows. */
    static final class BadCell extends RuntimeException {
        private static final long serialVersionUID = 1;

        final transient RowError error;

        private BadCell(RowError error) {
            super(error.toString(), null, false, false);
            this.error = error;
        }
    }
}
