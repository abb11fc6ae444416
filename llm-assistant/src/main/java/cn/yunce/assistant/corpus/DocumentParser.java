package cn.yunce.assistant.corpus;

import static java.util.stream.Collectors.joining;

import cn.yunce.assistant.Role;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the text of a statute (第X条) or of a policy paper (一、（一）1.) into citable units.
 *
 * <p>Only the start of a line can be a heading: 「本法第四十条」 within a sentence, or a line that goes on 「第四十条规定的…」, is text.
 * Leading lines {@code title: …}, {@code version: …}, {@code effective: …}, {@code synthetic: true} and {@code readers: MANAGER}, between
 * {@code ---} or not, are the document's own description.
 */
public final class DocumentParser {
    private static final String NUMBER = "[" + ChineseNumerals.CHARACTERS + "]+";
    private static final Pattern FILE_NAME = Pattern.compile("(.+?)[(（](\\d{4}-\\d{2}-\\d{2})[)）]");
    private static final Pattern META = Pattern.compile(
            "(?:<!--\\s*)?(title|version|effective|synthetic|readers)\\s*[:：]\\s*(.+?)(?:\\s*-->)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern DATE =
            Pattern.compile("(?<!自)(\\d{4})(?:年(\\d{1,2})月(\\d{1,2})日|-(\\d{2})-(\\d{2}))(?!起?施行)");
    private static final Pattern EFFECTIVE = Pattern.compile("自(\\d{4})年(\\d{1,2})月(\\d{1,2})日起(?:施行|实施)");
    private static final Pattern PART = Pattern.compile("第" + NUMBER + "(编|分编|章|节)(?:\\s+.{0,40}|[^\\s，。；、].{0,30})?");
    private static final Pattern ARTICLE = Pattern.compile("(第(" + NUMBER + ")条(?:之(" + NUMBER + "))?)(\\s*)(.*)");
    private static final String GOES_ON = "第、，,和至及与或规的之款项。；";
    private static final Pattern POINT =
            Pattern.compile("(?:([一二三四五六七八九十]+、)|([（(][一二三四五六七八九十]+[）)])|(\\d{1,2}[.．、])(?!\\d))\\s*(.*)");

    private DocumentParser() {}

    /**
     * @param fileName for example 快递暂行条例(2019-03-02).md
     * @throws IllegalArgumentException when there is no text to cite, or a date is none
     */
    public static ParsedDocument parse(String fileName, String content) {
        Description description = new Description(fileName);
        List<String> lines = description.strip(content);
        List<String> notes = new ArrayList<>();
        long articles = lines.stream()
                .map(DocumentParser::unmarked)
                .filter(line -> articleAt(line, -1).isPresent())
                .count();
        StringBuilder preface = new StringBuilder();
        List<ParsedArticle> units = articles >= 2 ? statute(lines, preface, notes) : paper(lines, preface);
        if (units.isEmpty()) {
            throw new IllegalArgumentException(
                    fileName + ": expected articles (第一条 …), headings (一、…) or text, found nothing to cite");
        }
        String intro = preface.toString().strip();
        Optional<LocalDate> version = description.version.or(() -> latestDate(intro));
        Optional<LocalDate> starts = description.effective.or(() -> findStart(intro, units));
        version = version.or(() -> starts);
        Optional<LocalDate> made = version;
        Optional<LocalDate> effective =
                starts.filter(day -> made.isEmpty() || day.isAfter(made.get())).or(() -> made);
        return new ParsedDocument(
                description.title(),
                version,
                effective,
                intro,
                description.synthetic,
                description.readers,
                units,
                notes);
    }

    private static List<ParsedArticle> statute(List<String> lines, StringBuilder preface, List<String> notes) {
        List<Unit> units = new ArrayList<>();
        Path path = new Path();
        boolean blank = false;
        for (String raw : lines) {
            String line = unmarked(raw);
            int last = units.isEmpty() ? 0 : units.getLast().number;
            Optional<Matcher> article = articleAt(line, last);
            if (line.isEmpty()) {
                blank = true;
                continue;
            }
            if (article.isPresent()) {
                units.add(new Unit(article.get(), path.titles()));
            } else if (partRank(line) > 0) {
                path.enter(partRank(line), "", line.replaceAll("\\s+", " "));
            } else if (units.isEmpty()) {
                preface.append(line).append('\n');
            } else {
                units.getLast().add(line, blank);
            }
            blank = false;
        }
        restoreLabels(units, notes);
        List<ParsedArticle> articles = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Unit unit : units) {
            if (unit.text().isBlank()) {
                notes.add(unit.label + " has no text and was left out");
                continue;
            }
            String id = unit.number + (unit.sub == 0 ? "" : "-" + unit.sub);
            if (!taken.add(id)) {
                notes.add(unit.label + " stands there twice");
            }
            articles.add(new ParsedArticle(unique(id, articles), unit.label, unit.heading, unit.text()));
        }
        return articles;
    }

    /**
     * Some collections lose a label whose text also begins with 第 (第一百四十九条 第三人…). Where exactly as many numbers are
     * missing as there are extra paragraphs set apart by a blank line, and no other article of the file has such paragraphs, each
     * of these paragraphs is one of the missing articles.
     */
    private static void restoreLabels(List<Unit> units, List<String> notes) {
        List<Integer> gaps = new ArrayList<>();
        boolean tight = true;
        for (int i = 0; i < units.size(); i++) {
            int next = i + 1 < units.size() ? units.get(i + 1).number : units.get(i).number + 1;
            int missing = next - units.get(i).number - 1;
            if (missing > 0) {
                gaps.add(i);
                tight &= units.get(i).blocks.size() == missing + 1;
            } else {
                tight &= units.get(i).blocks.size() == 1;
            }
        }
        for (int gap : gaps.reversed()) {
            Unit before = units.get(gap);
            int missing = units.get(gap + 1).number - before.number - 1;
            for (int k = missing; k >= 1; k--) {
                String label = "第" + ChineseNumerals.format(before.number + k) + "条";
                if (tight) {
                    units.add(gap + 1, new Unit(before.number + k, label, before.heading, before.blocks.remove(k)));
                    notes.add(label + " had lost its label; restored from its place after " + before.label);
                } else {
                    notes.add(label + " is missing after " + before.label);
                }
            }
        }
    }

    private static List<ParsedArticle> paper(List<String> lines, StringBuilder preface) {
        List<ParsedArticle> units = new ArrayList<>();
        Path path = new Path();
        StringBuilder text = new StringBuilder();
        for (String raw : lines) {
            String line = unmarked(raw);
            int hashes = raw.length() - raw.replaceFirst("^#+", "").length();
            Matcher point = POINT.matcher(line);
            boolean numbered = point.matches() && (point.group(3) == null || path.numbered());
            if (!numbered && hashes == 0) {
                if (!line.isEmpty()) {
                    text.append(line).append('\n');
                }
                continue;
            }
            close(path, text, units, preface);
            if (numbered) {
                int rank = point.group(1) != null ? 1 : point.group(2) != null ? 2 : 3;
                String label = line.substring(0, point.start(4)).strip();
                String rest = point.group(4);
                boolean title = hashes > 0 || (rest.length() <= 40 && !rest.matches(".*[。；：].*"));
                path.enter(rank, label, title ? line : label);
                if (!title) {
                    text.append(rest).append('\n');
                }
            } else {
                path.enter(Math.max(0, hashes - 2), line, line);
            }
        }
        close(path, text, units, preface);
        if (units.isEmpty() && !preface.toString().isBlank()) {
            units.add(
                    new ParsedArticle("全文", "全文", List.of(), preface.toString().strip()));
            preface.setLength(0);
        }
        return units;
    }

    private static void close(Path path, StringBuilder text, List<ParsedArticle> units, StringBuilder preface) {
        if (!text.isEmpty()) {
            if (path.isEmpty()) {
                preface.append(text);
            } else {
                String label = path.label();
                units.add(new ParsedArticle(
                        unique(label.substring(0, Math.min(60, label.length())), units),
                        label,
                        path.titles(),
                        text.toString().strip()));
            }
            text.setLength(0);
        }
    }

    private static String unique(String number, List<ParsedArticle> units) {
        String free = number;
        for (int n = 2; ; n++) {
            String candidate = free;
            if (units.stream().noneMatch(unit -> unit.number().equals(candidate))) {
                return candidate;
            }
            free = number + "~" + n;
        }
    }

    /** @param last number of the article before; -1 when any will do */
    private static Optional<Matcher> articleAt(String line, int last) {
        Matcher article = ARTICLE.matcher(line);
        if (!article.matches()) {
            return Optional.empty();
        }
        var number = ChineseNumerals.parse(article.group(2));
        String rest = article.group(5);
        boolean apart = !article.group(4).isEmpty() || rest.isEmpty();
        boolean starts = apart || (GOES_ON.indexOf(rest.charAt(0)) < 0 && (last < 0 || number.orElse(-1) == last + 1));
        return number.isPresent() && starts ? Optional.of(article) : Optional.empty();
    }

    private static int partRank(String line) {
        Matcher part = PART.matcher(line);
        if (!part.matches() || line.matches(".*[，。；：]")) {
            return 0;
        }
        return switch (part.group(1)) {
            case "编" -> 1;
            case "分编" -> 2;
            case "章" -> 3;
            default -> 4;
        };
    }

    /** Without what Markdown puts around a line. */
    private static String unmarked(String line) {
        return line.replaceFirst("^#+\\s*", "").replace("**", "").strip();
    }

    private static Optional<LocalDate> latestDate(String text) {
        return DATE.matcher(text)
                .results()
                .map(m -> m.group(2) == null
                        ? date(m.group(1), m.group(4), m.group(5))
                        : date(m.group(1), m.group(2), m.group(3)))
                .flatMap(Optional::stream)
                .max(LocalDate::compareTo);
    }

    private static Optional<LocalDate> findStart(String preface, List<ParsedArticle> units) {
        String ending = units.subList(Math.max(0, units.size() - 2), units.size()).reversed().stream()
                .map(ParsedArticle::text)
                .collect(joining("\n"));
        Matcher start = EFFECTIVE.matcher(preface + "\n" + ending);
        return start.find() ? date(start.group(1), start.group(2), start.group(3)) : Optional.empty();
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What file name and leading lines say about the document. */
    private static final class Description {
        private final String fileName;
        private final String stem;
        private String title = "";
        private String heading = "";
        private Optional<LocalDate> version = Optional.empty();
        private Optional<LocalDate> effective = Optional.empty();
        private boolean synthetic;
        private Set<Role> readers = Set.of();

        Description(String fileName) {
            this.fileName = fileName;
            stem = fileName.replaceFirst("\\.[A-Za-z]+$", "");
            Matcher name = FILE_NAME.matcher(stem);
            if (name.matches()) {
                title = name.group(1);
                version = Optional.of(day("file name", name.group(2)));
            }
        }

        /** The lines that are text, stripped; takes title and description out of them. */
        List<String> strip(String content) {
            String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
            List<String> lines = new ArrayList<>();
            boolean leading = true;
            for (String raw : text.split("\\R", -1)) {
                String line = raw.replace('\u3000', ' ').replace('\u00a0', ' ').strip();
                Matcher meta = META.matcher(line);
                if (leading && meta.matches()) {
                    describe(meta.group(1).toLowerCase(Locale.ROOT), meta.group(2));
                    continue;
                }
                if (leading && line.matches("-{3,}")) {
                    continue;
                }
                if (heading.isEmpty() && line.matches("#\\s+.*")) {
                    heading = unmarked(line);
                    continue;
                }
                // A description may follow the title but not the text.
                leading &= line.isEmpty() || line.startsWith("<!--") || line.startsWith(">");
                lines.add(line);
            }
            String joined = COMMENT.matcher(String.join("\n", lines)).replaceAll("");
            return joined.lines().toList();
        }

        private void describe(String key, String value) {
            switch (key) {
                case "title" -> title = value;
                case "version" -> version = Optional.of(day("version", value));
                case "effective" -> effective = Optional.of(day("effective", value));
                case "readers" -> readers = roles(value);
                default -> synthetic = value.equalsIgnoreCase("true");
            }
        }

        private Set<Role> roles(String value) {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (String name : value.split("[,，、\\s]+")) {
                try {
                    roles.add(Role.valueOf(name.toUpperCase(Locale.ROOT)));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            fileName + ": readers must be of " + List.of(Role.values()) + ", was '" + name + "'", e);
                }
            }
            return roles;
        }

        private LocalDate day(String where, String value) {
            try {
                return LocalDate.parse(value);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(
                        fileName + ": " + where + " must be a date such as 2019-03-02, was '" + value + "'", e);
            }
        }

        String title() {
            String name = !title.isEmpty() ? title : !heading.isEmpty() ? heading : stem;
            return name.replaceAll("[《》\\s]", "").replaceFirst("^中华人民共和国(?=.)", "");
        }
    }

    /** The headings above the line being read. */
    private static final class Path {
        private record Step(int rank, String label, String title) {}

        private final List<Step> steps = new ArrayList<>();

        void enter(int rank, String label, String title) {
            steps.removeIf(step -> step.rank >= rank);
            steps.add(new Step(rank, label, title));
        }

        boolean isEmpty() {
            return steps.isEmpty();
        }

        boolean numbered() {
            return steps.stream().anyMatch(step -> POINT.matcher(step.label).matches());
        }

        String label() {
            return numbered()
                    ? steps.stream()
                            .map(Step::label)
                            .filter(label -> POINT.matcher(label).matches())
                            .collect(joining())
                    : steps.getLast().label;
        }

        List<String> titles() {
            return steps.stream().map(Step::title).toList();
        }
    }

    /** An article being read; its blocks are what blank lines set apart. */
    private static final class Unit {
        private final int number;
        private final int sub;
        private final String label;
        private final List<String> heading;
        private final List<String> blocks = new ArrayList<>();

        Unit(Matcher article, List<String> heading) {
            number = ChineseNumerals.parse(article.group(2)).orElseThrow();
            String suffix = article.group(3);
            sub = suffix == null ? 0 : ChineseNumerals.parse(suffix).orElse(0);
            label = article.group(1);
            this.heading = heading;
            blocks.add(article.group(5));
        }

        Unit(int number, String label, List<String> heading, String text) {
            this.number = number;
            sub = 0;
            this.label = label;
            this.heading = heading;
            blocks.add(text);
        }

        void add(String line, boolean afterBlank) {
            if (afterBlank && !blocks.getLast().isEmpty()) {
                blocks.add(line);
            } else {
                blocks.set(blocks.size() - 1, (blocks.getLast() + "\n" + line).strip());
            }
        }

        String text() {
            return String.join("\n", blocks);
        }
    }
}
