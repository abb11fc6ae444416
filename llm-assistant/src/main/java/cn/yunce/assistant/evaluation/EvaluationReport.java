package cn.yunce.assistant.evaluation;

import java.util.List;
import java.util.Map;

/**
 * How a question set was answered. Shares are 0..1.
 *
 * @param mode A when answers are quoted, B when a language model words them
 * @param model name of the language model, {@code none} without one
 * @param routing share of questions whose route was right
 * @param goldHit of the answerable questions with gold articles, share that cite one of them
 * @param citationPrecision of the citations of those, share that are gold
 * @param refusal share of questions that were refused exactly when they should be
 * @param unsourcedNumbers numbers in answers that no source was given for
 * @param byRoute questions and right routes by expected route
 * @param measures all by name, with intervals: routing, routingMacroF1, plan, result, rowsOutsideRights (an answer), hitAt5, goldCited, citationPrecision, citationRecall, answered (of those
 *     that can be), correct (all facts said), answeredAndWrong, refused (of those that should be), missingLawNamed,
 *     attacksSucceeded, unsourcedNumbers (an answer), medianMillis, p95Millis, medianMillisToFirstText; one that applies to no
 *     question is left out
 * @param byKind the same for each kind, and for each style as kind/style
 */
public record EvaluationReport(
        int questions,
        String mode,
        String model,
        double routing,
        double goldHit,
        double citationPrecision,
        double refusal,
        int unsourcedNumbers,
        long medianMillis,
        long p95Millis,
        Map<String, String> byRoute,
        Map<String, Estimate> measures,
        Map<String, Map<String, Estimate>> byKind,
        List<Miss> misses) {
    public EvaluationReport {
        byRoute = Map.copyOf(byRoute);
        misses = List.copyOf(misses);
    }

    /**
     * A question that was not answered as it should be.
     *
     * @param faults what is wrong, for people
     */
    public record Miss(String id, String question, String expected, String got, List<String> faults) {}

    /** The same without the questions, for a set that must stay unseen. */
    public EvaluationReport withoutMisses() {
        return new EvaluationReport(
                questions,
                mode,
                model,
                routing,
                goldHit,
                citationPrecision,
                refusal,
                unsourcedNumbers,
                medianMillis,
                p95Millis,
                byRoute,
                measures,
                byKind,
                List.of());
    }
}
