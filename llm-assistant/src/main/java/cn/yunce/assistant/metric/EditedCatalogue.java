package cn.yunce.assistant.metric;

import cn.yunce.assistant.KpiDefinitions;
import cn.yunce.assistant.Role;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The product's catalogue with administrators' changes; what it supplies is what is in force. */
public final class EditedCatalogue implements KpiDefinitions, Supplier<KpiCatalogue> {
    private static final Logger LOG = LoggerFactory.getLogger(EditedCatalogue.class);
    /** How a KPI is computed from its facts stays the product's. */
    private static final Set<String> EDITABLE = Set.of(
            "zh",
            "en",
            "synonyms",
            "definition",
            "definitionEn",
            "decimals",
            "better",
            "target",
            "roles",
            "smallSample");
    /** Any day will do to tell whether a name is a time. */
    private static final LocalDate SOME_DAY = LocalDate.of(2026, 11, 25);

    private final KpiCatalogue standard;
    private final KpiEdits edits;
    private final TimeGrammar times;
    private volatile State state;

    private record State(long change, KpiCatalogue catalogue) {}

    public EditedCatalogue(KpiCatalogue standard, KpiEdits edits, TimeGrammar times) {
        this.standard = standard;
        this.edits = edits;
        this.times = times;
        this.state = new State(0, standard);
    }

    @Override
    public KpiCatalogue get() {
        State known = state;
        long last = edits.lastChange();
        if (last == known.change()) {
            return known.catalogue();
        }
        KpiCatalogue catalogue = fitting(edits.current());
        state = new State(last, catalogue);
        return catalogue;
    }

    /** Changes may not fit a later release's catalogue; those are left out, so that questions are answered none the less. */
    private KpiCatalogue fitting(Map<String, Map<String, Object>> current) {
        try {
            return standard.with(current);
        } catch (IllegalArgumentException together) {
            Map<String, Map<String, Object>> kept = new LinkedHashMap<>();
            KpiCatalogue catalogue = standard;
            for (Map.Entry<String, Map<String, Object>> edit : current.entrySet()) {
                kept.put(edit.getKey(), edit.getValue());
                try {
                    catalogue = standard.with(kept);
                } catch (IllegalArgumentException e) {
                    LOG.warn(
                            "an administrator's change does not fit the catalogue and is left out: {}", e.getMessage());
                    kept.remove(edit.getKey());
                }
            }
            return catalogue;
        }
    }

    @Override
    public List<Map<String, Object>> list(Role role) {
        KpiCatalogue catalogue = get();
        return catalogue.kpis().stream()
                .filter(kpi -> sees(role, kpi))
                .map(kpi -> definition(catalogue, kpi.id()))
                .toList();
    }

    @Override
    public Optional<Map<String, Object>> find(String id, Role role) {
        KpiCatalogue catalogue = get();
        return catalogue.findKpi(id).filter(kpi -> sees(role, kpi)).map(kpi -> definition(catalogue, kpi.id()));
    }

    private static boolean sees(Role role, Kpi kpi) {
        return role == Role.ADMIN || kpi.roles().contains(role);
    }

    private Map<String, Object> definition(KpiCatalogue catalogue, String id) {
        Map<String, Object> fields = catalogue.find(id).orElseThrow();
        Map<String, Object> own = standard.find(id).orElseThrow();
        Map<String, Object> definition = new LinkedHashMap<>(fields);
        definition.put("edited", List.copyOf(differing(own, fields)));
        return definition;
    }

    private static Set<String> differing(Map<String, Object> some, Map<String, Object> other) {
        Set<String> names = new TreeSet<>(some.keySet());
        names.addAll(other.keySet());
        names.removeIf(name -> Objects.equals(some.get(name), other.get(name)));
        return names;
    }

    @Override
    public Map<String, Object> change(String id, Map<String, Object> fields, String user) {
        Map<String, Object> own =
                standard.find(id).orElseThrow(() -> new NoSuchElementException("there is no KPI " + id));
        check(id, own, fields);
        edits.add(
                current -> {
                    Map<String, Object> then = new LinkedHashMap<>(current.getOrDefault(id, Map.of()));
                    then.putAll(fields);
                    then.entrySet().removeIf(field -> Objects.equals(field.getValue(), own.get(field.getKey())));
                    return edit(current, id, then, Optional.empty());
                },
                user);
        return definition(get(), id);
    }

    private void check(String id, Map<String, Object> own, Map<String, Object> fields) {
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (!EDITABLE.contains(field.getKey())) {
                boolean known = own.containsKey(field.getKey());
                throw new IllegalArgumentException("KPI " + id + ", " + field.getKey() + ": expected one of the fields "
                        + new TreeSet<>(EDITABLE) + ", found " + (known ? "one that stays as it is" : "this"));
            }
        }
        sayNoTime(id, "zh", Collections.singletonList(fields.get("zh")));
        if (fields.get("synonyms") instanceof List<?> synonyms) {
            sayNoTime(id, "synonyms", synonyms);
        }
    }

    private void sayNoTime(String id, String field, List<?> names) {
        for (Object name : names) {
            if (name instanceof String text && isTime(text)) {
                throw new IllegalArgumentException(
                        "KPI " + id + ", " + field + ": expected a name that says no time, found " + text);
            }
        }
    }

    private boolean isTime(String name) {
        return !(times.read(MetricParser.plain(name), SOME_DAY) instanceof TimeReading.Period period) || period.named();
    }

    @Override
    public Map<String, Object> revert(long change, String user) {
        KpiEdits.Before before =
                edits.findBefore(change).orElseThrow(() -> new NoSuchElementException("there is no change " + change));
        if (standard.find(before.kpi()).isEmpty()) {
            throw new NoSuchElementException("there is no KPI " + before.kpi() + " any more");
        }
        edits.add(current -> edit(current, before.kpi(), before.fields(), Optional.of(change)), user);
        return definition(get(), before.kpi());
    }

    /** Empty where all is as it was. */
    private Optional<KpiEdits.Edit> edit(
            Map<String, Map<String, Object>> current, String id, Map<String, Object> then, Optional<Long> reverts) {
        Map<String, Map<String, Object>> all = new LinkedHashMap<>(current);
        Map<String, Object> was = fitting(current).find(id).orElseThrow();
        all.put(id, then);
        Map<String, Object> becomes = standard.with(all).find(id).orElseThrow();
        Set<String> changed = new LinkedHashSet<>(differing(was, becomes));
        return changed.isEmpty()
                ? Optional.empty()
                : Optional.of(new KpiEdits.Edit(
                        id, Collections.unmodifiableMap(then), only(was, changed), only(becomes, changed), reverts));
    }

    private static Map<String, Object> only(Map<String, Object> fields, Set<String> names) {
        Map<String, Object> only = new LinkedHashMap<>();
        names.forEach(name -> only.put(name, fields.get(name)));
        return only;
    }

    @Override
    public List<Change> listChanges(int limit, Optional<String> kpi) {
        return edits.listChanges(limit, kpi);
    }
}
