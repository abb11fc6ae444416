package cn.yunce.forecasting.routing;

import cn.yunce.forecasting.routing.Timetable.Flight;
import cn.yunce.forecasting.routing.Timetable.Kind;
import cn.yunce.forecasting.routing.Timetable.Visit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a {@link Walk} found at each place of a row for each number of breaks taken, so that a timetable can be told from it. */
final class DriveLog {
    private boolean on;
    private int width;
    private int[] arrival = new int[0];
    private int[] start = new int[0];
    private int[] end = new int[0];
    private int[] leaving = new int[0];
    private boolean[] pausedBefore = new boolean[0];
    private boolean[] pausedAfter = new boolean[0];
    private final List<Flight> flights = new ArrayList<>();

    /** @param cells places times numbers of breaks, at most */
    void open(int cells) {
        on = true;
        if (arrival.length < cells) {
            arrival = new int[cells];
            start = new int[cells];
            end = new int[cells];
            leaving = new int[cells];
            pausedBefore = new boolean[cells];
            pausedAfter = new boolean[cells];
        }
    }

    void close() {
        on = false;
    }

    /** Forgets the drive before. */
    void begin(int breaks) {
        if (on) {
            width = breaks + 1;
            flights.clear();
            Arrays.fill(pausedBefore, false);
            Arrays.fill(pausedAfter, false);
        }
    }

    void arrived(int i, int b, int time, boolean paused) {
        if (on) {
            arrival[i * width + b] = time;
            pausedBefore[i * width + b] = paused;
        }
    }

    void served(int i, int b, int begun, int ended) {
        if (on) {
            start[i * width + b] = begun;
            end[i * width + b] = ended;
        }
    }

    void left(int i, int b, int time, boolean paused) {
        if (on) {
            leaving[i * width + b] = time;
            pausedAfter[i * width + b] = paused;
        }
    }

    void flew(int stop, int launched, int arrived, int begun, int leaves, int back) {
        if (on) {
            flights.add(new Flight(stop, launched, arrived, begun, leaves, back));
        }
    }

    /** Goes back from the return over the choices that led there. */
    Timetable timetable(
            FlatProblem problem, int[] row, int length, int t, int breaksTaken, int departure, int returned) {
        List<Equipment.Break> breaks = problem.breaks.get(t);
        int taken = breaksTaken;
        List<Visit> visits = new ArrayList<>();
        for (int i = length - 1; i >= 0; i--) {
            while (taken > 0 && pausedAfter[i * width + taken]) {
                taken--;
                visits.add(pause(taken, leaving[i * width + taken], breaks.get(taken)));
            }
            int served = i * width + taken;
            List<Visit> pauses = new ArrayList<>();
            while (taken > 0 && pausedBefore[i * width + taken]) {
                taken--;
                pauses.add(pause(taken, arrival[i * width + taken], breaks.get(taken)));
            }
            int place = row[i];
            Kind kind = place < problem.stops ? Kind.STOP : problem.isDepot(place) ? Kind.RELOAD : Kind.RECHARGE;
            int subject = kind == Kind.STOP ? place : problem.location[place];
            visits.add(new Visit(kind, subject, arrival[i * width + taken], start[served], end[served]));
            visits.addAll(pauses);
        }
        return new Timetable(departure, visits.reversed(), flights, returned);
    }

    private static Visit pause(int number, int time, Equipment.Break rule) {
        int begun = Math.max(time, rule.earliest());
        return new Visit(Kind.BREAK, number, begun, begun, begun + rule.duration());
    }
}
