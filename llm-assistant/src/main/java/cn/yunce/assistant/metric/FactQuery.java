package cn.yunce.assistant.metric;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One KPI's facts, summed.
 *
 * @param by the places to group by; CITY for one row over all
 * @param bucket the time to group by; empty for the whole span
 * @param only the days of the span that count; empty for all
 * @param places ids of the nodes whose facts, and those below them, count; empty for all
 * @param finest level of those places; CITY for none
 */
public record FactQuery(
        Kpi kpi,
        Span span,
        Optional<List<LocalDate>> only,
        Kpi.Level by,
        Optional<Grain> bucket,
        List<String> places,
        Kpi.Level finest) {
    public FactQuery {
        places = List.copyOf(places);
        only = only.map(List::copyOf);
    }

    /** The places without {@link MetricStore.Place#VILLAGES}, which narrows them down. */
    public List<String> nodes() {
        return places.stream()
                .filter(place -> !place.equals(MetricStore.Place.VILLAGES.id()))
                .toList();
    }

    /** Whether nothing but outlets of villages counts. */
    public boolean isOfVillages() {
        return places.contains(MetricStore.Place.VILLAGES.id());
    }

    /** Whether sums by county and day are enough to answer it. */
    public boolean isOfCounties() {
        return by.compareTo(Kpi.Level.COUNTY) <= 0 && finest.compareTo(Kpi.Level.COUNTY) <= 0;
    }
}
