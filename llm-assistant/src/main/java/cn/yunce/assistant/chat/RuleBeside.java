package cn.yunce.assistant.chat;

import cn.yunce.assistant.Route;
import cn.yunce.assistant.ToolCall;
import cn.yunce.assistant.retrieval.SearchResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The rule that the last clauses ask for beside figures: 上个月投诉率多少，人家投诉了几天里得给回话. */
final class RuleBeside {
    private static final Set<Route> FIGURES = Set.of(Route.KPI, Route.FORECAST, Route.SCHEDULE);
    private static final int MIN_LENGTH = 6;
    private static final double CERTAIN = 0.9;

    private final QuestionRouter router;
    private final PolicyAnswers policy;

    RuleBeside(QuestionRouter router, PolicyAnswers policy) {
        this.router = router;
        this.policy = policy;
    }

    /** With that rule after the figures, instead of a word that the clause was not read. */
    Draft with(Asked asked, Draft figures) {
        List<String> clauses = Unread.clauses(asked.text()).toList();
        if (figures.refused() || clauses.size() < 2 || !FIGURES.contains(figures.route())) {
            return figures;
        }
        return IntStream.range(1, clauses.size())
                .mapToObj(from -> clauses.subList(from, clauses.size()))
                .filter(end -> asksRule(String.join("，", end)))
                .flatMap(end -> rule(asked.part(String.join("，", end))).stream()
                        .map(rule -> withoutUnread(figures, end).and(rule)))
                .findFirst()
                .orElse(figures);
    }

    private static Draft withoutUnread(Draft figures, List<String> clauses) {
        Draft left = figures;
        for (String clause : clauses) {
            left = left.without("“" + clause + "”");
        }
        return left;
    }

    private boolean asksRule(String clause) {
        return clause.length() >= MIN_LENGTH
                && router.kinds(clause).stream()
                        .findFirst()
                        .filter(kind -> kind.route() == Route.POLICY && kind.probability() >= CERTAIN)
                        .isPresent();
    }

    private Optional<Draft> rule(Asked clause) {
        ToolCall call = policy.call(clause);
        SearchResult found = policy.search(call, clause.role());
        return PolicyAnswers.possible(found) ? Optional.of(policy.answer(clause, call, found)) : Optional.empty();
    }
}
