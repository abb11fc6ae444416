package cn.yunce.assistant;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Port: published forecasts, as the assistant needs them. */
public interface ForecastLookup {

    /** Forecasts of all lines for a planning day, busiest first; empty when none are published. */
    List<Volume> listLineVolumes(LocalDate date, Optional<String> waveCode);

    /**
     * Forecasts of a tier's nodes for a day, busiest first.
     *
     * @param tier CITY, COUNTY, TOWNSHIP or VILLAGE
     * @param direction PICKUP or DELIVERY
     */
    List<Volume> listNodeVolumes(LocalDate date, String tier, String direction);

    /** Forecast of one node; empty when there is none. */
    Optional<Volume> findNodeVolume(String nodeId, LocalDate date, String direction);

    /** Parcels of a node on a day gone by; empty where none were observed. */
    OptionalDouble findObserved(String nodeId, LocalDate date, String direction);

    /** A day's line forecasts by ten minutes, in which they come to the line's origin; empty when none are published. */
    List<Slot> listSlots(LocalDate date);

    /** Why the forecast of a node is what it is, one sentence; empty when there is none. */
    Optional<String> findExplanation(String nodeId, LocalDate date, String direction, Language language);

    /** Every place of the network, for names in questions. */
    List<Place> listPlaces();

    /** First and last day with a published forecast. */
    Optional<Coverage> findCoverage();

    /** @param source run and data cut-off that gave it */
    record Volume(String id, String name, LocalDate date, double mean, double lo80, double hi80, String source) {}

    /** @param parentId of the place above; empty of a city's */
    record Place(String id, String name, String tier, Optional<String> parentId) {}

    /** @param from when its ten minutes begin */
    record Slot(String line, LocalDateTime from, double parcels) {}

    record Coverage(LocalDate from, LocalDate to, boolean synthetic, String source) {}
}
