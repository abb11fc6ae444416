package cn.yunce.app.cli;

import cn.yunce.forecasting.domain.SlotProfile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes whole parcels of fractional ones: a line's total is rounded, its slots by largest remainder, so that they add up. */
final class WholeParcels {
    private WholeParcels() {}

    static Map<String, SlotProfile> round(Map<String, SlotProfile> profiles) {
        Map<String, SlotProfile> rounded = new LinkedHashMap<>();
        profiles.forEach((line, profile) -> rounded.put(line, round(profile)));
        return rounded;
    }

    static SlotProfile round(SlotProfile profile) {
        double[] exact = profile.toArray();
        double[] whole = Arrays.stream(exact).map(Math::floor).toArray();
        long missing =
                Math.round(profile.total()) - Math.round(Arrays.stream(whole).sum());
        IntStream.range(0, exact.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer slot) -> whole[slot] - exact[slot]))
                .limit(Math.max(0, missing))
                .forEach(slot -> whole[slot]++);
        return SlotProfile.of(profile.wave(), whole);
    }
}
