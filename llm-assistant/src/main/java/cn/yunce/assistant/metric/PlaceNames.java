package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricStore.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the network's places in questions, the longest name first; a county answers to its name without 县 or 区. */
final class PlaceNames {
    static final Pattern CITY = Pattern.compile("全市|全城|云川市?|yunchuan|市里|整体");
    private static final Pattern UNKNOWN =
            Pattern.compile("([\\p{IsHan}]{2})(县|(?<![园社地片辖景校小山林库厂港开特专新])区|镇|乡|村|市)(?!级|里|场|民|内|域|面|间|别)"
                    + "|·[a-z]+[县区镇]|(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安|郑州|长沙|青岛|济南|合肥|福州|厦门|宁波|昆明|贵阳|南宁|海口|太原|石家庄|沈阳|大连|长春|哈尔滨|兰州|西宁|银川|拉萨|乌鲁木齐|呼和浩特|南昌|无锡|东莞|佛山|义乌|温州|泉州"
                    + "|浙江|江苏|广东|福建|山东|山西|河南|河北|湖南|湖北|江西|安徽|陕西|四川|贵州|云南|辽宁|吉林|黑龙江|甘肃|青海|海南|广西|宁夏|新疆|西藏|内蒙古)");
    private static final String GENERIC = "各个每哪些几多少全这那两本该区县乡镇村城市的了在和与比名排有是何按分一二三四五六七八九十农建制准时量率近月年季日跟给下我们看把报家呢吗";

    private static final Pattern BESIDE = Pattern.compile("[和与跟比占、，,]");

    private static final Pattern SHARED = Pattern.compile("占(?:到|了)?$");

    private static final Pattern LEFT_OUT = Pattern.compile("(?:除了|除去|除开|(?<!排)除|去掉|刨去|刨除|抛开|不算|不含|不包括|排除)$");
    private static final String MARK = "·";
    /** Of 除了锦河和望川 both are left out. */
    private static final Pattern JOINED = Pattern.compile("(?:" + MARK + "[和与跟及、，,])+$");

    /** Behind the name: 锦河不算，剩下的县. */
    private static final Pattern LEFT_OUT_BEHIND =
            Pattern.compile("^[^，。]{2,5}?(?:(?<!算)不算|除外|不计|不看|刨掉|撇开)(?=的|[，,。]|$)");

    /** 村里那些点 as one place; 各村网点 are rows. */
    private static final Pattern VILLAGES = Pattern.compile(
            "村(?:里|上|头|级|子里)?的?(?:那些|这些|那帮|所有的?)?的?(?:快递)?(?:网点|站点|点(?=[^击评]|$)|代收点|服务点)(?!数|有?(?:几|多少))");

    private static final Pattern EACH = Pattern.compile("哪|各|每|谁|排|最|前[一二三四五六七八九十\\d]|几个村|多少个?村");

    private static final Pattern LETTERS = Pattern.compile("[a-z]{5}");

    private PlaceNames() {}

    /**
     * @param rest the text with blanks of the same length for the names
     * @param unknown what looks like a place and is none, {@code near} what may be meant
     * @param villages whether outlets of villages alone are meant
     */
    record Named(List<Place> places, String rest, String unknown, List<String> near, boolean villages) {}

    static Named find(String question, List<Place> known) {
        Matcher tier = VILLAGES.matcher(question);
        boolean villages = tier.find() && !EACH.matcher(question).find();
        String text =
                villages ? tier.replaceAll(found -> "＿".repeat(found.group().length())) : question;
        String rest = text;
        boolean lettered = LETTERS.matcher(text).find();
        Map<String, List<Place>> byName = new TreeMap<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (Place place : known) {
            List<String> names = lettered
                    ? Stream.concat(aliases(place).stream(), inLetters(place)).toList()
                    : aliases(place);
            for (String name : names) {
                byName.computeIfAbsent(name, key -> new ArrayList<>()).add(place);
            }
        }
        TreeMap<Integer, Place> at = new TreeMap<>();
        for (Map.Entry<String, List<Place>> entry : byName.entrySet()) {
            int index = rest.indexOf(entry.getKey());
            if (index >= 0) {
                at.putIfAbsent(index, entry.getValue().getFirst());
                rest = rest.replace(entry.getKey(), "＿".repeat(entry.getKey().length()));
            }
        }
        dropWhole(at, text);
        dropShared(at, text);
        Matcher unknown = UNKNOWN.matcher(rest);
        while (at.isEmpty() && unknown.find()) {
            String stem = Objects.requireNonNullElse(unknown.group(1), "");
            // 昨天县里 names no place, 天河镇 does.
            if (!stem.endsWith("天")
                    && stem.chars().noneMatch(c -> GENERIC.indexOf(c) >= 0)
                    && !CITY.matcher(unknown.group()).find()) {
                List<String> near = near(unknown.group().replace("·", ""), known);
                return new Named(List.of(), rest, unknown.group(), near.isEmpty() ? List.of("全市") : near, villages);
            }
        }
        return new Named(others(at, text, known), rest, "", List.of(), villages);
    }

    /** The places; of one that is left out (除了锦河区) all others of its kind, of a township those of its county. */
    private static List<Place> others(NavigableMap<Integer, Place> at, String text, List<Place> known) {
        List<Place> left = at.entrySet().stream()
                .filter(entry -> LEFT_OUT.matcher(JOINED.matcher(named(at, text, entry.getKey()))
                                        .replaceAll(""))
                                .find()
                        || LEFT_OUT_BEHIND
                                .matcher(text.substring(entry.getKey()))
                                .find())
                .map(Map.Entry::getValue)
                .toList();
        if (left.isEmpty() || left.size() < at.size()) {
            return List.copyOf(new LinkedHashSet<>(at.values()));
        }
        Place first = left.getFirst();
        return known.stream()
                .filter(place -> place.level() == first.level() && !left.contains(place))
                .filter(place -> first.level() == Level.COUNTY || place.county().equals(first.county()))
                .toList();
    }

    /** The text before a place, with a mark for each place in it. */
    private static String named(NavigableMap<Integer, Place> at, String text, int end) {
        StringBuilder before = new StringBuilder();
        int from = 0;
        for (Map.Entry<Integer, Place> place : at.headMap(end).entrySet()) {
            before.append(text, from, place.getKey()).append(MARK);
            String rest = text.substring(place.getKey());
            from = place.getKey()
                    + aliases(place.getValue()).stream()
                            .filter(rest::startsWith)
                            .mapToInt(String::length)
                            .max()
                            .orElse(0);
        }
        return before.append(text, from, end).toString();
    }

    /** Of 锦河区荷渡镇 the township alone is meant. */
    private static void dropWhole(NavigableMap<Integer, Place> at, String text) {
        List<Integer> whole = at.entrySet().stream()
                .filter(entry -> entry.getValue().level() == Level.COUNTY)
                .filter(entry -> Optional.ofNullable(at.higherEntry(entry.getKey()))
                        .filter(next -> next.getValue().level() != Level.COUNTY
                                && next.getValue()
                                        .county()
                                        .equals(entry.getValue().id()))
                        .filter(next -> !BESIDE.matcher(text.substring(entry.getKey(), next.getKey()))
                                .find())
                        .isPresent())
                .map(Map.Entry::getKey)
                .toList();
        whole.forEach(at::remove);
    }

    /** Of 和渡镇占锦河区 the township alone is meant; its county is what it has a share of. */
    private static void dropShared(NavigableMap<Integer, Place> at, String text) {
        List<Integer> whole = at.entrySet().stream()
                .filter(entry -> entry.getValue().level() == Level.COUNTY
                        && SHARED.matcher(text.substring(0, entry.getKey())).find())
                .filter(entry -> at.headMap(entry.getKey()).values().stream()
                        .anyMatch(place -> place.level() != Level.COUNTY
                                && place.county().equals(entry.getValue().id())))
                .map(Map.Entry::getKey)
                .toList();
        whole.forEach(at::remove);
    }

    private static List<String> near(String name, List<Place> known) {
        Set<String> near = new LinkedHashSet<>();
        for (Place place : known) {
            String own = aliases(place).getLast();
            long same = own.chars().filter(c -> name.indexOf(c) >= 0).distinct().count();
            if (own.length() == name.length() && same >= 2) {
                near.add(own);
            }
        }
        if (near.isEmpty()) {
            known.stream()
                    .filter(place -> place.level() == Level.COUNTY)
                    .map(place -> aliases(place).getLast())
                    .forEach(near::add);
        }
        return near.stream().limit(3).toList();
    }

    /** Of counties and townships: those of outlets would be found in words that are none. */
    private static Stream<String> inLetters(Place place) {
        return place.level().compareTo(Level.TOWNSHIP) > 0
                ? Stream.of()
                : Pinyin.of(MetricWords.shortName(place.name()).replaceAll("(?<=..)[县区镇乡]$", "")).stream();
    }

    /** The name, then shorter ones; a park answers to its county. */
    private static List<String> aliases(Place place) {
        Set<String> aliases = new LinkedHashSet<>();
        aliases.add(place.name());
        if (place.level() == Level.COUNTY) {
            String county = MetricWords.shortName(place.name());
            if (county.length() == 3) {
                aliases.add(county.substring(0, 2));
            }
            aliases.add(county);
        }
        return List.copyOf(aliases);
    }
}
