package cn.yunce.app.security;

/** What an account may do, beyond looking things up and asking. */
public enum AccountRole {
    DISPATCHER,
    /** Also imports and runs. */
    SCHEDULER,
    MANAGER,
    /** Everything. */
    ADMIN;

    String authority() {
        return "ROLE_" + name();
    }
}
