package cn.yunce.app.security;

import cn.yunce.app.security.Accounts.Account;
import cn.yunce.app.security.Tokens.IssuedToken;
import cn.yunce.assistant.ConversationHistory;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1")
class AccountController {
    private static final int DEFAULT_DAYS = 90;
    private static final int MOST_ENTRIES = 1_000;

    private final Accounts accounts;
    private final Tokens tokens;
    private final AuditLog audit;
    private final ConversationHistory conversations;

    AccountController(Accounts accounts, Tokens tokens, AuditLog audit, ConversationHistory conversations) {
        this.conversations = conversations;
        this.accounts = accounts;
        this.tokens = tokens;
        this.audit = audit;
    }

    @GetMapping("/users")
    List<UserView> users() {
        return accounts.listAccounts().stream().map(UserView::of).toList();
    }

    @PostMapping("/users")
    @ResponseStatus(HttpStatus.CREATED)
    UserView create(@Valid @RequestBody NewUser user, Principal caller) {
        boolean made;
        try {
            made = accounts.create(user.user(), user.password(), user.role(), user.region());
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
        if (!made) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "user must be new, was " + user.user());
        }
        audit.record(caller.getName(), "USER_CREATED", user.user() + " " + user.role());
        return new UserView(user.user(), user.role(), user.region());
    }

    @DeleteMapping("/users/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String user, Principal caller) {
        if (user.equals(caller.getName())) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "user must not be the caller, was " + user);
        }
        if (!accounts.delete(user)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "user must exist, was " + user);
        }
        conversations.deleteAll(user);
        audit.record(caller.getName(), "USER_DELETED", user);
    }

    @PostMapping("/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    IssuedToken issue(@Valid @RequestBody TokenRequest request, Principal caller) {
        try {
            IssuedToken token = tokens.issue(
                    request.user(),
                    request.role(),
                    request.region(),
                    request.days().orElse(DEFAULT_DAYS));
            audit.record(caller.getName(), "TOKEN_ISSUED", request.user() + " " + request.role());
            return token;
        } catch (IllegalArgumentException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, e.getMessage(), e);
        }
    }

    @GetMapping("/audit")
    List<AuditLog.Entry> audit(@RequestParam(defaultValue = "100") int limit) {
        if (limit < 1 || limit > MOST_ENTRIES) {
            throw new ResponseStatusException(
                    HttpStatus.BAD_REQUEST, "limit must be 1.." + MOST_ENTRIES + ", was " + limit);
        }
        return audit.list(limit);
    }

    record NewUser(
            @NotBlank @Size(max = 60) String user,
            @NotBlank @Size(max = 72) String password,
            @NotNull AccountRole role,
            Optional<String> region) {
        @Override
        public String toString() {
            return "NewUser[user=" + user + ", role=" + role + "]";
        }
    }

    record TokenRequest(
            @NotBlank @Size(max = 60) String user,
            @NotNull AccountRole role,
            Optional<Integer> days,
            Optional<String> region) {}

    record UserView(String user, AccountRole role, Optional<String> region) {
        static UserView of(Account account) {
            return new UserView(account.name(), account.role(), account.region());
        }
    }
}
