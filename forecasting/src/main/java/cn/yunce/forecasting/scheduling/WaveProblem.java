package cn.yunce.forecasting.scheduling;

import cn.yunce.forecasting.domain.SitePair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one fleet carries in one wave, and on which ways it may. */
final class WaveProblem {
    /** Cuts are kept to this many sets of lines; more are only slower. */
    private static final int MAX_CLUSTERS = 20_000;

    private final List<Demand> demands;
    private final List<Way> ways;
    private final Map<Set<Demand>, Way> wayOfLines = new HashMap<>();
    private final int vehicles;
    private final boolean container;
    private final Set<SitePair> combinable;

    /** @param demands with parcels, of one fleet and wave */
    WaveProblem(List<Demand> demands, int vehicles, boolean container, Set<SitePair> combinable) {
        this.demands = List.copyOf(demands);
        this.vehicles = vehicles;
        this.container = container;
        this.combinable = combinable;
        this.ways = ways();
        ways.forEach(way -> wayOfLines.put(Set.copyOf(way.demands()), way));
    }

    List<Demand> demands() {
        return demands;
    }

    /** All ways, single lines first. */
    List<Way> listWays() {
        return ways;
    }

    /** The way of the trip's lines, whatever their order. */
    Way way(Draft trip) {
        return wayOfLines.getOrDefault(Set.copyOf(trip.way().demands()), trip.way());
    }

    int vehicles() {
        return vehicles;
    }

    boolean container() {
        return container;
    }

    List<Handling> handlings() {
        return container ? List.of(Handling.LOOSE, Handling.CONTAINER) : List.of(Handling.LOOSE);
    }

    boolean mayCombine(Demand a, Demand b) {
        return a.line().origin().equals(b.line().origin())
                && combinable.contains(new SitePair(a.line().site(), b.line().site()))
                && new Way(List.of(a, b)).readyMinute() <= new Way(List.of(a, b)).latestDeparture();
    }

    private List<Way> ways() {
        List<Way> found = new ArrayList<>();
        demands.forEach(demand -> found.add(new Way(List.of(demand))));
        for (int i = 0; i < demands.size(); i++) {
            for (int j = i + 1; j < demands.size(); j++) {
                Demand a = demands.get(i);
                Demand b = demands.get(j);
                if (!mayCombine(a, b)) {
                    continue;
                }
                found.add(new Way(List.of(a, b)));
                for (int k = j + 1; k < demands.size(); k++) {
                    Demand c = demands.get(k);
                    if (mayCombine(a, c) && mayCombine(b, c)) {
                        found.add(new Way(List.of(a, b, c)));
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    /** Sets of up to {@code size} lines that hang together by combinable pairs, smaller ones first. */
    List<Set<Demand>> clusters(int size) {
        Collection<Set<Demand>> last = new LinkedHashSet<>();
        demands.forEach(demand -> last.add(Set.of(demand)));
        List<Set<Demand>> all = new ArrayList<>(last);
        Collection<Set<Demand>> grown = last;
        for (int round = 1; round < size && all.size() < MAX_CLUSTERS; round++) {
            Collection<Set<Demand>> next = new LinkedHashSet<>();
            for (Set<Demand> cluster : grown) {
                for (Demand demand : demands) {
                    if (!cluster.contains(demand) && cluster.stream().anyMatch(member -> mayCombine(member, demand))) {
                        Set<Demand> larger = new LinkedHashSet<>(cluster);
                        larger.add(demand);
                        next.add(larger);
                    }
                }
            }
            all.addAll(next);
            grown = next;
        }
        return all.size() > MAX_CLUSTERS ? all.subList(0, MAX_CLUSTERS) : all;
    }
}
