package cn.yunce.forecasting.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Rows of cells, one at a time, the header among them. Cells are trimmed. */
interface RowReader extends Closeable {
    int MAX_COLUMNS = 1_000;
    int MAX_CELL_CHARS = 10_000;

    /** No row may be longer; bounds the memory that a broken quote or a bomb can take. */
    int MAX_ROW_BYTES = 4 << 20;

    /**
     * The next row that is not empty; an empty list at the end.
     *
     * @throws IOException whose message says what was expected, when the file cannot be read on from here
     */
    List<String> next() throws IOException;

    /** Line of the last row, 1-based. */
    long line();

    /** Whether dates and times may be a spreadsheet's day numbers, and empty cells at a row's end may be missing. */
    boolean spreadsheet();
}
