package cn.yunce.assistant.chat;

import cn.yunce.assistant.metric.EnglishQuestion;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Says an English question's words for days, trips and parcels in Chinese, in the places where they stand, as {@link EnglishQuestion} does those of KPIs. */
final class EnglishPlanQuestion {
    private static final Pattern AHEAD = Pattern.compile(
            "(?i)\\b(?:tomorrow|today|next (?:week|days|(?:three|\\d+) days)|weekend|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\\d{4}-\\d{2}-\\d{2})\\b");
    private static final Map<Pattern, String> WORDS = new LinkedHashMap<>();

    static {
        word("(?:compared (?:with|to)|versus|vs\\.?|than) today", "比今天");
        word("(?:compared (?:with|to)|versus|vs\\.?|than) yesterday", "比昨天");
        word("(?:compared (?:with|to)|versus|vs\\.?|than) (?:the same day )?last week", "比上周同一天");
        word("(?:the )?day after tomorrow", "后天");
        word("tomorrow(?:'s)?", "明天");
        word("today(?:'s)?", "今天");
        word("next three days", "未来3天");
        word("next (\\d+) days", "未来$1天");
        for (DayOfWeek day : DayOfWeek.values()) {
            word(
                    "(?:on |this )?" + day.name().toLowerCase(Locale.ROOT),
                    day.getDisplayName(TextStyle.SHORT, Locale.CHINA));
        }
        word("before (\\d{1,2}) ?(?:am|a\\.m\\.|o'clock)", "早上$1点前");
        word("after (\\d{1,2}) ?(?:am|a\\.m\\.|o'clock)", "早上$1点后");
        word("before (\\d{1,2}) ?(?:pm|p\\.m\\.)", "下午$1点前");
        word("after (\\d{1,2}) ?(?:pm|p\\.m\\.)", "下午$1点后");
        word("next week", "下周");
        word("(?:this |the )?weekend", "周末");
        word("how many (?:external|hired|outsourced) (?:trips|runs)", "外部车几趟");
        word("how many (?:own|our own) vehicles", "自有车几辆");
        word("how many (?:external|hired|outsourced) (?:vehicles|trucks|vans)", "外部车几辆");
        word("how many (?:trips|runs)", "几趟");
        word("how many (?:vehicles|trucks|vans)", "几辆车");
        word("how many (?:parcels|packages)", "多少件");
        word("how many (?:kilomet(?:re|er)s|km)", "多少公里");
        word("(?:fuel|diesel|gas)", "油耗");
        word("(?:drivers?|who drives)", "司机");
        word("(?:which|what) (?:vehicles?|trucks?|vans?)", "哪辆车");
        word("(?:which|what) (?:trips?|runs?)", "哪趟");
        word("(?:which|what) lines?", "哪条线路");
        word("(?:which|what) (?:fleets?|count(?:y|ies))", "哪个县");
        word("(?:which|what) towns?(?:hips?)?", "哪个镇");
        word("(?:which|what) day", "哪天");
        word("(?:by|per|for each|each|every|of all) (?:fleet|county)", "各县");
        word("(?:by|per|for each|each|every) hour", "每个小时");
        word("(?:more|greater) than (\\d+) (?:trips|runs)", "超过$1趟");
        word("(?:below|less than|under) (\\d+) ?%", "低于$1%");
        word("load factor|loading rate|fill rate", "装载率");
        word("(?:fullest|best loaded)", "装得最满");
        word("(?:emptiest|least loaded)", "装得最空");
        word("busiest", "最忙");
        word("(?:most|highest|largest) (?:external|hired|outsourced)(?: trips| vehicles)?", "外部车最多");
        word("(?:external|hired|outsourced)(?: trips| vehicles| carriers)?", "外部车");
        word("own vehicles", "自有车");
        word("(?:what time|when) (?:does|do|will)", "几点发车");
        word("first (?:truck|trip|vehicle|van|departure)", "首班");
        word("last (?:truck|trip|vehicle|van|departure)", "末班");
        word("leaves?|departs?|departure", "发车");
        word("(?:how much|costs?)", "成本多少钱");
        word("why", "为什么");
        word("picked up|pick-?ups?|pick up", "揽收");
        word("deliver(?:ed|ies|y)", "投递");
        word("most|highest|largest", "最多");
        word("fewest|lowest|least", "最少");
        word("peak(?: hour)?", "几点高峰");
    }

    private EnglishPlanQuestion() {}

    private static void word(String english, String chinese) {
        WORDS.put(Pattern.compile("(?<![a-z])(?:" + english + ")(?![a-z])"), chinese);
    }

    /** The text itself where it is not English or speaks of no coming day. */
    static String inChinese(String text) {
        if (!EnglishQuestion.isEnglish(text) || !AHEAD.matcher(text).find()) {
            return text;
        }
        String said = text.toLowerCase(Locale.ROOT).strip();
        for (Map.Entry<Pattern, String> word : WORDS.entrySet()) {
            said = word.getKey().matcher(said).replaceAll(word.getValue());
        }
        return said;
    }
}
