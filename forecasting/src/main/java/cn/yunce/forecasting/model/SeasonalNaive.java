package cn.yunce.forecasting.model;

/** Repeats the last season. */
final class SeasonalNaive implements Forecaster {
    @Override
    public String name() {
        return "seasonal naive";
    }

    @Override
    public Fitted fit(Past past) {
        return (now, out) -> {
            int period = now.season <= now.size ? now.season : 1;
            for (int h = 0; h < out.length; h++) {
                out[h] = now.values[now.size - period + h % period];
            }
        };
    }
}
