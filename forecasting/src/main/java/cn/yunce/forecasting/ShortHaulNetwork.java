package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.Fleet;
import cn.yunce.forecasting.domain.Line;
import cn.yunce.forecasting.domain.SitePair;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lines, fleets and pairs of sites that may share a vehicle. No line or fleet is there twice; each line's fleet is known.
 */
public record ShortHaulNetwork(List<Line> lines, List<Fleet> fleets, Set<SitePair> combinable) {
    public ShortHaulNetwork {
        lines = List.copyOf(lines);
        fleets = List.copyOf(fleets);
        combinable = Set.copyOf(combinable);
        Set<String> fleetIds = new HashSet<>();
        for (Fleet fleet : fleets) {
            if (!fleetIds.add(fleet.id())) {
                throw new IllegalArgumentException("fleet must be given once, was twice: " + fleet.id());
            }
        }
        Set<String> codes = new HashSet<>();
        for (Line line : lines) {
            if (!codes.add(line.code())) {
                throw new IllegalArgumentException("line must be given once, was twice: " + line.code());
            }
            if (!fleetIds.contains(line.fleet())) {
                throw new IllegalArgumentException(
                        "fleet must be one of " + fleetIds + ", was " + line.fleet() + " of line " + line.code());
            }
        }
    }

    /** Whether two lines may share a vehicle, as far as their places and waves go. */
    public boolean mayCombine(Line a, Line b) {
        return mayCombine(a, b, combinable);
    }

    static boolean mayCombine(Line a, Line b, Set<SitePair> combinable) {
        return a.wave() == b.wave()
                && a.origin().equals(b.origin())
                && combinable.contains(new SitePair(a.site(), b.site()));
    }

    /** @throws IllegalArgumentException when there is no such line; O(lines) */
    public Line getLine(String code) {
        return lines.stream()
                .filter(line -> line.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("line must be of the network, was " + code));
    }

    /** What a trip costs, an own vehicle's fixed cost left out: of a combined one, what its dearest line does. */
    public double cost(Trip trip) {
        return trip.loads().stream()
                .map(load -> getLine(load.line()))
                .mapToDouble(line -> trip.vehicle().isPresent() ? line.ownCost() : line.externalCost())
                .max()
                .orElseThrow();
    }
}
