package cn.yunce.assistant.guardrail;

import cn.yunce.assistant.SourcedNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the source of every number of an answer, or says that one has none. */
public final class NumberTrace {
    private NumberTrace() {}

    /**
     * A piece of an answer.
     *
     * @param text as people read it
     * @param source what the piece rests on, for people
     * @param evidence the data or quote itself; every number of the text must be in it
     * @param names identifiers (lines, places, vehicles) whose digits are no numbers
     */
    public record Piece(String text, String source, String evidence, List<String> names) {
        public Piece {
            names = List.copyOf(names);
        }
    }

    /** One entry for each number, in order; empty when a number is not in its piece's evidence. */
    public static Optional<List<SourcedNumber>> trace(List<Piece> pieces) {
        List<SourcedNumber> numbers = new ArrayList<>();
        for (Piece piece : pieces) {
            List<Quantity> known = Quantities.find(mask(piece.evidence(), piece.names()));
            String text = mask(piece.text(), piece.names());
            for (Quantity quantity : Quantities.find(text)) {
                if (known.stream().noneMatch(other -> other.sameAmount(quantity))) {
                    return Optional.empty();
                }
                SourcedNumber number =
                        new SourcedNumber(quantity.text(), quantity.unit().replace("第", ""), piece.source());
                if (!numbers.contains(number)) {
                    numbers.add(number);
                }
            }
        }
        return Optional.of(List.copyOf(numbers));
    }

    private static String mask(String text, List<String> names) {
        String masked = text;
        for (String name : names.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            masked = masked.replace(name, "〔名〕");
        }
        return masked;
    }
}
