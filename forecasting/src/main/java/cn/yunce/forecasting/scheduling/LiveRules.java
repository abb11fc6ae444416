package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.Disturbance;
import cn.yunce.forecasting.LiveEvent;
import java.util.List;
import java.util.Set;

/** The events and rules that hold. */
record LiveRules(List<LiveEvent> events, Set<Base> base) {
    LiveRules {
        events = List.copyOf(events);
        base = Set.copyOf(base);
    }

    static LiveRules all(List<LiveEvent> events) {
        return new LiveRules(events, Set.of(Base.values()));
    }

    List<Disturbance> disturbances() {
        return events.stream().map(LiveEvent::what).toList();
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
