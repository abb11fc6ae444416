package cn.yunce.assistant.tool;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ForecastLookup.Slot;
import cn.yunce.assistant.ForecastLookup.Volume;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.retrieval.ArticleSearch;
import cn.yunce.assistant.tool.ToolResult.Figures;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class LookupTools implements AssistantTools {
    private static final List<String> WAVES = List.of("0600", "1400");
    private static final List<String> TIERS = List.of("CITY", "COUNTY", "TOWNSHIP", "VILLAGE");
    private static final List<String> DIRECTIONS = List.of("DELIVERY", "PICKUP");
    private static final List<String> ORDERS = List.of("desc", "asc");
    private static final List<String> HOURS = List.of("HOUR");
    private static final List<String> SHOWS = List.of("kpis", "trips", "external", "combined");
    private static final int MAX_ROWS = 100;
    private static final int DEFAULT_ROWS = 5;
    private static final int DEFAULT_ARTICLES = 8;
    private static final int MOST_TIES = 12;
    private static final int MAX_COUNT = 100_000;
    private static final int MAX_PARCELS = 10_000_000;
    private static final int DEFAULT_GROUPS = 10;
    /** Planning days begin at 21:00 of the day before. */
    private static final int FIRST_HOUR = 21;

    private static final List<String> CARRIERS = List.of("OWN", "EXTERNAL");
    private static final List<String> MEASURES =
            Stream.of(TripMeasure.values()).map(Enum::name).toList();
    private static final List<String> GROUPS =
            Stream.of(TripGroup.values()).map(Enum::name).toList();
    private static final int PERCENT = 100;
    /** What is told apart by the decimals of a cost per parcel. */
    private static final double SAME = 0.0005;
    /** Loads are told with one decimal. */
    private static final double LOAD_STEP = 0.05;

    private static final Map<String, Set<String>> ARGUMENTS = Map.of(
            SEARCH_REGULATIONS, Set.of("query", "as_of", "limit"),
            FORECAST_VOLUME,
                    Set.of(
                            "date",
                            "wave",
                            "line",
                            "tier",
                            "node",
                            "within",
                            "direction",
                            "top",
                            "order",
                            "by",
                            "from",
                            "before",
                            "at_least",
                            "below"),
            GET_SCHEDULE,
                    Stream.of(Set.of("date", "show", "name", "wave"), ROWS_OF_TRIPS, LIMITS_OF_TRIPS)
                            .flatMap(Set::stream)
                            .collect(Collectors.toUnmodifiableSet()));

    private final ArticleSearch articles;
    private final ForecastLookup forecasts;
    private final ScheduleLookup schedules;

    LookupTools(ArticleSearch articles, ForecastLookup forecasts, ScheduleLookup schedules) {
        this.articles = articles;
        this.forecasts = forecasts;
        this.schedules = schedules;
    }

    @Override
    public List<ToolSpecification> specifications() {
        return List.of(
                ToolSpecification.builder()
                        .name(SEARCH_REGULATIONS)
                        .description("查法律、法规、办法和政策文件：赔偿、责任、许可、禁寄、处罚、个人信息、交通通行等规定")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("query", "问题原文")
                                .addStringProperty("as_of", "适用哪一天的法律，YYYY-MM-DD")
                                .addIntegerProperty("limit", "最多几条，1..100")
                                .required("query", "as_of")
                                .build())
                        .build(),
                ToolSpecification.builder()
                        .name(FORECAST_VOLUME)
                        .description("查业务量预测：某天某波次最忙的线路，或市、县、乡镇、村网点某天的预测件量")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("date", "YYYY-MM-DD")
                                .addEnumProperty("wave", WAVES, "线路的波次")
                                .addStringProperty("line", "线路编码或其中的站点")
                                .addEnumProperty("tier", TIERS, "网点层级；给出时查网点，否则查线路")
                                .addStringProperty("node", "网点编码")
                                .addStringProperty("within", "只看这个网点下面的，编码")
                                .addEnumProperty("by", HOURS, "按小时看线路的件量何时到")
                                .addStringProperty("from", "按小时看时从几点起，HH:mm")
                                .addStringProperty("before", "按小时看时到几点，HH:mm")
                                .addEnumProperty("direction", DIRECTIONS, "投递或揽收")
                                .addIntegerProperty("top", "最多几行，1..100")
                                .addEnumProperty("order", ORDERS, "desc 最忙在前")
                                .required("date")
                                .build())
                        .build(),
                ToolSpecification.builder()
                        .name(GET_SCHEDULE)
                        .description("查车辆运输计划：总成本、自有车周转率、车辆均包裹，某线路或某车的班次和发车时间，为什么由外部承运")
                        .parameters(JsonObjectSchema.builder()
                                .addStringProperty("date", "YYYY-MM-DD")
                                .addEnumProperty("show", SHOWS, "指标、班次、外部承运的班次或串点班次")
                                .addStringProperty("name", "线路、站点、车队、车辆或班次的编码")
                                .addEnumProperty("wave", WAVES, "线路的波次")
                                .addProperty(
                                        "measures",
                                        JsonArraySchema.builder()
                                                .items(JsonEnumSchema.builder()
                                                        .enumValues(MEASURES)
                                                        .build())
                                                .description("要算的数：趟数、车数、件量、费用、装载率、发车、到达")
                                                .build())
                                .addEnumProperty("by", GROUPS, "按什么分组")
                                .addIntegerProperty("top", "最多几组，1..100")
                                .addEnumProperty("order", ORDERS, "按第一个数排，desc 大的在前")
                                .addIntegerProperty("at_least", "第一个数至少，1..100000")
                                .addEnumProperty("carrier", CARRIERS, "自有车或外部承运")
                                .addStringProperty("leaves_from", "这一时刻起发车，HH:mm")
                                .addStringProperty("leaves_before", "这一时刻前发车，HH:mm")
                                .addIntegerProperty("load_from", "装载率至少，1..100")
                                .addIntegerProperty("load_below", "装载率低于，1..100")
                                .addIntegerProperty("parcels_from", "每趟件数至少")
                                .addIntegerProperty("parcels_below", "每趟件数少于")
                                .addBooleanProperty("share", "是否要占全部的比例")
                                .required("date", "show")
                                .build())
                        .build());
    }

    @Override
    public ToolResult run(ToolCall call, Role role) {
        Set<String> known = ARGUMENTS.get(call.tool());
        if (known == null) {
            throw new IllegalArgumentException("tool must be one of " + ARGUMENTS.keySet() + ", was " + call.tool());
        }
        for (String name : call.arguments().keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "argument of " + call.tool() + " must be one of " + known + ", was " + name);
            }
        }
        return switch (call.tool()) {
            case SEARCH_REGULATIONS -> searchRegulations(call, role);
            case FORECAST_VOLUME -> forecastVolume(call);
            default -> getSchedule(call);
        };
    }

    private ToolResult searchRegulations(ToolCall call, Role role) {
        LocalDate asOf = date(call, "as_of");
        String query = text(call, "query").orElseThrow(() -> new IllegalArgumentException("query must be given"));
        return new ToolResult.Articles(
                articles.search(query, asOf, role, number(call, "limit", DEFAULT_ARTICLES)), asOf);
    }

    private ToolResult forecastVolume(ToolCall call) {
        LocalDate date = date(call, "date");
        if (choice(call, "by", HOURS).isPresent()) {
            return hours(call, date);
        }
        if (text(call, "wave").isPresent() && text(call, "tier").isPresent()) {
            return sums(call, date);
        }
        String direction = choice(call, "direction", DIRECTIONS).orElse("DELIVERY");
        Optional<String> node = text(call, "node");
        Optional<String> tier = choice(call, "tier", TIERS);
        List<Volume> all;
        if (node.isPresent()) {
            all = forecasts.findNodeVolume(node.get(), date, direction).stream().toList();
        } else if (tier.isPresent()) {
            Predicate<String> within = within(text(call, "within"));
            all = forecasts.listNodeVolumes(date, tier.get(), direction).stream()
                    .filter(volume -> within.test(volume.id()))
                    .toList();
        } else {
            Optional<String> line = text(call, "line");
            all = forecasts.listLineVolumes(date, choice(call, "wave", WAVES)).stream()
                    .filter(volume -> line.isEmpty() || hasPart(volume.name(), line.get()))
                    .toList();
        }
        if (all.isEmpty()) {
            return missing(date);
        }
        int atLeast = number(call, "at_least", 0, MAX_PARCELS);
        int below = number(call, "below", Integer.MAX_VALUE, MAX_PARCELS);
        all = all.stream()
                .filter(volume -> Math.round(volume.mean()) >= atLeast && Math.round(volume.mean()) < below)
                .toList();
        if (all.isEmpty()) {
            return new ToolResult.Nothing("forecast.noneOf", List.of(date.toString()));
        }
        boolean ascending = choice(call, "order", ORDERS).orElse("desc").equals("asc");
        double total = all.stream().mapToDouble(Volume::mean).sum();
        List<Volume> rows = (ascending ? all.reversed() : all)
                .stream().limit(number(call, "top", DEFAULT_ROWS)).toList();
        return new ToolResult.Volumes(date, rows, all.size(), total);
    }

    /** By origin for counties, by site for townships. */
    private ToolResult sums(ToolCall call, LocalDate date) {
        int part = choice(call, "tier", TIERS).filter("COUNTY"::equals).isPresent() ? 0 : 1;
        Optional<String> origin = text(call, "within")
                .flatMap(above -> forecasts.listPlaces().stream()
                        .filter(place -> place.id().equals(above))
                        .map(ForecastLookup.Place::name)
                        .findFirst());
        List<Volume> lines = forecasts.listLineVolumes(date, choice(call, "wave", WAVES)).stream()
                .filter(volume -> origin.isEmpty() || hasPart(volume.name(), origin.get()))
                .toList();
        if (lines.isEmpty()) {
            return missing(date);
        }
        Map<String, Double> sums = new LinkedHashMap<>();
        lines.forEach(line -> {
            List<String> parts = List.of(line.name().split(" - ", -1));
            sums.merge(parts.get(Math.min(part, parts.size() - 1)), line.mean(), Double::sum);
        });
        return new ToolResult.Sums(
                date,
                sums.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                        .toList(),
                lines.getFirst().source());
    }

    private ToolResult missing(LocalDate date) {
        return forecasts
                .findCoverage()
                .map(coverage -> new ToolResult.Nothing(
                        date.isBefore(coverage.from()) || date.isAfter(coverage.to())
                                ? "forecast.missing"
                                : "forecast.notSoFine",
                        List.of(
                                date.toString(),
                                coverage.from().toString(),
                                coverage.to().toString())))
                .orElseGet(() -> new ToolResult.Nothing("forecast.none", List.of(date.toString())));
    }

    /** Whether a place is somewhere below another. */
    private Predicate<String> within(Optional<String> above) {
        if (above.isEmpty()) {
            return id -> true;
        }
        Map<String, String> parents = new HashMap<>();
        forecasts.listPlaces().forEach(place -> place.parentId().ifPresent(parent -> parents.put(place.id(), parent)));
        return id -> Stream.iterate(id, Objects::nonNull, parents::get).skip(1).anyMatch(above.get()::equals);
    }

    private ToolResult hours(ToolCall call, LocalDate date) {
        Optional<String> line = text(call, "line");
        Optional<LocalTime> from = time(call, "from");
        Optional<LocalTime> before = time(call, "before");
        List<Slot> slots = forecasts.listSlots(date).stream()
                .filter(slot -> line.isEmpty() || hasPart(slot.line(), line.get()))
                .toList();
        if (slots.isEmpty()) {
            return missing(date);
        }
        TreeMap<LocalDateTime, Double> hours = new TreeMap<>();
        slots.stream()
                .filter(slot -> isWithin(slot.from().toLocalTime(), from, before))
                .forEach(slot -> hours.merge(slot.from().truncatedTo(ChronoUnit.HOURS), slot.parcels(), Double::sum));
        return new ToolResult.Hours(
                date,
                hours,
                forecasts.findCoverage().map(ForecastLookup.Coverage::source).orElse(""));
    }

    private ToolResult getSchedule(ToolCall call) {
        LocalDate date = date(call, "date");
        Optional<Plan> plan = schedules.findPlan(date);
        if (plan.isEmpty()) {
            return new ToolResult.Nothing("plan.none", List.of(date.toString()));
        }
        List<String> names = names(call);
        Optional<String> wave = choice(call, "wave", WAVES);
        Predicate<PlannedTrip> asked = switch (choice(call, "show", SHOWS).orElse("kpis")) {
            case "external" -> PlannedTrip::external;
            case "combined" -> trip -> trip.lines().size() > 1;
            default -> trip -> true;
        };
        List<PlannedTrip> trips = plan.get().trips().stream()
                .filter(asked)
                .filter(trip -> names.isEmpty() || names.stream().anyMatch(trip::isOf))
                .filter(trip -> wave.isEmpty() || trip.lines().stream().anyMatch(line -> line.endsWith(wave.get())))
                .filter(limits(call))
                .toList();
        List<TripMeasure> measures = measures(call);
        return measures.isEmpty()
                ? new ToolResult.Schedule(plan.get(), trips)
                : figures(call, plan.get(), trips, measures.getFirst());
    }

    private static Predicate<PlannedTrip> limits(ToolCall call) {
        Predicate<PlannedTrip> limits = choice(call, "carrier", CARRIERS)
                .map(carrier -> (Predicate<PlannedTrip>) trip -> trip.external() == carrier.equals("EXTERNAL"))
                .orElse(trip -> true);
        Optional<LocalTime> from = time(call, "leaves_from");
        Optional<LocalTime> before = time(call, "leaves_before");
        double loadFrom = number(call, "load_from", 0);
        double loadBelow = number(call, "load_below", Integer.MAX_VALUE);
        double parcelsFrom = number(call, "parcels_from", 0, MAX_COUNT);
        double parcelsBelow = number(call, "parcels_below", Integer.MAX_VALUE, MAX_COUNT);
        return limits.and(trip -> trip.parcels() >= parcelsFrom && trip.parcels() < parcelsBelow)
                .and(trip -> isWithin(trip.departsAt().toLocalTime(), from, before))
                .and(trip -> load(trip) >= loadFrom - LOAD_STEP && load(trip) < loadBelow - LOAD_STEP);
    }

    /** The night before a planning day comes before its morning. */
    private static boolean isWithin(LocalTime time, Optional<LocalTime> from, Optional<LocalTime> before) {
        int minute = minute(time);
        return from.stream().allMatch(one -> minute >= minute(one))
                && before.stream().allMatch(one -> minute < minute(one));
    }

    private static int minute(LocalTime time) {
        return Math.floorMod(time.toSecondOfDay() / 60 - FIRST_HOUR * 60, 24 * 60);
    }

    private static double load(PlannedTrip trip) {
        return PERCENT * trip.parcels() / trip.capacity();
    }

    private static ToolResult figures(ToolCall call, Plan plan, List<PlannedTrip> trips, TripMeasure first) {
        Optional<TripGroup> by = choice(call, "by", GROUPS).map(TripGroup::valueOf);
        if (by.isEmpty()) {
            return new ToolResult.Figures(plan, trips, List.of(), 0, 0);
        }
        List<String> names = names(call);
        Map<String, List<PlannedTrip>> grouped = new LinkedHashMap<>();
        trips.forEach(trip -> by.get()
                .of(trip)
                .forEach(name ->
                        grouped.computeIfAbsent(name, key -> new ArrayList<>()).add(trip)));
        int atLeast = number(call, "at_least", 0, MAX_COUNT);
        List<Figures.Group> groups = grouped.entrySet().stream()
                .map(group -> new Figures.Group(group.getKey(), group.getValue()))
                .filter(group -> value(first, group) >= atLeast)
                .filter(group -> names.size() < 2 || by.get() == TripGroup.TRIP || names.contains(group.name()))
                .sorted(order(call, by.get(), first))
                .toList();
        // Of several that are first none is the one.
        int top = number(call, "top", DEFAULT_GROUPS);
        int ties = (int) groups.stream()
                .filter(group -> Math.abs(value(first, group) - value(first, groups.getFirst())) < SAME)
                .count();
        return new ToolResult.Figures(
                plan,
                trips,
                groups.stream()
                        .limit(
                                top == 1
                                        ? Math.clamp(ties, 1, by.get() == TripGroup.TRIP ? DEFAULT_ROWS : MOST_TIES)
                                        : top)
                        .toList(),
                groups.size(),
                ties);
    }

    /** Hours follow each other where nothing else is asked for. */
    private static Comparator<Figures.Group> order(ToolCall call, TripGroup by, TripMeasure first) {
        Optional<String> order = choice(call, "order", ORDERS);
        TripMeasure measure = by == TripGroup.HOUR && order.isEmpty() ? TripMeasure.DEPARTURE : first;
        Comparator<Figures.Group> ascending = Comparator.comparingDouble(group -> value(measure, group));
        return order.equals(Optional.of("asc")) || measure != first ? ascending : ascending.reversed();
    }

    private static double value(TripMeasure measure, Figures.Group group) {
        return measure.of(group.trips()).orElse(0);
    }

    private static List<TripMeasure> measures(ToolCall call) {
        Object value = call.arguments().getOrDefault("measures", List.of());
        if (!(value instanceof List<?> names) || !MEASURES.containsAll(names)) {
            throw new IllegalArgumentException("measures must be of " + MEASURES + ", was " + value);
        }
        return names.stream()
                .map(name -> TripMeasure.valueOf(String.valueOf(name)))
                .toList();
    }

    /** Several with commas between. */
    private static List<String> names(ToolCall call) {
        return text(call, "name").stream()
                .flatMap(names -> Stream.of(names.split(",", -1)))
                .toList();
    }

    /** Whether {@code part} is the line's code or its origin or site: 站点8 is no part of 场地3 - 站点83 - 1400. */
    private static boolean hasPart(String line, String part) {
        return line.equals(part) || List.of(line.split(" - ", -1)).contains(part);
    }

    private static LocalDate date(ToolCall call, String name) {
        String value = text(call, name).orElse("");
        try {
            return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " must be a date like 2026-11-25, was " + value, e);
        }
    }

    private static Optional<LocalTime> time(ToolCall call, String name) {
        Optional<String> value = text(call, name);
        try {
            return value.map(LocalTime::parse);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(name + " must be a time like 05:40, was " + value.orElse(""), e);
        }
    }

    /** @param otherwise where it is not given */
    private static int number(ToolCall call, String name, int otherwise) {
        return number(call, name, otherwise, MAX_ROWS);
    }

    private static int number(ToolCall call, String name, int otherwise, int most) {
        Object value = call.arguments().get(name);
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof Integer number) || number < 1 || number > most) {
            throw new IllegalArgumentException(name + " must be a whole number 1.." + most + ", was " + value);
        }
        return number;
    }

    private static Optional<String> choice(ToolCall call, String name, List<String> options) {
        Optional<String> value = text(call, name);
        if (value.isPresent() && !options.contains(value.get())) {
            throw new IllegalArgumentException(name + " must be one of " + options + ", was " + value.get());
        }
        return value;
    }

    private static Optional<String> text(ToolCall call, String name) {
        Object value = call.arguments().get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text) || text.isBlank()) {
            throw new IllegalArgumentException(name + " must be text, was " + value);
        }
        return Optional.of(text);
    }
}
