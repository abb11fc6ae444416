package cn.yunce.assistant.metric;

import cn.yunce.assistant.Role;
import cn.yunce.assistant.metric.Kpi.Aggregate;
import cn.yunce.assistant.metric.Kpi.Better;
import cn.yunce.assistant.metric.Kpi.Facts;
import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.Kpi.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The KPIs that questions may ask for, from training-data/kpis. */
public final class KpiCatalogue {
    private static final String RESOURCE = "kpis.yaml";
    private static final Set<String> FIELDS = Set.of(
            "id",
            "zh",
            "en",
            "synonyms",
            "spoken",
            "definition",
            "definitionEn",
            "facts",
            "fact",
            "aggregate",
            "scale",
            "unit",
            "decimals",
            "better",
            "level",
            "target",
            "roles",
            "smallSample");
    private static final Set<String> OPTIONAL = Set.of("spoken", "target", "roles", "smallSample");
    private static final Set<String> TARGET_FIELDS = Set.of("value", "paragraph", "due");
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}()（）%·/-]{2,30}|[\\p{IsLatin}\\p{N}][\\p{IsLatin}\\p{N} -]{2,40}");
    private static final int MAX_SYNONYMS = 60;
    private static final int MAX_TEXT = 400;
    private static final int MAX_SHOWN = 80;

    private final List<Map<String, Object>> entries;
    private final List<Kpi> kpis;

    /** @param entries fields by name, as the file has them */
    private KpiCatalogue(List<Map<String, Object>> entries) {
        List<Kpi> read = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Map<String, Object> entry : entries) {
            Kpi kpi = kpi(entry);
            if (!seen.add(kpi.id()) || !seen.add(kpi.zh())) {
                throw new IllegalArgumentException(
                        "KPI " + kpi.id() + ": expected an id and zh of its own, found " + kpi.zh() + " twice");
            }
            read.add(kpi);
        }
        this.entries = List.copyOf(entries);
        this.kpis = List.copyOf(read);
    }

    /** The catalogue that comes with the product. */
    public static KpiCatalogue load() {
        try (InputStream in = KpiCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException naming the KPI, the field and what was expected */
    public static KpiCatalogue parse(String yaml) {
        Object root;
        try {
            root = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
        } catch (YAMLException e) {
            throw new IllegalArgumentException("KPI catalogue: expected YAML, " + e.getMessage(), e);
        }
        if (!(root instanceof List<?> entries)) {
            throw new IllegalArgumentException("KPI catalogue: expected a list of KPIs, found something else");
        }
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> map)) {
                throw new IllegalArgumentException("KPI " + (fields.size() + 1) + ": expected fields, found " + entry);
            }
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((name, value) -> named.put(String.valueOf(name), value));
            fields.add(Collections.unmodifiableMap(named));
        }
        return new KpiCatalogue(fields);
    }

    /**
     * The catalogue with other values of fields.
     *
     * @param edits fields by KPI id; null takes a field away
     * @throws IllegalArgumentException as {@link #parse}, and of ids that the catalogue does not have
     */
    KpiCatalogue with(Map<String, Map<String, Object>> edits) {
        for (String id : edits.keySet()) {
            if (find(id).isEmpty()) {
                throw new IllegalArgumentException("KPI " + id + ": expected one of the catalogue");
            }
        }
        return new KpiCatalogue(entries.stream()
                .map(entry -> edited(entry, edits.getOrDefault(String.valueOf(entry.get("id")), Map.of())))
                .toList());
    }

    private static Map<String, Object> edited(Map<String, Object> entry, Map<String, Object> edits) {
        Map<String, Object> fields = new LinkedHashMap<>(entry);
        edits.forEach((field, value) -> {
            if (value == null) {
                fields.remove(field);
            } else {
                fields.put(field, value);
            }
        });
        return Collections.unmodifiableMap(fields);
    }

    /** The entry's fields, as the file has them. */
    Optional<Map<String, Object>> find(String id) {
        return entries.stream().filter(entry -> id.equals(entry.get("id"))).findFirst();
    }

    public List<Kpi> kpis() {
        return kpis;
    }

    Optional<Kpi> findKpi(String id) {
        return kpis.stream().filter(kpi -> kpi.id().equals(id)).findFirst();
    }

    private static Kpi kpi(Map<String, Object> fields) {
        String id = String.valueOf(fields.get("id"));
        for (String field : FIELDS) {
            if (!OPTIONAL.contains(field) && fields.get(field) == null) {
                throw bad(id, field, "a value", "none");
            }
        }
        for (Object field : fields.keySet()) {
            if (!FIELDS.contains(String.valueOf(field))) {
                throw bad(
                        id,
                        String.valueOf(field),
                        "one of the fields " + FIELDS.stream().sorted().toList(),
                        "this");
            }
        }
        return new Kpi(
                id,
                name(text(fields, id, "zh"), id, "zh"),
                text(fields, id, "en"),
                names(fields, id),
                patterns(fields, id),
                text(fields, id, "definition"),
                text(fields, id, "definitionEn"),
                oneOf(Facts.class, fields, id, "facts"),
                text(fields, id, "fact"),
                oneOf(Aggregate.class, fields, id, "aggregate"),
                number(fields, id, "scale"),
                text(fields, id, "unit"),
                whole(fields, id, "decimals"),
                oneOf(Better.class, fields, id, "better"),
                oneOf(Level.class, fields, id, "level"),
                Optional.ofNullable(fields.get("target")).map(target -> target(target, id)),
                roles(fields, id),
                fields.get("smallSample") == null ? 0 : number(fields, id, "smallSample"));
    }

    private static List<String> names(Map<?, ?> fields, String id) {
        List<String> names = texts(fields, id, "synonyms");
        names.forEach(name -> name(name, id, "synonyms"));
        if (names.size() > MAX_SYNONYMS || Set.copyOf(names).size() < names.size()) {
            throw bad(id, "synonyms", "at most " + MAX_SYNONYMS + " names, none twice", names.toString());
        }
        return names;
    }

    /** Shorter names, and those with blanks or marks, would be found in questions about something else. */
    private static String name(String name, String id, String field) {
        if (NAME.matcher(name).matches()) {
            return name;
        }
        throw bad(id, field, "names of 2 to 30 letters and digits, Latin ones with blanks", name);
    }

    private static List<Pattern> patterns(Map<?, ?> fields, String id) {
        if (fields.get("spoken") == null) {
            return List.of();
        }
        try {
            return texts(fields, id, "spoken").stream().map(Pattern::compile).toList();
        } catch (PatternSyntaxException e) {
            throw bad(id, "spoken", "regular expressions", e.getPattern());
        }
    }

    private static Set<Role> roles(Map<?, ?> fields, String id) {
        if (fields.get("roles") == null) {
            return Set.of(Role.values());
        }
        Set<Role> roles = texts(fields, id, "roles").stream()
                .map(role -> constant(Role.class, role, id, "roles"))
                .collect(Collectors.toSet());
        if (roles.isEmpty()) {
            throw bad(id, "roles", "at least one of " + Arrays.toString(Role.values()), "none");
        }
        return roles;
    }

    private static Target target(Object value, String id) {
        if (!(value instanceof Map<?, ?> target)) {
            throw bad(id, "target", "{value, paragraph, due}", String.valueOf(value));
        }
        for (Object field : target.keySet()) {
            if (!TARGET_FIELDS.contains(String.valueOf(field))) {
                throw bad(id, "target", "{value, paragraph, due}", String.valueOf(field));
            }
        }
        try {
            return new Target(
                    number(target, id, "value"),
                    text(target, id, "paragraph"),
                    Optional.ofNullable(target.get("due")).map(due -> LocalDate.parse(String.valueOf(due))));
        } catch (DateTimeParseException e) {
            throw bad(id, "target.due", "a date like 2026-12-31", String.valueOf(target.get("due")));
        }
    }

    private static String text(Map<?, ?> fields, String id, String field) {
        if (fields.get(field) instanceof String text && !text.isBlank() && text.length() <= MAX_TEXT) {
            return text;
        }
        throw bad(id, field, "text of 1 to " + MAX_TEXT + " characters", String.valueOf(fields.get(field)));
    }

    private static List<String> texts(Map<?, ?> fields, String id, String field) {
        if (fields.get(field) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw bad(id, field, "a list of texts", String.valueOf(fields.get(field)));
    }

    private static double number(Map<?, ?> fields, String id, String field) {
        if (fields.get(field) instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw bad(id, field, "a number", String.valueOf(fields.get(field)));
    }

    private static int whole(Map<?, ?> fields, String id, String field) {
        double number = number(fields, id, field);
        if (number != Math.rint(number) || Math.abs(number) > 1e6) {
            throw bad(id, field, "a whole number", String.valueOf(fields.get(field)));
        }
        return (int) number;
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, Map<?, ?> fields, String id, String field) {
        return constant(type, text(fields, id, field), id, field);
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String value, String id, String field) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> bad(id, field, "one of " + Arrays.toString(type.getEnumConstants()), value));
    }

    private static IllegalArgumentException bad(String id, String field, String expected, String found) {
        String shown = found.length() <= MAX_SHOWN ? found : found.substring(0, MAX_SHOWN) + "…";
        return new IllegalArgumentException("KPI " + id + ", " + field + ": expected " + expected + ", found "
                + shown.replaceAll("\\p{Cntrl}", " "));
    }
}
