package cn.yunce.assistant.tool;

import cn.yunce.assistant.ForecastLookup.Volume;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.retrieval.SearchResult;
import cn.yunce.assistant.wording.Wording;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a tool found; each carries where it comes from. */
public sealed interface ToolResult {

    /** @param asOf day whose law was searched */
    record Articles(SearchResult found, LocalDate asOf) implements ToolResult {}

    /**
     * @param rows as many as were asked for, in the order that was asked for; each names its source
     * @param of how many there are in all
     * @param total of all of them, expected parcels
     */
    record Volumes(LocalDate date, List<Volume> rows, int of, double total) implements ToolResult {
        public Volumes {
            rows = List.copyOf(rows);
        }
    }

    /** @param hours parcels that come to the lines' origins in the hour that begins then, as far as they were asked for */
    record Hours(LocalDate date, SortedMap<LocalDateTime, Double> hours, String source) implements ToolResult {
        public Hours {
            hours = Collections.unmodifiableSortedMap(new TreeMap<>(hours));
        }
    }

    /** @param sums what the lines of a wave come to, by the name of their origin or site, the most first */
    record Sums(LocalDate date, List<Map.Entry<String, Double>> sums, String source) implements ToolResult {
        public Sums {
            sums = List.copyOf(sums);
        }
    }

    /** @param trips those that were asked for */
    record Schedule(Plan plan, List<PlannedTrip> trips) implements ToolResult {
        public Schedule {
            trips = List.copyOf(trips);
        }
    }

    /**
     * Figures of trips.
     *
     * @param trips those that were asked for
     * @param groups they in groups, in the order that was asked for, as many as were asked for; empty where none were
     * @param of how many groups there are in all
     * @param ties how many of them come to the same as the first
     */
    record Figures(Plan plan, List<PlannedTrip> trips, List<Group> groups, int of, int ties) implements ToolResult {
        public Figures {
            trips = List.copyOf(trips);
            groups = List.copyOf(groups);
        }

        public record Group(String name, List<PlannedTrip> trips) {
            public Group {
                trips = List.copyOf(trips);
            }
        }
    }

    /**
     * Nothing is published that the call asks for.
     *
     * @param sentence key of what is said of it
     */
    record Nothing(String sentence, List<String> values) implements ToolResult {
        public Nothing {
            values = List.copyOf(values);
        }

        public String in(Wording words) {
            return words.say(sentence, values.toArray());
        }
    }
}
