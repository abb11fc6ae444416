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
    /** May and march are words of their own, too. */
    private static final Pattern NAMED_MONTH = Pattern.compile(
            "(?:(in|of|for|during|since|and|from|to|between|compared (?:with|to)|versus|vs\\.?|than(?: in| that of)?|by) )?"
                    + MONTH + "(?:,? (?:of )?(\\d{4}|last year|this year))?(?![a-z])");

    private static final Pattern WORD_TOO = Pattern.compile("may|march");
    private static final Pattern COMPARING = Pattern.compile("compared.*|versus|vs\\.?|than.*");
    private static final String ORDINAL = "(first|second|third|fourth|1st|2nd|3rd|4th)";
    /** A place that is called in letters, whose name in characters is not known. */
    private static final Pattern LETTERED = Pattern.compile(
            "(?<![a-z])(?!(?:which|what|each|every|this|that|same|per|the|any|other|best|worst|whole|first|last|lowest|highest|biggest|largest|smallest|another|second|third|every|across|most|least|with|from|than|over|under|between|per|city|rural|single|given)\\b)([a-z]{4,}) (county|district|township)(?![a-z])");

    /** The same without a word for what it is: in Songling. */
    private static final Pattern CAPITAL = Pattern.compile(
            "(?<=\\b(?:in|for|at) )(?!January|February|March|April|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Spring|National|Double|Chinese|Labou?r|Dragon|Qingming|City|Quarter)([A-Z][a-z]{3,})\\b(?! [A-Za-z]*(?:ounty|istrict|ownship|estival|ay)\\b)");

    private static final String PLACE = "(count(?:y|ies)|towns?(?:hips?)?|outlets?|villages?)";
    private static final Map<String, String> NUMBERS = Map.of(
            "one", "1", "two", "2", "three", "3", "four", "4", "five", "5", "six", "6", "seven", "7", "eight", "8",
            "ten", "10");
    /** What is done with parcels, and the KPI that counts it. */
    private static final Map<String, String> DONE = Map.of(
            "deliver(?:ed|s)?", "投递量",
            "(?:pick(?:ed|s)? up|collect(?:ed|s)?)", "揽收量",
            "(?:handled?|handles|process(?:ed|es)?)", "业务量");

    private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

    static {
        word(
                "(?:year[- ]on[- ]year|yoy|(?:compared (?:with|to)|versus|vs\\.?|than) (?:the same (?:period|month|week|days?) )?(?:of )?last year|than a year (?:ago|before))",
                "同比");
        word(
                "(?:month[- ]on[- ]month|mom|week[- ]on[- ]week|(?:compared (?:with|to)|versus|vs\\.?|than) (?:the )?(?:previous|last|month before|week before|one before)(?: (?:month|week|period|quarter))?)",
                "环比");
        word(
                "how (?:does|do|did) (?:it|that|this|they) compare (?:with|to) (?:the )?(?:week|month|quarter|period|one) before",
                "环比");
        word("how (?:does|do|did) (?:it|that|this|they) compare (?:with|to) (?:the )?(?:year before|last year)", "同比");
        for (Map.Entry<String, String> done : DONE.entrySet()) {
            word(
                    "how many (?:parcels|packages|items) (?:did|does|do|has|have|had) (.{2,40}?) " + done.getKey(),
                    "$1 " + done.getValue() + " 多少");
            String some =
                    "(?:which |what )?(?:the )?(\\d+) " + PLACE + " (?:that |which )?" + done.getKey() + " (?:the )?";
            word(some + "most (?:parcels|packages|items)", "最高的$1个#$2# " + done.getValue());
            word(some + "(?:fewest|least) (?:parcels|packages|items)", "最低的$1个#$2# " + done.getValue());
            word(done.getKey() + " (?:the )?(most|fewest|least) (?:parcels|packages|items)", done.getValue() + " $1");
        }
        word("(?:parcels|packages) (?:were |was |have been |are |got )?delivered", "投递量");
        word("(?:parcels|packages) (?:were |was |have been |are |got )?(?:picked up|collected)", "揽收量");
        word("(?:over |during |on |for |in )?(?:the )?national day(?: (?:holidays?|week))?", "国庆期间");
        word("(?:over |during |on |for |in )?(?:the )?(?:spring festival|chinese new year)(?: holidays?)?", "春节期间");
        word("(?:over |during |on |for |in )?(?:the )?labou?r day(?: holidays?)?", "五一期间");
        word("(?:over |during |on |for |in )?(?:the )?(?:singles'? day|double (?:eleven|11))", "双十一当天");
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
        word("(?:the )?" + ORDINAL + " quarter(?: of)? (\\d{4})", "$2年第#$1#季度");
        word("(?:the )?" + ORDINAL + " quarter(?: of| this)?(?: the| this)?(?: year)?", "第#$1#季度");
        word("(?:the )?second half of (?:this|the) year", "今年下半年");
        word("(?:the )?(?:month|quarter|week) before last", "上上个月");
        word("#(?:first|1st)#", "1");
        word("#(?:second|2nd)#", "2");
        word("#(?:third|3rd)#", "3");
        word("#(?:fourth|4th)#", "4");
        word("(on[- ]time|joint distribution|delivery success|complaint|appeal)(?= targets?)", "$1 rate");
        word("(?:grew|rose|increased?|gr[oe]wth|growing|rising) (?:the )?(?:fastest|quickest)", "增长最快");
        word("(?:grew|rose|increased?|gained|growth) (?:the )?most", "增长最多");
        word("(?:lost|loses?) (?:the )?most (?:parcels|packages)", "丢失率最高");
        word("(?:damaged?|broke) (?:the )?most (?:parcels|packages)", "破损率最高");
        word("(?:fell|dropped|declined?|decreased?|shrank) (?:the )?(?:fastest|quickest)", "下降最快");
        word("(?:fell|dropped|declined?|decreased?|lost) (?:the )?most", "下降最多");
        word("(?:improved|improvement) (?:the )?most", "进步最大");
        word("(?:worsened|deteriorated) (?:the )?most", "恶化最多");
        word(
                "(?:has|have|did) (.{3,40}?) (?:met|meet|reached|reach|hit) (?:the |its |their )?targets?(?: yet)?",
                "$1 达标了吗");
        word(
                "(?:missed?|missing|misses|below|under|did not (?:meet|reach)|failed(?: to meet)?|fell short of) (?:the |its |their )?((?:[a-z-]+ ){1,4})targets?",
                "没达标 $1");
        word("(?:met|meet|meets|reached|reach|hit) (?:the |its |their )?((?:[a-z-]+ ){1,4})targets?", "达标 $1");
        word("q([1-4])(?: of)? (\\d{4})", "$2年第$1季度");
        word("(?:q([1-4])|quarter ([1-4]))", "第$1$2季度");
        word("(?:the )?top (\\d+) " + PLACE, "最高的$1个#$2#");
        word("(?:the )?bottom (\\d+) " + PLACE, "最低的$1个#$2#");
        word("(?:the )?(\\d+) " + PLACE + " with the (?:highest|most|largest|greatest|biggest)", "最高的$1个#$2#");
        word("(?:the )?(\\d+) " + PLACE + " with the (?:lowest|fewest|least|smallest)", "最低的$1个#$2#");
        word("which (\\d+) " + PLACE + " [a-z ]{1,20}?the (?:highest|most|largest|greatest|biggest)", "最高的$1个#$2#");
        word("which (\\d+) " + PLACE + " [a-z ]{1,20}?the (?:lowest|fewest|least|smallest)", "最低的$1个#$2#");
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
                "(?:above|over|more than|higher than|at least|greater than|exceed(?:s|ed|ing)?) (?:the )?city(?:'s)?(?: average)?",
                "高于全市");
        word("(?:below|under|less than|lower than) (?:the )?city(?:'s)?(?: average)?", "低于全市");
        word("(?:above|over|more than|higher than|at least|greater than|exceed(?:s|ed|ing)?) (?=\\d)", "超过");
        word("(?:below|under|less than|lower than|at most|fewer than) (?=\\d)", "低于");
        word("(?:higher|greater|larger|bigger|more) than", "比 高多少");
        word("(?:lower|less|smaller|fewer) than", "比 低多少");
        word("which (?:one )?(?:is|was|had|has) (?:the )?(?:higher|greater|larger|bigger|more)", "哪个高");
        word("which (?:one )?(?:is|was|had|has) (?:the )?(?:lower|less|smaller|fewer)", "哪个低");
        word("share of (?:the )?(?:whole )?city", "占全市多少");
        word("why", "为什么");
        word("(?:trend|chart|graph)", "趋势");
        word("(?:whole|entire) city|city-?wide", "全市");
        word("compared? (?:with|to)|versus|vs\\.?", "比");
        word("#count(?:y|ies)#", "县");
        word("#towns?(?:hips?)?#", "镇");
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
        String placed = CAPITAL.matcher(text).replaceAll("$1 county");
        String said = numbers(placed.toLowerCase(Locale.ROOT).strip());
        said = months(said);
        said = LETTERED.matcher(said)
                .replaceAll(place -> "·" + place.group(1)
                        + switch (place.group(2)) {
                            case "township" -> "镇";
                            case "district" -> "区";
                            default -> "县";
                        });
        for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
            said = word.getKey().matcher(said).replaceAll(word.getValue());
        }
        // 高于2上个月 names no month.
        said = said.replaceAll("(?<=\\d) (?=[上今去本昨前])", "，");
        return said.startsWith("compare ") ? said + " 对比" : said;
    }

    private static String numbers(String text) {
        return WORD.matcher(text)
                .replaceAll(word -> Matcher.quoteReplacement(NUMBERS.getOrDefault(word.group(), word.group())));
    }

    private static String months(String text) {
        return NAMED_MONTH.matcher(text).replaceAll(found -> {
            String before = found.group(1) == null ? "" : found.group(1);
            boolean bare = before.isEmpty() || before.equals("to") || before.equals("by");
            if (bare && WORD_TOO.matcher(found.group(2)).matches()) {
                return Matcher.quoteReplacement(found.group());
            }
            int number = Month.valueOf(found.group(2).toUpperCase(Locale.ROOT)).getValue();
            String year = found.group(3) == null
                    ? ""
                    : switch (found.group(3)) {
                        case "last year" -> "去年";
                        case "this year" -> "今年";
                        default -> found.group(3) + "年";
                    };
            String link = COMPARING.matcher(before).matches()
                    ? "比"
                    : before.equals("and") ? "和" : before.equals("to") ? "到" : "";
            return " " + link + year + number + "月" + (before.equals("since") ? "以来 " : " ");
        });
    }
}
