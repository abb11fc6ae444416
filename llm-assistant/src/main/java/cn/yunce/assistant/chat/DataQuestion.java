package cn.yunce.assistant.chat;

import cn.yunce.assistant.ForecastLookup.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a question over forecasts and plans asks for, word by word. */
final class DataQuestion {
    private static final String NUMBER = "(\\d{1,3}|[一二两三四五六七八九十]{1,3})";
    private static final Pattern TOP_BEFORE =
            Pattern.compile("(?:前|top ?|最[忙多大高少小闲低]的?|排名?前)" + NUMBER + "(?! ?[点:：月日号天])", Pattern.CASE_INSENSITIVE);
    private static final Pattern TOP_AFTER = Pattern.compile(NUMBER + "[条个家](?:最|件量最|业务量最)");
    private static final Pattern SUPERLATIVE = Pattern.compile("最[忙多大高少小闲低]");
    private static final Pattern LEAST = Pattern.compile("最[少小闲低]");
    private static final Pattern ONE = Pattern.compile("哪一?[条个家]|是谁|哪里");
    private static final Pattern TOTAL = Pattern.compile("一共|总共|合计|总量|总件量|总数|总的|全部线路|加起来");
    private static final Pattern EARLY =
            Pattern.compile("(?<!\\d)0?6[点:：时](?!\\d*[1-9])|六点|早上|早晨|凌晨|早班|早波|夜间|0600|明早|今早");
    private static final Pattern MIDDAY = Pattern.compile("14[点:：时]|十四点|下午[两2二]点|中午|午间|午班|下午|1400");
    private static final Pattern OTHER_WAVE = Pattern.compile("([\\d一二三四五六七八九十]{1,2})(?:点钟?|时|[:：]00)的?(?:波次|波|班)");
    private static final Pattern LINES = Pattern.compile("线路|波次|路线|哪条线|[条根]线|的线");
    private static final Pattern DELIVERY = Pattern.compile("投递|派件|派送|派|送|进港|到件");
    private static final Pattern GOES_ON = Pattern.compile("^(?:那|换|改|再|还有|要是|如果|假如|假设|也)|(?:呢|的话)[？?。]*$|也看看");
    private static final int LONGEST_FOLLOW_UP = 24;
    private static final Pattern PICKUP =
            Pattern.compile("揽收|揽件|揽|收寄|收件(?!人|地)|发件|寄出|寄多少|出港|(?:能|要|得|会|预计|大概)?收(?:多少|几)|能收|要收|收货量|收上来");
    private static final String PARK = "共配园区";
    /** 锦河区 answers to 锦河, too. */
    private static final int COUNTY_LENGTH = 3;

    private DataQuestion() {}

    /** @throws IllegalArgumentException when it names a wave that there is not, saying which there are */
    static Optional<String> wave(String question) {
        boolean early = EARLY.matcher(question).find();
        boolean midday = MIDDAY.matcher(question).find();
        Matcher other = OTHER_WAVE.matcher(question);
        if (!early && !midday && other.find()) {
            throw new IllegalArgumentException("没有 " + other.group(1) + " 点的波次，只有 06:00 和 14:00 两个波次");
        }
        return early == midday ? Optional.empty() : Optional.of(early ? "0600" : "1400");
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

    static boolean aboutLines(String question) {
        return LINES.matcher(question).find();
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
        if (question.contains("镇") || question.contains("服务站") || question.contains("网点")) {
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
                .max(Comparator.comparingInt(place -> names(place).stream()
                        .filter(question::contains)
                        .mapToInt(String::length)
                        .max()
                        .orElse(0)));
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
