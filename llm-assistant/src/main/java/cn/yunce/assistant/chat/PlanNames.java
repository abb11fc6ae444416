package cn.yunce.assistant.chat;

import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the trip, line, vehicle, site or fleet of a plan that a question names. */
final class PlanNames {
    private static final String BETWEEN = " - ";
    private static final Pattern NUMBER = Pattern.compile("(?<![-\\w])(T\\d+)(?!\\d)|(?<![-\\w])(\\d+)号车");
    private static final Pattern ALSO = Pattern.compile("(?:和|跟|与|、|，|,)-?(\\d{1,3})(?:号车?)?(?![\\d点时月日])");
    private static final Pattern OF_FLEET = Pattern.compile("-T?\\d");
    private static final String FLEET = "车队";
    /** 锦河区 answers to 锦河, too. */
    private static final int COUNTY_LENGTH = 3;

    private PlanNames() {}

    /** 锦河区T8 and 锦河区的3号车 have their fleet's name beside them. */
    private static Optional<String> numberedOf(String question, Plan plan) {
        Matcher numbered = NUMBER.matcher(question);
        if (!numbered.find()) {
            return Optional.empty();
        }
        String end = numbered.group(1) == null ? numbered.group(2) : numbered.group(1);
        return fleets(plan.trips())
                .filter(fleet -> at(question, fleet) >= 0)
                .map(fleet -> fleet + "-" + end)
                .filter(name -> isOfOneTrip(name, plan))
                .findFirst();
    }

    /** The narrowest that is named; a county's name means its fleet, a number that the plan has not nothing. */
    static Optional<String> find(String question, Plan plan) {
        List<PlannedTrip> trips = plan.trips();
        return longest(question, trips.stream().map(PlannedTrip::id))
                .or(() -> longest(question, trips.stream().flatMap(trip -> trip.lines().stream())))
                .or(() -> longest(question, vehicles(plan).stream()))
                .or(() -> numberedOf(question, plan))
                .or(() -> longest(question, parts(trips, 1)))
                .or(() -> longest(question, Stream.concat(parts(trips, 0), fleets(trips)))
                        .filter(name -> !question.contains(name + "-")))
                .or(() -> fleets(trips)
                        .filter(fleet -> !question.contains(fleet + "-"))
                        .filter(fleet -> shortNames(fleet).anyMatch(question::contains))
                        .max(Comparator.comparingInt(String::length)));
    }

    /** Whether there may be a trip's or a vehicle's number: T80, 7号车, 锦河区车队-88. */
    static boolean hasNumber(String question) {
        return NUMBER.matcher(question).find() || OF_FLEET.matcher(question).find();
    }

    /** The question with the full name of each trip or vehicle whose number alone it has: T80, 7号车; empty where it has no such number. */
    static Optional<List<String>> listNumbered(String question, Plan plan) {
        Matcher numbered = NUMBER.matcher(question);
        if (!numbered.find()) {
            boolean unknown = fleets(plan.trips())
                    .anyMatch(fleet -> Pattern.compile(Pattern.quote(fleet) + "-T?\\d")
                            .matcher(question)
                            .find());
            return unknown ? Optional.of(List.of()) : Optional.empty();
        }
        String end = "-" + (numbered.group(1) == null ? numbered.group(2) : numbered.group(1));
        return Optional.of(Stream.concat(plan.trips().stream().map(PlannedTrip::id), vehicles(plan).stream())
                .filter(name -> name.endsWith(end))
                .map(name -> question.replace(numbered.group(), name))
                .toList());
    }

    /** Sites, fleets or vehicles where a question names more than one of a kind, in its order; else none. */
    static List<String> listSeveral(String question, Plan plan) {
        List<PlannedTrip> trips = plan.trips();
        List<List<String>> kinds = List.of(
                vehicles(plan),
                parts(trips, 1).distinct().toList(),
                fleets(trips).toList());
        return kinds.stream()
                .map(kind -> named(question, kind))
                .filter(found -> found.size() > 1)
                .findFirst()
                .orElse(List.of());
    }

    /** Own vehicles that a question names, also by number after another's name: 锦河区车队-1和2号车. */
    static List<String> listVehicles(String question, Plan plan) {
        List<String> all = vehicles(plan);
        List<String> found = new ArrayList<>(named(question, all));
        if (!found.isEmpty()) {
            String fleet = found.getFirst().substring(0, found.getFirst().lastIndexOf('-') + 1);
            Matcher number = ALSO.matcher(question);
            while (number.find()) {
                String vehicle = fleet + number.group(1);
                if (all.contains(vehicle) && !found.contains(vehicle)) {
                    found.add(vehicle);
                }
            }
        }
        return found;
    }

    /** 车队-1 is not named by 车队-12. */
    private static List<String> named(String question, List<String> names) {
        return names.stream()
                .filter(name -> at(question, name) >= 0)
                .filter(name -> DataQuestion.identifier(question, List.of(name)).isPresent()
                        || shortNames(name).findAny().isPresent())
                .sorted(Comparator.comparingInt(name -> at(question, name)))
                .toList();
    }

    /** Where a question has the name, or a fleet's county; -1 where it has not. */
    private static int at(String question, String name) {
        return Stream.concat(Stream.of(name), shortNames(name))
                .mapToInt(question::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .orElse(-1);
    }

    /** What figures are grouped by where each of such names has its row. */
    static String kind(String name, Plan plan) {
        return vehicles(plan).contains(name)
                ? "VEHICLE"
                : fleets(plan.trips()).anyMatch(name::equals) ? "FLEET" : "SITE";
    }

    /** The fleet of a trip, or of vehicles with commas between; any other name itself. */
    static String fleetOf(String name, Plan plan) {
        return plan.trips().stream()
                .filter(trip ->
                        trip.id().equals(name) || List.of(name.split(",", -1)).contains(trip.vehicle()))
                .map(PlannedTrip::fleet)
                .findFirst()
                .orElse(name);
    }

    /** Whether {@code name} is of a trip or a vehicle. */
    static boolean isOfOneTrip(String name, Plan plan) {
        return plan.trips().stream()
                .anyMatch(trip -> trip.id().equals(name) || trip.vehicle().equals(name));
    }

    static List<String> vehicles(Plan plan) {
        return plan.trips().stream()
                .filter(trip -> !trip.external())
                .map(PlannedTrip::vehicle)
                .distinct()
                .toList();
    }

    /** Every name of the plan. */
    static List<String> all(Plan plan) {
        return plan.trips().stream()
                .flatMap(trip -> Stream.concat(
                        Stream.of(trip.id(), trip.fleet(), trip.vehicle()),
                        trip.lines().stream()
                                .flatMap(line -> Stream.concat(
                                        Stream.of(line),
                                        Stream.of(line.split(BETWEEN, -1)).limit(2)))))
                .filter(name -> !name.equals(PlannedTrip.EXTERNAL))
                .distinct()
                .toList();
    }

    private static Optional<String> longest(String question, Stream<String> names) {
        return DataQuestion.identifier(question, names.distinct().toList());
    }

    private static Stream<String> parts(List<PlannedTrip> trips, int part) {
        return trips.stream()
                .flatMap(trip -> trip.lines().stream())
                .map(line -> List.of(line.split(BETWEEN, -1)))
                .filter(parts -> parts.size() > part)
                .map(parts -> parts.get(part));
    }

    private static Stream<String> fleets(List<PlannedTrip> trips) {
        return trips.stream().map(PlannedTrip::fleet).distinct();
    }

    private static Stream<String> shortNames(String fleet) {
        if (!fleet.endsWith(FLEET)) {
            return Stream.of();
        }
        String county = fleet.substring(0, fleet.length() - FLEET.length());
        return county.length() == COUNTY_LENGTH
                ? Stream.of(county, county.substring(0, COUNTY_LENGTH - 1))
                : Stream.of(county).filter(name -> name.length() > 1);
    }
}
