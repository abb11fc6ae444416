package cn.yunce.assistant;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * The KPI catalogue as it is in force: the product's own with what administrators changed. A definition has the fields of
 * docs/kpis.md, and {@code edited}, the names of those that differ from the product's.
 */
public interface KpiDefinitions {

    /** Those that the role may ask for; all for ADMIN. */
    List<Map<String, Object>> list(Role role);

    /** Empty where there is none that the role may ask for. */
    Optional<Map<String, Object>> find(String id, Role role);

    /**
     * Changes fields, in force at once; what is left out stays.
     *
     * @param fields by name; null takes an optional field away
     * @return the definition then
     * @throws NoSuchElementException when there is no such KPI
     * @throws IllegalArgumentException naming the KPI, the field, what was expected and what was found; nothing is changed then
     */
    Map<String, Object> change(String id, Map<String, Object> fields, String user);

    /**
     * Makes a KPI what it was before a change, which later changes of that KPI do not survive. This is a change, too.
     *
     * @throws NoSuchElementException when there is no such change
     * @throws IllegalArgumentException when the KPI as it was does not fit the others any more
     */
    Map<String, Object> revert(long change, String user);

    /** Latest first. */
    List<Change> listChanges(int limit, Optional<String> kpi);

    /**
     * @param before the fields that were changed, as they were; null where there was none
     * @param after the same fields, as they became
     * @param reverts the change that it took back
     */
    record Change(
            long id,
            String kpi,
            Map<String, Object> before,
            Map<String, Object> after,
            Optional<Long> reverts,
            String by,
            Instant at) {
        public Change {
            before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
            after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
        }
    }
}
