package cn.yunce.forecasting.routing.exchange;

import cn.yunce.forecasting.domain.Checks;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people write, in the engine's metres, seconds and millionths of a yuan. */
final class Units {
    static final int SECONDS_A_MINUTE = 60;
    static final int METERS_A_KM = 1_000;

    private static final Pattern TIME = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");
    private static final double MILLIONTHS = 1e6;
    private static final double MOST_YUAN = 500_000;

    private Units() {}

    /** Seconds from the planning day's midnight. */
    static int seconds(String name, String time) {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + " must be a time such as 08:30, was " + time);
        }
        int minutes = Checks.inRange("hour of " + name, Integer.parseInt(matcher.group(1)), 0, 47) * SECONDS_A_MINUTE
                + Checks.inRange("minute of " + name, Integer.parseInt(matcher.group(2)), 0, 59);
        int seconds = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
        return minutes * SECONDS_A_MINUTE + Checks.inRange("second of " + name, seconds, 0, 59);
    }

    static String time(int seconds) {
        int minutes = seconds / SECONDS_A_MINUTE;
        String text = String.format(Locale.ROOT, "%02d:%02d", minutes / SECONDS_A_MINUTE, minutes % SECONDS_A_MINUTE);
        int rest = seconds % SECONDS_A_MINUTE;
        return rest == 0 ? text : text + String.format(Locale.ROOT, ":%02d", rest);
    }

    static long money(String name, double yuan) {
        return Math.round(Checks.inRange(name, yuan, 0, MOST_YUAN) * MILLIONTHS);
    }

    /** Of one metre. */
    static long moneyAMeter(String name, double yuanAKm) {
        return Math.round(Checks.inRange(name, yuanAKm, 0, 1_000) * MILLIONTHS / METERS_A_KM);
    }

    static double yuan(long money) {
        return Math.round(money / MILLIONTHS * 100) / 100.0;
    }

    static double km(long meters) {
        return Math.round(meters / 10.0) / 100.0;
    }

    static int meters(String name, double km) {
        return (int) Math.round(Checks.inRange(name, km, 0, 100_000) * METERS_A_KM);
    }
}
