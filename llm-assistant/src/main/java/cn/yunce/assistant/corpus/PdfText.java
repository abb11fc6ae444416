package cn.yunce.assistant.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text layer of a PDF, its wrapped lines joined to paragraphs, without page numbers and running heads. */
final class PdfText {
    private static final int MAX_PAGES = 2_000;
    private static final Pattern PAGE_NUMBER = Pattern.compile(
            "[-—–·•\\s]*(?:第\\s*)?\\d{1,4}(?:\\s*页)?(?:\\s*[/，,]?\\s*(?:共\\s*)?\\d{1,4}(?:\\s*页)?)?[-—–·•\\s]*");
    private static final Pattern STARTS = Pattern.compile("第[" + ChineseNumerals.CHARACTERS
            + "]+(?:编|分编|章|节|条)[\\s\\S]*|[一二三四五六七八九十]+、.*|[（(][一二三四五六七八九十]+[）)].*|\\d{1,2}[.．、].*");
    private static final String ENDS = "。；：！？”.;:!?";
    /** A line this long beside the page's longest was broken because the page was full. */
    private static final double FULL = 0.8;

    private static final int RUNNING_HEAD_PAGES = 3;

    private PdfText() {}

    static String of(String name, byte[] bytes) {
        List<List<String>> pages = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(bytes)) {
            int count = document.getNumberOfPages();
            if (count > MAX_PAGES) {
                throw new IllegalArgumentException("it has " + count + " pages, at most " + MAX_PAGES + " are read");
            }
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setLineSeparator("\n");
            for (int page = 1; page <= count; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                pages.add(stripper.getText(document)
                        .lines()
                        .map(String::strip)
                        .filter(line ->
                                !line.isEmpty() && !PAGE_NUMBER.matcher(line).matches())
                        .toList());
            }
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(name + ": expected a readable .pdf file, " + e.getMessage(), e);
        }
        if (pages.stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException(
                    name + ": expected text, found " + pages.size() + " pages without any (a scan?)");
        }
        return join(withoutRunningHeads(pages));
    }

    private static List<List<String>> withoutRunningHeads(List<List<String>> pages) {
        Map<String, Integer> edges = new HashMap<>();
        for (List<String> page : pages) {
            if (page.size() > 1) {
                edges.merge(page.getFirst(), 1, Integer::sum);
                edges.merge(page.getLast(), 1, Integer::sum);
            }
        }
        return pages.stream()
                .map(page -> {
                    int from = page.size() > 1 && edges.getOrDefault(page.getFirst(), 0) >= RUNNING_HEAD_PAGES ? 1 : 0;
                    boolean foot = page.size() > 1 && edges.getOrDefault(page.getLast(), 0) >= RUNNING_HEAD_PAGES;
                    return page.subList(from, page.size() - (foot ? 1 : 0));
                })
                .toList();
    }

    private static String join(List<List<String>> pages) {
        StringBuilder text = new StringBuilder();
        boolean open = false;
        for (List<String> page : pages) {
            int longest = page.stream().mapToInt(String::length).max().orElse(0);
            for (String line : page) {
                if (!text.isEmpty()) {
                    text.append(open && !STARTS.matcher(line).matches() ? between(text, line) : "\n");
                }
                text.append(line);
                open = line.length() >= FULL * longest && ENDS.indexOf(line.charAt(line.length() - 1)) < 0;
            }
        }
        return text.toString();
    }

    /** Latin words are parted by the break, Chinese text is not. */
    private static String between(StringBuilder text, String line) {
        return text.charAt(text.length() - 1) < 128 && line.charAt(0) < 128 ? " " : "";
    }
}
