package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SitePair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Published plans on their day: disturbances and wishes become a draft, and a confirmed draft becomes the plan's next version, which is
 * in force from then on. Version 0 is the plan as its run made it.
 */
public interface LiveSchedules {

    /**
     * Mends the plan in force and keeps the result as a draft.
     *
     * @throws java.util.NoSuchElementException when no plan is in force for the day
     * @throws IllegalArgumentException when the day is over, or a disturbance names what the day does not have
     */
    Outcome draft(Request request, String user);

    Optional<Draft> findDraft(long id);

    /**
     * Puts a draft in force.
     *
     * @throws IllegalStateException when it is a draft no more, another version is in force since, or a trip that it changes has left
     */
    Draft confirm(long id, String user);

    /** @throws IllegalStateException when it is a draft no more */
    Draft discard(long id, String user);

    /**
     * Why the plan in force is as its run made it.
     *
     * @throws java.util.NoSuchElementException when no plan is in force for the day
     * @throws IllegalStateException when it was changed on its day: its changes say why themselves
     */
    PlanExplanation explain(ServiceDate date);

    /** Lines and fleets that plans are mended with, as they are now. */
    Network getNetwork();

    /** Confirmed drafts of the day's plan in force, first version first. */
    List<Draft> listVersions(ServiceDate date);

    /**
     * What happened.
     *
     * @param nowMinute of the planning day; empty for that of the clock
     * @param disturbances that became known now; what became known before is remembered
     * @param released trips whose earlier locks and moves no longer hold
     * @param changePenalty cost that counts for each changed trip; empty for that of {@link LiveDay#changePenalty}
     */
    record Request(
            ServiceDate date,
            Optional<Integer> nowMinute,
            List<Disturbance> disturbances,
            Set<String> released,
            int lateMinutes,
            Optional<Double> changePenalty) {
        public static final int DEFAULT_LATE_MINUTES = 60;

        private static final int MOST_DISTURBANCES = 100;

        public Request {
            disturbances = List.copyOf(disturbances);
            released = Set.copyOf(released);
            Checks.inRange("disturbances.length", disturbances.size(), 0, MOST_DISTURBANCES);
        }
    }

    /**
     * @param lines with the times of their own vehicles
     * @param capacityParcels parcels that a vehicle holds
     * @param containerCapacityParcels the same with a standard container
     * @param combinable sites that may share a vehicle
     */
    record Network(
            List<Fleet> fleets,
            List<LineTurn> lines,
            int capacityParcels,
            int containerCapacityParcels,
            Set<SitePair> combinable) {
        public Network {
            fleets = List.copyOf(fleets);
            lines = List.copyOf(lines);
            combinable = Set.copyOf(combinable);
        }

        /** Whether two lines may share a vehicle, as far as their places and waves go. */
        public boolean mayCombine(Line a, Line b) {
            return ShortHaulNetwork.mayCombine(a, b, combinable);
        }
    }

    /**
     * @param turnMinutes from an own vehicle's departure to the first minute at which it may leave again
     * @param containerTurnMinutes the same of a trip with a standard container
     */
    record LineTurn(Line line, int turnMinutes, int containerTurnMinutes) {}

    /** A draft, or why there is none. */
    sealed interface Outcome {}

    /**
     * 草案: a plan that waits for somebody to confirm it, or what became of it.
     *
     * @param baseVersion of the plan that it changes
     * @param version that it became; empty unless confirmed
     * @param events all of the day that it reckons with
     * @param decidedBy who confirmed or discarded it
     */
    record Draft(
            long id,
            long runId,
            int baseVersion,
            Optional<Integer> version,
            Status status,
            int nowMinute,
            int lateMinutes,
            List<LiveEvent> events,
            Replan.Changed replan,
            String createdBy,
            Instant createdAt,
            Optional<String> decidedBy,
            Optional<Instant> decidedAt)
            implements Outcome {
        public Draft {
            events = List.copyOf(events);
        }

        public ServiceDate date() {
            return replan.plan().date();
        }
    }

    /**
     * The wishes contradict each other or the day.
     *
     * @param conflict its events are counted over the request's disturbances; earlier ones are told in words alone
     */
    record Refused(List<Replan.Rule> conflict) implements Outcome {
        public Refused {
            conflict = List.copyOf(conflict);
        }
    }

    enum Status {
        DRAFT,
        CONFIRMED,
        DISCARDED
    }
}
