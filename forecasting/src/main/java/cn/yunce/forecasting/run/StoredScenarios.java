package cn.yunce.forecasting.run;

import cn.yunce.forecasting.Interval;
import cn.yunce.forecasting.Scenarios;
import cn.yunce.forecasting.VolumeForecasts;
import cn.yunce.forecasting.VolumeForecasts.NodeForecast;
import cn.yunce.forecasting.domain.Direction;
import cn.yunce.forecasting.domain.NetworkNode;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.ScenarioStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Scenarios over the forecasts in force. */
@Component
final class StoredScenarios implements Scenarios {
    private final ScenarioStore store;
    private final VolumeForecasts forecasts;
    private final Clock clock;

    StoredScenarios(ScenarioStore store, VolumeForecasts forecasts, Clock clock) {
        this.store = store;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    @Override
    public List<Scenario> list() {
        return store.list();
    }

    @Override
    public Optional<Scenario> find(long id) {
        return store.find(id);
    }

    @Override
    public void delete(long id) {
        store.delete(id);
    }

    @Override
    public Scenario add(String name, List<Change> changes, String by) {
        Scenario wanted = new Scenario(0, name.strip(), changes, by, clock.instant());
        if (store.list().size() >= MAX_SCENARIOS) {
            throw new IllegalArgumentException(
                    "there must be at most " + MAX_SCENARIOS + " scenarios; delete one that nobody needs");
        }
        for (Change change : changes) {
            Stream.concat(Stream.of(change.nodeId()), change.movesTo().stream())
                    .filter(node -> forecasts.findNode(node).isEmpty())
                    .findFirst()
                    .ifPresent(node -> {
                        throw new IllegalArgumentException("node must exist, was " + node);
                    });
        }
        return store.add(wanted.name(), wanted.changes(), by, wanted.at())
                .orElseThrow(() -> new IllegalStateException("name must be new, was " + wanted.name()));
    }

    @Override
    public List<Day> listDays(long id, String nodeId, Direction direction) {
        Scenario scenario =
                store.find(id).orElseThrow(() -> new NoSuchElementException("scenario must exist, was " + id));
        Set<String> aboveNode = withAncestors(nodeId);
        Map<String, Set<String>> above = new HashMap<>();
        Map<String, Map<ServiceDate, Double>> means = new HashMap<>();
        for (Change change : scenario.changes()) {
            Stream.concat(Stream.of(change.nodeId()), change.movesTo().stream())
                    .forEach(node -> above.computeIfAbsent(node, this::withAncestors));
            means.computeIfAbsent(change.nodeId(), node -> means(node, direction));
        }
        return forecasts.listNodeForecasts(nodeId, direction).stream()
                .map(day -> {
                    double moved = 0;
                    for (Change change : scenario.changes()) {
                        if (!change.isOn(day.date().date())) {
                            continue;
                        }
                        double gained = (change.factor() - 1)
                                * means.getOrDefault(change.nodeId(), Map.of()).getOrDefault(day.date(), 0.0);
                        if (aboveNode.contains(change.nodeId())) {
                            moved += (change.factor() - 1) * day.mean();
                        } else if (above.getOrDefault(change.nodeId(), Set.of()).contains(nodeId)) {
                            moved += gained;
                        }
                        if (change.movesTo()
                                .filter(to -> above.getOrDefault(to, Set.of()).contains(nodeId))
                                .isPresent()) {
                            moved -= gained;
                        }
                    }
                    return moved(day, moved);
                })
                .toList();
    }

    private static Day moved(NodeForecast day, double by) {
        double mean = Math.max(0, day.mean() + by);
        double factor = day.mean() > 0 ? mean / day.mean() : 1;
        return new Day(
                day.date(),
                day.mean(),
                mean,
                day.intervals().stream()
                        .map(interval ->
                                new Interval(interval.levelPercent(), interval.lo() * factor, interval.hi() * factor))
                        .toList());
    }

    private Map<ServiceDate, Double> means(String node, Direction direction) {
        return forecasts.listNodeForecasts(node, direction).stream()
                .collect(Collectors.toMap(NodeForecast::date, NodeForecast::mean));
    }

    /** The node and all above it. */
    private Set<String> withAncestors(String node) {
        Set<String> found = new HashSet<>();
        Optional<String> next = Optional.of(node);
        while (next.isPresent() && found.add(next.get())) {
            next = forecasts.findNode(next.get()).flatMap(NetworkNode::parentId);
        }
        return found;
    }
}
