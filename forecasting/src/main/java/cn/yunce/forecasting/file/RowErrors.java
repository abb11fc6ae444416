package cn.yunce.forecasting.file;

import cn.yunce.forecasting.BadInputException;
import cn.yunce.forecasting.VolumeImports.RowError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects bad rows: counts all, keeps the first 100. */
public final class RowErrors {
    private static final int KEPT = 100;
    private static final int MAX_FOUND_CHARS = 80;

    private final List<RowError> errors = new ArrayList<>();
    private long count;

    public void add(RowError error) {
        count++;
        if (errors.size() < KEPT) {
            errors.add(error);
        }
    }

    public void addAll(RowErrors others) {
        count += others.count;
        errors.addAll(others.errors.subList(0, Math.min(others.errors.size(), KEPT - errors.size())));
    }

    public long count() {
        return count;
    }

    public List<RowError> list() {
        return List.copyOf(errors);
    }

    /** Throws {@link BadInputException} when there is one. */
    public void throwIfAny() {
        if (count > 0) {
            throw new BadInputException(errors, count);
        }
    }

    /** An error whose texts fit on one line: {@code found} is cut after 80 characters. */
    public static RowError error(String file, long line, Optional<String> column, String found, String expected) {
        return new RowError(file, line, column.map(RowErrors::oneLine), oneLine(found), expected);
    }

    private static String oneLine(String text) {
        String start = text.codePointCount(0, text.length()) > MAX_FOUND_CHARS
                ? text.substring(0, text.offsetByCodePoints(0, MAX_FOUND_CHARS)) + "…"
                : text;
        return start.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ");
    }
}
