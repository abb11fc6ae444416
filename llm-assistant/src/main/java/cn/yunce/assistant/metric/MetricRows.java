package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.MetricWords.number;
import static cn.yunce.assistant.metric.MetricWords.shortName;

import cn.yunce.assistant.metric.Kpi.Better;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricQuery.Test;
import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.MetricTable.Row;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** A query's rows: which there are, in which order, and how each is told. */
final class MetricRows {
    /** Names of rows that stand for all places. */
    static final Set<String> HEADS = Set.of("全市");

    private final MetricStore store;
    private final MetricQuery query;
    private final MetricWords words;
    private final MetricFacts facts;
    private final MetricConditions conditions;
    private final Kpi main;
    private final LocalDate lastDay;
    private final boolean cityWide;
    private final boolean times;
    /** Whether a place's value is told from the city's because it is asked to be much or little. */
    private final boolean level;
    /** Names by id, where rows tell their county. */
    private final Map<String, String> counties = new HashMap<>();
    /** Counties by id, of which rows tell their share. */
    private final Map<String, List<Row>> wholeCounties = new HashMap<>();
    /** The whole city's rows, where rows are times. */
    private final Map<LocalDate, Row> cityByTime = new HashMap<>();

    MetricRows(MetricAsked asked, MetricFacts facts) {
        this.store = asked.store();
        this.query = asked.query();
        this.words = asked.words();
        this.main = asked.main();
        this.lastDay = asked.lastDay();
        this.times = asked.beside().times();
        this.cityWide = asked.cityWide();
        this.facts = facts;
        // Whoever may see one county alone is told nothing of the others.
        this.level = cityWide
                && asked.beside().level()
                && query.by() == Level.CITY
                && query.places().size() == 1;
        this.conditions = new MetricConditions(query, words, peers());
        if (query.withinCounty()) {
            store.listPlaces().forEach(place -> counties.put(place.id(), shortName(place.name())));
        }
    }

    MetricConditions conditions() {
        return conditions;
    }

    /** How many places there are of the kind of the rows', or of the one that is asked of; asked for only where the city is held beside. */
    private long peers() {
        if (!level
                && query.conditions().stream()
                        .noneMatch(condition -> condition.test().isOfCity())) {
            return 1;
        }
        Level level = query.by() == Level.CITY && query.places().size() == 1
                ? query.places().getFirst().level()
                : query.by();
        return store.listPlaces().stream()
                .filter(place -> place.level() == level)
                .count();
    }

    /** The whole city's row at the time of a row. */
    List<Row> at(Row row, List<Row> city) {
        if (query.bucket().isEmpty() || !query.comparesWithCity()) {
            return city;
        }
        if (cityByTime.isEmpty()) {
            facts.rows(Level.CITY, query.bucket(), cityWide ? List.of() : placeIds())
                    .forEach(whole -> cityByTime.put(whole.bucket(), whole));
        }
        return Stream.ofNullable(cityByTime.get(row.bucket())).toList();
    }

    String period() {
        String period = words.period(query.time().span());
        return query.time().compare().flatMap(Compare::days).isPresent()
                ? period + words.say("kpi.days", words.days(query.time().days()))
                : period;
    }

    String title(Kpi kpi) {
        return words.title(query, kpi);
    }

    String titles() {
        return words.wording().list(query.metrics().stream().map(this::title).toList());
    }

    List<String> placeIds() {
        return query.places().stream().map(Place::id).toList();
    }

    boolean single() {
        return query.by() == Level.CITY && query.bucket().isEmpty();
    }

    /** Of each place its days, weeks or months that meet the conditions. */
    boolean countsPeriods() {
        return query.show() == Show.COUNT && query.bucket().isPresent() && query.by() != Level.CITY;
    }

    /** A place's value against the city's, where the question weighs them. */
    String besideCity(Kpi kpi, Row row, List<Row> city) {
        boolean weighed = level
                || query.conditions().stream()
                        .anyMatch(condition -> condition.test().isOfCity()
                                && condition.kpi().id().equals(kpi.id()));
        boolean asked = weighed
                && query.show() != Show.SHARE
                && query.bucket().isEmpty()
                && !(single() && query.places().isEmpty());
        OptionalDouble own = row.value(kpi);
        if (!asked || city.isEmpty() || own.isEmpty()) {
            return "";
        }
        OptionalDouble whole = conditions.ofCity(kpi, city);
        double difference = own.getAsDouble() - whole.orElse(0);
        return whole.isEmpty()
                ? ""
                : words.say(
                        "kpi.besideCity",
                        words.say(difference < 0 ? "below" : "above"),
                        words.say(kpi.aggregate().isRatio() ? "city" : "city.mean"),
                        words.value(kpi, whole),
                        words.difference(kpi, difference));
    }

    /** What rows are, after their number. */
    String counter() {
        return query.by() == Level.CITY
                ? query.bucket().map(words::counter).orElseGet(() -> words.counter(Level.CITY))
                : words.counter(query.by());
    }

    String label(Row row) {
        String place = HEADS.contains(row.name()) ? "" : within(row) + shortName(row.name());
        String when =
                query.bucket().map(grain -> words.bucket(grain, row.bucket())).orElse("");
        return (place + " " + when).strip() + partial(row);
    }

    /** Of a week, month or longer that the period or the data cut off, the days that count. */
    String partial(Row row) {
        if (query.bucket().isEmpty()
                || query.time().days() != Days.ALL
                || main.aggregate().isPointInTime()) {
            return "";
        }
        Span span = query.time().span();
        LocalDate from = row.bucket();
        LocalDate to = switch (query.bucket().get()) {
            case DAY, TEN_DAYS -> from.plusDays(1);
            case WEEK -> from.plusWeeks(1);
            case MONTH -> from.plusMonths(1);
            case QUARTER -> from.plusMonths(3);
            case HALF_YEAR -> from.plusMonths(6);
            case YEAR -> from.plusYears(1);
        };
        LocalDate first = from.isBefore(span.from()) ? span.from() : from;
        LocalDate end = Stream.of(to, span.to(), lastDay.plusDays(1))
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return first.isBefore(end) && (first.isAfter(from) || end.isBefore(to))
                ? words.say("kpi.partial", new Span(first, end).days())
                : "";
    }

    private String within(Row row) {
        return query.withinCounty() && !row.county().equals(row.id())
                ? counties.getOrDefault(row.county(), "") + " "
                : "";
    }

    /** Without weeks and months that are not over, where the lowest sums are asked for. */
    void dropUnfinished(List<Row> rows) {
        boolean lowest = query.order() == Order.LOW_FIRST
                || query.order() == (main.better() == Better.LOWER ? Order.BEST_FIRST : Order.WORST_FIRST);
        if (lowest
                && main.aggregate() == Kpi.Aggregate.SUM
                && rows.stream().anyMatch(row -> partial(row).isEmpty())) {
            rows.removeIf(row -> !partial(row).isEmpty());
        }
    }

    void sort(List<Row> rows, Kpi kpi) {
        Comparator<Row> high = Comparator.comparingDouble(row -> -row.value(kpi).orElse(Double.NEGATIVE_INFINITY));
        boolean lower = kpi.better() == Better.LOWER;
        Comparator<Row> order = switch (query.order()) {
            case NONE ->
                query.bucket().isPresent()
                        ? Comparator.comparing(Row::id).thenComparing(Row::bucket)
                        : missesTarget() ? (lower ? high : high.reversed()) : high;
            case BEST_FIRST -> lower ? high.reversed() : high;
            case WORST_FIRST -> lower ? high : high.reversed();
            case HIGH_FIRST -> high;
            case LOW_FIRST -> high.reversed();
            case RISE_FIRST ->
                Comparator.comparingDouble(row -> -row.change(kpi).orElse(Double.NEGATIVE_INFINITY));
            case FALL_FIRST -> Comparator.comparingDouble(row -> row.change(kpi).orElse(Double.POSITIVE_INFINITY));
            case GROWTH_FIRST ->
                Comparator.comparingDouble(row -> -row.growth(kpi).orElse(Double.NEGATIVE_INFINITY));
            case DECLINE_FIRST ->
                Comparator.comparingDouble(row -> row.growth(kpi).orElse(Double.POSITIVE_INFINITY));
        };
        // What has no value is neither highest nor lowest.
        Comparator<Row> known = Comparator.<Row, Boolean>comparing(
                        row -> row.value(kpi).isEmpty())
                .thenComparing(order);
        rows.sort(
                query.order() == Order.NONE && query.bucket().isPresent()
                        ? order
                        : query.withinCounty()
                                ? Comparator.comparing(Row::county).thenComparing(known)
                                : known);
    }

    boolean missesTarget() {
        return query.conditions().stream().anyMatch(condition -> condition.test() == Test.MISSES_TARGET);
    }

    List<Row> limited(List<Row> rows) {
        if (query.limit().isEmpty()) {
            return rows;
        }
        int limit = query.limit().getAsInt();
        if (!query.withinCounty()) {
            return rows.subList(0, Math.min(limit, rows.size()));
        }
        Map<String, Integer> taken = new HashMap<>();
        return rows.stream()
                .filter(row -> taken.merge(row.county(), 1, Integer::sum) <= limit)
                .toList();
    }

    /** Value, with what the question asks for beside it. */
    String said(Kpi kpi, Row row, List<Row> city) {
        OptionalDouble value = row.value(kpi);
        StringBuilder said = new StringBuilder(words.value(kpi, value));
        if (value.isEmpty()) {
            return said.toString();
        }
        if (!single()) {
            said.append(besideCity(kpi, row, city));
        }
        if (row.isSmall(kpi)) {
            said.append(words.say("kpi.small", number(row.sample(kpi), 0)));
        }
        Optional<String> change = query.time().compare().flatMap(compare -> changed(kpi, row, compare));
        // What two periods that are named came to stands last, since the target is held to the first.
        boolean last = query.time()
                .compare()
                .filter(compare -> compare.kind() == Compare.Kind.NAMED)
                .isPresent();
        if (!last) {
            change.ifPresent(text -> said.append(words.say("comma")).append(text));
        }
        OptionalDouble target = conditions.target(kpi);
        boolean judged = query.show() == Show.GAP || query.show() == Show.PROGRESS || single() || missesTarget();
        if (judged && target.isPresent()) {
            said.append(words.say("comma")).append(words.gap(kpi, value.getAsDouble(), target.getAsDouble()));
        }
        if (query.show() == Show.SHARE && query.withinCounty()) {
            shareOfCounty(kpi, row, value.getAsDouble()).ifPresent(said::append);
        } else if (query.show() == Show.SHARE && !at(row, city).isEmpty()) {
            double whole = at(row, city).getFirst().value(kpi).orElse(0);
            if (whole > 0) {
                said.append(words.say("kpi.share", number(100 * value.getAsDouble() / whole, 2)));
            }
        }
        if (last) {
            change.ifPresent(text -> said.append(words.say("semicolon")).append(text));
        }
        return said.toString();
    }

    private Optional<String> shareOfCounty(Kpi kpi, Row row, double value) {
        String county = row.county().isEmpty()
                ? query.places().stream().map(Place::county).findFirst().orElse("")
                : row.county();
        return wholeCounties
                .computeIfAbsent(county, id -> facts.rows(Level.COUNTY, query.bucket(), List.of(id)))
                .stream()
                .filter(whole -> whole.id().equals(county)
                        && (query.bucket().isEmpty() || whole.bucket().equals(row.bucket())))
                .map(whole -> whole.value(kpi).orElse(0))
                .filter(whole -> whole > 0)
                .map(whole ->
                        words.say("kpi.shareOf", counties.getOrDefault(county, county), number(100 * value / whole, 2)))
                .findFirst();
    }

    /** How a value changed; of a period that the question names itself with the value then, and in the direction of time. */
    Optional<String> changed(Kpi kpi, Row row, Compare compare) {
        if (row.change(kpi).isEmpty()) {
            return Optional.empty();
        }
        double change = row.change(kpi).getAsDouble();
        double before = row.before().getOrDefault(kpi.id(), 0.0);
        String then = words.value(kpi, OptionalDouble.of(before));
        if (compare.kind() != Compare.Kind.NAMED) {
            String said = words.change(kpi, compare, change, before)
                    + (times && before > 0 ? words.say("kpi.times", number((before + change) / before, 2)) : "");
            return Optional.of(
                    single() ? said + words.say("kpi.before", words.say("before." + compare.kind()), then) : said);
        }
        if (compare.days().isPresent()) {
            return Optional.of(words.say(
                    "kpi.named",
                    words.days(compare.days().get()),
                    then,
                    words.say("kpi.former"),
                    words.say(change >= 0 ? "higher" : "lower"),
                    words.difference(kpi, change) + words.share(kpi, change, before)));
        }
        boolean later = compare.span().from().isAfter(query.time().span().from());
        double since = later ? -change : change;
        String other = single() ? words.period(facts.fitting(compare.span())) : words.say("before.NAMED");
        String ratio = times && before > 0 ? words.say("kpi.timesOf", number((before + change) / before, 2)) : "";
        return Optional.of(words.say(
                "kpi.named",
                other,
                then,
                words.say(later ? "kpi.latter" : "kpi.former"),
                words.say(since >= 0 ? "up" : "down"),
                words.difference(kpi, since) + words.share(kpi, since, later ? before + change : before) + ratio));
    }
}
