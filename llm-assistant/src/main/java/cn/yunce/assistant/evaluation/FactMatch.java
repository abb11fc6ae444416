package cn.yunce.assistant.evaluation;

import cn.yunce.assistant.guardrail.Quantities;
import cn.yunce.assistant.guardrail.Quantity;
import java.util.regex.Pattern;

/** Tells whether a text says a fact, however its numbers are written: 七日, 7日 and 7天 are one. */
final class FactMatch {
    private static final Pattern PASSED_OVER = Pattern.compile("[\\s，,、《》“”\"·]");

    private final String text;
    private final String plain;

    FactMatch(String text) {
        this.text = text;
        this.plain = plain(text);
    }

    boolean says(String fact) {
        return contains(text, fact) || contains(plain, plain(fact));
    }

    private static boolean contains(String text, String fact) {
        for (int at = text.indexOf(fact); at >= 0 && !fact.isEmpty(); at = text.indexOf(fact, at + 1)) {
            if (at == 0 || !isDigit(fact.charAt(0)) || !isDigit(text.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(char c) {
        return c == '.' || (c >= '0' && c <= '9');
    }

    private static String plain(String text) {
        String units = text.replace(" ", "");
        StringBuilder plain = new StringBuilder();
        int from = 0;
        for (Quantity quantity : Quantities.find(units)) {
            plain.append(units, from, quantity.start())
                    .append(quantity.value().stripTrailingZeros().toPlainString())
                    .append(quantity.unit());
            from = quantity.end();
        }
        plain.append(units, from, units.length());
        return PASSED_OVER.matcher(plain).replaceAll("");
    }
}
