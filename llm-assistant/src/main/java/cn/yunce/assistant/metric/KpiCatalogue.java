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
import java.util.HashSet;
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
            "facts",
            "fact",
            "aggregate",
            "scale",
            "unit",
            "decimals",
            "better",
            "level",
            "target",
            "roles");
    private static final Set<String> OPTIONAL = Set.of("spoken", "target", "roles");

    private final List<Kpi> kpis;

    private KpiCatalogue(List<Kpi> kpis) {
        this.kpis = List.copyOf(kpis);
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
        List<Kpi> kpis = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Object entry : entries) {
            Kpi kpi = kpi(entry, kpis.size() + 1);
            if (!seen.add(kpi.id()) || !seen.add(kpi.zh())) {
                throw new IllegalArgumentException("KPI " + kpi.id() + ": expected an id and zh of its own");
            }
            kpis.add(kpi);
        }
        return new KpiCatalogue(kpis);
    }

    public List<Kpi> kpis() {
        return kpis;
    }

    private static Kpi kpi(Object entry, int number) {
        if (!(entry instanceof Map<?, ?> fields)) {
            throw new IllegalArgumentException("KPI " + number + ": expected fields, found " + entry);
        }
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
                text(fields, id, "zh"),
                text(fields, id, "en"),
                texts(fields, id, "synonyms"),
                patterns(fields, id),
                text(fields, id, "definition"),
                oneOf(Facts.class, fields, id, "facts"),
                text(fields, id, "fact"),
                oneOf(Aggregate.class, fields, id, "aggregate"),
                number(fields, id, "scale"),
                text(fields, id, "unit"),
                (int) number(fields, id, "decimals"),
                oneOf(Better.class, fields, id, "better"),
                oneOf(Level.class, fields, id, "level"),
                Optional.ofNullable(fields.get("target")).map(target -> target(target, id)),
                roles(fields, id));
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
        return fields.get("roles") == null
                ? Set.of(Role.values())
                : texts(fields, id, "roles").stream()
                        .map(role -> constant(Role.class, role, id, "roles"))
                        .collect(Collectors.toSet());
    }

    private static Target target(Object value, String id) {
        if (!(value instanceof Map<?, ?> target)) {
            throw bad(id, "target", "{value, paragraph, due}", String.valueOf(value));
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
        if (fields.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw bad(id, field, "text", String.valueOf(fields.get(field)));
    }

    private static List<String> texts(Map<?, ?> fields, String id, String field) {
        if (fields.get(field) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw bad(id, field, "a list of texts", String.valueOf(fields.get(field)));
    }

    private static double number(Map<?, ?> fields, String id, String field) {
        if (fields.get(field) instanceof Number number) {
            return number.doubleValue();
        }
        throw bad(id, field, "a number", String.valueOf(fields.get(field)));
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
        return new IllegalArgumentException("KPI " + id + ", " + field + ": expected " + expected + ", found " + found);
    }
}
