package cn.yunce.forecasting;

/** Which models may take part in a series' forecast. */
public enum ModelPool {
    /** Every model. */
    ALL,
    /** Those that learn from the series itself; none that is trained on the whole panel: no trees, no network. */
    OWN
}
