package cn.yunce.assistant.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in an article's text that refers to an article: 本法第二十条、第二十一条, 《民法典》第八百三十三条, 前条, 前款.
 *
 * @param start first character, {@code end} the one after the last
 * @param law title without 中华人民共和国; empty for the law that the text is of
 * @param target number of the article; {@link #SAME} or {@link #BEFORE} where it stands relative to the text's own
 */
record Referred(int start, int end, String law, String target) {
    private static final String SAME = "=";
    private static final String BEFORE = "<";

    private static final String ARTICLE = "第([" + ChineseNumerals.CHARACTERS + "]+)条(?:之([一二三四五六七八九十]))?";
    private static final Pattern HEAD = Pattern.compile(
            "《([^《》]{1,60})》(?:（[^（）]{1,40}）)?|本(?:法|条例|办法|规定|细则)|(前条)|(前[一二两三]?款|本条第[一二三四五六七八九十]+款)|(?=" + ARTICLE
                    + ")");
    private static final Pattern NEXT =
            Pattern.compile("(?:[、和与及或至]|以及|或者|，)?(?:第[一二三四五六七八九十]+[款项][、和与及]?)*" + ARTICLE);

    /** In the order of the text; a title without an article is none. */
    static List<Referred> in(String text) {
        List<Referred> found = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        Matcher next = NEXT.matcher(text);
        int at = 0;
        while (at < text.length() && head.find(at)) {
            if (head.group(2) != null || head.group(3) != null) {
                found.add(new Referred(head.start(), head.end(), "", head.group(2) != null ? BEFORE : SAME));
                at = head.end();
                continue;
            }
            String law = head.group(1) == null ? "" : head.group(1).replaceFirst("^中华人民共和国(?=.)", "");
            int start = head.start();
            int end = head.end();
            while (next.region(end, text.length()).lookingAt()) {
                var number = ChineseNumerals.parse(next.group(1));
                if (number.isEmpty()) {
                    break;
                }
                String sub = next.group(2) == null
                        ? ""
                        : "-" + ChineseNumerals.parse(next.group(2)).orElse(0);
                int from = end == head.end() ? start : next.start(1) - 1;
                found.add(new Referred(from, next.end(), law, number.getAsInt() + sub));
                end = next.end();
            }
            at = Math.max(end, head.start() + 1);
        }
        return found;
    }

    /** @param own label of the article that the text is of, 第二十一条 */
    String number(String own) {
        if (!target.equals(SAME) && !target.equals(BEFORE)) {
            return target;
        }
        Matcher article = Pattern.compile(ARTICLE).matcher(own);
        int number = article.find() ? ChineseNumerals.parse(article.group(1)).orElse(0) : 0;
        return String.valueOf(target.equals(SAME) ? number : number - 1);
    }
}
