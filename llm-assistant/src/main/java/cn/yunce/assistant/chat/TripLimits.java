package cn.yunce.assistant.chat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads within which limits of load and departure the trips are that a question asks for: 装不到七成, 6点前发车. */
final class TripLimits {
    private static final int FULL_PERCENT = 100;
    private static final int ONE_IN_TEN = 10;
    private static final String LOAD_RATE = "(?:装载率|满载率|装得|装|拉)(?:.{0,2})";
    private static final String NUMBER = "(\\d{1,3}|一?半|[一二三四五六七八九十百]{1,3})";
    private static final String SHARE_UNIT = "(?:%|个?百分点|成)";
    private static final String LESS = "(?:低于|不到|不足|小于|没到|未达到?|达不到|没装到|没(?:有)?[装拉]?满)了?";
    private static final String MORE = "(?:高于|超过|大于|达到|不低于|超|过)了?";
    private static final Pattern LOAD_BELOW = Pattern.compile(LOAD_RATE + LESS + NUMBER + SHARE_UNIT + "?|" + LESS
            + NUMBER + SHARE_UNIT + "|" + NUMBER + SHARE_UNIT + "以下");
    private static final Pattern LOAD_FROM = Pattern.compile(LOAD_RATE + MORE + NUMBER + SHARE_UNIT + "?|" + MORE
            + NUMBER + SHARE_UNIT + "|" + NUMBER + SHARE_UNIT + "以上");
    private static final Pattern FEWER_PARCELS = Pattern.compile("(?:不到|不足|少于|低于|没到|没装到)(\\d{2,5}|[一二两三四五六七八九]百)件");
    private static final Pattern MORE_PARCELS = Pattern.compile("(?:超过|多于|高于|超|过)(\\d{2,5}|[一二两三四五六七八九]百)件");
    private static final Pattern NOT_FULL = Pattern.compile("[没未不][有能]?(?:装|坐|拉)?得?满(?!意|足)|半空|空着|没拉满|空驶|空跑");
    private static final Pattern FULL = Pattern.compile("满载(?!率)|装满|满车|拉满");
    /** Part of the day, hour, half, minutes, minutes after a colon. */
    private static final String TIME =
            "(下午|晚上|夜里|晚)?(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:[点时](?:钟)?(?:(半)|([0-5]?\\d)分?)?|[:：]([0-5]\\d))";

    private static final int TIME_GROUPS = 5;
    private static final int NOON = 12;
    private static final int HALF = 30;
    private static final Pattern BETWEEN =
            Pattern.compile(TIME + "(?:到|至|-|—|~|就?(?:坏|停|歇|修|抛锚|趴窝|故障)了?[，,]?(?:要?修)?(?:到|至)?)" + TIME);
    private static final Pattern BEFORE = Pattern.compile(TIME + "(?:以前|之前|前)");
    private static final Pattern AFTER = Pattern.compile(TIME + "(?:以后|之后|后|起)");

    private TripLimits() {}

    /** The look-up's arguments that say which trips: leaves_from, leaves_before, load_from, load_below, parcels_from, parcels_below. */
    static Map<String, Object> read(String question) {
        Map<String, Object> limits = new LinkedHashMap<>();
        loads(question, limits);
        times(question, limits);
        return limits;
    }

    /** Whether it speaks of what is not full. */
    static boolean notFull(String question) {
        return NOT_FULL.matcher(question).find();
    }

    private static void loads(String question, Map<String, Object> arguments) {
        Matcher fewer = FEWER_PARCELS.matcher(question);
        Matcher more = MORE_PARCELS.matcher(question);
        if (fewer.find() || more.find()) {
            boolean below = fewer.hasMatch();
            int parcels = DataQuestion.parcels(below ? fewer.group(1) : more.group(1));
            arguments.put(below ? "parcels_below" : "parcels_from", below ? parcels : parcels + 1);
            return;
        }
        Matcher below = LOAD_BELOW.matcher(question);
        Matcher from = LOAD_FROM.matcher(question);
        if (below.find()) {
            arguments.put("load_below", percent(below));
        } else if (from.find()) {
            arguments.put("load_from", percent(from));
        } else if (NOT_FULL.matcher(question).find()) {
            arguments.put("load_below", FULL_PERCENT);
        } else if (FULL.matcher(question).find()) {
            arguments.put("load_from", FULL_PERCENT);
        }
    }

    private static int percent(Matcher match) {
        String number = IntStream.rangeClosed(1, match.groupCount())
                .filter(group -> match.group(group) != null)
                .mapToObj(match::group)
                .findFirst()
                .orElseThrow();
        if (number.endsWith("半")) {
            return FULL_PERCENT / 2;
        }
        int value = QuestionDates.numeral(number).orElse(FULL_PERCENT);
        return Math.clamp(match.group().contains("成") ? (long) ONE_IN_TEN * value : value, 1, FULL_PERCENT);
    }

    /** Puts the clock times that a question has as leaves_from and leaves_before. */
    static void times(String question, Map<String, Object> arguments) {
        Matcher between = BETWEEN.matcher(question);
        if (between.find()) {
            time(between, 1).ifPresent(time -> arguments.put("leaves_from", time));
            time(between, 1 + TIME_GROUPS)
                    .map(time -> later(time, between, arguments))
                    .ifPresent(time -> arguments.put("leaves_before", time));
            return;
        }
        Matcher before = BEFORE.matcher(question);
        if (before.find()) {
            time(before, 1).ifPresent(time -> arguments.put("leaves_before", time));
        }
        Matcher after = AFTER.matcher(question);
        if (after.find()) {
            time(after, 1).ifPresent(time -> arguments.put("leaves_from", time));
        }
    }

    /** 下午两点到四点 ends in the afternoon, too. */
    private static String later(String time, Matcher between, Map<String, Object> arguments) {
        int hour = Integer.parseInt(time.substring(0, 2));
        boolean afternoon = between.group(1) != null
                && hour < NOON
                && time.compareTo(String.valueOf(arguments.get("leaves_from"))) < 0;
        return afternoon ? "%02d%s".formatted(hour + NOON, time.substring(2)) : time;
    }

    /** @param group the first of the time's groups */
    private static Optional<String> time(Matcher match, int group) {
        int hour = QuestionDates.numeral(match.group(group + 1)).orElse(NOON * 2);
        if (match.group(group) != null && hour < NOON) {
            hour += NOON;
        }
        String minutes = match.group(group + 4) == null ? match.group(group + 3) : match.group(group + 4);
        int minute = match.group(group + 2) != null ? HALF : minutes == null ? 0 : Integer.parseInt(minutes);
        return hour < 2 * NOON ? Optional.of("%02d:%02d".formatted(hour, minute)) : Optional.empty();
    }
}
