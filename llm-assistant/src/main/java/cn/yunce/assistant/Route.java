package cn.yunce.assistant;

import java.util.Arrays;
import java.util.Optional;

/** What kind of question was asked, and so where its answer comes from. */
public enum Route {
    POLICY,
    KPI,
    FORECAST,
    SCHEDULE,
    MIXED,
    SMALLTALK,
    OUT_OF_SCOPE;

    /** By its name as a model writes it. */
    public static Optional<Route> find(String name) {
        return Arrays.stream(values())
                .filter(route -> route.name().equals(name))
                .findFirst();
    }
}
