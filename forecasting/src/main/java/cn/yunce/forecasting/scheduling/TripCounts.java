package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.Moves.Move;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many trips of each kind a wave has, in a fixed order. */
record TripCounts(Map<Move, Integer> own, Map<Way, Integer> external) {
    TripCounts {
        own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
        external = Collections.unmodifiableMap(new LinkedHashMap<>(external));
    }
}
