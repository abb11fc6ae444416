package cn.yunce.forecasting.domain;

/**
 * 线路: a short-haul line of one wave, from an origin to a site.
 *
 * @param code identifier, for example {@code 场地3 - 站点83 - 0600}
 * @param latestDepartureMinute minutes after the start of the planning day
 * @param transitMinutes one way
 * @param ownCost variable cost of a trip by an own vehicle
 * @param externalCost cost of a trip by an external carrier
 */
public record Line(
        String code,
        String origin,
        String site,
        Wave wave,
        String fleet,
        int latestDepartureMinute,
        double transitMinutes,
        double ownCost,
        double externalCost) {
    public Line {
        Checks.notBlank("code", code);
        Checks.notBlank("origin", origin);
        Checks.notBlank("site", site);
        Checks.notBlank("fleet", fleet);
        Checks.inRange("latestDepartureMinute", latestDepartureMinute, 0, 1440);
        Checks.inRange("transitMinutes", transitMinutes, 0, 1440);
        Checks.inRange("ownCost", ownCost, 0, 1e9);
        Checks.inRange("externalCost", externalCost, 0, 1e9);
    }
}
