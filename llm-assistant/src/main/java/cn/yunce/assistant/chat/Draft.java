package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.guardrail.NumberTrace.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An answer in the making: what it says, piece by piece with each piece's source. */
record Draft(
        Route route,
        boolean refused,
        List<Piece> pieces,
        List<Citation> citations,
        List<ToolCall> calls,
        List<String> choices,
        Map<String, Object> query) {
    Draft {
        query = Map.copyOf(query);
        pieces = List.copyOf(pieces);
        citations = List.copyOf(citations);
        calls = List.copyOf(calls);
        choices = List.copyOf(choices);
    }

    Draft(
            Route route,
            boolean refused,
            List<Piece> pieces,
            List<Citation> citations,
            List<ToolCall> calls,
            List<String> choices) {
        this(route, refused, pieces, citations, calls, choices, Map.of());
    }

    static Draft said(Route route, String text) {
        return new Draft(route, false, List.of(own(text)), List.of(), List.of(), List.of());
    }

    /** @param text what is missing, for people; its numbers are dates and names of the tool's own */
    static Draft refused(Route route, String text, List<ToolCall> calls, List<String> choices) {
        return new Draft(route, true, List.of(own(text)), List.of(), calls, choices);
    }

    /** The same with another piece before it. */
    Draft after(Piece first) {
        List<Piece> all = new ArrayList<>(List.of(first));
        all.addAll(pieces);
        return new Draft(route, refused, all, citations, calls, choices, query);
    }

    /** The same with other pieces after it. */
    Draft before(List<Piece> more) {
        List<Piece> all = new ArrayList<>(pieces);
        all.addAll(more);
        return new Draft(route, refused, all, citations, calls, choices, query);
    }

    /** The same without the pieces that say something. */
    Draft without(String said) {
        List<Piece> others =
                pieces.stream().filter(piece -> !piece.text().contains(said)).toList();
        return new Draft(route, refused, others, citations, calls, choices, query);
    }

    /** Both, one after the other; MIXED where they are of two kinds. */
    Draft and(Draft next) {
        return new Draft(
                route == next.route ? route : Route.MIXED,
                refused && next.refused,
                Stream.of(pieces.stream(), Stream.of(new Piece("\n\n", "", "", List.of())), next.pieces.stream())
                        .flatMap(part -> part)
                        .toList(),
                Stream.concat(citations.stream(), next.citations.stream()).toList(),
                Stream.concat(calls.stream(), next.calls.stream()).toList(),
                List.of(),
                query.isEmpty() ? next.query : query);
    }

    private static Piece own(String text) {
        return new Piece(text, "运策", text, List.of());
    }
}
