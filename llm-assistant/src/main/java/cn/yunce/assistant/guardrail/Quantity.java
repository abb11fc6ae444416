package cn.yunce.assistant.guardrail;

import java.math.BigDecimal;

/**
 * A number that a text states.
 *
 * @param text as written, without its unit
 * @param value with 万, 亿 and 百分之 worked in
 * @param unit measure word that follows, made canonical (天 is 日, 块 is 元); empty when none does; {@code 第条} and the like for
 *     ordinals
 * @param bound whether the text makes it a limit, and which
 * @param start index of {@link #text}'s first character
 * @param end index after the unit
 */
public record Quantity(String text, BigDecimal value, String unit, Bound bound, int start, int end) {

    /** 不超过三倍 is a most, 三倍以上 a least. */
    public enum Bound {
        NONE,
        MOST,
        LEAST
    }

    /** The same amount of the same thing; 7日 is 七天, and not 7个月. */
    public boolean sameAmount(Quantity other) {
        return value.compareTo(other.value) == 0 && unit.equals(other.unit);
    }
}
