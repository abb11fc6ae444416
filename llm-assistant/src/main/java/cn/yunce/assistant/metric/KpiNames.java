package cn.yunce.assistant.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the catalogue's KPIs in questions: by name, the longest first; by what people say instead; by a name with one other character. */
final class KpiNames {
    /** A name of outlets that are counted, not asked about: 三个村级服务点, 哪个服务点. */
    private static final Pattern COUNTED = Pattern.compile(
            "(?:[哪各每几\\d一二两三四五六七八九十]个?|最[多少大小高低]的|前" + Numerals.NUMBER + "个?)(?:村级|乡镇)?(?:快递)?(?:服务点|服务站)");

    private static final Pattern FAILS = Pattern.compile("[不没空慢晚误]");
    /** 满不满 says nothing of what fails. */
    private static final Pattern EITHER_WAY = Pattern.compile("(.{1,2})[不没]\\1");

    /**
     * @param at each KPI's first place in the text, in order of the text
     * @param rest the text with blanks of the same length for the names
     * @param exact whether all are named as the catalogue does
     * @param phrase a name that may mean several KPIs
     * @param ambiguous what it may mean; empty where all is clear
     * @param failing whether the first is said by what fails of it, so that much of that is little of the KPI: 送不准点的
     */
    record Named(
            Map<Integer, Kpi> at, String rest, boolean exact, String phrase, List<String> ambiguous, boolean failing) {
        List<Kpi> kpis() {
            return at.values().stream().distinct().toList();
        }

        boolean isEmpty() {
            return at.isEmpty() && ambiguous.isEmpty();
        }
    }

    private final List<Kpi> kpis;
    private final Map<String, List<Kpi>> names =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    KpiNames(KpiCatalogue catalogue) {
        kpis = catalogue.kpis();
        for (Kpi kpi : kpis) {
            add(kpi.zh(), kpi);
            add(kpi.id(), kpi);
            kpi.synonyms().forEach(synonym -> add(synonym, kpi));
        }
        // An official name means its own KPI even where another lists it as a synonym.
        kpis.forEach(kpi -> names.put(MetricParser.plain(kpi.zh()), List.of(kpi)));
    }

    private void add(String name, Kpi kpi) {
        List<Kpi> named = names.computeIfAbsent(MetricParser.plain(name), key -> new ArrayList<>());
        // pickup volume is pickupVolume, too.
        if (!named.contains(kpi)) {
            named.add(kpi);
        }
    }

    /** @param text as {@link MetricParser#plain} makes it */
    Named find(String text) {
        Map<Integer, Kpi> found = new TreeMap<>();
        String rest = blank(text, COUNTED, "村");
        Optional<String> open = Optional.empty();
        for (Map.Entry<String, List<Kpi>> name : names.entrySet()) {
            int at = rest.indexOf(name.getKey());
            if (at < 0) {
                continue;
            }
            if (name.getValue().size() == 1) {
                found.putIfAbsent(at, name.getValue().getFirst());
            } else if (name.getValue().stream().noneMatch(found::containsValue)) {
                open = open.or(() -> Optional.of(name.getKey()));
                continue;
            }
            rest = rest.replace(name.getKey(), blanks(name.getKey().length()));
        }
        boolean exact = !found.isEmpty();
        Set<Integer> failing = new HashSet<>();
        for (Said said : spoken(text, found)) {
            if (rest.substring(said.start(), said.end()).indexOf('＿') < 0 || said.covers(found.keySet())) {
                found.keySet().removeIf(at -> at >= said.start() && at < said.end());
                found.put(said.start(), said.kpi());
                if (said.failing()) {
                    failing.add(said.start());
                }
                rest = rest.substring(0, said.start()) + blanks(said.end() - said.start()) + rest.substring(said.end());
            }
        }
        if (open.isPresent() && found.isEmpty()) {
            String phrase = open.get();
            return new Named(
                    Map.of(),
                    rest,
                    true,
                    phrase,
                    names.getOrDefault(phrase, List.of()).stream().map(Kpi::zh).toList(),
                    false);
        }
        return found.isEmpty()
                ? fuzzy(text)
                : new Named(
                        found,
                        rest,
                        exact,
                        "",
                        List.of(),
                        found.keySet().stream()
                                .findFirst()
                                .filter(failing::contains)
                                .isPresent());
    }

    /**
     * What is said instead of a name, the longest first.
     *
     * @param failing see {@link Named}
     */
    private record Said(Kpi kpi, int start, int end, boolean failing) {
        boolean covers(Set<Integer> places) {
            return places.stream().anyMatch(at -> at > start && at < end);
        }
    }

    /** Beside names only what covers one of them, 一件能收入多少 is not 收入, and what fails: 送得慢的前三名，看看妥投率. */
    private List<Said> spoken(String text, Map<Integer, Kpi> named) {
        List<Said> found = new ArrayList<>();
        for (Kpi kpi : kpis) {
            for (Pattern pattern : kpi.spoken()) {
                for (Matcher match = pattern.matcher(text); match.find(); ) {
                    boolean failing = kpi.better() == Kpi.Better.HIGHER
                            && FAILS.matcher(EITHER_WAY.matcher(match.group()).replaceAll(""))
                                    .find();
                    Said said = new Said(kpi, match.start(), match.end(), failing);
                    if (named.isEmpty() || failing || said.covers(named.keySet())) {
                        found.add(said);
                    }
                }
            }
        }
        found.sort(Comparator.comparingInt((Said said) -> said.start() - said.end())
                .thenComparingInt(Said::start));
        return found;
    }

    private static String blank(String text, Pattern pattern, String kept) {
        Matcher match = pattern.matcher(text);
        StringBuilder out = new StringBuilder(text);
        while (match.find()) {
            int noun = Math.max(match.group().indexOf("村"), match.group().indexOf("服务"));
            int start = match.start() + noun;
            out.replace(start, match.end(), kept + blanks(match.end() - start - 1));
        }
        return out.toString();
    }

    private static String blanks(int length) {
        return "＿".repeat(length);
    }

    /** A name with one other character in it. */
    private Named fuzzy(String text) {
        for (Map.Entry<String, List<Kpi>> entry : names.entrySet()) {
            String name = entry.getKey();
            for (int at = 0;
                    name.length() >= 3 && entry.getValue().size() == 1 && at + name.length() <= text.length();
                    at++) {
                String part = text.substring(at, at + name.length());
                if (name.endsWith("率") && isNear(name, part) && !part.matches(".*[的，和在月].*")) {
                    return new Named(
                            Map.of(at, entry.getValue().getFirst()),
                            text.substring(0, at) + blanks(name.length()) + text.substring(at + name.length()),
                            false,
                            "",
                            List.of(),
                            false);
                }
            }
        }
        return new Named(Map.of(), text, false, "", List.of(), false);
    }

    private static boolean isNear(String name, String part) {
        int other = 0;
        for (int i = 0; i < name.length(); i++) {
            other += name.charAt(i) == part.charAt(i) ? 0 : 1;
        }
        return other == 1 && name.charAt(name.length() - 1) == part.charAt(part.length() - 1);
    }
}
