package cn.yunce.assistant.metric;

import static cn.yunce.assistant.metric.CatalogueMetrics.refused;
import static cn.yunce.assistant.metric.MetricWords.number;
import static cn.yunce.assistant.metric.MetricWords.shortName;

import cn.yunce.assistant.CalendarLookup;
import cn.yunce.assistant.metric.Kpi.Better;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricQuery.Test;
import cn.yunce.assistant.metric.MetricStore.Cell;
import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.MetricTable.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One question being computed. Code computes every number and writes every word. */
final class MetricComputation {
    private static final int SHOWN = 31;
    private static final int FEWEST_OF_COURSE = 3;
    private static final int MOST_PUSHED = 3;
    /** From so many times on a difference is told as times, too. */
    private static final double MANY = 1.5;

    /** Names of rows that stand for all places. */
    private static final Set<String> HEADS = Set.of("全市");

    private final MetricStore store;
    private final CalendarLookup calendar;
    /** False for callers who must not see sums over other counties. */
    private final boolean cityWide;

    private final MetricQuery query;
    private final LocalDate asOf;
    private final Kpi main;
    private final MetricWords words;
    private final MetricConditions conditions;
    private final MetricFacts facts;
    private final MetricBasis basis;
    private final MetricReading.Beside beside;

    private final LocalDate lastDay;
    private final StringBuilder text = new StringBuilder();
    private final List<Map<String, Object>> shown = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    /** Names by id, where rows tell their county. */
    private final Map<String, String> counties = new HashMap<>();
    /** Counties by id, of which rows tell their share. */
    private final Map<String, List<Row>> wholeCounties = new HashMap<>();
    /** The whole city's rows, where rows are times. */
    private final Map<LocalDate, Row> cityByTime = new HashMap<>();

    MetricComputation(
            MetricStore store,
            CalendarLookup calendar,
            MetricQuery query,
            LocalDate asOf,
            LocalDate lastDay,
            boolean cityWide,
            MetricReading.Beside beside,
            MetricWords words) {
        this.beside = beside;
        this.lastDay = lastDay;
        this.store = store;
        this.calendar = calendar;
        this.cityWide = cityWide;
        this.query = query;
        this.asOf = asOf;
        this.facts = new MetricFacts(store, calendar, query, lastDay);
        this.words = words;
        this.basis = new MetricBasis(query, facts, lastDay, store.synthetic(), words);
        this.main = query.metrics().getFirst();
        this.conditions = new MetricConditions(query, words, peers());
        if (query.withinCounty()) {
            store.listPlaces().forEach(place -> counties.put(place.id(), shortName(place.name())));
        }
    }

    /** How many places there are of the kind of the rows', or of the one that is asked of. */
    private long peers() {
        Level level = query.by() == Level.CITY && query.places().size() == 1
                ? query.places().getFirst().level()
                : query.by();
        return store.listPlaces().stream()
                .filter(place -> place.level() == level)
                .count();
    }

    /** The whole city's row at the time of a row. */
    private List<Row> at(Row row, List<Row> city) {
        if (query.bucket().isEmpty() || !query.comparesWithCity()) {
            return city;
        }
        if (cityByTime.isEmpty()) {
            facts.rows(Level.CITY, query.bucket(), cityWide ? List.of() : placeIds())
                    .forEach(whole -> cityByTime.put(whole.bucket(), whole));
        }
        return Stream.ofNullable(cityByTime.get(row.bucket())).toList();
    }

    MetricAnswer run() {
        query.places().forEach(place -> names.add(shortName(place.name())));
        List<Row> city = facts.rows(Level.CITY, Optional.empty(), cityWide ? List.of() : placeIds());
        List<Row> rows = query.by() == Level.CITY
                        && query.bucket().isEmpty()
                        && query.places().isEmpty()
                ? city
                : facts.rows(query.by(), query.bucket(), placeIds());
        if (rows.isEmpty()) {
            return refused(words.say("kpi.noneIn", period(), words.name(main)), List.of());
        }
        switch (query.show()) {
            case WHY -> why();
            case PROGRESS -> {
                if (single()) {
                    progress(rows.getFirst());
                } else {
                    listed(rows, city);
                }
            }
            case RISING, FALLING -> streaks();
            default -> listed(rows, city);
        }
        if (!beside.targetless().isEmpty()) {
            remark(
                    "kpi.noTarget",
                    words.wording()
                            .list(beside.targetless().stream().map(words::name).toList()));
        }
        if (!beside.unkept().isEmpty()) {
            remark("kpi.unkept", words.wording().list(beside.unkept()));
        }
        text.append("\n").append(basis.text());
        return answer();
    }

    private void remark(String key, Object... values) {
        text.append("\n").append(words.say(key, values));
    }

    private String period() {
        String period = words.period(query.time().span());
        return query.time().compare().flatMap(Compare::days).isPresent()
                ? period + words.say("kpi.days", words.days(query.time().days()))
                : period;
    }

    private String title(Kpi kpi) {
        return words.title(query, kpi);
    }

    private String titles() {
        return words.wording().list(query.metrics().stream().map(this::title).toList());
    }

    private List<String> placeIds() {
        return query.places().stream().map(Place::id).toList();
    }

    private boolean single() {
        return query.by() == Level.CITY && query.bucket().isEmpty();
    }

    /** Of each place its days, weeks or months that meet the conditions. */
    private boolean countsPeriods() {
        return query.show() == Show.COUNT && query.bucket().isPresent() && query.by() != Level.CITY;
    }

    private void listed(List<Row> all, List<Row> city) {
        List<Row> rows = all.stream()
                .filter(row -> query.conditions().stream()
                        .allMatch(condition -> conditions.holds(condition, row, at(row, city))))
                .collect(Collectors.toCollection(ArrayList::new));
        if (single()) {
            for (Kpi kpi : query.metrics()) {
                Row row = all.getFirst();
                text.append(text.isEmpty() ? "" : "\n")
                        .append(words.say(
                                "kpi.single",
                                period(),
                                basis.scope(),
                                title(kpi),
                                said(kpi, row, city),
                                besideCity(kpi, row, city)));
            }
            note(all.getFirst());
            compareKpis(all.getFirst());
            return;
        }
        if (countsPeriods()) {
            counted(all, rows);
            return;
        }
        if (query.eachKpi() && query.metrics().size() > 1 && query.order() != Order.NONE) {
            rankedEach(rows, city);
            return;
        }
        sort(rows, main);
        text.append(words.say("kpi.head", period(), basis.scope()));
        if (!query.conditions().isEmpty()) {
            text.append(
                    words.say(rows.isEmpty() ? "kpi.noneOf" : "kpi.some", all.size(), counter(), met(), rows.size()));
        } else if (query.show() == Show.COUNT) {
            text.append(words.say("kpi.count", rows.size(), counter()));
        } else {
            text.append(titles());
        }
        List<Row> limited = limited(rows);
        text.append(limited.isEmpty() ? words.say("end") + nearest(all, city) : words.say("colon"));
        limited.stream().limit(SHOWN).forEach(row -> {
            String values = query.metrics().stream()
                    .map(kpi -> (query.metrics().size() > 1 ? title(kpi) + " " : "") + said(kpi, row, city))
                    .collect(Collectors.joining(words.say("comma")));
            text.append(words.say("kpi.row", label(row), values));
        });
        limited.forEach(this::note);
        if (limited.size() > SHOWN) {
            text.append(words.say("kpi.rest", limited.size() - SHOWN));
        }
        comparePlaces(limited);
        nameFirst(limited);
        sayIfNoneMoved(limited);
        sayTied(rows, limited);
        sayCourse(rows);
        sayRanks(rows);
        query.metrics().forEach(kpi -> sayCity(kpi, city));
    }

    /** That nothing fell where the deepest fall is asked for, and the other way round. */
    private void sayIfNoneMoved(List<Row> limited) {
        if (!query.order().isOfChange() || limited.isEmpty()) {
            return;
        }
        double change = limited.getFirst().change(main).orElse(0);
        boolean falls = query.order() == Order.FALL_FIRST || query.order() == Order.DECLINE_FIRST;
        if (falls && change > 0) {
            remark("kpi.noneFell");
        } else if (!falls && change < 0) {
            remark("kpi.noneRose");
        }
    }

    /** How many rows that are left out have the value of the last that is told. */
    private void sayTied(List<Row> rows, List<Row> limited) {
        if (query.order() == Order.NONE
                || query.order().isOfChange()
                || query.withinCounty()
                || limited.isEmpty()
                || limited.size() == rows.size()) {
            return;
        }
        String value = words.value(main, limited.getLast().value(main));
        long tied = rows.stream()
                .skip(limited.size())
                .filter(row -> words.value(main, row.value(main)).equals(value))
                .count();
        if (tied > 0) {
            remark("kpi.tied", value, tied, counter());
        }
    }

    /** Highest, lowest and from first to last, of a place's figures in time; sums of periods that are cut off do not count. */
    private void sayCourse(List<Row> rows) {
        if (query.by() != Level.CITY
                || query.bucket().isEmpty()
                || query.order() != Order.NONE
                || !query.conditions().isEmpty()
                || query.show() == Show.COUNT
                || query.show() == Show.SHARE
                || query.metrics().size() > 1) {
            return;
        }
        List<Row> known = rows.stream()
                .filter(row -> row.value(main).isPresent())
                .filter(row -> main.aggregate().isRatio() || partial(row).isEmpty())
                .toList();
        if (known.size() < FEWEST_OF_COURSE) {
            return;
        }
        Comparator<Row> byValue =
                Comparator.comparingDouble(row -> row.value(main).orElseThrow());
        Row highest = known.stream().max(byValue).orElseThrow();
        Row lowest = known.stream().min(byValue).orElseThrow();
        double change = known.getLast().value(main).orElseThrow()
                - known.getFirst().value(main).orElseThrow();
        remark(
                "kpi.course",
                label(highest),
                words.value(main, highest.value(main)),
                label(lowest),
                words.value(main, lowest.value(main)),
                words.difference(
                        main,
                        highest.value(main).orElseThrow() - lowest.value(main).orElseThrow()),
                label(known.getLast()),
                label(known.getFirst()),
                words.say(change < 0 ? "lower" : "higher"),
                words.difference(main, change)
                        + words.share(main, change, known.getFirst().value(main).orElseThrow()));
    }

    /** Each KPI with its own order and its own rows. */
    private void rankedEach(List<Row> rows, List<Row> city) {
        text.append(words.say("kpi.head", period(), basis.scope())).append(titles());
        for (Kpi kpi : query.metrics()) {
            sort(rows, kpi);
            text.append("\n").append(title(kpi)).append(words.say("colon"));
            List<Row> limited = limited(rows);
            limited.stream()
                    .limit(SHOWN)
                    .forEach(row -> text.append(words.say("kpi.row", label(row), said(kpi, row, city))));
            limited.forEach(this::note);
            sayCity(kpi, city);
        }
    }

    private void sayCity(Kpi kpi, List<Row> city) {
        if (cityWide && query.bucket().isEmpty() && query.places().isEmpty()) {
            sayCityOf(kpi, city);
        }
    }

    private void sayCityOf(Kpi kpi, List<Row> city) {
        if (city.isEmpty()) {
            return;
        }
        Row row = city.getFirst();
        String change = query.time()
                .compare()
                .flatMap(compare -> changed(kpi, row, compare))
                .map(said -> words.say("comma") + said)
                .orElse("");
        text.append(words.say("kpi.city", title(kpi), words.value(kpi, row.value(kpi)) + change));
    }

    /** Which of the places that a question weighs is ahead, and by how much. */
    private void comparePlaces(List<Row> rows) {
        boolean gap = query.show() == Show.GAP;
        boolean weighed = query.places().size() > 1
                ? query.order() != Order.NONE || gap
                : gap
                        && query.limit().isEmpty()
                        && query.conditions().isEmpty()
                        && (query.order() != Order.NONE || main.target().isEmpty());
        if (query.by() == Level.CITY
                || query.bucket().isPresent()
                || query.order().isOfChange()
                || !weighed) {
            return;
        }
        for (Kpi kpi : query.metrics()) {
            List<Row> known = new ArrayList<>(
                    rows.stream().filter(row -> row.value(kpi).isPresent()).toList());
            if (known.size() < 2) {
                return;
            }
            sort(known, kpi);
            Row first = known.getFirst();
            Row last = known.getLast();
            sayDifference(
                    kpi,
                    label(first) + (query.metrics().size() > 1 ? title(kpi) : ""),
                    first.value(kpi).orElseThrow(),
                    label(last),
                    last.value(kpi).orElseThrow());
        }
    }

    /** How far two KPIs of one unit are apart. */
    private void compareKpis(Row row) {
        if (query.metrics().size() != 2
                || query.show() != Show.GAP
                || query.time().compare().isPresent()) {
            return;
        }
        Kpi other = query.metrics().getLast();
        if (main.unit().equals(other.unit())
                && row.value(main).isPresent()
                && row.value(other).isPresent()) {
            sayDifference(
                    main,
                    title(main),
                    row.value(main).orElseThrow(),
                    title(other),
                    row.value(other).orElseThrow());
        }
    }

    private void sayDifference(Kpi kpi, String first, double value, String second, double other) {
        String times = kpi.unit().equals("%") || other <= 0 || value < MANY * other
                ? ""
                : words.say("kpi.times", number(value / other, 2));
        text.append(words.say(
                "kpi.difference",
                first,
                second,
                words.say(value < other ? "lower" : "higher"),
                words.difference(kpi, value - other) + words.share(kpi, value - other, other) + times));
    }

    /** Where the places stand whose rank is asked for. */
    private void sayRanks(List<Row> rows) {
        boolean ranks = query.order() != Order.NONE || main.better() != Better.LOWER;
        for (Place place : beside.ranked()) {
            for (int i = 0; i < rows.size() && ranks && query.bucket().isEmpty(); i++) {
                if (rows.get(i).id().equals(place.id())) {
                    remark("kpi.rank", shortName(place.name()), i + 1, rows.size(), words.counter(query.by()));
                }
            }
        }
    }

    /** The first and the last of all rows in an order, where all are listed. */
    private void nameFirst(List<Row> rows) {
        boolean ranked = query.limit().isEmpty()
                && query.conditions().isEmpty()
                && query.places().size() < 2
                && !query.withinCounty()
                && rows.size() > 1;
        if (ranked && query.order() != Order.NONE) {
            text.append(words.say("kpi.first." + query.order(), label(rows.getFirst()), label(rows.getLast())));
        }
    }

    private String met() {
        return query.conditions().stream().map(conditions::text).collect(Collectors.joining(words.say("and")));
    }

    /** How many of each place's days, weeks or months meet the conditions, the most first. */
    private void counted(List<Row> all, List<Row> met) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Row> first = new LinkedHashMap<>();
        all.forEach(row -> {
            counts.put(row.id(), 0);
            first.putIfAbsent(row.id(), row);
        });
        met.forEach(row -> counts.merge(row.id(), 1, Integer::sum));
        String unit = query.bucket().map(words::counter).orElseGet(() -> words.counter(Level.CITY));
        String of = query.conditions().isEmpty() ? words.say("kpi.withData", titles()) : met();
        text.append(words.say("kpi.head", period(), basis.scope())).append(words.say("kpi.counted", of, unit));
        Comparator<Map.Entry<String, Integer>> most = Map.Entry.comparingByValue(Comparator.reverseOrder());
        counts.entrySet().stream()
                .sorted(query.order() == Order.LOW_FIRST ? most.reversed() : most)
                .limit(query.limit().orElse(Integer.MAX_VALUE))
                .forEach(count -> {
                    String place = shortName(
                            first.getOrDefault(count.getKey(), all.getFirst()).name());
                    names.add(place);
                    shown.add(Map.of("place", place, "count", count.getValue()));
                    if (shown.size() <= SHOWN) {
                        text.append(words.say("kpi.row", place, count.getValue() + " " + unit));
                    }
                });
    }

    /** A place's value against the city's, where the question weighs them. */
    private String besideCity(Kpi kpi, Row row, List<Row> city) {
        boolean asked = query.show() != Show.SHARE
                && query.bucket().isEmpty()
                && query.conditions().stream()
                        .anyMatch(condition -> condition.test().isOfCity()
                                && condition.kpi().id().equals(kpi.id()))
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

    /** Where no place misses its target, the one that came nearest to it. */
    private String nearest(List<Row> all, List<Row> city) {
        if (!missesTarget()
                || query.show() == Show.COUNT
                || all.isEmpty()
                || conditions.target(main).isEmpty()) {
            return "";
        }
        List<Row> sorted = new ArrayList<>(all);
        sort(sorted, main);
        Row row = sorted.getFirst();
        names.add(shortName(row.name()));
        return words.say("kpi.nearest", label(row), said(main, row, city));
    }

    /** What rows are, after their number. */
    private String counter() {
        return query.by() == Level.CITY
                ? query.bucket().map(words::counter).orElseGet(() -> words.counter(Level.CITY))
                : words.counter(query.by());
    }

    private String label(Row row) {
        String place = HEADS.contains(row.name()) ? "" : within(row) + shortName(row.name());
        String when =
                query.bucket().map(grain -> words.bucket(grain, row.bucket())).orElse("");
        return (place + " " + when).strip() + partial(row);
    }

    /** Of a week, month or longer that the period or the data cut off, the days that count. */
    private String partial(Row row) {
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

    private void note(Row row) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("place", HEADS.contains(row.name()) ? basis.scope() : shortName(row.name()));
        query.bucket().ifPresent(grain -> out.put("from", row.bucket().toString()));
        row.values().forEach((id, value) -> out.put(id, value));
        row.before().forEach((id, value) -> out.put(id + "Before", value));
        List<String> small =
                query.metrics().stream().filter(row::isSmall).map(Kpi::id).toList();
        if (!small.isEmpty()) {
            out.put("smallSample", small);
        }
        shown.add(out);
        if (!HEADS.contains(row.name())) {
            names.add(shortName(row.name()));
        }
    }

    private void sort(List<Row> rows, Kpi kpi) {
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

    private boolean missesTarget() {
        return query.conditions().stream().anyMatch(condition -> condition.test() == Test.MISSES_TARGET);
    }

    private List<Row> limited(List<Row> rows) {
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
    private String said(Kpi kpi, Row row, List<Row> city) {
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
    private Optional<String> changed(Kpi kpi, Row row, Compare compare) {
        if (row.change(kpi).isEmpty()) {
            return Optional.empty();
        }
        double change = row.change(kpi).getAsDouble();
        double before = row.before().getOrDefault(kpi.id(), 0.0);
        String then = words.value(kpi, OptionalDouble.of(before));
        if (compare.kind() != Compare.Kind.NAMED) {
            String said = words.change(kpi, compare, change, before);
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
        return Optional.of(words.say(
                "kpi.named",
                other,
                then,
                words.say(later ? "kpi.latter" : "kpi.former"),
                words.say(since >= 0 ? "up" : "down"),
                words.difference(kpi, since) + words.share(kpi, since, later ? before + change : before)));
    }

    /** Places whose value rose, or fell, as often in a row as asked; the step before the period counts as the first's base. */
    private void streaks() {
        Span span = query.time().span();
        Grain step = query.bucket().orElse(Grain.MONTH);
        LocalDate from = switch (step) {
            case DAY -> span.from().minusDays(1);
            case WEEK -> span.from().minusWeeks(1);
            default -> span.from().minusMonths(1);
        };
        MetricTable table = new MetricTable();
        List<String> places = placeIds();
        table.add(main, facts.read(main, new Span(from, span.to()), query.by(), Optional.of(step), places), 1);
        Map<String, List<Row>> byPlace =
                table.rows().stream().collect(Collectors.groupingBy(Row::id, LinkedHashMap::new, Collectors.toList()));
        boolean up = query.show() == Show.RISING;
        int steps = query.limit().orElse(3);
        List<String> found = new ArrayList<>();
        byPlace.forEach((id, series) -> {
            int run = longestRun(series, up);
            if (run >= steps) {
                String values = series.stream()
                        .map(row ->
                                label(row).replace(shortName(row.name()), "").strip() + " "
                                        + words.value(main, row.value(main)))
                        .collect(Collectors.joining(words.say("comma")));
                found.add(words.say("kpi.row", shortName(series.getFirst().name()), values));
                series.forEach(this::note);
            }
        });
        text.append(words.say(
                        "kpi.streaks",
                        words.period(span),
                        basis.scope(),
                        words.name(main),
                        steps,
                        words.counter(step),
                        words.say(up ? "kpi.rose" : "kpi.fell"),
                        found.size(),
                        words.counter(query.by())))
                .append(found.isEmpty() ? words.say("end") : words.say("colon") + String.join("", found));
    }

    private int longestRun(List<Row> series, boolean up) {
        int longest = 0;
        int run = 0;
        for (int i = 1; i < series.size(); i++) {
            double step = series.get(i).value(main).orElse(0)
                    - series.get(i - 1).value(main).orElse(0);
            run = (up ? step > 0 : step < 0) ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private void why() {
        Compare compare = query.time().compare().orElseThrow();
        Span before = facts.fitting(compare.span());
        List<String> places = placeIds();
        Level by = query.places().isEmpty() || main.level() == Level.COUNTY ? Level.COUNTY : Level.TOWNSHIP;
        List<Cell> now = facts.read(main, query.time().span(), by, Optional.empty(), places);
        List<Cell> then = facts.read(main, before, by, Optional.empty(), places);
        if (!Contributions.comparable(main, then, now)) {
            text.append(words.say("kpi.incomparable", words.period(before)));
            return;
        }
        Contributions contributions = Contributions.of(main, then, now);
        contributions.parts().keySet().forEach(place -> names.add(shortName(place)));
        if (contributions.parts().size() == 1 && query.places().size() == 1) {
            whyOne(compare);
            return;
        }
        double change = contributions.change();
        text.append(words.say(
                "kpi.why",
                period(),
                basis.scope(),
                words.name(main),
                words.value(main, OptionalDouble.of(contributions.now())),
                words.compared(compare),
                words.period(before),
                words.say(change >= 0 ? "up" : "down"),
                number(Math.abs(change), contributions.decimals(main.decimals())) + words.differenceUnit(main),
                words.level(by)));
        int decimals = contributions.decimals(main.decimals());
        Map<String, BigDecimal> rounded = contributions.rounded(decimals);
        rounded.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, BigDecimal> part) ->
                                part.getValue().abs())
                        .reversed())
                .forEach(part -> {
                    String sign = part.getValue().signum() < 0 ? "" : "+";
                    text.append(words.say(
                            "kpi.row",
                            shortName(part.getKey()),
                            sign + part.getValue().toPlainString()));
                    shown.add(Map.of("place", shortName(part.getKey()), "contribution", part.getValue()));
                });
        sayPushed(rounded);
        List<String> holidays = Stream.concat(
                        query.time()
                                .span()
                                .from()
                                .datesUntil(query.time().span().to()),
                        before.from().datesUntil(before.to()))
                .filter(calendar::isDayOff)
                .map(calendar::findHoliday)
                .flatMap(Optional::stream)
                .distinct()
                .map(holiday -> words.wording().word("holiday", holiday))
                .toList();
        if (!holidays.isEmpty()) {
            text.append(words.say("kpi.holidays", words.wording().list(holidays)));
        }
    }

    /** Who raised the figure and who held it down, the most first. */
    private void sayPushed(Map<String, BigDecimal> parts) {
        for (int sign : List.of(1, -1)) {
            List<String> places = parts.entrySet().stream()
                    .filter(part -> part.getValue().signum() == sign)
                    .sorted(Comparator.comparing((Map.Entry<String, BigDecimal> part) ->
                                    part.getValue().abs())
                            .reversed())
                    .limit(MOST_PUSHED)
                    .map(part -> shortName(part.getKey()))
                    .toList();
            if (!places.isEmpty()) {
                text.append(words.say(
                        sign > 0 ? "kpi.pushed" : "kpi.held", words.wording().list(places)));
            }
        }
    }

    /** What is known of a county whose figure is not split further: what it came from, and the city's. */
    private void whyOne(Compare compare) {
        List<Row> rows = facts.rows(Level.CITY, Optional.empty(), placeIds());
        List<Row> city = cityWide ? facts.rows(Level.CITY, Optional.empty(), List.of()) : List.of();
        Row row = rows.getFirst();
        text.append(words.say(
                "kpi.single",
                period(),
                basis.scope(),
                title(main),
                words.value(main, row.value(main)),
                changed(main, row, compare)
                        .map(change -> words.say("comma") + change)
                        .orElse("")));
        text.append(words.say("kpi.whyOne", words.name(main), words.level(main.level())));
        note(row);
        if (!city.isEmpty()
                && row.value(main).isPresent()
                && city.getFirst().value(main).isPresent()) {
            sayDifference(
                    main,
                    basis.scope(),
                    row.value(main).orElseThrow(),
                    words.say("city"),
                    city.getFirst().value(main).orElseThrow());
        }
        query.metrics().forEach(kpi -> sayCityOf(kpi, city));
    }

    /** Policy targets: how far, how fast it must go on, and where a straight line through the months ends. */
    private void progress(Row row) {
        Kpi.Target target = main.target().orElseThrow();
        double value = row.value(main).orElse(0);
        String done =
                main.better() == Better.LOWER ? "" : words.say("kpi.done", number(100 * value / target.value(), 2));
        LocalDate day = query.time().span().last();
        text.append(words.say(
                "kpi.progress",
                day.isAfter(lastDay) && !query.time().span().from().isAfter(lastDay) ? lastDay : day,
                basis.scope(),
                words.name(main),
                words.value(main, row.value(main)),
                number(target.value(), main.decimals()) + words.unit(main),
                done,
                words.gap(main, value, target.value())));
        note(row);
        if (target.due().isEmpty() || main.facts() != Kpi.Facts.TARGET_PROGRESS) {
            return;
        }
        LocalDate due = target.due().get();
        if (!cityWide) {
            return;
        }
        LocalDate at = query.time().span().to().isAfter(asOf)
                ? asOf
                : query.time().span().to();
        double months = Math.max(0, (due.toEpochDay() - at.toEpochDay() + 1) / 30.4375);
        if (due.isBefore(at)) {
            text.append(words.say("kpi.pastDue", due));
            return;
        }
        text.append(words.say("kpi.due", due));
        if (months > 0 && value < target.value()) {
            text.append(words.say(
                    "kpi.monthly",
                    number((target.value() - value) / months, Math.max(2, main.decimals())) + words.unit(main)));
        }
        LinearTrend.of(store.readMonthEnds(main, at.plusDays(1))).ifPresent(trend -> {
            LinearTrend.Point end = trend.at(due);
            text.append(words.say(
                    "kpi.trend",
                    number(end.mean(), main.decimals()) + words.unit(main),
                    number(end.lo80(), main.decimals()),
                    number(end.hi80(), main.decimals()),
                    words.say(
                            end.lo80() >= target.value()
                                    ? "kpi.likely"
                                    : end.hi80() < target.value() ? "kpi.unlikely" : "kpi.uncertain")));
        });
    }

    private MetricAnswer answer() {
        Map<String, Object> map = new LinkedHashMap<>(query.toMap());
        map.put("basis", basis.fields());
        map.put("rows", List.copyOf(shown));
        map.put("chart", chart());
        map.put("sql", facts.statements());
        String source = words.say(
                "kpi.source",
                query.metrics().stream().map(Kpi::id).collect(Collectors.joining(", ")),
                period(),
                basis.lastDay());
        return new MetricAnswer(false, text.toString(), source, names, map, List.of());
    }

    private Map<String, Object> chart() {
        String kind = query.show() == Show.WHY
                ? "waterfall"
                : query.bucket().isPresent()
                        ? query.by() == Level.CITY ? "line" : "heatmap"
                        : query.by() == Level.CITY ? "number" : query.order() == Order.NONE ? "bar" : "ranking";
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("type", kind);
        chart.put("x", query.bucket().isPresent() ? "from" : "place");
        chart.put(
                "y",
                query.show() == Show.WHY
                        ? List.of("contribution")
                        : countsPeriods()
                                ? List.of("count")
                                : query.metrics().stream().map(Kpi::id).toList());
        chart.put("unit", main.unit().toLowerCase(Locale.ROOT));
        conditions.target(main).ifPresent(target -> chart.put("target", target));
        return chart;
    }
}
