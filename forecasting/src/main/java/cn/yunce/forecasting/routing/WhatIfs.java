package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingProblem.Stop;
import cn.yunce.forecasting.routing.RoutingProblem.VehicleType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What single changes would save, by planning again. */
public final class WhatIfs {
    private static final int MOST_TYPES = 10;
    private static final int MOST_WINDOWS = 10;

    private WhatIfs() {}

    /** What is changed. */
    public enum Change {
        ONE_MORE_VEHICLE,
        WIDER_WINDOW
    }

    /**
     * @param subject vehicle type or stop, by index
     * @param saved of the plan's cost; may be negative where more stops are served
     * @param served stops more; never less than 0, and where it is 0 nothing is saved less than 0
     */
    public record WhatIf(Change change, int subject, long saved, int served) {}

    /**
     * One more vehicle of each of the first {@value #MOST_TYPES} types; windows wider on both sides, of unassigned stops first, then of those with the narrowest, {@value #MOST_WINDOWS} in all.
     *
     * @param wider by how much on each side
     */
    public static List<WhatIf> of(
            RoutingEngine engine, RoutingProblem problem, RoutingPlan plan, RoutingOptions options, int wider) {
        List<WhatIf> found = new ArrayList<>();
        for (int t = 0; t < Math.min(MOST_TYPES, problem.fleet().size()); t++) {
            List<VehicleType> fleet = new ArrayList<>(problem.fleet());
            fleet.set(t, fleet.get(t).withCount(fleet.get(t).count() + 1));
            found.add(compared(Change.ONE_MORE_VEHICLE, t, plan, engine.plan(problem.withFleet(fleet), options)));
        }
        Set<Integer> unassigned = new HashSet<>(plan.unassigned());
        List<Integer> candidates = IntStream.range(0, problem.stops().size())
                .filter(k -> width(problem.stops().get(k)) < VehicleType.UNLIMITED)
                .boxed()
                .sorted(Comparator.comparing((Integer k) -> !unassigned.contains(k))
                        .thenComparingLong(k -> width(problem.stops().get(k))))
                .limit(MOST_WINDOWS)
                .toList();
        for (int k : candidates) {
            List<Stop> stops = new ArrayList<>(problem.stops());
            stops.set(k, stops.get(k).withWindows(widened(stops.get(k).windows(), wider)));
            found.add(compared(Change.WIDER_WINDOW, k, plan, engine.plan(problem.withStops(stops), options)));
        }
        return found;
    }

    private static long width(Stop stop) {
        return stop.windows().stream()
                .mapToLong(window -> (long) window.to() - window.from())
                .sum();
    }

    /** Windows that meet become one. */
    private static List<Window> widened(List<Window> windows, int by) {
        List<Window> wide = new ArrayList<>();
        for (Window window : windows) {
            Window next = new Window(Math.max(0, window.from() - by), window.to() + by);
            if (!wide.isEmpty() && wide.getLast().to() >= next.from()) {
                next = new Window(wide.removeLast().from(), next.to());
            }
            wide.add(next);
        }
        return wide;
    }

    /** The plan as it is stays possible, so nothing can be lost. */
    private static WhatIf compared(Change change, int subject, RoutingPlan plan, RoutingPlan changed) {
        int served = plan.unassigned().size() - changed.unassigned().size();
        long saved = plan.cost() - changed.cost();
        return served < 0 || (served == 0 && saved < 0)
                ? new WhatIf(change, subject, 0, 0)
                : new WhatIf(change, subject, saved, served);
    }
}
