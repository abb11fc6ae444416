package cn.yunce.app.security;

import cn.yunce.app.security.Accounts.Account;
import cn.yunce.assistant.Caller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Signs in the request, and it alone, by the token in its header or the session in its cookie. An invalid token is answered
 * with 401; an ended session is as good as none, so that the page can be loaded and ask for the password.
 */
final class SignInFilter extends OncePerRequestFilter {
    private static final String BEARER = "Bearer ";

    private final Tokens tokens;
    private final Sessions sessions;
    private final ProblemWriter problems;

    SignInFilter(Tokens tokens, Sessions sessions, ProblemWriter problems) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.problems = problems;
    }

    static boolean hasBearer(HttpServletRequest request) {
        return bearer(request).isPresent();
    }

    static Optional<String> session(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, Sessions.COOKIE)).map(Cookie::getValue);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> bearer = bearer(request);
        Optional<Account> account = bearer.isPresent()
                ? bearer.flatMap(tokens::authenticate)
                : session(request).flatMap(sessions::authenticate);
        if (bearer.isPresent() && account.isEmpty()) {
            problems.unauthorized(request, response, "the bearer token must be valid, was unknown or has expired");
            return;
        }
        if (account.isPresent()) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(SignedIn.of(account.get()));
            SecurityContextHolder.setContext(context);
            account.get().region().ifPresent(region -> request.setAttribute(Caller.REGION_ATTRIBUTE, region));
        }
        chain.doFilter(request, response);
    }

    /** An answer that streams is dispatched again on another thread. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    private static Optional<String> bearer(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip());
    }
}
