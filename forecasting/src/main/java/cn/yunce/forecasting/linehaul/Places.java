package cn.yunce.forecasting.linehaul;

import cn.yunce.forecasting.TierProblem;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.NetworkTier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tree of places, with the parcels that must reach each. */
final class Places {
    private final Map<String, List<NetworkNode>> below = new HashMap<>();
    private final Map<String, Long> parcels = new HashMap<>();
    private final NetworkNode city;

    Places(TierProblem problem) {
        NetworkNode hub = null;
        Map<String, NetworkNode> byId = new HashMap<>();
        for (NetworkNode node : problem.nodes()) {
            byId.put(node.id(), node);
            hub = node.tier() == NetworkTier.CITY ? node : hub;
            node.parentId()
                    .ifPresent(parent -> below.computeIfAbsent(parent, key -> new ArrayList<>())
                            .add(node));
        }
        if (hub == null) {
            throw new IllegalArgumentException("nodes must hold a city, held none");
        }
        city = hub;
        problem.parcels().forEach((id, count) -> {
            for (NetworkNode node = byId.get(id);
                    node != null;
                    node = byId.get(node.parentId().orElse(""))) {
                parcels.merge(node.id(), count, Long::sum);
            }
        });
    }

    NetworkNode city() {
        return city;
    }

    /** Places directly below that have parcels. */
    List<NetworkNode> below(NetworkNode node) {
        return below.getOrDefault(node.id(), List.of()).stream()
                .filter(place -> parcels(place) > 0)
                .toList();
    }

    /** Of the place itself and all below. */
    long parcels(NetworkNode node) {
        return parcels.getOrDefault(node.id(), 0L);
    }
}
