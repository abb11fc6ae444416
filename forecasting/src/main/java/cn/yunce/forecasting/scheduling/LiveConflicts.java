package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.LiveDay;
import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.Replan.Rule;
import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.scheduling.LiveRules.Base;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Whether a fleet's live day has a plan at all. What nobody pinned can always be cancelled and its parcels sent by external vehicles at
 * the last minute, so only what is pinned (left, locked or moved) and the last minutes themselves must be looked at.
 */
final class LiveConflicts {
    private final LiveDay day;
    private final Fleet fleet;

    LiveConflicts(LiveDay day, Fleet fleet) {
        this.day = day;
        this.fleet = fleet;
    }

    /** A minimal set of rules and disturbances that contradict each other; empty when none do. */
    List<Rule> find() {
        SortedSet<Integer> kept =
                new TreeSet<>(IntStream.range(0, day.events().size()).boxed().toList());
        Set<Base> base = EnumSet.allOf(Base.class);
        if (feasible(kept, base)) {
            return List.of();
        }
        for (int event = 0; event < day.events().size(); event++) {
            kept.remove(event);
            if (feasible(kept, base)) {
                kept.add(event);
            }
        }
        for (Base rule : Base.values()) {
            base.remove(rule);
            if (feasible(kept, base)) {
                base.add(rule);
            }
        }
        LiveWords words = new LiveWords(day);
        List<Rule> conflict = new ArrayList<>();
        for (int event : kept) {
            conflict.add(new Rule(
                    Optional.of(event), words.of(day.events().get(event).what())));
        }
        base.forEach(rule -> conflict.add(new Rule(Optional.empty(), words.of(rule))));
        return conflict;
    }

    private boolean feasible(SortedSet<Integer> kept, Set<Base> base) {
        List<LiveEvent> events = kept.stream().map(day.events()::get).toList();
        return feasible(new LiveFleet(day, fleet, new LiveRules(events, base)));
    }

    private static boolean feasible(LiveFleet fleet) {
        return fleet.consistent()
                && pastStays(fleet)
                && lastMinutesRemain(fleet)
                && pinned(fleet)
                && turnTimesKept(fleet)
                && LiveLoads.of(fleet, pinnedTrips(fleet)).isPresent();
    }

    private static boolean pastStays(LiveFleet fleet) {
        return !fleet.rules().holds(Base.NOT_PAST)
                || fleet.departed().stream()
                        .allMatch(trip -> fleet.movedTo(trip).orElse(trip.departure()) == trip.departure());
    }

    private static boolean lastMinutesRemain(LiveFleet fleet) {
        return !fleet.rules().holds(Base.LATEST_DEPARTURE)
                || IntStream.range(0, fleet.lines().size())
                        .allMatch(line -> fleet.arrivals(line).total() == 0
                                || fleet.lastExternal(List.of(line)).isPresent());
    }

    private static boolean pinned(LiveFleet fleet) {
        return fleet.open().stream().allMatch(trip -> {
            if (fleet.locked(trip)) {
                return fleet.possible(trip);
            }
            return fleet.movedTo(trip).isEmpty() || movable(fleet, trip).isPresent();
        });
    }

    /** How a moved trip can be made, by an own or an external vehicle. */
    private static Optional<LiveTrip> movable(LiveFleet fleet, LiveTrip trip) {
        int minute = fleet.movedTo(trip).orElse(trip.departure());
        if (fleet.possible(trip.lines(), Handling.LOOSE, minute, LiveTrip.EXTERNAL)) {
            return Optional.of(trip.by(trip.lines(), Handling.LOOSE, minute, LiveTrip.EXTERNAL));
        }
        return Optional.empty();
    }

    private static List<LiveTrip> pinnedTrips(LiveFleet fleet) {
        List<LiveTrip> pinned = new ArrayList<>();
        for (LiveTrip trip : fleet.open()) {
            if (fleet.locked(trip)) {
                pinned.add(trip);
            } else if (fleet.movedTo(trip).isPresent()) {
                movable(fleet, trip).ifPresent(pinned::add);
            }
        }
        return pinned;
    }

    private static boolean turnTimesKept(LiveFleet fleet) {
        if (!fleet.rules().holds(Base.TURN_TIME)) {
            return true;
        }
        Map<Integer, Integer> free = new HashMap<>();
        for (LiveTrip trip : fleet.departed()) {
            free.merge(trip.vehicle(), fleet.back(trip), Math::max);
        }
        for (LiveTrip trip : fleet.open()) {
            if (trip.own() && fleet.locked(trip)) {
                if (free.getOrDefault(trip.vehicle(), 0) > trip.departure()) {
                    return false;
                }
                free.put(trip.vehicle(), fleet.back(trip));
            }
        }
        return true;
    }
}
