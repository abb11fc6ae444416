package cn.yunce.forecasting.persistence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Builds rows of PostgreSQL's COPY text format. */
final class CopyRow {
    private final StringBuilder text = new StringBuilder();
    private boolean first = true;

    CopyRow add(String value) {
        separate();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
        return this;
    }

    /** NaN is NULL. */
    CopyRow add(double value) {
        separate();
        if (Double.isNaN(value)) {
            text.append("\\N");
        } else {
            number(value);
        }
        return this;
    }

    CopyRow add(Object value) {
        return add(value.toString());
    }

    CopyRow addNull() {
        separate();
        text.append("\\N");
        return this;
    }

    /** A PostgreSQL array. */
    CopyRow add(double... values) {
        separate();
        text.append('{');
        for (int i = 0; i < values.length; i++) {
            text.append(i == 0 ? "" : ",");
            number(values[i]);
        }
        text.append('}');
        return this;
    }

    /** A PostgreSQL array. */
    CopyRow add(List<String> values) {
        return add(values.stream()
                .map(value -> '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(Collectors.joining(",", "{", "}")));
    }

    /** Adds the other's cells, and ends the row. */
    void endWith(CopyRow cells) {
        separate();
        text.append(cells.text).append('\n');
        first = true;
    }

    void end() {
        text.append('\n');
        first = true;
    }

    void clear() {
        text.setLength(0);
        first = true;
    }

    int length() {
        return text.length();
    }

    /** What was added since the last call. */
    String takeText() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    /** What was added since the last call, in UTF-8. */
    byte[] take() {
        return takeText().getBytes(StandardCharsets.UTF_8);
    }

    private void number(double value) {
        boolean negativeZero = value == 0 && 1 / value < 0;
        if (value == Math.rint(value) && Math.abs(value) < 1e15 && !negativeZero) {
            text.append((long) value);
        } else {
            text.append(value);
        }
    }

    private void separate() {
        if (!first) {
            text.append('\t');
        }
        first = false;
    }
}
