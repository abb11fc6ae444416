package cn.yunce.assistant.guardrail;

import cn.yunce.assistant.guardrail.Evidence.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares a sentence with single segments (between 。 or ；) of the quotes. One segment must carry all of it: most of its words, every
 * number with its unit and bound, the modality (应当, 可以, 不得), each actor, each word's affirmation or negation.
 */
final class LexicalCheck implements SentenceCheck {
    private static final double MIN_COVERAGE = 0.5;
    private static final double RESTATED = 0.6;
    private static final int MAX_NOVEL_RUN = 3;
    private static final int MIN_WORDS = 2;
    private static final Pattern SEGMENT_END = Pattern.compile("[。；;！？\\n]+");
    private static final Pattern CLAUSE_END = Pattern.compile("[，、：,]");
    private static final Pattern LAW = Pattern.compile("《([^》]{1,60})》");
    private static final Pattern BARE_LAW =
            Pattern.compile("[\\p{IsHan}]{1,20}(?:法|条例|办法|细则|规定)(?=第[\\d〇零一二三四五六七八九十百]+条)");
    private static final Pattern MODAL = Pattern.compile("(?<no>不得|禁止|严禁|不能|不可以|不可|不准|不允许|不应当|不应|无权|不予)"
            + "|(?<must>应当|应该|必须|务必|应予|须|应)|(?<may>可以|有权|允许|准许|能够|可能|可|能)");
    private static final Pattern MODAL_NOISE =
            Pattern.compile("可能|许可|可疑|认可|智能|功能|性能|能力|能源|节能|职能|相应|适应|响应|供应|应急|应用|对应|效应|可再生|可循环|可降解|可靠");
    private static final Pattern NEGATION =
            Pattern.compile("不得|禁止|严禁|不能|不可以|不可|不准|不允许|不应当|不应|不予|不再|没有|并非|无需|无须|不必|不会|拒绝|免除|未经|未|不|无|非|没|免");
    private static final Pattern NEGATION_NOISE =
            Pattern.compile("不超过|不得超过|不低于|不少于|不高于|不多于|不足|未满|不满|不得少于|不得低于|无人驾驶|无人机|非机动车|不可抗力|不仅|不但|不论|无论|不动产|无法|并非只|不同");
    private static final List<String> ACTORS = List.of(
            "寄件人",
            "收件人",
            "代收人",
            "经营快递业务的企业",
            "快递企业",
            "邮政企业",
            "邮政管理部门",
            "公安机关",
            "国家安全机关",
            "海关",
            "用户",
            "消费者",
            "从业人员",
            "快递员",
            "经营者",
            "保险公司",
            "驾驶人",
            "行人",
            "操控员",
            "信息处理者",
            "网络运营者",
            "国务院",
            "县级以上",
            "法院",
            "仲裁",
            "平台");
    private static final Pattern FILLER = Pattern.compile(
            "也就是说|简单来说|具体来说|换句话说|总的来说|根据|按照|依照|依据|如果|因此|所以|那么|的话|就是|需要|您|你|以及|并且|或者|而且|同时|其中|这|该|此|相关|有关|的规定|规定|情况下|时候|方式|进行|来|由|对于|关于");
    private static final Pattern NOT_HAN = Pattern.compile("[^\\p{IsHan}A-Za-z0-9]+");

    @Override
    public Verdict check(String sentence, Evidence evidence) {
        Optional<Verdict> names = foreignLaw(sentence, evidence);
        if (names.isPresent()) {
            return names.get();
        }
        List<String> parts = segments(sentence);
        if (parts.isEmpty()) {
            return Verdict.rejected("says nothing");
        }
        for (String part : parts) {
            if (isBare(part)) {
                return Verdict.rejected("says may or may not, but not what");
            }
            Verdict verdict = checkPart(part, evidence);
            if (!verdict.supported()) {
                return verdict;
            }
        }
        return Verdict.SUPPORTED;
    }

    /** Whether nothing is left besides modality and negation: 不得 alone stands in every other article. */
    private static boolean isBare(String part) {
        String words = MODAL.matcher(part).replaceAll("");
        return NOT_HAN.matcher(NEGATION.matcher(words).replaceAll(""))
                        .replaceAll("")
                        .length()
                < MIN_WORDS;
    }

    private static Verdict checkPart(String part, Evidence evidence) {
        Verdict best = Verdict.rejected("no quote to rest on");
        double bestCoverage = -1;
        for (Source source : evidence.sources()) {
            for (String segment : segments(source.quote())) {
                double coverage = coverage(part, segment);
                Verdict verdict = against(part, coverage, segment, source, evidence);
                if (verdict.supported()) {
                    return verdict;
                }
                if (coverage > bestCoverage) {
                    bestCoverage = coverage;
                    best = verdict;
                }
            }
        }
        return best;
    }

    private static Verdict against(String part, double coverage, String segment, Source source, Evidence evidence) {
        if (coverage < MIN_COVERAGE) {
            return Verdict.rejected("too few words of any quoted sentence");
        }
        Set<String> sourceOrdinals = new HashSet<>();
        Quantities.find(source.article() + source.quote()).stream()
                .filter(LexicalCheck::isOrdinal)
                .forEach(quantity -> sourceOrdinals.add(quantity.value().toPlainString() + quantity.unit()));
        List<Quantity> amounts = Quantities.find(segment);
        int next = 0;
        for (Quantity quantity : Quantities.find(part)) {
            if (isOrdinal(quantity)) {
                if (!sourceOrdinals.contains(quantity.value().toPlainString() + quantity.unit())) {
                    return Verdict.rejected("number " + quantity.text() + " is not in the quote");
                }
                continue;
            }
            while (next < amounts.size() && !same(amounts.get(next), quantity)) {
                next++;
            }
            if (next++ >= amounts.size()) {
                return Verdict.rejected(
                        "number " + quantity.text() + quantity.unit() + " is not in the quoted sentence");
            }
        }
        Optional<Verdict> modality = otherModality(part, segment);
        if (modality.isPresent()) {
            return modality.get();
        }
        for (String actor : ACTORS) {
            if (part.contains(actor)
                    && !segment.contains(actor)
                    && !source.quote().contains(actor)) {
                return Verdict.rejected("actor " + actor + " is not in the quote");
            }
        }
        String known =
                segment + "\n" + source.quote() + "\n" + evidence.question() + "\n" + source.law() + source.article();
        int run = longestNovelRun(part, known);
        if (run > MAX_NOVEL_RUN) {
            return Verdict.rejected("words that neither quote nor question have");
        }
        return polarity(part, segment);
    }

    /**
     * Each clause must have the modality of the clause that is most like it, and negate what that one negates; a sentence may not
     * drop its modality altogether.
     */
    private static Optional<Verdict> otherModality(String part, String segment) {
        Set<String> quoted = Set.copyOf(modals(segment));
        if (modals(part).isEmpty() && !quoted.isEmpty()) {
            return Optional.of(Verdict.rejected("modality is missing where the quote has " + quoted));
        }
        List<String> clauses = List.of(CLAUSE_END.split(segment));
        for (String clause : CLAUSE_END.split(part)) {
            String words = MODAL.matcher(clause).replaceAll("");
            double most = clauses.stream()
                    .mapToDouble(other -> likeness(words, other))
                    .max()
                    .orElse(0);
            List<String> nearest = clauses.stream()
                    .filter(other -> likeness(words, other) == most)
                    .toList();
            List<String> said = modals(clause);
            boolean restated = most >= RESTATED;
            boolean alike = nearest.stream()
                    .map(LexicalCheck::modals)
                    .anyMatch(like -> restated ? like.equals(said) : like.isEmpty() || like.containsAll(said));
            if (!quoted.containsAll(said) || !alike) {
                return Optional.of(Verdict.rejected("modality " + said + " where the quote has " + quoted));
            }
            if (restated && nearest.stream().noneMatch(other -> negations(other) == negations(clause))) {
                return Optional.of(Verdict.rejected("says a clause with the opposite sign: " + clause));
            }
        }
        return Optional.empty();
    }

    private static long negations(String text) {
        return NEGATION.matcher(NEGATION_NOISE.matcher(text).replaceAll("，"))
                .results()
                .count();
    }

    /** Every word that either text negates must be affirmed and negated in the sentence only as it is in the segment. */
    private static Verdict polarity(String part, String segment) {
        String said = NEGATION_NOISE.matcher(part).replaceAll("，");
        String quoted = NEGATION_NOISE.matcher(segment).replaceAll("，");
        Set<String> stems = new TreeSet<>(stems(said));
        if (stems.stream().anyMatch(stem -> !quoted.contains(stem))) {
            return Verdict.rejected("negates " + stems + ", which the quoted sentence does not");
        }
        stems.addAll(stems(quoted));
        for (String stem : stems) {
            if (!polarities(quoted, stem).containsAll(polarities(said, stem))) {
                return Verdict.rejected("says " + stem + " with the opposite sign");
            }
        }
        return Verdict.SUPPORTED;
    }

    private static Set<String> stems(String text) {
        Set<String> stems = new LinkedHashSet<>();
        for (Matcher negation = NEGATION.matcher(text); negation.find(); ) {
            int end = Math.min(text.length(), negation.end() + 2);
            if (end - negation.end() == 2
                    && NOT_HAN.matcher(text.substring(negation.end(), end)).find()) {
                end = negation.end();
            }
            if (end > negation.end()) {
                stems.add(text.substring(negation.end(), end));
            }
        }
        return stems;
    }

    private static Set<Boolean> polarities(String text, String stem) {
        Set<Boolean> signs = new HashSet<>();
        for (int at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
            boolean negated = false;
            for (Matcher negation = NEGATION.matcher(text.substring(0, at)); negation.find(); ) {
                negated |= negation.end() == at;
            }
            signs.add(!negated);
        }
        return signs;
    }

    private static List<String> modals(String text) {
        List<String> found = new ArrayList<>();
        for (Matcher modal = MODAL.matcher(MODAL_NOISE.matcher(text).replaceAll("，")); modal.find(); ) {
            found.add(modal.group("no") != null ? "不得" : modal.group("must") != null ? "应当" : "可以");
        }
        return found;
    }

    private static Optional<Verdict> foreignLaw(String sentence, Evidence evidence) {
        List<String> named = new ArrayList<>();
        for (Matcher law = LAW.matcher(sentence); law.find(); ) {
            named.add(law.group(1));
        }
        for (Matcher law = BARE_LAW.matcher(sentence); law.find(); ) {
            named.add(FILLER.matcher(law.group()).replaceAll(""));
        }
        return named.stream()
                .map(LexicalCheck::shortName)
                .filter(name -> evidence.sources().stream()
                        .noneMatch(source -> shortName(source.law()).equals(name)
                                || source.quote().contains(name)))
                .findFirst()
                .map(name -> Verdict.rejected("law " + name + " is not cited"));
    }

    private static String shortName(String law) {
        return law.replace("中华人民共和国", "").strip();
    }

    private static boolean same(Quantity quoted, Quantity said) {
        return quoted.sameAmount(said) && quoted.bound() == said.bound();
    }

    private static boolean isOrdinal(Quantity quantity) {
        return quantity.unit().startsWith("第");
    }

    /** Share of the sentence's bigrams that the segment has. */
    private static double coverage(String sentence, String segment) {
        Set<String> said = bigrams(FILLER.matcher(sentence).replaceAll("，"));
        if (said.isEmpty()) {
            return 0;
        }
        Set<String> quoted = bigrams(segment);
        return (double) said.stream().filter(quoted::contains).count() / said.size();
    }

    /** Dice's coefficient of the bigrams of two clauses, modal verbs aside. */
    private static double likeness(String said, String quoted) {
        Set<String> a = bigrams(said);
        Set<String> b = bigrams(MODAL.matcher(quoted).replaceAll(""));
        return a.isEmpty() || b.isEmpty()
                ? 0
                : 2.0 * a.stream().filter(b::contains).count() / (a.size() + b.size());
    }

    private static int longestNovelRun(String sentence, String known) {
        Set<String> there = bigrams(known);
        int longest = 0;
        for (String chunk : NOT_HAN.split(FILLER.matcher(sentence).replaceAll("，"))) {
            int run = 0;
            for (int i = 0; i + 1 < chunk.length(); i++) {
                run = there.contains(chunk.substring(i, i + 2)) ? 0 : run + 1;
                longest = Math.max(longest, run);
            }
        }
        return longest;
    }

    private static Set<String> bigrams(String text) {
        Set<String> bigrams = new HashSet<>();
        for (String chunk : NOT_HAN.split(text)) {
            for (int i = 0; i + 1 < chunk.length(); i++) {
                bigrams.add(chunk.substring(i, i + 2));
            }
        }
        return bigrams;
    }

    private static List<String> segments(String text) {
        return SEGMENT_END
                .splitAsStream(text)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
