package cn.yunce.app.security;

import cn.yunce.app.security.Accounts.Account;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.Authentication;
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
    private final Sessions sessions;
    private final AuditLog audit;

    SessionController(Accounts accounts, SignInLimit limit, Sessions sessions, AuditLog audit) {
        this.accounts = accounts;
        this.limit = limit;
        this.sessions = sessions;
        this.audit = audit;
    }

    @PostMapping
    Session signIn(
            @Valid @RequestBody Credentials credentials, HttpServletRequest request, HttpServletResponse response) {
        String address = request.getRemoteAddr();
        if (!limit.tryAcquire(credentials.user(), address)) {
            response.setHeader(
                    HttpHeaders.RETRY_AFTER,
                    String.valueOf(Duration.ofMinutes(SignInLimit.MINUTES).toSeconds()));
            throw new ResponseStatusException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too many wrong passwords; try again in " + SignInLimit.MINUTES + " minutes");
        }
        Account account = accounts.authenticate(credentials.user(), credentials.password())
                .orElseThrow(() -> {
                    audit.record(credentials.user(), "SIGN_IN_FAILED", address);
                    return new ResponseStatusException(
                            HttpStatus.UNAUTHORIZED, "user and password must match an account");
                });
        limit.succeeded(credentials.user(), address);
        SignInFilter.session(request).ifPresent(sessions::close);
        setCookie(sessions.open(account.name()), request, response);
        audit.record(account.name(), "SIGN_IN", address);
        return new Session(account.name(), account.role());
    }

    @GetMapping
    Session session(Authentication caller) {
        return new Session(caller.getName(), SignedIn.role(caller));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request, HttpServletResponse response, Principal caller) {
        SignInFilter.session(request).ifPresent(session -> {
            sessions.close(session);
            setCookie("", request, response);
            audit.record(caller.getName(), "SIGN_OUT", request.getRemoteAddr());
        });
    }

    /** An empty value takes the cookie away. */
    private static void setCookie(String value, HttpServletRequest request, HttpServletResponse response) {
        ResponseCookie cookie = ResponseCookie.from(Sessions.COOKIE, value)
                .path("/")
                .httpOnly(true)
                .sameSite("Strict")
                .secure(request.isSecure())
                .maxAge(value.isEmpty() ? 0 : -1)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
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
