package cn.yunce.forecasting;

import java.util.List;
import java.util.Optional;

/** What comes of a day under way: a changed plan, or why there is none. */
public sealed interface Replan {

    /**
     * 重排计划.
     *
     * @param plan with all trips, also those that have left; a trip that goes on keeps its id. The lower bound of its KPIs is what is
     *     spent already: own fixed cost and the trips that have left
     * @param changes trips that differ in vehicle, lines, departure or container, that are new or cancelled; parcels alone are no change
     * @param costBefore of the plan until now
     * @param lateTrips ids of trips that leave after a latest departure of their lines
     */
    record Changed(ShortHaulPlan plan, List<Change> changes, double costBefore, List<String> lateTrips)
            implements Replan {
        public Changed {
            changes = List.copyOf(changes);
            lateTrips = List.copyOf(lateTrips);
        }
    }

    /**
     * 无解: the wishes and the day's events contradict each other.
     *
     * @param conflict a minimal set: without any one of these there would be a plan
     */
    record Infeasible(List<Rule> conflict) implements Replan {
        public Infeasible {
            conflict = List.copyOf(conflict);
        }
    }

    /**
     * @param before empty for a new trip
     * @param after empty for a cancelled one
     */
    record Change(Kind kind, Optional<Trip> before, Optional<Trip> after, Words why) {}

    /** What changed most about a trip. */
    enum Kind {
        NEW,
        CANCELLED,
        TO_EXTERNAL,
        VEHICLE,
        LINES,
        DEPARTURE
    }

    /**
     * A rule or event.
     *
     * @param event index of the day's event, from 0; empty for a rule that always holds
     */
    record Rule(Optional<Integer> event, Words words) {}

    /** The same in both languages. */
    record Words(String chinese, String english) {}
}
