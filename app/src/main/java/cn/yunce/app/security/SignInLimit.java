package cn.yunce.app.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Slows guessing: an address has {@value #TRIES_PER_NAME} tries for a name and {@value #TRIES_PER_ADDRESS} for all names in
 * {@value #MINUTES} minutes. A try is counted before the password is looked at, so that many at once count too. Counted by
 * name and address together, a stranger's guesses do not lock out the owner elsewhere.
 */
@Component
final class SignInLimit {
    static final int TRIES_PER_NAME = 5;
    static final int TRIES_PER_ADDRESS = 60;
    static final int MINUTES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(MINUTES);
    private static final int MAX_KEYS = 10_000;
    private static final int MAX_NAME = 60;

    private record Tries(int count, Instant since) {}

    private final Clock clock;
    private final Map<String, Tries> triesByKey = new ConcurrentHashMap<>();

    SignInLimit(Clock clock) {
        this.clock = clock;
    }

    /** Counts a try; false when there were too many. */
    boolean tryAcquire(String name, String address) {
        return count(address) <= TRIES_PER_ADDRESS && count(key(name, address)) <= TRIES_PER_NAME;
    }

    /** Forgets the tries of a person who knew the password in the end. */
    void succeeded(String name, String address) {
        triesByKey.remove(key(name, address));
        triesByKey.computeIfPresent(address, (key, tries) -> new Tries(tries.count() - 1, tries.since()));
    }

    private int count(String key) {
        Instant now = clock.instant();
        if (triesByKey.size() >= MAX_KEYS) {
            triesByKey.values().removeIf(tries -> over(tries, now));
        }
        return triesByKey
                .compute(
                        key,
                        (ignored, tries) -> tries == null || over(tries, now)
                                ? new Tries(1, now)
                                : new Tries(tries.count() + 1, tries.since()))
                .count();
    }

    private static boolean over(Tries tries, Instant now) {
        return !now.isBefore(tries.since().plus(WINDOW));
    }

    private static String key(String name, String address) {
        return address + " "
                + name.substring(0, Math.min(MAX_NAME, name.length())).toLowerCase(Locale.ROOT);
    }
}
