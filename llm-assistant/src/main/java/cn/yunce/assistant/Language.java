package cn.yunce.assistant;

import java.util.List;
import java.util.Locale;

/** A language that answers are worded in. Statutes are quoted as they stand, in Chinese. */
public enum Language {
    CHINESE(Locale.SIMPLIFIED_CHINESE),
    ENGLISH(Locale.ENGLISH);

    private final Locale locale;

    Language(Locale locale) {
        this.locale = locale;
    }

    /**
     * The one of these that is liked best.
     *
     * @param accepted as a header {@code Accept-Language} lists them; Chinese where it is empty, malformed or names neither
     */
    public static Language of(String accepted) {
        try {
            Locale best = Locale.lookup(
                    Locale.LanguageRange.parse(accepted), List.of(Locale.CHINESE, CHINESE.locale, ENGLISH.locale));
            return ENGLISH.locale.equals(best) ? ENGLISH : CHINESE;
        } catch (IllegalArgumentException e) {
            return CHINESE;
        }
    }
}
