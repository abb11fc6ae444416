package cn.yunce.assistant.metric;

import cn.yunce.assistant.KpiDefinitions.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Keeps what administrators changed in the catalogue. Changes are only ever added. */
public interface KpiEdits {

    /** 0 where there is none. */
    long lastChange();

    /** What differs from the product's catalogue: fields by KPI id; null takes a field away. */
    Map<String, Map<String, Object>> current();

    /** What differed for the KPI of a change before it; empty where there is no such change. */
    Optional<Before> findBefore(long change);

    /**
     * Adds what {@code decide} makes of what is in force, while nobody else adds; nothing where it makes none or throws.
     *
     * @param decide from the fields by KPI id
     */
    void add(Function<Map<String, Map<String, Object>>, Optional<Edit>> decide, String user);

    /** Latest first. */
    List<Change> listChanges(int limit, Optional<String> kpi);

    record Before(String kpi, Map<String, Object> fields) {}

    /**
     * @param fields all that differs for the KPI then
     * @param before what is changed, as it was
     * @param after what is changed, as it becomes
     */
    record Edit(
            String kpi,
            Map<String, Object> fields,
            Map<String, Object> before,
            Map<String, Object> after,
            Optional<Long> reverts) {}
}
