package cn.yunce.forecasting;

import java.time.Instant;
import java.util.List;

/** The settings that evening runs plan by, and who changed them when. A plan keeps those it was made by. */
public interface PlanSettingsHistory {

    /** Those in force: the last that were set, or {@link PlanSettings#STANDARD}. */
    PlanSettings getCurrent();

    /** Latest first. */
    List<Change> listChanges(int limit);

    /**
     * Puts settings in force for the runs that follow.
     *
     * @throws IllegalArgumentException when the objective's bonus is more than an own trip to one of the lines costs
     */
    Change change(PlanSettings settings, String user);

    record Change(long id, PlanSettings settings, String by, Instant at) {}
}
