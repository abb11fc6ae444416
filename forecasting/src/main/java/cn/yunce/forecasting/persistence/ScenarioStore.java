package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.Scenarios.Change;
import cn.yunce.forecasting.Scenarios.Scenario;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Named suppositions, as they were made. */
public interface ScenarioStore {

    /** Latest first. */
    List<Scenario> list();

    Optional<Scenario> find(long id);

    /** Empty where the name is taken. */
    Optional<Scenario> add(String name, List<Change> changes, String by, Instant at);

    void delete(long id);
}
