package cn.yunce.assistant.metric;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of three counties in memory, with the sums that the tables' store makes. */
final class MemoryStore implements MetricStore {
    private record Fact(String kpi, String county, LocalDate date, double numerator, double denominator) {}

    private final List<Fact> facts = new ArrayList<>();
    private final List<Place> places = List.of(place("K1", "锦河区共配园区"), place("K2", "青岚县共配园区"), place("K3", "白鹭县共配园区"));

    private static Place place(String id, String name) {
        return new Place(id, name, Kpi.Level.COUNTY, id);
    }

    MemoryStore with(String fact, String county, String date, double numerator, double denominator) {
        facts.add(new Fact(fact, county, LocalDate.parse(date), numerator, denominator));
        return this;
    }

    @Override
    public List<Cell> read(FactQuery query) {
        List<Fact> counted = facts.stream()
                .filter(fact -> fact.kpi().equals(query.kpi().fact())
                        && query.span().contains(fact.date())
                        && (query.places().isEmpty() || query.places().contains(fact.county()))
                        && query.only().map(days -> days.contains(fact.date())).orElse(true))
                .toList();
        Map<LocalDate, LocalDate> last = new LinkedHashMap<>();
        counted.forEach(fact -> last.merge(bucket(query, fact), fact.date(), (a, b) -> a.isAfter(b) ? a : b));
        Map<String, Cell> cells = new LinkedHashMap<>();
        for (Fact fact : counted) {
            LocalDate bucket = bucket(query, fact);
            if (query.kpi().aggregate().isPointInTime() && !fact.date().equals(last.get(bucket))) {
                continue;
            }
            boolean city = query.by() == Kpi.Level.CITY;
            String id = city ? "" : fact.county();
            String name = city
                    ? "全市"
                    : places.stream()
                            .filter(place -> place.id().equals(id))
                            .findFirst()
                            .orElseThrow()
                            .name();
            cells.merge(
                    bucket + id,
                    new Cell(id, name, id, bucket, fact.numerator(), fact.denominator()),
                    (a, b) -> new Cell(
                            id, name, id, bucket, a.numerator() + b.numerator(), a.denominator() + b.denominator()));
        }
        return List.copyOf(cells.values());
    }

    private static LocalDate bucket(FactQuery query, Fact fact) {
        return query.bucket()
                .map(grain -> grain == Grain.DAY ? fact.date() : fact.date().withDayOfMonth(1))
                .orElse(query.span().from());
    }

    @Override
    public String explain(FactQuery query) {
        return "SELECT";
    }

    @Override
    public Optional<LocalDate> findLastDay(Kpi kpi) {
        return facts.stream()
                .filter(fact -> fact.kpi().equals(kpi.fact()))
                .map(Fact::date)
                .max(LocalDate::compareTo);
    }

    @Override
    public List<Cell> readMonthEnds(Kpi kpi, LocalDate until) {
        return List.of();
    }

    @Override
    public List<Place> listPlaces() {
        return places;
    }

    @Override
    public boolean synthetic() {
        return false;
    }
}
