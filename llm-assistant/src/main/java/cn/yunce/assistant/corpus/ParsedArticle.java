package cn.yunce.assistant.corpus;

import java.util.List;

/**
 * One citable unit of a document.
 *
 * @param number unique in its document and readable: 21, 103-1 for 第一百零三条之一, 二、（一） in a policy paper
 * @param label as the document writes it
 * @param heading headings it stands under, outermost first
 * @param text paragraphs and items on lines of their own, without the label
 */
public record ParsedArticle(String number, String label, List<String> heading, String text) {
    public ParsedArticle {
        heading = List.copyOf(heading);
        if (number.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("article needs a number and a text, had number '" + number + "', label '"
                    + label + "', text of " + text.length() + " characters");
        }
    }

    /** What words and meaning of an article are searched in: its law, the heading right above, label and text. */
    public static String searchText(String law, String label, List<String> heading, String text) {
        String above = heading.isEmpty() || heading.getLast().equals(label) ? "" : heading.getLast();
        return String.join(" ", law, above, label, text);
    }
}
