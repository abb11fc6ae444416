package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.DataAnswers.number;
import static cn.yunce.assistant.chat.DataAnswers.ratio;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.tool.AssistantTools;
import cn.yunce.assistant.tool.ToolResult;
import cn.yunce.assistant.wording.Wording;
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

/** Looks up plans and says them. */
final class PlanAnswers {
    private static final int MAX_TRIPS = 8;
    static final String EXTERNAL = "外部";
    private static final Pattern WHY_EXTERNAL = Pattern.compile("外部|外包|承运商|外协");
    private static final Pattern COMBINED = Pattern.compile("串点|合并|拼车|并线|搭[着车]");
    private static final Pattern KPI_WORDS = Pattern.compile("成本|周转率|均包裹|指标|多少趟|几趟|多少班|多少车|几辆|多少辆|怎么样|概况|总体");

    private final AssistantTools tools;
    private final ScheduleLookup schedules;

    PlanAnswers(AssistantTools tools, ScheduleLookup schedules) {
        this.tools = tools;
        this.schedules = schedules;
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
        Optional<String> name = plan.flatMap(found -> DataQuestion.identifier(question, identifiers(found)));
        DataQuestion.wave(question).ifPresent(wave -> arguments.put("wave", wave));
        name.ifPresent(found -> arguments.put("name", found));
        boolean some = name.isPresent() || arguments.containsKey("wave");
        boolean external = WHY_EXTERNAL.matcher(question).find()
                && !(name.isPresent() && isOfOneTrip(name.get(), plan))
                && !(!some && KPI_WORDS.matcher(question).find() && question.contains("成本"));
        arguments.put(
                "show",
                COMBINED.matcher(question).find() ? "combined" : external ? "external" : some ? "trips" : "kpis");
        return arguments;
    }

    /** @param arguments of the look-up, whatever its date */
    Draft answer(Asked asked, LocalDate day, Map<String, Object> arguments) {
        String show = String.valueOf(arguments.get("show"));
        Map<String, Object> dated = new LinkedHashMap<>(arguments);
        dated.put("date", day.toString());
        ToolCall call = new ToolCall(AssistantTools.GET_SCHEDULE, dated);
        Wording words = asked.words();
        return switch (tools.run(call, asked.role())) {
            case ToolResult.Schedule found ->
                new Draft(
                        Route.SCHEDULE,
                        false,
                        show.equals("kpis") ? kpis(found.plan(), words) : trips(found, show, words),
                        List.of(),
                        List.of(call),
                        List.of());
            case ToolResult.Nothing nothing ->
                Draft.refused(Route.SCHEDULE, nothing.in(words) + words.say("end"), List.of(call), List.of());
            default -> throw new IllegalStateException("schedule must give a plan: " + call);
        };
    }

    /** Whether the question says anything of the arguments anew, which then takes its place among them. */
    boolean change(String question, List<LocalDate> days, Map<String, Object> arguments) {
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
            Map<String, Long> reasons = found.trips().stream()
                    .map(PlannedTrip::reason)
                    .map(words::retell)
                    .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
            reasons.forEach((reason, trips) -> pieces.add(new Piece(
                    words.say("plan.reason", reason, trips),
                    source,
                    reason + " " + words.say("trips", trips),
                    List.of())));
        }
        found.trips().stream().limit(MAX_TRIPS).forEach(trip -> pieces.add(describe(trip, source, words)));
        pieces.addAll(synthetic(found.plan(), words));
        return pieces;
    }

    private static Piece describe(PlannedTrip trip, String source, Wording words) {
        String parcels = number(trip.parcels());
        String vehicle =
                trip.vehicle().equals(EXTERNAL) ? words.say("plan.carrier") : words.say("plan.own", trip.vehicle());
        List<String> names = Stream.concat(trip.lines().stream(), Stream.of(trip.id(), trip.vehicle(), trip.fleet()))
                .filter(name -> !name.equals(EXTERNAL))
                .toList();
        String lines = String.join(" + ", trip.lines());
        String reason = words.retell(trip.reason());
        return new Piece(
                words.say(
                        "plan.trip",
                        trip.id(),
                        lines,
                        trip.departure(),
                        parcels,
                        vehicle,
                        trip.container() ? words.say("plan.container") : "",
                        reason),
                words.say("plan.tripSource", source, trip.id(), lines, vehicle),
                trip.departure() + " " + words.say("parcels", parcels) + " " + reason,
                names);
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
