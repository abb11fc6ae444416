package cn.yunce.forecasting;

/**
 * A plan made under uncertainty.
 *
 * @param plan own trips and booked external vehicles; as a plan of the forecast volumes it keeps all rules
 * @param expectedCost mean cost over the scenarios it was made on, late extra trips included
 * @param expectedCostUnhedged the same for the plan of the forecast volumes alone
 */
public record HedgedPlan(ShortHaulPlan plan, double expectedCost, double expectedCostUnhedged) {}
