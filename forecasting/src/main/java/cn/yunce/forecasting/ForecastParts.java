package cn.yunce.forecasting;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a point forecast is made of; the parts add up to it. In the series' own unit.
 *
 * @param level mean of the last four seasons (28 days of a daily series with weeks), festivals and shopping events taken off
 * @param season what this place in the season (this weekday) usually differs from the level
 * @param festival what festivals, days off and make-up workdays move
 * @param shopping what shopping events move: 618, 双11, 双12, 年货节
 * @param preknown what the regressors that are known ahead move, against their own mean in the past
 * @param rest what is left: trend, recent changes and all else that the models saw
 * @param event name of the festival or shopping event around that day; empty on an ordinary day
 */
public record ForecastParts(
        double level, double season, double festival, double shopping, double preknown, double rest, String event) {

    /** A forecast of which nothing is known but its mean. */
    public static ForecastParts unexplained(double mean) {
        return new ForecastParts(0, 0, 0, 0, 0, mean, "");
    }

    /** The point forecast. */
    public double total() {
        return level + season + festival + shopping + preknown + rest;
    }

    /** The same parts of another forecast: the difference goes to the rest. */
    public ForecastParts movedTo(double mean) {
        return new ForecastParts(level, season, festival, shopping, preknown, mean - (total() - rest), event);
    }

    /** The parts of the sum of two forecasts of the same day. */
    public ForecastParts plus(ForecastParts other) {
        return new ForecastParts(
                level + other.level,
                season + other.season,
                festival + other.festival,
                shopping + other.shopping,
                preknown + other.preknown,
                rest + other.rest,
                event.isEmpty() ? other.event : event);
    }

    /** In Chinese words, parts that round to nothing left out. */
    public String inChinese() {
        List<String> words =
                words(List.of("星期/季节", "节假日", "购物节", "预知量", "趋势与近期变化"), event.isEmpty() ? "" : "（" + event + "）");
        return String.format(Locale.ROOT, "近期水平 %s", number(level))
                + String.join("", words.stream().map(word -> "，" + word).toList())
                + String.format(Locale.ROOT, "，合计 %s", number(total()));
    }

    /** In English words, parts that round to nothing left out. */
    public String inEnglish() {
        List<String> words = words(
                List.of("season", "festival", "shopping event", "known ahead", "trend and recent changes"),
                event.isEmpty() ? "" : " (" + event + ")");
        return String.format(Locale.ROOT, "recent level %s", number(level))
                + String.join("", words.stream().map(word -> ", " + word).toList())
                + String.format(Locale.ROOT, ", in all %s", number(total()));
    }

    private List<String> words(List<String> names, String named) {
        double[] values = {season, festival, shopping, preknown, rest};
        List<String> words = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String number = number(Math.abs(values[i]));
            if (number.chars().anyMatch(digit -> digit >= '1' && digit <= '9')) {
                boolean ofEvent = i == 1 || i == 2;
                words.add(names.get(i) + (ofEvent ? named : "") + " " + (values[i] < 0 ? "−" : "+") + number);
            }
        }
        return words;
    }

    /** Whole numbers, where the forecast is a small one with a decimal. */
    private String number(double value) {
        return String.format(Locale.ROOT, Math.abs(total()) < 100 ? "%,.1f" : "%,.0f", value);
    }
}
