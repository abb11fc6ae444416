package cn.yunce.forecasting.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a workbook's first sheet, as their stored text: numbers in full precision, dates as day numbers.
 *
 * <p>Reads the four parts it needs of ECMA-376 by StAX, each bounded by the bytes that really come out of the archive, which an
 * object model of the package could not be: it parses relations and styles before any limit of ours holds.
 */
final class XlsxRows implements RowReader {
    private static final long MAX_PART_BYTES = 64L << 20;
    private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

    static {
        XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    private final ZipFile zip;
    private final List<String> strings;
    private final RowLimitStream limit;
    private final XMLStreamReader sheet;
    private long line;

    private XlsxRows(ZipFile zip, List<String> strings, RowLimitStream limit, XMLStreamReader sheet) {
        this.zip = zip;
        this.strings = strings;
        this.limit = limit;
        this.sheet = sheet;
    }

    static XlsxRows open(Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            String sheetId = firstSheetId(zip);
            List<String> strings = strings(zip);
            RowLimitStream limit = part(zip, "xl/" + target(zip, sheetId), MAX_ROW_BYTES, "rows");
            return new XlsxRows(zip, strings, limit, XML.createXMLStreamReader(limit));
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        } catch (XMLStreamException e) {
            zip.close();
            throw unreadable(e);
        }
    }

    private static RowLimitStream part(ZipFile zip, String name, long limit, String what) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new FileNotFoundException("an XLSX workbook, found an archive without " + name);
        }
        return new RowLimitStream(zip.getInputStream(entry), limit, what);
    }

    private static String firstSheetId(ZipFile zip) throws IOException, XMLStreamException {
        try (InputStream in = part(zip, "xl/workbook.xml", MAX_PART_BYTES, "a workbook description")) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("workbookPr") && isTrue(attribute(xml, "date1904"))) {
                    throw new IOException("a workbook whose dates count from 1900, found one that counts from 1904");
                }
                if (xml.getLocalName().equals("sheet")) {
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        if (xml.getAttributeLocalName(i).equals("id") && xml.getAttributeNamespace(i) != null) {
                            return xml.getAttributeValue(i);
                        }
                    }
                }
            }
        }
        throw new IOException("an XLSX workbook with a sheet");
    }

    /** Name of the related part, relative to {@code xl/}. */
    private static String target(ZipFile zip, String id) throws IOException, XMLStreamException {
        try (InputStream in = part(zip, "xl/_rels/workbook.xml.rels", MAX_PART_BYTES, "relations")) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && attribute(xml, "Id").equals(id)) {
                    String target = attribute(xml, "Target");
                    return target.startsWith("/xl/") ? target.substring(4) : target;
                }
            }
        }
        throw new IOException("an XLSX workbook whose first sheet is there");
    }

    private static List<String> strings(ZipFile zip) throws IOException, XMLStreamException {
        List<String> strings = new ArrayList<>();
        if (zip.getEntry("xl/sharedStrings.xml") == null) {
            return strings;
        }
        try (InputStream in = part(zip, "xl/sharedStrings.xml", MAX_PART_BYTES, "texts")) {
            XMLStreamReader xml = XML.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("si")) {
                    strings.add(text(xml, "si"));
                }
            }
        }
        return strings;
    }

    /** Text of all {@code t} and {@code v} up to the end of {@code element}, without phonetic runs. */
    private static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean inText = false;
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    String name = xml.getLocalName();
                    if (name.equals("rPh")) {
                        text(xml, "rPh");
                    }
                    inText = name.equals("t") || name.equals("v");
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (inText && text.length() <= MAX_CELL_CHARS) {
                        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    inText = false;
                    if (xml.getLocalName().equals(element)) {
                        return text.toString();
                    }
                }
                default -> {}
            }
        }
    }

    @Override
    public List<String> next() throws IOException {
        try {
            while (sheet.hasNext()) {
                if (sheet.next() == XMLStreamConstants.START_ELEMENT
                        && sheet.getLocalName().equals("row")) {
                    String number = attribute(sheet, "r");
                    line = number.isEmpty() ? line + 1 : Long.parseLong(number);
                    List<String> cells = row();
                    limit.rowDone();
                    if (!cells.stream().allMatch(String::isEmpty)) {
                        return cells;
                    }
                }
            }
            return List.of();
        } catch (XMLStreamException | NumberFormatException e) {
            throw unreadable(e);
        }
    }

    private List<String> row() throws IOException, XMLStreamException {
        List<String> cells = new ArrayList<>();
        while (true) {
            int event = sheet.next();
            if (event == XMLStreamConstants.END_ELEMENT && sheet.getLocalName().equals("row")) {
                return cells;
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && sheet.getLocalName().equals("c")) {
                String reference = attribute(sheet, "r");
                int column = reference.isEmpty() ? cells.size() : column(reference);
                if (column >= MAX_COLUMNS) {
                    throw new IOException("at most " + MAX_COLUMNS + " columns");
                }
                boolean shared = attribute(sheet, "t").equals("s");
                String text = text(sheet, "c");
                if (column >= cells.size()) {
                    cells.addAll(Collections.nCopies(column + 1 - cells.size(), ""));
                }
                cells.set(column, (shared ? shared(text) : text).strip());
            }
        }
    }

    private String shared(String index) throws IOException {
        int i = Integer.parseInt(index);
        if (i < 0 || i >= strings.size()) {
            throw new IOException("a workbook that holds text " + i);
        }
        return strings.get(i);
    }

    /** Column of a reference such as {@code AB12}, 0-based; letters beyond any sheet's give a large number. */
    private static int column(String reference) {
        int column = 0;
        for (int i = 0; i < reference.length() && i < 5; i++) {
            char letter = reference.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = 26 * column + letter - 'A' + 1;
        }
        if (column == 0) {
            throw new NumberFormatException(reference);
        }
        return column - 1;
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }

    private static boolean isTrue(String value) {
        return value.equals("1") || value.equals("true");
    }

    private static IOException unreadable(Exception e) {
        // StAX wraps what the stream below it said; that sentence is ours and clearer.
        for (Throwable cause = e; cause != null; cause = nested(cause)) {
            if (cause instanceof IOException io) {
                return io;
            }
        }
        return new IOException("an XLSX workbook, found broken XML in it", e);
    }

    private static @Nullable Throwable nested(Throwable e) {
        return e instanceof XMLStreamException xml && xml.getNestedException() != null
                ? xml.getNestedException()
                : e.getCause();
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public boolean spreadsheet() {
        return true;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
