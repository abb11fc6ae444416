package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.linehaul.LegSearch.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The legs of one origin together. Where the legs, each at its cheapest, overdraw nothing that they share, that is the optimum. Otherwise
 * prices of what is short, found by subgradients, give a lower bound (Lagrangian relaxation, Geoffrion 1974), and the legs are planned one
 * after the other within what is left, then each again around the others.
 */
final class LegGroup {
    private static final int STEPS = 60;
    private static final int PATIENCE = 6;
    private static final int ROUNDS = 3;
    private static final int REPAIR_EVERY = 10;
    private static final double ENOUGH = 1e-4;
    private static final double ROUNDING = 1e-6;

    private final TierRules.Leg rules;
    private final Resources resources;
    private final List<Leg> legs;
    private final List<LegSearch> searches = new ArrayList<>();

    LegGroup(TierRules.Leg rules, Resources resources, List<Leg> legs) {
        this.rules = rules;
        this.resources = resources;
        this.legs = legs;
        for (int leg = 0; leg < legs.size(); leg++) {
            searches.add(new LegSearch(rules, resources, legs.get(leg), leg));
        }
    }

    /** @param choices by leg; empty when none was found */
    record Result(Optional<List<Choice>> choices, double lowerBound) {}

    /** A leg that has no plan even by itself; empty when there is none such. */
    Optional<Leg> findImpossible() {
        double[] free = new double[resources.count()];
        return IntStream.range(0, legs.size())
                .filter(leg ->
                        searches.get(leg).cheapest(free, Optional.empty()).isEmpty())
                .mapToObj(legs::get)
                .findFirst();
    }

    /** Each leg must be possible by itself. */
    Result plan() {
        double[] prices = new double[resources.count()];
        List<Choice> relaxed = relaxed(prices);
        int[] over = over(relaxed);
        double bound = cost(relaxed);
        if (Arrays.stream(over).allMatch(excess -> excess <= 0)) {
            return new Result(Optional.of(relaxed), bound - ROUNDING);
        }
        Optional<List<Choice>> best = repaired(prices);
        double step = 1;
        int stale = 0;
        for (int i = 1;
                i <= STEPS && best.map(found -> cost(found)).orElse(Double.MAX_VALUE) > bound * (1 + ENOUGH);
                i++) {
            double goal = best.map(LegGroup::cost).orElse(bound * 1.02 + 1);
            double square = Arrays.stream(over)
                    .mapToDouble(excess -> (double) excess * excess)
                    .sum();
            double value = value(relaxed, prices);
            double size = step * Math.max(goal - value, ROUNDING) / Math.max(1, square);
            for (int row = 0; row < prices.length; row++) {
                prices[row] = Math.max(0, prices[row] + size * over[row]);
            }
            relaxed = relaxed(prices);
            over = over(relaxed);
            double now = value(relaxed, prices);
            stale = now > bound ? 0 : stale + 1;
            bound = Math.max(bound, now);
            if (stale >= PATIENCE) {
                step /= 2;
                stale = 0;
            }
            if (i % REPAIR_EVERY == 0) {
                best = better(best, repaired(prices));
            }
        }
        return new Result(best, bound - ROUNDING);
    }

    private static double value(List<Choice> relaxed, double[] prices, Resources resources) {
        double value = relaxed.stream().mapToDouble(Choice::priced).sum();
        for (int row = 0; row < prices.length; row++) {
            value -= prices[row] * resources.capacity(row);
        }
        return value;
    }

    private double value(List<Choice> relaxed, double[] prices) {
        return value(relaxed, prices, resources);
    }

    private static Optional<List<Choice>> better(Optional<List<Choice>> a, Optional<List<Choice>> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.or(() -> b);
        }
        return cost(b.get()) < cost(a.get()) ? b : a;
    }

    private List<Choice> relaxed(double[] prices) {
        return searches.stream()
                .map(search -> search.cheapest(prices, Optional.empty())
                        .orElseThrow(
                                () -> new IllegalStateException("legs must be possible by themselves, one was not")))
                .toList();
    }

    private static double cost(List<Choice> choices) {
        return choices.stream().mapToDouble(Choice::cost).sum();
    }

    private int[] over(List<Choice> choices) {
        int[] over = new int[resources.count()];
        for (int row = 0; row < over.length; row++) {
            over[row] = -resources.capacity(row);
        }
        for (int leg = 0; leg < choices.size(); leg++) {
            use(over, leg, choices.get(leg), 1);
        }
        return over;
    }

    private void use(int[] rows, int leg, Choice choice, int sign) {
        for (int wave = 0; wave < choice.vehicles().size(); wave++) {
            for (int type = 0; type < rules.types().size(); type++) {
                for (int row : resources.rows(leg, wave, type)) {
                    rows[row] += sign * choice.vehicles(wave, type);
                }
            }
        }
    }

    /** Legs one after the other, the largest first; one that finds no room goes first in the next attempt. */
    private Optional<List<Choice>> repaired(double[] prices) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, legs.size()).boxed().toList());
        order.sort(Comparator.comparingLong((Integer leg) -> -legs.get(leg).total()));
        for (int attempt = 0; attempt <= legs.size(); attempt++) {
            int[] left = IntStream.range(0, resources.count())
                    .map(resources::capacity)
                    .toArray();
            Choice[] choices = new Choice[legs.size()];
            int failed = -1;
            for (int leg : order) {
                Optional<Choice> choice = searches.get(leg).cheapest(prices, Optional.of(left));
                if (choice.isEmpty()) {
                    failed = leg;
                    break;
                }
                choices[leg] = choice.get();
                use(left, leg, choice.get(), -1);
            }
            if (failed < 0) {
                improve(choices, left);
                return Optional.of(List.of(choices));
            }
            order.remove(Integer.valueOf(failed));
            order.addFirst(failed);
        }
        return Optional.empty();
    }

    private void improve(Choice[] choices, int[] left) {
        double[] free = new double[resources.count()];
        for (int round = 0; round < ROUNDS; round++) {
            boolean better = false;
            for (int leg = 0; leg < choices.length; leg++) {
                use(left, leg, choices[leg], 1);
                Optional<Choice> choice = searches.get(leg).cheapest(free, Optional.of(left));
                if (choice.isPresent() && choice.get().cost() < choices[leg].cost() - ROUNDING) {
                    choices[leg] = choice.get();
                    better = true;
                }
                use(left, leg, choices[leg], -1);
            }
            if (!better) {
                return;
            }
        }
    }
}
