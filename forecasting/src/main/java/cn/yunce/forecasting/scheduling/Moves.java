package cn.yunce.forecasting.scheduling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Trips that an own vehicle may make in a wave, and the minutes at which vehicles leave.
 *
 * <p>Waiting longer never harms a trip before its latest departure, so each duty can be moved as late as it goes: its last trip
 * leaves at the latest departure, each earlier one just in time for the next. Only such minutes are made, and no optimum is
 * lost. A grid of several minutes makes fewer: turn times rounded up give plans that can be driven, rounded down a relaxation.
 */
final class Moves {
    /** How turn times are put on the grid. */
    enum Rounding {
        UP,
        DOWN
    }

    /** @param full leaves before its line is complete, so it must be full */
    record Move(Way way, Handling handling, int departure, int back, boolean full) {}

    private final NavigableSet<Integer> minutes = new TreeSet<>();
    private final List<Move> all = new ArrayList<>();

    /**
     * @param early part-full trips may leave as soon as a parcel is there, however few have come: a relaxation of rule "early"
     */
    Moves(WaveProblem problem, int grid, Rounding rounding, boolean early) {
        record Turn(Way way, Handling handling, int minutes, int earliest) {}
        List<Turn> turns = new ArrayList<>();
        for (Way way : problem.listWays()) {
            for (Handling handling : problem.handlings()) {
                int turn = handling.turnMinutes(way.transitMinutes());
                int onGrid =
                        rounding == Rounding.UP ? Math.ceilDiv(turn, grid) * grid : Math.max(1, turn / grid * grid);
                int earliest = way.readyMinute();
                if (early) {
                    earliest = way.demands().stream()
                            .mapToInt(demand -> demand.readyMinute(1))
                            .max()
                            .orElseThrow();
                } else if (way.single()) {
                    earliest = Math.min(earliest, way.demands().getFirst().readyMinute(handling.capacity()));
                }
                turns.add(new Turn(way, handling, onGrid, earliest));
            }
        }
        Deque<Integer> open = new ArrayDeque<>();
        for (Turn turn : turns) {
            if (minutes.add(turn.way().latestDeparture())) {
                open.add(turn.way().latestDeparture());
            }
        }
        while (!open.isEmpty()) {
            int next = open.remove();
            for (Turn turn : turns) {
                int departure = Math.min(turn.way().latestDeparture(), next - turn.minutes());
                if (departure >= turn.earliest() && minutes.add(departure)) {
                    open.add(departure);
                }
            }
        }
        for (Turn turn : turns) {
            int latest = turn.way().latestDeparture();
            for (int departure : minutes.subSet(turn.earliest(), true, latest, true)) {
                int back = departure + turn.minutes();
                if (departure == latest || minutes.contains(back)) {
                    boolean full = !early && departure < turn.way().readyMinute();
                    all.add(new Move(turn.way(), turn.handling(), departure, back, full));
                }
            }
        }
    }

    NavigableSet<Integer> minutes() {
        return minutes;
    }

    List<Move> list() {
        return all;
    }
}
