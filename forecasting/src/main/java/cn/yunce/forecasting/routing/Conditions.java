package cn.yunce.forecasting.routing;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What holds for all vehicles of a problem.
 *
 * @param speeds by time of day
 * @param collectedLast whether a trip collects only after its last delivery
 * @param flight distances and times of drones between the problem's locations; empty when none fly
 * @param noFly spans of time in which no drone is in the air
 */
public record Conditions(Speeds speeds, boolean collectedLast, Optional<TravelMatrix> flight, List<Window> noFly) {
    /** Nothing out of the ordinary. */
    public static final Conditions ORDINARY = new Conditions(Speeds.EVEN, false, Optional.empty(), List.of());

    public Conditions {
        noFly = noFly.stream().sorted(Comparator.comparingInt(Window::from)).toList();
    }
}
