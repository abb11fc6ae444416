package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Checks;

/**
 * A model's part in a combined forecast.
 *
 * @param weight 0..1; a forecast's weights add up to one
 */
public record ModelWeight(String model, double weight) {
    public ModelWeight {
        Checks.notBlank("model", model);
        Checks.inRange("weight", weight, 0, 1 + 1e-9);
    }
}
