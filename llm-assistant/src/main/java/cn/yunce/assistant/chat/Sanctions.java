package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.retrieval.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sanction that belongs to a rule: who asks what comes of breaking it is answered by both. */
final class Sanctions {
    private static final Pattern ASKS = Pattern.compile("罚|处分|吊销|后果|会被怎|怎样处理|会怎么处理|什么处理|挨什么");
    private static final Pattern SANCTION = Pattern.compile("处[^，。；]{0,24}罚款|并处|吊销|拘留|处罚|给予警告|责令停业|通报批评");
    private static final Pattern REFERRAL = Pattern.compile("依照(?:《[^》]{2,30}》[、和]?)+的规定[^，。；]{0,4}处罚");
    /** A sanction further down is of something else. */
    private static final int NEAR = 6;

    private Sanctions() {}

    /** Empty where none is asked for, or one is cited already. One that names the rule comes before one that only resembles it. */
    static Optional<Hit> find(String question, List<Citation> citations, List<Hit> hits) {
        Citation rule = citations.getFirst();
        Optional<Hit> referred = referred(question, rule, hits);
        if (referred.isPresent()) {
            return referred;
        }
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

    /** 依照《中华人民共和国邮政法》的规定予以处罚: the sanction stands there. */
    private static Optional<Hit> referred(String question, Citation rule, List<Hit> hits) {
        if (!ASKS.matcher(question).find()) {
            return Optional.empty();
        }
        Matcher referral = REFERRAL.matcher(rule.quote());
        if (!referral.find()) {
            return Optional.empty();
        }
        return hits.stream()
                .filter(hit -> !hit.article().law().equals(rule.law())
                        && referral.group().contains("《中华人民共和国" + hit.article().law() + "》")
                        && SANCTION.matcher(hit.article().text()).find())
                .findFirst();
    }
}
