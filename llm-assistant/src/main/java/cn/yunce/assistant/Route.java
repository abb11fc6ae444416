package cn.yunce.assistant;

/** What kind of question was asked, and so where its answer comes from. */
public enum Route {
    POLICY,
    KPI,
    FORECAST,
    SCHEDULE,
    MIXED,
    SMALLTALK,
    OUT_OF_SCOPE
}
