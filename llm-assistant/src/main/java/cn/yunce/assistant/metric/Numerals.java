package cn.yunce.assistant.metric;

import cn.yunce.assistant.guardrail.ChineseNumber;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers in digits or Chinese numerals inside of patterns. */
final class Numerals {
    /** One group. */
    static final String NUMBER = "(\\d{1,4}|[一二两三四五六七八九十百]{1,4})";

    private static final Pattern ANY = Pattern.compile("(\\d+(?:\\.\\d+)?)(万|千)?|[一二两三四五六七八九十百千万]+");

    private Numerals() {}

    /** The numbers of a text, of digits and numerals alike: 4万 is 40,000, 九十五 is 95. */
    static Set<Double> all(String text) {
        Set<Double> found = new HashSet<>();
        for (Matcher match = ANY.matcher(text); match.find(); ) {
            if (match.group(1) == null) {
                ChineseNumber.parse(match.group()).ifPresent(value -> found.add(value.doubleValue()));
            } else {
                int times = match.group(2) == null ? 1 : match.group(2).equals("万") ? 10_000 : 1_000;
                found.add(times * Double.parseDouble(match.group(1)));
            }
        }
        return found;
    }

    static int value(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(text)
                : ChineseNumber.parse(text).orElse(0L).intValue();
    }
}
