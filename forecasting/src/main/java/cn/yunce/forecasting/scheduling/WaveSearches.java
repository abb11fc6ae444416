package cn.yunce.forecasting.scheduling;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Shares the processors out among the searches of a day's waves until a deadline. */
final class WaveSearches {
    /** Part of the time that goes to the search by dispatching where the programme finds trips, too. */
    private static final double DISPATCH_SHARE = 1.0 / 12;

    /** Part of the time for a first try at a small programme. */
    private static final double TASTE = 1.0 / 12;

    /** After that, how much sooner the gap of such a programme closes than that of one too large to be solved. */
    private static final double SOLVABLE = 2;

    private final List<WaveSearch> all;
    private final Deadline deadline;

    WaveSearches(List<WaveSearch> all, Deadline deadline) {
        this.all = all;
        this.deadline = deadline;
    }

    /**
     * Searches under rule "complete". All waves are bounded; those with a programme that can be solved are dispatched for a share of the
     * time, the dearer the longer, and tried. Then half of the processors dispatch waves with a larger programme, the others go on
     * with what has a gap in proportion to it, the widest first, and raise the bounds of the large ones.
     */
    void complete() {
        if (deadline.passed()) {
            return;
        }
        try (Workers workers = new Workers()) {
            workers.run(all.stream().map(search -> search::prepare));
            List<WaveSearch> large = all.stream().filter(WaveSearch::large).toList();
            List<WaveSearch> others =
                    all.stream().filter(search -> !search.large()).toList();
            bound(workers, others, large);
            double busy = large.isEmpty() ? 0 : workers.threads() / 2.0;
            double free = workers.threads() - busy;
            Duration dispatched = left(busy / Math.max(1, large.size()));
            List<Future<?>> trips = workers.start(large.stream().map(search -> () -> search.dispatch(dispatched)));
            double millis = free * deadline.left().toMillis();
            double provable = gaps(large);
            double proving = millis * provable / (provable + SOLVABLE * gaps(others) + WaveSearch.GAP_TOLERANCE);
            Duration proof = Duration.ofMillis((long) (proving / Math.max(1, large.size())));
            workers.run(Stream.concat(
                    improvements(others, millis - proving).stream(),
                    large.stream()
                            .map(search -> unlessLate(
                                    () -> search.prove(large.size() > free ? limited(proof) : deadline.left())))));
            Workers.await(trips);
        }
    }

    private static double gaps(List<WaveSearch> searches) {
        return searches.stream().mapToDouble(WaveSearch::gap).sum();
    }

    private void bound(Workers workers, List<WaveSearch> searches, List<WaveSearch> large) {
        double costs = searches.stream().mapToDouble(WaveSearch::cost).sum();
        double millis = DISPATCH_SHARE * workers.threads() * deadline.left().toMillis();
        workers.run(Stream.concat(
                large.stream().map(search -> unlessLate(search::relax)),
                dearestFirst(searches)
                        .map(search -> unlessLate(() -> {
                            search.dispatch(Duration.ofMillis((long) (millis * search.cost() / costs)));
                            search.relax();
                        }))));
        Duration taste = left(TASTE);
        workers.run(searches.stream()
                .filter(WaveSearch::small)
                .map(search -> unlessLate(() -> search.solve(limited(taste)))));
    }

    private List<Runnable> improvements(List<WaveSearch> searches, double millis) {
        List<WaveSearch> open = searches.stream()
                .filter(search -> search.gap() > WaveSearch.GAP_TOLERANCE)
                .sorted(Comparator.comparingDouble(WaveSearch::gap).reversed())
                .toList();
        double time = Math.max(0, millis);
        double gaps = gaps(open);
        List<Runnable> work = new ArrayList<>();
        for (WaveSearch search : open) {
            Duration share = limited(Duration.ofMillis((long) (time * search.gap() / gaps)));
            time -= share.toMillis();
            gaps -= search.gap();
            work.add(() -> search.improve(limited(share)));
        }
        return work;
    }

    /** Goes on under rule "early", the dearer the longer. */
    void leaveEarly() {
        try (Workers workers = new Workers()) {
            double costs = all.stream().mapToDouble(WaveSearch::cost).sum();
            double millis = (double) workers.threads() * deadline.left().toMillis();
            workers.run(dearestFirst(all)
                    .map(search ->
                            () -> search.leaveEarly(Duration.ofMillis((long) (millis * search.cost() / costs)))));
        }
    }

    private static Stream<WaveSearch> dearestFirst(List<WaveSearch> searches) {
        return searches.stream()
                .sorted(Comparator.comparingDouble(WaveSearch::cost).reversed());
    }

    private Runnable unlessLate(Runnable work) {
        return () -> {
            if (!deadline.passed()) {
                work.run();
            }
        };
    }

    /** A part of the time that is left, all of it at most. */
    private Duration left(double part) {
        return Duration.ofMillis((long) (Math.min(1, part) * deadline.left().toMillis()));
    }

    private Duration limited(Duration limit) {
        return WaveSearch.shorter(limit, deadline.left());
    }
}
