package cn.yunce.assistant.evaluation;

/**
 * A measure with its bootstrap interval (Efron, 1979), questions drawn with replacement, percentiles 2.5 and 97.5.
 *
 * @param questions that the measure applies to
 */
public record Estimate(double value, double low, double high, int questions) {}
