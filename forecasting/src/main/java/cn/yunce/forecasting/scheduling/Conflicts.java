package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.InfeasiblePlanException;
import cn.yunce.forecasting.ShortHaulProblem;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rules of a problem that cannot be kept together. External carriers take whatever own vehicles cannot, so only a line's own
 * rules can conflict: each conflict is of one line, and minimal.
 */
final class Conflicts {
    private Conflicts() {}

    /** @throws InfeasiblePlanException naming all conflicts, when there are some */
    static void check(ShortHaulProblem problem) {
        Map<String, Line> lines = new HashMap<>();
        problem.network().lines().forEach(line -> lines.put(line.code(), line));
        List<String> conflicts = new ArrayList<>();
        problem.volumes().keySet().stream().sorted().forEach(code -> {
            Line line = lines.get(code);
            SlotProfile profile = Objects.requireNonNull(problem.volumes().get(code));
            if (line == null) {
                conflicts.add("parcels of a line must be carried, but the network has no line " + code);
                return;
            }
            try {
                new Demand(line, profile);
            } catch (IllegalArgumentException e) {
                conflicts.add(String.valueOf(e.getMessage()));
            }
        });
        if (!conflicts.isEmpty()) {
            throw new InfeasiblePlanException(conflicts);
        }
    }
}
