package cn.yunce.assistant.guardrail;

import cn.yunce.assistant.guardrail.Quantity.Bound;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers of Chinese text, in digits and in Chinese numerals. Of numerals that are part of a word (一般, 统一, 第三者)
 * none is reported; an indefinite 一个 is no number either.
 */
public final class Quantities {
    private static final String CHINESE = "〇零一二两三四五六七八九十百千万亿";
    private static final String UNITS = "个工作日|工作日|个月|个小时|小时|分钟|公里|千米|公斤|千克|平方米|立方米|厘米|车次|周岁|季度|月份|波次|[%％‰]"
            + "|parcels|trips|CNY"
            + "|[月日天年周秒元块倍件辆条次吨克米人家名班趟岁级类种款项个成票单份处座台架张本起部位组点时分度章节编号]";
    private static final Map<String, String> CANONICAL = Map.ofEntries(
            Map.entry("天", "日"),
            Map.entry("块", "元"),
            Map.entry("CNY", "元"),
            Map.entry("parcels", "件"),
            Map.entry("trips", "趟"),
            Map.entry("千米", "公里"),
            Map.entry("千克", "公斤"),
            Map.entry("周岁", "岁"),
            Map.entry("个小时", "小时"),
            Map.entry("个工作日", "工作日"),
            Map.entry("票", "件"),
            Map.entry("单", "件"),
            Map.entry("月份", "月"),
            Map.entry("％", "%"),
            Map.entry("时", "点"));
    private static final Pattern WORDS = Pattern.compile(
            "一定|一般|一切|一律|一方|一致|一并|一旦|一些|一样|一起|一直|一经|一如|一系列|一同|一体|一面|一贯|一线|一次性|一站式|一带|一道|一概|一向|进一步|逐一|统一|同一|唯一|单一|之一|万一|专一|不一|第一时间|千万别|千万不|百姓|百货|百分比|百分之几|百分之多少|十分|十足|第三方|第三人|第三者|三轮|三农|三方|四川|三亚|六安|九江|双方|两侧|五金|万能|千方百计|一一");
    private static final Pattern NUMBER = Pattern.compile("(?<date>\\d{4}-\\d{1,2}-\\d{1,2})"
            + "|(?<time>\\d{1,2}[:：]\\d{2})"
            + "|(?<ordinal>第(?<ordinalNumber>\\d+|[" + CHINESE + "]+)(?<ordinalUnit>[条款项章节编名位]))"
            + "|(?<percent>百分之(?<percentNumber>\\d+(?:\\.\\d+)?|[" + CHINESE + "]+))"
            + "|(?<digits>(?<digitsNumber>\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)(?<scale>[百千]?[万亿]|[百千](?![克米]))?)[ ]?(?<digitsUnit>"
            + UNITS + ")?"
            + "|(?<chinese>(?:(?!千[克米])[" + CHINESE + "])+)(?<chineseUnit>" + UNITS + ")?"
            + "|(?<half>半)(?<halfUnit>个月|年|个小时|小时|[日天数])");
    private static final Pattern MOST_BEFORE = Pattern.compile(
            "(?:不超过|不得超过|不高于|不多于|未超过|不得高于|不得多于|最高|最多|至多|不满|未满|不足|(?<!不)(?<!不得)(?:低于|少于|小于))[^，。；、\\d]{0,8}$");
    private static final Pattern LEAST_BEFORE =
            Pattern.compile("(?:不低于|不少于|不得少于|不得低于|不小于|至少|最低|最少|超过|高于|多于|大于|已满|满)[^，。；、\\d]{0,6}$");
    private static final Pattern MOST_AFTER = Pattern.compile("^(?:人民币)?(?:以下|以内|之内|内)");
    private static final Pattern LEAST_AFTER = Pattern.compile("^(?:人民币)?(?:以上|以外)");
    private static final int CONTEXT = 14;

    private Quantities() {}

    /** All numbers of the text, in order. */
    public static List<Quantity> find(String text) {
        String plain = halfWidth(text);
        List<int[]> words = new ArrayList<>();
        for (Matcher word = WORDS.matcher(plain); word.find(); ) {
            words.add(new int[] {word.start(), word.end()});
        }
        List<Quantity> found = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(plain);
        while (matcher.find()) {
            int start = matcher.start();
            if (words.stream().anyMatch(word -> word[0] <= start && start < word[1])) {
                continue;
            }
            read(plain, matcher).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private static Optional<Quantity> read(String text, Matcher match) {
        if (match.group("date") != null) {
            String digits = match.group("date").replace("-", "");
            return Optional.of(quantity(text, match, match.group("date"), new BigDecimal(digits), "日期"));
        }
        if (match.group("time") != null) {
            String digits = match.group("time").replaceAll("\\D", "");
            return Optional.of(quantity(text, match, match.group("time"), new BigDecimal(digits), "时刻"));
        }
        if (match.group("ordinal") != null) {
            return parse(match.group("ordinalNumber"))
                    .map(value ->
                            quantity(text, match, match.group("ordinal"), value, "第" + match.group("ordinalUnit")));
        }
        if (match.group("percent") != null) {
            return parse(match.group("percentNumber"))
                    .map(value -> quantity(text, match, match.group("percent"), value, "%"));
        }
        if (match.group("digits") != null) {
            BigDecimal value = new BigDecimal(match.group("digitsNumber").replace(",", ""));
            String scale = match.group("scale");
            for (int i = 0; scale != null && i < scale.length(); i++) {
                value = value.multiply(BigDecimal.valueOf(ChineseNumber.magnitude(scale.charAt(i))));
            }
            return Optional.of(quantity(text, match, match.group("digits"), value, unit(match.group("digitsUnit"))));
        }
        if (match.group("half") != null) {
            return Optional.of(quantity(text, match, "半", new BigDecimal("0.5"), unit(match.group("halfUnit"))));
        }
        String numeral = match.group("chinese");
        String unit = unit(match.group("chineseUnit"));
        boolean indefinite = numeral.equals("一") && "个种项名位条件份家本张级部类次".contains(unit.isEmpty() ? "?" : unit);
        if (indefinite || (numeral.length() == 1 && unit.isEmpty())) {
            return Optional.empty();
        }
        return parse(numeral).map(value -> quantity(text, match, numeral, value, unit));
    }

    private static Quantity quantity(String text, Matcher match, String written, BigDecimal value, String unit) {
        String before = text.substring(Math.max(0, match.start() - CONTEXT), match.start());
        String after = text.substring(match.end(), Math.min(text.length(), match.end() + CONTEXT));
        Bound bound = Bound.NONE;
        if (MOST_AFTER.matcher(after).find() || MOST_BEFORE.matcher(before).find()) {
            bound = Bound.MOST;
        } else if (LEAST_AFTER.matcher(after).find()
                || LEAST_BEFORE.matcher(before).find()) {
            bound = Bound.LEAST;
        }
        return new Quantity(written, value, unit, bound, match.start(), match.end());
    }

    private static Optional<BigDecimal> parse(String number) {
        if (number.chars().allMatch(Character::isDigit) || number.contains(".")) {
            return Optional.of(new BigDecimal(number));
        }
        return ChineseNumber.parse(number).map(BigDecimal::valueOf);
    }

    private static String unit(@Nullable String written) {
        return written == null ? "" : CANONICAL.getOrDefault(written, written);
    }

    private static String halfWidth(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c >= '０' && c <= '９' ? (char) (c - '０' + '0') : c == '．' ? '.' : c);
        }
        return plain.toString();
    }
}
