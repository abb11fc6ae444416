package cn.yunce.assistant.retrieval;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a title tells about a law's reach. */
public enum LawKind {
    /** Of one province, city or county. */
    LOCAL,
    /** National, on post or express delivery. */
    PARCEL,
    GENERAL;

    private static final Pattern LOCAL_TITLE = Pattern.compile("(\\p{IsHan}{2,7}?)(?:省|市|自治区|自治州|县).*(?:条例|办法|规定|细则)");
    private static final Pattern PARCEL_TITLE = Pattern.compile(".*(?:快递|邮政|寄递).*");

    public static LawKind of(String title) {
        if (!placeOf(title).isEmpty()) {
            return LOCAL;
        }
        return PARCEL_TITLE.matcher(title).matches() ? PARCEL : GENERAL;
    }

    /** 山东 of 山东省邮政条例; empty for a national law. */
    static String placeOf(String title) {
        // 快递市场管理办法 is of no city called 快递.
        Matcher local = LOCAL_TITLE.matcher(title.replace("市场", "场"));
        return local.matches() ? local.group(1) : "";
    }
}
