package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import java.util.Optional;

/** 试排: a published day planned by other settings. Nothing is kept and nothing is in force by it. */
public interface PlanTrials {

    /**
     * Plans the day twice on the volumes that its run planned on, by the plan's own settings and by others, for as long each.
     *
     * @throws java.util.NoSuchElementException when no plan is in force for the day
     * @throws IllegalArgumentException when the settings do not fit the network's lines
     * @throws Busy when another trial is under way
     */
    Trial compare(ServiceDate date, Wish wish);

    /** Another trial is under way; asked again in a moment, this one can be. */
    final class Busy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Busy() {
            super("another trial is under way; ask again in a moment");
        }
    }

    /** What is left out stays as the plan has it. */
    record Wish(Optional<Boolean> container, Optional<DepartureRule> rule, Optional<Objective> objective) {
        public PlanSettings of(PlanSettings before) {
            return new PlanSettings(
                    container.orElse(before.container()),
                    rule.orElse(before.rule()),
                    objective.orElse(before.objective()),
                    before.bookingScenarios(),
                    before.planSeconds());
        }
    }

    /**
     * @param runId that published the day's plan
     * @param seconds at most, for each of the two
     */
    record Trial(ServiceDate date, long runId, int seconds, Side before, Side after) {}

    /** @param containerTrips trips with the standard container */
    record Side(PlanSettings settings, ShortHaulPlan.Kpis kpis, int containerTrips) {}
}
