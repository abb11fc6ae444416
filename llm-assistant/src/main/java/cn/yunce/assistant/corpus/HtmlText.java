package cn.yunce.assistant.corpus;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** What a reader of a web page sees of its body; menus and what is hidden are no part of the document. */
final class HtmlText {
    private static final String NO_TEXT =
            "script, style, noscript, template, nav, header, footer, aside, form, [hidden], [aria-hidden=true], "
                    + "[style~=(?i)display\\s*:\\s*none], [style~=(?i)visibility\\s*:\\s*hidden], [style~=(?i)font-size\\s*:\\s*0(?![.\\d])]";

    private HtmlText() {}

    static String of(byte[] bytes) {
        Document page;
        try {
            page = Jsoup.parse(new ByteArrayInputStream(bytes), null, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        page.select(NO_TEXT).remove();
        StringBuilder text = new StringBuilder();
        if (page.selectFirst("h1") == null && !page.title().isBlank()) {
            text.append("# ").append(page.title().strip()).append('\n');
        }
        NodeTraversor.traverse(new Lines(text), page.body());
        return text.toString();
    }

    private record Lines(StringBuilder text) implements NodeVisitor {
        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
                String line = words.text();
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == '\n' ? line.stripLeading() : line);
            } else if (node instanceof Element element) {
                if (breaks(element)) {
                    newLine();
                }
                if (element.normalName().matches("h[1-6]")) {
                    text.append("#".repeat(element.normalName().charAt(1) - '0'))
                            .append(' ');
                }
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                if (breaks(element)) {
                    newLine();
                } else if (element.normalName().matches("t[dh]")) {
                    text.append(' ');
                }
            }
        }

        private static boolean breaks(Element element) {
            return element.normalName().equals("br")
                    || (element.isBlock() && !element.normalName().matches("t[dh]"));
        }

        private void newLine() {
            if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                text.append('\n');
            }
        }
    }
}
