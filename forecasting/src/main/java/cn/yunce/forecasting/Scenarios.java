package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.ServiceDate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Named suppositions about the days to come, over the forecasts in force: a promotion, an outlet that closes. */
public interface Scenarios {
    int MAX_SCENARIOS = 200;

    /** Latest first. */
    List<Scenario> list();

    /**
     * @throws IllegalArgumentException when a node is not known, or there are {@value #MAX_SCENARIOS} already
     * @throws IllegalStateException when the name is taken
     */
    Scenario add(String name, List<Change> changes, String by);

    Optional<Scenario> find(long id);

    void delete(long id);

    /**
     * A node's forecast as it would be, by date. A node moves with what is supposed of itself and of all above it, as they share out,
     * and by the parcels that nodes below it gain or lose. Changes of one day add up; each is of the forecast in force.
     *
     * @throws NoSuchElementException when there is no such scenario
     */
    List<Day> listDays(long id, String nodeId, Direction direction);

    /**
     * A node's volumes of both directions, times a factor.
     *
     * @param from first day
     * @param to last day, at most 366 days after
     * @param factor 0..10; 0 for an outlet that is closed
     * @param movesTo node that takes over what is lost, or gives what is gained; empty: nobody
     */
    record Change(String nodeId, LocalDate from, LocalDate to, double factor, Optional<String> movesTo) {
        private static final int MAX_DAYS = 366;
        private static final double MAX_FACTOR = 10;

        public Change {
            if (nodeId.isBlank()) {
                throw new IllegalArgumentException("nodeId must not be blank");
            }
            if (to.isBefore(from) || to.isAfter(from.plusDays(MAX_DAYS))) {
                throw new IllegalArgumentException(
                        "to must be 0.." + MAX_DAYS + " days after from " + from + ", was " + to);
            }
            if (!(factor >= 0 && factor <= MAX_FACTOR)) {
                throw new IllegalArgumentException("factor must be 0.." + MAX_FACTOR + ", was " + factor);
            }
            if (movesTo.filter(nodeId::equals).isPresent()) {
                throw new IllegalArgumentException("movesTo must be another node, was " + nodeId);
            }
        }

        /** Whether it is of that day. */
        public boolean isOn(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** @param changes 1..50 */
    record Scenario(long id, String name, List<Change> changes, String by, Instant at) {
        private static final int MAX_NAME = 60;
        private static final int MAX_CHANGES = 50;

        public Scenario {
            changes = List.copyOf(changes);
            if (name.isBlank() || name.length() > MAX_NAME) {
                throw new IllegalArgumentException(
                        "name must have 1.." + MAX_NAME + " characters, had " + name.length());
            }
            if (changes.isEmpty() || changes.size() > MAX_CHANGES) {
                throw new IllegalArgumentException("changes must be 1.." + MAX_CHANGES + ", were " + changes.size());
            }
        }
    }

    /**
     * @param forecast what is forecast
     * @param mean what it would be
     * @param intervals as wide, in proportion, as those of the forecast
     */
    record Day(ServiceDate date, double forecast, double mean, List<Interval> intervals) {
        public Day {
            intervals = List.copyOf(intervals);
        }
    }
}
