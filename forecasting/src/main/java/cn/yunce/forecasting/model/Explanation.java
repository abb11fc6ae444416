package cn.yunce.forecasting.model;

import cn.yunce.forecasting.ForecastParts;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a forecast apart: the pre-known, shopping events and festivals are what the forecast loses when they are taken away one after the
 * other, level and season come from the past without events, and the rest is what is left.
 */
final class Explanation {
    private static final int LEVEL_SEASONS = 4;
    private static final int PATTERN_SEASONS = 8;

    private Explanation() {}

    /** The parts of each step's forecast; they add up to it. */
    static List<ForecastParts> of(Choice choice, KnownAhead ahead) {
        Trials trials = choice.trials;
        Past past = trials.now();
        double[] all = choice.chosen.next;
        double[] unknown = trials.without(choice, all, ahead, KnownAhead.Kind.PREKNOWN);
        double[] unshopped = trials.without(choice, unknown, ahead, KnownAhead.Kind.PREKNOWN, KnownAhead.Kind.SHOPPING);
        double[] ordinary = trials.without(
                choice, unshopped, ahead, KnownAhead.Kind.PREKNOWN, KnownAhead.Kind.SHOPPING, KnownAhead.Kind.FESTIVAL);
        double level = level(past);
        double[] season = season(past, level, trials.nonNegative);
        List<ForecastParts> parts = new ArrayList<>();
        for (int h = 0; h < all.length; h++) {
            String event = past.firstDay == Past.NOT_DAILY
                    ? ""
                    : ahead.event(past.firstDay + past.size + h).festival();
            parts.add(new ForecastParts(
                            level,
                            season[(past.size + h) % season.length],
                            unshopped[h] - ordinary[h],
                            unknown[h] - unshopped[h],
                            all[h] - unknown[h],
                            0,
                            event)
                    .movedTo(all[h]));
        }
        return parts;
    }

    private static double level(Past past) {
        int length = Math.min(past.size, LEVEL_SEASONS * Math.max(1, past.season));
        return past.mean(past.size - length, past.size);
    }

    /** By place in the season what it differs from the mean of its season, in proportion to the level where volumes cannot be negative. */
    private static double[] season(Past past, double level, boolean proportional) {
        int period = past.season;
        if (!past.isSeasonal()) {
            return new double[1];
        }
        int seasons = Math.min(PATTERN_SEASONS, past.size / period);
        int first = past.size - seasons * period;
        double usual = past.mean(first, past.size);
        double[] season = new double[period];
        for (int t = first; t < past.size; t++) {
            season[t % period] += (past.values[t] - usual) / seasons;
        }
        if (proportional && usual > 0) {
            for (int place = 0; place < period; place++) {
                season[place] *= level / usual;
            }
        }
        return season;
    }
}
