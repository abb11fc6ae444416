package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.LiveEvent;
import cn.yunce.forecasting.LiveSchedules.Draft;
import cn.yunce.forecasting.Replan;
import cn.yunce.forecasting.domain.ServiceDate;
import java.util.List;
import java.util.Optional;

/** Keeps what becomes of published plans on their day. Every method is one transaction. */
public interface ReplanStore {

    /** A new draft of a run's plan. */
    Draft save(
            long runId,
            int baseVersion,
            int nowMinute,
            int lateMinutes,
            List<LiveEvent> events,
            Replan.Changed replan,
            String user);

    Optional<Draft> find(long id);

    /** Confirmed ones of a run's plan, first version first. */
    List<Draft> listVersions(long runId, ServiceDate date);

    /**
     * Makes the draft the next version.
     *
     * @throws IllegalStateException when it is a draft no more, or was made of another version than the last
     */
    Draft confirm(long id, String user);

    /** @throws IllegalStateException when it is a draft no more */
    Draft discard(long id, String user);
}
