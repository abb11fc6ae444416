package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.Disturbance;
import java.util.List;
import java.util.Set;

/** The disturbances and rules that hold. */
record LiveRules(List<Disturbance> disturbances, Set<Base> base) {
    LiveRules {
        disturbances = List.copyOf(disturbances);
        base = Set.copyOf(base);
    }

    static LiveRules all(List<Disturbance> disturbances) {
        return new LiveRules(disturbances, Set.of(Base.values()));
    }

    boolean holds(Base rule) {
        return base.contains(rule);
    }

    /** Rules that always hold, and that a conflict may name. */
    enum Base {
        LATEST_DEPARTURE,
        COMPLETE,
        PARCELS_THERE,
        TURN_TIME,
        NOT_PAST
    }
}
