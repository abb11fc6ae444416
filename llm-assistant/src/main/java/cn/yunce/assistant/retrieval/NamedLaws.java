package cn.yunce.assistant.retrieval;

import cn.yunce.assistant.corpus.ChineseNumerals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Laws and articles that a question names: 《邮政法》, 快递暂行条例第二十一条, 道交法第21条, 条例第27条, 第二十七条.
 *
 * @param laws titles
 * @param articles articles of a named law
 * @param numbers article numbers without a law
 * @param missing named but unknown: titles, and articles that a known law lacks
 */
record NamedLaws(Set<String> laws, Set<Article> articles, Set<String> numbers, List<String> missing) {
    /** @param number 21 or 103-1 */
    record Article(String law, String number) {}

    private static final Pattern ENDING = Pattern.compile("法典|法|条例|办法|细则|规定|方案");
    private static final Pattern TITLE = Pattern.compile("《([^《》]{1,60})》|(\\p{IsHan}{2,60})");
    private static final Pattern NUMBER =
            Pattern.compile("第([" + ChineseNumerals.CHARACTERS + "]+)条(?:之([一二三四五六七八九十]))?");
    private static final Pattern NEXT = Pattern.compile("[》的]?\\s*" + NUMBER + "(?:第.{1,3}[款项])*[、和及与]?");
    /** Endings that everyday speech lacks, so that what stands before is a title. */
    private static final Pattern SURE = Pattern.compile("(\\p{IsHan}{3,20}?(?:管理办法|管理规定|暂行办法|暂行条例|实施细则|实施办法))");

    /** Standards, and rules of a province or city. */
    private static final Pattern ELSEWHERE = Pattern.compile(
            "(?:GB|YZ|JT|JR|HJ|GA)(?:/[TZ])?\\s*\\d{3,6}(?:[.—-]\\d{1,4})*|\\p{IsHan}{2,3}(?:省|市|自治区)\\p{IsHan}{1,14}?(?:条例|办法|规定|细则)");

    private static final Pattern LEAD = Pattern.compile("^(?:请问|根据|依据|按照|依照|违反|在|按|查|看|问|那|本|这个|和|与|及|、)+");
    private static final Pattern GENERIC = Pattern.compile("(?:管理|监督|暂行|实施|法典|法|条例|办法|细则|规定|方案)+");

    NamedLaws {
        laws = Set.copyOf(laws);
        articles = Set.copyOf(articles);
        numbers = Set.copyOf(numbers);
        missing = List.copyOf(missing);
    }

    /**
     * @param titles of the laws in force
     * @param others titles of laws that exist but are not among these
     * @param known whether an article exists
     */
    static NamedLaws in(
            String question, Collection<String> titles, Collection<String> others, Predicate<Article> known) {
        Set<String> laws = new LinkedHashSet<>();
        Set<Article> articles = new LinkedHashSet<>();
        Set<String> numbers = new LinkedHashSet<>();
        Set<String> missing = new LinkedHashSet<>();
        String rest = question;
        Matcher run = TITLE.matcher(question);
        while (run.find()) {
            boolean quoted = run.group(1) != null;
            String text = quoted ? run.group(1) : run.group(2);
            int offset = quoted ? run.start(1) : run.start(2);
            int done = 0;
            Matcher ending = ENDING.matcher(text);
            while (ending.find()) {
                int end = ending.end();
                List<String> cited = numbersAt(question, offset + end);
                Set<String> found = titlesNamedBy(text.substring(done, end), titles, quoted, !cited.isEmpty());
                if (found.isEmpty()) {
                    continue;
                }
                done = end;
                laws.addAll(found);
                for (String number : cited) {
                    List<Article> existing = found.stream()
                            .map(law -> new Article(law, number))
                            .filter(known)
                            .toList();
                    articles.addAll(existing);
                    if (existing.isEmpty()) {
                        missing.add(found.iterator().next() + label(number));
                    }
                }
                if (!cited.isEmpty()) {
                    rest = rest.replace(text.substring(0, end), "");
                }
            }
            if (quoted && done == 0 && ENDING.matcher(text).find()) {
                missing.add(text);
            } else if (!quoted && done == 0) {
                Matcher sure = SURE.matcher(text);
                if (sure.find()) {
                    missing.add(LEAD.matcher(sure.group(1)).replaceFirst(""));
                }
            }
        }
        missing.addAll(elsewhere(question, titles, others));
        if (articles.isEmpty() && missing.isEmpty()) {
            NUMBER.matcher(rest)
                    .results()
                    .forEach(m -> number(m.group(1), m.group(2)).ifPresent(numbers::add));
        }
        return new NamedLaws(laws, articles, numbers, List.copyOf(missing));
    }

    private static Set<String> elsewhere(String question, Collection<String> titles, Collection<String> others) {
        String rest = question;
        for (String title : titles) {
            rest = rest.replace(title, " ");
        }
        Set<String> named = new LinkedHashSet<>();
        List<String> longestFirst = others.stream()
                .filter(title -> !titles.contains(title))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String title : longestFirst) {
            if (rest.contains(title)) {
                named.add(title);
                rest = rest.replace(title, " ");
            }
        }
        ELSEWHERE
                .matcher(rest)
                .results()
                .map(match -> LEAD.matcher(match.group()).replaceFirst(""))
                .filter(name -> named.stream().noneMatch(name::contains))
                .forEach(named::add);
        return named;
    }

    private static List<String> numbersAt(String text, int from) {
        List<String> numbers = new ArrayList<>();
        Matcher next = NEXT.matcher(text);
        int at = from;
        while (next.region(at, text.length()).lookingAt()) {
            number(next.group(1), next.group(2)).ifPresent(numbers::add);
            at = next.end();
        }
        return numbers;
    }

    private static Optional<String> number(String main, @Nullable String sub) {
        var number = ChineseNumerals.parse(main);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        String suffix = sub == null ? "" : "-" + ChineseNumerals.parse(sub).orElse(0);
        return Optional.of(number.getAsInt() + suffix);
    }

    private static String label(String number) {
        String[] parts = number.split("-", -1);
        String sub = parts.length == 1 ? "" : "之" + ChineseNumerals.format(Integer.parseInt(parts[1]));
        int main = Integer.parseInt(parts[0]);
        return "第" + (main > 0 ? ChineseNumerals.format(main) : parts[0]) + "条" + sub;
    }

    /**
     * Titles that the end of {@code text} names in full or in short, the longest name that fits. A name that any law may have
     * (条例, 管理办法) counts only where an article follows and nothing stands before it; it means the national parcel laws first.
     */
    private static Set<String> titlesNamedBy(
            String text, Collection<String> titles, boolean quoted, boolean articleFollows) {
        String plain = text.replace("中华人民共和国", "");
        int start = quoted
                ? 0
                : plain.length() - LEAD.matcher(plain).replaceFirst("").length();
        for (int from = start; from < plain.length() - 1 && !(quoted && from > 0); from++) {
            String name = plain.substring(from);
            if (titles.contains(name)) {
                return Set.of(name);
            }
            boolean generic = GENERIC.matcher(name).matches();
            if ((generic && (from > start || !articleFollows)) || name.length() < (generic ? 2 : 3)) {
                break; // what is left is more general still
            }
            List<String> fitting =
                    titles.stream().filter(title -> isShortFor(name, title)).toList();
            List<String> likely = fitting.stream()
                    .filter(title -> !generic || LawKind.of(title) == LawKind.PARCEL)
                    .toList();
            if (generic || !fitting.isEmpty()) {
                return Set.copyOf(likely.isEmpty() ? fitting : likely);
            }
        }
        return Set.of();
    }

    /** 快递条例 is short for 快递暂行条例: same beginning and end, characters in order; or simply a part of the title's end. */
    private static boolean isShortFor(String name, String title) {
        if (title.endsWith(name)) {
            return true;
        }
        Matcher ending = ENDING.matcher(name);
        String last = "";
        while (ending.find()) {
            last = ending.group();
        }
        if (name.charAt(0) != title.charAt(0) || !title.endsWith(last)) {
            return false;
        }
        int[] at = {0};
        return IntStream.range(0, name.length()).allMatch(i -> {
            at[0] = title.indexOf(name.charAt(i), at[0]) + 1;
            return at[0] > 0;
        });
    }
}
