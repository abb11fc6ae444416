package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.DataAnswers.number;

import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.tool.ToolResult.Figures;
import cn.yunce.assistant.tool.TripGroup;
import cn.yunce.assistant.tool.TripMeasure;
import cn.yunce.assistant.wording.Wording;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/** Says figures of a plan's trips. */
final class TripFigures {
    private static final DateTimeFormatter SAME_DAY = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter OTHER_DAY = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);
    private static final int PERCENT = 100;
    private static final Set<TripMeasure> COMPARED =
            Set.of(TripMeasure.TRIPS, TripMeasure.VEHICLES, TripMeasure.PARCELS, TripMeasure.COST, TripMeasure.LOAD);
    /** Of which own trips and external ones are held beside each other. */
    private static final Set<TripMeasure> WEIGHED = Set.of(TripMeasure.COST_PER_PARCEL, TripMeasure.COST_PER_TRIP);

    private static final Set<TripMeasure> SHARED =
            Set.of(TripMeasure.TRIPS, TripMeasure.VEHICLES, TripMeasure.PARCELS, TripMeasure.COST);

    private final Wording words;
    private final Map<String, Object> arguments;
    private final Figures found;
    private final List<TripMeasure> measures;

    TripFigures(Wording words, ToolCall call, Figures found) {
        this.words = words;
        this.arguments = call.arguments();
        this.found = found;
        this.measures = arguments.get("measures") instanceof List<?> names
                ? names.stream()
                        .map(name -> TripMeasure.valueOf(String.valueOf(name)))
                        .toList()
                : List.of();
    }

    /** Names whose digits are no numbers. */
    List<String> names() {
        return Stream.ofNullable(arguments.get("name"))
                .flatMap(names -> Stream.of(String.valueOf(names).split(",", -1)))
                .toList();
    }

    String head() {
        List<String> scope = new ArrayList<>(names());
        Stream.ofNullable(arguments.get("wave"))
                .map(wave -> words.say("figures.wave", DataQuestion.waveName(wave)))
                .forEach(scope::add);
        Stream.ofNullable("external".equals(arguments.get("show")) ? "EXTERNAL" : arguments.get("carrier"))
                .map(carrier -> words.say("figures." + carrier))
                .forEach(scope::add);
        if ("combined".equals(arguments.get("show"))) {
            scope.add(words.say("plan.combined"));
        }
        for (String limit :
                List.of("leaves_from", "leaves_before", "load_from", "load_below", "parcels_from", "parcels_below")) {
            Stream.ofNullable(arguments.get(limit))
                    .map(value -> words.say("figures." + limit, value))
                    .forEach(scope::add);
        }
        return words.say(
                "figures.head",
                found.plan().date(),
                scope.isEmpty() ? "" : words.say("figures.scope", words.list(scope)));
    }

    String told() {
        return told(found.trips(), measures);
    }

    private String told(List<PlannedTrip> trips, List<TripMeasure> which) {
        return trips.isEmpty()
                ? words.say("figures.none")
                : String.join(
                        words.say("comma"),
                        which.stream().map(measure -> told(trips, measure)).toList());
    }

    private String told(List<PlannedTrip> trips, TripMeasure measure) {
        long external = TripMeasure.externalTrips(trips);
        long own = TripMeasure.ownVehicles(trips);
        boolean both = external > 0 && own > 0;
        return switch (measure) {
            case TRIPS ->
                words.say("figures.TRIPS", trips.size())
                        + (both ? words.say("figures.split", trips.size() - external, external) : "");
            case VEHICLES ->
                String.join(
                        words.say("comma"),
                        Stream.of(
                                        own > 0 ? words.say("figures.ownVehicles", own) + idle(trips, own) : "",
                                        external > 0 ? words.say("figures.externalVehicles", external) : "")
                                .filter(text -> !text.isEmpty())
                                .toList());
            case PARCELS -> words.say("figures.PARCELS", number(value(measure, trips)));
            case COST -> cost(trips);
            case LOAD -> words.say("figures.LOAD", load(trips));
            case COST_PER_PARCEL -> costPerParcel(trips);
            case PARCELS_PER_TRIP -> words.say("figures.PARCELS_PER_TRIP", number(value(measure, trips)));
            case COST_PER_TRIP -> {
                OptionalDouble each = measure.of(trips);
                yield each.isEmpty()
                        ? words.say("figures.costUnknown")
                        : words.say("figures.COST_PER_TRIP", number(each.getAsDouble()));
            }
            case TRIPS_PER_VEHICLE ->
                own == 0
                        ? words.say("figures.none")
                        : words.say("figures.TRIPS_PER_VEHICLE", number(value(measure, trips)));
            case EXTERNAL_SHARE ->
                words.say("figures.EXTERNAL_SHARE", number(value(measure, trips)), external, trips.size());
            case DEPARTURE -> span(measure, trips.stream().map(PlannedTrip::departsAt));
            case ARRIVAL -> span(measure, trips.stream().flatMap(trip -> trip.arrivesAt().stream()));
            case RETURN -> span(measure, trips.stream().flatMap(trip -> trip.freeAt().stream()));
            case HOURS ->
                own == 0
                        ? words.say("figures.noOwn")
                        : words.say("figures.HOURS" + (own > 1 ? ".most" : ""), number(value(measure, trips)));
        };
    }

    /** Of the whole plan, how many there are and do nothing. */
    private String idle(List<PlannedTrip> trips, long driven) {
        Plan plan = found.plan();
        return trips.size() == plan.trips().size() && plan.ownVehicles() >= driven
                ? words.say("figures.idle", plan.ownVehicles(), plan.ownVehicles() - driven)
                : "";
    }

    private String cost(List<PlannedTrip> trips) {
        Plan plan = found.plan();
        OptionalDouble cost = TripMeasure.COST.of(trips);
        if (cost.isEmpty()) {
            return words.say("figures.costUnknown");
        }
        return trips.size() == plan.trips().size()
                ? words.say(
                        "figures.totalCost",
                        number(plan.totalCost()),
                        number(plan.totalCost() - cost.getAsDouble()),
                        number(cost.getAsDouble()))
                : words.say("figures.COST", number(cost.getAsDouble()));
    }

    /** Of the whole plan own vehicles' fixed cost counts, too. */
    private String costPerParcel(List<PlannedTrip> trips) {
        Plan plan = found.plan();
        boolean whole = trips.size() == plan.trips().size();
        OptionalDouble each = whole
                ? OptionalDouble.of(plan.totalCost() / value(TripMeasure.PARCELS, trips))
                : TripMeasure.COST_PER_PARCEL.of(trips);
        return each.isEmpty()
                ? words.say("figures.costUnknown")
                : words.say(
                        whole ? "figures.totalCostPerParcel" : "figures.COST_PER_PARCEL",
                        DataAnswers.ratio(each.getAsDouble()));
    }

    /** By how much the first of two groups is ahead of the other. */
    Optional<String> between() {
        TripMeasure measure = measures.getFirst();
        if (found.groups().size() != 2 || names().size() != 2 || !COMPARED.contains(measure)) {
            return Optional.empty();
        }
        Figures.Group first = found.groups().getFirst();
        Figures.Group second = found.groups().getLast();
        double change = value(measure, first.trips()) - value(measure, second.trips());
        String told = number(change).equals("0")
                ? words.say("figures.same." + measure)
                : words.say((change < 0 ? "figures.less." : "figures.more.") + measure, number(Math.abs(change)));
        return Optional.of(words.say("figures.between", first.name(), second.name(), told));
    }

    /** By how much a parcel or a trip of one kind of carrier costs less, and with own vehicles' fixed cost where the plan's trips are all there. */
    Optional<String> cheaper() {
        Optional<TripMeasure> weighed =
                measures.stream().filter(WEIGHED::contains).findFirst();
        if (weighed.isEmpty()
                || !TripGroup.CARRIER.name().equals(arguments.get("by"))
                || found.groups().size() != 2) {
            return Optional.empty();
        }
        List<Figures.Group> groups = found.groups().stream()
                .sorted(Comparator.comparingDouble(group -> value(weighed.get(), group.trips())))
                .toList();
        double least = value(weighed.get(), groups.getFirst().trips());
        String told = words.say(
                "figures.cheaper." + weighed.get(),
                words.say("figures." + groups.getFirst().name()),
                words.say("figures." + groups.getLast().name()),
                DataAnswers.ratio(value(weighed.get(), groups.getLast().trips()) - least));
        OptionalDouble cost = TripMeasure.COST.of(found.trips());
        List<PlannedTrip> own =
                found.trips().stream().filter(trip -> !trip.external()).toList();
        if (cost.isEmpty() || found.trips().size() < found.plan().trips().size()) {
            return Optional.of(told);
        }
        double withFixed = found.plan().totalCost() - cost.getAsDouble() + value(TripMeasure.COST, own);
        double of = weighed.get() == TripMeasure.COST_PER_PARCEL ? value(TripMeasure.PARCELS, own) : own.size();
        return Optional.of(words.say(
                "figures.cheaper.fixed",
                told,
                DataAnswers.ratio(withFixed / of),
                words.say("figures.unit." + weighed.get())));
    }

    /** How many vehicles' full loads the parcels are at least, beside the trips that carry them. */
    Optional<String> fullLoads() {
        int capacity =
                found.trips().stream().mapToInt(PlannedTrip::capacity).max().orElse(1);
        double parcels = value(TripMeasure.PARCELS, found.trips());
        return found.trips().isEmpty()
                ? Optional.empty()
                : Optional.of(words.say("figures.fullLoads", capacity, (long) Math.ceil(parcels / capacity)));
    }

    /** Whether own vehicles carry all of it. */
    String enough() {
        long external = TripMeasure.externalTrips(found.trips());
        return external == 0 ? words.say("figures.enough") : words.say("figures.notEnough", external);
    }

    private String span(TripMeasure measure, Stream<LocalDateTime> times) {
        List<LocalDateTime> sorted = times.sorted().toList();
        if (sorted.isEmpty()) {
            return words.say("figures.timeUnknown");
        }
        LocalDate day = found.plan().date();
        String first = time(sorted.getFirst(), day);
        String last = time(sorted.getLast(), day);
        return first.equals(last)
                ? words.say("figures." + measure, first)
                : words.say("figures." + measure + ".span", first, last);
    }

    /** The load factor of the whole plan, beside that of trips of some load. */
    Optional<String> overall() {
        boolean some = found.trips().size() < found.plan().trips().size();
        return some
                        && (measures.contains(TripMeasure.LOAD)
                                || arguments.containsKey("load_from")
                                || arguments.containsKey("load_below"))
                ? Optional.of(words.say("figures.overall", load(found.plan().trips())))
                : Optional.empty();
    }

    /** Which part of the whole plan's the trips are, where that is asked for. */
    Optional<String> share() {
        TripMeasure measure = measures.getFirst();
        double whole = value(measure, found.plan().trips());
        return arguments.containsKey("share")
                        && SHARED.contains(measure)
                        && whole > 0
                        && found.trips().size() < found.plan().trips().size()
                ? Optional.of(words.say(
                        "figures.ofWhole",
                        words.say("figures.name." + measure),
                        number(PERCENT * value(measure, found.trips()) / whole)))
                : Optional.empty();
    }

    /** What the same trips of another day come to. */
    String against(Figures other) {
        TripFigures others = new TripFigures(words, new ToolCall("", arguments), other);
        List<String> told =
                new ArrayList<>(List.of(words.say("figures.other", other.plan().date(), others.told())));
        for (TripMeasure measure : measures) {
            OptionalDouble now = total(measure, found);
            OptionalDouble then = total(measure, other);
            if (now.isPresent() && then.isPresent() && COMPARED.contains(measure)) {
                double change = now.getAsDouble() - then.getAsDouble();
                told.add(
                        number(change).equals("0")
                                ? words.say("figures.same." + measure)
                                : words.say(
                                        (change < 0 ? "figures.less." : "figures.more.") + measure,
                                        number(Math.abs(change))));
            }
        }
        return String.join(words.say("comma"), told);
    }

    private static OptionalDouble total(TripMeasure measure, Figures figures) {
        return measure == TripMeasure.COST
                        && figures.trips().size() == figures.plan().trips().size()
                ? OptionalDouble.of(figures.plan().totalCost())
                : measure.of(figures.trips());
    }

    String lowerBound() {
        Plan plan = found.plan();
        double gap = plan.totalCost() - plan.lowerBound();
        return words.say(
                "figures.lowerBound",
                number(plan.lowerBound()),
                number(gap),
                number(plan.lowerBound() > 0 ? PERCENT * gap / plan.lowerBound() : 0));
    }

    /** What is told of a trip beside what is told of each, as far as it is asked for. */
    String besides(PlannedTrip trip) {
        String cost = measures.contains(TripMeasure.COST) && trip.cost().isPresent()
                ? words.say("plan.tripCost", number(trip.cost().getAsDouble()))
                : "";
        return trip.freeAt()
                .filter(free -> measures.contains(TripMeasure.RETURN))
                .map(free -> cost
                        + words.say("plan.tripReturn", time(free, found.plan().date())))
                .orElse(cost);
    }

    boolean byTrip() {
        return "TRIP".equals(arguments.get("by"));
    }

    /** What the groups are, in which order, and how many of how many. */
    String heading() {
        String by = String.valueOf(arguments.get("by"));
        boolean time = PlanQuestion.isTime(measures.getFirst());
        String order = words.say(
                ("asc".equals(arguments.get("order")) ? "figures.asc" : "figures.desc") + (time ? ".time" : ""));
        int shown = found.groups().size();
        String ties = found.ties() > 1 && found.ties() < found.of() ? words.say("figures.ties", found.ties()) : "";
        return words.say(
                TripGroup.HOUR.name().equals(by) && !arguments.containsKey("order") ? "figures.hours" : "figures.by",
                words.say("figures.by." + by),
                words.say("figures.name." + measures.getFirst()),
                order,
                found.of(),
                shown < found.of() ? words.say("figures.shown", shown) : "",
                ties);
    }

    String row(Figures.Group group) {
        String by = String.valueOf(arguments.get("by"));
        String name = TripGroup.CARRIER.name().equals(by)
                ? words.say("figures." + group.name())
                : TripGroup.WAVE.name().equals(by)
                        ? words.say("figures.wave", DataQuestion.waveName(group.name()))
                        : group.name();
        List<TripMeasure> told = measures.stream()
                .filter(measure -> measure != TripMeasure.VEHICLES
                        || !TripGroup.VEHICLE.name().equals(by))
                .toList();
        String share = TripGroup.CARRIER.name().equals(by) && SHARED.contains(measures.getFirst())
                ? words.say(
                        "figures.share",
                        number(PERCENT
                                * value(measures.getFirst(), group.trips())
                                / value(measures.getFirst(), found.trips())))
                : "";
        return words.say("figures.row", name, told(group.trips(), told) + share);
    }

    private static double value(TripMeasure measure, List<PlannedTrip> trips) {
        return measure.of(trips).orElse(0);
    }

    /** Percent. */
    static String load(List<PlannedTrip> trips) {
        return number(value(TripMeasure.LOAD, trips));
    }

    /** With a mark of the day where it is not the plan's. */
    static String time(LocalDateTime time, LocalDate day) {
        return Optional.of(time)
                .filter(when -> when.toLocalDate().equals(day))
                .map(SAME_DAY::format)
                .orElseGet(() -> OTHER_DAY.format(time));
    }
}
