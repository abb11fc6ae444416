package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierRules;
import cn.yunce.forecasting.TierRules.VehicleType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What legs of one origin share: its docks, its own vehicles, its chargers, and the docks at each destination. Something that is in use over
 * spans of time is never overdrawn when it is not at the start of any span; each such start is a row, and a trip uses some rows.
 */
final class Resources {
    private record Span(String what, int from, int to) {}

    private final TierRules.Leg rules;
    private final TierRules.Site origin;
    private final TierRules.Site site;
    private final boolean unloadsAtSite;
    private final List<Leg> legs;
    private final List<Integer> capacities = new ArrayList<>();
    private final int[][][][] rows;

    /** @param site at the destinations; its docks count only when {@code unloadsAtSite} */
    Resources(TierRules.Leg rules, TierRules.Site origin, TierRules.Site site, boolean unloadsAtSite, List<Leg> legs) {
        this.rules = rules;
        this.origin = origin;
        this.site = site;
        this.unloadsAtSite = unloadsAtSite;
        this.legs = legs;
        Map<String, TreeSet<Integer>> starts = new HashMap<>();
        Map<String, Integer> limits = new HashMap<>();
        forEachSpan((leg, wave, type, span, limit) -> {
            starts.computeIfAbsent(span.what(), key -> new TreeSet<>()).add(span.from());
            limits.put(span.what(), limit);
        });
        Map<String, Integer> firstRow = new HashMap<>();
        starts.forEach((what, minutes) -> {
            firstRow.put(what, capacities.size());
            minutes.forEach(minute -> capacities.add(limits.getOrDefault(what, 0)));
        });
        List<Map<Integer, List<Integer>>> used = new ArrayList<>();
        int waves = rules.departureMinutes().size();
        int types = rules.types().size();
        legs.forEach(leg -> used.add(new HashMap<>()));
        forEachSpan((leg, wave, type, span, limit) -> {
            TreeSet<Integer> minutes = starts.getOrDefault(span.what(), new TreeSet<>());
            int first = firstRow.getOrDefault(span.what(), 0)
                    + minutes.headSet(span.from()).size();
            int count = minutes.subSet(span.from(), span.to()).size();
            List<Integer> of = used.get(leg).computeIfAbsent(wave * types + type, key -> new ArrayList<>());
            for (int i = 0; i < count; i++) {
                of.add(first + i);
            }
        });
        rows = new int[legs.size()][waves][types][];
        for (int leg = 0; leg < rows.length; leg++) {
            for (int wave = 0; wave < waves; wave++) {
                for (int type = 0; type < types; type++) {
                    rows[leg][wave][type] = used.get(leg).getOrDefault(wave * types + type, List.of()).stream()
                            .mapToInt(Integer::intValue)
                            .toArray();
                }
            }
        }
    }

    private interface Use {
        void of(int leg, int wave, int type, Span span, int limit);
    }

    private void forEachSpan(Use use) {
        for (int leg = 0; leg < legs.size(); leg++) {
            for (int wave = 0; wave < rules.departureMinutes().size(); wave++) {
                for (int type = 0; type < rules.types().size(); type++) {
                    VehicleType vehicle = rules.types().get(type);
                    int departure = rules.departureMinutes().get(wave);
                    int load = departure - rules.loadMinutes();
                    double km = legs.get(leg).km();
                    int arrival = arrival(vehicle, km, departure);
                    use.of(leg, wave, type, new Span("dock", load, departure), origin.docks());
                    if (!vehicle.hired()) {
                        int free = free(rules, vehicle, km, departure);
                        use.of(leg, wave, type, new Span("type " + type, load, free), vehicle.vehicles());
                        int back = back(rules, vehicle, km, departure);
                        if (free > back) {
                            use.of(leg, wave, type, new Span("charger", back, free), origin.chargers());
                        }
                    }
                    if (unloadsAtSite && arrival >= site.openMinute()) {
                        use.of(
                                leg,
                                wave,
                                type,
                                new Span("site " + legs.get(leg).place(), arrival, arrival + rules.unloadMinutes()),
                                site.docks());
                    }
                }
            }
        }
    }

    static int arrival(VehicleType type, double km, int departure) {
        return departure + (int) Math.ceil(60 * km / type.kmPerHour() - 1e-9);
    }

    static int back(TierRules.Leg rules, VehicleType type, double km, int departure) {
        return arrival(type, km, arrival(type, km, departure) + rules.unloadMinutes());
    }

    /** Charged for what the way took, where it has a battery. */
    static int free(TierRules.Leg rules, VehicleType type, double km, int departure) {
        double share = type.rangeKm() > 0 ? 2 * km / type.rangeKm() : 0;
        return back(rules, type, km, departure) + (int) Math.ceil(type.chargeMinutes() * share - 1e-9);
    }

    int count() {
        return capacities.size();
    }

    int capacity(int row) {
        return capacities.get(row);
    }

    /** Rows of which one trip uses one each. */
    int[] rows(int leg, int wave, int type) {
        return rows[leg][wave][type];
    }
}
