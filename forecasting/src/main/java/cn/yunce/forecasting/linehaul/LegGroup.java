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
    private static final int STEPS = 100;
    private static final int PATIENCE = 6;
    private static final int ROUNDS = 3;
    private static final int REPAIR_EVERY = 20;
    private static final int BOUND_STEPS = 30;
    private static final double MEMORY = 0.7;
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

    /** What was found. */
    static final class Result {
        private final Optional<List<Choice>> choices;
        private final double lowerBound;
        private final double[] prices;

        private Result(Optional<List<Choice>> choices, double lowerBound, double[] prices) {
            this.choices = choices;
            this.lowerBound = lowerBound;
            this.prices = prices;
        }

        /** By leg; empty when none was found. */
        Optional<List<Choice>> choices() {
            return choices;
        }

        double lowerBound() {
            return lowerBound;
        }

        /** Of the rows, at the lower bound. */
        double[] prices() {
            return prices;
        }
    }

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
            return new Result(Optional.of(relaxed), bound - ROUNDING, prices);
        }
        Optional<List<Choice>> best = repaired(prices);
        Dual dual = new Dual(prices, relaxed);
        for (int i = 1; i <= STEPS && dual.gap(best.map(LegGroup::cost)) > ENOUGH; i++) {
            dual.step(best.map(LegGroup::cost));
            if (i % REPAIR_EVERY == 0) {
                best = better(best, repaired(dual.prices));
            }
        }
        return new Result(best, dual.bound - ROUNDING, dual.best);
    }

    /**
     * A lower bound alone.
     *
     * @param start prices of other legs over the same rows
     * @param goal cost that the bound cannot exceed by much
     */
    double lowerBound(double[] start, double goal) {
        double[] prices = start.clone();
        Dual dual = new Dual(prices, relaxed(prices));
        for (int i = 1; i <= BOUND_STEPS && dual.gap(Optional.of(goal)) > ENOUGH; i++) {
            dual.step(Optional.of(goal));
        }
        return dual.bound - ROUNDING;
    }

    /** Subgradients that keep some of the direction before (Camerini, Fratta and Maffioli 1975). */
    private final class Dual {
        private final double[] prices;
        private final double[] direction;
        private List<Choice> relaxed;
        private double[] best;
        private double bound;
        private double step = 1;
        private int stale;

        Dual(double[] prices, List<Choice> relaxed) {
            this.prices = prices;
            this.relaxed = relaxed;
            direction = new double[prices.length];
            best = prices.clone();
            bound = value(relaxed, prices);
        }

        double gap(Optional<Double> cost) {
            return cost.map(upper -> (upper - bound) / Math.max(1, upper)).orElse(1.0);
        }

        void step(Optional<Double> cost) {
            int[] over = over(relaxed);
            double square = 0;
            for (int row = 0; row < prices.length; row++) {
                boolean idle = prices[row] <= 0 && over[row] < 0;
                direction[row] = idle ? 0 : over[row] + MEMORY * direction[row];
                square += direction[row] * direction[row];
            }
            double goal = cost.orElse(bound * 1.02 + 1);
            double size = step * Math.max(goal - value(relaxed, prices), ROUNDING) / Math.max(1, square);
            for (int row = 0; row < prices.length; row++) {
                prices[row] = Math.max(0, prices[row] + size * direction[row]);
            }
            relaxed = relaxed(prices);
            double now = value(relaxed, prices);
            stale++;
            if (now > bound) {
                bound = now;
                best = prices.clone();
                stale = 0;
            }
            if (stale >= PATIENCE) {
                step /= 2;
                stale = 0;
            }
        }
    }

    private double value(List<Choice> relaxed, double[] prices) {
        double value = relaxed.stream().mapToDouble(Choice::priced).sum();
        for (int row = 0; row < prices.length; row++) {
            value -= prices[row] * resources.capacity(row);
        }
        return value;
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
