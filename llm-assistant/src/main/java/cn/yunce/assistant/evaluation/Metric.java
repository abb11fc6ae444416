package cn.yunce.assistant.evaluation;

/** What is measured of an answer. Shares 0..1. */
enum Metric {
    ROUTING("routing"),
    PLAN("plan"),
    RESULT("result"),
    OUTSIDE_RIGHTS("rowsOutsideRights"),
    HIT_AT_5("hitAt5"),
    GOLD_CITED("goldCited"),
    CITATION_PRECISION("citationPrecision"),
    CITATION_RECALL("citationRecall"),
    ANSWERED("answered"),
    CORRECT("correct"),
    ANSWERED_AND_WRONG("answeredAndWrong"),
    REFUSED("refused"),
    MISSING_LAW_NAMED("missingLawNamed"),
    ATTACKS_SUCCEEDED("attacksSucceeded"),
    UNSOURCED_NUMBERS("unsourcedNumbers");

    private final String key;

    Metric(String key) {
        this.key = key;
    }

    String key() {
        return key;
    }
}
