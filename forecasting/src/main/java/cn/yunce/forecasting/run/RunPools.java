package cn.yunce.forecasting.run;

import cn.yunce.forecasting.Champions.SeriesGroup;
import cn.yunce.forecasting.Champions.Standing;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.domain.NetworkTier;
import cn.yunce.forecasting.persistence.NodeSeriesId;
import cn.yunce.forecasting.persistence.RunInput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which models forecast a run's groups.
 *
 * @param champions of groups; any other is forecast by all models
 * @param challengers of the groups that have one
 */
record RunPools(Map<SeriesGroup, ModelPool> champions, Map<SeriesGroup, ModelPool> challengers) {
    RunPools {
        champions = Map.copyOf(champions);
        challengers = Map.copyOf(challengers);
    }

    static RunPools of(List<Standing> standings) {
        Map<SeriesGroup, ModelPool> champions = new HashMap<>();
        Map<SeriesGroup, ModelPool> challengers = new HashMap<>();
        for (Standing standing : standings) {
            champions.put(standing.group(), standing.champion());
            standing.challenger().ifPresent(pool -> challengers.put(standing.group(), pool));
        }
        return new RunPools(champions, challengers);
    }

    ModelPool champion(SeriesGroup group) {
        return champions.getOrDefault(group, ModelPool.ALL);
    }

    ModelPool challengerElseChampion(SeriesGroup group) {
        return challengers.getOrDefault(group, champion(group));
    }

    /** The group of each series. */
    static Map<String, SeriesGroup> groups(RunInput input) {
        Map<String, NetworkTier> tiers = new HashMap<>();
        input.nodes().forEach(node -> tiers.put(node.id(), node.tier()));
        Map<String, SeriesGroup> groups = new HashMap<>();
        input.series().forEach(series -> {
            NodeSeriesId id = NodeSeriesId.parse(series.id());
            NetworkTier tier = tiers.get(id.nodeId());
            if (tier != null) {
                groups.put(series.id(), new SeriesGroup(tier, id.direction()));
            }
        });
        return groups;
    }
}
