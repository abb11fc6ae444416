package cn.yunce.forecasting;

import cn.yunce.forecasting.domain.GreatCircle;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.domain.ServiceDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A day's deliveries through the tiers of a city.
 *
 * @param nodes one city, its county parks, townships and villages
 * @param parcels that each township or village hands to its own customers, by node id; one that is missing has none
 */
public record TierProblem(ServiceDate date, List<NetworkNode> nodes, Map<String, Long> parcels, TierRules rules) {
    public TierProblem {
        nodes = List.copyOf(nodes);
        parcels = Map.copyOf(parcels);
        Map<String, NetworkTier> tiers = new HashMap<>();
        nodes.forEach(node -> tiers.put(node.id(), node.tier()));
        if (nodes.stream().filter(node -> node.tier() == NetworkTier.CITY).count() != 1) {
            throw new IllegalArgumentException("nodes must hold one city, held "
                    + nodes.stream()
                            .filter(node -> node.tier() == NetworkTier.CITY)
                            .count());
        }
        for (NetworkNode node : nodes) {
            if (node.parentId().isPresent() && tiers.get(node.parentId().get()) != above(node.tier())) {
                throw new IllegalArgumentException("parentId of " + node.id() + " must be a node of tier "
                        + above(node.tier()) + ", was " + node.parentId().get());
            }
        }
        parcels.forEach((id, count) -> {
            NetworkTier tier = tiers.get(id);
            if ((tier != NetworkTier.TOWNSHIP && tier != NetworkTier.VILLAGE) || count < 0) {
                throw new IllegalArgumentException(
                        "parcels must be 0 or more of a township or village, was " + count + " of " + id);
            }
        });
    }

    private static NetworkTier above(NetworkTier tier) {
        return switch (tier) {
            case CITY, COUNTY -> NetworkTier.CITY;
            case TOWNSHIP -> NetworkTier.COUNTY;
            case VILLAGE -> NetworkTier.TOWNSHIP;
        };
    }

    /** Length of the road between two nodes: the great circle's times the rules' factor. */
    public double roadKm(NetworkNode a, NetworkNode b) {
        return GreatCircle.km(a.longitude(), a.latitude(), b.longitude(), b.latitude()) * rules.roadFactor();
    }
}
