package cn.yunce.assistant.chat;

import cn.yunce.assistant.Role;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ScheduleDrafts;
import cn.yunce.assistant.ScheduleDrafts.Change;
import cn.yunce.assistant.ScheduleDrafts.Compared;
import cn.yunce.assistant.ScheduleDrafts.Impossible;
import cn.yunce.assistant.ScheduleDrafts.Made;
import cn.yunce.assistant.ScheduleDrafts.NotMade;
import cn.yunce.assistant.ScheduleDrafts.Side;
import cn.yunce.assistant.ScheduleDrafts.TripChange;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers what a plan would become by a draft of it, which a person confirms or discards; no model takes part. */
final class WhatIfAnswers {
    static final String DRAFT_SCHEDULE = "draft_schedule";
    private static final Set<Role> DRAFTERS = Set.of(Role.DISPATCHER, Role.SCHEDULER, Role.ADMIN);
    private static final int MAX_CHANGES = 3;
    private static final int MAX_CHOICES = 3;
    private static final int PERCENT = 100;
    private static final Pattern SHIFT = Pattern.compile("[夜早晚中午]班|波次|夜间|白天|上午|下午");
    private static final Pattern NUMBERED = Pattern.compile("(\\d+)号车");
    private static final Pattern HOURS = Pattern.compile("(\\d{1,2})[点时](?:钟)?(?:到|至|-)(\\d{1,2})[点时]");

    private final ScheduleLookup schedules;
    private final ScheduleDrafts drafts;

    WhatIfAnswers(ScheduleLookup schedules, ScheduleDrafts drafts) {
        this.schedules = schedules;
        this.drafts = drafts;
    }

    /**
     * @param named a vehicle, fleet, line or site that the conversation spoke of before
     */
    Draft answer(Asked asked, WhatIf supposed, LocalDate day, Optional<String> named) {
        Map<String, Object> arguments = new LinkedHashMap<>(supposed.call(day.toString()));
        Optional<Plan> plan = schedules.findPlan(day);
        if (plan.isEmpty()) {
            return refused(arguments, "没有 " + day + " 的已发布运输计划。", List.of());
        }
        if (supposed.change().equals(WhatIf.SETTINGS)) {
            return settings(asked, day, supposed.arguments(), arguments);
        }
        String question = asked.text();
        List<String> identifiers = PlanAnswers.identifiers(plan.get());
        Optional<String> name =
                DataQuestion.identifier(question, identifiers).or(() -> named.filter(identifiers::contains));
        List<Change> changes = new ArrayList<>();
        switch (supposed.change()) {
            case WhatIf.VEHICLE_OUT -> {
                Optional<String> vehicle = name.filter(vehicles(plan.get())::contains);
                if (vehicle.isEmpty()) {
                    return refused(arguments, "没有认出是哪辆自有车，请选一辆。", choices(question, plan.get()));
                }
                arguments.put("vehicle", vehicle.get());
                changes.add(new Change.VehicleOut(vehicle.get()));
            }
            case WhatIf.VOLUME -> {
                name.ifPresent(found -> arguments.put("name", found));
                int percent = (int) supposed.arguments().getOrDefault("percent", 0);
                changes.add(new Change.VolumeChange(lines(plan.get(), name), 1 + percent / (double) PERCENT));
            }
            case WhatIf.LATE -> {
                name.ifPresent(found -> arguments.put("name", found));
                changes.add(new Change.VolumeLate(
                        lines(plan.get(), name), (int) supposed.arguments().getOrDefault("minutes", 0)));
            }
            default -> {
                if (name.isEmpty()) {
                    return refused(arguments, "没有认出是去哪里的路。", List.of());
                }
                arguments.put("name", name.get());
                changes.addAll(closures(question, lines(plan.get(), name)));
            }
        }
        if (!DRAFTERS.contains(asked.role())) {
            return refused(arguments, "您的角色不能起草运输计划，请让调度员来问。", List.of());
        }
        asked.progress().onStep("起草运输计划…");
        return switch (drafts.draft(day, changes, asked.caller().user())) {
            case Made made -> made(made, plan.get(), new ToolCall(DRAFT_SCHEDULE, arguments));
            case Impossible impossible ->
                refused(arguments, "这样没有可行的计划，下列几条不能同时成立：" + String.join("；", impossible.rules()) + "。", List.of());
            case NotMade none -> refused(arguments, none.reason() + "。", List.of());
        };
    }

    /** Nothing is kept, so that everyone may ask; who may set how the evening plans is REST's to judge. */
    private Draft settings(Asked asked, LocalDate day, Map<String, Object> supposed, Map<String, Object> arguments) {
        asked.progress().onStep("试排运输计划…");
        ScheduleDrafts.Settings wished = new ScheduleDrafts.Settings(
                Optional.ofNullable(supposed.get(WhatIf.CONTAINER)).map(Boolean.class::cast),
                Optional.ofNullable(supposed.get(WhatIf.RULE)).map("EARLY"::equals),
                supposed.containsKey(WhatIf.FEWEST_EXTERNAL));
        return switch (drafts.compare(day, wished)) {
            case NotMade none -> refused(arguments, none.reason() + "。", List.of());
            case Compared compared -> compared(compared, asked, day, new ToolCall(DRAFT_SCHEDULE, arguments));
        };
    }

    private static Draft compared(Compared compared, Asked asked, LocalDate day, ToolCall call) {
        Side before = compared.before();
        Side after = compared.after();
        StringBuilder text = new StringBuilder("用 " + day + " 计划的件量试排（没有保存，没有生效）：");
        text.append("\n- 现在的设置（").append(words(before)).append("）：").append(costs(before));
        if (words(before).equals(words(after))) {
            text.append("\n计划现在就是这样排的，没有差别。");
        } else {
            double change = after.cost() - before.cost();
            text.append("\n- 改为（").append(words(after)).append("）：").append(costs(after));
            text.append("\n总成本")
                    .append(change < 0 ? "减少 " : "增加 ")
                    .append(DataAnswers.number(Math.abs(change)))
                    .append(" 元（")
                    .append(DataAnswers.number(before.cost() > 0 ? Math.abs(PERCENT * change) / before.cost() : 0))
                    .append("%）。要这样排，请排班员在计划设置里确认，对之后每晚的计划生效。");
        }
        text.append(SHIFT.matcher(asked.text()).find() ? "设置对全天各波次生效，不能只改一个班。" : "");
        text.append("两边各排至多 ").append(compared.seconds()).append(" 秒。");
        String source = DRAFT_SCHEDULE + "，试排，" + compared.source();
        return new Draft(
                Route.SCHEDULE,
                false,
                List.of(new Piece(text.toString(), source, text.toString(), List.of())),
                List.of(),
                List.of(call),
                List.of(),
                Map.of(
                        "trial", compared.put(),
                        "date", day.toString(),
                        "costBefore", before.cost(),
                        "costAfter", after.cost(),
                        "put", "/api/v1/schedules/settings"));
    }

    private static String words(Side side) {
        return (side.container() ? "用标准容器" : "不用标准容器")
                + (side.early() ? "，可提前发车" : "，货齐发车")
                + (side.fewestExternal() ? "，外部车最少" : "");
    }

    private static String costs(Side side) {
        return "总成本 " + DataAnswers.number(side.cost()) + " 元，自有车 " + side.ownTrips() + " 趟，外部承运 "
                + side.externalTrips() + " 趟" + (side.container() ? "，其中用容器 " + side.containerTrips() + " 趟" : "");
    }

    private static Draft refused(Map<String, Object> arguments, String text, List<String> choices) {
        return Draft.refused(Route.SCHEDULE, text, List.of(new ToolCall(DRAFT_SCHEDULE, arguments)), choices);
    }

    private static Draft made(Made made, Plan plan, ToolCall call) {
        String source = DRAFT_SCHEDULE + "，草案 " + made.id() + "，" + made.source();
        String before = DataAnswers.number(made.costBefore());
        String after = DataAnswers.number(made.costAfter());
        double change = made.costAfter() - made.costBefore();
        String difference = (change < 0 ? "减少 " : "增加 ") + DataAnswers.number(Math.abs(change)) + " 元"
                + (made.costBefore() > 0
                        ? "，" + DataAnswers.number(Math.abs(PERCENT * change) / made.costBefore()) + "%"
                        : "");
        double parcels = plan.trips().stream().mapToDouble(PlannedTrip::parcels).sum();
        String head = "已为 " + plan.date() + " 起草草案 " + made.id() + "，尚未生效，由调度员确认或放弃。\n- 件量 "
                + from(Math.round(parcels), Math.round(made.parcels())) + " 件\n- 总成本 " + before + " 元 → " + after
                + " 元（" + difference + "）\n- 班次：自有车 " + from(plan.ownTrips(), made.ownTrips()) + " 趟，外部承运 "
                + from(plan.externalTrips(), made.externalTrips()) + " 趟\n- 出车 "
                + from(vehicles(plan).size(), made.ownVehicles()) + " 辆自有车"
                + (made.lateTrips() > 0 ? "\n- 晚于最晚发车时刻 " + made.lateTrips() + " 趟" : "")
                + "\n- 改动 " + made.changes().size() + " 趟" + kinds(made.changes());
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(head, source, head, List.of()));
        boolean few = made.changes().size() <= MAX_CHANGES;
        if (!few) {
            pieces.add(new Piece("\n其中件量最大的几趟（其余见班次页）：", source, "", List.of()));
        }
        List<TripChange> shown = made.changes().stream()
                .sorted(Comparator.comparingDouble(TripChange::parcels).reversed())
                .limit(MAX_CHANGES)
                .toList();
        for (TripChange trip : shown) {
            List<String> names =
                    Stream.concat(Stream.of(trip.trip()), trip.lines().stream()).toList();
            String lines = String.join(" + ", trip.lines());
            String text = "\n- " + trip.trip() + "（" + lines + "，" + Math.round(trip.parcels()) + " 件）："
                    + (few ? trip.text() : trip.brief());
            pieces.add(new Piece(text, source + "，班次 " + trip.trip() + "（" + lines + "）", text, names));
        }
        return new Draft(
                Route.SCHEDULE,
                false,
                pieces,
                List.of(),
                List.of(call),
                List.of(),
                Map.of(
                        "draft", made.id(),
                        "date", plan.date().toString(),
                        "costBefore", made.costBefore(),
                        "costAfter", made.costAfter(),
                        "confirm", "/api/v1/schedules/" + plan.date() + "/drafts/" + made.id() + "/confirm"));
    }

    /** One figure where nothing changes, else both. */
    private static String from(long before, long after) {
        return before == after ? String.valueOf(after) : before + " → " + after;
    }

    /** How many trips change in which way, in the order of the kinds. */
    private static String kinds(List<TripChange> changes) {
        Map<ScheduleDrafts.Kind, Long> counts = changes.stream()
                .collect(Collectors.groupingBy(
                        TripChange::kind, () -> new EnumMap<>(ScheduleDrafts.Kind.class), Collectors.counting()));
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(kind -> word(kind.getKey()) + " " + kind.getValue())
                        .collect(Collectors.joining("，", "（", "）"));
    }

    private static String word(ScheduleDrafts.Kind kind) {
        return switch (kind) {
            case NEW -> "新增";
            case CANCELLED -> "取消";
            case TO_EXTERNAL -> "改外部承运";
            case VEHICLE -> "换车";
            case LINES -> "改装线路";
            case DEPARTURE -> "改发车时刻";
        };
    }

    private static List<Change> closures(String question, List<String> lines) {
        Matcher hours = HOURS.matcher(question);
        boolean timed = hours.find();
        Optional<LocalTime> from = timed ? time(hours.group(1)) : Optional.empty();
        Optional<LocalTime> to = timed ? time(hours.group(2)) : Optional.empty();
        Set<Change> closures = new LinkedHashSet<>();
        for (String line : lines) {
            String[] parts = line.split(" - ", -1);
            if (parts.length > 1) {
                closures.add(new Change.RoadClosed(parts[0], parts[1], from, to));
            }
        }
        return List.copyOf(closures);
    }

    private static Optional<LocalTime> time(String hour) {
        return Optional.of(Integer.parseInt(hour)).filter(value -> value < 24).map(value -> LocalTime.of(value, 0));
    }

    private static List<String> choices(String question, Plan plan) {
        Matcher numbered = NUMBERED.matcher(question);
        if (!numbered.find()) {
            return List.of();
        }
        return vehicles(plan).stream()
                .filter(vehicle -> vehicle.endsWith("-" + numbered.group(1)))
                .limit(MAX_CHOICES)
                .map(vehicle -> question.replace(numbered.group(), vehicle))
                .toList();
    }

    private static List<String> vehicles(Plan plan) {
        return plan.trips().stream()
                .map(PlannedTrip::vehicle)
                .filter(vehicle -> !vehicle.equals(PlanAnswers.EXTERNAL))
                .distinct()
                .toList();
    }

    /** Lines with the name in them, or of the fleet of that name; all without one. */
    private static List<String> lines(Plan plan, Optional<String> name) {
        return plan.trips().stream()
                .flatMap(trip -> trip.lines().stream()
                        .filter(line -> name.isEmpty()
                                || trip.fleet().equals(name.get())
                                || line.equals(name.get())
                                || List.of(line.split(" - ", -1)).contains(name.get())))
                .distinct()
                .sorted()
                .toList();
    }
}
