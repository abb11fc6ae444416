package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.Wave;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Trips that an own vehicle may make in a wave, and the minutes at which vehicles leave.
 *
 * <p>Waiting longer never harms a trip before its latest departure, so each duty can be moved as late as it goes: its last trip
 * leaves at the latest departure, each earlier one just in time for the next. Only such minutes are made, and no optimum is
 * lost.
 *
 * <p>A relaxation has few minutes whatever the turn times: a trip leaves at the last of them before its departure, and is back at
 * the last of them before it is. What that gives away is mostly won back by {@link #span}: trips that leave in a span of time
 * keep vehicles away for their true turn times.
 */
final class Moves {
    /**
     * @param back minute from which the vehicle may leave again
     * @param load what it may carry before its lines are complete
     */
    record Move(Way way, Handling handling, int departure, int back, Load load) {
        int turnMinutes() {
            return handling.turnMinutes(way.transitMinutes());
        }
    }

    /** What a trip may carry. */
    enum Load {
        /** All that its vehicle holds, as its lines are complete, or in a relaxation. */
        ANY,
        /** Leaves before its line is complete, so it must be full. */
        FULL,
        /** Leaves before its lines are complete, with what is there: rule "early", in a relaxation. */
        PART
    }

    private record Turn(Way way, Handling handling, int minutes, int earliest) {}

    private static final int EARLY_MOVES = 1500;

    static final Moves NONE = new Moves(false);

    private final NavigableSet<Integer> minutes = new TreeSet<>();
    private final List<Move> all = new ArrayList<>();
    private final boolean relaxed;

    private Moves(boolean relaxed) {
        this.relaxed = relaxed;
    }

    /** Moves of plans that can be driven, under rule "complete". */
    static Moves of(WaveProblem problem) {
        Moves moves = new Moves(false);
        List<Turn> turns = turns(problem, false);
        Deque<Integer> open = new ArrayDeque<>();
        for (Turn turn : turns) {
            if (moves.minutes.add(turn.way().latestDeparture())) {
                open.add(turn.way().latestDeparture());
            }
        }
        while (!open.isEmpty()) {
            int next = open.remove();
            for (Turn turn : turns) {
                int departure = Math.min(turn.way().latestDeparture(), next - turn.minutes());
                if (departure >= turn.earliest() && moves.minutes.add(departure)) {
                    open.add(departure);
                }
            }
        }
        for (Turn turn : turns) {
            int latest = turn.way().latestDeparture();
            for (int departure : moves.minutes.subSet(turn.earliest(), true, latest, true)) {
                int back = departure + turn.minutes();
                if (departure == latest || moves.minutes.contains(back)) {
                    moves.all.add(new Move(turn.way(), turn.handling(), departure, back, load(turn, departure)));
                }
            }
        }
        return moves;
    }

    /**
     * Moves of a relaxation, at the ends of arrival slots and the latest departures. Those that are not back at the end lose nothing by
     * the latest departure.
     *
     * @param early trips may leave before their lines are complete, with what is there: they are many, so that only some slots count
     */
    static Moves relaxed(WaveProblem problem, boolean early) {
        Moves moves = new Moves(true);
        List<Turn> turns = turns(problem, early);
        Wave wave = problem.demands().getFirst().line().wave();
        int step = early ? Math.clamp((long) turns.size() * wave.slots() / EARLY_MOVES, 1, wave.slots()) : 1;
        for (int slot = 0; slot < wave.slots(); slot += step) {
            moves.minutes.add(wave.readyMinute(slot));
        }
        problem.demands().forEach(demand -> moves.minutes.add(demand.line().latestDepartureMinute()));
        for (Turn turn : turns) {
            int latest = turn.way().latestDeparture();
            for (int departure : moves.minutes.subSet(moves.minute(turn.earliest()), true, latest, true)) {
                int back = departure + turn.minutes();
                boolean last = back > moves.minutes.last();
                moves.all.add(new Move(
                        turn.way(),
                        turn.handling(),
                        departure,
                        last ? back : moves.minutes.floor(back),
                        early && departure < turn.way().readyMinute() ? Load.PART : load(turn, departure)));
            }
        }
        return moves;
    }

    private static Load load(Turn turn, int departure) {
        return departure >= turn.way().readyMinute() || !turn.way().single() ? Load.ANY : Load.FULL;
    }

    private static List<Turn> turns(WaveProblem problem, boolean early) {
        List<Turn> turns = new ArrayList<>();
        for (Way way : problem.listWays()) {
            for (Handling handling : problem.handlings()) {
                int earliest = way.readyMinute();
                if (early) {
                    earliest = way.demands().stream()
                            .mapToInt(demand -> demand.readyMinute(1))
                            .max()
                            .orElseThrow();
                } else if (way.single()) {
                    earliest = Math.min(earliest, way.demands().getFirst().readyMinute(handling.capacity()));
                }
                int minutes = handling.turnMinutes(way.transitMinutes());
                turns.add(new Turn(way, handling, minutes, earliest));
            }
        }
        return turns;
    }

    NavigableSet<Integer> minutes() {
        return minutes;
    }

    List<Move> list() {
        return all;
    }

    /** The same minutes with some moves only. */
    Moves only(Predicate<Move> kept) {
        Moves moves = new Moves(relaxed);
        moves.minutes.addAll(minutes);
        all.stream().filter(kept).forEach(moves.all::add);
        return moves;
    }

    /** The minute of the moves at which a trip leaves that leaves at {@code departure}. */
    int minute(int departure) {
        Integer minute = minutes.floor(departure);
        if (minute == null) {
            throw new IllegalArgumentException("departure must be " + minutes.first() + " or later, was " + departure);
        }
        return minute;
    }

    /** Last minute at which a trip leaves whose move has the departure. */
    int latest(int departure) {
        Integer next = minutes.higher(departure);
        return next == null || !relaxed ? departure : next - 1;
    }

    boolean relaxation() {
        return relaxed;
    }

    /** Minutes from {@code from} to {@code end}, both of {@link #minutes}, for which the move keeps a vehicle away at least. */
    int span(Move move, int from, int end) {
        if (move.departure() < from) {
            return Math.max(0, Math.min(end, move.departure() + move.turnMinutes()) - from);
        }
        return Math.max(0, Math.min(move.turnMinutes(), end - latest(move.departure())));
    }
}
