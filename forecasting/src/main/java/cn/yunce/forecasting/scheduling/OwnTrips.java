package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.scheduling.Moves.Move;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The own trips among some, counted by {@link Move}. */
final class OwnTrips {
    private record Kind(Way way, Handling handling, int departure) {}

    private final Map<Kind, Integer> counts = new HashMap<>();

    /** @throws IllegalArgumentException when a trip leaves before the first minute of the moves */
    OwnTrips(WaveProblem problem, List<Draft> trips, Moves moves) {
        for (Draft trip : trips) {
            if (trip.own()) {
                int departure = moves.minute(trip.departure());
                counts.merge(new Kind(problem.way(trip), trip.handling(), departure), 1, Integer::sum);
            }
        }
    }

    int count(Move move) {
        return counts.getOrDefault(new Kind(move.way(), move.handling(), move.departure()), 0);
    }
}
