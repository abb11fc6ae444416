package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup.Place;
import cn.yunce.assistant.guardrail.ChineseNumber;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a question over forecasts and plans asks for, word by word. */
final class DataQuestion {
    private static final String NUMBER = "(\\d{1,3}|[一二两三四五六七八九十]{1,3})";
    private static final Pattern TOP_BEFORE =
            Pattern.compile("(?:前|top ?|最[忙多大高少小闲低空]的?|排名?前)" + NUMBER + "(?! ?[点:：月日号天])", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOP_AFTER = Pattern.compile(NUMBER + "[条个家](?:最|件量最|业务量最)");
    private static final Pattern SUPERLATIVE = Pattern.compile("最[忙多大高少小闲低]|最空闲");
    private static final Pattern LEAST = Pattern.compile("最[少小闲低]|最空闲");
    private static final Pattern ONE = Pattern.compile("哪一?[条个家]|是谁|哪里");
    private static final Pattern TOTAL = Pattern.compile("一共|总共|合计|总量|总件量|总数|总的|全部线路|加起来");
    private static final Pattern EARLY =
            Pattern.compile("(?<!\\d)0?6[点:：时](?!\\d*[1-9])|六点|早上|早晨|凌晨|早班|早波|夜间|夜里|半夜|0600|明早|今早|上午[那这头]一?[波班趟]");
    private static final Pattern MIDDAY = Pattern.compile("14[点:：时]|十四点|下午[两2二]点|中午|午间|午班|下午|1400");
    private static final Pattern OTHER_WAVE =
            Pattern.compile("([\\d一二三四五六七八九十]{1,2})(?:点钟?|时|[:：]00)的?[这那]?一?(?:波次|波|班|批)");
    private static final Pattern LINES = Pattern.compile("线路|波次|路线|哪条线|[条根]线|的线");
    private static final Pattern SINGLE_LINES = Pattern.compile("线路|路线|哪条线|[条根]线|的线");
    private static final Pattern DELIVERY = Pattern.compile("投递|派件|派送|派|送|进港|到件");
    private static final Pattern GOES_ON = Pattern.compile("^(?:那|换|改|再|还有|要是|如果|假如|假设|也)|(?:呢|的话)[？?。]*$|也看看");
    private static final int LONGEST_FOLLOW_UP = 24;
    private static final Pattern PICKUP =
            Pattern.compile("揽收|揽件|揽|收寄|收件(?!人|地)|发件|寄出|寄多少|出港|(?:能|要|得|会|预计|大概)?收(?:多少|几)|能收|要收|收货量|收上来");
    private static final Pattern EACH = Pattern.compile("各|每个|每一个|所有|全部|分别|都(?!有)|从[大高多小低少]到|排[名个序行]");
    private static final Pattern OF_SOME = Pattern.compile("各|每|哪|所有|最[忙多大高少小闲低]|排|前[一二三四五六七八九十\\d]");
    /** 哪天件量最大 ranks days. */
    private static final Pattern DAY_RANKED = Pattern.compile("哪一?[天日]|周几|星期几|几号");

    private static final Pattern PEAK = Pattern.compile(
            "几点[^，。？]{0,8}(?:高峰|最[多忙集大]|波峰|峰值)|(?:高峰|峰值|波峰)[^，。？]{0,6}(?:几点|什么时[候间]|哪个?(?:时段|小时))|哪个?(?:小时|时段|钟头|时间段)[^，。？]{0,8}(?:最|高峰|峰)|(?:10|十)分钟|(?:每|分|各|按)个?(?:小时|时段|钟头)");
    private static final Pattern ACCURACY = Pattern.compile(
            "(?:的)?预测(?:值|量|件量|结果|数)?(?:得|的)?(?:怎么样|如何)?(?:准不准(?:[，,]?误差(?:一般|大概|通常|平均)?(?:有?多大|多少))?|准吗|准么|准确吗|准确不|准没准|偏差(?:有?多少|多大|大不大|大吗)?|和实际差(?:了)?多少|跟实际差(?:了)?多少|差了多少|准确(?:率|度)|精度)");
    private static final Pattern TOWNSHIPS = Pattern.compile("镇|服务站|网点|站点|哪个乡|各乡|每个乡");
    private static final Pattern DESTINATION = Pattern.compile("(?:到|去|往)(\\p{IsHan}{2})(?:的|那|这)?[条根]?线");
    private static final Pattern PART_OF_DAY = Pattern.compile("上午|晚上|傍晚|白天");
    private static final Pattern WHY = Pattern.compile("为什么|为何|为啥|咋这么|怎么这么|原因|怎么来的|凭什么");
    private static final String PARK = "共配园区";
    /** 锦河区 answers to 锦河, too. */
    private static final int COUNTY_LENGTH = 3;

    private static final String PARCELS =
            "(\\d{1,3}(?:\\.\\d)?万|\\d{2,7}|[一二两三四五六七八九十]{1,3}(?:千|万|百)(?:[一二两三四五六七八九](?:千|百)?){0,2})件?";
    private static final Pattern LAST_DIGIT = Pattern.compile("(.*([万千百]))([一二三四五六七八九])");
    private static final Pattern MORE_THAN =
            Pattern.compile("(?:超过|多于|大于|高于|突破|达到|冲[到上破]|超|破|(?<![不通超])过)了?" + PARCELS);
    private static final Pattern LESS_THAN = Pattern.compile("(?:不到|不足|少于|低于|小于)" + PARCELS);
    private static final Pattern BOTH_DIRECTIONS =
            Pattern.compile("[收揽][^，。？]{0,8}[派投送][^，。？]{0,6}(?:各|分别|多少|几)|收派|揽投|进出港");
    private static final Pattern BOTH_ENDS = Pattern.compile("最[多大高忙].{0,8}最[少小低闲]|最[少小低闲].{0,8}最[多大高忙]");
    private static final Pattern WHICH_DAY = Pattern.compile("哪一?[天日][^，。？]{0,6}([多少大小高低忙闲顶凶猛旺淡])");
    private static final Pattern TREND =
            Pattern.compile("往[上下]|走势|趋势|走[高低]|上升|下降|[涨升][^，。？]{0,3}[跌降落]|上行|下行|[在要会]?[涨跌](?:吗|么|不|没)|起伏|越来越|逐[天日]");
    private static final Pattern RANK = Pattern.compile("排[^，。？]{0,4}(?:第|老)?几|第几[名位]|排名多少");

    private DataQuestion() {}

    /** at_least or below, in parcels, where places or lines above or below a number are asked for. */
    static Map<String, Integer> limit(String question) {
        Matcher more = MORE_THAN.matcher(question);
        if (more.find()) {
            return Map.of("at_least", parcels(more.group(1)) + 1);
        }
        Matcher less = LESS_THAN.matcher(question);
        return less.find() ? Map.of("below", parcels(less.group(1))) : Map.of();
    }

    /** A number of parcels in digits or as 两千, 一万. */
    static int parcels(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return text.endsWith("万")
                    ? (int) Math.round(10_000 * Double.parseDouble(text.substring(0, text.length() - 1)))
                    : Integer.parseInt(text);
        }
        // 七万五 is 75,000.
        Matcher halved = LAST_DIGIT.matcher(text);
        if (halved.matches()) {
            int unit = halved.group(2).equals("万") ? 1_000 : halved.group(2).equals("千") ? 100 : 10;
            return parcels(halved.group(1))
                    + unit * QuestionDates.numeral(halved.group(3)).orElse(0);
        }
        return ChineseNumber.parse(text).map(Math::toIntExact).orElse(0);
    }

    /** Whether of several days one is asked for, and whether that is the least: 周日和下周一哪天件多. */
    static Optional<Boolean> leastDay(String question) {
        Matcher which = WHICH_DAY.matcher(question);
        return which.find() ? Optional.of("少闲低小淡".contains(which.group(1))) : Optional.empty();
    }

    /** Whether what is picked up and what is delivered are both asked for. */
    static boolean bothDirections(String question) {
        return BOTH_DIRECTIONS.matcher(question).find();
    }

    static boolean asksBothEnds(String question) {
        return BOTH_ENDS.matcher(question).find();
    }

    /** Whether it asks which way volumes go over some days. */
    static boolean asksTrend(String question) {
        return TREND.matcher(question).find();
    }

    /** Whether a place's rank is asked for. */
    static boolean asksRank(String question) {
        return RANK.matcher(question).find();
    }

    /** @throws IllegalArgumentException when it names a wave that there is not, saying which there are */
    static Optional<String> wave(String question) {
        if (bothWaves(question)) {
            return Optional.empty();
        }
        boolean early = EARLY.matcher(question).find();
        boolean midday = MIDDAY.matcher(question).find();
        Matcher other = OTHER_WAVE.matcher(question);
        if (!early && !midday && other.find()) {
            throw new IllegalArgumentException("没有 " + other.group(1) + " 点的波次，只有 06:00 和 14:00 两个波次");
        }
        return early == midday ? Optional.empty() : Optional.of(early ? "0600" : "1400");
    }

    /** Whether the morning's wave and the afternoon's are both named. */
    static boolean bothWaves(String question) {
        return (EARLY.matcher(question).find() || question.contains("上午"))
                && MIDDAY.matcher(question).find();
    }

    /** How many rows it asks for; empty when it does not say. */
    static OptionalInt top(String question) {
        for (Pattern pattern : List.of(TOP_BEFORE, TOP_AFTER)) {
            Matcher match = pattern.matcher(question);
            if (match.find()) {
                OptionalInt number = QuestionDates.numeral(match.group(1));
                return OptionalInt.of(Math.clamp(number.orElse(1), 1, 50));
            }
        }
        if (SUPERLATIVE.matcher(question).find() && ONE.matcher(question).find()) {
            return OptionalInt.of(1);
        }
        return OptionalInt.empty();
    }

    static boolean leastFirst(String question) {
        return LEAST.matcher(question).find();
    }

    static boolean mostFirst(String question) {
        return SUPERLATIVE.matcher(question).find() && !leastFirst(question);
    }

    static boolean total(String question) {
        return TOTAL.matcher(question).find();
    }

    /** Whether all of a kind are asked for. */
    static boolean each(String question) {
        return EACH.matcher(question).find();
    }

    /** Whether it asks for several of a kind, or for one of them. */
    static boolean ofSome(String question) {
        return OF_SOME.matcher(question).find();
    }

    /** Whether ranks are asked for without a place or a tier, which lines have. */
    static boolean rowsOfLines(String question) {
        return top(question).isPresent() && !DAY_RANKED.matcher(question).find();
    }

    /** With the KPI's name where it asks how good forecasts were. */
    static String withForecastError(String question) {
        return ACCURACY.matcher(question).replaceFirst("预测误差");
    }

    /** Whether a part of the day is named that no wave has. */
    static boolean partOfDay(String question) {
        return PART_OF_DAY.matcher(question).find();
    }

    static boolean asksWhy(String question) {
        return WHY.matcher(question).find();
    }

    /** The arguments of a look-up by hours, from and before as far as the question has them; empty where it asks for none. */
    static Map<String, String> hours(String question) {
        Map<String, Object> times = new LinkedHashMap<>();
        TripLimits.times(question, times);
        if (times.isEmpty() && !PEAK.matcher(question).find()) {
            return Map.of();
        }
        if (times.isEmpty()) {
            wave(question)
                    .ifPresent(wave -> times.putAll(
                            wave.equals("0600")
                                    ? Map.of("leaves_from", "21:00", "leaves_before", "06:00")
                                    : Map.of("leaves_from", "11:00", "leaves_before", "14:00")));
        }
        Map<String, String> hours = new LinkedHashMap<>(Map.of("by", "HOUR"));
        times.forEach((name, time) -> hours.put(name.replace("leaves_", ""), String.valueOf(time)));
        return hours;
    }

    static String waveName(Object code) {
        String text = String.valueOf(code);
        return text.length() == 4 ? text.substring(0, 2) + ":" + text.substring(2) : "";
    }

    static boolean aboutLines(String question) {
        return LINES.matcher(question).find();
    }

    /** Whether lines themselves are asked for, not what has lines. */
    static boolean aboutSingleLines(String question) {
        return SINGLE_LINES.matcher(question).find();
    }

    static String direction(String question) {
        return PICKUP.matcher(question).find() ? "PICKUP" : "DELIVERY";
    }

    /** The direction that a question names itself. */
    static Optional<String> namedDirection(String question) {
        return PICKUP.matcher(question).find()
                ? Optional.of("PICKUP")
                : DELIVERY.matcher(question).find() ? Optional.of("DELIVERY") : Optional.empty();
    }

    /** Whether it is a short one that goes on from another. */
    static boolean goesOn(String question) {
        return question.length() <= LONGEST_FOLLOW_UP
                && GOES_ON.matcher(question).find();
    }

    static Optional<String> tier(String question) {
        if (question.contains("村") || question.contains("服务点")) {
            return Optional.of("VILLAGE");
        }
        if (TOWNSHIPS.matcher(question).find()) {
            return Optional.of("TOWNSHIP");
        }
        if (question.contains("县") || question.contains("区县") || question.contains("园区")) {
            return Optional.of("COUNTY");
        }
        return question.contains("市") ? Optional.of("CITY") : Optional.empty();
    }

    /** The place with the longest name that the question has; a park answers to its county's name, too. */
    static Optional<Place> place(String question, List<Place> places) {
        return places.stream()
                .filter(place -> names(place).stream().anyMatch(question::contains))
                .max(Comparator.comparingInt(place -> longestName(question, place)));
    }

    /** The site that a line is said to go to, its 镇 or 乡 left out: 锦河到金庄那条线. */
    static Optional<String> destination(String question, List<String> names) {
        Matcher match = DESTINATION.matcher(question);
        return match.find()
                ? names.stream()
                        .filter(name -> name.length() == match.group(1).length() + 1 && name.startsWith(match.group(1)))
                        .findFirst()
                : Optional.empty();
    }

    /** The places that a question names side by side, in its order. */
    static List<Place> listPlaces(String question, List<Place> places) {
        String rest = question;
        Map<Integer, Place> found = new TreeMap<>();
        List<Place> longest = places.stream()
                .filter(place -> names(place).stream().anyMatch(question::contains))
                .sorted(Comparator.comparingInt((Place place) -> -longestName(question, place)))
                .toList();
        for (Place place : longest) {
            for (String name : names(place)) {
                int at = rest.indexOf(name);
                if (at >= 0) {
                    found.putIfAbsent(at, place);
                    rest = rest.replace(name, "＿".repeat(name.length()));
                }
            }
        }
        List<Place> named = List.copyOf(found.values());
        return named.stream()
                .filter(place ->
                        named.stream().noneMatch(other -> other.parentId().equals(Optional.of(place.id()))))
                .toList();
    }

    private static int longestName(String question, Place place) {
        return names(place).stream()
                .filter(question::contains)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static List<String> names(Place place) {
        if (!place.name().endsWith(PARK)) {
            return List.of(place.name());
        }
        String county = place.name().substring(0, place.name().length() - PARK.length());
        return county.length() == COUNTY_LENGTH
                ? List.of(place.name(), county, county.substring(0, COUNTY_LENGTH - 1))
                : List.of(place.name(), county);
    }

    /** The longest of the identifiers that the question has, blanks and letter case aside. */
    static Optional<String> identifier(String question, List<String> identifiers) {
        String plain = plain(question);
        return identifiers.stream()
                .filter(identifier -> hasWord(plain, plain(identifier)))
                .max(Comparator.comparingInt(String::length));
    }

    /** 站点8 is not in 站点83. */
    private static boolean hasWord(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean cut = end < text.length()
                    && Character.isDigit(word.charAt(word.length() - 1))
                    && Character.isDigit(text.charAt(end));
            if (!cut) {
                return true;
            }
        }
        return false;
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s　]+", "").replaceAll("[—–－到至]", "-").toLowerCase(Locale.ROOT);
    }
}
