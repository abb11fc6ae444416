package cn.yunce.app.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes files that no importer may take, each for one reason; the same seed gives the same files. */
public final class BadFiles {
    private static final List<String> SQL = List.of(
            "'; DROP TABLE forecasting.node; --",
            "N1'); DELETE FROM forecasting.feed; --",
            "\" OR 1=1 --",
            "$$; SELECT pg_sleep(100); $$",
            "\\.",
            "${jndi:ldap://127.0.0.1/a}");

    private final Random random;
    private final Path folder;

    private BadFiles(long seed, Path folder) {
        random = new Random(seed);
        this.folder = folder;
    }

    /** Writes {@code count} files into the folder, the kinds of badness in turn. */
    public static List<Path> write(Path folder, int count, long seed) throws IOException {
        BadFiles files = new BadFiles(seed, folder);
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            written.add(files.write(i));
        }
        return written;
    }

    private Path write(int number) throws IOException {
        int line = 1 + random.nextInt(40);
        return switch (number % 25) {
            case 0 -> csv(number, "node_id,date,directoin,parcels\n" + rows(line));
            case 1 -> csv(number, "node_id,date,parcels\nN1,2024-01-01,4\n");
            case 2 -> csv(number, "node_id,date,direction,direction\n" + rows(line));
            case 3 -> nodeDaily(number, line, "N1,2024-01-01");
            case 4 -> nodeDaily(number, line, "N1,2024-01-01,PICKUP,1,2,3");
            case 5 -> brokenEncoding(number, line);
            case 6 -> bytes(number, "csv", text(line).getBytes(StandardCharsets.UTF_16));
            case 7 -> binary(number);
            case 8 -> nodeDaily(number, line, "N1,2024-01-01,PICKUP,-" + (1 + random.nextInt(1_000_000)));
            case 9 ->
                nodeDaily(
                        number,
                        line,
                        "N1,2024-01-01,PICKUP,"
                                + pick("NaN", "Infinity", "-Infinity", "1e300", "0x1p3", "1d", "一百", "", "1,5"));
            case 10 ->
                nodeDaily(
                        number,
                        line,
                        "N1,"
                                + pick(
                                        "1889-01-01",
                                        "2101-01-01",
                                        "2024-02-30",
                                        "0000-00-00",
                                        "昨天",
                                        "+999999999-01-01",
                                        "")
                                + ",PICKUP,1");
            case 11 -> nodeDaily(number, line, "N1,2024-01-01,PICKUP," + "9".repeat(20_000 + random.nextInt(500_000)));
            case 12 -> csv(number, text(line) + "\"" + "x,\n".repeat(2_000_000));
            case 13 ->
                workbook(
                        number,
                        "<row r=\"1\"><c t=\"inlineStr\"><is><t>" + " ".repeat(12 << 20) + "</t></is></c></row>",
                        "");
            case 14 -> laughs(number);
            case 15 -> cutOff(number, line);
            case 16 -> gzip(number, "a".repeat(1 << 20), 12);
            case 17 -> nodeDaily(number, line, "\"" + pick(SQL).replace("\"", "\"\"") + "\",2024-01-01,PICKUP,1");
            case 18 -> csv(number, "\"" + pick(SQL).replace("\"", "\"\"") + "\",date,direction,parcels\n" + rows(line));
            case 19 -> csv(number, pick("", "\n\n\n", ",,,\n", "\uFEFF", "just words\n"));
            case 20 -> nodeDaily(number, line, "N2,2024-01-01,PICKUP,1\nN2,2024-01-01,PICKUP," + random.nextInt(9));
            case 21 -> nodeDaily(number, line, pick("N1\u0007", "N9", "N1\u202e", "n1") + ",2024-01-01,PICKUP,1");
            case 22 ->
                csv(
                        number,
                        "line,date,time,parcels\nL1,2024-01-01,"
                                + pick("06:00:00", "24:00:00", "05:55", "noon", "-1:00") + ",1\n");
            case 23 ->
                workbook(number, "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>" + pick("7", "-1", "x") + "</v></c></row>", "");
            default -> csv(number, "c".repeat(9) + ",c".repeat(1_000 + random.nextInt(5_000)) + "\n");
        };
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Good rows. */
    private static String rows(int count) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append("N1,2023-0")
                    .append(1 + i % 9)
                    .append("-1")
                    .append(i / 9)
                    .append(",PICKUP,")
                    .append(i)
                    .append('\n');
        }
        return rows.toString();
    }

    private static String text(int rows) {
        return "node_id,date,direction,parcels\n" + rows(rows);
    }

    private Path nodeDaily(int number, int goodRows, String badRow) throws IOException {
        return csv(number, text(goodRows) + badRow + "\n");
    }

    private Path csv(int number, String text) throws IOException {
        return bytes(number, "csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private Path brokenEncoding(int number, int line) throws IOException {
        byte[] bytes = (text(line) + "村级快递服务点村级快递服务点,2024-01-01,PICKUP,1\n")
                .getBytes(random.nextBoolean() ? StandardCharsets.UTF_8 : Charset.forName("GB18030"));
        bytes[bytes.length - 30] = (byte) 0xff;
        return bytes(number, "csv", bytes);
    }

    private Path binary(int number) throws IOException {
        byte[] bytes = new byte[1 + random.nextInt(100_000)];
        random.nextBytes(bytes);
        return bytes(number, pick("csv", "xlsx", "csv.gz"), bytes);
    }

    /** Entities that would grow to 3 GB. */
    private Path laughs(int number) throws IOException {
        StringBuilder entities = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 \"haha\">");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        entities.append("<!ENTITY file SYSTEM \"file:///etc/hostname\">]>");
        return workbook(
                number,
                "<row r=\"1\"><c t=\"inlineStr\"><is><t>" + pick("&a9;", "&file;") + "</t></is></c></row>",
                entities.toString());
    }

    private Path workbook(int number, String rows, String doctype) throws IOException {
        Path file = folder.resolve("bad-" + number + ".xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(
                    zip,
                    "xl/workbook.xml",
                    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"x\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
            entry(
                    zip,
                    "xl/_rels/workbook.xml.rels",
                    "<R><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></R>");
            entry(
                    zip,
                    "xl/worksheets/sheet1.xml",
                    doctype + "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private Path cutOff(int number, int line) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(whole)) {
            out.write(text(line + 5).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = whole.toByteArray();
        return bytes(number, "csv.gz", Arrays.copyOf(bytes, bytes.length - 1 - random.nextInt(bytes.length / 2)));
    }

    private Path gzip(int number, String text, int times) throws IOException {
        Path file = folder.resolve("bad-" + number + ".csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < times; i++) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private Path bytes(int number, String end, byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bad-" + number + "." + end), bytes);
    }
}
