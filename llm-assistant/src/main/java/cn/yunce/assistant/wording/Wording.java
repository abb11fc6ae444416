package cn.yunce.assistant.wording;

import cn.yunce.assistant.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sentences of one language, with places for what code computes: {@code {0}}, {@code {1}}. A key that there is not fails loudly; the two files
 * have the same keys.
 */
public final class Wording {
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final String BACK = "back.";
    private static final String RETOLD = "told.";
    private static final Map<Language, Wording> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Wording(language));
        }
    }

    private final Language language;
    private final Properties sentences = new Properties();
    private final Map<Pattern, String> retold = new LinkedHashMap<>();
    /** Keys of {@link #backward}, the longest first. */
    private final List<String> back;

    private Wording(Language language) {
        this.language = language;
        String file = "answers." + language.name().toLowerCase(Locale.ROOT) + ".properties";
        try (InputStream in = Objects.requireNonNull(Wording.class.getResourceAsStream(file), file)) {
            sentences.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keys().stream().filter(key -> key.startsWith(RETOLD)).sorted().forEach(key -> {
            String[] both = find(key).orElseThrow().split(" => ", 2);
            retold.put(Pattern.compile(both[0]), both[1]);
        });
        back = keys().stream()
                .filter(key -> key.startsWith(BACK))
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    public static Wording of(Language language) {
        return Objects.requireNonNull(ALL.get(language), language.name());
    }

    public Language language() {
        return language;
    }

    /** The sentence with the values in its places. */
    public String say(String key, Object... values) {
        String sentence = find(key).orElseThrow(() -> new IllegalArgumentException("no sentence " + key));
        return PLACE.matcher(sentence)
                .replaceAll(
                        place -> Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(place.group(1))])));
    }

    /** The word for a thing of a closed list, or what the list calls it where there is none. */
    public String word(String kind, String thing) {
        return find(kind + "." + thing).orElse(thing);
    }

    /** Things in a row: 、 between them in Chinese. */
    public String list(List<String> things) {
        return String.join(say("list"), things);
    }

    /** What data say of themselves in Chinese, as the reason of a trip; as it stands where there are no other words for it. */
    public String retell(String chinese) {
        for (Map.Entry<Pattern, String> one : retold.entrySet()) {
            Matcher match = one.getKey().matcher(chinese);
            if (match.matches()) {
                return PLACE.matcher(one.getValue())
                        .replaceAll(place ->
                                Matcher.quoteReplacement(retell(match.group(Integer.parseInt(place.group(1)) + 1))));
            }
        }
        return chinese;
    }

    /** A question's words of time and place, which the parser has in Chinese, in this language. */
    public String backward(String question) {
        String said = question;
        for (String key : back) {
            said = said.replace(key.substring(BACK.length()), say(key));
        }
        return said.replaceAll(" {2,}", " ").strip();
    }

    Set<String> keys() {
        return sentences.stringPropertyNames();
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(sentences.getProperty(key));
    }
}
