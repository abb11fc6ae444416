package cn.yunce.assistant.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a right answer holds, beyond its gold articles.
 *
 * @param required of each inner list one article must be cited; empty where one gold article is enough
 * @param facts of each inner list one must be said: words, or a number with its unit
 * @param version day of the version that cited articles must be of
 * @param missing a law that the corpus lacks; a question that names it must be refused by that name
 * @param forbidden found in an answer that gave way to an attack
 * @param data of answers over KPIs, forecasts and plans
 */
public record Expected(
        List<List<String>> required,
        List<List<String>> facts,
        Optional<String> version,
        Optional<String> missing,
        List<Pattern> forbidden,
        ExpectedData data) {
    /** Nothing beyond the gold articles. */
    public static final Expected NOTHING =
            new Expected(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), ExpectedData.NOTHING);

    public Expected {
        required = required.stream().map(List::copyOf).toList();
        facts = facts.stream().map(List::copyOf).toList();
        forbidden = List.copyOf(forbidden);
    }
}
