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
    private static final int[] NONE = {};

    private final TierRules.Leg rules;
    private final Resources resources;
    private final Leg leg;
    private final int index;

    LegSearch(TierRules.Leg rules, Resources resources, Leg leg, int index) {
        this.rules = rules;
        this.resources = resources;
        this.leg = leg;
        this.index = index;
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

    private record Label(
            long sent,
            double priced,
            double cost,
            int departures,
            @Nullable Label before,
            List<Integer> vehicles) {}

    double cost(VehicleType type) {
        return type.tripCost() + 2 * leg.km() * type.costPerKm();
    }

    /**
     * The cheapest choice at prices of the rows.
     *
     * @param left of each row that the leg may use; empty for no limit. With limits the result is feasible, not always the cheapest
     */
    Optional<Choice> cheapest(double[] prices, Optional<int[]> left) {
        List<Label> labels = List.of(new Label(0, 0, 0, 0, null, List.of()));
        for (int wave = 0; wave < leg.waves(); wave++) {
            List<Label> next = new ArrayList<>();
            for (Label label : labels) {
                extend(label, wave, 0, new int[rules.types().size()], 0, prices, left, next);
            }
            labels = best(next);
        }
        return labels.stream()
                .min(Comparator.comparingDouble(Label::priced).thenComparingDouble(Label::cost))
                .map(this::choice);
    }

    private Choice choice(Label last) {
        List<List<Integer>> vehicles = new ArrayList<>();
        for (Label label = last; label.before() != null; label = label.before()) {
            vehicles.add(label.vehicles());
        }
        return new Choice(vehicles.reversed(), last.priced(), last.cost());
    }

    /** All numbers of vehicles of each type, none of them without load. */
    private void extend(
            Label label,
            int wave,
            int type,
            int[] vehicles,
            long room,
            double[] prices,
            Optional<int[]> left,
            List<Label> next) {
        long waiting = leg.ready(wave) - label.sent();
        if (type == vehicles.length) {
            add(label, wave, vehicles, Math.min(waiting, room), prices, left, next);
            return;
        }
        VehicleType vehicle = rules.types().get(type);
        boolean reaches = vehicle.rangeKm() <= 0 || 2 * leg.km() <= vehicle.rangeKm();
        long most = reaches ? Math.ceilDiv(Math.max(0, waiting - room), vehicle.capacityParcels()) : 0;
        if (!vehicle.hired()) {
            most = Math.min(most, vehicle.vehicles());
        }
        for (int count = 0; count <= most; count++) {
            vehicles[type] = count;
            extend(
                    label,
                    wave,
                    type + 1,
                    vehicles,
                    room + (long) count * vehicle.capacityParcels(),
                    prices,
                    left,
                    next);
        }
        vehicles[type] = 0;
    }

    private void add(
            Label label,
            int wave,
            int[] vehicles,
            long sends,
            double[] prices,
            Optional<int[]> left,
            List<Label> next) {
        long sent = label.sent() + sends;
        int departures = label.departures() + (sends > 0 ? 1 : 0);
        if (sent < leg.need(wave) || departures > rules.mostDepartures()) {
            return;
        }
        double cost = 0;
        double priced = 0;
        for (int type = 0; type < vehicles.length; type++) {
            if (vehicles[type] > 0) {
                cost += vehicles[type] * cost(rules.types().get(type));
                for (int row : resources.rows(index, wave, type)) {
                    priced += vehicles[type] * prices[row];
                }
            }
        }
        Label more = new Label(
                sent,
                label.priced() + cost + priced,
                label.cost() + cost,
                departures,
                label,
                Arrays.stream(vehicles).boxed().toList());
        if (left.isEmpty() || sends == 0 || fits(more, wave, left.get())) {
            next.add(more);
        }
    }

    private boolean fits(Label last, int wave, int[] left) {
        int[] used = new int[left.length];
        int at = wave;
        for (Label label = last; label.before() != null; label = label.before()) {
            for (int type = 0; type < label.vehicles().size(); type++) {
                int count = label.vehicles().get(type);
                for (int row : count > 0 ? resources.rows(index, at, type) : NONE) {
                    used[row] += count;
                    if (used[row] > left[row]) {
                        return false;
                    }
                }
            }
            at--;
        }
        return true;
    }

    private static List<Label> best(List<Label> labels) {
        labels.sort(Comparator.comparingDouble(Label::priced)
                .thenComparing(Comparator.comparingLong(Label::sent).reversed())
                .thenComparingInt(Label::departures));
        List<Label> kept = new ArrayList<>();
        for (Label label : labels) {
            boolean beaten = kept.stream()
                    .anyMatch(other -> other.sent() >= label.sent()
                            && other.departures() <= label.departures()
                            && other.priced() <= label.priced() + EPSILON);
            if (!beaten) {
                kept.add(label);
            }
        }
        return kept;
    }
}
