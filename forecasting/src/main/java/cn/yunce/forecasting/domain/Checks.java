package cn.yunce.forecasting.domain;

import java.util.Locale;

/** Argument checks whose messages name the variable, the expected range and the value. */
public final class Checks {
    private Checks() {}

    /** Throws {@link IllegalArgumentException} unless {@code text} holds something other than white space. */
    public static String notBlank(String name, String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
        return text;
    }

    /** Throws {@link IllegalArgumentException} unless {@code lo <= value <= hi}; NaN never passes. */
    public static double inRange(String name, double value, double lo, double hi) {
        if (!(value >= lo && value <= hi)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s must be %s..%s, was %s", name, plain(lo), plain(hi), plain(value)));
        }
        return value;
    }

    /** Throws {@link IllegalArgumentException} unless {@code lo <= value <= hi}. */
    public static int inRange(String name, int value, int lo, int hi) {
        if (value < lo || value > hi) {
            throw new IllegalArgumentException(name + " must be " + lo + ".." + hi + ", was " + value);
        }
        return value;
    }

    /** Throws {@link IllegalArgumentException} unless {@code lo <= value <= hi}. */
    public static long inRange(String name, long value, long lo, long hi) {
        if (value < lo || value > hi) {
            throw new IllegalArgumentException(name + " must be " + lo + ".." + hi + ", was " + value);
        }
        return value;
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
