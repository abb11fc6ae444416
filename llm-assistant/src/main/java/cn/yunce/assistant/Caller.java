package cn.yunce.assistant;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param region id of the county whose figures alone the caller may see; empty for the whole city
 * @param user name of the account; empty where nobody signed in, as on the command line
 * @param language that answers are worded in
 */
public record Caller(Role role, Optional<String> region, String user, Language language) {
    /** Request attribute with the region of an account that is limited to one. */
    public static final String REGION_ATTRIBUTE = "cn.yunce.region";

    /** One who is answered in Chinese. */
    public Caller(Role role, Optional<String> region, String user) {
        this(role, region, user, Language.CHINESE);
    }

    /** One without an account. */
    public Caller(Role role, Optional<String> region) {
        this(role, region, "");
    }

    public Caller in(Language language) {
        return new Caller(role, region, user, language);
    }

    /** A caller who may see the whole city. */
    public static Caller of(Role role) {
        return new Caller(role, Optional.empty());
    }
}
