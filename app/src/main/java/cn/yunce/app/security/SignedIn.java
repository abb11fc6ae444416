package cn.yunce.app.security;

import cn.yunce.app.security.Accounts.Account;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** An account as Spring Security knows it: the name, and one authority for its role. */
final class SignedIn {
    private SignedIn() {}

    static Authentication of(Account account) {
        return UsernamePasswordAuthenticationToken.authenticated(
                account.name(),
                "",
                List.of(new SimpleGrantedAuthority(account.role().authority())));
    }

    static AccountRole role(Authentication authentication) {
        return authentication.getAuthorities().stream()
                .map(authority -> String.valueOf(authority.getAuthority()))
                .filter(name -> name.startsWith("ROLE_"))
                .map(name -> AccountRole.valueOf(name.substring("ROLE_".length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an account must have a role"));
    }
}
