package cn.yunce.assistant.chat;

import cn.yunce.assistant.Citation;
import cn.yunce.assistant.retrieval.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sanction that belongs to a rule: who asks what comes of breaking it is answered by both. */
final class Sanctions {
    private static final Pattern ASKS = Pattern.compile("罚|处分|吊销|后果|会被怎|会怎样|会怎么样|怎样处理|会怎么处理|什么处理|挨什么|坐牢|判刑|拘留");
    private static final Pattern SANCTION = Pattern.compile("处[^，。；]{0,24}罚款|并处|吊销|拘留|处罚|给予警告|责令停业|通报批评");
    private static final Pattern REFERRAL = Pattern.compile("依照(?:《[^》]{2,30}》[、和]?)+的规定[^，。；]{0,4}处罚");
    /** A sanction further down is of something else. */
    private static final int NEAR = 6;

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[。；])|\\n+");
    private static final Pattern DUTY = Pattern.compile("不得|禁止|应当|必须");
    /** What most rules say. */
    private static final Pattern COMMON =
            Pattern.compile("[\\p{P}\\s]|应当|不得|必须|禁止|有关|单位和个人|经营快递业务的企业|快递企业|邮政企业|邮政管理部门|任何|依法|依照|规定|本[法条例办]+|的");

    /** Of a rule's pairs of letters a sanction that belongs to it says as many. */
    private static final double SAID = 0.5;

    /** Of one that was found by the question itself. */
    private static final double NEAR_SAID = 0.1;

    private Sanctions() {}

    /** The words of the rule that is cited, to search its sanction by; empty where none is asked for, or one is cited already. */
    static Optional<String> rule(String question, List<Citation> citations) {
        boolean cited = citations.stream()
                .anyMatch(citation -> SANCTION.matcher(citation.quote()).find());
        if (cited || !ASKS.matcher(question).find()) {
            return Optional.empty();
        }
        return duty(question, citations.getFirst());
    }

    /** The sentence of a rule that says what is to be done or left, the nearest to the question. */
    private static Optional<String> duty(String question, Citation rule) {
        Set<String> asked = pairs(question);
        return SENTENCE_END
                .splitAsStream(rule.quote())
                .filter(sentence -> DUTY.matcher(sentence).find())
                .max(Comparator.comparingLong(sentence ->
                        pairs(sentence).stream().filter(asked::contains).count()));
    }

    /** The sanction of a rule among what was found by its words; of its own law before others'. */
    static Optional<Hit> of(String rule, Citation cited, List<Hit> hits) {
        Set<String> words = pairs(rule);
        return hits.stream()
                .filter(hit -> !hit.article().id().equals(cited.articleId())
                        && SANCTION.matcher(hit.article().text()).find()
                        && said(words, hit) >= SAID)
                .max(Comparator.comparing((Hit hit) -> hit.article().law().equals(cited.law()))
                        .thenComparingDouble(hit -> said(words, hit)));
    }

    private static double said(Set<String> words, Hit hit) {
        Set<String> pairs = pairs(hit.article().text());
        return (double) words.stream().filter(pairs::contains).count() / Math.max(1, words.size());
    }

    private static Set<String> pairs(String text) {
        return QuoteFinder.bigrams(COMMON.matcher(text).replaceAll(""));
    }

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
        Set<String> words = duty(question, rule).map(Sanctions::pairs).orElseGet(() -> pairs(rule.quote()));
        return hits.stream()
                .limit(NEAR)
                .filter(hit -> hit.article().law().equals(rule.law())
                        && SANCTION.matcher(hit.article().text()).find()
                        && (hit.article().text().contains(rule.article()) || said(words, hit) >= NEAR_SAID))
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
