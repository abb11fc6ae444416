package cn.yunce.assistant.corpus;

import java.util.OptionalInt;

/** Whole numbers below 10,000 as statutes write them: 二十一, 一百零三, 一千二百六十, 10, ２１. */
public final class ChineseNumerals {
    /** A character class body for regular expressions. */
    public static final String CHARACTERS = "零〇一二两三四五六七八九十百千0-9０-９";

    private static final String DIGITS = "零一二三四五六七八九";

    private ChineseNumerals() {}

    /** Empty when {@code text} is no such number. */
    public static OptionalInt parse(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return OptionalInt.empty();
        }
        if (text.chars().allMatch(Character::isDigit)) {
            return text.length() > 4 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
        }
        int sum = 0;
        int digit = -1;
        int lastUnit = 10_000;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = DIGITS.indexOf(c == '〇' ? '零' : c == '两' ? '二' : c);
            int unit = c == '十' ? 10 : c == '百' ? 100 : c == '千' ? 1000 : 0;
            if (value >= 0) {
                if (digit > 0) {
                    return OptionalInt.empty();
                }
                digit = value;
            } else if (unit > 0 && unit < lastUnit) {
                sum += unit * (digit <= 0 ? 1 : digit);
                digit = -1;
                lastUnit = unit;
            } else {
                return OptionalInt.empty();
            }
        }
        sum += Math.max(digit, 0);
        return sum == 0 ? OptionalInt.empty() : OptionalInt.of(sum);
    }

    /** As statutes write it: 二十一, 一百零三.
     *
     * @param number 1..9,999
     */
    public static String format(int number) {
        if (number < 1 || number > 9_999) {
            throw new IllegalArgumentException("number must be 1..9999, was " + number);
        }
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (int unit = 1_000, u = 0; unit >= 1; unit /= 10, u++) {
            int digit = number / unit % 10;
            if (digit == 0) {
                gap = !text.isEmpty();
                continue;
            }
            text.append(gap ? "零" : "");
            boolean plainTen = unit == 10 && digit == 1 && text.isEmpty();
            text.append(plainTen ? "" : DIGITS.charAt(digit)).append(u == 3 ? "" : "千百十".charAt(u));
            gap = false;
        }
        return text.toString();
    }
}
