package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ForecastOptions;
import cn.yunce.forecasting.ForecastParts;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.domain.Frequency;
import cn.yunce.forecasting.domain.VolumeSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Forecasts of a panel of series from one time: each series' chosen model, and the quantiles around it. */
final class PanelForecast {
    private static final int DENSE_SERIES = 20;
    private static final int DENSE_OBSERVATIONS = 200;
    private static final Forecaster NAIVE = new SeasonalNaive();
    private static final Forecaster ETS = new Ets();
    private static final Forecaster CES = new ComplexSmoothing();
    private static final Forecaster THETA = new DynamicTheta();
    private static final Forecaster TSB = new Tsb();
    private static final Forecaster REGRESSION = new CalendarRegression();
    private static final Forecaster ARIMA = new Arima();
    /** With fewer series to learn from together, each deserves more models of its own. */
    private static final int SMALL_PANEL = 20;

    private final List<Choice> choices;
    private final List<Optional<Conformal>> errors;
    private final boolean nonNegative;
    private final double[] scales;
    private final KnownAhead ahead;
    private final Lessons lessons;

    /** A forecaster trained before the origins, and one trained on all. */
    private record Trained(Forecaster before, Forecaster now) {}

    /** Event profiles before the origins, and of all. */
    private record Profiles(EventProfiles before, EventProfiles now) {}

    /**
     * What a panel teaches, of its own series and of others.
     *
     * @param trees empty where the panel is too small for them
     * @param dense the same
     * @param errors by whether a series is intermittent
     * @param choices of its own series, before new ones followed others
     */
    private record Lessons(
            Profiles events,
            Optional<Trained> trees,
            Optional<Trained> dense,
            Map<String, Choice.PanelWeights> weights,
            Map<Boolean, Conformal> errors,
            List<Choice> choices) {
        /** Errors of series alike, of any where there are none. */
        Optional<Conformal> errors(Choice choice) {
            Conformal alike = errors.get(choice.trials.series.intermittent);
            return alike == null ? errors.values().stream().findFirst() : Optional.of(alike);
        }
    }

    private PanelForecast(
            List<Choice> choices,
            List<Optional<Conformal>> errors,
            double[] scales,
            boolean nonNegative,
            KnownAhead ahead,
            Lessons lessons) {
        this.ahead = ahead;
        this.choices = choices;
        this.errors = errors;
        this.nonNegative = nonNegative;
        this.scales = scales;
        this.lessons = lessons;
    }

    /** @param teacher a panel that the series are forecast by, each as if it were alone; empty: they teach each other */
    static PanelForecast of(
            List<VolumeSeries> panel,
            ForecastOptions options,
            KnownAhead ahead,
            long seed,
            Optional<PanelForecast> teacher) {
        return of(panel, 0, options, ahead, seed, teacher);
    }

    /** @param totals so many series, the first, are sums of the others: what a model learns from all series does not hold for them */
    static PanelForecast of(
            List<VolumeSeries> panel,
            int totals,
            ForecastOptions options,
            KnownAhead ahead,
            long seed,
            Optional<PanelForecast> teacher) {
        int horizon = options.horizon();
        int season = options.season();
        boolean nonNegative = options.nonNegative();
        boolean together = options.pool() == ModelPool.ALL;
        Optional<Lessons> learnt = teacher.map(forecast -> forecast.lessons);
        List<Trials> trials = panel.parallelStream()
                .map(series -> new Trials(Prepared.of(series, season, horizon, ahead), horizon, nonNegative))
                .toList();
        trials.parallelStream().forEach(Trials::cleanPlanned);
        Profiles events = cleanEvents(trials, ahead, learnt.map(Lessons::events));
        boolean few = learnt.map(lessons -> lessons.choices().size()).orElse(trials.size()) < SMALL_PANEL;
        trials.parallelStream().forEach(each -> runOwn(each, few));
        List<Trials> leaves = trials.subList(totals, trials.size());
        Optional<Trained> trees = together ? runTrees(leaves, horizon, season, seed, learnt) : Optional.empty();
        Optional<Trained> dense = together ? runDense(leaves, horizon, season, seed, learnt) : Optional.empty();
        Map<String, Choice.PanelWeights> weights = learnt.map(Lessons::weights).orElseGet(() -> Choice.learn(trials));
        List<Choice> choices = Choice.choose(trials, weights, totals == 0);
        Map<Boolean, Conformal> errors = learnt.map(Lessons::errors).orElseGet(() -> errors(choices, horizon));
        Lessons lessons = learnt.orElseGet(() -> new Lessons(events, trees, dense, weights, errors, choices));
        List<Optional<Conformal>> bySeries =
                new ArrayList<>(choices.stream().map(lessons::errors).toList());
        double[] scales = choices.parallelStream()
                .mapToDouble(choice -> lessons.errors(choice)
                        .map(conformal -> conformal.scale(choice))
                        .orElse(0.0))
                .toArray();
        List<Choice> warmed = new ArrayList<>(choices);
        warm(warmed, bySeries, scales, lessons.choices());
        return new PanelForecast(warmed, bySeries, scales, nonNegative, ahead, lessons);
    }

    private static Map<Boolean, Conformal> errors(List<Choice> choices, int horizon) {
        return choices.stream()
                .collect(Collectors.groupingBy(
                        choice -> choice.trials.series.intermittent,
                        Collectors.collectingAndThen(Collectors.toList(), group -> Conformal.of(group, horizon))));
    }

    private static void warm(
            List<Choice> choices, List<Optional<Conformal>> errors, double[] scales, List<Choice> donors) {
        List<Choice> alone = List.copyOf(choices);
        Map<List<Object>, Optional<ColdStart>> starts = new HashMap<>();
        Map<List<Object>, Conformal> played = new HashMap<>();
        for (int i = 0; i < alone.size(); i++) {
            Choice choice = alone.get(i);
            Trials trials = choice.trials;
            if (!ColdStart.isCold(trials)) {
                continue;
            }
            VolumeSeries series = trials.series.series;
            List<Object> days = List.of(trials.series.past.size, series.instant(series.size()));
            Optional<ColdStart> start = starts.computeIfAbsent(days, key -> ColdStart.among(donors, trials));
            if (start.isPresent()) {
                choices.set(i, start.orElseThrow().warmed(choice));
                errors.set(
                        i,
                        Optional.of(played.computeIfAbsent(
                                days, key -> start.orElseThrow().errors(trials.horizon, trials.nonNegative))));
                scales[i] = ColdStart.scale(trials);
            }
        }
    }

    private static Profiles cleanEvents(List<Trials> panel, KnownAhead ahead, Optional<Profiles> learnt) {
        List<Trials> regular = panel.stream()
                .filter(trials -> !trials.series.intermittent && EventProfiles.isUsable(trials.atFirstOrigin()))
                .toList();
        List<EventProfiles.Surprises> earlier = regular.parallelStream()
                .map(trials -> EventProfiles.Surprises.of(trials.atFirstOrigin(), ahead))
                .toList();
        List<EventProfiles.Surprises> all = regular.parallelStream()
                .map(trials -> EventProfiles.Surprises.of(trials.now(), ahead))
                .toList();
        Profiles profiles = learnt.orElseGet(
                () -> new Profiles(EventProfiles.learn(earlier, ahead), EventProfiles.learn(all, ahead)));
        EventProfiles before = profiles.before();
        EventProfiles now = profiles.now();
        IntStream.range(0, regular.size()).parallel().forEach(i -> {
            Trials trials = regular.get(i);
            int length = trials.series.past.size + trials.horizon;
            double[] factors = now.factors(all.get(i), length);
            boolean[] events = new boolean[length];
            for (int t = 0; t < length; t++) {
                events[t] = !ahead.event(trials.series.past.firstDay + t).isOrdinary();
            }
            trials.knowEvents(events);
            trials.clean(before.factors(earlier.get(i), length), factors, now.doubts(trials.series.past, factors));
        });
        return profiles;
    }

    private static void runOwn(Trials trials, boolean fewSeries) {
        trials.run(NAIVE);
        if (trials.series.constant) {
            return;
        }
        trials.run(ETS);
        trials.run(CES);
        trials.run(THETA);
        if (trials.series.intermittent) {
            trials.run(TSB);
            trials.run(Intermittent.IMAPA);
            return;
        }
        if (CalendarRegression.isUsable(trials.atFirstOrigin())) {
            trials.run(REGRESSION);
        }
        if (fewSeries) {
            trials.run(ARIMA);
        }
        Frequency frequency = trials.series.series.frequency();
        int[] seasons = Mstl.seasons(frequency, trials.series.past.season, trials.atFirstOrigin().size);
        if (seasons.length > 0 && frequency != Frequency.DAILY) {
            trials.run(new Mstl(seasons));
        }
    }

    private static Optional<Trained> runTrees(
            List<Trials> panel, int horizon, int season, long seed, Optional<Lessons> learnt) {
        List<Trials> learnable = panel.stream()
                .filter(trials ->
                        !trials.series.constant && trials.atFirstOrigin().size >= GlobalTrees.leastSize(season))
                .toList();
        Optional<Trained> trees = learnt.isPresent() ? learnt.get().trees() : trees(learnable, horizon, season, seed);
        trees.ifPresent(trained -> learnable.parallelStream()
                .filter(trials -> trained.now().suits(trials.now()))
                .forEach(trials -> trials.run(trained.now().name(), trained.before(), trained.now())));
        return trees;
    }

    private static Optional<Trained> trees(List<Trials> learnable, int horizon, int season, long seed) {
        List<Past> earlier = learnable.stream().map(Trials::atFirstOrigin).toList();
        if (!GlobalTrees.isWorth(earlier, horizon)) {
            return Optional.empty();
        }
        return Optional.of(new Trained(
                GlobalTrees.train(earlier, horizon, season, seed),
                GlobalTrees.train(learnable.stream().map(Trials::now).toList(), horizon, season, seed)));
    }

    private static Optional<Trained> runDense(
            List<Trials> panel, int horizon, int season, long seed, Optional<Lessons> learnt) {
        // Asking DenseForecaster for it would load ND4J.
        int window = Math.max(28, 4 * season);
        int least = Math.max(DENSE_OBSERVATIONS, 2 * (window + horizon));
        List<Trials> large = new ArrayList<>();
        for (Trials trials : panel) {
            if (trials.series.series.frequency() == Frequency.DAILY
                    && !trials.series.constant
                    && !trials.series.intermittent
                    && trials.atFirstOrigin().size >= least) {
                large.add(trials);
            }
        }
        Optional<Trained> dense = learnt.isPresent() ? learnt.get().dense() : dense(large, window, horizon, seed);
        dense.ifPresent(
                trained -> large.forEach(trials -> trials.run(trained.now().name(), trained.before(), trained.now())));
        return dense;
    }

    private static Optional<Trained> dense(List<Trials> large, int window, int horizon, long seed) {
        if (large.size() < DENSE_SERIES) {
            return Optional.empty();
        }
        return Optional.of(new Trained(
                DenseForecaster.train(large.stream().map(Trials::atFirstOrigin).toList(), window, horizon, seed),
                DenseForecaster.train(large.stream().map(Trials::now).toList(), window, horizon, seed)));
    }

    Choice choice(int series) {
        return choices.get(series);
    }

    double[] mean(int series) {
        return choices.get(series).chosen.next.clone();
    }

    /** What each series' mean is made of, by step. */
    List<List<ForecastParts>> parts() {
        return choices.parallelStream()
                .map(choice -> Explanation.of(choice, ahead))
                .toList();
    }

    double mean(int series, int h) {
        return choices.get(series).chosen.next[h];
    }

    /** Quantile {@code p} of a series' observation {@code h} steps ahead, counted from 0. */
    double quantile(int series, double p, int h) {
        Choice choice = choices.get(series);
        double scale = scales[series];
        double value = choice.chosen.next[h];
        if (scale > 0 && errors.get(series).isPresent()) {
            return errors.get(series).orElseThrow().quantile(choice, scale, p, h);
        }
        return nonNegative ? Math.max(0, value) : value;
    }
}
