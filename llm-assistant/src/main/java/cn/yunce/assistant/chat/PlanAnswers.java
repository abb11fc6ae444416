package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.DataAnswers.number;
import static cn.yunce.assistant.chat.DataAnswers.ratio;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ScheduleLookup.FleetWorth;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.tool.ToolResult;
import cn.yunce.assistant.wording.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up plans and says them. */
final class PlanAnswers {
    private static final int MAX_TRIPS = 8;
    private static final int MAX_CHOICES = 8;
    private static final Pattern COMBINED = Pattern.compile("串点|合并|拼车|并线|搭[着车]");
    private static final Pattern KPI_WORDS =
            Pattern.compile("周转率|均包裹|指标|怎么样|咋样|概况|概览|总体|整体|情况|(?:平均|一|每)[^，]{0,3}[辆台]车[^，]{0,3}多少件|车均");
    private static final Pattern WHOLE = Pattern.compile("全市|整体|整个|全部的?车队");
    private static final Pattern OF_FIRST = Pattern.compile("^那?(?:它|这个?|那个?)(?:县|区|车队|车|线|镇|趟|班|站)?(?!的?[话么样])");
    private static final Set<String> NAMED_GROUPS = Set.of("TRIP", "FLEET", "LINE", "SITE", "VEHICLE");
    private static final Pattern SEVERAL = Pattern.compile("[两二三四五六七八九2-9几][辆台部]");
    private static final Pattern WORTH = Pattern.compile(
            "(?:再|多|增加?|添|加|买|少|减少?|砍|撤)[^，。？]{0,10}(?:[一1两二2三3]|几)[辆台部](?:自有)?车[^。？]{0,10}(?:省|值|划|合算|多花|贵|成本|花多少)"
                    + "|(?:给|加|添|放)[^，。？]{0,3}哪个?[^，。？]{0,3}(?:车队|县|区)[^，。？]{0,4}(?:划算|合算|值|好|省)");

    private final AssistantTools tools;
    private final ScheduleLookup schedules;
    private final Merging merging;

    PlanAnswers(AssistantTools tools, ScheduleLookup schedules) {
        this.tools = tools;
        this.schedules = schedules;
        this.merging = new Merging(schedules);
    }

    /**
     * The look-up's arguments.
     *
     * @throws IllegalArgumentException when the question names a wave that there is not, saying which there are
     */
    Map<String, Object> arguments(String question, LocalDate day) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("date", day.toString());
        Optional<Plan> plan = schedules.findPlan(day);
        List<String> names =
                plan.map(found -> PlanNames.listSeveral(question, found)).orElse(List.of());
        Optional<String> name = names.size() > 1
                ? Optional.of(String.join(",", names))
                : plan.flatMap(found -> PlanNames.find(question, found));
        Map<String, Object> figures = figures(question, names, plan);
        boolean timed = figures.containsKey("leaves_from") || figures.containsKey("leaves_before");
        if (!timed) {
            DataQuestion.wave(question).ifPresent(wave -> arguments.put("wave", wave));
        }
        name.ifPresent(found -> arguments.put("name", found));
        boolean some = name.isPresent() || arguments.containsKey("wave");
        boolean summed = DataQuestion.total(question) && PlanQuestion.asksFigures(question);
        boolean one = !summed
                && name.isPresent()
                && plan.stream().anyMatch(found -> PlanNames.isOfOneTrip(name.get(), found));
        boolean external = PlanQuestion.EXTERNAL.matcher(question).find() && !one;
        boolean summary = !some && KPI_WORDS.matcher(question).find();
        boolean why = external && PlanQuestion.WHY.matcher(question).find() && !"CARRIER".equals(figures.get("by"));
        boolean combined = COMBINED.matcher(question).find();
        boolean counted = !figures.isEmpty()
                && !summary
                && !why
                && (!one || PlanQuestion.asksReturn(question))
                && (!combined
                        || figures.containsKey("by")
                        || PlanQuestion.asksFigures(question)
                        || PlanQuestion.asksShare(question));
        boolean others = counted && !"EXTERNAL".equals(figures.get("carrier"));
        String otherwise = external && !others ? "external" : some ? "trips" : "kpis";
        arguments.put("show", combined ? "combined" : summary ? "kpis" : otherwise);
        if (counted) {
            arguments.putAll(figures);
        }
        return arguments;
    }

    /** Of several names each has its row. */
    private static Map<String, Object> figures(String question, List<String> names, Optional<Plan> plan) {
        Map<String, Object> figures = new LinkedHashMap<>(PlanQuestion.arguments(question));
        if (names.size() > 1 && !figures.containsKey("by")) {
            figures.putIfAbsent("measures", List.of("TRIPS"));
            figures.put(
                    "by",
                    plan.map(found -> PlanNames.kind(names.getFirst(), found)).orElse("SITE"));
            figures.put("top", names.size());
        }
        return figures;
    }

    /**
     * @param arguments of the look-up, whatever its date
     * @param against a day whose plan is held beside it
     */
    Draft answer(Asked asked, LocalDate day, Map<String, Object> arguments, Optional<LocalDate> against) {
        Wording words = asked.words();
        if (WORTH.matcher(asked.text()).find()) {
            return worth(asked, day);
        }
        Optional<List<String>> numbered = arguments.containsKey("name") || !PlanNames.hasNumber(asked.text())
                ? Optional.empty()
                : schedules.findPlan(day).flatMap(plan -> PlanNames.listNumbered(asked.text(), plan));
        if (numbered.isPresent()) {
            return Draft.refused(
                    Route.SCHEDULE,
                    words.say(numbered.get().isEmpty() ? "plan.noSuch" : "plan.which"),
                    List.of(dated(arguments, day)),
                    numbered.get().stream().limit(MAX_CHOICES).toList());
        }
        ToolCall call = dated(arguments, day);
        Optional<String> unknown = PlanQuestion.unknown(asked.text())
                .filter(what -> !arguments.containsKey("measures") && PlanQuestion.asksUnknown(asked.text()));
        if (unknown.isPresent()) {
            return Draft.refused(
                    Route.SCHEDULE,
                    words.say("figures.unknown", unknown.get()) + words.say("end"),
                    List.of(call),
                    List.of());
        }
        return switch (tools.run(call, asked.role())) {
            case ToolResult.Schedule found ->
                new Draft(
                        Route.SCHEDULE,
                        false,
                        "kpis".equals(arguments.get("show"))
                                ? kpis(found.plan(), words)
                                : trips(found, String.valueOf(arguments.get("show")), words),
                        List.of(),
                        List.of(call),
                        List.of());
            case ToolResult.Figures found -> figures(asked, call, found, against.map(other -> dated(arguments, other)));
            case ToolResult.Nothing nothing ->
                Draft.refused(Route.SCHEDULE, nothing.in(words) + words.say("end"), List.of(call), List.of());
            default -> throw new IllegalStateException("schedule must give a plan: " + call);
        };
    }

    private static ToolCall dated(Map<String, Object> arguments, LocalDate day) {
        Map<String, Object> dated = new LinkedHashMap<>(arguments);
        dated.put("date", day.toString());
        return new ToolCall(AssistantTools.GET_SCHEDULE, dated);
    }

    /** Whether it asks for the plan as a whole, or for combined trips. */
    static boolean reads(String question) {
        return KPI_WORDS.matcher(question).find()
                || COMBINED.matcher(question).find()
                || WORTH.matcher(question).find();
    }

    /** Whether the day's plan has a name that the question has. */
    boolean names(String question, LocalDate day) {
        return schedules
                .findPlan(day)
                .flatMap(plan -> PlanNames.find(question, plan))
                .isPresent();
    }

    /** Whether the question says anything of the arguments anew, which then takes its place among them. */
    boolean change(Asked asked, LocalDate day, Map<String, Object> arguments) {
        String question = asked.text();
        Map<String, Object> before = Map.copyOf(arguments);
        boolean why = PlanQuestion.asksWhyExternal(question);
        boolean whyTheOne = why && Integer.valueOf(1).equals(arguments.get("top"));
        if (OF_FIRST.matcher(question).find() || asksOfTheOne(question, arguments) || whyTheOne) {
            toFirst(asked, day, arguments);
        }
        Optional<Plan> plan = schedules.findPlan(day);
        Map<String, Object> figures = new LinkedHashMap<>(PlanQuestion.arguments(question));
        if (WHOLE.matcher(question).find()) {
            arguments.keySet().removeAll(List.of("name", "wave"));
        }
        plan.flatMap(found -> PlanNames.find(question, found)).ifPresent(found -> {
            arguments.put("name", found);
            tripsOf(arguments);
        });
        DataQuestion.wave(question).ifPresent(wave -> {
            arguments.put("wave", wave);
            tripsOf(arguments);
        });
        if (why || (COMBINED.matcher(question).find() && !PlanQuestion.asksFigures(question))) {
            withoutFigures(arguments);
            arguments.put("show", why ? "external" : "combined");
        } else if (KPI_WORDS.matcher(question).find()) {
            arguments.keySet().removeAll(List.of("name", "wave"));
            withoutFigures(arguments);
            arguments.put("show", "kpis");
        } else if (!figures.isEmpty()) {
            arguments.keySet().removeAll(AssistantTools.ROWS_OF_TRIPS);
            if (figures.containsKey("carrier") || figures.containsValue("CARRIER")) {
                arguments.remove("carrier");
            }
            if (!PlanQuestion.asksFigures(question) && arguments.containsKey("measures")) {
                figures.put("measures", arguments.get("measures"));
            }
            arguments.putAll(figures);
            if (figures.containsValue("WAVE")) {
                arguments.remove("wave");
            }
            showWhat(arguments);
        } else if (PlanQuestion.EXTERNAL.matcher(question).find()) {
            arguments.put("show", "external");
        } else if (arguments.containsKey("by") && PlanQuestion.order(question).isPresent()) {
            arguments.put("order", PlanQuestion.order(question).get());
            arguments.put("top", 1);
        } else if (PlanQuestion.listed(question) && arguments.containsKey("measures")) {
            arguments.put("by", "TRIP");
        }
        return !arguments.equals(before);
    }

    /** Of the one trip that was told: 最空的是哪趟, then 几点发车. */
    private static boolean asksOfTheOne(String question, Map<String, Object> arguments) {
        return Integer.valueOf(1).equals(arguments.get("top"))
                && !PlanQuestion.isGrouped(question)
                && PlanQuestion.asksFigures(question)
                && PlanQuestion.order(question).isEmpty();
    }

    /** What came first of the rows before is spoken of: 它花多少钱. */
    private void toFirst(Asked asked, LocalDate day, Map<String, Object> arguments) {
        if (NAMED_GROUPS.contains(String.valueOf(arguments.get("by")))
                && tools.run(dated(arguments, day), asked.role()) instanceof ToolResult.Figures found
                && !found.groups().isEmpty()) {
            arguments.keySet().removeAll(AssistantTools.ROWS_OF_TRIPS);
            arguments.put("name", found.groups().getFirst().name());
            arguments.put("show", "trips");
        }
    }

    private static void withoutFigures(Map<String, Object> arguments) {
        arguments.keySet().removeAll(AssistantTools.ROWS_OF_TRIPS);
        arguments.keySet().removeAll(AssistantTools.LIMITS_OF_TRIPS);
    }

    private static void showWhat(Map<String, Object> arguments) {
        boolean kept = List.of("external", "combined").contains(String.valueOf(arguments.get("show")))
                && !"CARRIER".equals(arguments.get("by"));
        boolean external = "EXTERNAL".equals(arguments.get("carrier"));
        boolean some = arguments.containsKey("name") || arguments.containsKey("wave");
        if (!kept || external) {
            arguments.put("show", external ? "external" : some ? "trips" : "kpis");
        }
    }

    /** Of a name or a wave trips are told, unless figures of some kind of them are. */
    private static void tripsOf(Map<String, Object> arguments) {
        if (!arguments.containsKey("measures") || "kpis".equals(arguments.get("show"))) {
            arguments.put("show", "trips");
        }
    }

    private Draft figures(Asked asked, ToolCall call, ToolResult.Figures found, Optional<ToolCall> against) {
        Wording words = asked.words();
        TripFigures figures = new TripFigures(words, call, found);
        String source = source(found.plan(), words);
        List<ToolCall> calls = new ArrayList<>(List.of(call));
        List<String> told = new ArrayList<>(List.of(figures.told()));
        figures.overall().ifPresent(told::add);
        figures.share().ifPresent(told::add);
        figures.between().ifPresent(told::add);
        figures.cheaper().ifPresent(told::add);
        if (against.isPresent()) {
            calls.add(against.get());
            told.add(
                    tools.run(against.get(), asked.role()) instanceof ToolResult.Figures other
                            ? figures.against(other)
                            : words.say(
                                    "figures.noOther",
                                    String.valueOf(against.get().arguments().get("date"))));
        }
        if (PlanQuestion.asksLowerBound(asked.text())) {
            told.add(figures.lowerBound());
        }
        boolean why = PlanQuestion.asksReason(asked.text()) && !figures.byTrip();
        if (why) {
            figures.fullLoads().ifPresent(told::add);
        }
        if (PlanQuestion.asksIfEnough(asked.text())) {
            told.add(figures.enough());
        }
        PlanQuestion.unknown(asked.text()).ifPresent(what -> told.add(words.say("figures.unknown", what)));
        String text = figures.head() + String.join(words.say("semicolon"), told) + words.say("end");
        String ofAll = figures.names().isEmpty()
                ? source
                : words.say("figures.source", source, String.join("", figures.names()));
        List<Piece> pieces = new ArrayList<>(List.of(new Piece(text, ofAll, text, figures.names())));
        if (why) {
            List<PlannedTrip> explained = found.groups().isEmpty()
                    ? found.trips()
                    : found.groups().getFirst().trips();
            pieces.addAll(reasons(explained, source, words));
        }
        boolean alone = found.of() == 1 && !figures.byTrip();
        if (!found.groups().isEmpty() && !alone) {
            String heading = figures.heading();
            pieces.add(new Piece(heading, source, heading, List.of()));
            if (figures.byTrip()) {
                found.groups()
                        .forEach(group ->
                                pieces.add(describe(group.trips().getFirst(), found.plan(), source, words, figures)));
            } else {
                found.groups().forEach(group -> {
                    String row = figures.row(group);
                    String ofRow = words.say("figures.source", source, group.name());
                    pieces.add(new Piece(row, ofRow, row, List.of(group.name())));
                });
            }
            if (figures.byTrip() && Merging.asks(asked.text())) {
                pieces.add(new Piece("\n", source, "", List.of()));
                pieces.addAll(merging.tell(
                        found.plan(), List.of(found.groups().getFirst().name()), source, words));
            }
        } else if (found.trips().size() <= MAX_TRIPS || PlanQuestion.listed(asked.text())) {
            found.trips().stream()
                    .limit(MAX_TRIPS)
                    .forEach(trip -> pieces.add(describe(trip, found.plan(), source, words, figures)));
        }
        pieces.addAll(synthetic(found.plan(), words));
        return new Draft(Route.SCHEDULE, false, pieces, List.of(), calls, List.of());
    }

    /** What one own vehicle more or fewer is worth, fleet by fleet. */
    private Draft worth(Asked asked, LocalDate day) {
        Wording words = asked.words();
        ToolCall call = new ToolCall(AssistantTools.GET_SCHEDULE, Map.of("date", day.toString(), "show", "kpis"));
        Optional<Plan> plan = schedules.findPlan(day);
        List<FleetWorth> worths = schedules.listFleetWorths(day);
        if (plan.isEmpty() || worths.isEmpty()) {
            String key = plan.isEmpty() ? "plan.none" : "worth.none";
            return Draft.refused(Route.SCHEDULE, words.say(key, day) + words.say("end"), List.of(call), List.of());
        }
        Optional<String> named = PlanNames.find(asked.text(), plan.get());
        List<FleetWorth> shown = worths.stream()
                .filter(worth -> named.isEmpty() || worth.fleet().equals(named.get()))
                .sorted(Comparator.comparingDouble(FleetWorth::oneMoreSaves).reversed())
                .toList();
        String source = source(plan.get(), words);
        List<Piece> pieces = new ArrayList<>();
        String head = words.say("worth.head", day);
        pieces.add(new Piece(head, source, head, List.of()));
        for (FleetWorth worth : shown.isEmpty() ? worths : shown) {
            String row = words.say("worth.row", worth.fleet(), worth.vehicles(), number(worth.oneMoreSaves()))
                    + (worth.oneFewerCosts().isPresent()
                            ? words.say(
                                    "worth.fewer", number(worth.oneFewerCosts().getAsDouble()))
                            : "");
            pieces.add(new Piece(row, words.say("figures.source", source, worth.fleet()), row, List.of(worth.fleet())));
        }
        if (SEVERAL.matcher(asked.text()).find()) {
            pieces.add(new Piece(words.say("worth.onlyOne"), source, words.say("worth.onlyOne"), List.of()));
        }
        pieces.add(new Piece(words.say("worth.note"), source, words.say("worth.note"), List.of()));
        pieces.addAll(synthetic(plan.get(), words));
        return new Draft(Route.SCHEDULE, false, pieces, List.of(), List.of(call), List.of());
    }

    private static List<Piece> kpis(Plan plan, Wording words) {
        String cost = number(plan.totalCost());
        String turnover = ratio(plan.ownVehicleTurnover());
        String each = number(plan.parcelsPerVehicle());
        String source = source(plan, words);
        int trips = plan.ownTrips() + plan.externalTrips();
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(
                words.say("plan.head", plan.date()), source, plan.date().toString(), List.of()));
        pieces.add(new Piece(words.say("plan.cost", cost), source, words.say("money", cost), List.of()));
        pieces.add(new Piece(words.say("plan.turnover", turnover), source, turnover, List.of()));
        pieces.add(new Piece(words.say("plan.each", each), source, words.say("parcels", each), List.of()));
        pieces.add(new Piece(
                words.say("plan.trips", trips, plan.ownTrips(), plan.externalTrips()),
                source,
                words.say("trips", trips) + " " + words.say("trips", plan.ownTrips()) + " "
                        + words.say("trips", plan.externalTrips()),
                List.of()));
        pieces.addAll(synthetic(plan, words));
        return pieces;
    }

    private static List<Piece> trips(ToolResult.Schedule found, String show, Wording words) {
        String source = source(found.plan(), words);
        String kind = words.say(
                switch (show) {
                    case "external" -> "plan.external";
                    case "combined" -> "plan.combined";
                    default -> "plan.all";
                });
        String date = found.plan().date().toString();
        List<Piece> pieces = new ArrayList<>();
        int count = found.trips().size();
        String some = count > MAX_TRIPS ? words.say("plan.some", MAX_TRIPS) : "";
        pieces.add(new Piece(
                words.say("plan.count", date, kind, count, some),
                source,
                date + " " + words.say("plan.counts", count, MAX_TRIPS),
                List.of()));
        if (show.equals("external") && count > 0) {
            pieces.addAll(reasons(found.trips(), source, words));
        }
        found.trips().stream()
                .limit(MAX_TRIPS)
                .forEach(trip -> pieces.add(describe(trip, found.plan(), source, words)));
        pieces.addAll(synthetic(found.plan(), words));
        return pieces;
    }

    /** How many trips are made for which reason, most first, and how full they are. */
    private static List<Piece> reasons(List<PlannedTrip> trips, String source, Wording words) {
        Map<String, List<PlannedTrip>> reasons = trips.stream()
                .collect(Collectors.groupingBy(
                        trip -> words.retell(trip.reason()), LinkedHashMap::new, Collectors.toList()));
        return reasons.entrySet().stream()
                .sorted(Comparator.comparingInt(reason -> -reason.getValue().size()))
                .map(reason -> {
                    String text = words.say(
                            "plan.reason",
                            reason.getKey(),
                            reason.getValue().size(),
                            TripFigures.load(reason.getValue()));
                    return new Piece(text, source, text, List.of());
                })
                .toList();
    }

    private static Piece describe(PlannedTrip trip, Plan plan, String source, Wording words, TripFigures... asked) {
        String vehicle = trip.external() ? words.say("plan.carrier") : words.say("plan.own", trip.vehicle());
        List<String> names = Stream.concat(trip.lines().stream(), Stream.of(trip.id(), trip.vehicle(), trip.fleet()))
                .filter(name -> !name.equals(PlannedTrip.EXTERNAL))
                .toList();
        String lines = String.join(" + ", trip.lines());
        String text = words.say(
                "plan.trip",
                trip.id(),
                lines,
                TripFigures.time(trip.departsAt(), plan.date()),
                trip.arrivesAt()
                        .map(time -> words.say("plan.arrives", TripFigures.time(time, plan.date())))
                        .orElse(""),
                number(trip.parcels()),
                TripFigures.load(List.of(trip)) + "%"
                        + Stream.of(asked).map(figures -> figures.besides(trip)).collect(Collectors.joining()),
                vehicle,
                trip.container() ? words.say("plan.container") : "",
                words.retell(trip.reason()));
        return new Piece(text, words.say("plan.tripSource", source, trip.id(), lines, vehicle), text, names);
    }

    private static String source(Plan plan, Wording words) {
        return words.say("plan.source", AssistantTools.GET_SCHEDULE, words.retell(plan.source()));
    }

    private static List<Piece> synthetic(Plan plan, Wording words) {
        return plan.synthetic()
                ? List.of(new Piece(words.say("synthetic"), words.say("product"), "", List.of()))
                : List.of();
    }
}
