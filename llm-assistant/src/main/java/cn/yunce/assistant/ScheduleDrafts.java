package cn.yunce.assistant;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Port: plans of a day as they would be if something happened. A draft changes nothing until a person confirms it. */
public interface ScheduleDrafts {

    /** @param caller in whose name the draft is kept, and in whose language its changes are told */
    Outcome draft(LocalDate date, List<Change> changes, Caller caller);

    /**
     * What the day's plan would cost by other settings, on the same volumes. Keeps nothing; a person may put the settings in force
     * for the runs that follow.
     */
    Comparison compare(LocalDate date, Settings wished, Language language);

    /**
     * How a day is planned; what is empty stays as it is.
     *
     * @param container whether trips may use the standard container
     * @param early whether part-full trips may leave before all parcels are there
     * @param fewestExternal whether the fewest external trips are wanted, at whatever cost
     */
    record Settings(Optional<Boolean> container, Optional<Boolean> early, boolean fewestExternal) {}

    sealed interface Comparison {}

    /**
     * @param put the settings as {@code PUT /api/v1/schedules/settings} takes them
     * @param seconds that each side was planned for, at most
     */
    record Compared(Side before, Side after, Map<String, Object> put, int seconds, String source)
            implements Comparison {
        public Compared {
            put = Map.copyOf(put);
        }
    }

    record Side(
            boolean container,
            boolean early,
            boolean fewestExternal,
            double cost,
            int ownTrips,
            int externalTrips,
            int containerTrips) {}

    /** What is supposed to happen. */
    sealed interface Change {
        /**
         * An own vehicle makes no trip.
         *
         * @param from and {@code to} empty for the whole day
         */
        record VehicleOut(String vehicle, Optional<LocalTime> from, Optional<LocalTime> to) implements Change {}

        /** @param factor of the lines' parcels, 1.2 for a fifth more */
        record VolumeChange(List<String> lines, double factor) implements Change {
            public VolumeChange {
                lines = List.copyOf(lines);
            }
        }

        record VolumeLate(List<String> lines, int minutes) implements Change {
            public VolumeLate {
                lines = List.copyOf(lines);
            }
        }

        /** @param from and {@code to} empty for the whole day */
        record RoadClosed(String origin, String site, Optional<LocalTime> from, Optional<LocalTime> to)
                implements Change {}
    }

    sealed interface Outcome {}

    /**
     * @param parcels on all trips of the draft
     * @param ownVehicles own vehicles that drive by the draft
     * @param changes of trips
     * @param lateTrips trips that leave after a latest departure of their lines
     * @param source run and version that it changes
     */
    record Made(
            long id,
            double costBefore,
            double costAfter,
            int ownTrips,
            int externalTrips,
            double parcels,
            int ownVehicles,
            List<TripChange> changes,
            int lateTrips,
            String source)
            implements Outcome {
        public Made {
            changes = List.copyOf(changes);
        }
    }

    /**
     * @param parcels on board; of a cancelled trip, until then
     * @param brief what becomes of the trip
     * @param text the same and why
     */
    record TripChange(String trip, Kind kind, List<String> lines, double parcels, String brief, String text) {
        public TripChange {
            lines = List.copyOf(lines);
        }
    }

    /** What changes most about a trip. */
    enum Kind {
        NEW,
        CANCELLED,
        TO_EXTERNAL,
        VEHICLE,
        LINES,
        DEPARTURE
    }

    /**
     * No plan keeps all rules.
     *
     * @param rules of which none can be left out
     */
    record Impossible(List<String> rules) implements Outcome {
        public Impossible {
            rules = List.copyOf(rules);
        }
    }

    /** @param reason what is missing or does not fit */
    record NotMade(String reason) implements Outcome, Comparison {}

    /** Makes none. */
    static ScheduleDrafts none() {
        NotMade none = new NotMade("这里不能起草计划");
        return new ScheduleDrafts() {
            @Override
            public Outcome draft(LocalDate date, List<Change> changes, Caller caller) {
                return none;
            }

            @Override
            public Comparison compare(LocalDate date, Settings wished, Language language) {
                return none;
            }
        };
    }
}
