package cn.yunce.app.security;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** Rules by path. The page itself is open; everything it shows is behind the API. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
    private static final String API = "/api/v1";

    /** Element Plus and ECharts set styles on elements; nothing else is loosened. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; "
                    + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    @Bean
    SecurityFilterChain rules(HttpSecurity http, Tokens tokens, Sessions sessions, ProblemWriter problems)
            throws Exception {
        return http.authorizeHttpRequests(rules -> rules.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, API + "/session")
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers(
                                "/actuator/**", API + "/users", API + "/users/**", API + "/tokens", API + "/audit")
                        .hasRole("ADMIN")
                        .requestMatchers(
                                API + "/kpis/changes",
                                API + "/kpis/changes/**",
                                API + "/model",
                                API + "/adapters",
                                API + "/adapters/**")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.GET, API + "/feedback", API + "/feedback/**")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.POST, API + "/feedback/**")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.PUT, API + "/kpis/**")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.POST, API + "/documents")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.PUT, API + "/monitor/champions/**")
                        .hasRole("ADMIN")
                        .requestMatchers(HttpMethod.POST, API + "/imports", API + "/imports/trials", API + "/runs")
                        .hasAnyRole("SCHEDULER", "ADMIN")
                        .requestMatchers(HttpMethod.PUT, API + "/schedules/settings")
                        .hasAnyRole("SCHEDULER", "ADMIN")
                        .requestMatchers(HttpMethod.POST, API + "/schedules/**", API + "/routes", API + "/routes/**")
                        .hasAnyRole("DISPATCHER", "SCHEDULER", "ADMIN")
                        .requestMatchers(HttpMethod.DELETE, API + "/schedules/**")
                        .hasAnyRole("DISPATCHER", "SCHEDULER", "ADMIN")
                        .requestMatchers("/api/**", "/v3/**", "/swagger-ui/**", "/swagger-ui.html")
                        .authenticated()
                        .requestMatchers(HttpMethod.GET, "/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/**")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie())
                        .csrfTokenRequestHandler(new HeaderCsrfToken())
                        .ignoringRequestMatchers(SignInFilter::hasBearer))
                .addFilterBefore(new SignInFilter(tokens, sessions, problems), CsrfFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> {})
                .exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, e) ->
                                problems.unauthorized(request, response, "sign in, or send a bearer token"))
                        .accessDeniedHandler((request, response, e) -> problems.forbidden(
                                request,
                                response,
                                e instanceof CsrfException
                                        ? "the X-XSRF-TOKEN header must repeat the XSRF-TOKEN cookie"
                                        : "this account's role may not do that")))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=(), usb=()"))
                        .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                        .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN)))
                .build();
    }

    /** Readable by the page's script, which sends it back as a header. */
    private static CookieCsrfTokenRepository csrfCookie() {
        CookieCsrfTokenRepository cookie = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookie.setCookieCustomizer(csrf -> csrf.sameSite("Strict"));
        return cookie;
    }

    /** PostgreSQL's text holds no NUL, and nobody types one. */
    @Bean
    HttpFirewall firewall() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value == null || value.indexOf('\0') < 0);
        return firewall;
    }

    /** Sign-in goes through the session endpoint; this keeps Spring Boot from making a default account. */
    @Bean
    AuthenticationManager noOtherSignIn() {
        return authentication -> {
            throw new org.springframework.security.authentication.BadCredentialsException(
                    "sign in at " + API + "/session");
        };
    }
}
