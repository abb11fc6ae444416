package cn.yunce.app.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Slows guessing: after {@value #FREE_TRIES} wrong passwords for a name, it waits a minute for each further one. */
@Component
final class SignInLimit {
    static final int FREE_TRIES = 5;
    private static final Duration WAIT = Duration.ofMinutes(1);
    private static final int MAX_NAMES = 10_000;

    private record Failures(int count, Instant last) {}

    private final Clock clock;
    private final Map<String, Failures> byName = new ConcurrentHashMap<>();

    SignInLimit(Clock clock) {
        this.clock = clock;
    }

    boolean allows(String name) {
        Failures failures = byName.get(key(name));
        return failures == null
                || failures.count() < FREE_TRIES
                || clock.instant().isAfter(failures.last().plus(WAIT));
    }

    void failed(String name) {
        if (byName.size() > MAX_NAMES) {
            Instant old = clock.instant().minus(WAIT);
            byName.values().removeIf(failures -> failures.last().isBefore(old));
        }
        byName.merge(
                key(name),
                new Failures(1, clock.instant()),
                (before, one) -> new Failures(before.count() + 1, one.last()));
    }

    void succeeded(String name) {
        byName.remove(key(name));
    }

    private static String key(String name) {
        return name.substring(0, Math.min(60, name.length())).toLowerCase(Locale.ROOT);
    }
}
