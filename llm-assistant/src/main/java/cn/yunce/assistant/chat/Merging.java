package cn.yunce.assistant.chat;

import static cn.yunce.assistant.chat.DataAnswers.number;

import cn.yunce.assistant.ScheduleLookup;
import cn.yunce.assistant.ScheduleLookup.Plan;
import cn.yunce.assistant.ScheduleLookup.PlannedTrip;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import cn.yunce.assistant.wording.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Says which trips of a plan one vehicle could carry together, as far as its room and the sites that may share one go. */
final class Merging {
    private static final int MOST_LINES = 3;
    private static final int SHOWN = 3;
    private static final Pattern TOGETHER = Pattern.compile(
            "(?:拼|凑|并|合)[成到在上个]?(?:一|1)?(?:趟|辆)|(?:拼|凑)[成到在上个]?一?(?:块|起|车)|(?:同)?(?:一|1)(?:趟|辆?车)(?:里|上|就|能|可以|给)*(?:拉|装|送|跑|带)|同车|合并(?:发车|成一[趟车])|一起[拉装跑]");
    private static final Pattern POSSIBLE = Pattern.compile("能|可以|可不可以|行不行|行[吗么不]|成不成|成吗|好不好|中不|[不吗么没][？?。]*$|要是|如果|省");

    private final ScheduleLookup schedules;

    Merging(ScheduleLookup schedules) {
        this.schedules = schedules;
    }

    /** Whether it asks what could be carried together; 明天有哪些拼车 asks what is. */
    static boolean asks(String question) {
        return TOGETHER.matcher(question).find() && POSSIBLE.matcher(question).find();
    }

    private record Pair(PlannedTrip a, PlannedTrip b) {
        double parcels() {
            return a.parcels() + b.parcels();
        }
    }

    /** @param names what is to be carried together, or the one of which it is asked; none for the whole plan */
    List<Piece> tell(Plan plan, List<String> names, String source, Wording words) {
        if (names.size() > 1
                && names.stream()
                        .allMatch(name -> plan.trips().stream()
                                .anyMatch(trip -> trip.fleet().equals(name)))) {
            return List.of(piece(words.say("merge.fleets", words.list(names)), source, names));
        }
        Set<List<String>> combinable = schedules.listCombinable();
        if (names.size() > 1) {
            List<String> together = plan.trips().stream()
                    .filter(trip -> names.stream().allMatch(name -> trip.isOf(name)))
                    .map(PlannedTrip::id)
                    .toList();
            if (!together.isEmpty()) {
                return List.of(piece(
                        words.say("merge.already", words.list(names), together.size(), words.list(together)),
                        source,
                        Stream.concat(names.stream(), together.stream()).toList()));
            }
            List<String> lines = plan.trips().stream()
                    .flatMap(trip -> trip.lines().stream())
                    .filter(line -> names.stream().anyMatch(line::contains))
                    .distinct()
                    .toList();
            boolean allowed = combinable.stream().anyMatch(lines::containsAll);
            if (!allowed) {
                return List.of(piece(words.say("merge.notAllowed", words.list(names)), source, names));
            }
        }
        Predicate<Pair> asked = names.isEmpty()
                ? pair -> true
                : names.size() > 1
                        ? pair -> (pair.a().isOf(names.getFirst()) && pair.b().isOf(names.get(1)))
                                || (pair.b().isOf(names.getFirst()) && pair.a().isOf(names.get(1)))
                        : pair -> pair.a().isOf(names.getFirst()) || pair.b().isOf(names.getFirst());
        List<Pair> pairs = pairs(plan, combinable).stream().filter(asked).toList();
        int capacity =
                plan.trips().stream().mapToInt(PlannedTrip::capacity).max().orElse(0);
        String of = names.isEmpty() ? "" : words.say("figures.scope", words.list(names));
        List<Piece> pieces = new ArrayList<>();
        pieces.add(piece(
                pairs.isEmpty()
                        ? words.say("merge.none", of, capacity)
                        : words.say("merge.some", of, pairs.size(), capacity),
                source,
                names));
        pairs.stream()
                .limit(SHOWN)
                .forEach(pair -> pieces.add(piece(
                        "\n"
                                + words.say(
                                        "merge.pair",
                                        told(pair.a(), words),
                                        told(pair.b(), words),
                                        number(pair.parcels())),
                        source,
                        Stream.of(pair.a(), pair.b())
                                .flatMap(trip -> Stream.concat(Stream.of(trip.id()), trip.lines().stream()))
                                .toList())));
        if (!pairs.isEmpty()) {
            pieces.add(piece("\n" + words.say("merge.note"), source, List.of()));
        }
        return pieces;
    }

    private static String told(PlannedTrip trip, Wording words) {
        return words.say("merge.trip", trip.id(), String.join(" + ", trip.lines()), number(trip.parcels()));
    }

    private static Piece piece(String text, String source, List<String> names) {
        return new Piece(text, source, text, names);
    }

    /** Emptiest first. */
    private static List<Pair> pairs(Plan plan, Set<List<String>> combinable) {
        List<PlannedTrip> trips = plan.trips();
        return IntStream.range(0, trips.size())
                .boxed()
                .flatMap(i -> IntStream.range(i + 1, trips.size()).mapToObj(j -> new Pair(trips.get(i), trips.get(j))))
                .filter(pair ->
                        pair.parcels() <= Math.max(pair.a().capacity(), pair.b().capacity()))
                .filter(pair -> fit(pair, combinable))
                .sorted(Comparator.comparingDouble(Pair::parcels))
                .toList();
    }

    private static boolean fit(Pair pair, Set<List<String>> combinable) {
        List<String> lines =
                List.copyOf(new TreeSet<>(Stream.concat(pair.a().lines().stream(), pair.b().lines().stream())
                        .toList()));
        return pair.a().fleet().equals(pair.b().fleet())
                && lines.size() <= MOST_LINES
                && IntStream.range(0, lines.size())
                        .allMatch(i -> IntStream.range(i + 1, lines.size())
                                .allMatch(j -> combinable.contains(List.of(lines.get(i), lines.get(j)))));
    }
}
