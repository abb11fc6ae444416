package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup;
import cn.yunce.assistant.ForecastLookup.Place;
import cn.yunce.assistant.ForecastLookup.Volume;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.metric.TimeGrammar;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.tool.ToolResult;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Answers over forecasts and plans. Code decides the call and writes the answer; no model touches a number.
 */
final class DataAnswers {
    private static final int DEFAULT_TOP = 5;
    private static final int MAX_TRIPS = 8;
    private static final int MAX_DAYS = 9;
    private static final int DECIMALS = 1;
    private static final int RATIO_DECIMALS = 3;
    static final String EXTERNAL = "外部";
    private static final Pattern WHY_EXTERNAL = Pattern.compile("外部|外包|承运商|外协");
    private static final Pattern COMBINED = Pattern.compile("串点|合并|拼车|并线|搭[着车]");
    private static final Pattern KPI_WORDS = Pattern.compile("成本|周转率|均包裹|指标|多少趟|几趟|多少班|多少车|几辆|多少辆|怎么样|概况|总体");
    private static final Map<String, String> TIER_NAMES =
            Map.of("CITY", "市级", "COUNTY", "县级园区", "TOWNSHIP", "乡镇网点", "VILLAGE", "村级服务点");

    private final AssistantTools tools;
    private final ForecastLookup forecasts;
    private final ScheduleLookup schedules;

    private final TimeGrammar times;

    DataAnswers(AssistantTools tools, ForecastLookup forecasts, ScheduleLookup schedules, TimeGrammar times) {
        this.times = times;
        this.tools = tools;
        this.forecasts = forecasts;
        this.schedules = schedules;
    }

    /** The days that a question names; of a festival without a year the coming one, and none of what is longer than some days. */
    private Optional<QuestionDates.Mention> dates(String question, LocalDate today) {
        return QuestionDates.find(question, today)
                .or(() -> times.findNamed(question, today)
                        .map(period -> new QuestionDates.Mention(
                                period.phrase(),
                                period.span().days() > MAX_DAYS
                                        ? List.of()
                                        : period.span()
                                                .from()
                                                .datesUntil(period.span().to())
                                                .toList())));
    }

    Draft forecast(Asked asked) {
        String question = asked.text();
        LocalDate today = asked.today();
        Optional<QuestionDates.Mention> mention = dates(question, today);
        if (mention.isPresent() && mention.get().days().isEmpty()) {
            return Draft.refused(
                    Route.FORECAST, "“" + mention.get().phrase() + "”不是可以查的一天或几天，预测和计划按天发布。", List.of(), List.of());
        }
        List<LocalDate> days = mention.map(QuestionDates.Mention::days).orElse(List.of(today.plusDays(1)));
        try {
            return volumes(asked, days, forecastArguments(question, days.getFirst()));
        } catch (IllegalArgumentException e) {
            return Draft.refused(Route.FORECAST, e.getMessage() + "。", List.of(), List.of());
        }
    }

    /** @param arguments of the look-up, whatever its date */
    private Draft volumes(Asked asked, List<LocalDate> days, Map<String, Object> arguments) {
        String question = asked.text();
        List<ToolCall> calls = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (LocalDate day : days) {
            Map<String, Object> dated = new LinkedHashMap<>(arguments);
            dated.put("date", day.toString());
            ToolCall call = new ToolCall(AssistantTools.FORECAST_VOLUME, dated);
            calls.add(call);
            switch (tools.run(call, asked.role())) {
                case ToolResult.Volumes volumes -> pieces.addAll(describe(question, call, volumes, !pieces.isEmpty()));
                case ToolResult.Nothing nothing -> missing.add(nothing.what());
                default -> throw new IllegalStateException("forecast must give volumes: " + call);
            }
        }
        if (pieces.isEmpty()) {
            return Draft.refused(Route.FORECAST, missing.getFirst() + "。", calls, List.of());
        }
        return new Draft(Route.FORECAST, false, pieces, List.of(), calls, List.of());
    }

    private Map<String, Object> forecastArguments(String question, LocalDate day) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("date", day.toString());
        Optional<String> wave = DataQuestion.wave(question);
        Optional<Place> place = DataQuestion.place(question, forecasts.listPlaces());
        Optional<String> tier = DataQuestion.tier(question);
        boolean lines = DataQuestion.aboutLines(question) || wave.isPresent();
        Optional<String> line = DataQuestion.identifier(question, lineNames(day));
        int top = DataQuestion.top(question).orElse(DEFAULT_TOP);
        if (line.isPresent() && (lines || place.isEmpty())) {
            wave.ifPresent(code -> arguments.put("wave", code));
            arguments.put("line", line.get());
            DataQuestion.top(question).ifPresent(number -> arguments.put("top", number));
        } else if (place.isPresent() && !lines) {
            arguments.put("node", place.get().id());
            arguments.put("direction", DataQuestion.direction(question));
        } else if (tier.isPresent() && !lines) {
            arguments.put("tier", tier.get());
            arguments.put("direction", DataQuestion.direction(question));
            arguments.put("top", top);
        } else if (lines || DataQuestion.top(question).isPresent()) {
            wave.ifPresent(code -> arguments.put("wave", code));
            arguments.put("top", top);
        } else {
            arguments.put("tier", "CITY");
            arguments.put("direction", DataQuestion.direction(question));
            arguments.put("top", 1);
        }
        if (DataQuestion.leastFirst(question)) {
            arguments.put("order", "asc");
        }
        return arguments;
    }

    /** Codes of the day's lines, and the sites and origins that they are made of. */
    private List<String> lineNames(LocalDate day) {
        return forecasts.listLineVolumes(day, Optional.empty()).stream()
                .map(Volume::name)
                .flatMap(name -> Stream.concat(
                        Stream.of(name), Stream.of(name.split(" - ", -1)).limit(2)))
                .distinct()
                .toList();
    }

    private List<Piece> describe(String question, ToolCall call, ToolResult.Volumes volumes, boolean more) {
        Map<String, Object> arguments = call.arguments();
        String date = volumes.date().toString();
        String source = volumes.rows().getFirst().source();
        String wave = arguments.containsKey("wave") ? " " + waveName(arguments.get("wave")) + " 波次" : "";
        String direction = "PICKUP".equals(arguments.get("direction")) ? "揽收" : "投递";
        List<Piece> pieces = new ArrayList<>();
        String asked = date + " " + waveName(arguments.getOrDefault("wave", "")) + " "
                + volumes.rows().size() + " 条 " + volumes.rows().size() + " 个 " + volumes.of() + " 条";
        boolean single = volumes.rows().size() == 1 && volumes.of() == 1;
        if (DataQuestion.total(question) && !single) {
            String total = number(volumes.total());
            pieces.add(new Piece(
                    date + wave + "共 " + volumes.of() + " 条，预测合计 " + total + " 件。\n",
                    call.tool() + " 合计，" + source,
                    asked + " " + total + " 件",
                    List.of()));
        }
        String rank = "asc".equals(arguments.get("order")) ? "最小" : "最大";
        String heading;
        if (single) {
            heading = date + wave + "预测：";
        } else if (arguments.containsKey("tier")) {
            heading = date + " " + direction + "预测业务量" + rank + "的 "
                    + volumes.rows().size() + " 个"
                    + TIER_NAMES.getOrDefault(String.valueOf(arguments.get("tier")), "网点") + "：";
        } else {
            heading = date + wave + "预测件量" + rank + "的 " + volumes.rows().size() + " 条线路：";
        }
        pieces.add(new Piece((more ? "\n" : "") + heading, call.tool() + " 的参数，" + source, asked, List.of()));
        for (Volume volume : volumes.rows()) {
            pieces.add(describe(volume, single && arguments.containsKey("node") ? direction : ""));
        }
        if (!more
                && forecasts
                        .findCoverage()
                        .map(ForecastLookup.Coverage::synthetic)
                        .orElse(false)) {
            pieces.add(new Piece("\n（数据为合成示例）", "运策", "", List.of()));
        }
        return pieces;
    }

    private static Piece describe(Volume volume, String direction) {
        String mean = number(volume.mean());
        String low = number(volume.lo80());
        String high = number(volume.hi80());
        return new Piece(
                "\n- " + volume.name() + "：" + (direction.isEmpty() ? "" : direction + " ") + mean + " 件（80% 区间 " + low
                        + "–" + high + " 件）",
                "forecast_volume，" + volume.name() + "，" + volume.source(),
                mean + " 件 80% " + low + " " + low + " 件 " + high + " 件",
                List.of(volume.name()));
    }

    /** The day of the plan that a question asks about; tomorrow without one. */
    LocalDate planDay(Asked asked) {
        return dates(asked.text(), asked.today())
                .filter(mention -> !mention.days().isEmpty())
                .map(mention -> mention.days().getFirst())
                .orElse(asked.today().plusDays(1));
    }

    /** With the place that the whole question names where a part names none. */
    String placed(String part, String whole) {
        List<Place> places = forecasts.listPlaces();
        return DataQuestion.place(part, places).isPresent()
                ? part
                : DataQuestion.place(whole, places)
                        .map(place -> place.name() + part)
                        .orElse(part);
    }

    /** The look-up before with what a short question says anew; empty where it says nothing of the kind. */
    Optional<Draft> follow(Asked asked, ToolCall before) {
        String question = asked.text();
        boolean forecast = before.tool().equals(AssistantTools.FORECAST_VOLUME);
        if (!DataQuestion.goesOn(question) || !(forecast || before.tool().equals(AssistantTools.GET_SCHEDULE))) {
            return Optional.empty();
        }
        Optional<QuestionDates.Mention> mention = dates(question, asked.today());
        List<LocalDate> days = mention.map(QuestionDates.Mention::days)
                .orElse(List.of(
                        LocalDate.parse(String.valueOf(before.arguments().get("date")))));
        boolean past = days.isEmpty() || days.getFirst().isBefore(asked.today());
        Map<String, Object> arguments = new LinkedHashMap<>(before.arguments());
        boolean changed = forecast ? changeForecast(question, arguments) : changePlan(question, days, arguments);
        if (past || (!changed && mention.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(forecast ? volumes(asked, days, arguments) : plan(asked, days.getFirst(), arguments));
    }

    private boolean changeForecast(String question, Map<String, Object> arguments) {
        Map<String, Object> before = Map.copyOf(arguments);
        Optional<Place> place = DataQuestion.place(question, forecasts.listPlaces());
        if (place.isPresent()) {
            arguments.keySet().removeAll(List.of("tier", "top", "order", "wave", "line"));
            arguments.put("node", place.get().id());
            arguments.putIfAbsent("direction", "DELIVERY");
        } else {
            DataQuestion.tier(question).ifPresent(tier -> {
                arguments.keySet().removeAll(List.of("node", "wave", "line"));
                arguments.put("tier", tier);
                arguments.putIfAbsent("direction", DataQuestion.direction(question));
                arguments.putIfAbsent("top", DEFAULT_TOP);
            });
        }
        DataQuestion.wave(question).ifPresent(wave -> {
            arguments.keySet().removeAll(List.of("node", "tier", "direction"));
            arguments.put("wave", wave);
        });
        if (arguments.containsKey("direction")) {
            DataQuestion.namedDirection(question).ifPresent(direction -> arguments.put("direction", direction));
        }
        DataQuestion.top(question).ifPresent(top -> arguments.put("top", top));
        if (DataQuestion.leastFirst(question)) {
            arguments.put("order", "asc");
        } else if (DataQuestion.mostFirst(question)) {
            arguments.remove("order");
        }
        return !arguments.equals(before);
    }

    private boolean changePlan(String question, List<LocalDate> days, Map<String, Object> arguments) {
        Map<String, Object> before = Map.copyOf(arguments);
        Optional<String> name = schedules
                .findPlan(days.isEmpty() ? LocalDate.EPOCH : days.getFirst())
                .flatMap(plan -> DataQuestion.identifier(question, identifiers(plan)));
        name.ifPresent(found -> {
            arguments.remove("wave");
            arguments.put("name", found);
            arguments.put("show", "trips");
        });
        DataQuestion.wave(question).ifPresent(wave -> {
            arguments.put("wave", wave);
            arguments.put("show", "trips");
        });
        if (COMBINED.matcher(question).find()) {
            arguments.put("show", "combined");
        } else if (WHY_EXTERNAL.matcher(question).find()) {
            arguments.put("show", "external");
        } else if (KPI_WORDS.matcher(question).find()) {
            arguments.keySet().removeAll(List.of("name", "wave"));
            arguments.put("show", "kpis");
        }
        return !arguments.equals(before);
    }

    Draft schedule(Asked asked) {
        String question = asked.text();
        LocalDate today = asked.today();
        Optional<QuestionDates.Mention> mention = dates(question, today);
        if (mention.isPresent() && mention.get().days().isEmpty()) {
            return Draft.refused(
                    Route.SCHEDULE, "“" + mention.get().phrase() + "”不是可以查的一天或几天，预测和计划按天发布。", List.of(), List.of());
        }
        LocalDate day = mention.map(found -> found.days().getFirst()).orElse(today.plusDays(1));
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("date", day.toString());
        Optional<Plan> plan = schedules.findPlan(day);
        Optional<String> name = plan.flatMap(found -> DataQuestion.identifier(question, identifiers(found)));
        try {
            DataQuestion.wave(question).ifPresent(wave -> arguments.put("wave", wave));
        } catch (IllegalArgumentException e) {
            return Draft.refused(Route.SCHEDULE, e.getMessage() + "。", List.of(), List.of());
        }
        name.ifPresent(found -> arguments.put("name", found));
        boolean external = WHY_EXTERNAL.matcher(question).find();
        boolean summary = KPI_WORDS.matcher(question).find() && name.isEmpty() && !arguments.containsKey("wave");
        String show = COMBINED.matcher(question).find()
                ? "combined"
                : external
                                && !(name.isPresent() && isOfOneTrip(name.get(), plan))
                                && !(summary && question.contains("成本"))
                        ? "external"
                        : summary ? "kpis" : name.isPresent() || arguments.containsKey("wave") ? "trips" : "kpis";
        arguments.put("show", show);
        return plan(asked, day, arguments);
    }

    private Draft plan(Asked asked, LocalDate day, Map<String, Object> arguments) {
        String show = String.valueOf(arguments.get("show"));
        Map<String, Object> dated = new LinkedHashMap<>(arguments);
        dated.put("date", day.toString());
        ToolCall call = new ToolCall(AssistantTools.GET_SCHEDULE, dated);
        return switch (tools.run(call, asked.role())) {
            case ToolResult.Schedule found ->
                new Draft(
                        Route.SCHEDULE,
                        false,
                        show.equals("kpis") ? kpis(found.plan()) : trips(found, show),
                        List.of(),
                        List.of(call),
                        List.of());
            case ToolResult.Nothing nothing ->
                Draft.refused(Route.SCHEDULE, nothing.what() + "。", List.of(call), List.of());
            default -> throw new IllegalStateException("schedule must give a plan: " + call);
        };
    }

    /** Of a trip or a vehicle the trips are told, external or not. */
    private static boolean isOfOneTrip(String name, Optional<Plan> plan) {
        return plan.stream()
                .flatMap(found -> found.trips().stream())
                .anyMatch(trip -> trip.id().equals(name) || trip.vehicle().equals(name));
    }

    static List<String> identifiers(Plan plan) {
        return plan.trips().stream()
                .flatMap(trip -> Stream.concat(
                        Stream.of(trip.id(), trip.fleet(), trip.vehicle()),
                        trip.lines().stream()
                                .flatMap(line -> Stream.concat(
                                        Stream.of(line),
                                        Stream.of(line.split(" - ", -1)).limit(2)))))
                .filter(identifier -> !identifier.equals(EXTERNAL))
                .distinct()
                .toList();
    }

    private static List<Piece> kpis(Plan plan) {
        String cost = number(plan.totalCost());
        String turnover = ratio(plan.ownVehicleTurnover());
        String each = number(plan.parcelsPerVehicle());
        String source = "get_schedule，" + plan.source();
        int trips = plan.ownTrips() + plan.externalTrips();
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(plan.date() + " 的运输计划：", source, plan.date().toString(), List.of()));
        pieces.add(new Piece("\n- 总成本 " + cost + " 元", source, cost + " 元", List.of()));
        pieces.add(new Piece("\n- 自有车周转率 " + turnover, source, turnover, List.of()));
        pieces.add(new Piece("\n- 车辆均包裹 " + each + " 件", source, each + " 件", List.of()));
        pieces.add(new Piece(
                "\n- 班次 " + trips + " 趟，其中自有车 " + plan.ownTrips() + " 趟，外部承运 " + plan.externalTrips() + " 趟",
                source,
                trips + " 趟 " + plan.ownTrips() + " 趟 " + plan.externalTrips() + " 趟",
                List.of()));
        pieces.addAll(synthetic(plan));
        return pieces;
    }

    private static List<Piece> trips(ToolResult.Schedule found, String show) {
        String source = "get_schedule，" + found.plan().source();
        String kind = switch (show) {
            case "external" -> "由外部承运的班次";
            case "combined" -> "串点班次";
            default -> "班次";
        };
        String date = found.plan().date().toString();
        List<Piece> pieces = new ArrayList<>();
        int count = found.trips().size();
        pieces.add(new Piece(
                date + " " + kind + "共 " + count + " 趟" + (count > MAX_TRIPS ? "，先列 " + MAX_TRIPS + " 趟" : "") + "。",
                source,
                date + " " + count + " 趟 " + MAX_TRIPS + " 趟",
                List.of()));
        if (show.equals("external") && count > 0) {
            Map<String, Long> reasons = found.trips().stream()
                    .map(PlannedTrip::reason)
                    .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
            reasons.forEach((reason, trips) -> pieces.add(
                    new Piece("\n原因：" + reason + "（" + trips + " 趟）", source, reason + " " + trips + " 趟", List.of())));
        }
        found.trips().stream().limit(MAX_TRIPS).forEach(trip -> pieces.add(describe(trip, source)));
        pieces.addAll(synthetic(found.plan()));
        return pieces;
    }

    private static Piece describe(PlannedTrip trip, String source) {
        String parcels = number(trip.parcels());
        String vehicle = trip.vehicle().equals(EXTERNAL) ? "外部承运" : "自有车 " + trip.vehicle();
        List<String> names = Stream.concat(trip.lines().stream(), Stream.of(trip.id(), trip.vehicle(), trip.fleet()))
                .filter(name -> !name.equals(EXTERNAL))
                .toList();
        return new Piece(
                "\n- " + trip.id() + "：" + String.join(" + ", trip.lines()) + "，" + trip.departure() + " 发车，" + parcels
                        + " 件，" + vehicle + (trip.container() ? "，用标准容器" : "") + "。" + trip.reason(),
                source + "，班次 " + trip.id() + "（" + String.join(" + ", trip.lines()) + "，" + vehicle + "）",
                trip.departure() + " " + parcels + " 件 " + trip.reason(),
                names);
    }

    private static List<Piece> synthetic(Plan plan) {
        return plan.synthetic() ? List.of(new Piece("\n（数据为合成示例）", "运策", "", List.of())) : List.of();
    }

    private static String waveName(Object code) {
        String text = String.valueOf(code);
        return text.length() == 4 ? text.substring(0, 2) + ":" + text.substring(2) : "";
    }

    static String number(double value) {
        return plain(value, DECIMALS);
    }

    private static String ratio(double value) {
        return plain(value, RATIO_DECIMALS);
    }

    private static String plain(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
