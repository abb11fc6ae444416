package cn.yunce.forecasting.routing;

import java.util.List;

/**
 * When a vehicle is where.
 *
 * @param departure from the depot
 * @param visits in their order
 * @param flights for each sortie of the route
 * @param returned at the depot, for the last time
 */
public record Timetable(int departure, List<Visit> visits, List<Flight> flights, int returned) {
    public Timetable {
        visits = List.copyOf(visits);
        flights = List.copyOf(flights);
    }

    /** What a visit is for. */
    public enum Kind {
        STOP,
        RELOAD,
        RECHARGE,
        BREAK
    }

    /**
     * @param subject the stop by its index; the location of a reload or recharge; the number of a break, from 0
     * @param arrival at the place; of a break the same as its start
     * @param start of service
     * @param end of service; what comes after, a drone's landing and start among it, is not in it
     */
    public record Visit(Kind kind, int subject, int arrival, int start, int end) {}

    /**
     * @param launched into the air
     * @param left the stop
     * @param back at where the vehicle picks it up
     */
    public record Flight(int stop, int launched, int arrival, int start, int left, int back) {}
}
