package cn.yunce.assistant.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** The text of a file, one paragraph a line, its headings marked with # where the format tells them. */
final class DocumentText {
    private DocumentText() {}

    /** By the name's ending, in any case. */
    static boolean reads(String name) {
        return name.toLowerCase(Locale.ROOT).matches(".*\\.(md|txt|html?|docx|pdf)");
    }

    /** @throws IllegalArgumentException naming the file, when its bytes are not what its name says */
    static String of(String name, byte[] bytes) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "pdf" -> PdfText.of(name, bytes);
            case "docx" -> DocxText.of(name, bytes);
            case "html", "htm" -> HtmlText.of(bytes);
            case "md", "txt" -> plain(name, bytes);
            default -> throw new IllegalArgumentException(name + ": expected a .md, .txt, .html, .docx or .pdf file");
        };
    }

    private static String plain(String name, byte[] bytes) {
        return decode(StandardCharsets.UTF_8, bytes)
                .or(() -> decode(Charset.forName("GB18030"), bytes))
                .filter(text -> text.indexOf('\0') < 0)
                .orElseThrow(() ->
                        new IllegalArgumentException(name + ": expected text in UTF-8 or GB18030, found other bytes"));
    }

    private static Optional<String> decode(Charset charset, byte[] bytes) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
