package cn.yunce.app.security;

import cn.yunce.app.security.Accounts.Account;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/v1/session")
class SessionController {
    private final Accounts accounts;
    private final SignInLimit limit;
    private final SecurityContextRepository sessions;
    private final AuditLog audit;

    SessionController(Accounts accounts, SignInLimit limit, SecurityContextRepository sessions, AuditLog audit) {
        this.accounts = accounts;
        this.limit = limit;
        this.sessions = sessions;
        this.audit = audit;
    }

    @PostMapping
    Session signIn(
            @Valid @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        if (!limit.allows(credentials.user())) {
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS, "too many wrong passwords; try again in a minute");
        }
        Optional<Account> account = accounts.authenticate(credentials.user(), credentials.password());
        if (account.isEmpty()) {
            limit.failed(credentials.user());
            audit.record(credentials.user(), "SIGN_IN_FAILED", request.getRemoteAddr());
            throw new ResponseStatusException(HttpStatus.UNAUTHORIZED, "user and password must match an account");
        }
        limit.succeeded(credentials.user());
        // A session id that was known before the sign-in must not be worth anything after it.
        HttpSession old = request.getSession(false);
        if (old != null) {
            old.invalidate();
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(SignedIn.of(account.get()));
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        audit.record(account.get().name(), "SIGN_IN", request.getRemoteAddr());
        return new Session(account.get().name(), account.get().role());
    }

    @GetMapping
    Session session(Authentication caller) {
        return new Session(caller.getName(), SignedIn.role(caller));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        SecurityContextHolder.clearContext();
    }

    record Credentials(
            @NotBlank @Size(max = 60) String user,
            @NotBlank @Size(max = 200) String password) {
        @Override
        public String toString() {
            return "Credentials[user=" + user + "]";
        }
    }

    record Session(String user, AccountRole role) {}
}
