package cn.yunce.app.security;

/** What an account may do, beyond looking things up and asking. */
public enum AccountRole {
    DISPATCHER,
    /** Also imports and runs. */
    SCHEDULER,
    MANAGER,
    /** Everything. */
    ADMIN;

    /** Whether a token of the {@code other} role gives nothing that this one does not. */
    boolean covers(AccountRole other) {
        return this == ADMIN || this == other || other == DISPATCHER;
    }

    String authority() {
        return "ROLE_" + name();
    }
}
