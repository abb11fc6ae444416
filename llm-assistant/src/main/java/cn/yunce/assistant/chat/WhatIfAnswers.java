package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup;
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
import cn.yunce.assistant.tool.TripMeasure;
import cn.yunce.assistant.wording.Wording;
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
import java.util.OptionalDouble;
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
    private static final int PERCENT = 100;
    private static final double THOUSAND = 1_000;
    private static final Pattern SHIFT = Pattern.compile("[夜早晚中午]班|波次|夜间|白天|上午|下午");

    private final ForecastLookup forecasts;
    private final ScheduleLookup schedules;
    private final ScheduleDrafts drafts;
    private final Merging merging;

    WhatIfAnswers(ForecastLookup forecasts, ScheduleLookup schedules, ScheduleDrafts drafts) {
        this.forecasts = forecasts;
        this.schedules = schedules;
        this.drafts = drafts;
        this.merging = new Merging(schedules);
    }

    /** @param before arguments of the look-up that the question goes on from; empty for none */
    Draft answer(Asked asked, WhatIf supposed, LocalDate day, Map<String, Object> before) {
        Wording words = asked.words();
        Map<String, Object> arguments = new LinkedHashMap<>(supposed.call(day.toString()));
        Optional<Plan> plan = schedules.findPlan(day);
        if (plan.isEmpty()) {
            return refused(arguments, words.say("plan.none", day) + words.say("end"), List.of());
        }
        if (supposed.change().equals(WhatIf.SETTINGS)) {
            return settings(asked, plan.get(), supposed.arguments(), arguments);
        }
        String question = asked.text();
        Optional<String> name = names(question, supposed, plan.get(), before);
        ToolCall call = new ToolCall(DRAFT_SCHEDULE, arguments);
        if (supposed.change().equals(WhatIf.PRICE)) {
            return priced(asked, plan.get(), supposed.arguments(), name, call);
        }
        if (supposed.change().equals(WhatIf.MERGE)) {
            List<String> names =
                    name.map(several -> List.of(several.split(",", -1))).orElse(List.of());
            return new Draft(
                    Route.SCHEDULE,
                    false,
                    merging.tell(plan.get(), names, words.retell(plan.get().source()), words),
                    List.of(),
                    List.of(call),
                    List.of());
        }
        Optional<String> wave;
        try {
            wave = DataQuestion.wave(question)
                    .or(() -> Optional.ofNullable(before.get("wave")).map(String::valueOf));
        } catch (IllegalArgumentException e) {
            String noWave = words.retell(String.valueOf(e.getMessage()));
            return refused(arguments, noWave + words.say("end"), List.of());
        }
        List<Change> changes = new ArrayList<>();
        switch (supposed.change()) {
            case WhatIf.VEHICLE_OUT -> {
                List<String> out = vehiclesOut(question, supposed, name, plan.get());
                if (out.isEmpty()) {
                    return whichVehicle(asked, supposed, arguments, plan.get());
                }
                arguments.put("vehicle", String.join(",", out));
                Map<String, Object> times = times(question, supposed);
                arguments.putAll(times);
                out.forEach(vehicle -> changes.add(
                        new Change.VehicleOut(vehicle, time(times, "leaves_from"), time(times, "leaves_before"))));
            }
            case WhatIf.VOLUME -> {
                name.ifPresent(found -> arguments.put("name", found));
                wave.ifPresent(code -> arguments.put("wave", code));
                List<String> lines = lines(plan.get(), name, wave);
                changes.add(new Change.VolumeChange(lines, factor(supposed, lines, plan.get())));
            }
            case WhatIf.LATE -> {
                name.ifPresent(found -> arguments.put("name", found));
                wave.ifPresent(code -> arguments.put("wave", code));
                changes.add(new Change.VolumeLate(lines(plan.get(), name, wave), (int)
                        supposed.arguments().getOrDefault("minutes", 0)));
            }
            default -> {
                if (name.isEmpty()) {
                    return refused(arguments, words.say("draft.whichRoad"), List.of());
                }
                arguments.put("name", name.get());
                Map<String, Object> times = times(question, supposed);
                arguments.putAll(times);
                changes.addAll(closures(times, lines(plan.get(), name, Optional.empty())));
            }
        }
        if (!DRAFTERS.contains(asked.role())) {
            return refused(arguments, words.say("draft.role"), List.of());
        }
        asked.step("draft");
        return switch (drafts.draft(day, changes, asked.caller())) {
            case Made made ->
                made(made, plan.get(), new ToolCall(DRAFT_SCHEDULE, arguments), scope(arguments, words), asked);
            case Impossible impossible ->
                refused(
                        arguments,
                        words.say("draft.impossible", String.join(words.say("semicolon"), impossible.rules())),
                        List.of());
            case NotMade none -> refused(arguments, none.reason() + words.say("end"), List.of());
        };
    }

    /** What the plan's trips would cost at other prices, none of them made anew. */
    private static Draft priced(
            Asked asked, Plan plan, Map<String, Object> supposed, Optional<String> name, ToolCall call) {
        Wording words = asked.words();
        Object carrier = supposed.getOrDefault("carrier", "");
        List<PlannedTrip> trips = plan.trips().stream()
                .filter(trip -> carrier.equals("") || trip.external() == carrier.equals("EXTERNAL"))
                .filter(trip -> name.stream()
                        .flatMap(names -> Stream.of(names.split(",", -1)))
                        .allMatch(trip::isOf))
                .toList();
        OptionalDouble cost = TripMeasure.COST.of(trips);
        if (cost.isEmpty()) {
            String key = trips.isEmpty() ? "figures.none" : "figures.costUnknown";
            return Draft.refused(Route.SCHEDULE, words.say(key) + words.say("end"), List.of(call), List.of());
        }
        int percent = (int) supposed.getOrDefault("percent", 0);
        double change = cost.getAsDouble() * percent / PERCENT;
        List<String> scope = new ArrayList<>(name.stream().toList());
        if (!carrier.equals("")) {
            scope.add(words.say("figures." + carrier));
        }
        String text = words.say(
                "price.told",
                plan.date(),
                scope.isEmpty() ? "" : words.say("figures.scope", words.list(scope)),
                trips.size(),
                DataAnswers.number(cost.getAsDouble()),
                words.say(percent < 0 ? "price.lower" : "price.higher", Math.abs(percent)),
                words.say(percent < 0 ? "price.less" : "price.more", DataAnswers.number(Math.abs(change))),
                DataAnswers.number(plan.totalCost()),
                DataAnswers.number(plan.totalCost() + change));
        return new Draft(
                Route.SCHEDULE,
                false,
                List.of(new Piece(text, words.retell(plan.source()), text, scope)),
                List.of(),
                List.of(call),
                List.of());
    }

    /** What a change is of, several apart by commas: named, or as the look-up before, or both. */
    private static Optional<String> names(String question, WhatIf supposed, Plan plan, Map<String, Object> before) {
        Optional<String> last =
                FollowUp.name(before).filter(names -> PlanNames.all(plan).containsAll(List.of(names.split(",", -1))));
        if (supposed.change().equals(WhatIf.VEHICLE_OUT)) {
            // 坏两台呢 after one vehicle is two of its fleet.
            Optional<String> fleet = isOfFleet(supposed) ? last.map(name -> PlanNames.fleetOf(name, plan)) : last;
            return PlanNames.find(question, plan).or(() -> fleet);
        }
        List<String> several = PlanNames.listSeveral(question, plan);
        Optional<String> named =
                several.isEmpty() ? PlanNames.find(question, plan) : Optional.of(String.join(",", several));
        return FollowUp.isAlso(question) && named.isPresent() && last.isPresent()
                ? Optional.of(last.get() + "," + named.get())
                : named.or(() -> last);
    }

    /** Whether it says how many of a fleet are out rather than which. */
    private static boolean isOfFleet(WhatIf supposed) {
        return supposed.arguments().containsKey(WhatIf.VEHICLES)
                || supposed.arguments().containsKey(WhatIf.VEHICLES_LEFT);
    }

    /** Nothing is kept, so that everyone may ask; who may set how the evening plans is REST's to judge. */
    private Draft settings(Asked asked, Plan plan, Map<String, Object> supposed, Map<String, Object> arguments) {
        asked.step("trial");
        ScheduleDrafts.Settings wished = new ScheduleDrafts.Settings(
                Optional.ofNullable(supposed.get(WhatIf.CONTAINER)).map(Boolean.class::cast),
                Optional.ofNullable(supposed.get(WhatIf.RULE)).map("EARLY"::equals),
                supposed.containsKey(WhatIf.FEWEST_EXTERNAL));
        return switch (drafts.compare(plan.date(), wished, asked.caller().language())) {
            case NotMade none ->
                refused(arguments, none.reason() + asked.words().say("end"), List.of());
            case Compared compared -> compared(compared, asked, plan, new ToolCall(DRAFT_SCHEDULE, arguments));
        };
    }

    private static Draft compared(Compared compared, Asked asked, Plan plan, ToolCall call) {
        Side before = compared.before();
        Side after = compared.after();
        Wording words = asked.words();
        StringBuilder text =
                new StringBuilder(words.say("trial.now", plan.date(), words(before, words), costs(before, words)));
        if (words(before, words).equals(words(after, words))) {
            text.append(words.say("trial.same"));
        } else {
            double change = after.cost() - before.cost();
            text.append(words.say(
                    "trial.then",
                    words(after, words),
                    costs(after, words),
                    words.say(change < 0 ? "trial.less" : "trial.more"),
                    DataAnswers.number(Math.abs(change)),
                    DataAnswers.number(before.cost() > 0 ? Math.abs(PERCENT * change) / before.cost() : 0)));
        }
        if (after.fewestExternal()) {
            int least = Math.min(after.externalTrips(), plan.externalTrips());
            text.append("\n").append(least > 0 ? words.say("trial.notEnough", least) : words.say("trial.enough"));
        }
        text.append(SHIFT.matcher(asked.text()).find() ? words.say("trial.wholeDay") : "");
        text.append(words.say("trial.seconds", compared.seconds()));
        String source = words.say("trial.source", DRAFT_SCHEDULE, compared.source());
        return new Draft(
                Route.SCHEDULE,
                false,
                List.of(new Piece(text.toString(), source, text.toString(), List.of())),
                List.of(),
                List.of(call),
                List.of(),
                Map.of(
                        "trial", compared.put(),
                        "date", plan.date().toString(),
                        "costBefore", before.cost(),
                        "costAfter", after.cost(),
                        "put", "/api/v1/schedules/settings"));
    }

    private static String words(Side side, Wording words) {
        return words.say(side.container() ? "trial.container" : "trial.noContainer")
                + words.say(side.early() ? "trial.early" : "trial.complete")
                + (side.fewestExternal() ? words.say("trial.fewest") : "");
    }

    private static String costs(Side side, Wording words) {
        return words.say("trial.costs", DataAnswers.number(side.cost()), side.ownTrips(), side.externalTrips())
                + (side.container() ? words.say("trial.inContainers", side.containerTrips()) : "");
    }

    private static Draft refused(Map<String, Object> arguments, String text, List<String> choices) {
        return Draft.refused(Route.SCHEDULE, text, List.of(new ToolCall(DRAFT_SCHEDULE, arguments)), choices);
    }

    /** What the lines' parcels are multiplied by; a number of parcels is held to their forecasts, without these to the trips with the lines. */
    private double factor(WhatIf supposed, List<String> lines, Plan plan) {
        if (!(supposed.arguments().get(WhatIf.PARCELS) instanceof Integer more)) {
            return 1 + (int) supposed.arguments().getOrDefault("percent", 0) / (double) PERCENT;
        }
        Set<String> changed = Set.copyOf(lines);
        double forecast = forecasts.listLineVolumes(plan.date(), Optional.empty()).stream()
                .filter(volume -> changed.contains(volume.name()))
                .mapToDouble(ForecastLookup.Volume::mean)
                .sum();
        // Of a trip with several lines as many parts as it has of them.
        double onTrips = plan.trips().stream()
                .mapToDouble(trip -> trip.parcels()
                        * trip.lines().stream().filter(changed::contains).count()
                        / trip.lines().size())
                .sum();
        double parcels = forecast > 0 ? forecast : onTrips;
        return parcels > 0 ? Math.max(0, Math.round(THOUSAND * (1 + more / parcels)) / THOUSAND) : 1;
    }

    /** The vehicles that are named, or of the fleet that is named as many as are out, those with the fewest parcels. */
    private static List<String> vehiclesOut(String question, WhatIf supposed, Optional<String> name, Plan plan) {
        List<String> several = PlanNames.listVehicles(question, plan);
        if (!several.isEmpty()) {
            return several;
        }
        List<String> named = name.map(names -> List.of(names.split(",", -1))).orElse(List.of());
        if (!named.isEmpty() && PlanNames.vehicles(plan).containsAll(named)) {
            return named;
        }
        int count = (int) supposed.arguments().getOrDefault(WhatIf.VEHICLES, 0);
        Map<String, Double> parcels = plan.trips().stream()
                .filter(trip -> !trip.external() && trip.fleet().equals(name.orElse("")))
                .collect(Collectors.groupingBy(
                        PlannedTrip::vehicle, LinkedHashMap::new, Collectors.summingDouble(PlannedTrip::parcels)));
        return parcels.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(
                        supposed.arguments().get(WhatIf.VEHICLES_LEFT) instanceof Integer left
                                ? Math.max(0, parcels.size() - left)
                                : count == WhatIf.HALF ? parcels.size() / 2 : count)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Draft whichVehicle(Asked asked, WhatIf supposed, Map<String, Object> arguments, Plan plan) {
        Optional<List<String>> numbered = PlanNames.listNumbered(asked.text(), plan);
        String drivers = WhatIf.driversOut(asked.text()) ? asked.words().say("draft.drivers") : "";
        String key = numbered.filter(List::isEmpty).isPresent()
                ? "plan.noSuch"
                : supposed.arguments().containsKey(WhatIf.VEHICLES) ? "draft.whichFleet" : "draft.whichVehicle";
        return refused(
                arguments, asked.words().say(key) + drivers, numbered.orElseGet(() -> fleets(asked.text(), plan)));
    }

    /** The question of each fleet, where it says how many are out: 明天少一辆车 as 明天锦河区车队少一辆车. */
    private static List<String> fleets(String question, Plan plan) {
        Matcher out = WhatIf.someOut(question);
        return out.find()
                ? plan.trips().stream()
                        .filter(trip -> !trip.external())
                        .map(PlannedTrip::fleet)
                        .distinct()
                        .sorted()
                        .map(fleet -> question.substring(0, out.start()) + fleet + question.substring(out.start()))
                        .toList()
                : List.of();
    }

    /** The hours that a question has, else those of the draft that it goes on from. */
    private static Map<String, Object> times(String question, WhatIf supposed) {
        Map<String, Object> times = new LinkedHashMap<>();
        TripLimits.times(question, times);
        if (times.isEmpty()) {
            Stream.of("leaves_from", "leaves_before")
                    .filter(supposed.arguments()::containsKey)
                    .forEach(key ->
                            times.put(key, String.valueOf(supposed.arguments().get(key))));
        }
        return times;
    }

    private static Optional<LocalTime> time(Map<String, Object> times, String key) {
        return Optional.ofNullable(times.get(key)).map(time -> LocalTime.parse(String.valueOf(time)));
    }

    /** What the draft supposes something of, where it is not the whole plan. */
    private static String scope(Map<String, Object> arguments, Wording words) {
        List<String> scope = new ArrayList<>();
        Stream.of("vehicle", "name")
                .flatMap(key -> Stream.ofNullable(arguments.get(key)))
                .findFirst()
                .ifPresent(name -> scope.addAll(List.of(String.valueOf(name).split(",", -1))));
        Stream.ofNullable(arguments.get("wave"))
                .forEach(wave -> scope.add(words.say("figures.wave", DataQuestion.waveName(wave))));
        return scope.isEmpty() ? "" : words.say("draft.scope", words.list(scope));
    }

    private static Draft made(Made made, Plan plan, ToolCall call, String scope, Asked asked) {
        Wording words = asked.words();
        String source = words.say("draft.source", DRAFT_SCHEDULE, made.id(), made.source());
        double change = made.costAfter() - made.costBefore();
        String share = made.costBefore() > 0
                ? words.say("draft.share", DataAnswers.number(Math.abs(PERCENT * change) / made.costBefore()))
                : "";
        double parcels = plan.trips().stream().mapToDouble(PlannedTrip::parcels).sum();
        String head = words.say("draft.head", plan.date(), made.id())
                + scope
                + words.say("draft.parcels", from(Math.round(parcels), Math.round(made.parcels())))
                + words.say(
                        "draft.cost",
                        DataAnswers.number(made.costBefore()),
                        DataAnswers.number(made.costAfter()),
                        words.say(change < 0 ? "trial.less" : "trial.more"),
                        DataAnswers.number(Math.abs(change)),
                        share)
                + words.say(
                        "draft.trips",
                        from(plan.ownTrips(), made.ownTrips()),
                        from(plan.externalTrips(), made.externalTrips()),
                        from(PlanNames.vehicles(plan).size(), made.ownVehicles()))
                + (made.lateTrips() > 0 ? words.say("draft.late", made.lateTrips()) : "")
                + words.say("draft.changes", made.changes().size(), kinds(made.changes(), words));
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(head, source, head, List.of()));
        if (PlanQuestion.asksIfEnough(asked.text())) {
            int more = made.externalTrips() - plan.externalTrips();
            String verdict = "\n" + (more > 0 ? words.say("draft.short", more) : words.say("draft.enough"));
            pieces.add(new Piece(verdict, source, verdict, List.of()));
        }
        if (WhatIf.driversOut(asked.text())) {
            String drivers = "\n" + words.say("draft.drivers");
            pieces.add(new Piece(drivers, source, drivers, List.of()));
        }
        boolean few = made.changes().size() <= MAX_CHANGES;
        if (!few) {
            pieces.add(new Piece(words.say("draft.some"), source, "", List.of()));
        }
        List<TripChange> shown = made.changes().stream()
                .sorted(Comparator.comparingDouble(TripChange::parcels).reversed())
                .limit(MAX_CHANGES)
                .toList();
        for (TripChange trip : shown) {
            List<String> names =
                    Stream.concat(Stream.of(trip.trip()), trip.lines().stream()).toList();
            String lines = String.join(" + ", trip.lines());
            String text = words.say(
                    "draft.change", trip.trip(), lines, Math.round(trip.parcels()), few ? trip.text() : trip.brief());
            pieces.add(new Piece(text, words.say("draft.changeSource", source, trip.trip(), lines), text, names));
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
    private static String kinds(List<TripChange> changes, Wording words) {
        Map<ScheduleDrafts.Kind, Long> counts = changes.stream()
                .collect(Collectors.groupingBy(
                        TripChange::kind, () -> new EnumMap<>(ScheduleDrafts.Kind.class), Collectors.counting()));
        return counts.isEmpty()
                ? ""
                : words.say(
                        "draft.kinds",
                        counts.entrySet().stream()
                                .map(kind -> words.say("draft." + kind.getKey()) + " " + kind.getValue())
                                .collect(Collectors.joining(words.say("comma"))));
    }

    private static List<Change> closures(Map<String, Object> times, List<String> lines) {
        Set<Change> closures = new LinkedHashSet<>();
        for (String line : lines) {
            String[] parts = line.split(" - ", -1);
            if (parts.length > 1) {
                closures.add(new Change.RoadClosed(
                        parts[0], parts[1], time(times, "leaves_from"), time(times, "leaves_before")));
            }
        }
        return List.copyOf(closures);
    }

    /** Lines with the name in them, or of the fleet of that name; all without one. */
    private static List<String> lines(Plan plan, Optional<String> name, Optional<String> wave) {
        Set<String> names =
                name.map(several -> Set.copyOf(List.of(several.split(",", -1)))).orElse(Set.of());
        return plan.trips().stream()
                .flatMap(trip -> trip.lines().stream()
                        .filter(line -> names.isEmpty()
                                || names.contains(trip.fleet())
                                || names.contains(line)
                                || Stream.of(line.split(" - ", -1)).anyMatch(names::contains)))
                .filter(line -> wave.isEmpty() || line.endsWith(wave.get()))
                .distinct()
                .sorted()
                .toList();
    }
}
