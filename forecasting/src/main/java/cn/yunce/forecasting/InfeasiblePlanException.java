package cn.yunce.forecasting;

import java.util.List;

/** No plan keeps all rules; says which rules stand against each other, for which line. */
public final class InfeasiblePlanException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final List<String> conflicts;

    /** @param conflicts one or more, each with the rules that conflict and the values of it */
    public InfeasiblePlanException(List<String> conflicts) {
        super(String.join("; ", conflicts));
        this.conflicts = List.copyOf(conflicts);
    }

    public List<String> conflicts() {
        return conflicts;
    }
}
