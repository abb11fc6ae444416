package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Targets of the city's policy papers, and where they stand. */
public interface PolicyTargets {

    /** All targets, by due day, then id. */
    List<Target> listTargets();

    /**
     * One target.
     *
     * @param target value to be reached, in {@code unit}
     * @param paragraph where the paper states it, for example {@code 三（一）1}
     * @param value where it stands, the worst county's value for {@link Scope#EACH_COUNTY}; empty when nothing was reported
     * @param asOf the day that {@code value} was reported for
     */
    record Target(
            String id,
            String nameZh,
            String nameEn,
            Scope scope,
            String unit,
            LocalDate due,
            double target,
            Bound direction,
            String paragraph,
            Optional<Double> value,
            Optional<LocalDate> asOf) {
        public Target {
            Checks.notBlank("id", id);
            Checks.notBlank("nameZh", nameZh);
        }
    }

    /** Whom a target binds. */
    enum Scope {
        CITY,
        EACH_COUNTY
    }

    /** Which side of the target is good. */
    enum Bound {
        AT_LEAST,
        AT_MOST
    }
}
