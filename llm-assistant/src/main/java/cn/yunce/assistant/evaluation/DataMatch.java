package cn.yunce.assistant.evaluation;

import cn.yunce.assistant.Answer;
import cn.yunce.assistant.ToolCall;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares an answer with the plan and the result that it should have.
 *
 * <p>A plan names fields of the answer's query: {@code metrics}, {@code by}, {@code bucket}, {@code places}, {@code from}, {@code to},
 * {@code days}, {@code compare}, {@code order}, {@code limit}, {@code conditions}, {@code within}, {@code show}, {@code perDay}. What it leaves out must be at
 * its default, {@code from} and {@code to} apart, unless it leaves out {@code by}: then what it names is compared alone. An array for a value that is
 * no list holds alternatives. {@code calls} names tools with arguments; other arguments than those may be there, save the names of
 * places, lines, vehicles and waves. Dates of calls may be told as {@code +2}, days from today, or {@code W1-3}, the third day of the next week.
 */
final class DataMatch {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("metrics", "[]"),
            Map.entry("bucket", "NONE"),
            Map.entry("places", "[]"),
            Map.entry("days", "ALL"),
            Map.entry("compare", "NONE"),
            Map.entry("order", "NONE"),
            Map.entry("limit", "0"),
            Map.entry("conditions", "[]"),
            Map.entry("within", "false"),
            Map.entry("show", "VALUES"),
            Map.entry("perDay", "false"));
    private static final Set<String> LISTS = Set.of("metrics", "places", "conditions");
    private static final Set<String> NAMES = Set.of("line", "node", "wave", "name", "vehicle");
    private static final Pattern LATER = Pattern.compile("\\+(\\d+)");
    private static final Pattern WEEK = Pattern.compile("W(\\d+)-(\\d)");
    private static final String PARK = "共配园区";
    private static final double TOLERANCE = 1e-6;

    private final Answer answer;
    private final LocalDate today;
    private final JsonNode query;

    DataMatch(Answer answer, LocalDate today) {
        this.answer = answer;
        this.today = today;
        this.query = JsonMapper.shared().valueToTree(answer.query());
    }

    /** Empty where the plan is right, otherwise what is not. */
    Optional<String> fault(JsonNode plan) {
        List<String> faults = new ArrayList<>();
        plan.properties().stream()
                .filter(field -> !field.getKey().equals("calls"))
                .forEach(field -> compare(field.getKey(), field.getValue(), faults));
        if (plan.has("by")) {
            DEFAULTS.forEach((name, value) -> {
                if (!plan.has(name) && !field(name).equals(value)) {
                    faults.add(name + " " + field(name) + ", not " + value);
                }
            });
        }
        if (plan.has("calls")) {
            calls(plan.path("calls"), plan.has("metrics"), faults);
        }
        return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
    }

    private void compare(String name, JsonNode value, List<String> faults) {
        Set<String> accepted = value.isArray() && !LISTS.contains(name)
                ? value.valueStream().map(DataMatch::text).collect(Collectors.toSet())
                : Set.of(text(value));
        if (!accepted.contains(field(name))) {
            faults.add(name + " " + field(name) + ", not " + accepted);
        }
    }

    private String field(String name) {
        JsonNode time = query.path("time");
        return switch (name) {
            case "from", "to", "days" -> time.path(name).asString("");
            case "compare" -> time.path("compare").path("kind").asString("NONE");
            case "within" -> text(query.path("withinCounty"));
            case "limit" -> query.has("limit") ? text(query.path("limit")) : "0";
            default -> text(query.path(name));
        };
    }

    /** Lists without order, a park by its county's name. */
    private static String text(JsonNode value) {
        return value.isArray()
                ? new TreeSet<>(value.valueStream().map(DataMatch::text).toList()).toString()
                : value.asString("").replace(PARK, "");
    }

    private void calls(JsonNode expected, boolean amongOthers, List<String> faults) {
        List<ToolCall> left = new ArrayList<>(answer.calls());
        for (JsonNode call : expected.valueStream().toList()) {
            Optional<ToolCall> found = left.stream()
                    .filter(made -> made.tool().equals(call.path("tool").asString("")) && fits(call, made))
                    .findFirst();
            found.ifPresent(left::remove);
            if (found.isEmpty()) {
                faults.add("no call " + call + " in " + answer.calls());
            }
        }
        Set<String> tools = expected.valueStream()
                .map(call -> call.path("tool").asString(""))
                .collect(Collectors.toSet());
        boolean more = left.stream().anyMatch(made -> tools.contains(made.tool()));
        if (more && !amongOthers) {
            faults.add("more calls " + left);
        }
    }

    private boolean fits(JsonNode call, ToolCall made) {
        JsonNode arguments = call.path("arguments");
        JsonNode actual = JsonMapper.shared().valueToTree(made.arguments());
        boolean same = arguments.properties().stream().allMatch(argument -> {
            Stream<JsonNode> accepted =
                    argument.getValue().isArray() ? argument.getValue().valueStream() : Stream.of(argument.getValue());
            return accepted.map(value -> argument.getKey().equals("date") ? date(value.asString("")) : text(value))
                    .anyMatch(text(actual.path(argument.getKey()))::equals);
        });
        return same
                && (!arguments.has("date")
                        || arguments.size() == 1
                        || NAMES.stream().allMatch(name -> arguments.has(name) || !actual.has(name)));
    }

    private String date(String token) {
        Matcher later = LATER.matcher(token);
        if (later.matches()) {
            return today.plusDays(Integer.parseInt(later.group(1))).toString();
        }
        Matcher week = WEEK.matcher(token);
        if (week.matches()) {
            LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            return monday.plusWeeks(Integer.parseInt(week.group(1)))
                    .plusDays(Integer.parseInt(week.group(2)) - 1L)
                    .toString();
        }
        return token;
    }

    /** Whether the rows are the expected ones, in their order where it counts, and the text says the expected numbers. */
    boolean isResult(JsonNode result) {
        List<JsonNode> expected = result.path("rows").valueStream().toList();
        List<JsonNode> rows = query.path("rows").valueStream().toList();
        boolean said = result.path("say").valueStream().map(JsonNode::asString).allMatch(answer.answer()::contains);
        if (!said || (result.has("rows") && rows.size() != expected.size())) {
            return false;
        }
        if (result.path("ordered").asBoolean(false)) {
            for (int i = 0; i < expected.size(); i++) {
                if (!isRow(expected.get(i), rows.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return expected.stream()
                .allMatch(row -> rows.stream()
                        .filter(other -> key(other).equals(key(row)))
                        .findFirst()
                        .filter(other -> isRow(row, other))
                        .isPresent());
    }

    private static String key(JsonNode row) {
        return text(row.path("place")) + row.path("from").asString("");
    }

    private static boolean isRow(JsonNode expected, JsonNode row) {
        return expected.properties().stream().allMatch(field -> {
            JsonNode actual = row.path(field.getKey());
            if (!field.getValue().isNumber()) {
                return text(field.getValue()).equals(text(actual));
            }
            double value = field.getValue().asDouble();
            return actual.isNumber() && Math.abs(actual.asDouble() - value) <= TOLERANCE * Math.max(1, Math.abs(value));
        });
    }

    /** How many rows stand for places that must not be shown. */
    long hiddenRows(List<String> hidden) {
        return query.path("rows")
                .valueStream()
                .map(row -> row.path("place").asString(""))
                .filter(place -> hidden.stream().anyMatch(place::contains))
                .count();
    }
}
