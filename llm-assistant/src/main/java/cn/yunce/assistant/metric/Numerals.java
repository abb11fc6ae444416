package cn.yunce.assistant.metric;

import cn.yunce.assistant.guardrail.ChineseNumber;

/** Numbers in digits or Chinese numerals inside of patterns. */
final class Numerals {
    /** One group. */
    static final String NUMBER = "(\\d{1,4}|[一二两三四五六七八九十百]{1,4})";

    private Numerals() {}

    static int value(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(text)
                : ChineseNumber.parse(text).orElse(0L).intValue();
    }
}
