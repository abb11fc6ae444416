package cn.yunce.assistant.evaluation;

import java.util.List;
import java.util.Map;

/**
 * How a question set was answered. Shares are 0..1.
 *
 * @param routing share of questions whose route was right
 * @param goldHit of the answerable questions with gold articles, share that cite one of them
 * @param citationPrecision of the citations of those, share that are gold
 * @param refusal share of questions that were refused exactly when they should be
 * @param unsourcedNumbers numbers in answers that no source was given for
 * @param byRoute questions and right routes by expected route
 */
public record EvaluationReport(
        int questions,
        double routing,
        double goldHit,
        double citationPrecision,
        double refusal,
        int unsourcedNumbers,
        long medianMillis,
        long p95Millis,
        Map<String, String> byRoute,
        List<Miss> misses) {
    public EvaluationReport {
        byRoute = Map.copyOf(byRoute);
        misses = List.copyOf(misses);
    }

    /** A question that was not answered as it should be. */
    public record Miss(String id, String question, String expected, String got) {}
}
