package cn.yunce.assistant.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Search terms of a text: every Chinese character, every pair of neighbours, and words of other letters and digits as they are. */
final class Tokens {
    private Tokens() {}

    static List<String> of(String text) {
        List<String> tokens = new ArrayList<>(text.length() * 2);
        String lower = text.toLowerCase(Locale.ROOT);
        int i = 0;
        while (i < lower.length()) {
            int from = i;
            while (i < lower.length() && isHan(lower.charAt(i))) {
                tokens.add(lower.substring(i, i + 1));
                if (i > from) {
                    tokens.add(lower.substring(i - 1, i + 1));
                }
                i++;
            }
            from = i;
            while (i < lower.length() && !isHan(lower.charAt(i)) && Character.isLetterOrDigit(lower.charAt(i))) {
                i++;
            }
            if (i > from) {
                tokens.add(lower.substring(from, i));
            } else if (i < lower.length() && !isHan(lower.charAt(i))) {
                i++;
            }
        }
        return tokens;
    }

    /** A pair of Chinese characters, or a word. Single characters say little about what a text is about. */
    static boolean isTelling(String token) {
        return token.length() > 1;
    }

    private static boolean isHan(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
    }
}
