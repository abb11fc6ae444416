package cn.yunce.assistant.corpus;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The paragraphs of a word processor's file (ECMA-376), by StAX and without an object model, as workbooks are read. Hidden and deleted
 * text is no part of the document; numbers that a list style makes are not in the text.
 */
final class DocxText {
    private static final String BODY = "word/document.xml";
    private static final long MAX_BYTES = 64L << 20;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder paragraph = new StringBuilder();
    private int level;
    private boolean hidden;

    private DocxText() {}

    static String of(String name, byte[] bytes) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(BODY)) {
                    return new DocxText().read(new Bounded(zip));
                }
            }
        } catch (IOException | XMLStreamException | IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": expected a .docx file, " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(name + ": expected a .docx file, found no " + BODY + " in it");
    }

    private String read(InputStream body) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(body);
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> start(xml);
                case XMLStreamConstants.END_ELEMENT -> end(xml.getLocalName());
                default -> {}
            }
        }
        return text.toString();
    }

    private void start(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "p" -> level = 0;
            case "r" -> hidden = false;
            case "vanish" -> hidden = isOn(xml);
            case "pStyle" -> level = Math.max(level, levelOf(value(xml)));
            case "outlineLvl" -> level = Math.max(level, outline(value(xml)));
            case "tab" -> append(" ");
            case "br", "cr" -> append("\n");
            case "t" -> append(xml.getElementText());
            default -> {}
        }
    }

    private void end(String element) {
        if (element.equals("p")) {
            String line = paragraph.toString().strip();
            paragraph.setLength(0);
            if (!line.isEmpty()) {
                text.append("#".repeat(level)).append(level > 0 ? " " : "").append(line);
            }
            text.append('\n');
        }
    }

    private void append(String run) {
        if (!hidden) {
            paragraph.append(run);
        }
    }

    private static boolean isOn(XMLStreamReader xml) {
        return !value(xml).matches("0|false|off");
    }

    private static int levelOf(String style) {
        if (style.equalsIgnoreCase("Title")) {
            return 1;
        }
        return style.matches("(?i)heading[1-6]") ? style.charAt(style.length() - 1) - '0' : 0;
    }

    private static int outline(String value) {
        return value.matches("[0-5]") ? value.charAt(0) - '0' + 1 : 0;
    }

    private static String value(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals("val")) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    /** Fails once more comes out of an archive than a document holds. */
    private static final class Bounded extends FilterInputStream {
        private long left = MAX_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            left -= read;
            if (left < 0) {
                throw new IOException("its text is longer than " + MAX_BYTES + " bytes");
            }
        }
    }
}
