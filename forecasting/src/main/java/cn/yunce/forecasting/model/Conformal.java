package cn.yunce.forecasting.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Prediction quantiles by split conformal prediction: errors at rolling origins, each divided by its series' usual error at the
 * <i>other</i> origins, those that overlap it left out where enough remain, pooled over the panel by horizon. So one series' few origins
 * borrow the shape of all, and the doubt about its own scale is in the pool. Errors of origins at which the whole panel erred more than
 * usual are drawn in: a shock that ten origins saw is rarer than they say. Ordinary days take the errors of ordinary days. Where the panel
 * erred more or less than usual at its last origins, so will it next. Volumes that cannot be negative err on the scale
 * of square roots: less where little is expected, and further upwards than downwards. Quantiles of one sorted pool never cross.
 */
final class Conformal {
    private static final int LEAST_ERRORS = 200;
    private static final int MOST_ERRORS = 20_000;
    /** Steps on either side of a horizon that lend it their errors. */
    private static final int NEIGHBOURS = 2;

    private static final int LEAST_APART = 3;
    /** Fewer series do not tell a shock to all from their own. */
    private static final int LEAST_SERIES = 10;
    /** Series at which the panel's errors at its last origins count half: few series' errors differ by chance. */
    private static final double FEW_SERIES = 4;

    /** Weight of an origin's errors by that of the next one, a season later. */
    private static final double RECENT_DECAY = 0.5;

    private static final double MOST_RECENT = 1.8;
    private static final double LEAST_RECENT = 0.6;

    /** Extra variance for a scale that one stretch of the horizon's length told. */
    private static final double DOUBT_OF_STRETCH = 1.0 / 3;

    /** The same where origins overlap: errors were then divided by what they are part of, so that the pool does not hold the doubt. */
    private static final double DOUBT_OF_OVERLAP = 2.0 / 3;

    private static final double UNKNOWN_SPREAD = 0.5;
    /** Standard normal sample for series without any errors of their own or others. */
    private static final double[] NORMAL = {
        -2.4, -1.96, -1.64, -1.28, -1.04, -0.84, -0.67, -0.52, -0.39, -0.25, -0.13, 0, 0.13, 0.25, 0.39, 0.52, 0.67,
        0.84, 1.04, 1.28, 1.64, 1.96, 2.4
    };

    private final double[][] pools;
    private final double[][] ordinary;
    private final double[] growth;
    /** By origin, the last first: what its errors are multiplied by. */
    private final double[] calm;

    /** What the last origins' errors let expect of the coming ones, by the usual. */
    private final double recent;

    private Conformal(double[][] pools, double[][] ordinary, double[] growth, double[] calm, double recent) {
        this.pools = pools;
        this.ordinary = ordinary;
        this.growth = growth;
        this.calm = calm;
        this.recent = recent;
    }

    /** @param panel choices of series that err alike */
    static Conformal of(List<Choice> panel, int horizon) {
        List<List<Double>> byHorizon = empty(horizon);
        List<List<Double>> ofOrdinary = empty(horizon);
        int reach = 0;
        double[] calm = calm(panel);
        for (Choice choice : panel) {
            Trials trials = choice.trials;
            if (trials.origins.length < 2) {
                continue;
            }
            reach = Math.max(reach, trials.reach);
            for (int k = 0; k < trials.origins.length; k++) {
                double scale = scale(choice, k, calm);
                for (int h = 0; h < trials.reach && scale > 0; h++) {
                    double error = miss(choice, k, h, calm) / scale;
                    add(byHorizon.get(h), error, trials);
                    if (!trials.isEvent(trials.origins[k] + h)) {
                        add(ofOrdinary.get(h), error, trials);
                    }
                }
            }
        }
        return pooled(byHorizon, ofOrdinary, reach, calm, recent(panel, calm));
    }

    private static void add(List<Double> errors, double error, Trials trials) {
        errors.add(error);
        // The panel's origins saw one stretch of time: its drift is no bias to expect again. Rare volumes are skew.
        if (!trials.series.intermittent) {
            errors.add(-error);
        }
    }

    /** A list to fill for each step. */
    static List<List<Double>> empty(int horizon) {
        List<List<Double>> byHorizon = new ArrayList<>();
        for (int h = 0; h < horizon; h++) {
            byHorizon.add(new ArrayList<>());
        }
        return byHorizon;
    }

    private static double recent(List<Choice> panel, double[] calm) {
        double sum = 0;
        int series = 0;
        for (Choice choice : panel) {
            double[] errors = ownErrors(choice);
            double usual = errors.length < 2 || choice.trials.series.intermittent ? 0 : scale(choice, -1, calm);
            if (usual > 0) {
                double weighted = 0;
                double weights = 0;
                double weight = 1;
                for (int k = errors.length - 1; k >= 0; k--) {
                    weighted += weight * errors[k];
                    weights += weight;
                    weight *= RECENT_DECAY;
                }
                sum += weighted / weights / usual;
                series++;
            }
        }
        return series == 0
                ? 1
                : Math.pow(Math.clamp(sum / series, LEAST_RECENT, MOST_RECENT), series / (series + FEW_SERIES));
    }

    /** From errors that are scaled already, by horizon; the last steps may have none. */
    static Conformal of(List<List<Double>> byHorizon) {
        int reach = byHorizon.size();
        while (reach > 0 && byHorizon.get(reach - 1).isEmpty()) {
            reach--;
        }
        return pooled(byHorizon, byHorizon, reach, new double[0], 1);
    }

    private static Conformal pooled(
            List<List<Double>> byHorizon, List<List<Double>> ofOrdinary, int reach, double[] calm, double recent) {
        int horizon = byHorizon.size();
        double[][] pools = new double[horizon][];
        double[][] ordinary = new double[horizon][];
        double[] growth = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            int centre = Math.min(h, Math.max(0, reach - 1));
            pools[h] = h > centre ? pools[centre] : pool(byHorizon, centre);
            ordinary[h] = h > centre ? ordinary[centre] : pool(ofOrdinary, centre);
            if (ordinary[h].length < LEAST_ERRORS) {
                ordinary[h] = pools[h];
            }
            growth[h] = reach == 0 ? Math.sqrt(h + 1.0) : Math.sqrt((h + 1.0) / (centre + 1.0));
        }
        return new Conformal(pools, ordinary, growth, calm, recent);
    }

    /** Errors at this horizon, and at those around it as far as it takes to have enough. */
    private static double[] pool(List<List<Double>> byHorizon, int h) {
        List<Double> pool = new ArrayList<>(byHorizon.get(h));
        for (int apart = 1; (apart <= NEIGHBOURS || pool.size() < LEAST_ERRORS) && apart < byHorizon.size(); apart++) {
            if (h - apart >= 0) {
                pool.addAll(byHorizon.get(h - apart));
            }
            if (h + apart < byHorizon.size()) {
                pool.addAll(byHorizon.get(h + apart));
            }
        }
        int stride = 1 + pool.size() / MOST_ERRORS;
        double[] sorted = new double[(pool.size() + stride - 1) / stride];
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = pool.get(i * stride);
        }
        Arrays.sort(sorted);
        return sorted.length < 5 ? NORMAL : sorted;
    }

    private static double miss(Choice choice, int origin, int h, double[] calm) {
        int back = choice.trials.origins.length - 1 - origin;
        return (back < calm.length ? calm[back] : 1) * miss(choice, origin, h);
    }

    /** Draws the panel's usual error at each origin in to the median origin's. */
    private static double[] calm(List<Choice> panel) {
        int most = panel.stream()
                .mapToInt(choice -> choice.trials.origins.length)
                .max()
                .orElse(0);
        double[] calm = new double[most];
        Arrays.fill(calm, 1);
        if (panel.size() < LEAST_SERIES) {
            return calm;
        }
        double[][] relative = new double[most][panel.size()];
        for (int i = 0; i < panel.size(); i++) {
            double[] own = ownErrors(panel.get(i));
            double usual = Quantiles.median(own);
            for (int back = 0; back < most; back++) {
                relative[back][i] = back < own.length && usual > 0 ? own[own.length - 1 - back] / usual : Double.NaN;
            }
        }
        double[] ofOrigin =
                Arrays.stream(relative).mapToDouble(Quantiles::median).toArray();
        double usual = Quantiles.median(ofOrigin);
        for (int back = 0; back < most; back++) {
            if (ofOrigin[back] > usual) {
                calm[back] = usual / ofOrigin[back];
            }
        }
        return calm;
    }

    /** Mean absolute error at each origin. */
    private static double[] ownErrors(Choice choice) {
        double[] errors = new double[choice.trials.origins.length];
        for (int k = 0; k < errors.length; k++) {
            for (int h = 0; h < choice.trials.reach; h++) {
                errors[k] += Math.abs(miss(choice, k, h)) / choice.trials.reach;
            }
        }
        return errors;
    }

    private static double miss(Choice choice, int origin, int h) {
        Trials trials = choice.trials;
        double actual = trials.series.past.values[trials.origins[origin] + h];
        return scaled(trials, actual) - scaled(trials, choice.chosen.atOrigins[origin][h]);
    }

    private static double scaled(Trials trials, double volume) {
        return scaled(trials.nonNegative, volume);
    }

    /** On the scale that errors are measured on. */
    static double scaled(boolean nonNegative, double volume) {
        return nonNegative ? Math.sqrt(Math.max(0, volume)) : volume;
    }

    /** Mean absolute error of a series at its origins but {@code without} and those that overlap it; −1 for all. */
    private static double scale(Choice choice, int without, double[] calm) {
        Trials trials = choice.trials;
        int apart = without >= 0 ? apart(trials, without) : 0;
        double sum = 0;
        int count = 0;
        for (int k = 0; k < trials.origins.length; k++) {
            if (k == without || (apart >= LEAST_APART && !isApart(trials, trials.origins[k], without))) {
                continue;
            }
            for (int h = 0; h < trials.reach; h++) {
                sum += Math.abs(miss(choice, k, h, calm));
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /** How many origins do not overlap the one {@code without}. */
    private static int apart(Trials trials, int without) {
        int apart = 0;
        for (int origin : trials.origins) {
            apart += isApart(trials, origin, without) ? 1 : 0;
        }
        return apart;
    }

    private static boolean isApart(Trials trials, int origin, int without) {
        return Math.abs(origin - trials.origins[without]) >= trials.reach;
    }

    /** Usual error of a series; from its own steps where there are no origins. */
    double scale(Choice choice) {
        Past past = choice.trials.series.past;
        if (choice.trials.series.constant && past.size > 1) {
            return 0;
        }
        int[] origins = choice.trials.origins;
        if (origins.length > 1) {
            int last = origins.length - 1;
            boolean overlap =
                    !isApart(choice.trials, origins[last - 1], last) && apart(choice.trials, last) < LEAST_APART;
            double stretches = 1 + (origins[last] - origins[0]) / (double) choice.trials.reach;
            double doubt = overlap ? DOUBT_OF_OVERLAP : DOUBT_OF_STRETCH;
            return scale(choice, -1, calm) * recent * Math.sqrt(1 + doubt / stretches);
        }
        double sum = 0;
        for (int t = 1; t < past.size; t++) {
            sum += Math.abs(scaled(choice.trials, past.values[t]) - scaled(choice.trials, past.values[t - 1]));
        }
        return past.size > 1 ? sum / (past.size - 1) : UNKNOWN_SPREAD * Math.abs(scaled(choice.trials, past.values[0]));
    }

    /**
     * What a volume is below with probability {@code p}, {@code h} steps ahead counted from 0.
     *
     * @param scale the series' usual error
     */
    double quantile(Choice choice, double scale, double p, int h) {
        Trials trials = choice.trials;
        double centre = scaled(trials, choice.chosen.next[h]);
        double moved = trials.eventDoubt(h) * (trials.nonNegative ? centre / 2 : centre);
        double[] errors = trials.isEvent(trials.series.past.size + h) ? pools[h] : ordinary[h];
        double value = centre + Math.hypot(scale, moved) * growth[h] * Quantiles.conformal(errors, p);
        return trials.nonNegative ? Math.max(0, value) * Math.max(0, value) : value;
    }
}
