package cn.yunce.cluster;

import java.util.Iterator;

/** The rows of a part after a header, which a part without rows has too. */
final class WithHeader implements Iterator<String> {
    private final String header;
    private final Iterator<String> rows;
    private boolean begun;

    WithHeader(String header, Iterator<String> rows) {
        this.header = header;
        this.rows = rows;
    }

    @Override
    public boolean hasNext() {
        return !begun || rows.hasNext();
    }

    @Override
    public String next() {
        if (begun) {
            return rows.next();
        }
        begun = true;
        return header;
    }
}
