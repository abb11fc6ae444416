package cn.yunce.assistant.guardrail;

import java.util.Optional;

/** Reads Chinese numerals: 二十一 is 21, 三百零五 is 305, 两万 is 20,000, 二〇二六 is 2026. */
public final class ChineseNumber {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final int MAX_LENGTH = 16;

    private ChineseNumber() {}

    /** Empty when the text is no numeral of ours. */
    public static Optional<Long> parse(String numeral) {
        String text = numeral.replace('〇', '零').replace('两', '二');
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        if (text.chars().allMatch(c -> DIGITS.indexOf(c) >= 0)) {
            long value = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                value = value * 10 + DIGITS.indexOf(c);
            }
            return Optional.of(value);
        }
        long total = 0;
        long section = 0;
        long digit = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int value = DIGITS.indexOf(c);
            if (value >= 0) {
                digit = value;
            } else if (c == '十' || c == '百' || c == '千') {
                section += Math.max(digit, digit < 0 ? 1 : 0) * magnitude(c);
                digit = -1;
            } else if (c == '万' || c == '亿') {
                section += Math.max(digit, 0);
                total = (total + Math.max(section, section == 0 && total == 0 ? 1 : section)) * magnitude(c);
                section = 0;
                digit = -1;
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(total + section + Math.max(digit, 0));
    }

    /**
     * Percents of so many tenths: 2 and 成半 is 25.
     *
     * @param rest 成, and after it what goes beyond the tenths: nothing, 半 or a numeral
     */
    public static double percent(double tenths, String rest) {
        String beyond = rest.substring(1);
        return 10 * tenths + (beyond.equals("半") ? 5 : parse(beyond).orElse(0L));
    }

    static long magnitude(char c) {
        return switch (c) {
            case '十' -> 10;
            case '百' -> 100;
            case '千' -> 1_000;
            case '万' -> 10_000;
            case '亿' -> 100_000_000;
            default -> throw new IllegalArgumentException("magnitude must be one of 十百千万亿, was " + c);
        };
    }
}
