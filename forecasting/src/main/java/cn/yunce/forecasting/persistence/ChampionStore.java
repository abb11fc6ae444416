package cn.yunce.forecasting.persistence;

import cn.yunce.forecasting.Champions.Score;
import cn.yunce.forecasting.Champions.SeriesGroup;
import cn.yunce.forecasting.Champions.Standing;
import cn.yunce.forecasting.ModelPool;
import cn.yunce.forecasting.SeriesForecast;
import cn.yunce.forecasting.domain.ServiceDate;
import cn.yunce.forecasting.persistence.EveForecasts.Eve;
import java.util.List;
import java.util.Map;

/** What daily runs know and keep of champions and challengers. */
public interface ChampionStore {

    /** Puts the challenger in the champion's place, and the champion in the challenger's. */
    void promote(SeriesGroup group, Score score, String by);

    /** Replaces what the run used. */
    void saveStandings(long runId, List<Standing> standings);

    /** What the run used; a group that is not there was forecast by all models. */
    Map<SeriesGroup, ModelPool> listChampions(long runId);

    /**
     * Replaces the run's challengers' forecasts.
     *
     * @param forecasts by the pool that made them; their first point is kept
     */
    void saveChallengers(long runId, Map<ModelPool, List<SeriesForecast>> forecasts);

    /** Challengers' forecasts of the day after the data cut-off, by series id, then day ascending; of the runs that {@link EveForecasts} goes by. */
    Map<String, List<Eve>> listChallengers(ModelPool pool, ServiceDate from, ServiceDate upTo);
}
