package cn.yunce.assistant.metric;

import cn.yunce.assistant.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An entry of the KPI catalogue.
 *
 * @param synonyms other names in Chinese, {@code zh} not among them
 * @param spoken patterns of what people say instead of a name: 收了多少件
 * @param definition how it is computed, for people; {@code definitionEn} the same in English
 * @param fact name of the fact in its table; of volumes PICKUP, DELIVERY or BOTH; {@code x:denominator} sums a fact's denominators,
 *     {@code x:rest} what they are more than its numerators
 * @param scale what the sum or ratio is multiplied by to be in {@code unit}
 * @param level finest place that the facts are known for
 * @param roles who may see it
 * @param smallSample a ratio over fewer (parcels, complaints: what its denominator counts) is told with a warning; 0 for none
 */
public record Kpi(
        String id,
        String zh,
        String en,
        List<String> synonyms,
        List<Pattern> spoken,
        String definition,
        String definitionEn,
        Facts facts,
        String fact,
        Aggregate aggregate,
        double scale,
        String unit,
        int decimals,
        Better better,
        Level level,
        Optional<Target> target,
        Set<Role> roles,
        double smallSample) {
    public Kpi {
        if (!id.matches("[a-zA-Z][a-zA-Z0-9]*")) {
            throw new IllegalArgumentException("id must be letters and digits, was " + id);
        }
        if (!(scale > 0) || decimals < 0 || decimals > 6) {
            throw new IllegalArgumentException(
                    id + ": scale must be positive and decimals 0..6, were " + scale + " and " + decimals);
        }
        if (smallSample < 0) {
            throw new IllegalArgumentException(id + ": smallSample must not be negative, was " + smallSample);
        }
        synonyms = List.copyOf(synonyms);
        spoken = List.copyOf(spoken);
        roles = Set.copyOf(roles);
    }

    /** Where the facts stand. */
    public enum Facts {
        KPI_DAILY,
        NODE_VOLUME,
        TARGET_PROGRESS
    }

    /** How facts of several days and places become one number. */
    public enum Aggregate {
        /** Sum of numerators. */
        SUM,
        /** Sum of numerators over sum of denominators, never an average of rates. */
        RATIO,
        /** Sum over places of the last day's numerators; days are never summed. */
        LAST,
        /** Ratio of the sums of the last day. */
        LAST_RATIO;

        boolean isRatio() {
            return this == RATIO || this == LAST_RATIO;
        }

        public boolean isPointInTime() {
            return this == LAST || this == LAST_RATIO;
        }
    }

    public enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    /** Coarse to fine. */
    public enum Level {
        CITY,
        COUNTY,
        TOWNSHIP,
        /** Outlets of villages alone. */
        VILLAGE,
        OUTLET
    }

    /**
     * @param paragraph where it stands in the city's plan
     * @param due day by which it is to be reached; empty for a standing one
     */
    public record Target(double value, String paragraph, Optional<LocalDate> due) {}

    /** The fact's name without the part of it that is summed. */
    public String factName() {
        return fact.split(":", -1)[0];
    }

    boolean isMet(double value, double target) {
        return better == Better.LOWER ? value <= target : value >= target;
    }
}
