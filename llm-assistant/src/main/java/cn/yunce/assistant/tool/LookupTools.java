package cn.yunce.assistant.tool;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ForecastLookup.Volume;
import cn.yunce.assistant.Role;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.retrieval.ArticleSearch;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

final class LookupTools implements AssistantTools {
    private static final List<String> WAVES = List.of("0600", "1400");
    private static final List<String> TIERS = List.of("CITY", "COUNTY", "TOWNSHIP", "VILLAGE");
    private static final List<String> DIRECTIONS = List.of("DELIVERY", "PICKUP");
    private static final List<String> ORDERS = List.of("desc", "asc");
    private static final List<String> SHOWS = List.of("kpis", "trips", "external", "combined");
    private static final int MAX_ROWS = 100;
    private static final int DEFAULT_ROWS = 5;
    private static final int DEFAULT_ARTICLES = 8;
    private static final String EXTERNAL = "外部";
    private static final Map<String, Set<String>> ARGUMENTS = Map.of(
            SEARCH_REGULATIONS, Set.of("query", "as_of", "limit"),
            FORECAST_VOLUME, Set.of("date", "wave", "line", "tier", "node", "direction", "top", "order"),
            GET_SCHEDULE, Set.of("date", "show", "name", "wave"));

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
        String direction = choice(call, "direction", DIRECTIONS).orElse("DELIVERY");
        Optional<String> node = text(call, "node");
        Optional<String> tier = choice(call, "tier", TIERS);
        List<Volume> all;
        if (node.isPresent()) {
            all = forecasts.findNodeVolume(node.get(), date, direction).stream().toList();
        } else if (tier.isPresent()) {
            all = forecasts.listNodeVolumes(date, tier.get(), direction);
        } else {
            Optional<String> line = text(call, "line");
            all = forecasts.listLineVolumes(date, choice(call, "wave", WAVES)).stream()
                    .filter(volume -> line.isEmpty() || hasPart(volume.name(), line.get()))
                    .toList();
        }
        if (all.isEmpty()) {
            return forecasts
                    .findCoverage()
                    .map(coverage -> new ToolResult.Nothing(
                            "forecast.missing",
                            List.of(
                                    date.toString(),
                                    coverage.from().toString(),
                                    coverage.to().toString())))
                    .orElseGet(() -> new ToolResult.Nothing("forecast.none", List.of(date.toString())));
        }
        boolean ascending = choice(call, "order", ORDERS).orElse("desc").equals("asc");
        double total = all.stream().mapToDouble(Volume::mean).sum();
        List<Volume> rows = (ascending ? all.reversed() : all)
                .stream().limit(number(call, "top", DEFAULT_ROWS)).toList();
        return new ToolResult.Volumes(date, rows, all.size(), total);
    }

    private ToolResult getSchedule(ToolCall call) {
        LocalDate date = date(call, "date");
        Optional<Plan> plan = schedules.findPlan(date);
        if (plan.isEmpty()) {
            return new ToolResult.Nothing("plan.none", List.of(date.toString()));
        }
        Optional<String> name = text(call, "name");
        Optional<String> wave = choice(call, "wave", WAVES);
        Predicate<PlannedTrip> asked = switch (choice(call, "show", SHOWS).orElse("kpis")) {
            case "external" -> trip -> trip.vehicle().equals(EXTERNAL);
            case "combined" -> trip -> trip.lines().size() > 1;
            default -> trip -> true;
        };
        List<PlannedTrip> trips = plan.get().trips().stream()
                .filter(asked)
                .filter(trip -> name.isEmpty() || isOf(trip, name.get()))
                .filter(trip -> wave.isEmpty() || trip.lines().stream().anyMatch(line -> line.endsWith(wave.get())))
                .toList();
        return new ToolResult.Schedule(plan.get(), trips);
    }

    private static boolean isOf(PlannedTrip trip, String name) {
        return trip.id().equals(name)
                || trip.vehicle().equals(name)
                || trip.fleet().equals(name)
                || trip.lines().stream().anyMatch(line -> hasPart(line, name));
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

    private static int number(ToolCall call, String name, int otherwise) {
        Object value = call.arguments().getOrDefault(name, otherwise);
        if (!(value instanceof Integer number) || number < 1 || number > MAX_ROWS) {
            throw new IllegalArgumentException(name + " must be a whole number 1.." + MAX_ROWS + ", was " + value);
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
