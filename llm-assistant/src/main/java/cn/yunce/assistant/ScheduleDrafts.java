package cn.yunce.assistant;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Port: plans of a day as they would be if something happened. A draft changes nothing until a person confirms it. */
public interface ScheduleDrafts {

    /** @param user in whose name the draft is kept */
    Outcome draft(LocalDate date, List<Change> changes, String user);

    /** What is supposed to happen. */
    sealed interface Change {
        /** An own vehicle makes no trip. */
        record VehicleOut(String vehicle) implements Change {}

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
     * @param changes of trips, each with its reason, Chinese
     * @param source run and version that it changes
     */
    record Made(
            long id,
            double costBefore,
            double costAfter,
            int ownTrips,
            int externalTrips,
            List<TripChange> changes,
            String source)
            implements Outcome {
        public Made {
            changes = List.copyOf(changes);
        }
    }

    /** @param text what becomes of the trip and why */
    record TripChange(String trip, List<String> lines, String text) {
        public TripChange {
            lines = List.copyOf(lines);
        }
    }

    /**
     * No plan keeps all rules.
     *
     * @param rules of which none can be left out, Chinese
     */
    record Impossible(List<String> rules) implements Outcome {
        public Impossible {
            rules = List.copyOf(rules);
        }
    }

    /** @param reason what is missing or does not fit */
    record NotMade(String reason) implements Outcome {}

    /** Makes none. */
    static ScheduleDrafts none() {
        return (date, changes, user) -> new NotMade("这里不能起草计划");
    }
}
