package cn.yunce.assistant.metric;

import cn.yunce.assistant.metric.Kpi.Level;
import cn.yunce.assistant.metric.MetricQuery.Condition;
import cn.yunce.assistant.metric.MetricQuery.Order;
import cn.yunce.assistant.metric.MetricQuery.Show;
import cn.yunce.assistant.metric.MetricQuery.Test;
import cn.yunce.assistant.metric.MetricStore.Place;
import cn.yunce.assistant.metric.TimeReading.Period;
import cn.yunce.assistant.metric.TimeReading.Unclear;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads questions over the catalogue's names and the network's place names; the longest name counts. */
final class MetricParser {
    private static final Pattern TOWNSHIPS = Pattern.compile("(?:哪|各|每|几|多少|些|个|分|按|的)[个些]*(?:乡镇|镇|乡|服务站)");
    private static final Pattern OUTLETS = Pattern.compile("网点|服务点|[哪各每几]个?村|哪些村|村级");
    private static final Pattern COUNTIES = Pattern.compile(
            "(?:哪|各|每|几|多少|些|分|按)[个些]*(?:县|区|园区)|的(?:区县|县区|县|区)(?!级|域|间)|区县|县区|各地|[个家]县|哪里|哪儿|哪个地方|排名|排行|排序|名次|倒数|垫底");
    private static final Pattern EACH_COUNTY = Pattern.compile("(?:各|每)个?(?:县|区|园区)[^，]{0,14}(?:镇|乡|网点|村)");
    private static final Map<Grain, Pattern> BUCKETS = new LinkedHashMap<>();
    private static final Pattern TREND = Pattern.compile("趋势|走势|变化情况|曲线|怎么变|变化图|折线");
    private static final Pattern TOP = Pattern.compile("(?:前|top|TOP|最[高低多少大小好差快慢]的?|后|倒数)第?" + Numerals.NUMBER
            + "(?![天日周月季年]|个?月|个?星期|%)名?|" + Numerals.NUMBER + "[个家名条](?:县|镇|乡|区|网点|村)?最");
    private static final Pattern BEST = Pattern.compile("最好|最优|最佳|领先|第一(?!季)|表现好|排名前|前[一二三四五六七八九十\\d]+[名个]?");
    private static final Pattern WORST = Pattern.compile("最差|最糟|倒数|垫底|落后|后[一二三四五六七八九十\\d]+名|拖后腿|最不好");
    private static final Pattern HIGH = Pattern.compile("最高|最多|最大|从高到低|由高到低|降序|从多到少|从大到小");
    private static final Pattern LOW = Pattern.compile("最低|最少|最小|从低到高|由低到高|升序|从少到多|从小到大");
    private static final Pattern RANK = Pattern.compile("排名|排行|排序|名次|考核");
    private static final Pattern MISSES =
            Pattern.compile("(?:没有?|未|不|没能|未能)(?:达标|达到目标|完成目标|完成|合格|达成)|低于目标|超标|超过目标值|不合格|没过线|不及格|未到目标");
    private static final Pattern MEETS = Pattern.compile("(?<!没|不|未|没有|未能|没能)(?:达标|达到目标|达到了目标|完成目标|达成目标|合格)(?!率)");
    private static final Pattern ABOVE_CITY =
            Pattern.compile("(?:高于|超过|大于|好于|比)(?:全市|市|平均)(?:平均|均值|水平|整体)*(?:水平|值)?(?:高)?");
    private static final Pattern BELOW_CITY = Pattern.compile("(?:低于|不及|小于|不如|落后于)(?:全市|市|平均)|比(?:全市|平均)[^，]{0,6}低");
    private static final Pattern ABOVE =
            Pattern.compile("(?:高于|超过|大于|多于|超出|不低于|不少于|至少)(?:百分之)?(\\d+(?:\\.\\d+)?)(万|亿|千)?(?!名|个?县)");
    private static final Pattern BELOW =
            Pattern.compile("(?:低于|小于|少于|不足|不到|不超过|不高于)(?:百分之)?(\\d+(?:\\.\\d+)?)(万|亿|千)?");
    private static final Pattern GAP = Pattern.compile("差多少|差距|差几|差了?多少|还差|离目标|距(?:离)?目标|缺口|相差");
    private static final Pattern SHARE = Pattern.compile("占(?:全市|总|整体|全部|了?多少|多大|的?比)|份额|比重|占比(?!最|的?目标)");
    private static final Pattern COUNT = Pattern.compile(
            "(?:有|共)?(?:几|多少)个?(?:县|区|镇|乡|网点|村|天|园区|月|周|服务点)|有几天|多少天|几天|(?:县|区|镇|乡|网点|村|园区)(?:一?共)?有(?:几|多少)");
    private static final Pattern WHY = Pattern.compile("为什么|为何|为啥|原因|怎么回事|什么导致|谁拉低|谁拖累|归因|贡献|拆解");
    private static final Pattern STREAK =
            Pattern.compile("连续" + Numerals.NUMBER + "?个?(?:月|周|天)?[^，]{0,4}(上升|增长|上涨|走高|下降|下滑|走低|减少|恶化|改善)");
    private static final Pattern PROGRESS = Pattern.compile("完成率|完成度|进度|进展|按期|如期|能否完成|能不能完成|能完成|来得及|完成情况|还需");
    private static final Pattern PER_DAY = Pattern.compile("日均|平均每天|每天平均|每日平均|一天平均");
    private static final Pattern CITY = Pattern.compile("全市|全城|云川市?|市里|整体");
    private static final Pattern UNKNOWN_PLACE = Pattern.compile("([\\p{IsHan}]{2})(县|区|镇|乡|村|市)(?!级|里|场|民|内|域)");
    private static final String GENERIC = "各个每哪些几多少全这那两本该区县乡镇村城市的了在和与比名排有是何按分一二三四五六七八九十农建制准时量率近月年季天日";

    static {
        BUCKETS.put(Grain.DAY, Pattern.compile("每天的?(?!平均)|每日|逐日|按天|按日|分天|哪一?天|哪几天|几天|多少天|各天|日度|哪些天"));
        BUCKETS.put(Grain.WEEK, Pattern.compile("每周|按周|逐周|各周|分周|哪一?周"));
        BUCKETS.put(Grain.MONTH, Pattern.compile("每个?月|按月|逐月|各个?月|分月|月度|哪一?个?月|哪几个月"));
        BUCKETS.put(Grain.QUARTER, Pattern.compile("每个?季度?|按季度?|逐季|各季度?|分季度|哪一?个?季度"));
        BUCKETS.put(Grain.YEAR, Pattern.compile("每年|按年|逐年|各年|分年|哪一?年"));
    }

    private final TimeGrammar times;
    private final Map<String, List<Kpi>> names =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    MetricParser(KpiCatalogue catalogue, TimeGrammar times) {
        this.times = times;
        for (Kpi kpi : catalogue.kpis()) {
            names.computeIfAbsent(plain(kpi.zh()), name -> new ArrayList<>()).add(kpi);
            names.computeIfAbsent(plain(kpi.id()), name -> new ArrayList<>()).add(kpi);
            for (String synonym : kpi.synonyms()) {
                names.computeIfAbsent(plain(synonym), name -> new ArrayList<>()).add(kpi);
            }
        }
        // An official name means its own KPI even where another lists it as a synonym.
        catalogue.kpis().forEach(kpi -> names.put(plain(kpi.zh()), List.of(kpi)));
    }

    /**
     * @param known places, asked for only where the question is about KPIs
     * @param before the conversation's query before, which a short follow-up changes
     */
    MetricReading read(String question, LocalDate asOf, Supplier<List<Place>> known, Optional<MetricQuery> before) {
        String text = plain(question);
        Found<Kpi> kpis = kpis(text);
        boolean follows = before.isPresent()
                && text.length() <= 20
                && kpis.items().isEmpty()
                && kpis.ambiguous().isEmpty();
        if (kpis.items().isEmpty() && kpis.ambiguous().isEmpty() && !follows) {
            return new MetricReading.None();
        }
        if (!kpis.ambiguous().isEmpty()) {
            return ask("“" + kpis.phrase() + "”可以指几个指标", question, kpis);
        }
        Found<Place> places = places(kpis.rest(), known.get());
        TimeReading time = times.read(places.rest(), asOf);
        if (time instanceof Unclear unclear) {
            return new MetricReading.Ask(
                    unclear.reason(),
                    unclear.choices().stream()
                            .map(choice -> question.replace(unclear.phrase(), choice))
                            .toList());
        }
        if (!places.ambiguous().isEmpty()) {
            return ask("没有找到“" + places.phrase() + "”", question, places);
        }
        Period period = (Period) time;
        if (follows && before.isPresent()) {
            boolean changes = period.named()
                    || period.compare().isPresent()
                    || !places.items().isEmpty()
                    || !conditions(text, before.get().metrics()).isEmpty();
            return changes || level(places.rest(), false) != Level.CITY
                    ? new MetricReading.Query(follow(before.get(), period, places, text), true)
                    : new MetricReading.None();
        }
        return new MetricReading.Query(
                query(text, kpis.items(), places, period), kpis.phrase().isEmpty());
    }

    private static MetricReading.Ask ask(String reason, String question, Found<?> found) {
        return new MetricReading.Ask(
                reason,
                found.ambiguous().stream()
                        .map(name -> plain(question).replace(found.phrase(), name))
                        .toList());
    }

    private MetricQuery follow(MetricQuery before, Period period, Found<Place> places, String text) {
        Level level = level(places.rest(), false);
        boolean moved = !places.items().isEmpty();
        Period time = period.named()
                ? new Period(
                        period.span(),
                        period.grain(),
                        period.days(),
                        period.yearBefore(),
                        period.previous(),
                        period.compare()
                                .or(() -> before.time().compare().map(compare -> switch (compare.kind()) {
                                    case PREVIOUS -> new Compare(compare.kind(), period.previous());
                                    default -> new Compare(Compare.Kind.YEAR_ON_YEAR, period.yearBefore());
                                })),
                        true,
                        period.phrase())
                : period.compare()
                        .map(compare -> compared(before.time(), compare.kind()))
                        .orElse(before.time());
        boolean whole = CITY.matcher(text).find();
        return new MetricQuery(
                before.metrics(),
                level != Level.CITY ? level : moved || whole ? Level.CITY : before.by(),
                before.bucket(),
                moved ? places.items() : whole ? List.of() : before.places(),
                time,
                before.order(),
                moved ? OptionalInt.empty() : before.limit(),
                moved ? List.of() : before.conditions(),
                before.withinCounty(),
                before.show(),
                before.perDay());
    }

    private static Period compared(Period time, Compare.Kind kind) {
        Compare compare = new Compare(kind, kind == Compare.Kind.PREVIOUS ? time.previous() : time.yearBefore());
        return new Period(
                time.span(),
                time.grain(),
                time.days(),
                time.yearBefore(),
                time.previous(),
                Optional.of(compare),
                time.named(),
                time.phrase());
    }

    private MetricQuery query(String text, List<Kpi> metrics, Found<Place> places, Period read) {
        String rest = places.rest();
        boolean why = WHY.matcher(rest).find();
        Matcher streak = STREAK.matcher(rest);
        boolean rising = streak.find();
        Show show = rising
                ? "上升增长上涨走高".contains(streak.group(2)) ? Show.RISING : Show.FALLING
                : why
                        ? Show.WHY
                        : PROGRESS.matcher(rest).find()
                                        && metrics.getFirst().target().isPresent()
                                ? Show.PROGRESS
                                : GAP.matcher(rest).find()
                                        ? Show.GAP
                                        : SHARE.matcher(rest).find()
                                                        && !metrics.getFirst()
                                                                .aggregate()
                                                                .isRatio()
                                                ? Show.SHARE
                                                : COUNT.matcher(rest).find() ? Show.COUNT : Show.VALUES;
        boolean within = EACH_COUNTY.matcher(rest).find();
        List<Condition> conditions = conditions(text, metrics);
        boolean ranked = order(rest) != Order.NONE || !conditions.isEmpty();
        Level level = level(rest, ranked && places.items().isEmpty());
        Optional<Grain> bucket = bucket(rest, read.span());
        if (bucket.isPresent()
                && level == Level.COUNTY
                && !COUNTIES.matcher(rest).find()) {
            level = Level.CITY;
        }
        Period named = read;
        if (rising) {
            Grain step = rest.contains("天") ? Grain.DAY : rest.contains("周") ? Grain.WEEK : Grain.MONTH;
            bucket = Optional.of(step);
            named = read.named() ? read : lastSteps(read, step, steps(streak));
        }
        OptionalInt limit =
                rising ? OptionalInt.of(steps(streak)) : limit(rest, bucket.isPresent() || level != Level.CITY);
        Period time = why && read.compare().isEmpty() ? compared(read, Compare.Kind.PREVIOUS) : named;
        return new MetricQuery(
                metrics,
                places.items().size() > 1 && level == Level.CITY
                        ? places.items().getFirst().level()
                        : level,
                bucket,
                places.items(),
                time,
                order(rest),
                limit,
                conditions,
                within && level != Level.COUNTY,
                show,
                PER_DAY.matcher(rest).find());
    }

    private static int steps(Matcher streak) {
        return streak.group(1) == null ? 3 : Math.clamp(Numerals.value(streak.group(1)), 2, 31);
    }

    /** The last complete steps before the end of the month that stands in. */
    private static Period lastSteps(Period read, Grain step, int count) {
        LocalDate to = read.span().to();
        LocalDate from = switch (step) {
            case DAY -> to.minusDays(count);
            case WEEK -> to.minusWeeks(count);
            default -> to.minusMonths(count);
        };
        return new Period(
                new Span(from, to), step, read.days(), read.yearBefore(), read.previous(), read.compare(), false, "");
    }

    private static Level level(String text, boolean ranked) {
        if (OUTLETS.matcher(text).find()) {
            return Level.OUTLET;
        }
        if (TOWNSHIPS.matcher(text).find()) {
            return Level.TOWNSHIP;
        }
        return ranked || COUNTIES.matcher(text).find() ? Level.COUNTY : Level.CITY;
    }

    private static Optional<Grain> bucket(String text, Span span) {
        for (Map.Entry<Grain, Pattern> entry : BUCKETS.entrySet()) {
            if (entry.getValue().matcher(text).find()) {
                return Optional.of(entry.getKey());
            }
        }
        return TREND.matcher(text).find() ? Optional.of(span.days() <= 62 ? Grain.DAY : Grain.MONTH) : Optional.empty();
    }

    private static Order order(String text) {
        if (WORST.matcher(text).find()) {
            return Order.WORST_FIRST;
        }
        if (LOW.matcher(text).find()) {
            return Order.LOW_FIRST;
        }
        if (HIGH.matcher(text).find()) {
            return Order.HIGH_FIRST;
        }
        return BEST.matcher(text).find() || RANK.matcher(text).find() ? Order.BEST_FIRST : Order.NONE;
    }

    private static OptionalInt limit(String text, boolean rows) {
        Matcher top = TOP.matcher(text);
        while (rows && top.find()) {
            int number = Numerals.value(top.group(1) == null ? top.group(2) : top.group(1));
            if (number >= 1 && number <= 200) {
                return OptionalInt.of(number);
            }
        }
        boolean superlative =
                Pattern.compile("最[高低多少大小好差优佳]|第一|垫底").matcher(text).find();
        boolean one = Pattern.compile("哪一?[个家天周月]|哪里|哪儿|是谁|哪个|最[高低多少大小好差优佳]的(?:一?个|那个)?(?:是|县|区|镇|乡|网点|村|月|天|日|周|$)")
                .matcher(text)
                .find();
        return rows && superlative && one ? OptionalInt.of(1) : OptionalInt.empty();
    }

    /** Each belongs to the KPI named last before it. */
    private List<Condition> conditions(String text, List<Kpi> metrics) {
        List<Condition> conditions = new ArrayList<>();
        Map<Kpi, Integer> at = new HashMap<>();
        for (Kpi kpi : metrics) {
            int first = text.length();
            for (Map.Entry<String, List<Kpi>> name : names.entrySet()) {
                int index = text.indexOf(name.getKey());
                if (index >= 0 && name.getValue().contains(kpi)) {
                    first = Math.min(first, index);
                }
            }
            at.put(kpi, first);
        }
        addAll(conditions, text, MISSES, Test.MISSES_TARGET, metrics, at);
        addAll(conditions, text, MEETS, Test.MEETS_TARGET, metrics, at);
        addAll(conditions, text, BELOW_CITY, Test.BELOW_CITY, metrics, at);
        addAll(conditions, text, ABOVE_CITY, Test.ABOVE_CITY, metrics, at);
        addAll(conditions, text, ABOVE, Test.ABOVE, metrics, at);
        addAll(conditions, text, BELOW, Test.BELOW, metrics, at);
        return conditions;
    }

    private static void addAll(
            List<Condition> conditions,
            String text,
            Pattern pattern,
            Test test,
            List<Kpi> metrics,
            Map<Kpi, Integer> at) {
        for (Matcher match = pattern.matcher(text); match.find(); ) {
            Kpi kpi = metrics.stream()
                    .filter(metric -> at.getOrDefault(metric, 0) < match.start())
                    .max(Comparator.comparingInt(metric -> at.getOrDefault(metric, 0)))
                    .orElse(metrics.getFirst());
            double value = 0;
            if (test == Test.ABOVE || test == Test.BELOW) {
                double times = match.group(2) == null
                        ? 1
                        : switch (match.group(2)) {
                            case "千" -> 1e3;
                            case "万" -> 1e4;
                            default -> 1e8;
                        };
                value = Double.parseDouble(match.group(1)) * times;
            }
            boolean city =
                    test == Test.ABOVE && ABOVE_CITY.matcher(match.group()).find();
            if (!city) {
                conditions.add(new Condition(kpi, test, value));
            }
        }
    }

    /**
     * @param rest the text without the names
     * @param ambiguous names of what may be meant by {@code phrase}
     */
    private record Found<T>(List<T> items, String rest, String phrase, List<String> ambiguous) {}

    private Found<Kpi> kpis(String text) {
        String rest = text;
        Map<Integer, Kpi> found = new TreeMap<>();
        for (Map.Entry<String, List<Kpi>> name : names.entrySet()) {
            int at = rest.indexOf(name.getKey());
            if (at < 0) {
                continue;
            }
            if (name.getValue().size() > 1) {
                boolean told = name.getValue().stream().anyMatch(found::containsValue);
                if (!told) {
                    return new Found<>(
                            List.of(),
                            rest,
                            name.getKey(),
                            name.getValue().stream().map(Kpi::zh).toList());
                }
            } else {
                found.putIfAbsent(at, name.getValue().getFirst());
            }
            rest = rest.replace(name.getKey(), "＿".repeat(name.getKey().length()));
        }
        if (found.isEmpty()) {
            return fuzzy(text);
        }
        return new Found<>(List.copyOf(new LinkedHashSet<>(found.values())), rest, "", List.of());
    }

    /** A name with one other character in it. */
    private Found<Kpi> fuzzy(String text) {
        for (Map.Entry<String, List<Kpi>> entry : names.entrySet()) {
            String name = entry.getKey();
            for (int at = 0;
                    name.length() >= 3 && entry.getValue().size() == 1 && at + name.length() <= text.length();
                    at++) {
                int other = 0;
                for (int i = 0; i < name.length(); i++) {
                    other += name.charAt(i) == text.charAt(at + i) ? 0 : 1;
                }
                boolean ends = name.charAt(name.length() - 1) == text.charAt(at + name.length() - 1);
                if (other == 1
                        && ends
                        && name.endsWith("率")
                        && !text.substring(at, at + name.length()).matches(".*[的，和在月].*")) {
                    String rest =
                            text.substring(0, at) + "＿".repeat(name.length()) + text.substring(at + name.length());
                    return new Found<>(List.of(entry.getValue().getFirst()), rest, name, List.of());
                }
            }
        }
        return new Found<>(List.of(), text, "", List.of());
    }

    private static Found<Place> places(String text, List<Place> known) {
        String rest = text;
        List<Place> found = new ArrayList<>();
        Map<String, List<Place>> byName = new TreeMap<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        for (Place place : known) {
            for (String name : aliases(place)) {
                byName.computeIfAbsent(name, key -> new ArrayList<>()).add(place);
            }
        }
        Map<Integer, Place> at = new TreeMap<>();
        for (Map.Entry<String, List<Place>> entry : byName.entrySet()) {
            int index = rest.indexOf(entry.getKey());
            if (index >= 0) {
                at.putIfAbsent(index, entry.getValue().getFirst());
                rest = rest.replace(entry.getKey(), "＿".repeat(entry.getKey().length()));
            }
        }
        found.addAll(new LinkedHashSet<>(at.values()));
        Matcher unknown = UNKNOWN_PLACE.matcher(rest);
        while (found.isEmpty() && unknown.find()) {
            String stem = unknown.group(1);
            if (stem.chars().anyMatch(c -> GENERIC.indexOf(c) >= 0)
                    || CITY.matcher(unknown.group()).find()) {
                continue;
            }
            List<String> near = near(unknown.group(), known);
            return new Found<>(List.of(), rest, unknown.group(), near.isEmpty() ? List.of("全市") : near);
        }
        return new Found<>(List.copyOf(found), rest, "", List.of());
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

    /** The name, then shorter ones; a park answers to its county. */
    private static List<String> aliases(Place place) {
        Set<String> aliases = new LinkedHashSet<>();
        aliases.add(place.name());
        if (place.level() == Level.COUNTY) {
            String county = place.name().replace("共配园区", "");
            if (county.length() == 3) {
                aliases.add(county.substring(0, 2));
            }
            aliases.add(county);
        }
        return List.copyOf(aliases);
    }

    private static String plain(String text) {
        return TimeGrammar.plain(text)
                .toLowerCase(Locale.ROOT)
                .replace("（", "(")
                .replace("）", ")");
    }
}
