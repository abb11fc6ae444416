package cn.yunce.assistant.metric;

import java.time.Month;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says an English question's words for time, rows and order in Chinese, in the places where they stand, so that one parser reads both
 * languages. Names of KPIs stay as they are: the catalogue has English ones.
 */
public final class EnglishQuestion {
    private static final Pattern WORD = Pattern.compile("\\b[a-z]{2,}\\b");
    private static final int FEWEST_WORDS = 3;
    private static final String MONTH =
            "(january|february|march|april|may|june|july|august|september|october|november|december)";
    private static final Pattern NAMED_MONTH =
            Pattern.compile("(?:in|of|for|during|since) " + MONTH + "(?: (\\d{4}))?(?![a-z])");
    private static final String PLACE = "(count(?:y|ies)|townships?|outlets?|villages?)";
    private static final Map<String, String> NUMBERS = Map.of(
            "one", "1", "two", "2", "three", "3", "four", "4", "five", "5", "six", "6", "seven", "7", "eight", "8",
            "ten", "10");
    private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

    static {
        word(
                "(?:year[- ]on[- ]year|yoy|(?:compared (?:with|to)|versus|vs\\.?|than) (?:the same (?:period|month|week|days?) )?(?:of )?last year|than a year (?:ago|before))",
                "同比");
        word(
                "(?:month[- ]on[- ]month|mom|week[- ]on[- ]week|(?:compared (?:with|to)|versus|vs\\.?|than) (?:the )?(?:previous|last|month before|week before|one before)(?: (?:month|week|period|quarter))?)",
                "环比");
        word("day before yesterday", "前天");
        word("yesterday", "昨天");
        word("(?:the )?(?:last|past) (\\d+) (?:full )?days", "近$1天");
        word("(?:the )?(?:last|past) (\\d+) weeks", "近$1周");
        word("(?:the )?(?:last|past) (\\d+) months", "近$1个月");
        word("last week", "上周");
        word("last month", "上个月");
        word("last quarter", "上季度");
        word("(?:the )?first half of (?:this|the) year", "今年上半年");
        word("(?:month to date|so far this month|this month)", "本月至今");
        word("(?:year to date|so far this year|this year)", "年初至今");
        word("last year", "去年");
        word("q([1-4])(?: of)? (\\d{4})", "$2年第$1季度");
        word("(?:q([1-4])|quarter ([1-4]))", "第$1$2季度");
        word("(?:the )?top (\\d+) " + PLACE, "最高的$1个#$2#");
        word("(?:the )?bottom (\\d+) " + PLACE, "最低的$1个#$2#");
        word("(?:the )?(\\d+) " + PLACE + " with the (?:highest|most|largest|greatest|biggest)", "最高的$1个#$2#");
        word("(?:the )?(\\d+) " + PLACE + " with the (?:lowest|fewest|least|smallest)", "最低的$1个#$2#");
        word("how many " + PLACE, "有几个#$1#");
        word("how many days", "有几天");
        word("(?:which|what) " + PLACE, "哪个#$1#");
        word("(?:by|per|for each|each|every|across|of all|in all) " + PLACE, "各#$1#");
        word("(?:per|by|each|every) day|daily", "每天");
        word("(?:per|by|each|every) week|weekly", "每周");
        word("(?:per|by|each|every) month|monthly", "每月");
        word("(?:which|what) day", "哪天");
        word("(?:on )?average (?:per|a) day|daily average", "日均");
        word("(?:highest|most|largest|greatest|biggest)", "最高");
        word("best", "最好");
        word("worst", "最差");
        word("(?:lowest|fewest|least|smallest)", "最低");
        word("rank(?:ed|ing)?", "排名");
        word(
                "(?:missed?|missing|below|under|misses|did not (?:meet|reach)|failed) (?:the |its |their )?targets?",
                "没达标");
        word("(?:met|meet|meets|reached|reach) (?:the |its |their )?targets?", "达标");
        word("(?:gap to|distance to|how far from) (?:the |its )?target", "离目标还差多少");
        word(
                "(?:above|over|more than|at least|greater than|exceed(?:s|ed|ing)?) (?:the )?city(?:'s)?(?: average)?",
                "高于全市");
        word("(?:below|under|less than) (?:the )?city(?:'s)?(?: average)?", "低于全市");
        word("(?:above|over|more than|at least|greater than|exceed(?:s|ed|ing)?) (?=\\d)", "超过");
        word("(?:below|under|less than|at most|fewer than) (?=\\d)", "低于");
        word("share of (?:the )?(?:whole )?city", "占全市多少");
        word("why", "为什么");
        word("(?:trend|chart|graph)", "趋势");
        word("(?:whole|entire) city|city-?wide", "全市");
        word("#count(?:y|ies)#", "县");
        word("#townships?#", "镇");
        word("#outlets?#", "网点");
        word("#villages?#", "村");
    }

    private EnglishQuestion() {}

    private static void word(String english, String chinese) {
        WORDS.put(Pattern.compile("(?<![a-z])" + english + "(?![a-z])"), chinese);
    }

    /** Whether most of a text's words are English. */
    public static boolean isEnglish(String text) {
        long words = WORD.matcher(text.toLowerCase(Locale.ROOT)).results().count();
        long chinese = text.codePoints()
                .filter(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)
                .count();
        return words >= FEWEST_WORDS && chinese <= 2 * words;
    }

    /** The text itself where it is not English. */
    public static String inChinese(String text) {
        if (!isEnglish(text)) {
            return text;
        }
        String said = numbers(text.toLowerCase(Locale.ROOT).strip());
        said = months(said);
        for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
            said = word.getKey().matcher(said).replaceAll(word.getValue());
        }
        return said;
    }

    private static String numbers(String text) {
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(NUMBERS.getOrDefault(word.group(), word.group())));
    }

    private static String months(String text) {
        return NAMED_MONTH.matcher(text).replaceAll(found -> {
            int number = Month.valueOf(found.group(1).toUpperCase(Locale.ROOT)).getValue();
            return " " + (found.group(2) == null ? "" : found.group(2) + "年") + number + "月 ";
        });
    }
}
