package cn.yunce.forecasting.scheduling;

import java.util.ArrayList;
import java.util.List;

/** A wave's trips in milliseconds: full vehicles as parcels accumulate, remainders merged while that saves most. */
final class FirstPlan {
    private FirstPlan() {}

    static List<Draft> of(WaveProblem problem) {
        long capacity = Handling.LOOSE.capacity();
        List<Draft> trips = new ArrayList<>();
        List<List<Draft.Load>> remainders = new ArrayList<>();
        for (Demand demand : problem.demands()) {
            long carried = 0;
            for (; carried + capacity <= demand.total(); carried += capacity) {
                trips.add(Draft.of(
                        List.of(new Draft.Load(demand, capacity)),
                        problem.container(),
                        demand.readyMinute(carried + capacity),
                        true));
            }
            if (carried < demand.total()) {
                remainders.add(List.of(new Draft.Load(demand, demand.total() - carried)));
            }
        }
        while (merge(problem, remainders)) {
            // one merge a round
        }
        for (List<Draft.Load> loads : remainders) {
            Draft draft = Draft.of(loads, problem.container(), 0, true);
            trips.add(draft.at(draft.way().readyMinute()));
        }
        return trips;
    }

    private static boolean merge(WaveProblem problem, List<List<Draft.Load>> remainders) {
        int first = -1;
        int second = -1;
        double best = 0;
        for (int i = 0; i < remainders.size(); i++) {
            for (int j = i + 1; j < remainders.size(); j++) {
                List<Draft.Load> a = remainders.get(i);
                List<Draft.Load> b = remainders.get(j);
                double saving = Math.min(external(a), external(b));
                if (saving > best && fit(problem, a, b)) {
                    first = i;
                    second = j;
                    best = saving;
                }
            }
        }
        if (first < 0) {
            return false;
        }
        List<Draft.Load> merged = new ArrayList<>(remainders.get(first));
        merged.addAll(remainders.remove(second));
        remainders.set(first, merged);
        return true;
    }

    private static double external(List<Draft.Load> loads) {
        return loads.stream()
                .mapToDouble(load -> load.demand().line().externalCost())
                .max()
                .orElse(0);
    }

    private static boolean fit(WaveProblem problem, List<Draft.Load> a, List<Draft.Load> b) {
        return a.size() + b.size() <= 3
                && amount(a) + amount(b) <= Handling.LOOSE.capacity()
                && a.stream().allMatch(x -> b.stream().allMatch(y -> problem.mayCombine(x.demand(), y.demand())));
    }

    private static long amount(List<Draft.Load> loads) {
        return loads.stream().mapToLong(Draft.Load::amount).sum();
    }
}
