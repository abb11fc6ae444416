package cn.yunce.assistant.guardrail;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what tells of a person, as GB/T 41833 (express electronic waybill) asks of waybills: at least six digits of a telephone number, the
 * given name, the room of an address; and all but the ends of an identity number. A name counts only where a label (收件人：), a
 * telephone number or 先生 marks it as one, so that 收件人应当 stays what it is.
 */
public final class PersonalData {
    private static final String DIGIT = "[0-9０-９]";
    private static final String NUMERAL = "[一二三四五六七八九零〇幺]";
    private static final String GAP = "[-\\s]?";
    private static final Pattern IDENTITY = alone(DIGIT + "{6}(?:19|20|１９|２０)" + DIGIT + "{9}[0-9０-９XxＸｘ]");
    private static final Pattern MOBILE = alone("[1１][3-9３-９]" + DIGIT + GAP + DIGIT + "{4}" + GAP + DIGIT + "{4}");
    private static final Pattern SPELT_MOBILE =
            Pattern.compile("(?<!" + NUMERAL + ")[一幺][三四五六七八九]" + NUMERAL + "{9}(?!" + NUMERAL + ")");
    private static final Pattern LANDLINE = Pattern.compile(
            "(?<=(?<!" + DIGIT + ")[0０]" + DIGIT + "{2,3}[）)]?[-\\s]?)" + DIGIT + "{7,8}(?!" + DIGIT + ")");

    private static final String HOUSE = DIGIT + "{1,4}(?:号楼|栋|幢|座)\\s*";
    private static final String STAIRS = DIGIT + "{1,2}单元\\s*";
    private static final String FLOOR = "(?:" + DIGIT + "{1,3}[层楼]\\s*)?";
    private static final String ROOM_NUMBER = DIGIT + "{2,5}";
    private static final Pattern ROOM = Pattern.compile("(?:" + HOUSE + ")?" + STAIRS + FLOOR + ROOM_NUMBER + "[室房户号]?"
            + "|" + HOUSE + FLOOR + ROOM_NUMBER + "[室房户]?" + "|" + FLOOR + ROOM_NUMBER + "(?:室|号房)");

    private static final String SURNAME = "(?:欧阳|司马|上官|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒"
            + "|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹章苏潘葛范彭鲁韦马苗方花俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅齐康伍余元卜顾孟黄穆萧尹姚邵汪毛"
            + "戴宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路娄江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房裘缪解应丁宣邓郁单杭洪包左石崔吉龚程邢裴陆荣翁荀羊甄曲封芮靳段富焦巴车侯全班仇甘厉祖武符刘景詹龙叶幸黎薄白翟谭申冉桂牛边农温庄晏柴阎连艾容向古易戈廖"
            + "耿匡文欧利聂辛简饶曾沙丰关游权肖闫涂])";
    private static final String NAME = SURNAME + "[\\p{IsHan}&&[^的]]{1,2}";
    private static final String LABEL = "(?:收件人|寄件人|收货人|发件人|联系人|签收人|投诉人|申诉人|当事人|用户|客户|顾客|快递员|业务员|姓名|名字)";
    private static final String OF_PERSON = "的?(?:电话|手机|身份证|地址|住)";
    private static final String END = "(?=[\\s，,。；;、（(]|$|" + OF_PERSON + "|" + DIGIT + ")";
    private static final String HIDDEN_MOBILE = "[1１]" + DIGIT + "{2}\\*{6}" + DIGIT + "{2}";
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("(?<=" + LABEL + "[:：]\\s{0,2}|名叫|我叫)" + NAME + END),
            Pattern.compile("(?<=" + LABEL + ")" + NAME + "(?=" + OF_PERSON + ")"),
            Pattern.compile("(?<!\\p{IsHan})" + NAME + "(?=[\\s，,（(:：]{0,2}(?:" + OF_PERSON + "号?码?[是:：]?\\s?)?"
                    + HIDDEN_MOBILE + ")"),
            Pattern.compile("(?<=" + HIDDEN_MOBILE + "[\\s，,（(]{1,2})" + NAME + END),
            Pattern.compile("(?<!\\p{IsHan})" + NAME + "(?=先生|女士|小姐)"));
    private static final Pattern WHOLE_NAME = Pattern.compile("^(" + SURNAME + ")\\p{IsHan}+$");

    private PersonalData() {}

    /** The text with personal data hidden; any other text as it is. Masking twice changes nothing more. */
    public static String mask(String text) {
        String masked = replace(IDENTITY, text, found -> ends(found, 1, 1));
        masked = replace(MOBILE, masked, found -> ends(found.replaceAll("[-\\s]", ""), 3, 2));
        masked = replace(SPELT_MOBILE, masked, found -> ends(found, 3, 2));
        masked = replace(LANDLINE, masked, found -> ends(found, 0, found.length() - 6));
        masked = replace(ROOM, masked, found -> "***");
        for (Pattern name : NAMES) {
            masked = replace(name, masked, found -> WHOLE_NAME.matcher(found).replaceFirst("$1**"));
        }
        return masked;
    }

    private static Pattern alone(String digits) {
        return Pattern.compile("(?<!" + DIGIT + ")" + digits + "(?!" + DIGIT + ")");
    }

    private static String replace(Pattern pattern, String text, UnaryOperator<String> hidden) {
        return pattern.matcher(text).replaceAll(match -> Matcher.quoteReplacement(hidden.apply(match.group())));
    }

    /** The first and last characters, the others hidden. */
    private static String ends(String text, int first, int last) {
        return text.substring(0, first)
                + "*".repeat(text.length() - first - last)
                + text.substring(text.length() - last);
    }
}
