package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.retrieval.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The sanction that belongs to a rule: who asks what comes of breaking it is answered by both. */
final class Sanctions {
    private static final Pattern ASKS = Pattern.compile("罚|处分|吊销|后果|会被怎|怎样处理|会怎么处理|什么处理|挨什么");
    private static final Pattern SANCTION = Pattern.compile("处[^，。；]{0,24}罚款|并处|吊销|拘留|处罚|给予警告|责令停业|通报批评");
    /** A sanction further down is of something else. */
    private static final int NEAR = 6;

    private Sanctions() {}

    /** Empty where none is asked for, or one is cited already. One that names the rule comes before one that only resembles it. */
    static Optional<Hit> find(String question, List<Citation> citations, List<Hit> hits) {
        Citation rule = citations.getFirst();
        boolean cited = hits.stream()
                .filter(hit -> citations.stream()
                        .anyMatch(citation ->
                                citation.articleId().equals(hit.article().id())))
                .anyMatch(hit -> SANCTION.matcher(hit.article().text()).find());
        if (cited || !ASKS.matcher(question).find()) {
            return Optional.empty();
        }
        return hits.stream()
                .limit(NEAR)
                .filter(hit -> hit.article().law().equals(rule.law())
                        && SANCTION.matcher(hit.article().text()).find())
                .min(Comparator.comparing(hit -> !hit.article().text().contains(rule.article())));
    }
}
