package cn.yunce.app.cli;

/** Something the caller can mend; the message says what, where and what was expected. */
final class BadInput extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
