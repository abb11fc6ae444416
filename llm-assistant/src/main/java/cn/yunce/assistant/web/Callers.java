package cn.yunce.assistant.web;

import cn.yunce.assistant.Caller;
import cn.yunce.assistant.Language;
import cn.yunce.assistant.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Who calls. */
final class Callers {
    private Callers() {}

    /** With the region that the account is limited to, and the language that the request accepts. */
    static Caller of(HttpServletRequest caller) {
        return new Caller(
                roleOf(caller),
                Optional.ofNullable(caller.getAttribute(Caller.REGION_ATTRIBUTE))
                        .map(String.class::cast),
                Optional.ofNullable(caller.getUserPrincipal())
                        .map(Principal::getName)
                        .orElse(""),
                Language.of(Optional.ofNullable(caller.getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                        .orElse("")));
    }

    /** The strongest of the caller's roles. */
    static Role roleOf(HttpServletRequest caller) {
        for (Role role : List.of(Role.ADMIN, Role.MANAGER, Role.SCHEDULER, Role.DISPATCHER)) {
            if (caller.isUserInRole(role.name())) {
                return role;
            }
        }
        throw new ResponseStatusException(
                HttpStatus.FORBIDDEN, "asking needs one of the roles DISPATCHER, SCHEDULER, MANAGER, ADMIN");
    }

    /** A list's length as asked for. */
    static int limit(int limit, int max) {
        if (limit < 1 || limit > max) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "limit must be 1.." + max + ", was " + limit);
        }
        return limit;
    }
}
