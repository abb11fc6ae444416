package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.domain.SlotProfile;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is known of a short-haul network's volumes: actual arrivals of past planning days, and pre-known volumes 预知量 of past
 * and coming days.
 *
 * @param actual arrivals by line and day; a line-day that is missing had no parcels recorded
 * @param preknown parcels already known at 21:00 of the day before
 */
public record ShortHaulHistory(
        ShortHaulNetwork network, Map<LineDay, SlotProfile> actual, Map<LineDay, Double> preknown) {
    public ShortHaulHistory {
        actual = Map.copyOf(actual);
        preknown = Map.copyOf(preknown);
    }

    /** What of this was known at 21:00 of the day before {@code date}. */
    public ShortHaulHistory knownBefore(ServiceDate date) {
        return new ShortHaulHistory(
                network,
                actual.entrySet().stream()
                        .filter(entry -> entry.getKey().date().compareTo(date) < 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                preknown.entrySet().stream()
                        .filter(entry -> entry.getKey().date().compareTo(date) <= 0)
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
