package cn.yunce.assistant.metric;

import cn.yunce.assistant.guardrail.ChineseNumber;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Wishes of {@link MetricSlots} without their number, and the number as people say it. */
public final class MetricWish {
    /** Stands for the number. */
    private static final String BLANK = "N";

    private static final String TIME = "这时";
    private static final String PLACE = "某地";
    private static final Pattern SHARE = Pattern.compile("\\d+(?:\\.\\d+)?%?");
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final String HAN = "[一二两三四五六七八九十百千]{1,5}";
    private static final Pattern HOW_MANY =
            Pattern.compile("(?:前|后|头|末|倒数)第?(\\d{1,2}|[一二两三四五六七八九十]{1,3}|俩|仨)(?![月年季天周日号度期])"
                    + "|(\\d{1,2}|[一二两三四五六七八九十]{1,3})(?:个|名|家|县|区|位|强|大)(?!月|里|当中|中间|季度|百分点|点)"
                    + "|(俩|仨)(?!月)");
    private static final Pattern STEPS = Pattern.compile("(\\d{1,2}|[一二两三四五六七八九十]{1,3}|俩|仨)个?多?月");
    private static final String AMOUNT = "(?<of>(?:百|千|万|十万|百万)分之)?(?<number>\\d+(?:\\.\\d+)?|" + HAN
            + "|半)(?<unit>成[半一二三四五六七八九]?|万|千|[块元](?:\\d|[一二三四五六七八九])角?|点[一二三四五六七八九]|%)?";
    /** Beside a word that compares, else before one, else any. */
    private static final List<Pattern> BOUNDS = List.of(
            Pattern.compile("(?<=[过超破于比到够足上达满多少线])" + AMOUNT),
            Pattern.compile(AMOUNT + "(?=[^，。？\\d]{0,3}(?:以上|以下|之上|之下|往上|往下|开外))"),
            Pattern.compile(AMOUNT));

    /** Said in so many words, a bound is no rank: 哪个县比例超过百分之三. */
    private static final Pattern OVER = Pattern.compile("(?<![不没未])(?:超过|超出|高于|大于|多于|突破)了?" + AMOUNT);

    private static final Pattern UNDER = Pattern.compile("(?:不到|不足|低于|小于|少于)" + AMOUNT);
    private static final Pattern BEST = Pattern.compile("最好|最棒|最优|最像样");
    private static final Pattern WORST = Pattern.compile("最差|最糟|最次|最拉胯|最不像样");
    private static final Pattern RANK = Pattern.compile("最[高低]的");
    private static final Pattern PERIOD = Pattern.compile("(?:\\d+|" + HAN + ")(?:小时|天|日|个月|月|季度|周|年|号)");

    private MetricWish() {}

    /** A question with one word for its time and one for each of its places, as which they are does not tell what is wished. */
    public static String masked(String question, String time, List<String> places) {
        String text = time.isEmpty() ? question : question.replace(time, TIME);
        for (String place : places) {
            String name = MetricWords.shortName(place);
            text = text.replace(place, PLACE).replace(name, PLACE);
            if (name.length() > 2) {
                text = text.replace(name.substring(0, 2), PLACE);
            }
        }
        return text;
    }

    /** The last clause of a question of several where it asks something of the figures of the others. */
    public static Optional<String> lastAsking(String question) {
        return MetricParser.lastAsking(question);
    }

    /**
     * The parser's words, in which a rank is of the best or the worst where the question says so: which end that is depends on the KPI.
     *
     * @param asked {@link MetricSlots#question}
     */
    public static String ranked(String asked, String question) {
        boolean best = BEST.matcher(question).find();
        return best == WORST.matcher(question).find()
                ? asked
                : RANK.matcher(asked).replaceFirst(best ? "最好的" : "最差的");
    }

    /** 最低的2个 as 最低的N个. */
    public static String template(String want) {
        return SHARE.matcher(want).replaceAll(BLANK);
    }

    /**
     * With the number that a question says; of ranks one and of streaks three where it says none, of bounds then nothing. Where a bound is said in so
     * many words it takes the place of a rank.
     *
     * @param question {@link #masked}
     */
    public static Optional<String> fill(String guessed, String question) {
        if (!guessed.contains(BLANK)) {
            return Optional.of(guessed);
        }
        String template =
                RANK.matcher(guessed).lookingAt() ? boundSaid(question).orElse(guessed) : guessed;
        return switch (template.charAt(0)) {
            case '连' -> Optional.of(filled(template, first(STEPS, question).orElse(3), ""));
            case '高', '低' -> bound(question).map(bound -> filled(template, amount(bound), isShare(bound) ? "%" : ""));
            default -> Optional.of(filled(template, first(HOW_MANY, question).orElse(1), ""));
        };
    }

    private static String filled(String template, double number, String unit) {
        return template.replace(
                BLANK, BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() + unit);
    }

    private static Optional<String> boundSaid(String question) {
        String text = PERIOD.matcher(question).replaceAll("＿");
        return OVER.matcher(text).find()
                ? Optional.of("高于N的")
                : Optional.of("低于N的").filter(under -> UNDER.matcher(text).find());
    }

    private static OptionalDouble first(Pattern pattern, String question) {
        Matcher match = pattern.matcher(question);
        if (!match.find()) {
            return OptionalDouble.empty();
        }
        for (int group = 1; group <= match.groupCount(); group++) {
            if (match.group(group) != null) {
                return OptionalDouble.of(count(match.group(group)));
            }
        }
        return OptionalDouble.empty();
    }

    private static double count(String text) {
        return switch (text) {
            case "俩" -> 2;
            case "仨" -> 3;
            default -> Numerals.value(text);
        };
    }

    private static Optional<MatchResult> bound(String question) {
        String text = PERIOD.matcher(question).replaceAll("＿");
        return BOUNDS.stream()
                .map(pattern -> pattern.matcher(text).results().reduce((before, last) -> last))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static double amount(MatchResult match) {
        String number = match.group("number");
        double value = number.equals("半")
                ? 50
                : DIGITS.matcher(number).matches() ? Double.parseDouble(number) : Numerals.value(number);
        String unit = match.group("unit");
        if (match.group("of") != null) {
            return QuestionConditions.percent(value, match.group("of"));
        }
        if (unit == null || unit.equals("%")) {
            return value;
        }
        return switch (unit.charAt(0)) {
            case '成' -> ChineseNumber.percent(value, unit);
            case '万' -> 10_000 * value;
            case '千' -> 1_000 * value;
            default -> value + count(unit.substring(1, 2)) / 10;
        };
    }

    private static boolean isShare(MatchResult match) {
        String unit = match.group("unit");
        return match.group("of") != null || (unit != null && (unit.equals("%") || unit.startsWith("成")));
    }
}
