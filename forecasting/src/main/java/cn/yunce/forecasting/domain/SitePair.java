package cn.yunce.forecasting.domain;

/** Two sites whose lines may share a vehicle; the order does not matter. */
public record SitePair(String first, String second) {
    public SitePair {
        Checks.notBlank("first", first);
        Checks.notBlank("second", second);
        if (first.compareTo(second) > 0) {
            String swap = first;
            first = second;
            second = swap;
        }
    }
}
