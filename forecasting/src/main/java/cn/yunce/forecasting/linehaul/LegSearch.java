package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.TierRules.VehicleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cheapest vehicles of one leg, wave by wave: labels of what has left, at what cost and in how many departures, of which only those are
 * kept that no other betters in all three. Exact while nothing that legs share binds.
 */
final class LegSearch {
    private static final double EPSILON = 1e-9;

    private final TierRules.Leg rules;
    private final Resources resources;
    private final Leg leg;
    private final int index;
    private final List<List<Integer>> fleets;

    LegSearch(TierRules.Leg rules, Resources resources, Leg leg, int index) {
        this.rules = rules;
        this.resources = resources;
        this.leg = leg;
        this.index = index;
        fleets = fleets();
    }

    /**
     * @param vehicles by wave and type
     * @param priced cost and the prices of what they use
     */
    record Choice(List<List<Integer>> vehicles, double priced, double cost) {
        int vehicles(int wave, int type) {
            return vehicles.get(wave).get(type);
        }
    }

    /** Vehicles that leave together. */
    private record Convoy(List<Integer> vehicles, long room, double priced, double cost) {}

    private record Label(
            long sent,
            double priced,
            double cost,
            int departures,
            @Nullable Label before,
            List<Integer> vehicles) {}

    private double cost(VehicleType type) {
        return type.tripCost() + 2 * leg.km() * type.costPerKm();
    }

    /** All numbers of vehicles by type that the leg may need at once. */
    private List<List<Integer>> fleets() {
        long most = 0;
        for (int wave = 0; wave < leg.waves(); wave++) {
            most = Math.max(most, leg.ready(wave));
        }
        List<List<Integer>> found = new ArrayList<>();
        addFleets(0, new int[rules.types().size()], 0, most, found);
        return found;
    }

    private void addFleets(int type, int[] vehicles, long room, long parcels, List<List<Integer>> found) {
        if (type == vehicles.length) {
            found.add(Arrays.stream(vehicles).boxed().toList());
            return;
        }
        VehicleType vehicle = rules.types().get(type);
        boolean reaches = vehicle.rangeKm() <= 0 || 2 * leg.km() <= vehicle.rangeKm();
        long most = reaches ? Math.ceilDiv(Math.max(0, parcels - room), vehicle.capacityParcels()) : 0;
        if (!vehicle.hired()) {
            most = Math.min(most, vehicle.vehicles());
        }
        for (int count = 0; count <= most; count++) {
            vehicles[type] = count;
            addFleets(type + 1, vehicles, room + (long) count * vehicle.capacityParcels(), parcels, found);
        }
        vehicles[type] = 0;
    }

    /**
     * The cheapest choice at prices of the rows.
     *
     * @param left of each row that the leg may use; empty for no limit. With limits the result is feasible, not always the cheapest
     */
    Optional<Choice> cheapest(double[] prices, Optional<int[]> left) {
        List<Label> labels = List.of(new Label(0, 0, 0, 0, null, List.of()));
        for (int wave = 0; wave < leg.waves(); wave++) {
            List<Convoy> convoys = convoys(wave, prices, left);
            List<Label> next = new ArrayList<>();
            for (Label label : labels) {
                extend(label, wave, convoys, left, next);
            }
            labels = best(next);
        }
        return labels.stream()
                .min(Comparator.comparingDouble(Label::priced).thenComparingDouble(Label::cost))
                .map(LegSearch::choice);
    }

    private static Choice choice(Label last) {
        List<List<Integer>> vehicles = new ArrayList<>();
        for (Label label = last; label.before() != null; label = label.before()) {
            vehicles.add(label.vehicles());
        }
        return new Choice(vehicles.reversed(), last.priced(), last.cost());
    }

    /** By room, ascending; none has less room than a cheaper one. */
    private List<Convoy> convoys(int wave, double[] prices, Optional<int[]> left) {
        double[] cost = new double[rules.types().size()];
        double[] priced = new double[cost.length];
        for (int type = 0; type < cost.length; type++) {
            cost[type] = cost(rules.types().get(type));
            priced[type] = cost[type];
            for (int row : resources.rows(index, wave, type)) {
                priced[type] += prices[row];
            }
        }
        List<Convoy> all = new ArrayList<>();
        for (List<Integer> fleet : fleets) {
            if (left.isEmpty() || fits(fleet, wave, left.get())) {
                long room = 0;
                double sum = 0;
                double pricedSum = 0;
                for (int type = 0; type < cost.length; type++) {
                    room += (long) fleet.get(type) * rules.types().get(type).capacityParcels();
                    sum += fleet.get(type) * cost[type];
                    pricedSum += fleet.get(type) * priced[type];
                }
                all.add(new Convoy(fleet, room, pricedSum, sum));
            }
        }
        all.sort(Comparator.comparingLong(Convoy::room).reversed().thenComparingDouble(Convoy::priced));
        List<Convoy> kept = new ArrayList<>();
        double cheapest = Double.MAX_VALUE;
        for (Convoy convoy : all) {
            if (convoy.priced() < cheapest - EPSILON) {
                kept.add(convoy);
                cheapest = convoy.priced();
            }
        }
        return kept.reversed();
    }

    private void extend(Label label, int wave, List<Convoy> convoys, Optional<int[]> left, List<Label> next) {
        long waiting = leg.ready(wave) - label.sent();
        for (Convoy convoy : convoys) {
            long sends = Math.min(waiting, convoy.room());
            long sent = label.sent() + sends;
            int departures = label.departures() + (sends > 0 ? 1 : 0);
            if (sent >= leg.need(wave) && departures <= rules.mostDepartures()) {
                Label more = new Label(
                        sent,
                        label.priced() + convoy.priced(),
                        label.cost() + convoy.cost(),
                        departures,
                        label,
                        convoy.vehicles());
                if (left.isEmpty() || sends == 0 || fits(more, wave, left.get())) {
                    next.add(more);
                }
            }
            if (convoy.room() >= waiting) {
                return;
            }
        }
    }

    private boolean fits(List<Integer> fleet, int wave, int[] left) {
        int[] used = new int[left.length];
        return use(fleet, wave, left, used);
    }

    private boolean fits(Label last, int wave, int[] left) {
        int[] used = new int[left.length];
        int at = wave;
        for (Label label = last; label.before() != null; label = label.before()) {
            if (!use(label.vehicles(), at, left, used)) {
                return false;
            }
            at--;
        }
        return true;
    }

    private boolean use(List<Integer> fleet, int wave, int[] left, int[] used) {
        for (int type = 0; type < fleet.size(); type++) {
            int count = fleet.get(type);
            if (count > 0) {
                for (int row : resources.rows(index, wave, type)) {
                    used[row] += count;
                    if (used[row] > left[row]) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static List<Label> best(List<Label> labels) {
        labels.sort(Comparator.comparingDouble(Label::priced)
                .thenComparing(Comparator.comparingLong(Label::sent).reversed())
                .thenComparingInt(Label::departures));
        List<Label> kept = new ArrayList<>();
        for (Label label : labels) {
            boolean beaten = false;
            for (int i = kept.size() - 1; i >= 0 && !beaten; i--) {
                Label other = kept.get(i);
                beaten = other.sent() >= label.sent() && other.departures() <= label.departures();
            }
            if (!beaten) {
                kept.add(label);
            }
        }
        return kept;
    }
}
