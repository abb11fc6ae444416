package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.RoutingPlan.Halt;
import java.util.List;

/** Puts the vehicles of a running plan on their routes; stops that no longer fit there are left out from the end. */
final class RunningStart {
    private final FlatProblem problem;
    private final Tours tours;

    RunningStart(FlatProblem problem, Tours tours) {
        this.problem = problem;
        this.tours = tours;
    }

    void resume(RunningPlan running) {
        for (int r = 0; r < running.routes().size(); r++) {
            RunningPlan.RunningRoute route = running.routes().get(r);
            if (route.stops().isEmpty() || !tours.canOpen(route.vehicleType())) {
                continue;
            }
            tours.open(r, route.vehicleType());
            List<Halt> halts = problem.halting ? route.halts() : List.of();
            for (int place : PlannedRows.row(
                    problem,
                    route.vehicleType(),
                    route.stops(),
                    halts,
                    new int[route.stops().size()])) {
                if (place < problem.stops || tours.canHalt(1)) {
                    tours.append(place, r);
                }
            }
            for (int i = route.stops().size() - 1; i >= 0 && !tours.keepsRules(r); i--) {
                int k = route.stops().get(i);
                if (tours.route[k] == r && !problem.fixed[k]) {
                    tours.remove(k);
                    if (problem.mate[k] >= 0) {
                        tours.remove(problem.mate[k]);
                    }
                    tours.settle(r);
                    if (tours.size[r] == 0) {
                        break;
                    }
                }
            }
            if (tours.size[r] > 0 && !tours.keepsRules(r)) {
                throw new IllegalArgumentException("locked stops of running route " + r
                        + " must be such that its vehicle can drive them and come back, were " + route.stops()
                        + " with " + route.locked() + " locked");
            }
        }
    }
}
