package cn.yunce.forecasting;

import cn.yunce.forecasting.VolumeImports.RowError;
import java.util.List;

/** A file cannot be used as it is; the message is one line for its sender: what, where, what was expected. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<RowError> errors;

    public BadInputException(RowError error) {
        this(List.of(error), 1);
    }

    /**
     * @param errors the first bad rows, at least one
     * @param count how many there are in all
     */
    public BadInputException(List<RowError> errors, long count) {
        super(errors.getFirst() + (count > 1 ? " (and " + (count - 1) + " more)" : ""));
        this.errors = List.copyOf(errors);
    }

    public List<RowError> errors() {
        return errors;
    }
}
