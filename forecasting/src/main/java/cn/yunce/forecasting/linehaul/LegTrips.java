package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierPlan.Stop;
import cn.yunce.forecasting.TierPlan.Tier;
import cn.yunce.forecasting.TierPlan.TierTrip;
import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.TierRules.VehicleType;
import cn.yunce.forecasting.domain.NetworkNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes trips of what was chosen for legs, and gives the own vehicles names. */
final class LegTrips {
    private final TierRules.Leg rules;
    private final Tier tier;
    private final NetworkNode origin;
    private final List<Leg> legs;
    private final int[][] freeFrom;

    LegTrips(TierRules.Leg rules, Tier tier, NetworkNode origin, List<Leg> legs) {
        this.rules = rules;
        this.tier = tier;
        this.origin = origin;
        this.legs = legs;
        freeFrom = new int[rules.types().size()][];
        for (int type = 0; type < freeFrom.length; type++) {
            freeFrom[type] = new int[rules.types().get(type).vehicles()];
            Arrays.fill(freeFrom[type], Integer.MIN_VALUE);
        }
    }

    List<TierTrip> of(List<LegSearch.Choice> choices) {
        List<TierTrip> trips = new ArrayList<>();
        long[] sent = new long[legs.size()];
        for (int wave = 0; wave < rules.departureMinutes().size(); wave++) {
            for (int leg = 0; leg < legs.size(); leg++) {
                for (int type = 0; type < rules.types().size(); type++) {
                    for (int i = 0; i < choices.get(leg).vehicles(wave, type); i++) {
                        long load = Math.min(
                                rules.types().get(type).capacityParcels(),
                                legs.get(leg).ready(wave) - sent[leg]);
                        sent[leg] += load;
                        trips.add(trip(legs.get(leg), wave, type, load));
                    }
                }
            }
        }
        return trips;
    }

    private TierTrip trip(Leg leg, int wave, int typeIndex, long load) {
        VehicleType type = rules.types().get(typeIndex);
        int departure = rules.departureMinutes().get(wave);
        int free = Resources.free(rules, type, leg.km(), departure);
        Optional<String> vehicle = Optional.empty();
        if (!type.hired()) {
            int[] freeOf = freeFrom[typeIndex];
            int number = 0;
            while (number < freeOf.length && freeOf[number] > departure - rules.loadMinutes()) {
                number++;
            }
            if (number == freeOf.length) {
                throw new IllegalStateException(
                        "own vehicles of type " + type.id() + " must suffice, " + number + " did not");
            }
            freeOf[number] = free;
            vehicle = Optional.of(origin.name() + type.id() + "-" + (number + 1));
        }
        return new TierTrip(
                tier,
                leg.company(),
                type.id(),
                vehicle,
                origin.id(),
                List.of(new Stop(leg.destination(), load)),
                departure,
                Resources.arrival(type, leg.km(), departure),
                Resources.back(rules, type, leg.km(), departure),
                free,
                2 * leg.km(),
                type.tripCost() + 2 * leg.km() * type.costPerKm());
    }
}
