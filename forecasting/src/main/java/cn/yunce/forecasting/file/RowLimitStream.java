package cn.yunce.forecasting.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails once more than a limit was read since the last {@link #rowDone()}, whatever an archive claims of its sizes. */
final class RowLimitStream extends FilterInputStream {
    private final long limit;
    private final String what;
    private long left;

    /** @param what names in the message what is too long */
    RowLimitStream(InputStream in, long limit, String what) {
        super(in);
        this.limit = limit;
        this.what = what;
        left = limit;
    }

    void rowDone() {
        left = limit;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws IOException {
        left -= read;
        if (left < 0) {
            throw new IOException(what + " of at most " + limit + " bytes");
        }
    }
}
