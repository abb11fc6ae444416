package cn.yunce.forecasting.routing;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Searches that meet now and then. Where a plan has routes enough each takes a part of it, so that together they are one search that is as many times as fast; where it has too few, each
 * has a plan of its own, and the worse half goes on from the best.
 */
final class Crew {
    private final List<Search> searches;
    private final Parting parting;
    private int[] best;
    private long bestCost = Long.MAX_VALUE;
    private boolean parted;

    Crew(FlatProblem problem, List<Search> searches, long seed) {
        this.searches = searches;
        parting = new Parting(problem, seed);
        best = searches.getFirst().best();
    }

    /**
     * Between two stretches in which all of them search; not needed where there is one.
     *
     * @param progress as {@link Search#cool} takes it
     */
    void meet(double progress) {
        keepBest();
        int[] plan = searches.getFirst().roundIsOver(progress) ? best : current();
        boolean wereParted = parted;
        parted = searches.stream().allMatch(Search::canShare) && parting.suits(plan, searches.size());
        if (parted) {
            List<Parting.Part> parts = parting.part(plan, searches.size());
            IntStream.range(0, searches.size()).forEach(i -> searches.get(i).takePart(parts.get(i), plan));
        } else if (wereParted) {
            searches.forEach(search -> search.takeWhole(plan));
        } else {
            List<Search> ranked = searches.stream()
                    .sorted(Comparator.comparingLong(Search::cost))
                    .toList();
            ranked.subList((ranked.size() + 1) / 2, ranked.size()).forEach(search -> search.adopt(plan));
        }
    }

    /** Where all of them are, or the best of them is. */
    private int[] current() {
        return parted
                ? parting.join(searches.stream().map(Search::current).toList())
                : leader(Search::cost).current();
    }

    /** The best plan of all. */
    int[] best() {
        keepBest();
        return best;
    }

    private void keepBest() {
        Search leader = leader(Search::bestCost);
        // Parts that were best at different times make a plan all the same.
        long cost = parted ? searches.stream().mapToLong(Search::bestCost).sum() : leader.bestCost();
        if (cost < bestCost) {
            bestCost = cost;
            best = parted ? parting.join(searches.stream().map(Search::best).toList()) : leader.best();
        }
    }

    private Search leader(ToLongFunction<Search> by) {
        return searches.stream().min(Comparator.comparingLong(by)).orElseThrow();
    }
}
